"""The marts of what was read: evidence, audits, files, rejects, the build."""

from warehouse.mart_columns import END, PLAN_NAME, SOURCE_ID, START, TOWNSHIP, UNSTATED_LAST
from warehouse.schema import Column, Table

AUDIT_BY_DOCUMENT = Table(
    "audit_by_document",
    "各来源核验",
    "一份来源一行",
    (
        TOWNSHIP,
        Column("file", "text", "文件", "文件名", required=True),
        PLAN_NAME,
        Column("audit_count", "integer", "核验数", "核验数", required=True),
        Column("ok_count", "integer", "相符", "相符的", required=True),
        Column("doubt_count", "integer", "存疑", "不相符的", required=True),
        SOURCE_ID,
    ),
    ("doubt_count desc", "file"),
)
AUDIT_REGISTER = Table(
    "audit_register",
    "核验明细",
    "一次核验一行",
    (
        Column("audit_id", "text", "核验标识", "核验标识", required=True),
        TOWNSHIP,
        Column("file", "text", "文件", "文件名", required=True),
        Column("issue_id", "text", "问题标识", "所涉问题"),
        Column("issue_title", "text", "问题", "问题标题"),
        Column("rule", "text", "规则", "规则代码", required=True),
        Column("rule_label", "text", "核验规则", "中文", required=True),
        Column("is_ok", "flag", "相符", "真: 相符", required=True),
        Column("result_label", "text", "结果", "相符 | 存疑", required=True),
        Column("stated", "text", "所述", "来源怎么说", required=True),
        Column("computed", "text", "所算", "按来源算出", required=True),
        Column("message", "text", "说明", "一句话说明", required=True),
        Column("wordings", "text", "原话", "涉及的原文, 以 / 相连"),
        Column("plan_id", "text", "方案标识", "方案标识"),
        SOURCE_ID,
        START,
        END,
    ),
    ("is_ok", "file", "span_start"),
)
RECONCILIATION = Table(
    "reconciliation",
    "账实核对",
    "两处来源都写的一个事实一行",
    (
        TOWNSHIP,
        Column("kind", "text", "种类代码", "status | deadline | toilets | funds | indicators", required=True),
        Column("kind_label", "text", "种类", "整改状态 | 整改时限 | 厕所数 | 资金 | 指标", required=True),
        Column("subject", "text", "事实", "哪个问题、哪个项目、哪个数", required=True),
        Column("is_equal", "flag", "相符", "真: 两处一样", required=True),
        Column("result_label", "text", "结果", "相符 | 不符", required=True),
        Column("stated", "text", "一处写", "文档 (或全乡合计) 的说法", required=True),
        Column("stated_place", "text", "在哪里", "文件和原话, 或行号", required=True),
        Column("other", "text", "另一处写", "表格的说法", required=True),
        Column("other_place", "text", "另一处在哪里", "文件、工作表、行号", required=True),
        Column("issue_id", "text", "问题标识", "所涉问题"),
        SOURCE_ID,
        Column("other_source_id", "text", "另一处来源标识", "另一处的来源文件", required=True),
    ),
    ("is_equal", UNSTATED_LAST, "township", "kind", "subject"),
)
RECONCILIATION_SUMMARY = Table(
    "reconciliation_summary",
    "账实相符",
    "一种事实一行, 另有全部的一行",
    (
        Column("kind", "text", "种类代码", "all | status | deadline | toilets | funds | indicators", required=True),
        Column("kind_label", "text", "种类", "全部 | 整改状态 | 整改时限 | 厕所数 | 资金 | 指标", required=True),
        Column("kind_order", "integer", "次序", "次序", required=True),
        Column("fact_count", "integer", "两处都写的", "两处来源都写的事实", required=True),
        Column("agree_count", "integer", "相符", "两处一样的", required=True),
        Column("differ_count", "integer", "不符", "两处不一样的", required=True),
        Column("agree_pct", "number", "相符率(%)", "相符 ÷ 两处都写的"),
    ),
    ("kind_order",),
)
SOURCE_SUMMARY = Table(
    "source_summary",
    "来源文件",
    "本批次的一个来源文件一行",
    (
        Column("file", "text", "文件", "文件名", required=True),
        Column("kind_label", "text", "类型", "文档 | 表格", required=True),
        Column("format", "text", "格式", "格式", required=True),
        Column("encoding", "text", "编码", "编码"),
        Column("state_label", "text", "读入结果", "全部读入 | 部分未识别 | 未读入", required=True),
        Column("row_count", "integer", "读入行数", "表格: 数据行; 文档: 问题", required=True),
        Column("reject_count", "integer", "未识别数", "未识别数", required=True),
        Column("char_count", "integer", "字数", "文档的字数"),
        Column("unclaimed_char_count", "integer", "未认领字数", "没有规则认领的字数"),
        Column("unclaimed_pct", "number", "未认领占比(%)", "未认领字数 ÷ 字数"),
        Column("message", "text", "说明", "未读入的原因"),
        SOURCE_ID,
    ),
    ("kind_label", "file"),
)
REJECT_REGISTER = Table(
    "reject_register",
    "未识别明细",
    "一处没有读懂的输入一行",
    (
        Column("file", "text", "文件", "文件名", required=True),
        Column("place", "text", "位置", "位置", required=True),
        Column("read", "text", "读到", "读到的内容", required=True),
        Column("expected", "text", "应为", "应当是什么", required=True),
        Column("severity_label", "text", "程度", "整个文件 | 整行 | 一个值", required=True),
        SOURCE_ID,
    ),
    ("file", "place"),
)
BUILD_SUMMARY = Table(
    "build_summary",
    "批次",
    "一行: 本批次装入了什么",
    (
        Column("build_id", "text", "批次号", "批次号", required=True),
        Column("finished_at", "moment", "完成时间 (北京时间)", "北京时间; 底表 build 存 UTC", required=True),
        Column("document_count", "integer", "文档数", "文档数", required=True),
        Column("table_count", "integer", "表格数", "表格数", required=True),
        Column("failed_count", "integer", "失败文件数", "失败文件数", required=True),
        Column("reject_count", "integer", "未识别数", "未识别数", required=True),
        Column("issue_count", "integer", "问题数", "问题数", required=True),
        Column("audit_count", "integer", "核验数", "核验数", required=True),
        Column("doubt_count", "integer", "存疑", "不相符的核验数", required=True),
        Column("is_synthetic", "flag", "合成数据", "真: 合成数据", required=True),
    ),
)
EVIDENCE = Table(
    "evidence",
    "原文依据",
    "一个问题的一个值在原文中的一处一行",
    (
        Column("issue_id", "text", "问题标识", "问题标识", required=True),
        SOURCE_ID,
        Column(
            "kind",
            "text",
            "种类",
            "title | finding | measure | unit | deadline | status | amount | count | ratio | period | audit | doubt",
            required=True,
        ),
        Column("kind_label", "text", "标记", "中文种类", required=True),
        Column("reading", "text", "读作", "读成了什么", required=True),
        Column("wording", "text", "原话", "原文写法", required=True),
        START,
        END,
    ),
    ("issue_id", "span_start", "span_end"),
)
