"""Toilets of a table: counts by village, or a register (一厕一档) with one row a toilet, which is kept and counted by village."""

import re
from collections.abc import Collection
from datetime import date

import polars as pl

from etl.frames.documents import Row, Rows
from etl.sheet.parsed import TableRow

COUNT_COLUMNS = ("surveyed_count", "funded_count", "problem_count", "rectified_count")
REGISTER_COLUMNS = {"is_funded", "problem_type"}  # told of one toilet each, where the table counts none
NO_PROBLEM = ("无", "没有", "无问题", "没有问题", "正常")
RECTIFIED = frozenset({"completed", "verified", "closed"})
PLACE = ("township", "village", "as_of")
ITEM_COLUMNS = (*PLACE, "toilet_no", "is_funded", "due_on", "rectified_on")  # of the table toilet_item, as they are read
_TYPE_ENDS = re.compile(r"[、,，;；/\n\s]+")  # a cell may name several types

# One toilet, as it is counted; null where the table has no column that says it.
REGISTER = {
    "township": pl.String,
    "village": pl.String,
    "as_of": pl.Date,
    "row_number": pl.Int64,
    "is_funded": pl.Boolean,
    "is_problem": pl.Boolean,
    "is_rectified": pl.Boolean,
}


def add_toilets(found: list[TableRow], ids: Row, rows: Rows) -> None:
    """Counts as they stand; of a register (one row a toilet) each toilet, and the counts of each village at each date."""
    if is_register({name for row in found for name in row.values}):
        rows["toilet_item"] += [{**ids, **register_item(row)} for row in found]
        register = pl.DataFrame([register_row(row) for row in found], schema=REGISTER, orient="row")
        rows["toilet"] += [{**ids, **counts} for counts in register_counts(register)]
        return
    rows["toilet"] += [{**ids, "row_number": row.row, "is_of_register": False, **_values(row)} for row in found]


def _values(row: TableRow) -> Row:
    return {name: row.values.get(name) for name in (*PLACE, *COUNT_COLUMNS, "note")}


def is_register(columns: Collection[str | None]) -> bool:
    """Whether a table with these columns tells of one toilet a row, of which villages are counted."""
    named = set(columns)
    return bool(named & {"toilet_no", "is_problem"}) or bool(named & REGISTER_COLUMNS and not named & {*COUNT_COLUMNS})


def register_item(row: TableRow) -> Row:
    """A toilet of a register as a row of the table toilet_item."""
    named = row.values.get("problem_type")
    types = [part for part in _TYPE_ENDS.split(str(named or "")) if part and part not in NO_PROBLEM]
    is_problem = _is_problem(row)
    return {
        "row_number": row.row,
        **{name: row.values.get(name) for name in ITEM_COLUMNS},
        "is_problem": is_problem,
        "problem_types": types if is_problem else [],
        "is_rectified": is_problem and _is_rectified(row),
    }


def register_row(row: TableRow) -> tuple[object, ...]:
    """A toilet of a register as a row of REGISTER."""
    columns = set(row.values)
    return (
        *(row.values.get(name) for name in PLACE),
        row.row,
        row.values.get("is_funded") is True if "is_funded" in columns else None,
        _is_problem(row) if columns & {"is_problem", "problem_type"} else None,
        _is_rectified(row) if columns & {"status", "rectified_on"} else None,
    )


def register_counts(register: pl.DataFrame) -> list[Row]:
    """The counts of each village at each date, in the order they first stand there."""

    def counted(name: str) -> pl.Expr:
        return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).cast(pl.Int64)

    villages = register.group_by(PLACE).agg(
        pl.col("row_number").min(),
        pl.len().cast(pl.Int64).alias("surveyed_count"),
        counted("is_funded").alias("funded_count"),
        counted("is_problem").alias("problem_count"),
        counted("is_rectified").alias("rectified_count"),
    )
    note = pl.format("由一厕一档 {} 行汇总", pl.col("surveyed_count"))
    return villages.sort("row_number").with_columns(note.alias("note"), pl.lit(True).alias("is_of_register")).to_dicts()


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
