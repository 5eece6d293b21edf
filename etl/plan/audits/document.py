"""What the audits of one document look at: its figures by sentence, and the way to write down a result."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from etl.parsed import Amount, Audit, Count, Issue, ParsedPlan, Period, Ratio, Span
from etl.plan.reading import IssueFinder
from etl.plan.signs import ends_at

MOST_FIGURES = 60


@dataclass(slots=True)
class Sentence:
    """The figures of one sentence (up to 。 or the end of the line), in text order."""

    start: int
    end: int
    counts: list[Count] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)

    def add(self, figure: Count | Amount | Ratio | Period) -> None:
        """Puts a figure to its kind."""
        match figure:
            case Count():
                self.counts.append(figure)
            case Amount():
                self.amounts.append(figure)
            case Ratio():
                self.ratios.append(figure)
            case Period():
                self.periods.append(figure)


class Document:
    """A parsed plan with its figures grouped by sentence; `text` is the half-width form that the rules are written for."""

    def __init__(self, parsed: ParsedPlan, text: str) -> None:
        self.parsed = parsed
        self.text = text
        self._ends = ends_at("。", self.text)
        self._owner = IssueFinder(parsed.issues)
        self.sentences = self._grouped()

    def _grouped(self) -> list[Sentence]:
        """The figures by sentence; what has more than `MOST_FIGURES` is no sentence but a table, and is cut into pieces."""
        parsed = self.parsed
        figures: list[Count | Amount | Ratio | Period] = [*parsed.counts, *parsed.amounts, *parsed.ratios, *parsed.periods]
        sentences: list[Sentence] = []
        number = MOST_FIGURES
        for figure in sorted(figures, key=attrgetter("start")):
            if number >= MOST_FIGURES or figure.start >= sentences[-1].end:
                start, end = self.sentence_at(figure.start)
                sentences.append(Sentence(start, end))
                number = 0
            sentences[-1].add(figure)
            number += 1
        return sentences

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around `position`."""
        index = bisect_right(self._ends, position)
        return self._ends[index - 1] if index else 0, self._ends[index] if index < len(self._ends) else len(self.text)

    def issue_at(self, position: int) -> Issue | None:
        """The issue around `position`."""
        return self._owner.at(position)

    def outside_issues(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What a pattern finds in the text that belongs to no issue."""
        position = 0
        for block in sorted((block for issue in self.parsed.issues for block in issue.blocks), key=attrgetter("start")):
            if position < block.start:
                yield from pattern.finditer(self.text, position, block.start)
            position = max(position, block.end)
        yield from pattern.finditer(self.text, position)

    def words(self, span: Span) -> str:
        """The words of a span, without line breaks."""
        return self.parsed.source.text[span.start : span.end].replace("\n", "")

    def between(self, first: Span, second: Span) -> str:
        """The text from the end of one span to the start of the next."""
        return self.text[first.end : second.start]

    def result(
        self, rule: str, ok: bool, stated: str, computed: str, spans: Iterable[Span], message: str, places: int = 12
    ) -> Audit:
        """An audit of the issue around what is stated, the first of `spans`; its places (at most `places`) in text order.

        The stated words are always among them. A statement outside every issue is the document's, wherever its parts stand.
        """
        given = [Span(span.start, span.end) for span in spans]
        marked = sorted(given[:places], key=lambda span: (span.start, span.end))
        return Audit(rule, ok, stated, computed, tuple(marked), message, self._owner.number_at(given[0].start))


def plain(value: float | Decimal) -> str:
    """A number as a reader writes it: 1500, 1.23, never 1500.0."""
    number = Decimal(str(value)).normalize()
    return f"{number:f}"


def nearest(figures: Sequence[Count], before: int, unit: str) -> Count | None:
    """The last count of `unit` that ends at or before a position."""
    return next((count for count in reversed(figures) if count.end <= before and count.unit == unit), None)
