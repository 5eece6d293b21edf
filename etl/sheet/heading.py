"""Heading rows of a sheet: where they stand, of which kind they are, and what each column holds.

    整改责任 |          |        | 整改进展 |      |          <- merged over its columns: filled to the right
    牵头单位 | 责任单位 | 责任人 | 进展情况 | 状态 | 完成时间

One to three rows; the lowest text of a column is its heading, the ones above it are its path.
"""

import re
from dataclasses import dataclass, replace

from etl.sheet.cells import plain
from etl.sheet.kinds import KINDS, NOT_LOADED, column_of, without_unit, yuan_factor

MAX_DEPTH = 3
MAX_HEADING_LENGTH = 20  # characters, the unit in brackets not counted
PERIOD_HEADING = re.compile(r"(?:(?:19|20)\d{2}年)?(?:\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年|全年)|(?:19|20)\d{2}年度?")
LABEL_LINE = re.compile(r".{2,8}:.|.{0,4}(?:单位|日期|时间|截止|截至):")  # 填报单位:… is a line above a table, not its heading
UNIT_ONLY = re.compile(r"\(?(?:[千万亿]?元|[户人座个亩头只%]|公里|平方米)\)?")


@dataclass(frozen=True, slots=True)
class HeadingColumn:
    """One column: its position, heading as written, canonical name (None when unknown), yuan of one unit where stated.

    `period` is the plain text of a heading that is itself a period (1月, 2024年5月) of a wide table; `repeats` is the heading
    of an earlier column that holds the same thing (then this one has no name).
    """

    index: int
    heading: str
    name: str | None
    factor: int | None = None
    period: str | None = None
    repeats: str | None = None


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
        return sum(column.name is not None or column.period is not None for column in self.columns)

    def same_columns(self, other: "Heading") -> bool:
        """Whether another heading is this one repeated down the page."""
        return self.kind == other.kind and [c.heading for c in self.columns] == [c.heading for c in other.columns]


def find_headings(cells: list[list[str]]) -> list[Heading]:
    """All headings of a sheet, from the top, not overlapping."""
    found: list[Heading] = []
    row = 0
    while row < len(cells):
        heading = _heading_at(cells, row)
        if heading:
            found.append(heading)
            row += heading.depth
        else:
            row += 1
    return found


def _heading_at(cells: list[list[str]], row: int) -> Heading | None:
    """The best heading that starts at a row, if one does: most known columns, then fewest rows."""
    if sum(bool(cell) for cell in cells[row]) < 2 or not _can_be_heading(cells[row]):
        return None
    best: Heading | None = None
    for depth in range(1, min(MAX_DEPTH, len(cells) - row) + 1):
        if depth > 1 and not _can_be_heading(cells[row + depth - 1]):
            break
        for kind in KINDS:
            heading = Heading(row, depth, kind, _columns(cells[row : row + depth], kind))
            if _is_heading(heading) and (best is None or _rank(heading) > _rank(best)):
                best = heading
    return best


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
    if any(column.period for column in heading.columns):
        names.add("period_column")
    filled = sum(bool(column.heading) for column in heading.columns)
    return all(names & group for group in KINDS[heading.kind].required) and 2 * heading.known_count >= filled


def _rank(heading: Heading) -> tuple[int, int]:
    loaded = {column.name for column in heading.columns} - {None, *NOT_LOADED}
    return heading.known_count + len(loaded) + sum(bool(column.period) for column in heading.columns), -heading.depth


def _columns(rows: list[list[str]], kind: str) -> tuple[HeadingColumn, ...]:
    columns = []
    for index in range(len(rows[0])):
        path = _path(rows, index)
        columns.append(_column(index, path, kind))
    return _first_of_each(_only_beside(columns, kind))


def _path(rows: list[list[str]], index: int) -> list[str]:
    """Heading texts over a column, top down; a merged cell is filled to the right over columns that have a text below."""
    path = []
    for depth, row in enumerate(rows):
        text = row[index]
        if not text and depth < len(rows) - 1 and any(lower[index] for lower in rows[depth + 1 :]):
            text = next((row[left] for left in range(index - 1, -1, -1) if row[left]), "")
        if text and text not in path:
            path.append(text)
    return path


def _column(index: int, path: list[str], kind: str) -> HeadingColumn:
    if not path:
        return HeadingColumn(index, "", None)
    units = [without_unit(plain(text))[1] for text in path] + [plain(text) for text in path if UNIT_ONLY.fullmatch(plain(text))]
    factor = next((yuan for text in reversed(units) if (yuan := yuan_factor(text))), None)
    named = [text for text in path if not UNIT_ONLY.fullmatch(plain(text))] or path
    candidates = [named[-1], "".join(named), *reversed(named[:-1])] if len(named) > 1 else named
    lowest = plain(named[-1])
    if kind == "indicators" and PERIOD_HEADING.fullmatch(lowest):
        years = [year[0] for text in named if (year := re.search(r"(?:19|20)\d{2}年", plain(text)))]
        period = lowest if re.match(r"(?:19|20)\d{2}年", lowest) or not years else years[0] + lowest
        return HeadingColumn(index, named[-1], None, factor, period)
    name = next((found for text in candidates if (found := column_of(kind, text))), None)
    return HeadingColumn(index, named[-1], name, factor)


def _only_beside(columns: list[HeadingColumn], kind: str) -> list[HeadingColumn]:
    """Headings that mean their column only beside another one are unknown without it."""
    names = {column.name for column in columns}
    needed = KINDS[kind].only_beside
    return [
        replace(column, name=None) if names.isdisjoint(needed.get(plain(column.heading), names)) else column for column in columns
    ]


def _first_of_each(columns: list[HeadingColumn]) -> tuple[HeadingColumn, ...]:
    """A canonical name stands once: a second column of the same name is unknown (and so a reject), not a second value."""
    seen: dict[str, str] = {}
    kept = []
    for column in columns:
        if column.name and column.name in seen:
            column = replace(column, name=None, repeats=seen[column.name])
        elif column.name and column.name not in NOT_LOADED:
            seen[column.name] = column.heading
        kept.append(column)
    return tuple(kept)
