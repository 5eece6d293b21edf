"""The values of a row of an indicator table: of its value column, or of each column whose heading says of what it is."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from etl.sheet import cells as read
from etl.sheet.cells import Unreadable, is_null, without_personal
from etl.sheet.column import HeadingColumn
from etl.sheet.context import Context
from etl.sheet.heading import Heading
from etl.sheet.measures import split_unit
from etl.sheet.parsed import TableReject, TableRow, Value

_MONEY = re.compile(r"(?:资金|金额|收入|支出|投资|经费|产值|余额|补助|补贴|贷款|存款|费|款)(?![户人次率]|.*(?:率|比例|占比|数)$)")


def read_values(
    number: int,
    cells: list[str],
    heading: Heading,
    context: Context,
    shared: dict[str, Value],
    wordings: dict[str, str],
    unread: Collection[str] = (),
) -> tuple[list[TableRow], list[TableReject]]:
    """One row a value that is there; `shared` is what the row says of all, `unread` are columns whose cell cannot be read."""
    rows: list[TableRow] = []
    rejects: list[TableReject] = []
    for column in heading.columns:
        if not column.is_wide and column.name != "value":
            continue
        cell = cells[column.index]
        if is_null(cell):
            continue
        values = {**shared, **_of_heading(column)}
        if values.get("unit") is None and isinstance(values.get("indicator"), str):
            name, unit = split_unit(str(values["indicator"]))
            values |= {"indicator": name, "unit": unit} if unit else {}
        expected_unit = values.get("unit") or context.unit or _money_unit(values.get("indicator"), context)
        try:
            value, written = read.read_number(cell, (expected_unit,) if isinstance(expected_unit, str) else ())
            values |= _with_unit(value, written, expected_unit if isinstance(expected_unit, str) else None)
            values |= {} if "period" in unread and not column.period else _period(column, context, shared)
        except Unreadable as error:
            rejects.append(TableReject(number, column.heading, without_personal(cell), str(error)))
            continue
        rows.append(TableRow(number, values, {**wordings, "value": without_personal(cell), "column": column.heading}))
    return rows, rejects


def _of_heading(column: HeadingColumn) -> dict[str, Value]:
    """What the heading of a column says of the values below it."""
    said: dict[str, Value] = {name: getattr(column, name) for name in ("township", "village", "indicator", "unit")}
    return {name: value for name, value in said.items() if value is not None}


def _money_unit(indicator: Value, context: Context) -> str | None:
    """The unit of the line above the table (单位:万元) for an indicator that is money; that of 户数 is another."""
    if not context.factor or not isinstance(indicator, str) or not _MONEY.search(indicator):
        return None
    return next(unit for unit, yuan in read.YUAN_FACTORS.items() if yuan == context.factor and unit.endswith("元"))


def _with_unit(value: Decimal, written: str, unit: str | None) -> dict[str, Value]:
    """Value and unit of an indicator; a unit written in the cell that differs from the row's is turned into it, or is refused."""
    if written and unit and written != unit:
        if written in read.YUAN_FACTORS and unit in read.YUAN_FACTORS:
            value = value * read.YUAN_FACTORS[written] / read.YUAN_FACTORS[unit]
        else:
            raise Unreadable(f"以 {unit} 计的数")
    return {"value": float(value), "unit": unit or written or None}


def _period(column: HeadingColumn, context: Context, shared: dict[str, Value]) -> dict[str, Value]:
    if column.period:
        if context.year is None and not re.search(r"\d{4}", column.period):
            raise Unreadable("写明年份的列名、标题或填报日期 (不知是哪一年的这一期)")
        first, last = read.read_period(column.period.replace("全年", "年"), context.year)
        return {"period_from": first, "period_to": last}
    if shared.get("period_from") is None and context.period:
        return {"period_from": context.period[0], "period_to": context.period[1]}
    if shared.get("period_from") is None:
        on: date | None = context.reported_on
        return {"period_from": on, "period_to": on}
    return {}
