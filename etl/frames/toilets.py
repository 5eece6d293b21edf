"""Toilets of a table: counts by village, or a register (一厕一档) with one row a toilet, which is kept and counted by village."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from etl.frames.documents import Row, Rows
from etl.sheet.parsed import TableRow

COUNT_COLUMNS = ("surveyed_count", "funded_count", "problem_count", "rectified_count")
REGISTER_COLUMNS = {"is_funded", "problem_type"}  # told of one toilet each, where the table counts none
NO_PROBLEM = ("无", "没有", "无问题", "没有问题", "正常")
RECTIFIED = frozenset({"completed", "verified", "closed"})
ITEM_COLUMNS = ("township", "village", "toilet_no", "as_of", "is_funded", "due_on", "rectified_on")
_TYPE_ENDS = re.compile(r"[、,，;；/\n\s]+")  # a cell may name several types


def add_toilets(found: list[TableRow], ids: Row, rows: Rows) -> None:
    """Counts as they stand; of a register (one row a toilet) each toilet, and the counts of each village at each date."""
    names = ("township", "village", "as_of")
    columns = {name for row in found for name in row.values}
    is_register = columns & {"toilet_no", "is_problem"} or (REGISTER_COLUMNS & columns and not columns & {*COUNT_COLUMNS})
    if not is_register:
        rows["toilet"] += [
            {**ids, "row_number": row.row, **{name: row.values.get(name) for name in (*names, *COUNT_COLUMNS, "note")}}
            for row in found
        ]
        return
    rows["toilet_item"] += [{**ids, **_item(row)} for row in found]

    def village(row: TableRow) -> tuple[str, str, date]:
        township, name, as_of = (row.values.get(each) for each in names)
        return str(township or ""), str(name or ""), as_of if isinstance(as_of, date) else date.min

    villages = [list(group) for _, group in groupby(sorted(found, key=village), key=village)]
    rows["toilet"] += [
        {
            **ids,
            **{name: group[0].values.get(name) for name in names},
            "row_number": group[0].row,
            "surveyed_count": len(group),
            "funded_count": _count(row.values.get("is_funded") is True for row in group) if "is_funded" in columns else None,
            "problem_count": _count(map(_is_problem, group)) if columns & {"is_problem", "problem_type"} else None,
            "rectified_count": _count(map(_is_rectified, group)) if columns & {"status", "rectified_on"} else None,
            "note": f"由一厕一档 {len(group)} 行汇总",
        }
        for group in sorted(villages, key=lambda group: group[0].row)
    ]


def _count(answers: Iterable[bool]) -> int:
    return sum(answers)


def _is_problem(row: TableRow) -> bool:
    """Whether a toilet has a problem: as the table says, else where it names the problem's type."""
    said, named = row.values.get("is_problem"), row.values.get("problem_type")
    return said is True if said is not None else named is not None and named not in NO_PROBLEM


def _is_rectified(row: TableRow) -> bool:
    """Whether a toilet's problem is rectified: by its state, else by a day of it that is not yet to come at the table's date."""
    if row.values.get("is_problem") is False:
        return False
    status, on, as_of = (row.values.get(name) for name in ("status", "rectified_on", "as_of"))
    if status is not None or "status" in row.wordings:
        return status in RECTIFIED
    return isinstance(on, date) and not (isinstance(as_of, date) and on > as_of)


def _item(row: TableRow) -> Row:
    """One toilet: whether it has a problem and of what types, and whether that is rectified."""
    named = row.values.get("problem_type")
    types = [part for part in _TYPE_ENDS.split(str(named or "")) if part and part not in NO_PROBLEM]
    return {
        "row_number": row.row,
        **{
            name: row.values.get(name)
            for name in ("township", "village", "toilet_no", "as_of", "is_funded", "due_on", "rectified_on")
        },
        "is_problem": _is_problem(row),
        "problem_types": types if _is_problem(row) else [],
        "is_rectified": _is_problem(row) and _is_rectified(row),
    }
