"""The issues of a document: title, finding, class, measures, units, time limit and state of each, with spans."""

import re

from etl.parsed import Deadline, Issue, Span, Status, Title, Unit
from etl.plan.brackets import Bracket
from etl.plan.deadlines import find_deadline, read_deadline
from etl.plan.leaves import Leaf, Leaves
from etl.plan.outline import (
    ARABIC,
    BRACKETED,
    BRACKETED_ARABIC,
    CIRCLED,
    FIRSTLY,
    ONE_IS,
    TAGGED,
    Field,
    Node,
)
from etl.plan.statuses import Statuses, grouped_status, read_status
from etl.plan.themes import theme_of
from etl.plan.units import ROLES, read_units, read_verb_units, split_labels
from etl.plan.wording import (
    behind_quote,
    is_bare_name,
    is_deficient,
    is_imperative,
    is_quoting,
    quoted_problem,
    title_span,
    without_problem_noun,
)

BLANKS = " \t\n\r\u3000\xa0"
LONGEST_CLASS = 40
REPORTED = ("整改", "销号", "办结")


class IssueReader:
    """Reads the issues of one document; `year` completes yearless time limits."""

    def __init__(self, text: str, leaves: Leaves, year: int | None = None) -> None:
        self.text = text
        self.year = year
        self.leaves = leaves
        self.brackets = leaves.brackets
        self.statuses = Statuses(text)

    def read(self, found: list[Leaf]) -> list[Issue]:
        """The issues of these leaves, in their order."""
        issues = [self._issue(leaf) for leaf in found]
        for issue, number in zip(issues, _numbers(found), strict=True):
            issue.no = number
        return issues

    def _issue(self, leaf: Leaf) -> Issue:
        text = self.text
        start, end = leaf.span or (leaf.node.body, leaf.node.end)
        nodes = [leaf.node, *(child for child in leaf.node.children if child.label)]
        fields = [piece for node in nodes for piece in node.fields if start <= piece.start < end or node is not leaf.node]
        brackets = self.brackets.within(start, end)
        finding_start, finding_end = self._finding(leaf, fields, brackets, start, end)
        title_start, title_end = self._title(finding_start, finding_end)
        title = Title(title_start, title_end, text[title_start:title_end])
        deficient = (is_deficient(title.text) and not is_imperative(title.text)) or "finding" in {piece.code for piece in fields}
        kind = self._kind(leaf, deficient or any(text.startswith("整改", piece.start) for piece in fields))
        measures = self._measures(leaf, fields, kind, finding_start, end)
        units, deadline, status = self._labelled(fields, brackets)
        for node in leaf.joined:
            more, joined_deadline, joined_status = self._labelled(_all_fields(node), self.brackets.within(node.start, node.end))
            units += more
            deadline, status = deadline or joined_deadline, status or joined_status
            if status is None and "progress" in leaf.answer_roles:
                status = self.statuses.within(node.body, node.end)
        path = [self._heading_text(node) for node in leaf.above]
        return Issue(
            no="",
            path=path,
            category=self._category(leaf),
            theme=theme_of(title.text, text[title_end : min(finding_end, title_end + 300)], path[1:]),
            kind=kind,
            title=title,
            finding=Span(finding_start, finding_end),
            blocks=[Span(leaf.node.start, leaf.node.end) if leaf.span is None else Span(start, end)]
            + [Span(node.start, node.end) for node in leaf.joined],
            status=status or self._status(finding_start, finding_end, measures) or self._group_status(leaf),
            deadline=deadline or self._deadline(measures),
            units=_distinct(units),
            measures=measures,
        )

    def _heading_text(self, node: Node) -> str:
        return self.text[node.start : self.leaves.heading(node)[1]].rstrip(BLANKS + ":：")

    def _finding(self, leaf: Leaf, fields: list[Field], brackets: list[Bracket], start: int, end: int) -> tuple[int, int]:
        """The description of the problem: what stands before the first measure, unit, time limit or report."""
        others = [piece.start for piece in fields if piece.code != "finding"]
        others += [child.start for child in leaf.node.children if child.under is None and child.label not in (None, "finding")]
        stop = min([end, *(place for place in others if place >= start), *(bracket.start for bracket in brackets)])
        text = self.text
        while start < stop and text[start] in BLANKS:
            start += 1
        if start >= stop:
            labelled = next((piece for piece in fields if piece.code == "finding"), None)
            start, stop = (labelled.body, labelled.end) if labelled else (leaf.node.body, end)
        heading_end = self.leaves.heading(leaf.node)[1]
        if self._reports_below(leaf, fields):
            stop = heading_end
        if leaf.span is None and heading_end < stop and is_quoting(text[start:heading_end]):
            stop = max([heading_end, *(piece.end for piece in fields if piece.code == "finding" and piece.end <= stop)])
        described = [piece.end for piece in fields if piece.code == "finding" and start <= piece.end and piece.start < stop]
        stop = min(stop, max(described, default=stop))
        for piece in fields:
            if piece.code == "finding" and piece.start <= start + 1 < piece.end:
                start = max(start, piece.body)
        while start < stop and text[start] in BLANKS:
            start += 1
        while stop > start and text[stop - 1] in BLANKS:
            stop -= 1
        return start, stop

    def _reports_below(self, leaf: Leaf, fields: list[Field]) -> bool:
        """Whether the lines below a problem's heading are its report: in a part of reports, without labels."""
        if "progress" not in leaf.roles or fields or leaf.span is not None:
            return False
        end = self.leaves.heading(leaf.node)[1]
        return self.text.startswith("\n", end) and bool(self.text[end : leaf.node.end].strip(BLANKS))

    def _title(self, start: int, end: int) -> tuple[int, int]:
        line = self.text.find("\n", start, end)
        first = self.text[start : end if line < 0 else line]
        quote = quoted_problem(first)
        if quote and is_quoting(first):
            return start + quote[0], start + quote[1]
        return title_span(self.text, start, end)

    def _kind(self, leaf: Leaf, deficient: bool) -> str:
        if "problems" in leaf.roles:
            return "problem"
        return "problem" if deficient or "progress" in leaf.roles else "task"

    def _category(self, leaf: Leaf) -> str | None:
        """The class: the heading right below the part, or the part's own when it is no kind of part; 方面 and 的问题 cut off."""
        for node in leaf.above:
            name = without_problem_noun(self.leaves.words(node))
            if name != self.leaves.words(node) and _says_class(self.leaves.words(node)) and name and len(name) <= LONGEST_CLASS:
                return name
        for node in [*leaf.above, leaf.node]:
            words = self.leaves.words(node)
            if node is leaf.node:
                named = words.rstrip("。:： ")
                return named.removesuffix("方面") if named.endswith("方面") and len(named) <= LONGEST_CLASS else None
            if node in self.leaves.parts and self.leaves.is_named_part(node):
                continue
            name = without_problem_noun(words)
            return name if name and len(name) <= LONGEST_CLASS else None
        return None

    def _measures(self, leaf: Leaf, fields: list[Field], kind: str, start: int, end: int) -> list[Span]:
        if leaf.joined:
            return [span for node in leaf.joined for span in self._answers(node)]
        for code in ("measures", "progress", "goal"):
            spans = [span for piece in fields if piece.code == code for span in self._listed(leaf.node, piece)]
            if spans:
                return spans
        children = [child for child in leaf.node.children if child.label is None and child.under is None]
        own_line = [child for child in children if child.own_line and child.family < FIRSTLY]
        heading_start, heading_end = self.leaves.heading(leaf.node)
        heading = self.text[heading_start:heading_end]
        quoted = quoted_problem(heading)
        if self._reports_below(leaf, fields):
            return [self._measure(child) for child in children] or [self._trimmed(heading_end, end)]
        if kind == "problem" and not quoted:
            fixes = [child for child in own_line if is_imperative(self.leaves.words(child))]
            return [self._measure(child) for child in own_line] if len(fixes) * 2 > len(own_line) else []
        if own_line:
            return [self._measure(child) for child in own_line]
        inline = [child for child in children if child.family >= FIRSTLY] or children
        if len(inline) > 1:
            return [self._measure(child) for child in inline]
        block = self._trimmed(heading_start + behind_quote(heading) if quoted else start, end)
        if block.end - block.start < 2 or (not quoted and is_bare_name(self.text[block.start : block.end].rstrip("。"))):
            return []
        return [block]

    def _answers(self, node: Node) -> list[Span]:
        """The measures of a node in the part of measures: its numbered children, its 一是 list, or its words."""
        fields = _all_fields(node)
        for code in ("measures", "progress"):
            spans = [span for piece in fields if piece.code == code for span in self._listed(node, piece)]
            if spans:
                return spans
        children = [child for child in node.children if child.label is None]
        own_line = [child for child in children if child.own_line and child.family < FIRSTLY]
        listed = own_line or [child for child in children if child.family >= FIRSTLY]
        if listed:
            return [self._measure(child) for child in listed]
        start, end = self.leaves.heading(node)
        words = self.text[start:end]
        behind = start + behind_quote(words) if quoted_problem(words) else node.body
        block = self._trimmed(behind, self._own_end(node))
        return [block] if block.end > block.start else []

    def _listed(self, node: Node, piece: Field) -> list[Span]:
        """The measures of a labelled piece: its numbered list, else the piece as one."""
        holders = [node, *node.children]
        children = [child for holder in holders for child in holder.children if child.under is piece]
        if children:
            top = children[0].family
            return [self._measure(child) for child in children if child.family == top or child.own_line]
        block = self._trimmed(piece.body, piece.end)
        return [block] if block.end > block.start else []

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
            while end > start and text[end - 1] in BLANKS + "。":
                end -= 1
            bracket = self.brackets.by_end.get(end)
            if bracket is None or bracket.start < start:
                break
            end = bracket.start
        while start < end and text[start] in BLANKS + "。:：,，、":
            start += 1
        return Span(start, end)

    def _labelled(self, fields: list[Field], brackets: list[Bracket]) -> tuple[list[Unit], Deadline | None, Status | None]:
        """Units, time limit and state from labelled pieces and brackets."""
        text = self.text
        units: list[Unit] = []
        deadline: Deadline | None = None
        status: Status | None = None
        pieces = [(piece.code, piece.body, piece.end) for piece in fields]
        for bracket in brackets:
            if bracket.labelled:
                pieces += split_labels(text, bracket.start + 1, bracket.inner_end)
            else:
                units += read_verb_units(text, bracket.start + 1, bracket.inner_end)
        for code, start, end in pieces:
            if code in ROLES:
                units += read_units(text, start, end, code)
            elif code == "deadline":
                deadline = read_deadline(text, start, end, self.year) or deadline
            elif code == "status":
                status = read_status(text, start, end) or status
            elif code == "progress":
                status = read_status(text, start, end) or self.statuses.within(start, end) or status
        return units, deadline, status

    def _status(self, start: int, end: int, measures: list[Span]) -> Status | None:
        """The state worded in the finding, or in a measure when its words speak of putting right."""
        found = self.statuses.within(start, end)
        if found is not None:
            return found
        for measure in measures:
            found = self.statuses.within(measure.start, measure.end)
            if found is not None and any(word in self.text[found.start : found.end] for word in REPORTED):
                return found
        return None

    def _group_status(self, leaf: Leaf) -> Status | None:
        """The state of a heading above that gathers issues by state (已完成整改的问题)."""
        for node in reversed(leaf.above):
            found = grouped_status(self.text, *self.leaves.heading(node))
            if found is not None:
                return found
        return None

    def _deadline(self, measures: list[Span]) -> Deadline | None:
        found = [find_deadline(self.text, measure.start, measure.end, self.year) for measure in measures]
        return next((deadline for deadline in reversed(found) if deadline is not None), None)


def _says_class(heading: str) -> bool:
    """Whether a heading calls itself a class: 责任落实方面, 责任落实方面存在的问题 (1个)."""
    return (
        re.search(r"(?:方面|领域)(?:存在|反馈)?的?(?:主要|突出|具体)?(?:问题)?(?:[(（][^)）]{0,12}[)）])?[。:：\s]*$", heading)
        is not None
    )


def _all_fields(node: Node) -> list[Field]:
    return [*node.fields, *(piece for child in node.children for piece in _all_fields(child))]


def _distinct(units: list[Unit]) -> list[Unit]:
    """The first naming of each unit in each role."""
    seen: dict[tuple[str, str], Unit] = {}
    for unit in units:
        seen.setdefault((unit.role, unit.name), unit)
    return list(seen.values())


def number_text(node: Node, *, last: bool) -> str:
    """A node's number as it is cited: (一), 2. before another number and 2 at the end, (1), ①."""
    if node.family == BRACKETED:
        return f"({_chinese(node.ordinal)})"
    if node.family == BRACKETED_ARABIC:
        return f"({node.ordinal})"
    if node.family == CIRCLED:
        return f"({node.ordinal})"
    if node.family in (ARABIC, TAGGED):
        return str(node.ordinal) if last else f"{node.ordinal}."
    if node.family == ONE_IS:
        return f"{_chinese(node.ordinal)}是"
    return _chinese(node.ordinal) if last else f"{_chinese(node.ordinal)}、"


def _chinese(ordinal: int) -> str:
    tens, ones = divmod(ordinal, 10)
    digits = "一二三四五六七八九"
    return ("" if tens < 2 else digits[tens - 1]) + "十" * (tens > 0) + ("" if ones == 0 else digits[ones - 1])


def _numbers(leaves: list[Leaf]) -> list[str]:
    """The shortest numbers that tell the issues apart: 12, or (一)2.(1) where numbers start again."""
    chains = [[*leaf.above, leaf.node] for leaf in leaves]
    depth = max((len(chain) for chain in chains), default=0)
    for length in range(1, depth + 1):
        numbers = [
            "".join(number_text(node, last=node is chain[-1]) for node in chain[-length:] if node.family >= 0) for chain in chains
        ]
        if len(set(numbers)) == len(numbers):
            return numbers
    seen: dict[str, int] = {}
    unique = []
    for number in numbers if chains else []:
        seen[number] = seen.get(number, 0) + 1
        unique.append(number if seen[number] == 1 else f"{number}#{seen[number]}")
    return unique
