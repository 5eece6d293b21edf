"""What is left of a document when every rule has taken its words: the text nobody claimed.

Claimed are the headings above the issues, the parts left aside (principles, schedule, safeguards), the fields the document says
of itself, its opening sentence (根据…制定本方案), the notice's address, and every figure. Of an issue only what was read: its
finding, its measures, units, time limit and state, the values of its labels, and the numbers in front of them. A paragraph that
merely stands between or behind them is left.
"""

import re
from collections.abc import Iterable

from etl.parsed import Issue, Span
from etl.plan.leaves import Leaf, Leaves
from etl.plan.outline import Field, Node
from etl.plan.signs import COLON, COMMA, SEMICOLON
from etl.plan.units import ROLES, value_end

_OPENING = re.compile(
    r"[ \t\u3000\xa0]*(?:为|《[^\n]{4,80}》已|根据|按照?|依据|依照|针对|就|结合|遵照|近日|日前|近期|近年来|现将|\d{4}年)[^\n]*"
    r"(?:方案|报告|通报|印发|如下|措施|公布|公开|办法|意见)[^\n]{0,30}"
)
# 国家评估组…提出了问题。…现结合我乡实际,制定整改方案如下:
_ANNOUNCING = re.compile(
    r"[^\n]*(?:制定(?:本|此|如下|[^。\n]{0,20}方案)|(?:报告|通报|汇报|公布|公开)如下|方案如下)[^。\n]{0,12}[。:：]?[ \t]*"
)
_ADDRESS = re.compile(rf"[ \t\u3000\xa0]*(?:各|县|区|市|中共)[^\n。]{{1,60}}[{COLON}][ \t]*(?=\n|$)")
_CLAUSE_BEFORE = re.compile(rf"[。\n{COMMA}{SEMICOLON}{COLON}](?P<subject>[^。\n{COMMA}{SEMICOLON}{COLON}]*)\Z")
_SUBJECT = 14  # characters
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


Place = tuple[int, int]  # text[start:end]


def places_of(spans: Iterable[Span]) -> list[Place]:
    """Where spans stand."""
    return [(span.start, span.end) for span in spans]


def opening(text: str, end: int) -> list[Place]:
    """The opening sentence and the notice's address in front of the first part, which begins at `end`."""
    spans = []
    start = 0
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        for pattern in (_OPENING, _ADDRESS, _ANNOUNCING):
            match = pattern.match(text, start, stop)
            if match is not None and (pattern is not _ANNOUNCING or match.end() == stop):
                spans.append((start, stop if pattern is _OPENING else match.end()))
                break
        start = stop + 1
    return spans


class IssueClaims:
    """Gathers what was read of the issues of one document; a node joined to several issues is looked at once."""

    def __init__(self, text: str, leaves: Leaves) -> None:
        self.places: list[Place] = []
        self._text = text
        self._leaves = leaves
        self._seen: set[Node] = set()

    def add(self, leaf: Leaf, issue: Issue) -> None:
        """What was read of one issue."""
        self.places += places_of((issue.finding, *issue.measures, *issue.units))
        if issue.deadline is not None:
            self.places.append((issue.deadline.start, issue.deadline.end))
        if issue.status is not None:  # 该问题已完成整改: with what its clause is about
            clause = _CLAUSE_BEFORE.search(self._text, max(0, issue.status.start - _SUBJECT), issue.status.start)
            self.places.append((clause.start("subject") if clause else issue.status.start, issue.status.end))
        start, end = leaf.span or (leaf.node.start, leaf.node.end)
        self._add_brackets(start, end)
        self._add_fields(leaf.fields)
        if leaf.span is None:
            self._add_node(leaf.node)
        for node in leaf.joined:
            self._add_brackets(node.start, node.end)
            self._add_heading(node)
            self._add_node(node)

    def _add_brackets(self, start: int, end: int) -> None:
        self.places += [(bracket.start, bracket.end) for bracket in self._leaves.brackets.within(start, end)]

    def _add_heading(self, node: Node) -> None:
        self.places.append((node.start, self._leaves.heading(node)[1]))

    def _add_node(self, node: Node) -> None:
        """The numbers and labelled pieces of a node and of all below it."""
        if node in self._seen:
            return
        self._seen.add(node)
        self.places.append((node.start, node.body))
        if node.label is not None:
            self._add_heading(node)
        self._add_fields(node.fields)
        for child in node.children:
            self._add_node(child)

    def _add_fields(self, fields: list[Field]) -> None:
        self.places += [(piece.start, self._end_of_value(piece)) for piece in fields]

    def _end_of_value(self, piece: Field) -> int:
        """Where a label's value ends: units, persons, time limits and states in their line, other words with their piece."""
        if piece.code in ROLES or piece.code == "person":
            return value_end(self._text, piece.body, piece.end)
        if piece.code not in ("deadline", "status"):
            return piece.end
        words = self._text[piece.body : piece.end]
        line = words.find("\n", len(words) - len(words.lstrip()))
        return piece.end if line < 0 else piece.body + line


def unclaimed(text: str, claimed: Iterable[Place]) -> list[Span]:
    """The stretches of text with words in them that no claimed place covers, without blanks and stops around them."""
    left = []
    position = 0
    for start, end in [*sorted(claimed), (len(text), len(text))]:
        if start > position and _WORD.search(text, position, start):
            piece = text[position:start]
            first = position + len(piece) - len(piece.lstrip(" \t\r\n\u3000\xa0。;,、|"))
            left.append(Span(first, position + len(piece.rstrip(" \t\r\n\u3000\xa0|"))))
        position = max(position, end)
    return left
