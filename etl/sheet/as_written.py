"""The rows of a table as the file has them, kept so that a number can be shown where it stands.

Kept are the cells of columns that are read (and numbers of rows), without numbers of persons; of all other columns only the
heading is: what a column nobody knows holds may be a person's.
"""

from etl.sheet.body import Body
from etl.sheet.cells import Unreadable, read_period, without_personal
from etl.sheet.column import HeadingColumn
from etl.sheet.context import Context
from etl.sheet.heading import Heading
from etl.sheet.parsed import AsWritten, RowAsWritten
from warehouse.sheet_columns import COLUMN_WORDS

NOT_KEPT = ("ignored", "personal")


def as_written(heading: Heading, body: Body, context: Context) -> AsWritten:
    """The rows that gave values, went on with one that did, or are totals, in their order."""
    columns = [_holds(column, context) for column in heading.columns]
    kept = [column.index for column, words in zip(heading.columns, columns, strict=True) if words]
    found = {row.row: (row.row, cells) for row, cells in zip(body.rows, body.cells, strict=True)}
    found |= {total.row: (total.row, total.cells) for total in body.totals}
    found |= {number: (read_row, cells) for number, read_row, cells in body.continued}
    rows = [RowAsWritten(row, read_row, _cells(cells, kept)) for row, (read_row, cells) in sorted(found.items())]
    return AsWritten(heading.first + heading.depth, [without_personal(each.heading) for each in heading.columns], columns, rows)


def _cells(cells: list[str], kept: list[int]) -> list[str]:
    made = [""] * len(cells)
    for index in kept:
        made[index] = without_personal(cells[index])
    return made


def _holds(column: HeadingColumn, context: Context) -> str:
    """What a column holds, in a word; of a wide table the day its period ends, the place or the indicator; "" if not kept."""
    if column.period:
        try:
            return read_period(column.period.replace("全年", "年"), context.year)[1].isoformat()
        except Unreadable:
            return column.heading
    if column.is_wide:
        return column.township or column.village or column.indicator or ""
    return "" if column.name is None or column.name in NOT_KEPT else COLUMN_WORDS[column.name]
