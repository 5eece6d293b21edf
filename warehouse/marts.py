"""The views that pages read: each declared once, its SQL in sql/marts/<name>.sql.

Every mart follows the reader's choice through DuckDB session variables, set on the cursor of one query (warehouse/queries.py):
`townships`, `categories`, `themes`, `departments`, `statuses` (VARCHAR[]; unset = all) and `as_of` (DATE; unset = today). One staging
view, sql/staging/stg_issue_chosen.sql, applies them to issues. Places not stated read 未注明乡镇, categories 未注明类别.
"""

from warehouse.schema import Column, Table

TOWNSHIP = Column("township", "text", "乡镇", "原文没有写明的为 未注明乡镇", required=True)
PLAN_NAME = Column("plan_name", "text", "方案", "方案的标题或文件名")
SOURCE_ID = Column("source_id", "text", "来源标识", "来源文件")
START = Column("span_start", "integer", "起点", "原文中的起点")
END = Column("span_end", "integer", "止点", "原文中的止点")

COMPLETION = (
    Column("issue_count", "integer", "问题总数", "问题和任务的总数", required=True),
    Column("reported_count", "integer", "有进展报告", "有任何状态报告的", required=True),
    Column("unreported_count", "integer", "未报告", "来源没有写状态的; 既不算未完成, 也不算完成", required=True),
    Column("not_started_count", "integer", "未启动", "状态为未启动", required=True),
    Column("in_progress_count", "integer", "推进中", "状态为推进中", required=True),
    Column("mostly_done_count", "integer", "基本完成", "状态为基本完成; 不算完成", required=True),
    Column("completed_count", "integer", "自报完成", "状态为自报完成 (尚未验收)", required=True),
    Column("verified_count", "integer", "已验收", "状态为审核或验收通过 (尚未销号)", required=True),
    Column("closed_count", "integer", "已销号", "状态为已销号", required=True),
    Column("returned_count", "integer", "退回反弹", "状态为退回或反弹", required=True),
    Column("done_count", "integer", "自报完成及以上", "自报完成 + 已验收 + 已销号", required=True),
    Column("accepted_count", "integer", "验收及以上", "已验收 + 已销号", required=True),
    Column("reported_pct", "number", "报告率(%)", "有进展报告 ÷ 问题总数", ),
    Column("completion_pct", "number", "自报完成率(%)", "自报完成及以上 ÷ 有进展报告"),
    Column("verification_pct", "number", "验收率(%)", "验收及以上 ÷ 有进展报告"),
    Column("closure_pct", "number", "销号率(%)", "已销号 ÷ 有进展报告"),
    Column("undated_count", "integer", "无明确时限", "没有最后一天的", required=True),
    Column("overdue_count", "integer", "已逾期", "过了最后一天而未完成的", required=True),
    Column("doubtful_count", "integer", "数据存疑", "涉及不相符核验的问题数", required=True),
)

OVERVIEW = Table(
    "overview", "总览", "一行: 所选范围的总数",
    (Column("township_count", "integer", "乡镇数", "写明的乡镇数; 未注明的不计", required=True),
     Column("plan_count", "integer", "方案数", "方案数", required=True), *COMPLETION),
)
COMPLETION_BY_TOWNSHIP = Table(
    "completion_by_township", "各乡镇整改完成情况", "一个至少有一个问题的乡镇一行", (TOWNSHIP, *COMPLETION), ("issue_count desc", "township"))
COMPLETION_BY_CATEGORY = Table(
    "completion_by_category", "各类别整改完成情况", "一个类别一行",
    (Column("category", "text", "类别", "文件写明的类别; 没有的为 未注明类别", required=True), *COMPLETION), ("issue_count desc", "category"))
COMPLETION_BY_THEME = Table(
    "completion_by_theme", "各主题整改完成情况", "一个主题一行",
    (Column("theme", "text", "主题", "固定清单中的主题", required=True), *COMPLETION), ("issue_count desc", "theme"))
COMPLETION_BY_DEPARTMENT = Table(
    "completion_by_department", "各部门整改完成情况", "一个部门一行; 一个问题由几个部门负责, 在每个部门各计一次",
    (Column("department", "text", "部门", "归并后的部门; 词表没有的照原文单位; 没有写单位的为 未注明单位", required=True),
     Column("is_known", "flag", "词表有", "真: 部门来自词表; 假: 照原文单位", required=True),
     Column("lead_count", "integer", "牵头", "牵头的问题数", required=True),
     Column("responsible_count", "integer", "责任", "负责的问题数", required=True),
     Column("supporting_count", "integer", "配合", "配合的问题数", required=True),
     Column("supervising_count", "integer", "监督", "监督的问题数", required=True), *COMPLETION),
    ("issue_count desc", "department"))
TOWNSHIP_THEME = Table(
    "township_theme", "乡镇 × 主题", "有问题的乡镇与主题一格一行",
    (TOWNSHIP, Column("theme", "text", "主题", "固定清单中的主题", required=True),
     Column("issue_count", "integer", "问题数", "问题数", required=True),
     Column("reported_count", "integer", "有进展报告", "有状态报告的", required=True),
     Column("done_count", "integer", "自报完成及以上", "自报完成 + 已验收 + 已销号", required=True)),
    ("township", "theme"))
ISSUE_REGISTER = Table(
    "issue_register", "问题台账", "一个问题一行",
    (Column("issue_id", "text", "问题标识", "问题标识", required=True),
     Column("plan_id", "text", "方案标识", "方案标识", required=True),
     TOWNSHIP, PLAN_NAME,
     Column("ordinal", "integer", "顺序", "在方案中的顺序", required=True),
     Column("issue_no", "text", "序号", "原文编号"),
     Column("path", "text", "所属标题", "上级标题"),
     Column("category", "text", "类别", "没有的为 未注明类别", required=True),
     Column("theme", "text", "主题", "固定清单中的主题", required=True),
     Column("kind", "text", "性质", "问题 | 任务", required=True),
     Column("title", "text", "问题", "标题", required=True),
     Column("finding", "text", "问题描述", "问题描述原文"),
     Column("measures", "text", "整改措施", "各条措施, 一条一行"),
     Column("measure_count", "integer", "措施数", "措施条数", required=True),
     Column("lead_units", "text", "牵头单位", "以顿号相连"),
     Column("responsible_units", "text", "责任单位", "以顿号相连"),
     Column("supporting_units", "text", "配合单位", "以顿号相连"),
     Column("supervising_units", "text", "监督单位", "以顿号相连"),
     Column("departments", "text_list", "部门", "涉及的部门, 供筛选", required=True),
     Column("status", "text", "整改状态", "状态代码; unreported: 未报告", required=True),
     Column("status_label", "text", "状态", "中文状态", required=True),
     Column("status_wording", "text", "状态原话", "来源中的用语"),
     Column("status_on", "date", "状态日期", "报告日期"),
     Column("status_origin", "text", "状态出处", "document | table"),
     Column("deadline_label", "text", "时限类别", "限期 | 期间 | 立行立改 | 长期坚持 | 立行立改、长期坚持 | 无"),
     Column("deadline_wording", "text", "时限原话", "原文写法"),
     Column("due_on", "date", "到期日", "最后一天"),
     Column("due_bucket", "text", "到期", "已逾期 | 10天内 | 20天内 | 20天以上 | 已完成 | 无明确时限", required=True),
     Column("days_to_due", "integer", "剩余天数", "到期日 - 截至日; 负数为逾期"),
     Column("is_reported", "flag", "有进展报告", "真: 有状态报告", required=True),
     Column("is_done", "flag", "自报完成及以上", "真: 自报完成、已验收或已销号", required=True),
     Column("is_doubtful", "flag", "数据存疑", "真: 涉及不相符的核验", required=True),
     Column("doubts", "text", "存疑说明", "不相符核验的说明, 一条一行"),
     SOURCE_ID, START, END),
    ("township", "plan_name", "ordinal"))
ATTENTION = Table(
    "attention", "需要关注", "一个问题的一个关注原因一行",
    (Column("issue_id", "text", "问题标识", "问题标识", required=True), TOWNSHIP, PLAN_NAME,
     Column("issue_no", "text", "序号", "原文编号"), Column("title", "text", "问题", "标题", required=True),
     Column("reason", "text", "原因", "已逾期 | 退回反弹 | 数据存疑 | 10天内到期", required=True),
     Column("detail", "text", "说明", "为什么", required=True),
     Column("urgency", "integer", "次序", "1 最急", required=True)),
    ("urgency", "township", "issue_no"))
TOILET_FUNNEL = Table(
    "toilet_funnel", "厕所整改漏斗", "一个乡镇一行, 取最近一次统计; 有村级数的为各村之和",
    (TOWNSHIP, Column("as_of", "date", "统计日期", "统计日期"),
     Column("surveyed_count", "integer", "摸排", "摸排厕所数"),
     Column("funded_count", "integer", "财政支持", "有财政支持的厕所数"),
     Column("problem_count", "integer", "问题", "问题厕所数"),
     Column("rectified_count", "integer", "自报已整改", "自报已整改的厕所数"),
     Column("problem_of_funded_pct", "number", "问题占财政支持(%)", "问题 ÷ 财政支持"),
     Column("problem_of_surveyed_pct", "number", "问题占摸排(%)", "问题 ÷ 摸排"),
     Column("rectified_of_problem_pct", "number", "自报整改率(%)", "自报已整改 ÷ 问题"),
     Column("is_nested", "flag", "逐级包含", "真: 摸排 ≥ 财政支持 ≥ 问题 ≥ 已整改, 可以画成漏斗", required=True),
     Column("is_doubtful", "flag", "数据存疑", "真: 该乡镇厕所问题涉及不相符的核验", required=True),
     Column("doubts", "text", "存疑说明", "不相符核验的说明"),
     Column("issue_id", "text", "问题标识", "该乡镇的厕所问题 (文档)"),
     Column("note", "text", "备注", "表中的备注"),
     Column("file", "text", "来源文件", "表格文件"), Column("row_number", "integer", "行号", "表格行号")),
    ("surveyed_count desc", "township"))
FUND_REGISTER = Table(
    "fund_register", "自有资金", "一笔本乡镇自己的资金一行: 表格的项目, 和文档里表格没有的金额; 推算的另列",
    (TOWNSHIP, Column("item", "text", "项目", "项目名称, 或金额所在的句子", required=True),
     Column("role", "text", "用途", "用途代码", required=True), Column("role_label", "text", "资金用途", "中文用途", required=True),
     Column("amount_yuan", "yuan", "金额(元)", "金额", required=True),
     Column("per", "text", "计量", "total | year | household …", required=True),
     Column("per_label", "text", "计量单位", "总额 | 每年 | 每户 …", required=True),
     Column("household_count", "integer", "受益户数", "受益户数"), Column("person_count", "integer", "受益人数", "受益人数"),
     Column("is_derived", "flag", "推算", "真: 由其他数推算, 来源没有写出", required=True),
     Column("formula", "text", "算式", "推算的算式"),
     Column("is_counted", "flag", "计入合计", "真: 总额且不是推算、不是重复陈述", required=True),
     Column("origin", "text", "出处", "table 表格 | document 文档 | derived 推算", required=True),
     Column("wording", "text", "原话", "来源中的写法"),
     Column("issue_id", "text", "问题标识", "所在的问题"),
     Column("file", "text", "来源文件", "文件名"), Column("row_number", "integer", "行号", "表格行号"),
     SOURCE_ID, START, END),
    ("township", "is_derived", "amount_yuan desc"))
AMOUNT_BY_ROLE = Table(
    "amount_by_role", "各用途金额", "乡镇 × 范围 × 用途一行; 只合计总额, 重复陈述只计一次",
    (TOWNSHIP, Column("scope", "text", "范围", "own | case | policy", required=True),
     Column("scope_label", "text", "资金范围", "本乡镇 | 别处例子 | 政策标准", required=True),
     Column("role", "text", "用途", "用途代码", required=True), Column("role_label", "text", "资金用途", "中文用途", required=True),
     Column("mention_count", "integer", "出现次数", "原文出现次数", required=True),
     Column("fact_count", "integer", "事实数", "去掉重复陈述后", required=True),
     Column("total_yuan", "yuan", "总额合计(元)", "计量为总额的事实之和; 没有则为空")),
    ("township", "scope", "total_yuan desc nulls last"))
AMOUNT_REGISTER = Table(
    "amount_register", "金额明细", "原文中出现的一处金额一行",
    (Column("amount_id", "text", "金额标识", "金额标识", required=True), TOWNSHIP, PLAN_NAME,
     Column("issue_id", "text", "问题标识", "所在的问题"), Column("issue_no", "text", "序号", "问题编号"),
     Column("issue_title", "text", "问题", "问题标题"),
     Column("wording", "text", "原话", "原文写法", required=True),
     Column("sentence", "text", "所在句", "金额所在的句子", required=True),
     Column("amount_yuan", "yuan", "金额(元)", "折合成元", required=True),
     Column("is_approx", "flag", "约数", "真: 约数", required=True),
     Column("scope", "text", "范围", "own | case | policy", required=True),
     Column("scope_label", "text", "资金范围", "中文", required=True),
     Column("role", "text", "用途", "用途代码", required=True), Column("role_label", "text", "资金用途", "中文", required=True),
     Column("per", "text", "计量", "计量代码", required=True), Column("per_label", "text", "计量单位", "中文", required=True),
     Column("is_repeat", "flag", "重复陈述", "真: 重复", required=True), SOURCE_ID, START, END),
    ("township", "plan_name", "span_start"))
DUE_BUCKETS = Table(
    "due_buckets", "时限分布", "乡镇 × 到期分组一行",
    (TOWNSHIP, Column("due_bucket", "text", "到期", "已逾期 | 10天内 | 20天内 | 20天以上 | 已完成 | 无明确时限", required=True),
     Column("bucket_order", "integer", "次序", "从急到缓", required=True),
     Column("issue_count", "integer", "问题数", "问题数", required=True)),
    ("township", "bucket_order"))
AUDIT_BY_DOCUMENT = Table(
    "audit_by_document", "各来源核验", "一份来源一行",
    (TOWNSHIP, Column("file", "text", "文件", "文件名", required=True), PLAN_NAME,
     Column("audit_count", "integer", "核验数", "核验数", required=True),
     Column("ok_count", "integer", "相符", "相符的", required=True),
     Column("doubt_count", "integer", "不相符", "不相符的", required=True), SOURCE_ID),
    ("doubt_count desc", "file"))
AUDIT_REGISTER = Table(
    "audit_register", "核验明细", "一次核验一行",
    (Column("audit_id", "text", "核验标识", "核验标识", required=True), TOWNSHIP,
     Column("file", "text", "文件", "文件名", required=True),
     Column("issue_id", "text", "问题标识", "所涉问题"), Column("issue_title", "text", "问题", "问题标题"),
     Column("rule", "text", "规则", "规则代码", required=True), Column("rule_label", "text", "核验规则", "中文", required=True),
     Column("is_ok", "flag", "相符", "真: 相符", required=True), Column("result_label", "text", "结果", "相符 | 存疑", required=True),
     Column("stated", "text", "所述", "来源怎么说", required=True), Column("computed", "text", "所算", "按来源算出", required=True),
     Column("message", "text", "说明", "一句话说明", required=True),
     Column("wordings", "text", "原话", "涉及的原文, 以 / 相连"),
     Column("plan_id", "text", "方案标识", "方案标识"), SOURCE_ID, START, END),
    ("is_ok", "file", "span_start"))
SOURCE_SUMMARY = Table(
    "source_summary", "来源文件", "本批次的一个来源文件一行",
    (Column("file", "text", "文件", "文件名", required=True), Column("kind_label", "text", "类型", "文档 | 表格", required=True),
     Column("format", "text", "格式", "格式", required=True), Column("encoding", "text", "编码", "编码"),
     Column("state_label", "text", "读入结果", "全部读入 | 部分未识别 | 未读入", required=True),
     Column("row_count", "integer", "读入行数", "表格: 数据行; 文档: 问题", required=True),
     Column("reject_count", "integer", "未识别数", "未识别数", required=True),
     Column("char_count", "integer", "字数", "文档的字数"),
     Column("unclaimed_char_count", "integer", "未认领字数", "没有规则认领的字数"),
     Column("unclaimed_pct", "number", "未认领占比(%)", "未认领字数 ÷ 字数"),
     Column("message", "text", "说明", "未读入的原因"), SOURCE_ID),
    ("kind_label", "file"))
REJECT_REGISTER = Table(
    "reject_register", "未识别明细", "一处没有读懂的输入一行",
    (Column("file", "text", "文件", "文件名", required=True), Column("place", "text", "位置", "位置", required=True),
     Column("read", "text", "读到", "读到的内容", required=True), Column("expected", "text", "应为", "应当是什么", required=True),
     Column("severity_label", "text", "程度", "整个文件 | 整行 | 一个值", required=True), SOURCE_ID),
    ("file", "place"))
BUILD_SUMMARY = Table(
    "build_summary", "批次", "一行: 本批次装入了什么",
    (Column("build_id", "text", "批次号", "批次号", required=True), Column("finished_at", "moment", "完成时间", "UTC", required=True),
     Column("document_count", "integer", "文档数", "文档数", required=True), Column("table_count", "integer", "表格数", "表格数", required=True),
     Column("failed_count", "integer", "失败文件数", "失败文件数", required=True),
     Column("reject_count", "integer", "未识别数", "未识别数", required=True),
     Column("issue_count", "integer", "问题数", "问题数", required=True), Column("audit_count", "integer", "核验数", "核验数", required=True),
     Column("doubt_count", "integer", "不相符", "不相符的核验数", required=True),
     Column("is_synthetic", "flag", "合成数据", "真: 合成数据", required=True)))
INDICATOR_REGISTER = Table(
    "indicator_register", "指标", "一个指标值一行",
    (TOWNSHIP, Column("village", "text", "村", "村"), Column("subject", "text", "指标", "数的是什么", required=True),
     Column("value", "number", "数值", "数值", required=True), Column("unit", "text", "单位", "单位"),
     Column("kind", "text", "性质", "count | ratio", required=True), Column("scope_label", "text", "指标范围", "中文", required=True),
     Column("is_approx", "flag", "约数", "真: 约数", required=True),
     Column("period_from", "date", "期初", "第一天"), Column("period_to", "date", "期末", "最后一天"),
     Column("origin_label", "text", "出处", "文档 | 表格", required=True), Column("file", "text", "来源文件", "文件名", required=True),
     Column("row_number", "integer", "行号", "表格行号"), Column("wording", "text", "原话", "来源写法", required=True),
     Column("issue_id", "text", "问题标识", "问题标识"), SOURCE_ID, START, END),
    ("township", "file", "row_number", "span_start"))
EVIDENCE = Table(
    "evidence", "原文依据", "一个问题的一个值在原文中的一处一行",
    (Column("issue_id", "text", "问题标识", "问题标识", required=True), SOURCE_ID,
     Column("kind", "text", "种类", "title | finding | measure | unit | deadline | status | amount | count | ratio | period | audit", required=True),
     Column("kind_label", "text", "标记", "中文种类", required=True),
     Column("reading", "text", "读作", "读成了什么", required=True),
     Column("wording", "text", "原话", "原文写法", required=True), START, END),
    ("issue_id", "span_start", "span_end"))
FILTER_OPTIONS = Table(
    "filter_options", "筛选项", "一个筛选维度的一个取值一行 (不受筛选影响)",
    (Column("dimension", "text", "维度", "township | category | theme | department | status", required=True),
     Column("value", "text", "取值", "取值", required=True), Column("label", "text", "显示", "中文显示", required=True),
     Column("issue_count", "integer", "问题数", "问题数", required=True)),
    ("dimension", "issue_count desc", "value"))

MARTS: tuple[Table, ...] = (
    OVERVIEW, COMPLETION_BY_TOWNSHIP, COMPLETION_BY_CATEGORY, COMPLETION_BY_THEME, COMPLETION_BY_DEPARTMENT, TOWNSHIP_THEME, ISSUE_REGISTER,
    ATTENTION, TOILET_FUNNEL, FUND_REGISTER, AMOUNT_BY_ROLE, AMOUNT_REGISTER, DUE_BUCKETS, AUDIT_BY_DOCUMENT, AUDIT_REGISTER,
    SOURCE_SUMMARY, REJECT_REGISTER, BUILD_SUMMARY, INDICATOR_REGISTER, EVIDENCE, FILTER_OPTIONS,
)
BY_NAME: dict[str, Table] = {mart.name: mart for mart in MARTS}
