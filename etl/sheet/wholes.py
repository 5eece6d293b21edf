"""Money of townships or villages as a whole: no project is named, the sums of each place stand in one row.

    2025年度衔接资金到位及支付情况（单位：万元）
    乡镇   | 中央资金 | 省级资金 | 计划投入 | 到位资金 | 已支付资金
    青石镇 | 260      | 84       | 344      | 300      | 281

What the title calls the money stands for the project (2025年度衔接资金); of a village its name stands before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.sheet.cells import TOTAL, plain
from etl.sheet.column import HeadingColumn
from etl.sheet.content import sample, share
from etl.sheet.context import is_foot
from etl.sheet.heading_columns import columns_of
from etl.sheet.kinds import KINDS, column_of
from etl.sheet.measures import is_of_persons

FEWEST_SUMS = 2  # of money; one alone is an indicator
OF_THE_PLACE = ("township", "serial", "note", "as_of")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_FUND = re.compile(r"(?:.*?(?:年度?|月份?|(?:[县区市镇乡](?![级域村场])|[批各的])+))?(.{1,16}?资金)")
_DIVIDEND = re.compile("分红")
_BARE = "项目资金"


def whole_columns(rows: list[list[str]], about: str, below: Sequence[list[str]]) -> tuple[HeadingColumn, ...] | None:
    """The columns of such a table; None where a project or a person is named, a place stands twice, or most sums are unknown."""
    known = list(columns_of(rows, "funds", about, below))
    if any(column.name == "project" or is_of_persons(column) for column in known):
        return None
    village = next((column for column in known if column_of("indicators", column.heading) == "village"), None)
    township = next((column for column in known if column.name == "township"), None)
    place = village or township
    if place is None or not _stands_once(place, below):
        return None
    kinds = KINDS["funds"].columns
    figures = [each for each in known if each not in (place, township) and _holds_figures(each, below)]
    sums = [each for each in figures if kinds.get(each.name or "") == "yuan"]
    unknown = [each for each in figures if not each.is_known]
    others = [each for each in known if each not in (*figures, place, township) and sample(below, each.index)]
    if len(sums) < FEWEST_SUMS or not any(each.is_listed for each in sums) or 2 * len(unknown) > len(sums):
        return None
    if any(each.name not in (*OF_THE_PLACE, "ignored", "status", "paid_pct", "arrived_pct") for each in others):
        return None
    return tuple(replace(each, name="project") if each is village else each for each in known)


def name_of_whole(about: str) -> str:
    """What the lines above a table call its money: 2025年度衔接资金; 项目资金 where they do not say."""
    year = _YEAR.search(about)
    fund = next((match[1] for words in _WORDS.findall(about) if (match := _FUND.match(words))), None)
    name = fund or ("分红资金" if _DIVIDEND.search(about) else _BARE)
    return f"{year[1]}年度{name}" if year else name


def _stands_once(place: HeadingColumn, below: Sequence[list[str]]) -> bool:
    """Whether every row is of another place; a cell merged over several rows leaves those below it empty."""
    data = [row for row in below if any(row) and not is_foot(row)]
    rows = [row for row in data if not any(TOTAL.fullmatch(plain(cell)) for cell in row[: place.index + 1])]
    cells = [plain(row[place.index]) for row in rows]
    return bool(cells) and all(cells) and len(set(cells)) == len(cells)


def _holds_figures(column: HeadingColumn, below: Sequence[list[str]]) -> bool:
    cells = sample(below, column.index)
    return column.name != "serial" and bool(cells) and share("number", cells) == 1.0
