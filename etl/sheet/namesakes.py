"""One township name under two counties of a table (县 | 乡镇).

A township is known by its name alone, so that its rows are taken as one. That is told, with both counties and their rows; nothing
is guessed. Of plans the same is said by etl/frames/homonyms.py.
"""

import re
from collections import defaultdict
from functools import lru_cache

from etl.plan.places import leading_places
from etl.sheet.body import Body
from etl.sheet.cells import plain
from etl.sheet.heading import Heading
from etl.sheet.kinds import NOT_LOADED
from etl.sheet.parsed import TableAudit

RULE = "township_homonym"
SHOWN_ROWS = 5  # of a county


def namesakes(heading: Heading, body: Body) -> list[TableAudit]:
    """A failed audit of each township that rows of two or more counties name, at the first row of the second county.

    An empty cell is of the county above it, as where cells of one county are merged.
    """
    over = [each for each in heading.columns if each.name in (None, *NOT_LOADED) and re.search("[县市区旗]", each.heading)]
    rows_of: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    county = None
    for row, cells in zip(body.rows, body.cells, strict=True):
        township = row.values.get("township")
        county = next((name for column in over if (name := _county(cells[column.index]))), county)
        if county and isinstance(township, str):
            rows_of[township][county].append(row.row)
    return [_told(township, counties) for township, counties in rows_of.items() if len(counties) > 1]


@lru_cache(maxsize=4096)  # the same few stand in all rows of a table
def _county(cell: str) -> str | None:
    """The county that a cell is the name of."""
    if not cell:
        return None
    places, rest = leading_places(plain(cell))
    return places.county if not rest and places.township is None else None


def _told(township: str, counties: dict[str, list[int]]) -> TableAudit:
    said = [f"{county} ({_rows(rows)})" for county, rows in counties.items()]
    second = list(counties)[1]
    message = (
        f"{township} 有同名的: {'、'.join(said)}; 乡镇只按名称认, 这些行会合在一起, 数不相同也不是一个乡镇的矛盾: "
        f"请在表格或更正表的乡镇一列里把其中一个写成 {second}{township}"
    )
    stated, computed = "、".join(said), "一个乡镇只属于一个县"
    return TableAudit(RULE, False, counties[second][0], "乡镇", stated, computed, message)


def _rows(rows: list[int]) -> str:
    """第2、5行; the first few of many."""
    numbers = list(dict.fromkeys(rows))
    shown = "、".join(map(str, numbers[:SHOWN_ROWS]))
    return f"第{shown}{f'等 {len(numbers)} 行' if len(numbers) > SHOWN_ROWS else '行'}"
