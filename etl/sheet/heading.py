"""Heading rows of a sheet: where they stand and of which kind they are; what each column holds is said by heading_columns.py.

    整改责任 |          |        | 整改进展 |      |          <- merged over its columns: filled to the right
    牵头单位 | 责任单位 | 责任人 | 进展情况 | 状态 | 完成时间

One to three rows; the lowest text of a column is its heading, the ones above it are its path.
"""

import re
from dataclasses import dataclass, replace

from etl.sheet.cells import plain
from etl.sheet.heading_columns import ROWS_THAT_TELL, HeadingColumn, columns_of, measure_columns
from etl.sheet.kinds import KINDS, NOT_LOADED, without_unit
from etl.sheet.settle import settled

MAX_DEPTH = 3
MAX_HEADING_LENGTH = 20  # characters, the unit in brackets not counted
# 填报单位:… is a line above a table, not its heading; 其中:财政支持 is one
LABEL_LINE = re.compile(r"(?!其中:).{2,8}:.|.{0,4}(?:单位|日期|时间|截止|截至):")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading rows of one table: first row (0-based), number of rows, kind, columns."""

    first: int
    depth: int
    kind: str
    columns: tuple[HeadingColumn, ...]

    @property
    def known_count(self) -> int:
        """How many columns the vocabulary knows."""
        return sum(column.is_known for column in self.columns)

    def same_columns(self, other: "Heading") -> bool:
        """Whether another heading is this one repeated down the page."""
        return self.kind == other.kind and [c.heading for c in self.columns] == [c.heading for c in other.columns]


def find_headings(cells: list[list[str]]) -> list[Heading]:
    """All headings of a sheet, from the top, not overlapping; where words of a heading leave a choice, its rows have made it."""
    found: list[Heading] = []
    row = 0
    while row < len(cells):
        heading = _heading_at(cells, row)
        if heading:
            found.append(heading)
            row += heading.depth
        else:
            row += 1
    limits = [each.first for each in found[1:]] + [len(cells)]
    for place, (each, limit) in enumerate(zip(found, limits, strict=False)):
        found[place] = replace(each, columns=settled(each.columns, each.kind, cells[each.first + each.depth : limit]))
    return found


def _heading_at(cells: list[list[str]], row: int) -> Heading | None:
    """The best heading that starts at a row, if one does: most known columns, then fewest rows."""
    if sum(bool(cell) for cell in cells[row]) < 2 or not _can_be_heading(cells[row]):
        return None
    best: Heading | None = None
    about = "".join(cell for above in cells[max(0, row - 3) : row] for cell in above)
    for depth in range(1, min(MAX_DEPTH, len(cells) - row) + 1):
        if depth > 1 and not _can_be_heading(cells[row + depth - 1]):
            break
        for kind in KINDS:
            columns = columns_of(cells[row : row + depth], kind, about, cells[row + depth : row + depth + ROWS_THAT_TELL])
            heading = Heading(row, depth, kind, columns)
            if _is_heading(heading) and (best is None or _rank(heading) > _rank(best)):
                best = heading
    return best or _measures_at(cells, row)


def _measures_at(cells: list[list[str]], row: int) -> Heading | None:
    """A table of no other kind whose columns are indicators: 乡镇 | 脱贫户数(户) | 参保率(%)."""
    for depth in range(1, min(MAX_DEPTH, len(cells) - row) + 1):
        if depth > 1 and not _can_be_heading(cells[row + depth - 1]):
            return None
        if columns := measure_columns(cells[row : row + depth], cells[row + depth :]):
            return Heading(row, depth, "indicators", columns)
    return None


def _can_be_heading(cells: list[str]) -> bool:
    """Whether a row can be a heading row: something in it, no label lines, no numbers but years, no long texts."""
    filled = [plain(cell) for cell in cells if cell]
    return bool(filled) and not any(
        LABEL_LINE.match(cell)
        or len(without_unit(cell)[0]) > MAX_HEADING_LENGTH
        or re.fullmatch(r"(?!(?:19|20)\d{2}$)[-\d.,/]+", cell)
        for cell in filled
    )


def _is_heading(heading: Heading) -> bool:
    names = {column.name for column in heading.columns}
    if any(column.period or column.township for column in heading.columns):
        names.add("period_column")
    filled = sum(bool(column.heading) for column in heading.columns)
    return all(names & group for group in KINDS[heading.kind].required) and 2 * heading.known_count >= filled


def _rank(heading: Heading) -> tuple[int, int, int]:
    """What the vocabulary lists goes before what only its patterns know: those are wide enough to fit another kind as well."""
    listed = [column for column in heading.columns if column.is_known and column.is_listed]
    loaded = {column.name for column in listed} - {None, *NOT_LOADED}
    wide = sum(bool(column.period or column.township) for column in heading.columns)
    return len(listed) + len(loaded) + wide, heading.known_count, -heading.depth


def title_lines(cells: list[list[str]], heading: Heading, above: int) -> range:
    """The rows right above a heading that are its title and label lines, or empty; not before row `above`."""
    first = heading.first
    while first > above and is_line(cells[first - 1]):
        first -= 1
    return range(first, heading.first)


def is_line(cells: list[str]) -> bool:
    """Whether a row above a heading is a title or label line, or empty."""
    filled = [cell for cell in cells if cell]
    return len(filled) <= 1 or any(LABEL_LINE.match(plain(cell)) for cell in filled)
