"""Ruled tables on a PDF page: the lines drawn between cells, the grid they make, and the words in each cell.

PDF knows no tables, only strokes and thin boxes. Strokes in one direction that touch are one rule, rules that touch are one
table, and where no rule parts two places of its grid they are one merged cell. Coordinates as in etl/read/pdf_lines.py.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.read.lines import SAME_AS_ABOVE, cell_text, row_line
from etl.read.pdf_lines import Character, Line, first_word_width, page_lines

THICKEST = 3.0  # points: a thicker box is no rule
SHORTEST = 6.0
TOUCHING = 4.0  # points between rules that belong together: cells with borders of their own stand a little apart
# A page with more is a drawing, and would take long.
MOST_RULES = 4000
MOST_MERGED = 400
MOST_CELLS = 4000
PADDING = 1.3  # letters of a cell's width that stay free beside a full line


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line at one height (or, upright, at one place across), from `start` to `end` in the other direction."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Table:
    """A grid: the upright rules' places from left to right, the level ones' from the bottom up, and all of its rules."""

    across: list[float]
    up: list[float]
    level: list[Rule]
    upright: list[Rule]

    def holds(self, character: Character) -> bool:
        """Whether a character stands inside."""
        x, y = (character.left + character.right) / 2, (character.bottom + character.top) / 2
        return self.across[0] < x < self.across[-1] and self.up[0] < y < self.up[-1]


def rules_of(boxes: Iterable[tuple[float, float, float, float, bool]]) -> tuple[list[Rule], list[Rule]]:
    """The level and upright rules among painted shapes: left, bottom, right, top, and whether only its outline is painted."""
    level, upright = [], []
    for left, bottom, right, top, outlined in boxes:
        if top - bottom <= THICKEST and right - left >= SHORTEST:
            level.append(Rule((bottom + top) / 2, left, right))
        elif right - left <= THICKEST and top - bottom >= SHORTEST:
            upright.append(Rule((left + right) / 2, bottom, top))
        elif outlined and right - left >= SHORTEST and top - bottom >= SHORTEST:
            level += (Rule(bottom, left, right), Rule(top, left, right))
            upright += (Rule(left, bottom, top), Rule(right, bottom, top))
    return level, upright


def find_tables(level: list[Rule], upright: list[Rule]) -> list[Table]:
    """The tables of at least two columns that these rules make."""
    if not level or not upright or len(level) + len(upright) > MOST_RULES:
        return []
    level, upright = _merged(level), _merged(upright)
    if len(level) + len(upright) > MOST_MERGED:
        return []
    tables = []
    for levels, uprights in _connected(level, upright):
        across, up = _places(uprights), _places(levels)
        if len(across) > 2 and len(up) > 1 and len(across) * len(up) <= MOST_CELLS:
            tables.append(Table(across, up, levels, uprights))
    return tables


def table_lines(table: Table, characters: Sequence[Character]) -> list[Line]:
    """The rows of a table from the top down, as lines with tabs between the cells; the characters stand inside it."""
    owners = _owners(table)
    held: dict[tuple[int, int], list[Character]] = {}
    for character in characters:
        row = bisect_right(table.up, (character.bottom + character.top) / 2) - 1
        column = bisect_right(table.across, (character.left + character.right) / 2) - 1
        held.setdefault(owners[row, column], []).append(character)
    ends: dict[tuple[int, int], int] = {}  # owner -> the upright rule at its right
    for (_, column), owner in owners.items():
        ends[owner] = max(ends.get(owner, 0), column + 1)
    lines = []
    for row in range(len(table.up) - 2, -1, -1):
        cells = [
            _cell_words(held[row, column], table.across[ends[row, column]] - table.across[column])
            if (row, column) in held
            else SAME_AS_ABOVE
            if _reaches_down(owners[row, column], row, column) and owners[row, column] in held
            else ""
            for column in range(len(table.across) - 1)
        ]
        words = row_line(cells)
        if words is not None:
            lines.append(Line(words, table.across[0], table.across[-1], table.up[row], table.up[row + 1], 10.0, is_row=True))
    return lines


def _reaches_down(owner: tuple[int, int], row: int, column: int) -> bool:
    """Whether the cell that begins at `owner` reaches down to a place of its first column."""
    return owner[1] == column and owner[0] > row


def _cell_words(characters: list[Character], width: float) -> str:
    """A cell's lines as its words; a full line goes on in the next one without a blank."""
    paragraphs: list[str] = []
    before: Line | None = None
    for line in page_lines(characters, columns=False):
        if before is not None and before.right - before.left + first_word_width(line) > width - PADDING * line.size:
            paragraphs[-1] += line.words
        else:
            paragraphs.append(line.words)
        before = line
    return cell_text(paragraphs)


def _owners(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Each place of the grid (row from below, column) -> the upper left place of the cell it belongs to."""
    rows, columns = len(table.up) - 1, len(table.across) - 1
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows - 1, -1, -1):
        for column in range(columns):
            middle_x = (table.across[column] + table.across[column + 1]) / 2
            middle_y = (table.up[row] + table.up[row + 1]) / 2
            if column and not _is_parted(table.upright, table.across[column], middle_y):
                owners[row, column] = owners[row, column - 1]
            elif row < rows - 1 and not _is_parted(table.level, table.up[row + 1], middle_x):
                owners[row, column] = owners[row + 1, column]
            else:
                owners[row, column] = (row, column)
    return owners


def _is_parted(rules: list[Rule], at: float, across: float) -> bool:
    return any(abs(rule.at - at) <= TOUCHING and rule.start - TOUCHING <= across <= rule.end + TOUCHING for rule in rules)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules on one line that touch, as one rule."""
    found: list[Rule] = []
    open_rules: list[Rule] = []  # those near the current place, one for each stretch
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        found += [other for other in open_rules if rule.at - other.at > TOUCHING / 2]
        open_rules = [other for other in open_rules if rule.at - other.at <= TOUCHING / 2]
        touching = [other for other in open_rules if other.start - TOUCHING <= rule.end and rule.start <= other.end + TOUCHING]
        open_rules = [other for other in open_rules if other not in touching]
        ends = [rule, *touching]
        open_rules.append(Rule(min(each.at for each in ends), min(e.start for e in ends), max(e.end for e in ends)))
    return found + open_rules


def _connected(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of level and upright rules that cross or touch."""
    left = set(range(len(upright)))
    waiting = set(range(len(level)))
    groups = []
    while waiting:
        levels, uprights = [waiting.pop()], []
        for index in levels:
            for other in sorted(left):
                if _cross(level[index], upright[other]):
                    left.discard(other)
                    uprights.append(other)
                    more = [each for each in waiting if _cross(level[each], upright[other])]
                    waiting.difference_update(more)
                    levels += more
        groups.append(([level[index] for index in levels], [upright[index] for index in uprights]))
    return groups


def _cross(level: Rule, upright: Rule) -> bool:
    return (
        level.start - TOUCHING <= upright.at <= level.end + TOUCHING
        and upright.start - TOUCHING <= level.at <= upright.end + TOUCHING
    )


def _places(rules: list[Rule]) -> list[float]:
    """The distinct places of rules, in order."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > TOUCHING:
            places.append(at)
    return places
