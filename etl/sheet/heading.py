"""Heading rows of a sheet: where they stand and of which kind they are; what each column holds is said by heading_columns.py.

    整改责任 |          |        | 整改进展 |      |          <- merged over its columns: filled to the right
    牵头单位 | 责任单位 | 责任人 | 进展情况 | 状态 | 完成时间

One to three rows; the lowest text of a column is its heading, the ones above it are its path.
"""

import re
from dataclasses import dataclass, replace

from etl.sheet.aid_columns import aid_columns
from etl.sheet.cells import plain
from etl.sheet.column import HeadingColumn
from etl.sheet.content import ENOUGH, MOST_ROWS, sample, share
from etl.sheet.context import township_in
from etl.sheet.cues import cued_column
from etl.sheet.heading_columns import columns_of
from etl.sheet.kinds import IDENTITY, KINDS, NOT_LOADED, column_of, without_unit
from etl.sheet.measures import is_of_persons, measure_columns
from etl.sheet.settle import settled
from etl.sheet.titled import titled_columns
from etl.sheet.told_by_cells import told_by_cells
from etl.sheet.wholes import name_of_whole, whole_columns

MAX_DEPTH = 3
DONE_ABOUT = frozenset({"measures", "lead_unit", "responsible_unit", "status", "progress_text", "is_closed"})
FEWEST_DONE_ABOUT = 2
NUMBERED_TOILETS = 3  # how many headings 厕所编号 outweighs: it numbers no problem of a ledger
FEWEST_SUMS = 2  # of money, that tell a table of projects with months from one of indicators
FEWEST_LISTED = 2  # headings that make a row one of headings wherever it stands
MOST_OF_A_LINE = 3  # filled cells of a row that is no data
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
    project: str | None = None  # of which all its rows are
    is_of_wholes: bool = False  # they are all money of a place, not of projects

    @property
    def parts(self) -> "list[Heading]":
        """The headings of each project of a table in which several stand side by side; of any other table the one it is."""
        projects = dict.fromkeys(column.project for column in self.columns if column.project)
        return [replace(self, columns=_only(project, self.columns), project=project) for project in projects] or [self]

    @property
    def known_count(self) -> int:
        """How many columns the vocabulary knows."""
        return sum(column.is_known for column in self.columns)

    def same_columns(self, other: "Heading") -> bool:
        """Whether another heading is this one repeated down the page."""
        return self.kind == other.kind and [c.heading for c in self.columns] == [c.heading for c in other.columns]


def _only(project: str, columns: tuple[HeadingColumn, ...]) -> tuple[HeadingColumn, ...]:
    """The columns without those of other projects."""
    return tuple(replace(each, name="ignored") if each.project not in (None, project) else each for each in columns)


def find_headings(cells: list[list[str]], names: str = "") -> list[Heading]:
    """All headings of a sheet, from the top, not overlapping; where words of a heading leave a choice, its rows have made it.

    `names` are those of sheet and file, which may say what a table counts (问题户厕台账.csv).
    """
    found: list[Heading] = []
    row = 0
    while row < len(cells):
        heading = _heading_at(cells, row, names)
        if heading:
            found.append(heading)
            row += heading.depth
        else:
            row += 1
    limits = [each.first for each in found[1:]] + [len(cells)]
    for place, (each, limit) in enumerate(zip(found, limits, strict=False)):
        found[place] = replace(each, columns=settled(each.columns, each.kind, cells[each.first + each.depth : limit]))
    return found


def _heading_at(cells: list[list[str]], row: int, names: str) -> Heading | None:
    """The best heading that starts at a row, if one does: most known columns, then fewest rows."""
    if sum(bool(cell) for cell in cells[row]) < 2 or not _can_be_heading(cells[row]):
        return None
    found: list[tuple[tuple[int, int, int, int], Heading]] = []
    about = "\n".join([*(cell for above in cells[max(0, row - 3) : row] for cell in above if cell), names])
    for depth in range(1, min(MAX_DEPTH, len(cells) - row) + 1):
        if depth > 1 and not _can_be_heading(cells[row + depth - 1]):
            if _is_merged_over(cells, row, row + depth - 1):
                continue
            break
        if not _may_begin(cells, row, depth) or _goes_on_below(cells, row, depth):
            continue
        below = _body_below(cells, row + depth)
        for kind in KINDS:
            columns = columns_of(cells[row : row + depth], kind, about, below)
            if _may_be_known(columns):
                columns = tuple(told_by_cells(columns, kind, below))
            heading = Heading(row, depth, kind, columns)
            if _is_heading(heading, below) and not _is_data(heading, cells):
                found.append((_rank(heading, below), heading))
    best = max(found, key=lambda each: each[0])[1] if found else None
    if best and best.kind == "indicators" and any(column.period for column in best.columns):
        best = max((each for each in found if _is_of_instalments(each[1])), key=lambda each: each[0], default=(None, best))[1]
    if best is None or (best.kind == "toilets" and _counts_once(best)):
        return _side_by_side(cells, row, about) or best
    return best


def _is_merged_over(cells: list[list[str]], first: int, row: int) -> bool:
    """Whether an empty row lies within the heading that begins at row `first`: its cells are merged into those above it.

    Then the row below it names columns that the one above leaves without a name, and is silent on others, merged over all three.
    """
    if any(cells[row]) or row != first + 1 or row + 1 >= len(cells) or not _can_be_heading(cells[row + 1]):
        return False
    pairs = list(zip(cells[first], cells[row + 1], strict=True))
    return any(lower and not upper for upper, lower in pairs) and any(upper and not lower for upper, lower in pairs)


def _goes_on_below(cells: list[list[str]], row: int, depth: int) -> bool:
    """Whether the row below heading rows names the columns that these leave without a name: it is one of them, and no data.

    It says nothing below the first heading, which is merged down.
    """
    if depth >= MAX_DEPTH or row + depth >= len(cells) or not _can_be_heading(cells[row + depth]):
        return False
    named = [any(each) for each in zip(*cells[row : row + depth], strict=True)]
    below = cells[row + depth]
    return not below[named.index(True)] and any(text and not is_named for text, is_named in zip(below, named, strict=True))


def _is_of_instalments(heading: Heading) -> bool:
    """Whether months stand between the sums of projects (计划 | 4月 | 5月 | 累计支付): what was paid in each, no indicator."""
    sums = {column.name for column in heading.columns if KINDS[heading.kind].columns.get(column.name or "") == "yuan"}
    return heading.kind == "funds" and len(sums) >= FEWEST_SUMS


def _counts_once(heading: Heading) -> bool:
    """Whether a table that may be of toilets has a single number of them: 卫生户厕(户) beside other figures of the villages."""
    counts = [column for column in heading.columns if column.name and KINDS[heading.kind].columns.get(column.name) == "integer"]
    loaded = {column.name for column in heading.columns} - {None, "township", "village", "note", *NOT_LOADED}
    return len(counts) == len(loaded) == 1


def _body_below(cells: list[list[str]], first: int) -> list[list[str]]:
    """The first rows under a heading, to the empty row or the title behind which another table begins."""
    rows = cells[first : first + MOST_ROWS]
    for place, row in enumerate(rows[1:], start=1):
        if not any(row):
            return rows[:place]
        below = [cell for cell in rows[place + 1] if cell] if is_line(row) and place + 1 < len(rows) else []
        if sum(column_of(kind, cell) not in (None, *NOT_LOADED) for cell in below for kind in KINDS) >= FEWEST_LISTED:
            return rows[:place]
    return rows


def _side_by_side(cells: list[list[str]], row: int, about: str) -> Heading | None:
    """A table of no other kind whose columns are classes of aid, or indicators: 乡镇 | 脱贫户数(户) | 参保率(%)."""
    depths = []
    for depth in range(1, min(MAX_DEPTH, len(cells) - row) + 1):
        if depth > 1 and not _can_be_heading(cells[row + depth - 1]):
            break
        if _may_begin(cells, row, depth) and not _goes_on_below(cells, row, depth):
            depths.append(depth)
    for depth in depths:
        if classes := aid_columns(cells[row : row + depth], about, cells[row + depth :]):
            return Heading(row, depth, "funds", classes)
    for depth in depths:
        if sums := whole_columns(cells[row : row + depth], about, _body_below(cells, row + depth)):
            return Heading(row, depth, "funds", sums, name_of_whole(about), is_of_wholes=True)
    found = [
        Heading(row, depth, "indicators", columns)
        for depth in depths
        for of in (cells[row : row + depth],)
        if (columns := titled_columns(of, about, cells[row + depth :]) or measure_columns(of, cells[row + depth :]))
    ]
    return next((heading for heading in found if not _unnamed(heading.columns, cells[row + heading.depth :])), None)


def _can_be_heading(cells: list[str]) -> bool:
    """Whether a row can be a heading row: something in it, no label lines, no numbers but years, no long texts."""
    filled = [plain(cell) for cell in cells if cell]
    return bool(filled) and not any(
        LABEL_LINE.match(cell)
        or len(without_unit(cell)[0]) > MAX_HEADING_LENGTH
        or re.fullmatch(r"(?!(?:19|20)\d{2}$)[-\d.,/]+", cell)
        for cell in filled
    )


def _is_heading(heading: Heading, below: list[list[str]]) -> bool:
    names = {column.name for column in heading.columns}
    if any(column.period or column.township or column.village for column in heading.columns):
        names.add("period_column")
    filled = sum(bool(column.heading) for column in heading.columns)
    if _is_guess(heading, below):
        return False
    return all(names & group for group in KINDS[heading.kind].required) and 2 * heading.known_count >= filled


def _is_guess(heading: Heading, below: list[list[str]]) -> bool:
    """Whether only a word says what the rows are of, and nothing else of the table agrees.

    事项 may be an issue, a project or an indicator: an issue is one of which two columns say what is done and by whom, an
    indicator one whose value is the only number not otherwise known.
    """
    identity = IDENTITY[heading.kind][0]
    columns = {column.name: column for column in heading.columns if column.name}
    if heading.kind == "funds" and "project" in columns and any(is_of_persons(column) for column in heading.columns):
        programmes = sample(below, columns["project"].index)
        return len(set(programmes)) < len(programmes)  # what each person was paid of it
    if heading.kind == "progress" and identity not in columns and any(is_of_persons(column) for column in heading.columns):
        return True  # numbers of households, not of problems
    if heading.kind == "progress" and identity in columns and not columns[identity].is_listed:
        done = columns.keys() & DONE_ABOUT
        return len(done | (columns.keys() & {"deadline_text", "completed_on"})) < FEWEST_DONE_ABOUT or not done
    if heading.kind == "indicators" and "value" in columns and not columns["value"].is_listed:
        unknown = [sample(below, column.index) for column in heading.columns if column.heading and not column.is_known]
        return any(cells and share("number", cells) >= ENOUGH for cells in unknown)
    return False


def _may_be_known(columns: tuple[HeadingColumn, ...]) -> bool:
    """Whether so many headings are known that cells may tell the others."""
    filled = [column for column in columns if column.heading]
    return 3 * sum(column.is_known for column in filled) >= len(filled)


def _may_begin(cells: list[list[str]], row: int, depth: int) -> bool:
    """Whether rows stand where a table begins, on top or below a title or an empty row, or have two listed headings.

    Words of headings stand in data too, and most rows are data: what their columns hold is looked at for these alone.
    """
    above = cells[row - 1] if row else []
    if sum(bool(cell) for cell in above) <= MOST_OF_A_LINE and is_line(above):
        return True
    words = {cell for each in cells[row : row + depth] for cell in each if cell and len(cell) <= MAX_HEADING_LENGTH}
    return any(sum(column_of(kind, word) not in (None, *NOT_LOADED) for word in words) >= FEWEST_LISTED for kind in KINDS)


def _is_data(heading: Heading, cells: list[list[str]]) -> bool:
    """Whether the lowest row of what may be a heading names a township where no column is one: it is a row of data."""
    own = cells[heading.first + heading.depth - 1]
    return not any(column.township for column in heading.columns) and any(_names_a_township(cell) for cell in own if cell)


def _names_a_township(cell: str) -> bool:
    """青石乡 is data; 属地镇 is the heading over it."""
    return township_in(plain(cell), whole=True) is not None and not (
        column_of("progress", cell) or cued_column("progress", cell, []) == "township"
    )


def _rank(heading: Heading, below: list[list[str]]) -> tuple[int, int, int, int]:
    """What the vocabulary lists goes before what words in headings tell; columns without heading speak against a reading, a row
    of units below the headings for its being one of them."""
    listed = [column for column in heading.columns if column.is_known and column.is_listed]
    loaded = {column.name for column in heading.columns} - {None, *NOT_LOADED}
    wide = sum(bool(column.period or column.township or column.village) for column in heading.columns)
    unnamed = _unnamed(heading.columns, below)
    numbered = [column for column in heading.columns if column.name == "toilet_no" and "厕" in column.heading]
    named = NUMBERED_TOILETS if numbered else 0
    units = sum(column.factor is not None for column in heading.columns)
    return len(listed) + len(loaded) + wide + named - unnamed, heading.known_count, units, -heading.depth


def _unnamed(columns: tuple[HeadingColumn, ...], below: list[list[str]]) -> int:
    """How many columns hold something without any heading."""
    return sum(not column.heading and bool(sample(below, column.index)) for column in columns)


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
