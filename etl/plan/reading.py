"""A number with its unit, as the scan of a document finds it and the readers of amounts and counts take it."""

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

    @property
    def in_finding(self) -> bool:
        """Whether it stands in the description of a problem, not in its measures."""
        issue = self.issue
        return issue is not None and issue.kind == "problem" and issue.finding.start <= self.start < issue.finding.end
