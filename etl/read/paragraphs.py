"""Lines of pages put together to paragraphs.

A line goes on in the next one when it is full: the next line's first word would not have fitted behind it. An indent, a gap
between the lines, another size of letters, or a number after a sentence's end begin a paragraph all the same. Lines of a title
set in the middle of the page belong together.
"""

import re
from collections import Counter
from collections.abc import Iterator

from etl.read.pdf_lines import Line, Page

INDENT = 0.8  # letters to the right of the page's left margin
TOLERANCE = 0.35  # letters by which a full line may be shorter or a margin uneven
OTHER_SIZE = 1.12
WIDER_GAP = 1.45  # times the usual distance of lines
_FIRST_WORD = re.compile(r"[《(（“‘「『【〔\[]*(?:[A-Za-z0-9][A-Za-z0-9.,%/:\-]*|.)[,。、;:?!，；：？！)）》”’」』】〕\]%]*")
_STOPPED = ("。", "；", ";", "：", ":")
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]\d{1,2}[)）]|\d{1,2}[.、．](?!\d)|[①-⑳]|第[一二三四五六七八九十]+[章条]")
_LATIN_END, _LATIN_START = re.compile(r"[A-Za-z]$"), re.compile(r"[A-Za-z]")


class _Margins:
    """Left and right margin and line distance of a document's text, for pages of one size."""

    def __init__(self, pages: list[Page]) -> None:
        lines = [line for page in pages for line in page.lines]
        self.size = Counter(round(line.size, 1) for line in lines for _ in range(max(1, len(line.words) // 8))).most_common(1)[0][0]
        lefts = Counter(round(line.left) for line in lines)
        common = [left for left, count in lefts.items() if count * 12 >= len(lines)]
        self.left = float(min(common or lefts))
        longest = sorted(line.right for line in lines)[-max(1, len(lines) // 50)]
        # Where no line is full, the right margin is taken to be like the left.
        self.right = max(longest, pages[0].width - 1.3 * self.left - self.size)
        steps = Counter(
            round((above.middle - below.middle) / self.size, 1)
            for page in pages
            for above, below in zip(page.lines, page.lines[1:], strict=False)
            if 0 < above.middle - below.middle < 4 * self.size
        )
        # The smallest distance that is common: paragraphs may stand farther apart than lines.
        usual = [step for step, count in steps.items() if count * 5 >= sum(steps.values())]
        self.step = min(usual, default=2.0) * self.size


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
    if larger > OTHER_SIZE * smaller or "\t" in before.words or "\t" in line.words:
        return False
    if not over_page and not 0 < before.middle - line.middle < max(WIDER_GAP * margins.step, 1.1 * line.size):
        return False
    if _is_centred(before, margins) and _is_centred(line, margins):
        return line.size > OTHER_SIZE * margins.size and not before.words.endswith("。")
    if line.left > margins.left + INDENT * line.size and line.left > before.left - TOLERANCE * line.size:
        # An indent, unless the whole paragraph is indented (a quotation, a hanging list).
        if abs(line.left - before.left) > TOLERANCE * line.size or not _is_full(before, line, margins):
            return False
    return _is_full(before, line, margins) and not (before.words.endswith(_STOPPED) and _NUMBERED.match(line.words))


def _is_full(before: Line, line: Line, margins: _Margins) -> bool:
    """Whether the first word of the line would not have fitted behind the line before."""
    word = _FIRST_WORD.match(line.words)
    length = sum(0.5 if sign.isascii() else 1.0 for sign in (word.group() if word else "")) * line.size
    return before.right + length > margins.right - TOLERANCE * line.size


def _is_centred(line: Line, margins: _Margins) -> bool:
    left, right = line.left - margins.left, margins.right - line.right
    return min(left, right) > 1.2 * line.size and abs(left - right) < 1.5 * line.size
