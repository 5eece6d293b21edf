"""Totals and percentages a table states, checked against its rows: a difference is an audit, never a row.

A 小计 is of the township it names, else of the rows since the total before it (or, at the top, until the next one); a 合计 is of
all rows; the row of a group (一, 产业发展) is of the rows until the next group. Unreadable cells are left out of the sum, as a
spreadsheet's SUM leaves them out.
"""

import re
from decimal import Decimal

from etl.sheet.body import Body
from etl.sheet.cells import YUAN_FACTORS, Unreadable, is_null, read_number
from etl.sheet.column import HeadingColumn
from etl.sheet.context import Context
from etl.sheet.heading import Heading
from etl.sheet.kinds import KINDS
from etl.sheet.parsed import TableAudit, TableRow
from etl.sheet.row_kinds import Total

SUMMED = ("yuan", "integer")


def check_totals(heading: Heading, body: Body, context: Context) -> list[TableAudit]:
    """One audit a stated total cell, and one a stated percentage that does not hold (on data and total rows)."""
    audits: list[TableAudit] = []
    kind = KINDS[heading.kind]
    for total in body.totals:
        parts = _parts(total, body)
        if not parts:
            continue
        for column in heading.columns:
            if column.name and kind.columns.get(column.name) in SUMMED:
                audits += _check_sum(total, column, parts, _factor(column, heading, context))
            elif column.is_wide or column.name == "value":
                audits += _check_indicator_sum(total, column, parts, heading)
    for column in heading.columns:
        if column.name in kind.percentages:
            audits += _check_percentages(column, heading, body, context)
    return sorted(audits, key=lambda audit: audit.row)


def column_totals(heading: Heading, body: Body) -> dict[str, Decimal]:
    """Heading -> sum of its column over the rows (money in yuan), for columns of counts and money."""
    kind = KINDS[heading.kind]
    return {
        column.heading: sum((_decimal(row.values.get(column.name)) for row in body.rows), Decimal(0))
        for column in heading.columns
        if column.name and kind.columns.get(column.name) in SUMMED
    }


def _factor(column: HeadingColumn, heading: Heading, context: Context) -> int:
    is_money = KINDS[heading.kind].columns.get(column.name or "") == "yuan"
    return (column.factor or context.factor or 1) if is_money else 1


def _parts(total: Total, body: Body) -> list[TableRow]:
    if total.township:
        return [row for row in body.rows if row.values.get("township") == total.township]
    if total.level:
        groups = (other for other in body.totals if 0 < other.level <= total.level and other.row > total.row)
        return body.rows[total.after : min((other.after for other in groups), default=None)]
    if not total.is_subtotal:
        return body.rows
    before = max((other.after for other in body.totals if other.row < total.row), default=0)
    if body.rows[before : total.after]:
        return body.rows[before : total.after]
    behind = min((other.after for other in body.totals if other.row > total.row and other.after > total.after), default=None)
    return body.rows[total.after : behind]


def _decimal(value: object) -> Decimal:
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else Decimal(0)


def _check_sum(total: Total, column: HeadingColumn, parts: list[TableRow], factor: int) -> list[TableAudit]:
    stated = _stated(total, column, factor)
    if stated is None:
        return []
    computed = sum((_decimal(row.values.get(column.name or "")) for row in parts), Decimal(0))
    return [_sum_audit(total, column, stated / factor, computed / factor)]


def _stated(total: Total, column: HeadingColumn, factor: int) -> Decimal | None:
    """A total's cell in yuan or pieces, None when it says nothing that can be read."""
    cell = total.cells[column.index]
    if is_null(cell):
        return None
    try:
        value, unit = read_number(cell)
    except Unreadable:
        return None
    return value * YUAN_FACTORS.get(unit, factor)


def _check_indicator_sum(total: Total, column: HeadingColumn, parts: list[TableRow], heading: Heading) -> list[TableAudit]:
    """A total row among indicators sums the rows of the same indicator and column; shares in % have no sum."""
    named = {each.name: each.index for each in heading.columns if each.name}
    indicator = column.indicator or total.cells[named["indicator"]]
    same = [
        row
        for row in parts
        if row.values.get("indicator") == indicator and row.wordings["column"] == column.heading and row.values.get("unit") != "%"
    ]
    if not same or is_null(total.cells[column.index]):
        return []
    try:
        stated = read_number(total.cells[column.index])[0]
    except Unreadable:
        return []
    return [_sum_audit(total, column, stated, sum((_decimal(row.values["value"]) for row in same), Decimal(0)))]


def _sum_audit(total: Total, column: HeadingColumn, stated: Decimal, computed: Decimal) -> TableAudit:
    rule = "subtotal" if total.is_subtotal else "total"
    label = "小计" if total.is_subtotal else "合计"
    ok = abs(stated - computed) < Decimal("0.005")
    said, found = _figure(stated), _figure(computed)
    message = f"{label}的{column.heading}写 {said}, 各行相加为 {found}" + ("" if ok else ", 不相符")
    return TableAudit(rule, ok, total.row, column.heading, said, found, message)


def _check_percentages(column: HeadingColumn, heading: Heading, body: Body, context: Context) -> list[TableAudit]:
    numerator, denominator = KINDS[heading.kind].percentages[column.name or ""]
    audits = []
    for row, cells in zip(body.rows, body.cells, strict=True):
        parts = [_decimal(row.values.get(name)) for name in (numerator, denominator)]
        if row.values.get(numerator) is None or not parts[1]:
            continue
        audit = _percentage_audit(row.row, column, cells[column.index], 100 * parts[0] / parts[1])
        audits += [audit] if audit else []
    named = {each.name: each for each in heading.columns}
    for total in body.totals if numerator in named and denominator in named else []:
        above, below = (_stated(total, named[name], _factor(named[name], heading, context)) for name in (numerator, denominator))
        if above is not None and below:
            audit = _percentage_audit(total.row, column, total.cells[column.index], 100 * above / below)
            audits += [audit] if audit else []
    return audits


def _percentage_audit(row: int, column: HeadingColumn, cell: str, computed: Decimal) -> TableAudit | None:
    """An audit of a stated percentage: right when it is the computed one rounded to its digits, or that as 0.616."""
    if is_null(cell):
        return None
    try:
        stated, unit = read_number(cell)
    except Unreadable:
        return None
    digits = len(match[1]) if (match := re.search(r"\.(\d+)", cell)) else 0
    tolerance = Decimal("0.6") * Decimal(10) ** -min(digits, 4)
    ok = abs(stated - computed) <= tolerance or (unit != "%" and stated <= 1 and abs(100 * stated - computed) <= 100 * tolerance)
    said, found = _figure(stated), _figure(round(computed, max(1, min(digits, 2))))
    message = f"{column.heading}写 {said}, 按本行算为 {found}" + ("" if ok else ", 不相符")
    return TableAudit("percentage", ok, row, column.heading, said, found, message)


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
