"""One township name under two counties of a table (县 | 乡镇).

A township is known by its name alone, so that its rows are taken as one. That is told, with both counties and their rows; nothing
is guessed. Of plans the same is said by etl/frames/homonyms.py.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from etl.plan.places import leading_places
from etl.sheet.body import Body
from etl.sheet.cells import plain
from etl.sheet.column import HeadingColumn
from etl.sheet.heading import Heading
from etl.sheet.kinds import NOT_LOADED
from etl.sheet.parsed import TableAudit

RULE = "township_homonym"
SHOWN_ROWS = 5  # of a county


@dataclass(slots=True)
class CountyRows:
    """The first rows of a county, and how many it has."""

    first: list[int] = field(default_factory=list)
    count: int = 0
    last: int = 0

    def add(self, first: Sequence[int], count: int) -> None:
        """So many rows more, and the first of them; a row that gives several values comes several times, and is one."""
        if first[0] != self.last:
            self.count += count
            self.first += first[: SHOWN_ROWS - len(self.first)]
        self.last = first[-1]

    def __str__(self) -> str:
        shown = "、".join(map(str, self.first))
        return f"第{shown}{f'等 {self.count} 行' if self.count > SHOWN_ROWS else '行'}"


@dataclass(slots=True)
class Namesakes:
    """Which counties the rows of a table name over each township; a table that comes in blocks is added block by block."""

    columns: list[HeadingColumn]  # that may name the county: of none that is loaded
    rows_of: defaultdict[str, dict[str, CountyRows]] = field(default_factory=lambda: defaultdict(dict))
    county: str | None = None  # of the row above

    @classmethod
    def of(cls, heading: Heading) -> "Namesakes":
        """For the rows below a heading."""
        names = (None, *NOT_LOADED)
        return cls([each for each in heading.columns if each.name in names and re.search("[县市区旗]", each.heading)])

    def add(self, township: object, cells: Iterable[str], rows: Sequence[int], count: int = 1) -> None:
        """Rows of one township, of `cells` in the columns of counties; where these are empty, of the county above, as merged."""
        self.county = next((name for cell in cells if (name := _county(cell))), self.county)
        if self.county and isinstance(township, str):
            self.rows_of[township].setdefault(self.county, CountyRows()).add(rows, count)

    def add_body(self, body: Body) -> None:
        """The rows of a body."""
        for row, cells in zip(body.rows, body.cells, strict=True):
            self.add(row.values.get("township"), (cells[column.index] for column in self.columns), [row.row])

    def audits(self) -> list[TableAudit]:
        """A failed audit of each township that rows of two or more counties name, at the first row of the second county."""
        return [_told(township, counties) for township, counties in self.rows_of.items() if len(counties) > 1]


def namesakes(heading: Heading, body: Body) -> list[TableAudit]:
    """The failed audits of a table that is read as a whole."""
    found = Namesakes.of(heading)
    found.add_body(body)
    return found.audits()


@lru_cache(maxsize=4096)  # the same few stand in all rows of a table
def _county(cell: str) -> str | None:
    """The county that a cell is the name of."""
    if not cell:
        return None
    places, rest = leading_places(plain(cell))
    return places.county if not rest and places.township is None else None


def _told(township: str, counties: dict[str, CountyRows]) -> TableAudit:
    said = [f"{county} ({rows})" for county, rows in counties.items()]
    second = list(counties)[1]
    message = (
        f"{township} 有同名的: {'、'.join(said)}; 乡镇只按名称认, 这些行会合在一起, 数不相同也不是一个乡镇的矛盾: "
        f"请在表格或更正表的乡镇一列里把其中一个写成 {second}{township}"
    )
    stated, computed = "、".join(said), "一个乡镇只属于一个县"
    return TableAudit(RULE, False, counties[second].first[0], "乡镇", stated, computed, message)
