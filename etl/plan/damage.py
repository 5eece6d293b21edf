"""Where a copy's lines are not its writer's: what to join, to leave out, and where to begin a line.

Wrapped lines: many lines of one width that end within a sentence. A line is joined to the next unless it is short, ends a
sentence, or the next begins with a number, a label, an indent or the signature. Page numbers (- 1 -, 第1页) are left out with
the running heads beside them, and what they part is joined. Lines begin before numbers and labels where the whole document
stands on one line.
"""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from etl.plan.brackets import VERBS
from etl.plan.fields import TITLE_END
from etl.plan.flow import Edit
from etl.plan.marks import BRACKETED, CHAPTER, ONE_IS, PART, labels_between_blanks, labels_with_colon, leading_family, ordinal
from etl.plan.signature import signature_start
from etl.plan.signs import CHINESE_NUMERAL, CLOSE, CLOSE_ANY, OPEN, OPEN_ANY
from etl.vocabulary import alternation, words_by_code

WIDEST_LINE = 80  # characters: longer lines are paragraphs, not lines of a page
NARROWEST_LINE = 8
FULL = 0.8  # of the common width: a line this long may have been wrapped
FEWEST_WRAPPED = 4
SHARE_WRAPPED = 0.2
CELL_SIGNS = "\t|\uff5c"
MOST_CELL_SIGNS = 3
SHARE_OF_ROWS = 0.2
LONGEST_BRACKET = 200  # characters: an older bracket has lost its end
LONGEST_HEAD = 40  # characters of a running head
SHARE_ON_ONE_LINE = 0.6
FEWEST_LABELS = 4
HEADINGS = (PART, CHAPTER, BRACKETED)
DEEPEST = 4  # lists of one kind of number inside each other
SHORTEST_RUN_TOGETHER = 200  # characters: a shorter line is a paragraph

_BLANKS = " \t\r\f\v\u3000\xa0"
_UNFINISHED = re.compile(r"[^。!!??;；:：]$")
# Of a text with a line break in front: a pattern that begins with a character is found several times faster than one with ^.
_PAGE_NUMBER = re.compile(
    rf"\n[{_BLANKS}]*(?:[-—–―·•]\s?\d{{1,3}}\s?[-—–―·•]|—\s?\d{{1,3}}\s?—|第\s?\d{{1,3}}\s?页(?:[{_BLANKS},,/]*共\s?\d{{1,3}}\s?页)?"
    rf"|\d{{1,3}}\s?/\s?\d{{1,3}})[{_BLANKS}]*(?=\n|$)"
)
# A list's number at the beginning of a line, with the count that is glued to it.
# As above, of a text with a line break in front.
_LISTED = re.compile(
    rf"\n[{_BLANKS}]*(?P<number>\d{{1,2}})(?P<dot>[.．、])"
    r"(?:(?P<glued>\d{1,4}(?:个(?!百分)|户|名|家|处|座|条(?!例)|人|件|项|栋|组(?![织长建成])|村|社))|(?!\d))"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{3,30}文件")
_PART_LINE = re.compile(rf"(?:^|\n)[{_BLANKS}]*{CHINESE_NUMERAL}、")
_PART_INSIDE = re.compile(rf"(?<=[\u4e00-\u9fff。;；:：,，》”)） ])(?P<number>{CHINESE_NUMERAL})、(?=[\u4e00-\u9fff“])")
_NUMBERED_INSIDE = re.compile(
    rf"(?<=[\u4e00-\u9fff。;；:：,，》”)） 0-9])(?:[{OPEN_ANY}](?P<bracketed>{CHINESE_NUMERAL})[{CLOSE_ANY}]"
    rf"|(?P<arabic>\d{{1,2}})[.．、](?=[\u00a0\u3000 ]?[\u4e00-\u9fff“])"
    rf"|(?:整改|反馈)?(?:问题|任务|事项)(?P<tagged>{CHINESE_NUMERAL}|\d{{1,2}})(?=[:：、]))"
)
_DOC_NUMBER = r"[\u4e00-\u9fff]{2,10}[〔﹝\[［【(（]\s?\d{4}\s?[〕﹞\]］】)）]\s?第?\s?\d{1,4}\s?号"
_TITLE_INSIDE = re.compile(
    rf"[^。\n;；,，:：]{{6,70}}?{TITLE_END}(?=[ \u3000]*(?P<number>{_DOC_NUMBER})?[ \u3000]*"
    rf"(?P<body>为|根据|按照|针对|对照|现将|近日|各[\u4e00-\u9fff]{{1,20}}[:：]|20\d\d年|{CHINESE_NUMERAL}、))"
)
_TITLE_LINE = re.compile(rf"(?!(?:.*{TITLE_END})?(?:根据|按照|为|针对|对照|现将))[^。\n;；,，:：]{{6,70}}{TITLE_END}")
# What a heading ends with that a first number may be glued to: (二)政策落实方面1.…
_HEADING_ENDS = ("方面", "问题", "措施", "情况", "内容")
# A number without its unit at a line's end, digits with one at the beginning of the next.
_SPLIT_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<!附件)(?<!问题)(?<!任务)(?<!清单)(?<![第表图])\d{1,6}(?:\.\d{0,3})?"
    rf"(?P<break>[{_BLANKS}]*\n[{_BLANKS}]*)(?!(?:19|20)\d\d年)"
    r"(?=\.?\d{1,6}(?:\.\d+)?\s?[%元万亿户人个名家亩年月日号公吨米座处条项次头只株辆台间所栋])"
)
# Most documents have no two lines that a number could run across; that is seen many times faster than the pattern above.
_BEFORE_DIGITS = re.compile(rf"\n[{_BLANKS}]*+[0-9.]")
_ENDS_OF_A_NUMBER = "0123456789." + _BLANKS
_VERB_BRACKET = re.compile(rf"[{OPEN}][^{OPEN}{CLOSE}\n]{{2,60}}(?:{'|'.join(VERBS)})[{CLOSE}]。?(?!\n|\Z)")
# 报县整改办。甲子乡人民政府2024年5月20日
_SIGNED = re.compile(
    r"(?<=[。））)])\s*(?P<office>(?:中共)?[\u4e00-\u9fff ]{3,40}(?:政府|委员会|办公室|领导小组|指挥部|局))\s*"
    r"(?P<day>20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s*\Z"
)


def find_damage(text: str) -> list[Edit]:
    """What to change in a copy, given in half width, to have its logical text; nothing for a document without such damage."""
    edits: list[Edit] = []
    for edit in sorted(
        [*_layout_damage(text), *_split_numbers(text), *_glued_numbers(text)], key=lambda edit: (edit.start, edit.end)
    ):
        if not edits or edit.start >= edits[-1].end:
            edits.append(edit)
    return edits


def _split_numbers(text: str) -> list[Edit]:
    """The line breaks inside a number or a date of a document whose lines are otherwise its own: 培训12 / 0人次."""
    if not any(text[line_end.start() - 1] in _ENDS_OF_A_NUMBER for line_end in _BEFORE_DIGITS.finditer(text)):
        return []
    return [Edit(*match.span("break"), "") for match in _SPLIT_NUMBER.finditer(text)]


def _glued_numbers(text: str) -> list[Edit]:
    """A blank behind a list's number that a count is glued to: 1.4个工地未覆盖 between 1. and 2. is no 1.4."""
    found = list(_LISTED.finditer("\n" + text))
    if all(match["glued"] is None for match in found):
        return []
    numbers = [int(match["number"]) for match in found]
    edits = []
    for index, match in enumerate(found):
        number = numbers[index]
        follows = index > 0 and numbers[index - 1] == number - 1
        leads = number == 1 and numbers[index + 1 : index + 2] == [2]
        if match["glued"] is not None and (follows or leads):
            behind = match.end("dot") - 1
            edits.append(Edit(behind, behind, " "))
    return edits


def _layout_damage(text: str) -> list[Edit]:
    """Wrapped lines, page furniture, or lost line breaks."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    if longest >= SHORTEST_RUN_TOGETHER and (edits := _begun_lines(text, longest)):
        return edits
    if sum(map(text.count, CELL_SIGNS)) > MOST_CELL_SIGNS:
        rows = sum(any(sign in line for sign in CELL_SIGNS) for line in lines)
        if rows > SHARE_OF_ROWS * len(lines):
            return []  # the lines of a table are its rows
    pages = [(match.start(), match.end() - 1) for match in _PAGE_NUMBER.finditer("\n" + text)]
    wrapped = longest <= WIDEST_LINE
    if not pages and not wrapped:
        return []
    return _Pages(text, lines, pages, wrapped=wrapped).edits()


class _Pages:
    """The lines of a copy taken from pages."""

    def __init__(self, text: str, lines: list[str], pages: list[tuple[int, int]], *, wrapped: bool) -> None:
        self.text = text
        self.lines = lines
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.words = [line.strip(_BLANKS) for line in lines]
        lengths = sorted((len(words) for words in self.words if words), reverse=True)
        self.width = lengths[len(lengths) // 6] if lengths else 0
        self.limit = signature_start(text)
        self.first_sentence = text.find("。")
        page_starts = {start for start, _ in pages}
        self.furniture = {index for index, start in enumerate(self.starts[:-1]) if start in page_starts}
        self.is_wrapped = wrapped and self._is_wrapped()
        if self.is_wrapped:
            self._add_bare_numbers()
        self._add_heads()

    def _is_wrapped(self) -> bool:
        """Whether enough lines of one width break off within a sentence."""
        if self.width < NARROWEST_LINE:
            return False
        filled = [index for index, words in enumerate(self.words) if words]
        broken = [
            first
            for first, second in pairwise(filled)
            if second == first + 1 and self._breaks_off(first) and self._goes_on(second, first)
        ]
        alike = sum(abs(len(self.words[index]) - self.width) <= 0.2 * self.width for index in broken)
        return len(broken) >= max(FEWEST_WRAPPED, SHARE_WRAPPED * len(filled)) and alike * 2 > len(broken)

    def _breaks_off(self, index: int) -> bool:
        """Whether a line is full and ends within a sentence, and is no title above the first one."""
        words = self.words[index]
        if len(words) < FULL * self.width or _UNFINISHED.search(words) is None:
            return False
        return self.starts[index] > self.first_sentence or _TITLE_LINE.fullmatch(words) is None

    def _goes_on(self, index: int, before: int) -> bool:
        """Whether a line goes on with the words of an earlier one: it begins with no number, label or indent of its own."""
        if self.starts[index] >= self.limit:
            return False
        indented = _indent(self.lines[index]) > _indent(self.lines[before]) + 1  # one blank may be half of a Windows line end
        return not indented and leading_family(self.text, self.starts[index], self.starts[index + 1]) is None

    def _add_bare_numbers(self) -> None:
        """Page numbers without signs: lines that are only a number, each one more than the one before."""
        bare = [(index, int(words)) for index, words in enumerate(self.words) if _BARE_NUMBER.fullmatch(words)]
        rising = bool(bare) and all(second[1] == first[1] + 1 and second[0] > first[0] + 2 for first, second in pairwise(bare))
        if rising and bare[0][1] <= 2:
            self.furniture.update(index for index, _ in bare)

    def _add_heads(self) -> None:
        """Running heads: lines beside page numbers that stand there more than once, or are a letterhead (某某镇人民政府文件).

        A running head stands nowhere else, unless once as the title. 整改时限：立行立改 may well end two pages.
        """
        beside = []
        for page in sorted(self.furniture):
            for step in (-1, 1):
                index = page + step
                while 0 <= index < len(self.words) and not self.words[index]:
                    index += step
                if 0 <= index < len(self.words) and index not in self.furniture and len(self.words[index]) <= LONGEST_HEAD:
                    beside.append(index)
        often = Counter(self.words[index] for index in set(beside))
        everywhere = Counter(self.words)
        for index in beside:
            words = self.words[index]
            is_head = (
                1 < often[words] >= everywhere[words] - 1
                and _UNFINISHED.search(words)
                and leading_family(self.text, self.starts[index], self.starts[index + 1]) is None
            )
            if is_head or _LETTERHEAD.fullmatch(words):
                self.furniture.add(index)

    def edits(self) -> list[Edit]:
        """The line breaks to take out, alone or with the page furniture around them."""
        found: list[Edit] = []
        before = -1  # the last line with words
        paragraph = ""  # the end of the paragraph before this line
        for index, words in enumerate(self.words):
            if not words or index in self.furniture:
                continue
            gap = set(range(before + 1, index))
            turned = bool(gap & self.furniture)  # a page's end stands between
            if before >= 0 and (turned or (self.is_wrapped and not gap)):
                end = self.starts[before] + len(self.lines[before].rstrip(_BLANKS))
                start = self.starts[index] + len(self.lines[index]) - len(self.lines[index].lstrip(_BLANKS))
                if self._joins(before, index, paragraph, turned=turned):
                    found.append(Edit(end, start, ""))
                    words = paragraph + words
                elif turned:
                    found.append(Edit(end, start, "\n"))
            elif turned:
                found.append(Edit(0, self.starts[index], ""))
            before = index
            paragraph = words[-LONGEST_BRACKET:]
        if self.furniture and max(self.furniture) > before >= 0:
            found.append(Edit(self.starts[before] + len(self.lines[before]), len(self.text), "\n"))
        return found

    def _joins(self, before: int, index: int, paragraph: str, *, turned: bool) -> bool:
        """Whether two lines are one. Brackets and lists 一是…二是… run within their paragraph, wherever its lines break."""
        if self.starts[index] >= self.limit or any(sign in self.words[place] for place in (before, index) for sign in CELL_SIGNS):
            return False
        if self.is_wrapped:
            full = len(self.words[before]) >= FULL * self.width
            family = leading_family(self.text, self.starts[index], self.starts[index + 1])
            in_number = self.words[before][-1].isdigit() and self.words[index][0].isdigit()
            is_inside = family not in HEADINGS and _has_open_bracket(paragraph)  # no heading stands in a bracket: it lost its end
            if full and (family == ONE_IS or in_number or is_inside):
                return True
            return full and self._breaks_off(before) and self._goes_on(index, before)
        unfinished = re.search(r"[^。!!??;；:：]$", self.words[before]) is not None
        return turned and unfinished and len(self.words[before]) > LONGEST_HEAD and self._goes_on(index, before)


def _indent(line: str) -> int:
    """The width of the blanks a line begins with."""
    blanks = line[: len(line) - len(line.lstrip(_BLANKS))]
    return len(blanks) + blanks.count("\u3000")


def _has_open_bracket(words: str) -> bool:
    """Whether a bracket is still open at the end of these words."""
    depth = 0
    for character in reversed(words):
        depth += (character in CLOSE) - (character in OPEN)
        if depth < 0:
            return True
    return False


@cache
def _named_parts() -> re.Pattern[str]:
    """A part's number with words that only name it, parted by a blank from what it says: 二、工作要求 各村要…"""
    words = alternation(words_by_code("sections.csv", "role"))
    return re.compile(rf"(?<![\u4e00-\u9fff]){CHINESE_NUMERAL}、(?:{words})(?=[ \u3000]\S)")


def _begun_lines(text: str, longest: int) -> list[Edit]:
    """The lines to begin in a document that lost its line breaks: before its parts, numbers and labels, and behind its title.

    It is told by its parts 一、 二、, none of which begins a line, or by labels that nearly all stand inside one line.
    """
    if _PART_LINE.search(text) or "\t" in text:
        return []
    parts = _in_order(text, [(match.start(), ordinal(match["number"])) for match in _PART_INSIDE.finditer(text)])
    labels = labels_with_colon(text) if parts or longest >= SHARE_ON_ONE_LINE * len(text) else []
    if len(parts) < 2 and len(labels) < FEWEST_LABELS:
        return []
    places = set(labels)
    places.update(parts)
    if " " in text or "\u3000" in text:
        places.update(labels_between_blanks(text))
        places.update(match.end() + 1 for match in _named_parts().finditer(text))
    by_kind: dict[str, list[tuple[int, int]]] = {}
    for match in _NUMBERED_INSIDE.finditer(text):
        kind = match.lastgroup or ""
        number = match[kind]
        by_kind.setdefault(kind, []).append((match.start(), ordinal(number)))
    for found in by_kind.values():
        places.update(_in_order(text, found))
    places.update(labels)
    places.update(match.end() for match in _VERB_BRACKET.finditer(text))
    signed = _SIGNED.search(text, max(0, len(text) - 120))
    if signed is not None:
        places.update((signed.start("office"), signed.start("day")))
    title = _TITLE_INSIDE.match(text.lstrip(_BLANKS + "\n"))
    if title is not None:
        lead = len(text) - len(text.lstrip(_BLANKS + "\n"))
        places.update(lead + place for place in (title.start("number"), title.start("body")) if place >= 0)
    edits: list[Edit] = []
    for place in sorted(places):
        if place and text[place - 1] != "\n":
            start = place
            while start and text[start - 1] in _BLANKS and (not edits or start > edits[-1].end):
                start -= 1
            edits.append(Edit(start, place, "\n"))
    return edits


def _in_order(text: str, found: list[tuple[int, int]]) -> list[int]:
    """The places of the numbers that begin a list or go on with one; a first number glued to words needs a second one."""
    places = []
    reached: list[int] = []  # the last numbers of the lists that are open, the innermost last
    for index, (place, number) in enumerate(found):
        if number == 1:
            behind_heading = text.endswith(_HEADING_ENDS, 0, place)
            if not behind_heading and text[place - 1] not in "。;；：:" and (index + 1 == len(found) or found[index + 1][1] != 2):
                continue
        elif number - 1 in reached:
            while reached.pop() != number - 1:
                pass
        else:
            continue
        reached = [*reached[-DEEPEST:], number]
        places.append(place)
    return places
