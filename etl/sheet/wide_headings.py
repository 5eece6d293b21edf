"""Headings that are themselves what the values below them are of: a period, a township, a village.

指标             | 单位 | 双河村 | 石门村 | 全乡合计        指标     | 1月 | 2月
转移就业人数     | 人   | 210    | 188    | 398             茶园面积 | 820 | 835
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.sheet.cells import plain
from etl.sheet.column import HeadingColumn
from etl.sheet.content import is_village_name
from etl.sheet.context import township_in
from etl.sheet.kinds import NOT_LOADED, column_of

PERIOD_HEADING = re.compile(
    r"((?:(?:19|20)\d{2}年)?(?:\d{1,2}(?:月份?)?[-—–~至到]\d{1,2}月份?|\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年|全年)|(?:19|20)\d{2}年度?)"
    r"(?:累计|实际|小计|合计)?(?:完成)?(?:情况|数|值|实绩)?"
)
FEWEST_VILLAGES = 2  # one may be a word that ends as a village does


def period_of(heading: str) -> str | None:
    """The plain text of a heading that is a period (2025年6月, 三季度), None for any other."""
    match = PERIOD_HEADING.fullmatch(plain(heading))
    return match[1] if match else None


def wide_column(index: int, named: Sequence[str], factor: int | None) -> HeadingColumn | None:
    """The column of a table of indicators whose path of headings ends in a period or a place; None for any other.

    双塔镇 over 完成值 is of that township, over 河西村 that village is of it, 2024年 over 1月 of that month.
    """
    lowest = plain(named[-1])
    column = HeadingColumn(index, named[-1], None, factor)
    above = next((found for text in named[:-1] if (found := _of_place(column, text))), None)
    if above and column_of("indicators", lowest) == "value":
        return above
    if of_period := PERIOD_HEADING.fullmatch(lowest):
        lowest = of_period[1]
        years = [year[0] for text in named if (year := re.search(r"(?:19|20)\d{2}年", plain(text)))]
        period = lowest if re.match(r"(?:19|20)\d{2}年", lowest) or not years else years[0] + lowest
        return replace(above or column, period=period)
    if column_of("indicators", lowest):
        return None
    below = _of_place(column, lowest)
    return replace(above, village=below.village) if above and above.township and below and below.village else below


def _of_place(column: HeadingColumn, heading: str) -> HeadingColumn | None:
    """The column as one of the township or village that a heading is the name of."""
    text = plain(heading)
    if township := township_in(text, whole=True):
        return replace(column, township=township)
    return replace(column, village=text) if is_village_name(text) else None


def without_lone_villages(columns: Sequence[HeadingColumn]) -> list[HeadingColumn]:
    """Headings that end as names of villages do are none where there is one alone, or a column names the place of each row."""
    is_placed = any(column.name in ("township", "village") for column in columns)
    if not is_placed and len({column.village for column in columns if column.village}) >= FEWEST_VILLAGES:
        return list(columns)
    return [replace(column, village=None) for column in columns]


def without_sums_of_periods(columns: Sequence[HeadingColumn]) -> list[HeadingColumn]:
    """累计 beside months adds them up: of no period of its own, it would stand among them as another value of the indicator."""
    has_periods = any(column.period for column in columns)
    return [
        replace(column, name="ignored") if has_periods and column.name == "value" and "累计" in column.heading else column
        for column in columns
    ]


def without_instalments(columns: Sequence[HeadingColumn], kind: str) -> list[HeadingColumn]:
    """Months among the sums of projects are what was paid in each of them, where another column says what was paid in all."""
    months = [column for column in columns if PERIOD_HEADING.fullmatch(plain(column.heading))]
    is_summed = kind == "funds" and any(column.name == "paid_yuan" and column not in months for column in columns)
    return [replace(column, name="ignored") if is_summed and column in months else column for column in columns]


def none_of_several(columns: Sequence[HeadingColumn], paths: Sequence[list[str]], kind: str) -> list[HeadingColumn]:
    """计划资金 below 河西村 and again below 河东村, or below 6月 and 7月, is of one place or month: none is the row's."""
    if kind == "indicators":
        return list(columns)
    groups: dict[str, list[HeadingColumn]] = {}
    for column in columns:
        above = paths[column.index][:-1]
        if column.name not in (None, *NOT_LOADED) and column.choice is None and any(map(_parts_the_row, above)):
            groups.setdefault(column.name or "", []).append(column)
    several = {
        each.index: next(other for other in group if other is not each)
        for group in groups.values()
        if len({tuple(paths[each.index][:-1]) for each in group}) > 1
        for each in group
    }
    return [
        replace(each, name=None, is_listed=True, repeats="".join(paths[several[each.index].index]))
        if each.index in several
        else each
        for each in columns
    ]


def _parts_the_row(heading: str) -> bool:
    text = plain(heading)
    return bool(PERIOD_HEADING.fullmatch(text)) or township_in(text, whole=True) is not None or is_village_name(text)
