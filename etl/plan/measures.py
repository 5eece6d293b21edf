"""The measures of an issue: each one of a list, or the words as one where nothing is numbered.

整改措施:一是健全机制。二是加强督导。         two
整改措施:由分管领导牵头,共享数据。           one
(in a later part) 1. 严格标准。… 2. 加强复核。…  those of the joined node
a task without labels                      its words, or its numbered list; none where it is only a name
"""

from etl.parsed import Span
from etl.plan.deadlines import is_only_deadline
from etl.plan.leaves import Leaf, Leaves
from etl.plan.marks import FIRSTLY
from etl.plan.outline import Field, Node
from etl.plan.statuses import read_status
from etl.plan.wording import behind_quote, is_bare_name, is_imperative, quoted_problem

TELLING = ("measures", "progress")
BLANKS = " \t\n\r\u3000\xa0"
_ENDS = BLANKS + "。"
_BEGINS = BLANKS + "。:：,，、"


class Measures:
    """Finds the measures of the issues of one document."""

    def __init__(self, leaves: Leaves) -> None:
        self.text = leaves.text
        self.leaves = leaves
        self._answered: dict[Node, list[Span]] = {}

    def reports_below(self, leaf: Leaf, fields: list[Field]) -> bool:
        """Whether the lines below a problem's heading are its report: in a part of reports, without labels."""
        if "progress" not in leaf.roles or fields or leaf.span is not None:
            return False
        end = self.leaves.heading(leaf.node)[1]
        rest = self.text[end : leaf.node.end]
        glued = leaf.roles == {"progress"} and rest.startswith("。")
        return (glued or rest.lstrip("。 \t\r").startswith("\n")) and bool(rest.strip(BLANKS + "。"))

    def of(self, leaf: Leaf, fields: list[Field], kind: str, start: int, end: int) -> list[Span]:
        """The measures of an issue with these labelled pieces, whose words stand in text[start:end]."""
        return [measure for measure in self._of(leaf, fields, kind, start, end) if measure.end > measure.start]

    def _of(self, leaf: Leaf, fields: list[Field], kind: str, start: int, end: int) -> list[Span]:
        if leaf.joined:
            parts = {node: self._part_roles(node) for node in leaf.joined}
            answers = [node for node in leaf.joined if node.label in (None, *TELLING) and parts[node] != {"tasks"}]
            planned = [node for node in answers if parts[node] != {"progress"}]  # 整改措施 before 整改完成情况
            return [span for node in planned or answers for span in self._answers_of(node)]
        for code in ("measures", "progress", "goal"):
            pieces = [piece for piece in fields if piece.code == code]
            told = [piece for piece in pieces if not self._is_state(piece)]  # 整改结果:已整改 beside 整改情况:… is no measure
            spans = [span for piece in told or pieces for span in self._listed(piece)]
            if spans:
                return spans
        children = [child for child in leaf.node.children if child.label is None and child.under is None]
        own_line = [child for child in children if child.own_line and child.family < FIRSTLY]
        heading_start, heading_end = self.leaves.heading(leaf.node)
        heading = self.text[heading_start:heading_end]
        quoted = quoted_problem(heading)
        if self.reports_below(leaf, fields):
            return [self._measure(child) for child in children] or [self._trimmed(heading_end, end)]
        if kind == "problem" and not quoted:
            fixes = [child for child in own_line if is_imperative(self.leaves.words(child))]
            return (
                [self._measure(child) for child in own_line]
                if len(fixes) * 2 > len(own_line)
                else self._behind_bracket(leaf, end)
            )
        if own_line:
            return [self._measure(child) for child in own_line]
        inline = [child for child in children if child.family >= FIRSTLY] or children
        if len(inline) > 1:
            return [self._measure(child) for child in inline]
        others = [piece.start for piece in fields if piece.code not in ("measures", "progress", "goal", "finding")]
        end = min([end, *(place for place in others if place > heading_end)])
        block = self._trimmed(heading_start + behind_quote(heading) if quoted else start, end)
        if block.end - block.start < 2 or (not quoted and is_bare_name(self.text[block.start : block.end].rstrip("。"))):
            return []
        return [block]

    def _behind_bracket(self, leaf: Leaf, end: int) -> list[Span]:
        """The words behind a bracket of units at the title, or behind a title where they say what is done (由镇财政所牵头,…),
        in a part of problems and measures; none elsewhere."""
        heading_end = self.leaves.heading(leaf.node)[1]
        if leaf.span is not None or "measures" not in leaf.roles or leaf.node.children or leaf.node.fields:
            return []
        brackets = self.leaves.brackets.within(leaf.node.body, heading_end)
        rest = self.text[heading_end:end].lstrip(_BEGINS)
        if not brackets and not (rest.startswith("由") or is_imperative(rest)):
            return []
        block = self._trimmed(brackets[-1].end if brackets else heading_end, end)
        return [block] if block.end - block.start > 1 else []

    def _part_roles(self, node: Node) -> frozenset[str]:
        """What the part holds that an answer is or stands in."""
        inner: Node | None = node
        while inner is not None:
            if roles := self.leaves.roles(inner):
                return roles
            inner = inner.parent
        return frozenset()

    def _answers(self, node: Node) -> list[Span]:
        """The measures of a node in the part of measures: its numbered children, its 一是 list, or its words."""
        fields = all_fields(node)
        for code in ("measures", "progress"):
            spans = [span for piece in fields if piece.code == code for span in self._listed(piece)]
            if spans:
                return spans
        children = [child for child in node.children if child.label is None]
        own_line = [child for child in children if child.own_line and child.family < FIRSTLY]
        listed = own_line or [child for child in children if child.family >= FIRSTLY]
        if listed:
            return [self._measure(child) for child in listed]
        start, end = self.leaves.heading(node)
        words = self.text[start:end]
        named = node.label is not None or (self.text[end : end + 1] == "\n" and self.leaves.is_named_part(node))
        behind = start + behind_quote(words) if quoted_problem(words) else end if named else node.body
        block = self._trimmed(behind, self._own_end(node))
        return [block] if block.end > block.start else []

    def _listed(self, piece: Field) -> list[Span]:
        """The measures of a labelled piece: its numbered list, else the piece as one."""
        children = piece.listed
        if children:
            top = children[0].family
            return [self._measure(child) for child in children if child.family == top or child.own_line]
        block = self._trimmed(piece.body, piece.end)
        return [block] if block.end > block.start else []

    def _is_state(self, piece: Field) -> bool:
        """Whether a labelled piece is nothing but a state: 整改结果:已整改。"""
        status = read_status(self.text, piece.body, piece.end)
        rest = self.text[status.end : piece.end].strip(BLANKS + "。,，") if status else ""
        return status is not None and (not rest or is_only_deadline(rest))

    def _measure(self, node: Node) -> Span:
        """The words of a numbered measure, up to a label inside it that is none of measures (责任单位:…)."""
        return self._trimmed(node.body, self._own_end(node))

    def _own_end(self, node: Node) -> int:
        """Where a measure's own words end: at the first label that is none of measures."""
        return min((piece.start for piece in node.fields if piece.code not in ("measures", "progress")), default=node.end)

    def _trimmed(self, start: int, end: int) -> Span:
        """The words without blanks around them and without unit brackets at their end."""
        text = self.text
        while True:
            while end > start and text[end - 1] in _ENDS:
                end -= 1
            bracket = self.leaves.brackets.by_end.get(end)
            if bracket is None or bracket.start < start:
                break
            end = bracket.start
        while start < end and text[start] in _BEGINS:
            start += 1
        return Span(start, end)

    def _answers_of(self, node: Node) -> list[Span]:
        """The answers of a node, which may be joined to many issues, found once."""
        known = self._answered.get(node)
        if known is None:
            known = self._answered[node] = self._answers(node)
        return known


def all_fields(node: Node) -> list[Field]:
    """The labelled pieces of a node and of all below it."""
    return [*node.fields, *(piece for child in node.children for piece in all_fields(child))]
