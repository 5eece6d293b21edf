"""The marts of time: completion by reporting date, what changed between two days or builds, and what ledgers were matched to."""

from warehouse.mart_columns import ISSUE_ID, ISSUE_NO, ORDINAL, PLAN_NAME, SOURCE_ID, TITLE, TOWNSHIP, UNSTATED_LAST
from warehouse.marts_issues import COMPLETION
from warehouse.schema import Column, Table

REPORTED_ON = Column("reported_on", "date", "填报日期", "来源报告状态的日期", required=True)
STATE_COUNTS = tuple(column for column in COMPLETION if column.name not in ("undated_count", "overdue_count", "doubtful_count"))
CHANGE = Column("change", "text", "变化代码", "new | advanced | completed … removed", required=True)
CHANGE_LABEL = Column(
    "change_label",
    "text",
    "变化",
    "变化的中文名, 见 code_label 的 change",
    required=True,
)
CHANGE_ORDER = Column("change_order", "integer", "次序", "变化的次序", required=True)

COMPLETION_BY_DATE = Table(
    "completion_by_date",
    "各乡镇历次填报的整改完成情况",
    "一个乡镇的一个填报日期一行; 现在所选的问题在那一天的状态",
    (TOWNSHIP, REPORTED_ON, *STATE_COUNTS),
    (UNSTATED_LAST, "township", "reported_on"),
)
COMPLETION_TOTAL_BY_DATE = Table(
    "completion_total_by_date",
    "所选范围历次填报的整改完成情况",
    "一个填报日期一行; 现在所选的问题在那一天的状态",
    (REPORTED_ON, *STATE_COUNTS),
    ("reported_on",),
)
REPORT_DATE = Table(
    "report_date",
    "填报日期",
    "一个填报日期一行",
    (
        REPORTED_ON,
        Column("township_count", "integer", "乡镇数", "这一天有填报的乡镇", required=True),
        Column("status_count", "integer", "状态数", "这一天报告的状态条数", required=True),
    ),
    ("reported_on desc",),
)
ISSUE_CHANGE = Table(
    "issue_change",
    "本期变化",
    "一个问题的一种变化一行: 从起始日 (或上一批次) 到截至日",
    (
        Column("issue_id", "text", "问题标识", "问题标识; 撤下的问题不在本批次, 为空"),
        TOWNSHIP,
        PLAN_NAME,
        ORDINAL,
        ISSUE_NO,
        TITLE,
        CHANGE,
        CHANGE_LABEL,
        CHANGE_ORDER,
        Column("before_label", "text", "原状态", "起始日的状态; 新增的为空"),
        Column("after_label", "text", "现状态", "截至日的状态; 撤下的为空"),
        Column("due_before", "date", "原到期日", "起始日的到期日"),
        Column("due_on", "date", "现到期日", "截至日的到期日"),
        Column("detail", "text", "说明", "怎么变的", required=True),
    ),
    ("change_order", UNSTATED_LAST, "township", "plan_name", "ordinal", "title"),
)
CHANGE_BY_TOWNSHIP = Table(
    "change_by_township",
    "各乡镇本期变化",
    "一个乡镇的一种变化一行",
    (
        TOWNSHIP,
        CHANGE,
        CHANGE_LABEL,
        CHANGE_ORDER,
        Column("issue_count", "integer", "问题数", "有这种变化的问题", required=True),
    ),
    (UNSTATED_LAST, "township", "change_order"),
)
CHANGE_SUMMARY = Table(
    "change_summary",
    "本期变化合计",
    "一种变化一行, 没有的为 0",
    (
        CHANGE,
        CHANGE_LABEL,
        CHANGE_ORDER,
        Column("issue_count", "integer", "问题数", "有这种变化的问题", required=True),
        Column("township_count", "integer", "乡镇数", "有这种变化的乡镇", required=True),
        Column("issue_pct", "number", "占问题总数(%)", "有这种变化的问题 ÷ 所选的问题; 撤下的为空"),
    ),
    ("change_order",),
)
LEDGER = Table(
    "ledger",
    "整改台账",
    "一个问题一行, 截至日的状态, 按台账的写法",
    (
        ISSUE_ID,
        TOWNSHIP,
        PLAN_NAME,
        ORDINAL,
        ISSUE_NO,
        Column("issue_title", "text", "问题", "标题", required=True),
        Column("measures", "text", "整改措施", "各条措施, 一条一行"),
        Column("lead_unit", "text", "牵头单位", "以顿号相连"),
        Column("responsible_unit", "text", "责任单位", "以顿号相连"),
        Column("supporting_unit", "text", "配合单位", "以顿号相连"),
        Column("supervising_unit", "text", "监督单位", "以顿号相连"),
        Column("responsible_person", "text", "责任人", "最近一次台账写的"),
        Column("deadline_text", "text", "整改时限", "原文写法"),
        Column("progress_text", "text", "整改进展", "最近一次台账写的"),
        Column("status", "text", "整改状态", "状态代码", required=True),
        Column("completed_on", "date", "完成时间", "最近一次台账写的"),
        Column("is_closed", "flag", "是否销号", "真: 已销号", required=True),
        Column("is_reported", "flag", "有进展报告", "真: 有状态报告", required=True),
        Column("reported_on", "date", "填报日期", "最近一次台账的填报日期, 没有则为状态日期"),
        Column("note", "text", "备注", "最近一次台账写的"),
    ),
    (UNSTATED_LAST, "township", "plan_name", "ordinal"),
)
LEDGER_MATCH = Table(
    "ledger_match",
    "台账对应",
    "整改台账的一行: 它对上哪个问题, 凭什么, 有多像",
    (
        Column("file", "text", "文件", "台账文件", required=True),
        Column("place", "text", "位置", "工作表和行号", required=True),
        Column("row_number", "integer", "行号", "表格行号", required=True),
        TOWNSHIP,
        Column("plan_wording", "text", "方案写法", "表中的方案名称或文号"),
        Column("issue_no", "text", "表中序号", "表中的序号"),
        Column("title", "text", "表中问题", "表中的问题"),
        Column("match_label", "text", "对应方式", "序号相同 | 标题相似 | 更正文件 | 台账自有", required=True),
        Column("match_strength", "integer", "相似度", "标题的相似程度 0–100; 只写序号的为 100, 台账自有的为 0", required=True),
        Column("match_note", "text", "对应说明", "没有对上方案时, 差在哪里, 最接近的是什么"),
        Column("matched_plan", "text", "对上的方案", "方案名称; 台账自有的为其台账"),
        Column("matched_no", "text", "对上的序号", "对上的问题的序号"),
        Column("matched_title", "text", "对上的问题", "对上的问题的标题", required=True),
        Column("reported_on", "date", "填报日期", "表中的填报日期"),
        Column("issue_id", "text", "问题标识", "对上的问题", required=True),
        SOURCE_ID,
    ),
    ("match_strength", "file", "row_number"),
)
