"""Where a number leads: the page that lists what it counts, declared once for cards, sentences, table cells and charts.

A number is a cell of a mart. Its target is a page of the dashboard with parameters as they stand in an address: filters on top
of the reader's own (乡镇=黄桑乡), and the page's (只看=已逾期). From the list there a row opens 原文: two clicks from any number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.citations import ROW_COUNT
from warehouse.labels import EVIDENCE_KIND, UNIT_ROLE
from warehouse.marts import DEPARTMENT_SUMMARY, INDICATOR_CHANGE, OVERVIEW, SILENCE_SUMMARY

ONLY = "只看"  # of 问题台账: the issues that one column of a mart counts
ANY = "any"  # as a column: every column of the mart that is not declared itself
_COLUMN = re.compile(r"\{(\w+)(\??)\}")
# What 问题台账 can be narrowed to: the label of a counting column -> the column, as issue_register.counted_in names it.
OF_OTHER_THINGS = {"township_count", "plan_count", "issue_count", "department_count", "unknown_unit_count"}
COUNTED = {
    column.label: column.name
    for mart in (OVERVIEW, DEPARTMENT_SUMMARY)
    for column in mart.columns
    if column.name.endswith("_count") and column.name not in OF_OTHER_THINGS
} | {SILENCE_SUMMARY.labels["open_count"]: "open_count"}
_LABELS = {name: label for label, name in COUNTED.items()}


@dataclass(frozen=True)
class Target:
    """A page by its address and its parameters; `is_scoped` False: the reader's own filters are left behind."""

    page: str
    parameters: Mapping[str, str | list[str]] = field(default_factory=dict)
    is_scoped: bool = True

    @property
    def asked(self) -> dict[str, list[str]]:
        """The values of each parameter."""
        return {name: [value] if isinstance(value, str) else value for name, value in self.parameters.items()}


def _register(**parameters: str) -> Target:
    return Target("register", parameters)


def _counted(name: str) -> Target:
    return Target("register", {ONLY: _LABELS[name]})


def _toilets(**parameters: str) -> Target:
    """The toilets of a type of problem, as the registers list them."""
    return Target("toilets", {"问题类型": "{problem_type}", **parameters})


def _of_village(among: Mapping[str, str]) -> Target:
    """The toilets of a village whose counts were made of its register."""
    return Target("toilets", {"乡镇": "{township}", "村": "{register_village}", **among})


def _moved(how: str) -> Target:
    """The values of the latest period of an indicator, or those that moved one way."""
    return Target("indicators", {"指标": "{subject_label}", "增减": how})


# A rate of issues -> the count it is the share of; the base stands beside it, and 只看 of 问题台账 has the rest (未完成, 未报告).
NUMERATORS = {
    "reported_pct": "reported_count",
    "completion_pct": "done_count",
    "verification_pct": "accepted_count",
    "closure_pct": "closed_count",
    **{
        f"{name}_pct": f"{name}_count"
        for name in ("undated", "overdue", "doubtful", "one_lead", "many_leads", "no_lead", "unassigned")
    },
}
# Columns of marts that count issues -> what they count. A rate leads to its numerator everywhere, a change to 本期变化.
OF_ISSUES: dict[str, Target] = {
    "issue_count": _register(),
    "accountable_count": _register(),
    **{name: _counted(name) for name in _LABELS},
    **{rate: _counted(numerator) for rate, numerator in NUMERATORS.items()},
    **{
        f"{name}_{of}": Target("changes")
        for name in ("issue", "reported", "done", "accepted", "closed", "completion", "verification", "closure")
        for of in ("count_change", "points")
    },
    "lead_count": _register(角色="牵头"),
    "responsible_count": _register(角色="责任"),
    "supporting_count": _register(角色="配合"),
    "supervising_count": _register(角色="监督"),
    "township_count": Target("progress", {"分组": "按乡镇"}),
    "plan_count": Target("quality", {"质量": "来源文件"}),
}
# Marts whose rows count issues -> the columns that tell a row, with the filter of each.
KEYS: dict[str, dict[str, str]] = {
    "overview": {},
    "overview_comparison": {},
    "department_summary": {},
    "completion_by_township": {"township": "乡镇"},
    "completion_by_category": {"category": "类别"},
    "completion_by_theme": {"theme": "主题"},
    "completion_by_department": {"department": "部门"},
    "completion_by_date": {"township": "乡镇", "reported_on": "截至"},
    "completion_total_by_date": {"reported_on": "截至"},
    "township_theme": {"township": "乡镇", "theme": "主题"},
    "department_theme": {"department": "部门", "theme": "主题"},
    "department_workload": {"department": "部门"},
    "department_completion": {"department": "部门", "basis": "角色"},
    "due_buckets": {"township": "乡镇", "due_bucket": "到期"},
}
# Counts of a department in any role: the filter asks for those accountable unless roles are named.
IN_ANY_ROLE = {"department_workload": ("issue_count", "township_count")}
# Values of these columns that stand for a value of the filter -> that value, or None for what the filter is without.
OF_FILTER = {"basis": {"lead": "牵头", "accountable": None}}
# Reasons of the mart attention that no column counts.
DATED = ("已逾期", "10天内", "20天内", "20天以上", "已完成")  # the due buckets of issues with a last day
REASONS = {"10天内到期": _register(到期="10天内")}
# The page 原文 on a row of a spreadsheet, the cells marked that hold one of the columns (words of warehouse/sheet_columns.py).
SHEET, ROW, CELLS, CELLS_END = "工作表", "行", "列", "|"
MOVES = ("risen", "fallen", "same", "year_risen", "year_fallen", "year_same")  # of indicator_change
SUMMED_AS = "合计为"  # of 资金: the funds that one sum is made of
CHECKED, DOUBTFUL = "核对", "数据存疑"  # of 厕所整改: the townships whose figures are doubtful
MARKED = "标出"  # of 原文 on a document: the kind of value that is marked and listed


def _cells(columns: str, source: str = "{source_id}", sheet: str = "{sheet?}", row_number: str = "{row_number}") -> Target:
    return Target("evidence", {"文档": source, SHEET: sheet, ROW: row_number, CELLS: columns})


_BEFORE = ("{before_source_id}", "{before_sheet?}", "{before_row_number}")
_YEAR_BEFORE = ("{year_before_source_id}", "{year_before_sheet?}", "{year_before_row_number}")


_TOILET_CELLS = {
    "surveyed_count": "摸排厕所数",
    "funded_count": "财政支持厕所数",
    "problem_count": "问题厕所数",
    "rectified_count": "已整改数",
    **dict.fromkeys(("open_count", "rectified_pct", "rectified_of_problem_pct"), "问题厕所数|已整改数"),
    "problem_of_funded_pct": "问题厕所数|财政支持厕所数",
    "problem_of_surveyed_pct": "问题厕所数|摸排厕所数",
}
_AMONG: dict[str, dict[str, str]] = {  # counts of a village whose toilets are registered -> which of them
    "surveyed_count": {},
    "funded_count": {"其中": "财政支持"},
    "problem_count": {"其中": "问题"},
    "rectified_pct": {"其中": "自报已整改"},
    "rectified_count": {"其中": "自报已整改"},
    "open_count": {"其中": "未整改"},
}
_FUND_CELLS = {
    "planned_yuan": "计划|中央|省级|市级|县级|其他",
    "arrived_yuan": "到位",
    "paid_yuan": "支出",
    "arrived_pct": "到位|计划",
    "paid_pct": "支出|计划",
    **dict.fromkeys(("started_on", "finished_on", "schedule_pct"), "开工时间|完工时间"),
    "dividend_due_yuan": "年度应分红",
    "dividend_paid_yuan": "已分红",
    "unpaid_years": "未分红年度",
    "unpaid_yuan": "年度应分红|已分红|未分红年度",
}
_EVIDENCE = (Target("evidence", {"问题": "{issue_id}"}), Target("evidence", {"文档": "{source_id}"}))
# Other marts: column (or ANY) -> targets, of which the first whose {column} the row has is taken.
PLACES: dict[str, dict[str, tuple[Target, ...]]] = {
    "department_summary": {
        "department_count": (Target("departments", {"责任": "任务量"}),),
        "unknown_unit_count": (Target("departments", {"责任": "词表没有的单位"}),),
    },
    "due_summary": {
        ANY: (Target("deadlines", {"时限": "{due_bucket}"}),),
        "unreported_count": (Target("register", {"到期": "{due_bucket}", ONLY: _LABELS["unreported_count"]}),),
    },
    "due_calendar": {ANY: (Target("deadlines", {"时限": "按月", "到期月份": "{due_month}"}),)},
    "silence_summary": {
        "open_count": (_counted("open_count"),),
        ANY: (Target("deadlines", {"时限": "多日无报告", "天数": "{step_days}"}),),
    },
    "change_summary": {ANY: (Target("changes", {"变化": "{change_label}"}),)},
    "change_by_township": {ANY: (Target("changes", {"变化": "{change_label}", "乡镇": "{township}"}),)},
    # Figures that no one row of a table says are of the villages (or toilets) that the page lists.
    "toilet_funnel": {
        **{name: (_cells(columns), Target("toilets", {"乡镇": "{township}"})) for name, columns in _TOILET_CELLS.items()},
        ANY: (Target("toilets", {"乡镇": "{township}"}),),
    },
    "toilet_summary": {
        ANY: (Target("toilets"),),
        "doubtful_count": (Target("toilets", {CHECKED: DOUBTFUL}),),
    },
    "toilet_clearance": {ANY: (Target("toilets", {"乡镇": "{township}"}),)},
    "toilet_by_village": {
        name: (_of_village(_AMONG[name]), _cells(columns)) for name, columns in _TOILET_CELLS.items() if name in _AMONG
    },
    "toilet_register": {
        **dict.fromkeys(("toilet_no", "village"), (_cells("厕所编号|村"),)),
        **dict.fromkeys(("problem_types", "is_problem"), (_cells("问题类型|是否问题厕所"),)),
        **dict.fromkeys(("rectified_label", "is_overdue", "due_on", "rectified_on"), (_cells("整改状态|整改时限|整改完成时间"),)),
        "is_funded": (_cells("是否财政支持"),),
        ANY: (_cells("统计日期"),),
    },
    "toilet_by_problem_type": {
        **dict.fromkeys(("rectified_count", "rectified_pct"), (_toilets(其中="自报已整改"),)),
        "open_count": (_toilets(其中="未整改"),),
        "longest_open_days": (_toilets(其中="未整改"),),
        "overdue_count": (_toilets(其中="已逾期"),),
        ANY: (_toilets(),),
    },
    "fund_register": {
        "amount_yuan": (_cells("{read_from}", "{table_id}"), *_EVIDENCE),
        "arrived_yuan": (_cells("到位", "{table_id}"), *_EVIDENCE),
        "paid_yuan": (_cells("支出", "{table_id}"), *_EVIDENCE),
        "household_count": (_cells("受益户数", "{table_id}"), *_EVIDENCE),
        "person_count": (_cells("受益人数", "{table_id}"), *_EVIDENCE),
        ROW_COUNT: (Target("funds", {"资金范围": "自有资金"}),),
    },
    "fund_summary": {ANY: (Target("funds", {"资金范围": "自有资金", SUMMED_AS: "{summed_as}"}),)},
    "fund_progress": {name: (_cells(columns),) for name, columns in _FUND_CELLS.items()},
    "fund_by_source": {ANY: (Target("funds", {"资金范围": "支付进度", "乡镇": "{township}"}),)},
    # A change leads to the value that changed; the one it changed from stands beside it.
    "indicator_series": {
        **dict.fromkeys(("value", "change_value", "change_year_value"), (_cells("数值|{subject}|{period_to?}|{township}"),)),
        "value_before": (_cells("数值|{subject}|{period_before?}|{township}", *_BEFORE),),
        "value_year_before": (_cells("数值|{subject}|{period_year_before?}|{township}", *_YEAR_BEFORE),),
    },
    "indicator_change": {
        "latest_count": (_moved("最近一期"),),
        **{f"{name}_count": (_moved(INDICATOR_CHANGE.labels[f"{name}_count"]),) for name in MOVES},
    },
    "indicator_subject": {ANY: (Target("indicators", {"指标": "{subject_label}"}),)},
    "document_figures": {
        **dict.fromkeys(
            ("issue_count", "measures_per_issue", "units_per_issue"),
            (Target("register", {"方案": "{document_label}"}, is_scoped=False),),
        ),
        "dated_pct": (Target("register", {"方案": "{document_label}", "到期": list(DATED)}, is_scoped=False),),
        **{
            f"{kind}_count": (Target("evidence", {"文档": "{source_id}", MARKED: EVIDENCE_KIND[kind]}, is_scoped=False),)
            for kind in ("measure", "unit", "deadline", "amount")
        },
        **dict.fromkeys(("unclaimed_count", "unclaimed_pct"), (Target("evidence", {"文档": "{source_id}"}, is_scoped=False),)),
        "audit_count": (Target("quality", {"质量": "核验", "方案": "{document_label}"}, is_scoped=False),),
        "doubt_count": (Target("quality", {"质量": "核验", "结果": "存疑", "方案": "{document_label}"}, is_scoped=False),),
        ANY: (Target("quality", {"质量": "来源文件"}, is_scoped=False),),
    },
    "doubt_summary": {
        ANY: (Target("quality", {"质量": "核验", "结果": "存疑"}),),
        "audit_count": (Target("quality", {"质量": "核验"}),),
    },
    "build_summary": {
        ANY: (Target("quality", {"质量": "来源文件"}, is_scoped=False),),
        "issue_count": (Target("register", is_scoped=False),),
        "reject_count": (Target("quality", {"质量": "未识别"}, is_scoped=False),),
        "audit_count": (Target("quality", {"质量": "核验"}, is_scoped=False),),
        "doubt_count": (Target("quality", {"质量": "核验", "结果": "存疑"}, is_scoped=False),),
        "correction_count": (Target("quality", {"质量": "更正"}, is_scoped=False),),
    },
}


def target(
    mart: str, column: str, row: Mapping[str, Any], *, departments: Sequence[str] = (), is_by_role: bool = False
) -> Target | None:
    """Where the number in this column of a row leads; None for what counts nothing that is listed (a date, a place in a row).

    `departments`, `is_by_role`: the departments the reader chose, and whether roles too. A row of a department then counts the
    issues that both are in: an address lists them only where the one is among those chosen, and is counted as accountable.
    """
    if mart == "attention":
        return REASONS.get(row["reason"]) or Target("register", {ONLY: row["reason"]})
    declared = PLACES.get(mart, {})
    for place in declared.get(column) or declared.get(ANY) or ():
        if filled := _filled(place, row):
            return filled
    if mart not in KEYS or column not in OF_ISSUES:
        return None
    of_column = OF_ISSUES[column]
    if column in IN_ANY_ROLE.get(mart, ()):
        of_column = Target(of_column.page, {**of_column.parameters, "角色": list(UNIT_ROLE.values())})
    if "department" in KEYS[mart]:
        is_accountable = of_column.parameters.get("角色") in (None, UNIT_ROLE["lead"], UNIT_ROLE["responsible"])
        if is_by_role or (departments and not (row["department"] in departments and is_accountable)):
            return None
    values = {name: OF_FILTER[key][row[key]] if key in OF_FILTER else row[key] for key, name in KEYS[mart].items()}
    keys = {name: str(value) for name, value in values.items() if value is not None}
    return Target(of_column.page, {**keys, **of_column.parameters})


def row_place(row: Mapping[str, Any]) -> Target | None:
    """The row of a spreadsheet that a row of a mart was read from, no cell of it marked; None for what came from no table."""
    source = row.get("table_id") or row.get("source_id")
    return _filled(_cells(""), {**row, "source_id": source})


def _filled(place: Target, row: Mapping[str, Any]) -> Target | None:
    """The target with the row's values in place of {column}; None where the row lacks one, but for {column?}: it may be empty."""
    parameters: dict[str, str | list[str]] = {}
    for name, values in place.asked.items():
        columns = [found for value in values for found in _COLUMN.findall(value)]
        if any(row.get(column) is None for column, may_lack in columns if not may_lack):
            return None
        said = [_COLUMN.sub(lambda found: "" if (cell := row.get(found[1])) is None else str(cell), value) for value in values]
        if filled := [value for value in said if value]:
            parameters[name] = filled if len(filled) > 1 else filled[0]
    return Target(place.page, parameters, place.is_scoped)
