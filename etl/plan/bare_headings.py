"""The parts of a document whose headings have no numbers: a line that is only the name of a part.

    存在问题                     read as     一、存在问题
    1.台账不全。                             1.台账不全。
    责任单位:镇财政所                         责任单位:镇财政所
    工作要求                                 二、工作要求

Word's heading styles leave such lines, for a reader sees the part by its letters. The same words may be a label inside each
issue (1.台账不全。 / 整改措施 / …), so a line is a part only where the document says the word once, no number stands before the
first part, and the list goes on or starts again below it.
"""

import re
from functools import cache

from etl.plan.marks import CHAPTER, PART, Mark
from etl.plan.signs import BLANK, COLON
from etl.vocabulary import alternation, words_by_code

_LISTING = ("problems", "tasks")


@cache
def _line() -> re.Pattern[str]:
    words = alternation(words_by_code("sections.csv", "role"))
    return re.compile(rf"(?:\A|(?<=\n))[{BLANK}]*+(?P<words>{words})[{BLANK}{COLON}]*(?=\n)")


def with_bare_headings(text: str, marks: list[Mark], end: int) -> list[Mark]:
    """The marks with one for each heading without a number, in place of the label it would be; the same marks where the parts of
    the document have numbers."""
    numbered = [mark for mark in marks if mark.family >= 0 and mark.own_line]
    if not numbered or any(mark.family in (PART, CHAPTER) for mark in numbered):
        return marks
    lines = list(_line().finditer(text, 0, end))
    said = [line["words"] for line in lines]
    lines = [line for line in lines if said.count(line["words"]) == 1]
    roles = words_by_code("sections.csv", "role")
    first = next((line for line in lines if roles[line["words"]] in _LISTING), None)
    if first is None or not _begins_list(text, first.end(), numbered[0]):
        return marks
    family = numbered[0].family
    parts: list[Mark] = []
    for line in lines:
        below = next((mark for mark in numbered if mark.start >= line.end()), None)
        role = roles[line["words"]]
        starts_again = below is not None and below.family == family and _begins_list(text, line.end(), below)
        if line.start() < first.start() or not (starts_again or (role == "aside" and (below is None or below.family != family))):
            continue
        start = line.start("words")
        parts.append(Mark(start, start, True, PART, len(parts) + 1, None, False))
    places = {part.start for part in parts}
    return sorted([*(mark for mark in marks if mark.start not in places), *parts], key=lambda mark: mark.start)


def _begins_list(text: str, at: int, mark: Mark) -> bool:
    """Whether a first number is the next word behind `at`."""
    return mark.ordinal == 1 and mark.start >= at and not text[at : mark.start].strip()
