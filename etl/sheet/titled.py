"""Tables of one indicator, which only the title names: places down, months across.

各乡镇2025年脱贫人口务工就业人数月报表（单位：人）
乡镇   | 1月  | 2月
青石镇 | 1980 | 2015
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.sheet.column import HeadingColumn
from etl.sheet.heading_columns import columns_of
from etl.sheet.measures import is_of_persons, split_unit

FEWEST_PERIODS = 2
_PLACES = r"(?:[\u4e00-\u9fff]{2,6}?[县区市镇乡])?各(?:乡镇|镇街|镇|乡|村|行政村|社区)(?:\(街道\)|（街道）|街道)?"
_PERIOD = r"(?:[\u4e00-\u9fff]{2,8}?[县区市镇乡])?(?:19|20)\d{2}年度?(?:第?[一二三四]季度|[上下]半年|\d{1,2}[—-]\d{1,2}月份?)?"
_TITLE = re.compile(
    rf"^(?:{_PLACES}|{_PERIOD}|的)*(?P<name>[\u4e00-\u9fff]{{3,20}}?)(?:\((?P<unit>[^()]+)\)|（(?P<wide>[^（）]+)）)?"
    r"(?:分?月度?|按月|逐月)?(?:完成|进展|增减|变化)?(?:情况)?(?:统计|汇总|调度|监测|一览)?(?:月报|季报|年报)?(?:表|台账)?$",
    re.MULTILINE,
)
_TELLS_A_COUNT = re.compile(r"[数率额量值]$|人口|收入|面积|户$|人$")


def titled_columns(rows: list[list[str]], about: str, below: Sequence[list[str]]) -> tuple[HeadingColumn, ...] | None:
    """The columns of such a table, those of periods of the indicator that a line of `about` names; None for any other."""
    columns = columns_of(rows, "indicators", about, below)
    names = {column.name for column in columns}
    periods = [column for column in columns if column.period]
    if len(periods) < FEWEST_PERIODS or names & {"indicator", "value"} or any(map(is_of_persons, columns)):
        return None
    if not names & {"township", "village"} or any(column.heading and not column.is_known for column in columns):
        return None
    indicator, unit = indicator_of(about)
    if indicator is None:
        return None
    return tuple(replace(column, indicator=indicator, unit=unit) if column.period else column for column in columns)


def indicator_of(about: str) -> tuple[str | None, str | None]:
    """The indicator that a title names, without places, year and what kind of table it is, and the unit in brackets behind it.

    It has to sound like a figure, or is none.
    """
    for match in _TITLE.finditer(about):
        if _TELLS_A_COUNT.search(match["name"]):
            return match["name"], split_unit(f"{match['name']}({match['unit'] or match['wide'] or ''})")[1]
    return None, None
