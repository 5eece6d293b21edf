"""A row of a ledger as it waits for its issue: what names it, and what it reports of it."""

from etl.frames.documents import Row
from etl.sheet.parsed import TableRow
from warehouse.schema import Column, Table
from warehouse.tables_sheets import PROGRESS

# What names the issue of a row, as the row is read and as the table `progress` holds it.
NAMES = {"township": "township", "plan": "plan_wording", "issue_no": "issue_no", "issue_title": "title"}
NAMED = tuple(NAMES.values())
MATCH = ("issue_id", "matched_by", "match_strength", "match_note")  # columns of `progress` that the plans give
PLACE = ("source_id", "sheet", "row_number")
REPORTED = tuple(name for name in PROGRESS.column_names if name not in (*PLACE, *MATCH, *NAMED))

LEDGER = Table(
    "ledger",
    "台账行",
    "台账的一行数据一行; 等待与方案核对",
    (
        *(column for column in PROGRESS.columns if column.name not in MATCH),
        Column("wording", "text", "原话", "状态的写法"),
    ),
)


def ledger_row(row: TableRow, ids: Row) -> Row:
    """A row as read as a row of LEDGER; `ids` say file and sheet."""
    named = {column: row.values.get(name) for name, column in NAMES.items()}
    texts = {column: None if value is None else str(value) for column, value in named.items()}
    said = {name: row.values.get(name) for name in REPORTED}
    return {**ids, "row_number": row.row, **texts, **said, "wording": row.wordings.get("status")}
