"""The lines of a PDF page, from its characters' boxes, and which of them are running heads, feet and page numbers.

Coordinates are points from the lower left corner of the page, as PDF has them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

SAME_HEIGHT = 0.5  # of a letter's height: characters nearer than this in height share a line
BLANK_FROM = 0.18  # letters: a wider gap between two Latin letters is a blank
WIDE_BLANK_FROM = 0.4  # letters: the same beside a Chinese letter, if the line is not spread out as a whole
COLUMN_FROM = 3.0  # letters: a wider gap inside a line parts two columns of a table, or a name from its date
APART = 1.35  # times the usual distance of lines: a head or foot stands farther from the text than lines from each other
EDGE = 0.13  # of the page's height: where heads and feet stand
MOST_EDGE_LINES = 6
_PAGE_NUMBER = re.compile(
    r"[-\u2014\u2013\u2500~·.\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/,，共of]*\s*\d{1,4}\s*页?)?[-\u2014\u2013\u2500~·.\s]*"
)
_FIRST_WORD = re.compile(r"[《(（“‘「『【〔\[]*(?:[A-Za-z0-9][A-Za-z0-9.,%/:\-]*|.)[,。、;:?!，；：？！)）》”’」』】〕\]%]*")
_DIGITS = re.compile(r"\d+")
_LATIN = re.compile(r"[!-~]")


@dataclass(frozen=True, slots=True)
class Character:
    """One character with the box of its letter (not of its ink): left, right, bottom, top."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(slots=True)
class Line:
    """One line: its words and where they stand; `size` is the width of a Chinese letter in it.

    `is_row`: a row of a table, its cells parted by tabs.
    """

    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    is_row: bool = False

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Page:
    """The lines of a page in reading order, its size, and whether it has pictures in place of words."""

    lines: list[Line]
    width: float
    height: float
    has_pictures: bool = False
    furniture: list[Line] = field(default_factory=list)

    @property
    def is_scanned(self) -> bool:
        """Whether it shows something and has no words but a head, a foot or its number."""
        return self.has_pictures and not self.lines


def page_lines(characters: Sequence[Character], *, columns: bool = True) -> list[Line]:
    """Characters to lines: a new line begins where the height changes; `columns`: a wide gap inside a line is a tab."""
    groups: list[list[Character]] = []
    for character in characters:
        if groups and _same_line(groups[-1], character):
            groups[-1].append(character)
        elif character.sign.strip():
            groups.append([character])
    return [_line(group, columns) for group in groups]


def first_word_width(line: Line) -> float:
    """The width of what cannot be parted at the line's beginning: a word or number, or a letter with its signs."""
    word = _FIRST_WORD.match(line.words)
    return sum(0.5 if sign.isascii() else 1.0 for sign in (word.group() if word else "")) * line.size


def _same_line(group: list[Character], character: Character) -> bool:
    last = group[-1]
    height = max(last.top - last.bottom, character.top - character.bottom, 1.0)
    return abs((last.bottom + last.top) - (character.bottom + character.top)) / 2 < SAME_HEIGHT * height


def _line(group: list[Character], columns: bool) -> Line:
    if any(later.left < earlier.left for earlier, later in pairwise(group)):
        group = sorted(group, key=lambda character: character.left)
    shown = [character for character in group if character.sign.strip()]
    size = _letter_size(shown)
    gaps = [later.left - earlier.right for earlier, later in pairwise(shown)]
    latin, wide = BLANK_FROM * size, max(WIDE_BLANK_FROM * size, 3 * median(gaps)) if gaps else 0.0
    words = ""
    before: Character | None = None
    is_blank_between = False
    for character in group:
        if not character.sign.strip():
            is_blank_between = True
            continue
        if before is not None:
            gap = character.left - before.right
            if columns and gap > COLUMN_FROM * size:
                words += "\t"
            elif is_blank_between or gap > (latin if _LATIN.match(before.sign) and _LATIN.match(character.sign) else wide):
                words += " "
        words += character.sign
        before, is_blank_between = character, False
    return Line(
        words,
        min(character.left for character in shown),
        max(character.right for character in shown),
        min(character.bottom for character in shown),
        max(character.top for character in shown),
        size,
    )


def _letter_size(characters: list[Character]) -> float:
    """The width of a Chinese letter; in a line without one, what its letters' height makes likely."""
    wide = [character.right - character.left for character in characters if character.sign >= "\u2e80"]
    return max(median(wide) if wide else 0.75 * median(character.top - character.bottom for character in characters), 1.0)


def without_furniture(pages: list[Page]) -> None:
    """Moves running heads and feet and page numbers out of the pages' lines.

    They stand at the page's edge, apart from the other lines, and repeat on half of the pages or are only a number.
    """
    steps = [abs(above.middle - below.middle) for page in pages for above, below in pairwise(page.lines) if not below.is_row]
    step = median(steps) if steps else 0.0
    edge_lines = [_edge_lines(page, step) for page in pages]
    repeated = Counter(key for lines in edge_lines for key in {_place_key(line) for line in lines})
    often = max(2, (len(pages) + 1) // 2)
    for page, lines in zip(pages, edge_lines, strict=True):
        for line in lines:
            is_number = _PAGE_NUMBER.fullmatch(line.words) is not None
            if is_number or repeated[_place_key(line)] >= often:
                page.lines.remove(line)
                page.furniture.append(line)


def _place_key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.words), round(line.middle / 4)


def _edge_lines(page: Page, step: float) -> list[Line]:
    """The outermost lines near the upper and lower edge that stand apart from the text; `step`: the usual distance of lines."""
    found: list[Line] = []
    for sign in (1, -1):
        ordered = sorted(page.lines, key=lambda line: -sign * line.middle)
        for index, line in enumerate(ordered):
            if index == MOST_EDGE_LINES or (page.height - line.middle if sign == 1 else line.middle) > EDGE * page.height:
                break
            inner = next((other for other in ordered[index + 1 :] if abs(other.middle - line.middle) > 0.5 * line.size), None)
            if inner is not None and abs(inner.middle - line.middle) < max(APART * step, 1.75 * line.size):
                break
            if line not in found:
                found.append(line)
    return found
