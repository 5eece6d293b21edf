"""The unit of money of columns whose heading says none: that of the whole they are parts of, else yuan, and said so.

资金规模（万元） | 其中：衔接资金 | 其他资金
92.5             | 80             | 12.5         <- parts of it, and so in 万元
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from etl.sheet.cells import Unreadable, read_number
from etl.sheet.column import HeadingColumn
from etl.sheet.context import Context
from etl.sheet.heading import Heading
from etl.sheet.kinds import KINDS
from etl.sheet.parsed import TableAudit

WHOLE = "planned_yuan"
PARTS = frozenset({"central_yuan", "provincial_yuan", "municipal_yuan", "county_yuan", "other_yuan", "arrived_yuan", "paid_yuan"})


def with_unit_of_whole(heading: Heading, context: Context, numbered: Sequence[tuple[int, list[str]]]) -> Heading:
    """The heading, its parts of the plan in the unit of the plan where only that one says a unit, and no part is larger."""
    whole = next((column for column in heading.columns if column.name == WHOLE and column.factor), None)
    if whole is None or context.factor:
        return heading
    rows = [cells for _, cells in numbered]
    return replace(
        heading,
        columns=tuple(
            replace(column, factor=whole.factor)
            if column.name in PARTS and not column.factor and _is_part(column, whole, rows)
            else column
            for column in heading.columns
        ),
    )


def _is_part(part: HeadingColumn, whole: HeadingColumn, rows: Sequence[list[str]]) -> bool:
    pairs = [
        (some, entire)
        for cells in rows
        if (some := _bare_number(cells[part.index])) is not None and (entire := _bare_number(cells[whole.index])) is not None
    ]
    return any(some for some, _ in pairs) and all(some <= entire for some, entire in pairs)


def _bare_number(cell: str) -> Decimal | None:
    """The number of a cell that says no unit itself."""
    try:
        value, unit = read_number(cell)
    except Unreadable:
        return None
    return None if unit else value


def unit_notes(before: Heading, after: Heading) -> list[str]:
    """What is said of columns that took the unit of the plan."""
    pairs = zip(before.columns, after.columns, strict=True)
    taken = [column.heading for old, column in pairs if old.factor != column.factor]
    whole = next((column.heading for column in after.columns if column.name == WHOLE), "")
    return [f"{'、'.join(taken)} 没有写金额单位, 各行都不大于“{whole}”, 按它的单位读"] if taken else []


def unit_audits(heading: Heading, context: Context) -> list[TableAudit]:
    """Money columns of which neither heading nor unit line says the unit are read as yuan, and said so."""
    kind = KINDS[heading.kind]
    bare = [
        column.heading
        for column in heading.columns
        if column.name and kind.columns.get(column.name) == "yuan" and not column.factor and not context.factor
    ]
    if not bare:
        return []
    message = f"{'、'.join(bare)} 没有写明金额单位, 没有自带单位的数按元读"
    return [TableAudit("money_unit", False, heading.first + heading.depth, bare[0], "没有写明单位", "元", message)]
