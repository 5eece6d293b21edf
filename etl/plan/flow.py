"""The text as its writer meant it, made from a damaged copy, and the way back to the copy.

Text taken from a PDF has its lines wrapped inside words and numbers, with page numbers and running heads between; other copies
lost all their line breaks. Such a document is read on its logical text: wrapped lines joined, page furniture left out, lines
begun where they were lost (etl/plan/damage.py says where). Every span is then carried back, so that it marks the words in the
copy as it is; a title or unit name keeps its joined words. A document without such damage is read as it stands.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from etl.parsed import Issue, ParsedPlan, Source, Span

AnySpan = TypeVar("AnySpan", bound=Span)


@dataclass(frozen=True, slots=True)
class Edit:
    """`text[start:end]` of the copy is read as `words` ("" for a joined line, a line break where one was lost)."""

    start: int
    end: int
    words: str


class Flow:
    """The logical text of a copy after `edits` (in order, not overlapping)."""

    def __init__(self, copy: str, edits: Sequence[Edit]) -> None:
        pieces: list[str] = []
        self._logical: list[int] = []  # where each kept piece begins in the logical text
        self._copy: list[int] = []  # and in the copy
        self._kept: list[int] = []  # and how long it is
        joined: set[int] = set()
        self._put_in: list[int] = []  # places in the logical text of blanks that the copy does not have
        position = length = 0
        for edit in (*edits, Edit(len(copy), len(copy), "")):
            self._logical.append(length)
            self._copy.append(position)
            self._kept.append(edit.start - position)
            pieces += (copy[position : edit.start], edit.words)
            length += edit.start - position + len(edit.words)
            if edit.words == " " and edit.start == edit.end:
                self._put_in.append(length - 1)
            position = edit.end
            if "\n" not in edit.words:
                joined.update(place for place in range(edit.start, edit.end) if copy[place] == "\n")
        self.joined = frozenset(joined)
        self.text = "".join(pieces)

    def place(self, offset: int) -> int:
        """The place in the copy of the character at `offset` of the logical text."""
        index = bisect_right(self._logical, offset) - 1
        return self._copy[index] + min(offset - self._logical[index], self._kept[index])

    def back(self, span: AnySpan) -> AnySpan:
        """The same span in the copy."""
        start = self.place(span.start)
        end = self.place(span.end - 1) + 1 if span.end > span.start else start
        return replace(span, start=start, end=max(start, end))

    def carried_back(self, parsed: ParsedPlan, source: Source) -> ParsedPlan:
        """What was read in the logical text, with every span in the copy."""
        back = self.back
        parsed.source, parsed.joined = source, self.joined
        for issue in parsed.issues:
            self._carry(issue)
        parsed.amounts = [back(value) for value in parsed.amounts]
        parsed.counts = [back(value) for value in parsed.counts]
        parsed.ratios = [back(value) for value in parsed.ratios]
        parsed.periods = [back(value) for value in parsed.periods]
        parsed.audits = [replace(one, spans=tuple(back(span) for span in one.spans)) for one in parsed.audits]
        parsed.unclaimed = [back(span) for span in parsed.unclaimed]
        return parsed

    def _carry(self, issue: Issue) -> None:
        back = self.back
        issue.title = back(replace(issue.title, text=self._as_written(issue.title, issue.title.text)))
        issue.finding = back(issue.finding)
        issue.blocks = [back(span) for span in issue.blocks]
        issue.status = back(issue.status) if issue.status else None
        issue.deadline = back(issue.deadline) if issue.deadline else None
        issue.units = [back(replace(unit, name=self._as_written(unit, unit.name))) for unit in issue.units]
        issue.measures = [back(span) for span in issue.measures]

    def _as_written(self, span: Span, words: str) -> str:
        """The words of a span without the blanks that were put in for the reader (1. 3户)."""
        first, last = bisect_left(self._put_in, span.start), bisect_left(self._put_in, span.end)
        inside = {place - span.start for place in self._put_in[first:last]}
        if not inside or words != self.text[span.start : span.end]:
            return words
        return "".join(sign for place, sign in enumerate(words) if place not in inside)
