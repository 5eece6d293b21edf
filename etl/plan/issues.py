"""The issues of a document: title, finding, class, measures, units, time limit and state of each, with spans."""

import re

from etl.parsed import Deadline, Issue, Misread, PlanFields, Span, Status, Title, Unit
from etl.plan.brackets import VERBS, Bracket
from etl.plan.classes import Classes
from etl.plan.deadlines import UNDATED_LIMIT, find_deadline, is_only_deadline, later, read_deadline
from etl.plan.issue_numbers import issue_numbers
from etl.plan.leaves import Leaf, Leaves
from etl.plan.measures import BLANKS, Measures, all_fields
from etl.plan.outline import Field, Node
from etl.plan.reading import IssueFinder
from etl.plan.signs import BLANK, CLOSE, OPEN
from etl.plan.statuses import A_STATE, Statuses, lasting, read_status
from etl.plan.themes import theme_of
from etl.plan.units import ROLES, read_subject_units, read_units, read_verb_units, split_labels
from etl.plan.wording import (
    DATED_LEAD,
    ends_in_fault,
    is_fault,
    is_quoting,
    quoted_problem,
    title_span,
    without_problem_noun,
)
from etl.vocabulary import words_by_code

LONGEST_LIMIT = 20  # characters of a goal that is only a time limit
_STATE_BRACKET = re.compile(rf"[。{BLANK}]*[{OPEN}][^{OPEN}{CLOSE}\n]{{2,14}}[{CLOSE}]")
_COMPLETED_ON = re.compile(r"完成(?:时间|日期)[:：]?\s?$")
_LAST_BRACKET = re.compile(rf"[{OPEN}【\[][^{OPEN}{CLOSE}【】\n]{{2,14}}[{CLOSE}】\]][。{BLANK}\n]*$")
_ALL_PROBLEMS = re.compile(r"(?:以上|上述)(?:所有|各项|各类|全部)?问题[^。\n]{0,60}")
# What a report begins with that tells of no progress: 未完成整改, 逾期未整改, 不再整改.
_NOT_DONE = re.compile(rf"[{BLANK}\n]*(?:目前|现|逾期|超期|尚|暂)*(?:未|没有|不再)[^。\n]{{0,10}}(?:整改|完成|到位|办结)")
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
        self.misread: list[Misread] = []
        self._joined: dict[Node, tuple[list[Unit], Deadline | None, Status | None]] = {}
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
        text = self.text
        start, end = leaf.span or (leaf.node.body, leaf.node.end)
        fields = leaf.fields
        if leaf.span is None:
            fields = [
                piece for node in (leaf.node, *leaf.node.children) if node is leaf.node or node.label for piece in node.fields
            ]
        brackets = self.brackets.within(start, end)
        finding_start, finding_end = self._finding(leaf, fields, brackets, start, end)
        fault_start = self._fault_behind_class(leaf, finding_start, finding_end)
        title_start, title_end = self._title(fault_start, finding_end)
        title_start = min(title_start, finding_start) if fault_start > finding_start else title_start
        title = Title(title_start, title_end, self.written[title_start:title_end])
        told = self.written[max(title_start, fault_start) : title_end]
        at_fault = ends_in_fault(told) if leaf.roles == {"tasks"} else is_fault(told)  # 完成问题认领 is a task
        deficient = at_fault or "finding" in {piece.code for piece in fields}
        kind = self._kind(leaf, deficient or any(text.startswith("整改", piece.start) for piece in fields))
        measures = self.measures.of(leaf, fields, kind, finding_start, end)
        units, deadline, status = self._labelled(fields, brackets)
        for node in leaf.joined:
            more, joined_deadline, joined_status = self._labelled_below(node)
            units = units + more
            deadline, status = deadline or joined_deadline, status or joined_status
            if status is None and "progress" in leaf.answer_roles:
                status = self.statuses.within(node.body, node.end)
        if self.measures.reports_below(leaf, fields):  # 该问题已完成整改。 stands in front of the measures
            status = status or self.statuses.within(self.leaves.heading(leaf.node)[1], end, facts_only=True)
        above = self.classes.above(leaf)
        labelled = next((text[piece.body : piece.end].strip(BLANKS + "。") for piece in fields if piece.code == "category"), None)
        named = without_problem_noun(labelled) if labelled else above.category or self.classes.named_by(leaf, above)
        return Issue(
            no="",
            path=list(above.path),
            category=named,
            theme=theme_of(
                title.text, text[title_end : min(finding_end, title_end + 300)], above.theme, self.document.title or ""
            ),
            kind=kind,
            title=title,
            finding=Span(finding_start, finding_end),
            blocks=[Span(leaf.node.start, leaf.node.end) if leaf.span is None else Span(start, end)]
            + [Span(node.start, node.end) for node in leaf.joined],
            status=self._bracketed_status(leaf) or status or self._status(finding_start, finding_end, measures) or above.status,
            deadline=deadline or self._deadline(measures) or self._deadline_of_words(leaf, finding_start, finding_end),
            units=self._as_written(_distinct(units or self._units_by_subject(leaf, start, end))),
            measures=measures,
        )

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

    def _title(self, start: int, end: int) -> tuple[int, int]:
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

    def _kind(self, leaf: Leaf, deficient: bool) -> str:
        if "problems" in leaf.roles or is_quoting(self.leaves.words(leaf.node)):
            return "problem"
        return "problem" if deficient or "progress" in leaf.roles else "task"

    def _labelled_below(self, node: Node) -> tuple[list[Unit], Deadline | None, Status | None]:
        """Units, time limit and state of a node that may be joined to many issues, read once."""
        known = self._joined.get(node)
        if known is None:
            known = self._joined[node] = self._labelled(all_fields(node), self.brackets.within(node.start, node.end))
        return known

    def _labelled(self, fields: list[Field], brackets: list[Bracket]) -> tuple[list[Unit], Deadline | None, Status | None]:
        """Units, time limit and state from labelled pieces and brackets."""
        text = self.text
        units: list[Unit] = []
        deadline: Deadline | None = None
        status: Status | None = None
        told: dict[str, Status | None] = {}  # by each label
        instead: Status | None = None  # a state where the limit is asked for
        unlimited: tuple[int, int] | None = None
        pieces = [(piece.code, piece.body, piece.end) for piece in fields]
        for bracket in brackets:
            if bracket.labelled:
                pieces += self._bracketed(bracket)
            else:
                units += read_verb_units(text, bracket.start + 1, bracket.inner_end)
                deadline = self._limit_behind_verbs(bracket) or deadline
        for code, start, end in pieces:
            if code in ROLES:
                units += read_units(text, start, end, code)
            elif code == "deadline" or (code == "goal" and end - start <= LONGEST_LIMIT and is_only_deadline(text[start:end])):
                limit = read_deadline(text, start, end, self.year)
                if limit is not None and self._is_completion(limit, start):
                    status = status or Status(limit.start, limit.end, "completed")
                    continue
                deadline = later(deadline, limit)
                if limit is None:
                    instead = read_status(text, start, end)
                    unlimited = (start, end)
            elif code == "status":
                said = read_status(text, start, end)
                told[code] = lasting(told.get(code), said)
                status = told[code] if said else status
                if said is None:
                    self._tell(start, end, A_STATE)
            elif code == "progress":
                said = read_status(text, start, end) or self.statuses.within(start, end)
                told[code] = lasting(told.get(code), said)
                status = told[code] if said else status
                if said is None and _NOT_DONE.match(text, start, end):
                    self._tell(start, end, A_STATE)
        if unlimited is not None and (instead is None or (status is not None and status.code != instead.code)):
            self._tell(*unlimited, UNDATED_LIMIT)
        status = status or instead
        closing = next((piece for piece in fields if piece.code == "closing"), None)  # 是否销号, in a ledger pasted as text
        is_closed = closing is not None and words_by_code("flags.csv", "code").get(text[closing.body : closing.end]) == "true"
        if closing is not None and is_closed and (status is None or status.code in ("completed", "verified")):
            status = Status(closing.body, closing.end, "closed")
        return units, deadline, status

    def _tell(self, start: int, end: int, expected: str) -> None:
        """Notes the first line of a labelled value as not understood, if it has one."""
        value = self.text[start:end]
        line = value.strip(BLANKS).partition("\n")[0].rstrip(BLANKS + "。")
        if line:
            first = start + value.index(line)
            self.misread.append(Misread(first, first + len(line), expected))

    def _limit_behind_verbs(self, bracket: Bracket) -> Deadline | None:
        """The limit of a bracket or sentence by verbs: what stands behind its last verb (由镇财政所负责,2025年3月底前完成)."""
        words = self.text[bracket.start + 1 : bracket.inner_end]
        start = bracket.start + 1 + max(words.rfind(verb) + len(verb) for verb in VERBS if verb in words)
        while start < bracket.inner_end and self.text[start] in ",，;；、":
            start += 1
        return read_deadline(self.text, start, bracket.inner_end, self.year) if start < bracket.inner_end else None

    def _is_completion(self, limit: Deadline, start: int) -> bool:
        """Whether a labelled day is when it was done: 整改完成时间 in a report that is no older than that day."""
        reported_on = self.document.issued_on if self.document.kind == "rectification_report" else None
        past = reported_on is not None and limit.due_on is not None and limit.due_on <= reported_on
        return past and _COMPLETED_ON.search(self.text, max(0, start - 8), start) is not None

    def _bracketed(self, bracket: Bracket) -> list[tuple[str, int, int]]:
        """The labelled pieces of a bracket; a time limit without a label at its end is one: (责任单位:各村;长期坚持)."""
        pieces = split_labels(self.text, bracket.start + 1, bracket.inner_end)
        code, start, end = pieces[-1]
        last = max(self.text.rfind(stop, start, end) for stop in ";；")
        if code in ROLES and last >= 0 and is_only_deadline(self.text[last + 1 : end]):
            pieces[-1:] = [(code, start, last), ("deadline", last + 1, end)]
        return pieces

    def _status(self, start: int, end: int, measures: list[Span]) -> Status | None:
        """The state worded in the finding, or in a measure when its words speak of putting right."""
        found = self.statuses.within(start, end, facts_only=True)
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
        last = _LAST_BRACKET.search(self.text, max(leaf.node.body, node_end - LONGEST_LIMIT), node_end)
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


def _distinct(units: list[Unit]) -> list[Unit]:
    """The first naming of each unit in each role."""
    seen: dict[tuple[str, str], Unit] = {}
    for unit in units:
        seen.setdefault((unit.role, unit.name), unit)
    return list(seen.values())
