"""A number with its unit, as the scan of a document finds it, and the issue that a place belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from etl.parsed import Issue


@dataclass(slots=True)
class Reading:
    """One number with its unit: `text[start:end]`; where its clause and its sentence begin, and the issue around it.

    A clause ends at , ; : 。 or a bracket, not at 、: what is said of a list is said of all its members.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    is_range: bool
    is_approx: bool
    is_chinese: bool
    clause_start: int
    sentence_start: int
    previous_end: int  # where the figure before it ends: what it counts is named after that
    issue: Issue | None
    upper: Decimal | None = None  # of a range 3-5万元, whose lower end is the value

    @property
    def in_finding(self) -> bool:
        """Whether it stands in the description of a problem, not in its measures."""
        issue = self.issue
        return issue is not None and issue.kind == "problem" and issue.finding.start <= self.start < issue.finding.end


# Quoted titles: their dates and numbers are names. A pattern for each sign, because one that begins with a single character is
# looked for ten times faster.
TITLES = tuple(map(re.compile, (r"《[^《》\n]{2,120}》", r"〈[^〈〉\n]{2,120}〉", r"<[^<>\n]{4,120}>")))


class Stretches:
    """The places that patterns match, to be asked whether they hold a position; a match inside another is none of its own."""

    def __init__(self, patterns: Iterable[re.Pattern[str]], text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted([found.span() for pattern in patterns for found in pattern.finditer(text)]):
            if not self._ends or start >= self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, position: int) -> bool:
        """Whether one of them holds the character at `position`."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]


class IssueFinder:
    """Finds the issue whose blocks hold a position."""

    def __init__(self, issues: list[Issue]) -> None:
        blocks = sorted((block.start, block.end, index) for index, issue in enumerate(issues) for block in issue.blocks)
        self._starts = [start for start, _, _ in blocks]
        self._blocks = blocks
        self._issues = issues

    def at(self, position: int) -> Issue | None:
        """The issue of the innermost block around `position`."""
        index = bisect_right(self._starts, position) - 1
        for back in range(index, max(index - 4, -1), -1):
            start, end, number = self._blocks[back]
            if start <= position < end:
                return self._issues[number]
        return None

    def number_at(self, position: int) -> str | None:
        """The no of the issue around `position`."""
        issue = self.at(position)
        return issue.no if issue else None
