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

from dataclasses import dataclass, field, replace

from etl.plan.bare_headings import with_bare_headings
from etl.plan.brackets import Bracket
from etl.plan.marks import Mark, find_marks
from etl.plan.wording import section_roles

# Labels whose value is a few words: alone on a numbered line they have it on the next.
_SHORT_VALUES = frozenset({"lead", "responsible", "supporting", "supervising", "person", "deadline", "status"})
# Numbers nested deeper than this restart their list instead.
DEEPEST = 12


@dataclass(slots=True, eq=False)
class Field:
    """A labelled piece of a node: label from `start`, value from `body` to `end`; `code` as in labels.csv.

    `listed` are the numbered nodes inside the value.
    """

    code: str
    start: int
    body: int
    end: int
    listed: "list[Node]" = field(default_factory=list)


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


def _ranks(marks: list[Mark]) -> dict[int, int]:
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
    marks = with_bare_headings(text, find_marks(text, brackets, end), end)
    ranks = _ranks(marks)
    root = Node(-1, 0, 0, 0, len(text), True)
    stack = [root]
    for mark in marks:
        if mark.family < 0:
            if not mark.weak or _has_open_field(stack):
                _open_field(stack, mark)
            continue
        place = _place(stack, mark, ranks, text)
        if place is None:
            continue
        _close(stack, place, mark.start)
        parent = stack[-1]
        under = parent.fields[-1] if parent.fields and parent.fields[-1].end < 0 else None
        node = Node(mark.family, mark.ordinal, mark.start, mark.body, -1, mark.own_line, mark.label, parent, under)
        parent.children.append(node)
        if under is not None:
            under.listed.append(node)
        stack.append(node)
        if mark.label and (not mark.alone or mark.label in _SHORT_VALUES):  # 二、责任单位 / 镇财政所
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


def _has_open_field(stack: list[Node]) -> bool:
    """Whether the words here belong to a label's value."""
    return any(node.fields and node.fields[-1].end < 0 for node in stack[-2:])


def _open_field(stack: list[Node], mark: Mark) -> None:
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


def _place(stack: list[Node], mark: Mark, ranks: dict[int, int], text: str) -> int | None:
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
        labelled = any(_begins_value(node, mark, text) for node in stack[(outer or 1) :])
        if outer is not None and (not labelled or len(stack) >= DEEPEST):
            return outer
        return len(stack) if len(stack) < DEEPEST else same[0]
    return next((depth for depth in same if stack[depth].own_line), same[0])


def _begins_value(node: Node, mark: Mark, text: str) -> bool:
    """Whether a number is the first word of the value of the node's last label (整改措施: / 1.…)."""
    return bool(node.fields) and node.fields[-1].end < 0 and not text[node.fields[-1].body : mark.start].strip()


def _rank(node: Node, ranks: dict[int, int]) -> int:
    return ranks.get(node.family, 99) if node.own_line else 99


def with_finding(text: str, pieces: list[Field]) -> list[Field]:
    """The labelled pieces of a node, of which 整改任务: names the problem where none else does and a report follows."""
    if any(piece.code == "finding" for piece in pieces) or not any(piece.code == "progress" for piece in pieces):
        return pieces
    first = next((piece for piece in pieces if piece.code == "measures"), None)
    if first is None or "tasks" not in section_roles(text[first.start : first.body].rstrip(":： ")):
        return pieces
    return [replace(piece, code="finding") if piece is first else piece for piece in pieces]
