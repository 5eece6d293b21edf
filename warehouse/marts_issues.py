"""The marts that count or list issues."""

from warehouse.mart_columns import END, PLAN_NAME, SOURCE_ID, START, TOWNSHIP, UNSTATED_LAST
from warehouse.schema import Column, Table

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
    Column(
        "reported_pct",
        "number",
        "报告率(%)",
        "有进展报告 ÷ 问题总数",
    ),
    Column("completion_pct", "number", "自报完成率(%)", "自报完成及以上 ÷ 有进展报告"),
    Column("verification_pct", "number", "验收率(%)", "验收及以上 ÷ 有进展报告"),
    Column("closure_pct", "number", "销号率(%)", "已销号 ÷ 有进展报告"),
    Column("undated_count", "integer", "无明确时限", "没有最后一天的", required=True),
    Column("overdue_count", "integer", "已逾期", "过了最后一天而没有报告完成的; 含未报告的", required=True),
    Column("doubtful_count", "integer", "数据存疑", "涉及不相符核验的问题数", required=True),
)

OVERVIEW = Table(
    "overview",
    "总览",
    "一行: 所选范围的总数",
    (
        Column("township_count", "integer", "乡镇数", "写明的乡镇数; 未注明的不计", required=True),
        Column("plan_count", "integer", "方案数", "方案数", required=True),
        *COMPLETION,
        Column("undated_pct", "number", "无明确时限占比(%)", "无明确时限 ÷ 问题总数"),
        Column("overdue_pct", "number", "已逾期占比(%)", "已逾期 ÷ 问题总数"),
        Column("doubtful_pct", "number", "数据存疑占比(%)", "数据存疑 ÷ 问题总数"),
    ),
)
OVERVIEW_COMPARISON = Table(
    "overview_comparison",
    "总览的比较",
    "一行: 总览的数比上期填报多多少; 上期: 最近一个填报日期之前的那个",
    (
        Column("before_on", "date", "上期填报", "上期的填报日期; 不足两期则为空"),
        Column("issue_count_change", "integer", "问题总数增减", "截至日 - 上期"),
        Column("reported_count_change", "integer", "有进展报告增减", "截至日 - 上期"),
        Column("done_count_change", "integer", "自报完成及以上增减", "截至日 - 上期"),
        Column("accepted_count_change", "integer", "验收及以上增减", "截至日 - 上期"),
        Column("closed_count_change", "integer", "已销号增减", "截至日 - 上期"),
        Column("reported_points", "number", "报告率增减(百分点)", "截至日 - 上期"),
        Column("completion_points", "number", "自报完成率增减(百分点)", "截至日 - 上期"),
        Column("verification_points", "number", "验收率增减(百分点)", "截至日 - 上期"),
        Column("closure_points", "number", "销号率增减(百分点)", "截至日 - 上期"),
    ),
)
# Each issue has one township, category and theme: their counts add up. An issue may have several departments: those do not.
COMPLETION_COUNTS = tuple(column.name for column in COMPLETION if column.kind == "integer")
COMPLETION_BY_TOWNSHIP = Table(
    "completion_by_township",
    "各乡镇整改完成情况",
    "一个至少有一个问题的乡镇一行",
    (TOWNSHIP, *COMPLETION),
    ("issue_count desc", "township"),
    COMPLETION_COUNTS,
)
COMPLETION_BY_CATEGORY = Table(
    "completion_by_category",
    "各类别整改完成情况",
    "一个类别一行",
    (Column("category", "text", "类别", "文件写明的类别; 没有的为 未注明类别", required=True), *COMPLETION),
    ("issue_count desc", "category"),
    COMPLETION_COUNTS,
)
COMPLETION_BY_THEME = Table(
    "completion_by_theme",
    "各主题整改完成情况",
    "一个主题一行",
    (Column("theme", "text", "主题", "固定清单中的主题", required=True), *COMPLETION),
    ("issue_count desc", "theme"),
    COMPLETION_COUNTS,
)
COMPLETION_BY_DEPARTMENT = Table(
    "completion_by_department",
    "各部门整改完成情况",
    "一个牵头或负责的部门一行; 一个问题由几个部门负责, 在每个部门各计一次; 配合、监督不计入问题总数",
    (
        Column("department", "text", "部门", "归并后的部门; 词表没有的照原文单位; 没有写单位的为 未注明责任单位", required=True),
        Column("is_known", "flag", "词表有", "真: 部门来自词表; 假: 照原文单位", required=True),
        Column("lead_count", "integer", "牵头", "牵头的问题数", required=True),
        Column("responsible_count", "integer", "责任", "负责的问题数", required=True),
        Column("supporting_count", "integer", "配合", "配合的问题数", required=True),
        Column("supervising_count", "integer", "监督", "监督的问题数", required=True),
        *COMPLETION,
    ),
    ("issue_count desc", "department"),
)
TOWNSHIP_THEME = Table(
    "township_theme",
    "乡镇 × 主题",
    "有问题的乡镇与主题一格一行",
    (
        TOWNSHIP,
        Column("theme", "text", "主题", "固定清单中的主题", required=True),
        Column("issue_count", "integer", "问题数", "问题数", required=True),
        Column("reported_count", "integer", "有进展报告", "有状态报告的", required=True),
        Column("done_count", "integer", "自报完成及以上", "自报完成 + 已验收 + 已销号", required=True),
    ),
    (UNSTATED_LAST, "township", "theme"),
)
ISSUE_REGISTER = Table(
    "issue_register",
    "问题台账",
    "一个问题一行",
    (
        Column("issue_id", "text", "问题标识", "问题标识", required=True),
        Column("plan_id", "text", "方案标识", "方案标识; 台账自有的问题为空"),
        TOWNSHIP,
        PLAN_NAME,
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
        Column("departments", "text_list", "部门", "牵头或负责的部门, 供筛选; 没有写的为 未注明责任单位", required=True),
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
        SOURCE_ID,
        START,
        END,
        Column("counted_in", "text_list", "计入", "把这个问题计算在内的列 (总览、责任部门概况、多日无报告合计)", required=True),
    ),
    (UNSTATED_LAST, "township", "plan_name", "ordinal"),
)
ATTENTION = Table(
    "attention",
    "需要关注",
    "一个问题的一个关注原因一行",
    (
        Column("issue_id", "text", "问题标识", "问题标识", required=True),
        TOWNSHIP,
        PLAN_NAME,
        Column("issue_no", "text", "序号", "原文编号"),
        Column("title", "text", "问题", "标题", required=True),
        Column("reason", "text", "原因", "已逾期 | 退回反弹 | 数据存疑 | 10天内到期", required=True),
        Column("detail", "text", "说明", "为什么", required=True),
        Column("due_on", "date", "到期日", "最后一天"),
        Column("urgency", "integer", "次序", "1 最急", required=True),
    ),
    ("urgency", "due_on nulls last", UNSTATED_LAST, "township", "issue_no"),
)
DUE_BUCKETS = Table(
    "due_buckets",
    "时限分布",
    "乡镇 × 到期分组一行",
    (
        TOWNSHIP,
        Column("due_bucket", "text", "到期", "已逾期 | 10天内 | 20天内 | 20天以上 | 已完成 | 无明确时限", required=True),
        Column("bucket_order", "integer", "次序", "从急到缓", required=True),
        Column("issue_count", "integer", "问题数", "问题数", required=True),
        Column("unreported_count", "integer", "其中未报告", "来源没有写状态的", required=True),
    ),
    (UNSTATED_LAST, "township", "bucket_order"),
)
FILTER_OPTIONS = Table(
    "filter_options",
    "筛选项",
    "一个筛选维度的一个取值一行 (不受筛选影响)",
    (
        Column(
            "dimension",
            "text",
            "维度",
            "township | category | theme | department | role | status | due | document | period | scope",
            required=True,
        ),
        Column("value", "text", "取值", "取值", required=True),
        Column("label", "text", "显示", "中文显示", required=True),
        Column("issue_count", "integer", "问题数", "问题数", required=True),
        Column("ordinal", "integer", "次序", "有固定次序的取值的次序; 其余按问题数"),
        Column("townships", "text_list", "乡镇", "一份方案的问题所在的乡镇; 其他维度为空"),
    ),
    ("dimension", "ordinal", "issue_count desc", "label"),
)
