"""The issues of a document: title, finding, class, measures, units, time limit and state of each, with spans."""

import re

from etl.parsed import Deadline, Issue, PlanFields, Span, Status, Title, Unit
from etl.plan.brackets import Bracket
from etl.plan.classes import Above, Classes
from etl.plan.deadlines import find_deadline, read_deadline
from etl.plan.issue_numbers import issue_numbers
from etl.plan.labelled import LabelReader, Told
from etl.plan.leaves import Leaf, Leaves
from etl.plan.measures import BLANKS, Measures
from etl.plan.outline import Field
from etl.plan.reading import IssueFinder
from etl.plan.signs import BLANK, CLOSE, OPEN
from etl.plan.statuses import Statuses
from etl.plan.themes import theme_of
from etl.plan.units import read_subject_units
from etl.plan.wording import (
    DATED_LEAD,
    ends_in_fault,
    is_fault,
    is_quoting,
    quoted_problem,
    title_span,
    without_problem_noun,
)

LONGEST_AT_END = 20  # characters of a bracket at an issue's end with what stands behind it
LONGEST_FOR_THEME = 300  # characters behind a title that are looked at for its theme
_STATE_BRACKET = re.compile(rf"[。{BLANK}]*[{OPEN}][^{OPEN}{CLOSE}\n]{{2,14}}[{CLOSE}]")
_LAST_BRACKET = re.compile(rf"[{OPEN}【\[][^{OPEN}{CLOSE}【】\n]{{2,14}}[{CLOSE}】\]][。{BLANK}\n]*$")
_ALL_PROBLEMS = re.compile(r"(?:以上|上述)(?:所有|各项|各类|全部)?问题[^。\n]{0,60}")
_WORD = re.compile(r"[^\W_]")
REPORTED = ("整改", "销号", "办结")


class IssueReader:
    """Reads the issues of one document; `year` completes yearless time limits, `written` is the text that titles, headings and
    names of units are cut from, where it is not the text read (etl/plan/width.py)."""

    def __init__(
        self, text: str, leaves: Leaves, year: int | None = None, written: str | None = None, document: PlanFields | None = None
    ) -> None:
        self.text = text
        self.written = text if written is None else written
        self.year = year
        self.document = document or PlanFields()
        self.leaves = leaves
        self.brackets = leaves.brackets
        self.statuses = Statuses(text)
        self.measures = Measures(leaves)
        self.kept: list[Leaf] = []
        self.labels = LabelReader(text, self.brackets, self.statuses, year, self.document)
        self.misread = self.labels.misread
        self.classes = Classes(text, self.written, leaves)

    def read(self, found: list[Leaf]) -> list[Issue]:
        """The issues of these leaves, in their order; `kept` are the leaves they are of."""
        self.kept = found = [leaf for leaf in found if self._says_something(leaf)]
        issues = [self._issue(leaf) for leaf in found]
        for issue, number in zip(issues, issue_numbers(found), strict=True):
            issue.no = number
        self._limit_all(issues)
        if len(issues) == 1 and self.document.kind == "rectification_report":  # 17号问题已完成整改,并通过验收,现公示如下
            issues[0].status = issues[0].status or self.statuses.within(0, issues[0].blocks[0].start, facts_only=True)
        return issues

    def _limit_all(self, issues: list[Issue]) -> None:
        """Gives all problems the limit set to all of them (以上问题于9月15日前整改到位), where none has its own.

        Said inside an earlier issue it may mean that one only or those before it too: sure is only that one.
        """
        if not issues or any(issue.deadline for issue in issues):
            return
        owner = IssueFinder(issues)
        for match in _ALL_PROBLEMS.finditer(self.text, issues[0].finding.start):
            limit = find_deadline(self.text, match.start(), match.end(), self.year)
            if limit is None:
                continue
            said_in = owner.at(match.start())
            if said_in is None or said_in is issues[-1]:
                for issue in issues:
                    issue.deadline = issue.deadline or limit
                return
            said_in.deadline = said_in.deadline or limit

    def _says_something(self, leaf: Leaf) -> bool:
        """Whether any word stands behind an issue's number: a number alone is no issue."""
        start, end = leaf.span or (leaf.node.body, leaf.node.end)
        return _WORD.search(self.text, start, end) is not None

    def _issue(self, leaf: Leaf) -> Issue:
        start, end = leaf.span or (leaf.node.body, leaf.node.end)
        fields = _fields_of(leaf)
        brackets = self.brackets.within(start, end)
        finding = Span(*self._finding(leaf, fields, brackets, start, end))
        fault_start = self._fault_behind_class(leaf, finding.start, finding.end)
        title = self._title(finding, fault_start)
        kind = self._kind(leaf, fields, self.written[max(title.start, fault_start) : title.end])
        measures = self.measures.of(leaf, fields, kind, finding.start, end)
        told = self._told(leaf, fields, brackets, end)
        above = self.classes.above(leaf)
        behind_title = self.text[title.end : min(finding.end, title.end + LONGEST_FOR_THEME)]
        return Issue(
            no="",
            path=list(above.path),
            category=self._category(leaf, fields, above),
            theme=theme_of(title.text, behind_title, above.theme, self.document.title or ""),
            kind=kind,
            title=title,
            finding=finding,
            blocks=[
                Span(leaf.node.start, leaf.node.end) if leaf.span is None else Span(start, end),
                *(Span(node.start, node.end) for node in leaf.joined),
            ],
            status=self._bracketed_status(leaf) or told.status or self._status(finding, measures) or above.status,
            deadline=told.deadline or self._deadline(measures) or self._deadline_of_words(leaf, finding.start, finding.end),
            units=self._as_written(_distinct(told.units or self._units_by_subject(leaf, start, end))),
            measures=measures,
        )

    def _told(self, leaf: Leaf, fields: list[Field], brackets: list[Bracket], end: int) -> Told:
        """Units, time limit and state by the labels and brackets of an issue and of its answers, else by their report."""
        units, deadline, status = self.labels.read(fields, brackets)
        for node in leaf.joined:
            joined = self.labels.below(node)
            units = units + joined.units
            deadline, status = deadline or joined.deadline, status or joined.status
            if status is None and "progress" in leaf.answer_roles:
                status = self.statuses.within(node.body, node.end)
        if self.measures.reports_below(leaf, fields):  # 该问题已完成整改。 stands in front of the measures
            status = status or self.statuses.within(self.leaves.heading(leaf.node)[1], end, facts_only=True)
        return Told(units, deadline, status)

    def _category(self, leaf: Leaf, fields: list[Field], above: Above) -> str | None:
        """The class that a label gives, else the headings above, else the own heading."""
        labelled = next((piece for piece in fields if piece.code == "category"), None)
        words = self.text[labelled.body : labelled.end].strip(BLANKS + "。") if labelled else ""
        return without_problem_noun(words) if words else above.category or self.classes.named_by(leaf, above)

    def _units_by_subject(self, leaf: Leaf, start: int, end: int) -> list[Unit]:
        """The units that the sentences of an issue and of its answers name, where no label and no bracket does."""
        units = read_subject_units(self.text, start, end)
        return units + [unit for node in leaf.joined for unit in read_subject_units(self.text, node.body, node.end)]

    def _as_written(self, units: list[Unit]) -> list[Unit]:
        """The units with their names as the text itself has them."""
        if self.written is self.text:
            return units
        return [Unit(unit.start, unit.end, unit.role, self.written[unit.start : unit.end]) for unit in units]

    def _finding(self, leaf: Leaf, fields: list[Field], brackets: list[Bracket], start: int, end: int) -> tuple[int, int]:
        """The description of the problem: what stands before the first measure, unit, time limit or report."""
        described = [piece for piece in fields if piece.code == "finding"]
        others = [piece.start for piece in fields if piece.code != "finding"]
        others += [child.start for child in leaf.node.children if child.under is None and child.label not in (None, "finding")]
        stop = min([end, *(place for place in others if place >= start), *(bracket.start for bracket in brackets)])
        text = self.text
        while start < stop and text[start] in BLANKS:
            start += 1
        if start >= stop:
            start, stop = (described[0].body, described[0].end) if described else (leaf.node.body, end)
        heading_end = self.leaves.heading(leaf.node)[1]
        if self.measures.reports_below(leaf, fields):
            stop = heading_end
        if leaf.span is None and heading_end < stop and is_quoting(text[start:heading_end]):
            stop = max([heading_end, *(piece.end for piece in described if piece.end <= stop)])
        stop = min(stop, max((piece.end for piece in described if start <= piece.end and piece.start < stop), default=stop))
        for piece in described:
            if piece.start <= start + 1 < piece.end:
                start = max(start, piece.body)
        while start < stop and text[start] in BLANKS:
            start += 1
        while stop > start and text[stop - 1] in BLANKS:
            stop -= 1
        if stop > start:
            return start, stop
        word = _WORD.search(text, *(leaf.span or (leaf.node.body, leaf.node.end)))  # nothing but labels: the first line
        start = word.start() if word else start
        line = text.find("\n", start, end)
        return start, end if line < 0 else line

    def _title(self, finding: Span, fault_start: int) -> Title:
        """The title of the fault that begins at `fault_start`, with the class in front of it."""
        start, end = self._title_span(fault_start, finding.end)
        if fault_start > finding.start:
            start = min(start, finding.start)
        return Title(start, end, self.written[start:end])

    def _title_span(self, start: int, end: int) -> tuple[int, int]:
        line = self.text.find("\n", start, end)
        first = self.text[start : end if line < 0 else line]
        quote = quoted_problem(first)
        if quote and is_quoting(first):
            return start + quote[0], start + quote[1]
        return title_span(self.text, start, end)

    def _fault_behind_class(self, leaf: Leaf, start: int, end: int) -> int:
        """Where the fault begins that stands behind its class (政策落实方面。卫生室设备不配套。), else the start of the finding.

        The title is then both: the heading alone says nothing.
        """
        behind = self.leaves.heading(leaf.node)[1] + 1
        told = leaf.span is None and "tasks" not in leaf.roles and self.leaves.tells_faults(leaf.node)
        return behind if told and start < behind < end else start

    def _kind(self, leaf: Leaf, fields: list[Field], told: str) -> str:
        """problem or task, by the part it stands in, its labels, and the words of its title."""
        if leaf.roles & {"problems", "progress"} or is_quoting(self.leaves.words(leaf.node)):
            return "problem"
        if any(piece.code == "finding" or self.text.startswith("整改", piece.start) for piece in fields):
            return "problem"
        at_fault = ends_in_fault(told) if leaf.roles == {"tasks"} else is_fault(told)  # 完成问题认领 is a task
        return "problem" if at_fault else "task"

    def _status(self, finding: Span, measures: list[Span]) -> Status | None:
        """The state worded in the finding, or in a measure when its words speak of putting right."""
        found = self.statuses.within(finding.start, finding.end, facts_only=True)
        if found is not None:
            return found
        for measure in measures:
            found = self.statuses.within(measure.start, measure.end, facts_only=True)
            if found is not None and any(word in self.text[found.start : found.end] for word in REPORTED):
                return found
        return None

    def _bracketed_status(self, leaf: Leaf) -> Status | None:
        """The state in a bracket right behind the title (1.关于“…”的问题。(已完成)) or at the issue's end (…。【已完成】)."""
        node_end = leaf.span[1] if leaf.span else leaf.node.end
        last = _LAST_BRACKET.search(self.text, max(leaf.node.body, node_end - LONGEST_AT_END), node_end)
        if last is not None and (state := self.statuses.within(last.start(), last.end())):
            return state
        end = self.leaves.heading(leaf.node)[1]
        behind = _STATE_BRACKET.match(self.text, end) if leaf.span is None else None
        return self.statuses.within(end, behind.end()) if behind else None

    def _deadline_of_words(self, leaf: Leaf, start: int, end: int) -> Deadline | None:
        """The limit in an issue's own words: 2023年6月10日前,… in front of a task; in a report without labels, anywhere."""
        lead = DATED_LEAD.match(self.text, start, end)
        if lead is not None and "problems" not in leaf.roles:
            return read_deadline(self.text, start, lead.end("limit"), self.year)
        return find_deadline(self.text, start, end, self.year) if leaf.roles == {"progress"} else None

    def _deadline(self, measures: list[Span]) -> Deadline | None:
        found = (find_deadline(self.text, measure.start, measure.end, self.year) for measure in reversed(measures))
        return next((deadline for deadline in found if deadline is not None), None)


def _fields_of(leaf: Leaf) -> list[Field]:
    """The labelled pieces of an issue: its own, and those of its numbered labels (1.整改措施:…)."""
    if leaf.span is not None:
        return leaf.fields
    labelled = [child for child in leaf.node.children if child.label]
    return [piece for node in (leaf.node, *labelled) for piece in node.fields]


def _distinct(units: list[Unit]) -> list[Unit]:
    """The first naming of each unit in each role."""
    seen: dict[tuple[str, str], Unit] = {}
    for unit in units:
        seen.setdefault((unit.role, unit.name), unit)
    return list(seen.values())
