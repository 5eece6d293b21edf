"""What the labels and brackets of an issue say: its units, its time limit and its state.

    责任单位:镇财政所        整改时限:2025年3月底前        整改状态:已完成        进展情况:已清退12户,…
    (责任单位:各村;长期坚持)        由镇财政所负责,2025年3月底前完成。

A value that says no limit or state where its label asks for one is told to the clerk (`misread`).
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.parsed import Deadline, Misread, PlanFields, Status, Unit
from etl.plan.brackets import VERBS, Bracket, Brackets
from etl.plan.deadlines import UNDATED_LIMIT, is_only_deadline, later, read_deadline
from etl.plan.measures import BLANKS, all_fields
from etl.plan.outline import Field, Node
from etl.plan.signs import BLANK
from etl.plan.statuses import A_STATE, Statuses, lasting, read_status
from etl.plan.units import ROLES, read_units, read_verb_units, split_labels
from etl.vocabulary import words_by_code

LONGEST_LIMIT = 20  # characters of a goal that is only a time limit
_COMPLETED_ON = re.compile(r"完成(?:时间|日期)[:：]?\s?$")
# What a report begins with that tells of no progress: 未完成整改, 逾期未整改, 不再整改.
_NOT_DONE = re.compile(rf"[{BLANK}\n]*(?:目前|现|逾期|超期|尚|暂)*(?:未|没有|不再)[^。\n]{{0,10}}(?:整改|完成|到位|办结)")


class Told(NamedTuple):
    """Units, time limit and state of an issue, as far as they are told."""

    units: list[Unit]
    deadline: Deadline | None
    status: Status | None


@dataclass(slots=True)
class _Heard:
    """What the pieces of one issue have said so far."""

    units: list[Unit] = field(default_factory=list)
    deadline: Deadline | None = None
    status: Status | None = None
    by_label: dict[str, Status | None] = field(default_factory=dict)  # the state that each label said
    instead: Status | None = None  # a state where the limit is asked for
    unlimited: tuple[int, int] | None = None  # a value of that label without a limit


class LabelReader:
    """Reads the labelled pieces and brackets of the issues of one document; `misread` is what it did not understand."""

    def __init__(self, text: str, brackets: Brackets, statuses: Statuses, year: int | None, document: PlanFields) -> None:
        self.text = text
        self.misread: list[Misread] = []
        self._brackets = brackets
        self._statuses = statuses
        self._year = year
        self._reported_on = document.issued_on if document.kind == "rectification_report" else None
        self._joined: dict[Node, Told] = {}

    def below(self, node: Node) -> Told:
        """What is told in a node that may be joined to many issues, read once."""
        known = self._joined.get(node)
        if known is None:
            known = self._joined[node] = self.read(all_fields(node), self._brackets.within(node.start, node.end))
        return known

    def read(self, fields: list[Field], brackets: list[Bracket]) -> Told:
        """What these labelled pieces and brackets tell."""
        heard = _Heard()
        pieces = [(piece.code, piece.body, piece.end) for piece in fields]
        for bracket in brackets:
            if bracket.labelled:
                pieces += self._bracketed(bracket)
            else:
                heard.units += read_verb_units(self.text, bracket.start + 1, bracket.inner_end)
                heard.deadline = self._limit_behind_verbs(bracket) or heard.deadline
        for code, start, end in pieces:
            if code in ROLES:
                heard.units += read_units(self.text, start, end, code)
            elif code == "deadline" or (
                code == "goal" and end - start <= LONGEST_LIMIT and is_only_deadline(self.text[start:end])
            ):
                self._hear_limit(heard, start, end)
            elif code in ("status", "progress"):
                self._hear_state(heard, code, start, end)
        if heard.unlimited and (heard.instead is None or (heard.status and heard.status.code != heard.instead.code)):
            self._tell(*heard.unlimited, UNDATED_LIMIT)
        status = heard.status or heard.instead
        return Told(heard.units, heard.deadline, self._closed(fields, status) or status)

    def _hear_limit(self, heard: _Heard, start: int, end: int) -> None:
        limit = read_deadline(self.text, start, end, self._year)
        if limit is not None and self._is_completion(limit, start):
            heard.status = heard.status or Status(limit.start, limit.end, "completed")
            return
        heard.deadline = later(heard.deadline, limit)
        if limit is None:
            heard.instead = read_status(self.text, start, end)
            heard.unlimited = (start, end)

    def _hear_state(self, heard: _Heard, code: str, start: int, end: int) -> None:
        said = read_status(self.text, start, end)
        if code == "progress":
            said = said or self._statuses.within(start, end)
        heard.by_label[code] = lasting(heard.by_label.get(code), said)
        if said is not None:
            heard.status = heard.by_label[code]
        elif code == "status" or _NOT_DONE.match(self.text, start, end):
            self._tell(start, end, A_STATE)

    def _closed(self, fields: list[Field], status: Status | None) -> Status | None:
        """The state closed, where 是否销号 in a ledger pasted as text says so of what is done."""
        closing = next((piece for piece in fields if piece.code == "closing"), None)
        if closing is None or (status is not None and status.code not in ("completed", "verified")):
            return None
        is_closed = words_by_code("flags.csv", "code").get(self.text[closing.body : closing.end]) == "true"
        return Status(closing.body, closing.end, "closed") if is_closed else None

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
        return read_deadline(self.text, start, bracket.inner_end, self._year) if start < bracket.inner_end else None

    def _is_completion(self, limit: Deadline, start: int) -> bool:
        """Whether a labelled day is when it was done: 整改完成时间 in a report that is no older than that day."""
        past = self._reported_on is not None and limit.due_on is not None and limit.due_on <= self._reported_on
        return past and _COMPLETED_ON.search(self.text, max(0, start - 8), start) is not None

    def _bracketed(self, bracket: Bracket) -> list[tuple[str, int, int]]:
        """The labelled pieces of a bracket; a time limit without a label at its end is one: (责任单位:各村;长期坚持)."""
        pieces = split_labels(self.text, bracket.start + 1, bracket.inner_end)
        code, start, end = pieces[-1]
        last = max(self.text.rfind(stop, start, end) for stop in ";；")
        if code in ROLES and last >= 0 and is_only_deadline(self.text[last + 1 : end]):
            pieces[-1:] = [(code, start, last), ("deadline", last + 1, end)]
        return pieces
