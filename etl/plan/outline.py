"""The outline of a document: its numbered paragraphs and labelled pieces as a tree of nodes with spans.

    一、存在问题                                     一、存在问题
    (一)产业帮扶不够精准。…                           └ (一)产业帮扶不够精准。…
    整改措施:一是…。二是…。              →               field measures ─ 一是…, 二是…
    责任单位:乡农业中心                                 field responsible
    二、工作要求                                     二、工作要求

Families of numbering: 第一部分; 一、; (一); 问题1:; 1. or 1、; (1) or 1); ①; 第一,; 一是. Which stands below which is learned
from the document: B is below A when B starts again at 1 between two numbers of A. Half and full width, blanks, missing levels,
numbers that start again in each section and numbers glued to the sentence before are all read. A number inside a line counts
only when it starts a list or goes on with one. Labels (整改措施:) come from data/vocabulary/labels.csv.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

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
# Numbers nested deeper than this restart their list instead.
DEEPEST = 12
_DIGITS = "一二三四五六七八九"
NUMERALS = {
    ("" if tens < 2 else _DIGITS[tens - 1]) + "十" * (tens > 0) + ("" if ones == 0 else _DIGITS[ones - 1]): 10 * tens + ones
    for tens in range(10)
    for ones in range(10)
    if tens or ones
}
SIGNS = {
    **{chr(0x2460 + n): (CIRCLED, n + 1) for n in range(20)},
    **{chr(0x2776 + n): (CIRCLED, n + 1) for n in range(10)},
    **{chr(0x2474 + n): (BRACKETED_ARABIC, n + 1) for n in range(20)},
    **{chr(0x2488 + n): (ARABIC, n + 1) for n in range(20)},
    **{chr(0x3220 + n): (BRACKETED, n + 1) for n in range(10)},
}
_B = f"[{BLANK}]"
_BLANKS = tuple(BLANK)
_COLONS = tuple(COLON)
_NUMBER = "|".join(
    (
        rf"(?P<one_is>{CHINESE_NUMERAL})[是要](?!的|求)",
        rf"(?P<chapter>{CHINESE_NUMERAL}){_B}?[、{DOT}]",
        rf"[{OPEN_ANY}]{_B}?(?P<bracketed>{CHINESE_NUMERAL}){_B}?[{CLOSE_ANY}][、{DOT}]?",
        rf"[{OPEN_ANY}]{_B}?(?P<bracketed_arabic>\d{{1,2}}){_B}?[{CLOSE_ANY}][、{DOT}]?",
        rf"(?P<arabic>\d{{1,3}}){_B}?(?:、|[{DOT}](?=[^\d{DOT}%]|\d{{4}}年))",
        rf"(?P<half_arabic>\d{{1,2}})[{CLOSE}]",
        rf"(?P<sign>[{''.join(SIGNS)}])[、{DOT}]?",
        rf"第(?P<part>{CHINESE_NUMERAL})(?:部分|章)[、{COLON}]?",
        rf"第(?P<firstly>{CHINESE_NUMERAL})[{COMMA}、]",
        rf"(?:整改|反馈)?(?:问题|任务|事项)(?P<tagged>{CHINESE_NUMERAL}|\d{{1,3}})(?=[{COLON}、{DOT}{BLANK}])[、{DOT}{COLON}]?",
    )
)


# Numbers glued to the words before, in a document that lost its line breaks.
_GLUED = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?P<at>)(?:[{OPEN_ANY}](?P<bracketed>{CHINESE_NUMERAL})[{CLOSE_ANY}]|(?P<arabic>\d{{1,2}})[{DOT}、](?=[\u4e00-\u9fff]))"
)


@dataclass(slots=True, eq=False)
class Field:
    """A labelled piece of a node: label from `start`, value from `body` to `end`; `code` as in labels.csv."""

    code: str
    start: int
    body: int
    end: int


@dataclass(slots=True, eq=False)
class Node:
    """A numbered paragraph with all that belongs to it: number from `start`, words from `body`, up to `end`.

    `label` is the code when the words are a label (1.整改措施:…); `under` is the field of the parent in which the node stands;
    `own_line` is False for a number inside a line.
    """

    family: int
    ordinal: int
    start: int
    body: int
    end: int
    own_line: bool
    label: str | None = None
    parent: "Node | None" = None
    under: Field | None = None
    children: list["Node"] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)


@dataclass(slots=True)
class _Mark:
    """A number, a label, or a number with a label behind it, in text order; `alone`: the label has no colon; `introduced`: the
    number stands behind a colon."""

    start: int
    body: int
    own_line: bool
    family: int
    ordinal: int
    label: str | None
    alone: bool
    value: int = -1
    introduced: bool = False


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """A number or label behind a stop; the same at the very start of the text; a label behind a number; label -> code."""
    codes = words_by_code("labels.csv", "code")
    label = rf"[【\[]?(?P<label>{alternation(codes)})(?:如下|情况)?[】\]]?{_B}*(?=[{COLON}\n]|\Z)"
    # One look at the next character saves trying every alternative behind every stop.
    first = "".join(sorted({word[0] for word in codes} | set("一二三四五六七八九十第问整反任事") | set(SIGNS)))
    mark = rf"(?=[{BLANK}{OPEN_ANY}\d{first}]){_B}*(?P<at>)(?:{_NUMBER}|{label})"
    return (
        re.compile(rf"(?P<stop>[\n{STOP}{SEMICOLON}{COLON}{COMMA}{CLOSE}】”]){mark}"),
        re.compile(rf"(?P<stop>){mark}"),
        re.compile(rf"{_B}*{label}"),
        codes,
    )


def _marks(text: str, brackets: list[Bracket], end: int) -> list[_Mark]:
    behind_stop, at_start, label_behind, codes = _patterns()
    marks = []
    inside_until, next_bracket = 0, 0
    first = at_start.match(text)
    for match in chain((first,) if first else (), behind_stop.finditer(text, 0, end)):
        stop, kind = match["stop"], match.lastgroup or ""
        start, place = match.span("at")[0], match.end()
        while next_bracket < len(brackets) and brackets[next_bracket].start < start:
            inside_until = brackets[next_bracket].end
            next_bracket += 1
        if start < inside_until:
            continue
        own_line = stop in ("\n", "")
        behind_comma = stop != "" and stop in COMMA
        if kind == "label":
            value = place + (text[place : place + 1] in _COLONS)
            if not behind_comma and (own_line or value > place):
                marks.append(_Mark(start, value, own_line, -1, 0, codes[match["label"]], value == place))
            continue
        family, ordinal = SIGNS[match["sign"]] if kind == "sign" else (FAMILIES[kind], _ordinal(match[kind]))
        if not ordinal or (behind_comma and family < FIRSTLY):
            continue
        label = label_behind.match(text, place, end)
        if label is None:
            while text[place : place + 1] in _BLANKS:
                place += 1
            marks.append(_Mark(start, min(place, end), own_line, family, ordinal, None, False, introduced=stop in _COLONS))
            continue
        value = label.end() + (text[label.end() : label.end() + 1] in _COLONS)
        body = label.start("label")
        marks.append(_Mark(start, body, own_line, family, ordinal, codes[label["label"]], value == label.end(), value))
    return marks


def _is_run_together(marks: list[_Mark]) -> bool:
    """Whether a document has lost its line breaks: its parts 一、 二、 stand inside lines."""
    parts = [mark for mark in marks if mark.family == CHAPTER]
    return len(parts) > 1 and not any(mark.own_line for mark in parts)


def _run_together(text: str, marks: list[_Mark], end: int) -> list[_Mark]:
    """The marks of a document without line breaks: numbers count as if on lines of their own, and (一) and 1. also where they
    are glued to the words before."""
    known = {mark.start for mark in marks}
    for match in _GLUED.finditer(text, 0, end):
        start = match.start("at")
        if start not in known:
            kind = match.lastgroup or ""
            marks.append(_Mark(start, match.end(), True, FAMILIES[kind], _ordinal(match[kind]), None, False))
    for mark in marks:
        mark.own_line = mark.own_line or CHAPTER <= mark.family <= ARABIC
    return sorted(marks, key=lambda mark: mark.start)


def _without_stray_starts(marks: list[_Mark]) -> list[_Mark]:
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


def _ordinal(number: str) -> int:
    """一 -> 1, 12 -> 12; 0 for what is no number."""
    return int(number) if number.isdecimal() else NUMERALS.get(number, 0)


def _ranks(marks: list[_Mark]) -> dict[int, int]:
    """Family -> level in this document, from the order in which numbers on lines of their own start again."""
    last: dict[int, int] = {}
    started: dict[int, set[int]] = {}
    above: dict[tuple[int, int], int] = {}
    for mark in marks:
        if mark.family < 0 or not mark.own_line:
            continue
        family = mark.family
        if last.get(family) == mark.ordinal - 1:
            for other in started[family]:
                above[family, other] = above.get((family, other), 0) + 1
        last[family] = mark.ordinal
        started[family] = set()
        if mark.ordinal == 1:
            for inside in started.values():
                inside.add(family)
            started[family] = set()
    families = sorted(last)
    wins = {
        family: sum(
            above.get((family, other), 0) > above.get((other, family), 0)
            or (above.get((family, other), 0) == above.get((other, family), 0) and family < other)
            for other in families
            if other != family
        )
        for family in families
    }
    return {family: len(families) - wins[family] for family in families}


def read_outline(text: str, brackets: list[Bracket], end: int | None = None) -> Node:
    """The tree of a document up to `end` (its signature), without the numbers inside `brackets`.

    The root spans the whole text and has family -1.
    """
    end = len(text) if end is None else end
    marks = _marks(text, brackets, end)
    if _is_run_together(marks):
        marks = _run_together(text, marks, end)
    marks = _without_stray_starts(marks)
    ranks = _ranks(marks)
    root = Node(-1, 0, 0, 0, len(text), True)
    stack = [root]
    for mark in marks:
        if mark.family < 0:
            _open_field(stack, mark)
            continue
        place = _place(stack, mark, ranks)
        if place is None:
            continue
        _close(stack, place, mark.start)
        parent = stack[-1]
        under = parent.fields[-1] if parent.fields and parent.fields[-1].end < 0 else None
        node = Node(mark.family, mark.ordinal, mark.start, mark.body, -1, mark.own_line, mark.label, parent, under)
        parent.children.append(node)
        stack.append(node)
        if mark.label and not mark.alone:
            node.fields.append(Field(mark.label, mark.body, mark.value, -1))
    _close(stack, 1, end)
    _close(stack, 0, len(text))
    return root


def _close(stack: list[Node], depth: int, end: int) -> None:
    """Ends the nodes below `depth` of the stack, with their last fields, at `end`."""
    while len(stack) > depth:
        node = stack.pop()
        node.end = end
        if node.fields and node.fields[-1].end < 0:
            node.fields[-1].end = end


def _open_field(stack: list[Node], mark: _Mark) -> None:
    """A label belongs to the innermost node that is not itself part of an earlier label's value."""
    depth = len(stack)
    for index, node in enumerate(stack):
        if node.under is not None or (not node.own_line and mark.own_line):
            depth = index
            break
    _close(stack, max(depth, 1), mark.start)
    node = stack[-1]
    if node.fields and node.fields[-1].end < 0:
        node.fields[-1].end = mark.start
    node.fields.append(Field(mark.label or "", mark.start, mark.body, -1))


def _place(stack: list[Node], mark: _Mark, ranks: dict[int, int]) -> int | None:
    """How many nodes of the stack stay open for this number; None when the number is none of the outline."""
    same = [depth for depth in range(len(stack) - 1, 0, -1) if stack[depth].family == mark.family]
    following = [depth for depth in same if stack[depth].ordinal == mark.ordinal - 1]
    for depth in following:
        if stack[depth].own_line == mark.own_line:
            return depth
    if following:
        return following[0]
    if not mark.own_line:
        if mark.ordinal != 1:
            return None
        return len(stack) if len(stack) < DEEPEST or not same else same[0]
    if not any(stack[depth].own_line for depth in same):
        rank = ranks[mark.family]
        depth = len(stack)
        while depth > 1 and stack[depth - 1].under is None and _rank(stack[depth - 1], ranks) > rank:
            depth -= 1
        return depth
    if mark.ordinal == 1:
        outer = next((depth for depth in same if stack[depth].own_line), None)
        labelled = any(node.fields and node.fields[-1].end < 0 for node in stack[(outer or 1) :])
        if outer is not None and (not labelled or len(stack) >= DEEPEST):
            return outer
        return len(stack) if len(stack) < DEEPEST else same[0]
    return next((depth for depth in same if stack[depth].own_line), same[0])


def _rank(node: Node, ranks: dict[int, int]) -> int:
    return ranks.get(node.family, 99) if node.own_line else 99
