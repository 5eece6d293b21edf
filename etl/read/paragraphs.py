"""Lines of pages put together to paragraphs.

A line goes on in the next one when it is full: the next line's first word would not have fitted behind it. An indent, a gap
between the lines, another size of letters, or a number after a sentence's end begin a paragraph all the same. Lines of a title
set in the middle of the page belong together.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from etl.read.pdf_lines import Line, Page, first_word_width

INDENT = 0.8  # letters to the right of the page's left margin
TOLERANCE = 0.35  # letters by which a full line may be shorter or a margin uneven
OTHER_SIZE = 1.12
WIDER_GAP = 1.45  # times the usual distance of lines
OVERHANG = 1.1  # letters
AUTOMATIC_SPACE = 0.25  # letters: what Word leaves between a Chinese letter and a number
_HANGING = set("，。、；：！？,.;:!?")
_STOPPED = ("。", "；", ";", "：", ":", ")", "）")
_NUMBERED = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]\d{1,2}[)）]|\d{1,2}[.、．](?!\d)|[①-⑳]|第[一二三四五六七八九十]+[章条]"
)
_BRACKET, _HALF_NUMBER = re.compile(r"[()（）]"), re.compile(r"\d{1,2}[)）]")
_LATIN_END, _LATIN_START = re.compile(r"[A-Za-z]$"), re.compile(r"[A-Za-z]")


class _Margins:
    """Left and right margin and line distance of a document's text, for pages of one size."""

    def __init__(self, pages: list[Page]) -> None:
        lines = [line for page in pages for line in page.lines]
        self.size = Counter(round(line.size, 1) for line in lines for _ in range(max(1, len(line.words) // 8))).most_common(1)[0][
            0
        ]
        lefts = Counter(round(line.left) for line in lines)
        common = [left for left, count in lefts.items() if count * 12 >= len(lines)]
        self.left = float(min(common or lefts))
        longest = _right_end(lines)
        # Word lets a comma or full stop hang over the margin: then many lines that end with a letter reach the same place before.
        inside = [line for line in lines if line.words[-1:] not in _HANGING]
        letters_end = _right_end(inside) if inside else longest
        reached = sum(line.right > letters_end - self.size for line in inside)
        if longest - letters_end <= OVERHANG * self.size and reached >= max(3, len(lines) / 5):
            longest = letters_end
        # Where hardly a line is full, the right margin is taken to be like the left.
        full = sum(line.right > longest - self.size for line in lines)
        like_left = pages[0].width - self.left - 0.5 * self.size
        is_margin = full >= max(3, len(lines) / 5) and longest > like_left - self.left
        self.right = longest if is_margin else max(longest, like_left)
        steps = Counter(
            round((above.middle - below.middle) / self.size, 1)
            for page in pages
            for above, below in pairwise(page.lines)
            if 0 < above.middle - below.middle < 4 * self.size
        )
        self.is_running_text = sum(line.right > self.right - self.size for line in lines) * 2 > len(lines)
        self.first_lines = self._first_line_indents(pages)
        # The smallest distance that is common: paragraphs may stand farther apart than lines.
        usual = [step for step, count in steps.items() if count * 5 >= sum(steps.values())]
        self.step = min(usual, default=2.0) * self.size

    def _first_line_indents(self, pages: list[Page]) -> set[int]:
        """Where first lines of paragraphs begin: right of the margin, and full, with a line at the margin below."""
        found: set[int] = set()
        for page in pages:
            for line, below in pairwise(page.lines):
                is_indented = line.left > self.left + INDENT * line.size and below.left < self.left + TOLERANCE * below.size
                if is_indented and _is_full(line, below, self):
                    found |= {round(line.left) - 1, round(line.left), round(line.left) + 1}
        return found


def _right_end(lines: list[Line]) -> float:
    """Where long lines end; a few that stand out do not count."""
    return sorted(line.right for line in lines)[-max(1, len(lines) // 50)]


def paragraphs(pages: list[Page]) -> Iterator[tuple[str, int]]:
    """The text in pieces with the index of their page; a piece begins with a line end where it begins a paragraph."""
    by_size: dict[tuple[int, int], list[Page]] = {}
    for page in pages:
        if page.lines:
            by_size.setdefault((round(page.width), round(page.height)), []).append(page)
    margins = {size: _Margins(group) for size, group in by_size.items()}
    before: Line | None = None
    for index, page in enumerate(pages):
        given = margins.get((round(page.width), round(page.height)))
        at_page_start = True
        for line in page.lines if given else []:
            if given is None or before is None:
                yield line.words, index
            elif _goes_on(before, line, given, over_page=at_page_start):
                blank = " " if _LATIN_END.search(before.words) and _LATIN_START.match(line.words) else ""
                yield blank + line.words, index
            else:
                yield "\n" + line.words, index
            before, at_page_start = line, False


def _goes_on(before: Line, line: Line, margins: _Margins, *, over_page: bool) -> bool:
    """Whether a line belongs to the paragraph of the line before."""
    larger, smaller = max(before.size, line.size), max(min(before.size, line.size), 0.1)
    if before.is_row or line.is_row or "\t" in before.words:
        return False
    if not over_page and not 0 < before.middle - line.middle < max(WIDER_GAP * margins.step, 1.1 * line.size):
        return False
    if _closes_bracket(line.words):  # before its size is asked, which a few narrow letters (4月30日) do not tell
        return True
    if larger > OTHER_SIZE * smaller:
        return False
    if _is_centred(line, margins) and (_is_centred(before, margins) or smaller > OTHER_SIZE * margins.size):
        # Lines of a title go on, lines of a signature do not.
        return smaller > OTHER_SIZE * margins.size and not before.words.endswith("。")
    is_full = _is_full(before, line, margins)
    if line.left > margins.left + INDENT * line.size and line.left > before.left - TOLERANCE * line.size:
        # An indent, unless the whole paragraph is indented (a quotation, a hanging list).
        same = abs(line.left - before.left) <= TOLERANCE * line.size
        return same and is_full and round(line.left) not in margins.first_lines and not _NUMBERED.match(line.words)
    if before.words.endswith(_STOPPED) and _NUMBERED.match(line.words):
        # Between two pages, among short lines, or behind one that ends a little early, a number rather begins a paragraph.
        is_flush = margins.is_running_text and before.right > margins.right - TOLERANCE * before.size
        return is_full and is_flush and not over_page
    return is_full


def _is_full(before: Line, line: Line, margins: _Margins) -> bool:
    """Whether the first word of the line would not have fitted behind the line before."""
    is_apart = line.words[:1].isascii() and not before.words[-1:].isascii()
    space = AUTOMATIC_SPACE * line.size if is_apart else 0.0
    return before.right + space + first_word_width(line) > margins.right - TOLERANCE * line.size


def _closes_bracket(words: str) -> bool:
    """Whether a line closes a bracket that a line before opened: "4月30日)" goes on, "1)" is a number."""
    first = _BRACKET.search(words)
    return first is not None and first[0] in ")）" and not _NUMBERED.match(words) and not _HALF_NUMBER.match(words)


def _is_centred(line: Line, margins: _Margins) -> bool:
    left, right = line.left - margins.left, margins.right - line.right
    return min(left, right) > 1.2 * line.size and abs(left - right) < 1.5 * line.size
