"""What a table says that cannot be, row by row: steps that are larger than the step before, dates that are yet to come,
one township name under two counties."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

from etl.sheet.body import REPORTING_DATES, Body
from etl.sheet.heading import Heading
from etl.sheet.namesakes import namesakes
from etl.sheet.parsed import TableAudit
from warehouse import clock

STEPS = ("surveyed_count", "funded_count", "problem_count", "rectified_count")  # each is a part of the one before


def doubts(heading: Heading, body: Body) -> list[TableAudit]:
    """The failed audits of a table's own rows; what holds is not counted, for most rows have nothing to compare."""
    return doubts_of_rows(heading, body) + namesakes(heading, body)


def doubts_of_rows(heading: Heading, body: Body) -> list[TableAudit]:
    """Those that one row, or one date, says: of a table that comes in blocks each block has its own."""
    return _nesting(heading, body) + _future_dates(heading, body)


def _nesting(heading: Heading, body: Body) -> list[TableAudit]:
    headings = {column.name: column.heading for column in heading.columns if column.name in STEPS}
    audits = []
    for row in body.rows:
        steps = [(headings[name], value) for name in STEPS if name in headings and isinstance(value := row.values.get(name), int)]
        for (above, whole), (below, part) in pairwise(steps):
            if part > whole:
                message = f"{below} {part} 大于{above} {whole}, 部分不应大于整体"
                audits.append(TableAudit("nesting", False, row.row, below, str(part), f"不大于 {whole}", message))
    return audits


def _future_dates(heading: Heading, body: Body) -> list[TableAudit]:
    """One audit a date after today: a report of a day yet to come is a typing mistake, and no view counts it before that day."""
    today = clock.today()
    rows_of: defaultdict[tuple[str, date], list[int]] = defaultdict(list)
    for row in body.rows:
        for name in REPORTING_DATES:
            on = row.values.get(name)
            if isinstance(on, date) and on > today:
                rows_of[name, on].append(row.row)
    headings = {column.name: column.heading for column in heading.columns}
    audits = []
    for (name, on), rows in rows_of.items():
        label = headings.get(name, "填报日期")
        message = f"{label}写 {on}, 晚于读入当天, 共 {len(rows)} 行; 到那一天之前不计入"
        audits.append(TableAudit("future_date", False, rows[0], label, on.isoformat(), f"不晚于 {today}", message))
    return audits
