"""The tables of the warehouse: each column declared once, with its meaning (see also tables_sheets.py, tables_quality.py).

Rows that came from a document carry `source_id` and the character positions `span_start`, `span_end` in its text
(`source_text.text`), so that `text[span_start:span_end]` is the words they came from. Rows that came from a spreadsheet carry
`source_id`, `sheet` and `row_number` instead. Ids are made of the file's hash and a running number: the same input gives
the same ids.
"""

from warehouse.schema import Column, Table
from warehouse.table_columns import END, ROW, SHEET, SOURCE_ID, START
from warehouse.tables_quality import AUDIT, AUDIT_SPAN, CORRECTION, REJECT, UNCLAIMED
from warehouse.tables_sheets import FUND, PROGRESS, SHEET_HEADING, SHEET_ROW, TOILET, TOILET_ITEM

BUILD = Table(
    "build",
    "批次",
    "一次 ETL 运行一行",
    (
        Column("build_id", "text", "批次号", "年月日-时分秒-随机后缀, UTC", required=True),
        Column("started_at", "moment", "开始时间", "UTC", required=True),
        Column("finished_at", "moment", "完成时间", "UTC; 发布前写入", required=True),
        Column("document_count", "integer", "文档数", "读入的文档数", required=True),
        Column("table_count", "integer", "表格数", "读入的表格文件数", required=True),
        Column("failed_count", "integer", "失败文件数", "完全没有读入的文件数", required=True),
        Column("reject_count", "integer", "未识别数", "未识别的行或单元格数", required=True),
        Column("is_synthetic", "flag", "合成数据", "真: 全部为合成的演示数据", required=True),
    ),
)

SOURCE_FILE = Table(
    "source_file",
    "来源文件",
    "输入文件夹中的一个文件一行",
    (
        SOURCE_ID,
        Column("file", "text", "文件", "文件名, 不含文件夹", required=True),
        Column("kind", "text", "类型", "document 文档 | table 表格", required=True),
        Column("format", "text", "格式", "txt, docx, pdf, csv, xlsx …", required=True),
        Column("encoding", "text", "编码", "utf-8, utf-8-sig, gb18030 …; 二进制格式为空"),
        Column("byte_count", "integer", "字节数", "文件大小", required=True),
        Column("state", "text", "读入结果", "loaded 全部 | partial 有未识别 | failed 未读入", required=True),
        Column("row_count", "integer", "读入行数", "表格: 数据行数; 文档: 问题数", required=True),
        Column("message", "text", "说明", "未读入的原因"),
    ),
)

SOURCE_TEXT = Table(
    "source_text",
    "原文",
    "一份文档一行",
    (
        SOURCE_ID,
        Column("text", "text", "原文", "解码后的全文, 各行的位置都指向它", required=True, is_long=True),
    ),
)

SOURCE_PAGE = Table(
    "source_page",
    "页",
    "有页码的文档 (PDF) 的一页一行",
    (
        SOURCE_ID,
        Column("page", "integer", "页", "文件中的第几页, 从 1 起", required=True),
        Column("span_start", "integer", "起点", "这一页第一个字符在原文中的位置 (从 0 起)", required=True),
        Column("span_end", "integer", "止点", "这一页最后一个字符之后的位置; 没有文字的页与起点相同", required=True),
    ),
)

PLAN = Table(
    "plan",
    "方案",
    "一份文档一行",
    (
        Column("plan_id", "text", "方案标识", "来源文件哈希的前 12 位", required=True),
        SOURCE_ID,
        Column("name", "text", "方案名称", "标题; 原文没有标题时为乡镇加文种, 否则为文件名, 并注明原文无标题", required=True),
        Column("title", "text", "标题", "原文的标题; 没有则为空"),
        Column("doc_number", "text", "文号", "文件自己的文号"),
        Column("issuer", "text", "发文机关", "落款或元数据中的机关"),
        Column("province", "text", "省", "原文写明的省"),
        Column("prefecture", "text", "州市", "原文写明的地级市、州"),
        Column("county", "text", "县区", "原文写明的县、区、县级市"),
        Column("township", "text", "乡镇", "原文写明的乡镇; 没有写明则为空, 从不猜测"),
        Column("issued_on", "date", "成文日期", "文件自己的日期; 网页发布日期不算"),
        Column("kind", "text", "文种", "rectification_plan | rectification_report | action_plan | cleanup_plan"),
        Column("declared_issue_count", "integer", "自述问题数", "原文自己说有多少个问题"),
        Column("declared_item_count", "integer", "自述项数", "原文自己说有多少项"),
        Column("declared_class_count", "integer", "自述类数", "原文自己说有多少类"),
        Column("declared_stage_count", "integer", "自述阶段数", "原文自己说分几个阶段"),
        Column("char_count", "integer", "字数", "原文的字符数, 不计空白", required=True),
        Column("unclaimed_char_count", "integer", "未认领字数", "没有规则认领的字符数, 不计空白", required=True),
    ),
)

ISSUE = Table(
    "issue",
    "问题",
    "一个末级问题或任务一行",
    (
        Column("issue_id", "text", "问题标识", "方案标识 + 顺序号", required=True),
        Column("plan_id", "text", "方案标识", "所属方案; 只有台账写了、没有对上方案的问题为空"),
        SOURCE_ID,
        Column("ordinal", "integer", "顺序", "在方案中的顺序, 从 1 起; 台账自有的问题为在台账中出现的顺序", required=True),
        Column("issue_no", "text", "序号", "原文编号, 如 (一)2.(1)"),
        Column("path", "text", "所属标题", "上级标题, 由外到内, 以 / 相连"),
        Column("category", "text", "类别", "原文自己写明的类别, 不含 “方面” “的问题”"),
        Column("theme", "text", "主题", "固定清单中的主题", required=True),
        Column("kind", "text", "性质", "problem 问题 | task 任务", required=True),
        Column(
            "township",
            "text",
            "乡镇",
            "一份文档讲几个乡镇时, 这个问题所属的乡镇; 台账自有的问题为表中的乡镇; 其余为空, 依方案的乡镇",
        ),
        Column("title", "text", "标题", "问题的标题或第一句", required=True),
        START,
        END,
        Column("finding_start", "integer", "问题描述起点", "问题描述 (含标题) 的起点"),
        Column("finding_end", "integer", "问题描述止点", "问题描述的止点"),
        Column("deadline_code", "text", "时限类别", "by_date | period | immediate | ongoing | immediate_and_ongoing; 空: 没有写"),
        Column("due_on", "date", "到期日", "时限的最后一天; 没有则为空"),
        Column("deadline_start", "integer", "时限起点", "写时限的字的起点"),
        Column("deadline_end", "integer", "时限止点", "写时限的字的止点"),
        SHEET,
        ROW,
    ),
)

MEASURE = Table(
    "measure",
    "整改措施",
    "一个问题下的一条措施一行",
    (
        Column("issue_id", "text", "问题标识", "所属问题", required=True),
        SOURCE_ID,
        Column("ordinal", "integer", "顺序", "在问题中的顺序, 从 1 起", required=True),
        Column("text", "text", "措施", "措施原文", required=True),
        START,
        END,
        SHEET,
        ROW,
    ),
)

ASSIGNMENT = Table(
    "assignment",
    "责任单位",
    "问题 × 单位 × 角色一行",
    (
        Column("issue_id", "text", "问题标识", "所属问题", required=True),
        SOURCE_ID,
        Column("role", "text", "角色", "lead 牵头 | responsible 责任 | supporting 配合 | supervising 监督", required=True),
        Column("unit", "text", "单位", "原文写法", required=True),
        Column("department", "text", "部门", "词表归并后的部门; 词表里没有的为空"),
        START,
        END,
        SHEET,
        ROW,
    ),
)

STATUS = Table(
    "status",
    "整改状态",
    "一个问题在一个日期由一个来源报告的状态一行",
    (
        Column("issue_id", "text", "问题标识", "所属问题", required=True),
        SOURCE_ID,
        Column("status", "text", "状态", "not_started … returned, 见 docs/rules.md", required=True),
        Column("status_on", "date", "状态日期", "报告日期; 来源没有写则为空"),
        Column("origin", "text", "出处", "document 文档 | table 台账", required=True),
        Column("wording", "text", "原话", "来源中的状态用语", required=True),
        START,
        END,
        SHEET,
        ROW,
    ),
)

AMOUNT = Table(
    "amount",
    "金额",
    "原文中出现的一处金额一行",
    (
        Column("amount_id", "text", "金额标识", "方案标识 + 顺序号", required=True),
        Column("plan_id", "text", "方案标识", "所属方案", required=True),
        Column("issue_id", "text", "问题标识", "所在的问题; 不在问题中则为空"),
        SOURCE_ID,
        Column("township", "text", "乡镇", "一份文档讲几个乡镇时, 这笔金额所属的乡镇; 其余为空, 依方案的乡镇"),
        Column("amount_yuan", "yuan", "金额(元)", "折合成元; 写成范围时为下限", required=True),
        Column("amount_yuan_max", "yuan", "金额上限(元)", "写成范围 (3—5万元) 时的上限, 折合成元; 其余为空"),
        Column("is_approx", "flag", "约数", "真: 原文写 “余” “多” “约” 等", required=True),
        Column(
            "role",
            "text",
            "用途",
            "invested | principal | dividend | subsidy | reward | loan | cap | arrears | wage | income | other",
            required=True,
        ),
        Column("scope", "text", "范围", "own 本乡镇 | case 别处的例子 | policy 政策标准", required=True),
        Column("per", "text", "计量", "total 总额 | household 每户 | person 每人 | year 每年 …", required=True),
        Column("wording", "text", "原话", "原文中的金额", required=True),
        Column("is_repeat", "flag", "重复陈述", "真: 同一文档已陈述过同一事实, 不再计入合计", required=True),
        Column("is_part", "flag", "其中项", "真: 同一句已写明的总数的一部分 (其中…, 应…已…), 不再计入合计", required=True),
        START,
        END,
    ),
)

INDICATOR = Table(
    "indicator",
    "指标",
    "一处计数、比例或一个表格数值一行",
    (
        Column("indicator_id", "text", "指标标识", "来源标识 + 顺序号", required=True),
        SOURCE_ID,
        Column("origin", "text", "出处", "document 文档 | table 表格", required=True),
        Column("plan_id", "text", "方案标识", "所属方案; 表格中的指标为空"),
        Column("issue_id", "text", "问题标识", "所在的问题"),
        Column("township", "text", "乡镇", "所属乡镇; 没有写明则为空"),
        Column("village", "text", "村", "所属村"),
        Column("kind", "text", "性质", "count 计数 | ratio 比例", required=True),
        Column("subject", "text", "指标", "数的是什么", required=True),
        Column("value", "number", "数值", "比例为百分数 0–100; 写成范围时为下限", required=True),
        Column("value_max", "number", "数值上限", "写成范围 (20—30户) 时的上限; 其余为空"),
        Column("unit", "text", "单位", "户, 人, 个, % …"),
        Column("scope", "text", "范围", "own 本乡镇 | case 别处的例子 | policy 政策标准", required=True),
        Column("is_approx", "flag", "约数", "真: 约数", required=True),
        Column("period_from", "date", "期初", "所属期间的第一天"),
        Column("period_to", "date", "期末", "所属期间的最后一天"),
        Column("wording", "text", "原话", "来源中的写法", required=True),
        Column("note", "text", "备注", "表格中的备注"),
        START,
        END,
        SHEET,
        ROW,
    ),
)

PERIOD = Table(
    "period",
    "期间",
    "原文中出现的一个日期或一段时间一行",
    (
        Column("plan_id", "text", "方案标识", "所属方案", required=True),
        Column("issue_id", "text", "问题标识", "所在的问题"),
        SOURCE_ID,
        Column("period_from", "date", "期初", "第一天; 未定则为空"),
        Column("period_to", "date", "期末", "最后一天; 未定则为空"),
        Column("granularity", "text", "精度", "day | ten_days | month | quarter | year", required=True),
        Column("wording", "text", "原话", "原文写法", required=True),
        START,
        END,
    ),
)

CODE_LABEL = Table(
    "code_label",
    "代码",
    "一个维度的一个代码一行; 由 warehouse/labels.py 生成",
    (
        Column("dimension", "text", "维度", "status, unit_role, amount_role …", required=True),
        Column("code", "text", "代码", "代码", required=True),
        Column("label", "text", "显示", "中文", required=True),
        Column("ordinal", "integer", "次序", "从 1 起", required=True),
    ),
)

# What the ETL gives. BUILD and CODE_LABEL are written by the warehouse itself (warehouse/publish.py).
TABLES: tuple[Table, ...] = (
    SOURCE_FILE,
    SOURCE_TEXT,
    SOURCE_PAGE,
    PLAN,
    ISSUE,
    MEASURE,
    ASSIGNMENT,
    STATUS,
    PROGRESS,
    AMOUNT,
    INDICATOR,
    PERIOD,
    TOILET,
    TOILET_ITEM,
    FUND,
    SHEET_HEADING,
    SHEET_ROW,
    AUDIT,
    AUDIT_SPAN,
    UNCLAIMED,
    REJECT,
    CORRECTION,
)
OWN_TABLES: tuple[Table, ...] = (BUILD, CODE_LABEL)
BY_NAME: dict[str, Table] = {table.name: table for table in (*OWN_TABLES, *TABLES)}
