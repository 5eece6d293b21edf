"""Rows of a ledger that go on with the problem above them: number and problem are merged over several measures.

    1 | 垃圾清运不及时 | 增设收集点12处 | 2025年5月31日 | 推进中
      |                | 每日清运1次    |               | 已完成

They are one issue: measures, units and words add up, the latest date counts, an open state goes before a closed one.
"""

from datetime import date

from etl.sheet.parsed import TableRow, Value
from etl.sheet.states import OPEN

GOES_ON = ("measures", "progress_text", "lead_unit", "responsible_unit", "supporting_unit", "supervising_unit", "status")
DATES = ("due_on", "completed_on")


def goes_on(values: dict[str, Value], wordings: dict[str, str]) -> bool:
    """Whether a row without number and problem goes on with the one above: it names no township of its own, and says more."""
    is_unnamed = not {"township", "issue_no", "issue_title"} & set(wordings)
    return is_unnamed and any(values.get(name) is not None for name in GOES_ON)


def add(row: TableRow, values: dict[str, Value], wordings: dict[str, str]) -> None:
    """Add what a row says to the row of the issue it goes on with."""
    for name in wordings:
        before, said = row.values.get(name), values.get(name)
        if isinstance(before, str) and isinstance(said, str) and name != "status":
            said = before if said in before.split("\n") else f"{before}\n{said}"
        if name == "status" and before is not None and (said is None or before in OPEN):
            said = before
        elif name == "is_closed":
            said = said if before is None else before and said is not False
        row.values[name] = before if said is None else _later(before, said) if name in DATES else said
        row.wordings[name] = "; ".join(dict.fromkeys(filter(None, (row.wordings.get(name), wordings[name]))))
    row.values["due_on"] = _later(row.values.get("due_on"), values.get("due_on"))


def _later(one: Value, other: Value) -> Value:
    if isinstance(one, date) and isinstance(other, date):
        return max(one, other)
    return one if other is None else other
