"""The numbers and labels of a document, where they stand: what the outline is built from.

    一、 (一) 1. (1) 1) ① 第一, 一是 问题1:      numbers, half and full width, with blanks
    整改措施:  责任单位                        labels (data/vocabulary/labels.csv), with a colon or alone on a line

A number or label counts at the beginning of a line or behind a stop. Lines that a copy lost are begun before this
(etl/plan/damage.py).
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from etl.plan.brackets import Bracket
from etl.plan.signs import BLANK, CHINESE_NUMERAL, CLOSE, CLOSE_ANY, COLON, COMMA, DOT, OPEN_ANY, SEMICOLON, STOP
from etl.vocabulary import alternation, words_by_code

PART, CHAPTER, BRACKETED, TAGGED, ARABIC, BRACKETED_ARABIC, CIRCLED, FIRSTLY, ONE_IS = range(9)
FAMILIES = {
    "part": PART,
    "chapter": CHAPTER,
    "bracketed": BRACKETED,
    "tagged": TAGGED,
    "arabic": ARABIC,
    "bracketed_arabic": BRACKETED_ARABIC,
    "half_arabic": BRACKETED_ARABIC,
    "firstly": FIRSTLY,
    "one_is": ONE_IS,
}
_DIGITS = "一二三四五六七八九"
SIGNS = {
    **{chr(0x2460 + n): (CIRCLED, n + 1) for n in range(20)},
    **{chr(0x2776 + n): (CIRCLED, n + 1) for n in range(10)},
    **{chr(0x2474 + n): (BRACKETED_ARABIC, n + 1) for n in range(20)},
    **{chr(0x2488 + n): (ARABIC, n + 1) for n in range(20)},
    **{chr(0x3220 + n): (BRACKETED, n + 1) for n in range(10)},
}
_B = f"[{BLANK}]"
_LONG_LABEL = 4  # characters: shorter ones (措施, 时限) are words of sentences as well
_BLANKS = tuple(BLANK)
_COLONS = tuple(COLON)
_NUMBER = "|".join(
    (
        rf"(?P<one_is>{CHINESE_NUMERAL})[是要](?!的|求)",
        rf"(?P<chapter>{CHINESE_NUMERAL}){_B}?[、{DOT}]",
        rf"[{OPEN_ANY}]{_B}?(?P<bracketed>{CHINESE_NUMERAL}){_B}?[{CLOSE_ANY}][、{DOT}]?",
        rf"[{OPEN_ANY}]{_B}?(?P<bracketed_arabic>\d{{1,2}}){_B}?[{CLOSE_ANY}][、{DOT}]?",
        rf"(?P<arabic>\d{{1,3}}){_B}?(?:、|[{DOT}](?=[^\d{DOT}%]|\d{{4}}年|\d{{1,2}}月))",
        rf"(?P<half_arabic>\d{{1,2}})[{CLOSE}]",
        rf"(?P<sign>[{''.join(SIGNS)}])[、{DOT}]?",
        rf"第(?P<part>{CHINESE_NUMERAL})(?:部分|章)[、{COLON}]?",
        rf"第(?P<firstly>{CHINESE_NUMERAL})[{COMMA}、]",
        rf"(?:整改|反馈)?(?:问题|任务|事项)(?P<tagged>{CHINESE_NUMERAL}|\d{{1,3}})(?=[{COLON}、{DOT}{BLANK}])[、{DOT}{COLON}]?",
    )
)


@dataclass(slots=True)
class Mark:
    """A number, a label, or a number with a label behind it, in text order.

    `alone`: the label has no colon; `value`: where the label's value begins; `introduced`: the number stands behind a colon;
    `weak`: the label stands behind a comma or a blank, and counts only where another label's value goes before.
    """

    start: int
    body: int
    own_line: bool
    family: int
    ordinal: int
    label: str | None
    alone: bool
    value: int = -1
    introduced: bool = False
    weak: bool = False


class _Patterns(NamedTuple):
    """A number or label behind a stop; the same at the very start of the text; a label behind a number, and the signs that one
    may begin with; label -> code."""

    behind_stop: re.Pattern[str]
    at_start: re.Pattern[str]
    behind_number: re.Pattern[str]
    label_signs: frozenset[str]
    codes: dict[str, str]


@cache
def _patterns() -> _Patterns:
    codes = words_by_code("labels.csv", "code")
    label = rf"[【\[]?(?P<label>{alternation(codes)})(?:如下|情况)?[】\]]?{_B}*(?=[{COLON}\n]|\Z)"
    # One look at the next character saves trying every alternative behind every stop.
    first = "".join(sorted({word[0] for word in codes} | set("一二三四五六七八九十第问整反任事") | set(SIGNS)))
    mark = rf"(?=[{BLANK}{OPEN_ANY}\d{first}]){_B}*+(?P<at>)(?:{_NUMBER}|{label})"
    return _Patterns(
        # Only the first of many blanks is a stop: trying each of them would take quadratic time. The lookbehind stands behind
        # the stop because a pattern that begins with a set of characters is tried only at these.
        re.compile(rf"(?P<stop>[\n{STOP}{SEMICOLON}{COLON}{COMMA}{CLOSE}】”{BLANK}])(?<!{_B}{_B}){mark}"),
        re.compile(rf"(?P<stop>){mark}"),
        re.compile(rf"{_B}*{label}"),
        frozenset({word[0] for word in codes} | set("【[" + BLANK)),
        codes,
    )


def _marks(text: str, brackets: list[Bracket], end: int) -> list[Mark]:
    patterns, codes = _patterns(), _patterns().codes
    marks = []
    inside_until, next_bracket = 0, 0
    first = patterns.at_start.match(text)
    for match in chain((first,) if first else (), patterns.behind_stop.finditer(text, 0, end)):
        stop, kind = match["stop"], match.lastgroup or ""
        start, place = match.span("at")[0], match.end()
        while next_bracket < len(brackets) and brackets[next_bracket].start < start:
            inside_until = brackets[next_bracket].end
            next_bracket += 1
        if start < inside_until:
            continue
        own_line = stop in ("\n", "")
        behind_blank = stop in _BLANKS
        behind_comma = stop != "" and stop in COMMA
        if kind == "label":
            value = place + (text[place : place + 1] in _COLONS)
            if own_line or value > place:
                weak = behind_comma or behind_blank
                marks.append(Mark(start, value, own_line, -1, 0, codes[match["label"]], value == place, weak=weak))
            continue
        family, number = SIGNS[match["sign"]] if kind == "sign" else (FAMILIES[kind], ordinal(match[kind]))
        if not number or (behind_comma and family < FIRSTLY) or behind_blank:
            continue
        may_be_labelled = text[place : place + 1] in patterns.label_signs
        label = patterns.behind_number.match(text, place, end) if may_be_labelled else None
        if label is None:
            while text[place : place + 1] in _BLANKS:
                place += 1
            marks.append(Mark(start, min(place, end), own_line, family, number, None, False, introduced=stop in _COLONS))
            continue
        value = label.end() + (text[label.end() : label.end() + 1] in _COLONS)
        body = label.start("label")
        marks.append(Mark(start, body, own_line, family, number, codes[label["label"]], value == label.end(), value))
    return marks


def _without_stray_starts(marks: list[Mark]) -> list[Mark]:
    """Leaves out a first number inside a line that no second one follows; 一是 and a number behind a colon may stand alone."""
    following: dict[int, int] = {}
    kept = []
    for mark in reversed(marks):
        if mark.family >= 0:
            stray = (
                mark.ordinal == 1
                and not mark.own_line
                and not mark.introduced
                and mark.family < FIRSTLY
                and following.get(mark.family) != 2
            )
            following[mark.family] = mark.ordinal
            if stray:
                continue
        kept.append(mark)
    kept.reverse()
    return kept


def chinese_numeral(number: int) -> str:
    """12 -> 十二, for 1 to 99."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens - 1]) + "十" * (tens > 0) + ("" if ones == 0 else _DIGITS[ones - 1])


NUMERALS = {chinese_numeral(number): number for number in range(1, 100)}


def ordinal(number: str) -> int:
    """一 -> 1, 12 -> 12; 0 for what is no number."""
    return int(number) if number.isdecimal() else NUMERALS.get(number, 0)


def find_marks(text: str, brackets: list[Bracket], end: int) -> list[Mark]:
    """All numbers and labels of text[:end] in order, those inside `brackets` and stray ones left out."""
    return _without_stray_starts(_marks(text, brackets, end))


def leading_family(text: str, start: int, end: int) -> int | None:
    """The family of the number that the line text[start:end] begins with, -1 for a label, None for other words."""
    match = _patterns().at_start.match(text, start, end)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind == "label":
        return -1
    return SIGNS[match["sign"]][0] if kind == "sign" else FAMILIES[kind]


def labels_with_colon(text: str) -> list[int]:
    """Where labels with a colon begin, also those glued to the words before them."""
    return [match.start() for match in _label_anywhere().finditer(text)]


def labels_between_blanks(text: str) -> list[int]:
    """Where labels without a colon begin and end that stand between blanks and recur (… 责任单位 镇财政所 整改时限 年底前 …)."""
    found = list(_label_between_blanks().finditer(text))
    said = Counter(match.group() for match in found)
    return [place for match in found if said[match.group()] > 1 for place in (match.start(), match.end() + 1)]


@cache
def _label_between_blanks() -> re.Pattern[str]:
    words = [word for word in words_by_code("labels.csv", "code") if len(word) >= _LONG_LABEL]
    return re.compile(rf"(?<=[ \u3000])(?:{alternation(words)})(?=[ \u3000]\S)")


@cache
def _label_anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words_by_code('labels.csv', 'code'))}){_B}?[{COLON}]")
