"""The tables of what was checked, not understood, left over and put right."""

from warehouse.schema import Column, Table
from warehouse.table_columns import END, ROW, SHEET, SOURCE_ID, START

AUDIT = Table(
    "audit",
    "核验",
    "对文档或数据的一次核验一行",
    (
        Column("audit_id", "text", "核验标识", "来源标识 + 顺序号", required=True),
        SOURCE_ID,
        Column("plan_id", "text", "方案标识", "所属方案; 表格的核验只在认出一个问题时才有"),
        Column("issue_id", "text", "问题标识", "所涉问题"),
        Column("rule", "text", "规则", "核验规则的代码", required=True),
        Column("is_ok", "flag", "相符", "真: 所述与所算相符, 或不符的值已更正", required=True),
        Column("stated", "text", "所述", "来源怎么说", required=True),
        Column("computed", "text", "所算", "按来源算出的", required=True),
        Column("message", "text", "说明", "一句话说明", required=True),
        Column("is_corrected", "flag", "已更正", "真: 所涉的值已由更正表改正"),
        SHEET,
        ROW,
    ),
)

AUDIT_SPAN = Table(
    "audit_span",
    "核验位置",
    "一次核验涉及的一处原文一行",
    (
        Column("audit_id", "text", "核验标识", "所属核验", required=True),
        SOURCE_ID,
        Column("ordinal", "integer", "顺序", "第几处, 从 1 起", required=True),
        Column("wording", "text", "原话", "原文写法", required=True),
        START,
        END,
    ),
)

UNCLAIMED = Table(
    "unclaimed",
    "未认领原文",
    "没有规则认领的一段原文一行",
    (
        Column("plan_id", "text", "方案标识", "所属方案", required=True),
        SOURCE_ID,
        Column("wording", "text", "原话", "这段原文", required=True),
        START,
        END,
    ),
)

REJECT = Table(
    "reject",
    "未识别",
    "一处没有读懂的输入一行",
    (
        SOURCE_ID,
        Column("file", "text", "文件", "文件名", required=True),
        Column("place", "text", "位置", "如 “表1 第7行 金额” 或 “第12行”", required=True),
        Column("read", "text", "读到", "读到的内容; 个人信息不写", required=True),
        Column("expected", "text", "应为", "应当是什么", required=True),
        Column("severity", "text", "程度", "file 整个文件 | row 整行 | value 一个值", required=True),
        SHEET,
        ROW,
    ),
)

CORRECTION = Table(
    "correction",
    "更正",
    "更正表的一行改正了的一个值一行",
    (
        Column("correction_line", "integer", "更正表行号", "更正表 (data/corrections.csv) 的第几行", required=True),
        SOURCE_ID,
        Column("plan_id", "text", "方案标识", "所属方案; 表格的更正只在认出一个问题时才有"),
        Column("issue_id", "text", "问题标识", "所在的问题; 不在问题中则为空"),
        Column("table_name", "text", "表", "被改正的值所在的表", required=True),
        Column("table_label", "text", "何种值", "表的中文名; 表格文件为表的种类", required=True),
        Column("column_name", "text", "列", "被改正的列", required=True),
        Column("column_label", "text", "项目", "列的中文名; 表格文件为列名", required=True),
        Column("place", "text", "位置", "如 “第12行第30字”; 整份文档的为 “全文”", required=True),
        Column("seen", "text", "原来读到", "来源的写法; 来源没有写则为空"),
        Column("put", "text", "更正为", "更正后的值; 应当没有则为空"),
        Column("correction_reason", "text", "理由", "更正的理由", required=True),
        START,
        END,
        SHEET,
        ROW,
    ),
)
