"""The audits of a document whose values were put right.

The rules run again over the corrected values. A rule that reads words and not values (a declared number, a unit under two names)
says the same as before: where the doubted words are the corrected ones, the doubt is answered. Words that contradict each other
(已全部 and 其余) are answered by no figure. Whatever comes out, an audit that rests on a corrected value says so.
"""

from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from etl.parsed import Audit, ParsedPlan, Source, Span
from etl.plan.audits import audit
from etl.plan.damage import find_damage
from etl.plan.flow import AnySpan, Flow
from etl.plan.width import half_width

# What is doubted is one number or name against something else: putting either right answers it. Of any other rule that says the
# same as before every place has to be corrected (several dates that lost a digit).
ANSWERED_BY_ONE = {"declared_list", "declared_issues", "enumeration", "unit_two_names", "quoted_title"}
NEVER_ANSWERED = {"all_and_the_rest"}


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of a value that audits rest on: the line of the corrections, the source's words, and what they should be."""

    file: str
    line: int
    span: Span
    words: str
    put: str

    def __str__(self) -> str:
        return f"“{' '.join(self.words.split())}”已更正为“{self.put}” ({self.file} 第{self.line}行)"


def reaudited(parsed: ParsedPlan, changes: Sequence[Change]) -> list[Audit]:
    """The audits after the corrections, of which `parsed.audits` are those before."""
    failed_before = {(one.rule, one.spans): one.message for one in parsed.audits if not one.ok}
    audits = []
    for one in audits_of(parsed):
        about = [change for change in changes if any(_overlap(span, change.span) for span in one.spans)]
        if about:
            before = failed_before.get((one.rule, one.spans))
            is_answered = one.ok or (before == one.message and _is_answered(one, about))
            said = f"{one.message} [{'; '.join(map(str, about))}]"
            one = replace(one, ok=is_answered, is_corrected=is_answered and before is not None, message=said)
        audits.append(one)
    return audits


def audits_of(parsed: ParsedPlan) -> list[Audit]:
    """The audits of a document as its values now stand; a damaged copy is audited on its logical text, as it was read."""
    damage = find_damage(half_width(parsed.source.text))
    if not damage:
        return audit(parsed)
    flow = Flow(parsed.source.text, damage)
    logical = _carried(deepcopy(parsed), flow)
    logical.audits = audit(logical)
    return flow.carried_back(logical, parsed.source).audits


def _carried(parsed: ParsedPlan, flow: Flow) -> ParsedPlan:
    """The plan with every span in the logical text: the way Flow.carried_back takes, backwards."""

    def logical(position: int) -> int:
        """The last character of the logical text that stands at this place of the copy or before it."""
        return bisect_right(range(len(flow.text)), position, key=flow.place) - 1

    def carried(span: AnySpan) -> AnySpan:
        start = logical(span.start)
        return replace(span, start=start, end=logical(span.end - 1) + 1 if span.end > span.start else start)

    source = parsed.source
    parsed.source = Source(source.file, source.sha256, source.format, source.encoding, source.byte_count, flow.text)
    for issue in parsed.issues:
        issue.title, issue.finding = carried(issue.title), carried(issue.finding)
        issue.blocks = [carried(span) for span in issue.blocks]
        issue.status = carried(issue.status) if issue.status else None
        issue.deadline = carried(issue.deadline) if issue.deadline else None
        issue.units = [carried(unit) for unit in issue.units]
        issue.measures = [carried(span) for span in issue.measures]
    parsed.amounts = [carried(value) for value in parsed.amounts]
    parsed.counts = [carried(value) for value in parsed.counts]
    parsed.ratios = [carried(value) for value in parsed.ratios]
    parsed.periods = [carried(value) for value in parsed.periods]
    parsed.unclaimed = []
    return parsed


def _is_answered(one: Audit, about: Sequence[Change]) -> bool:
    """Whether corrections answer a doubt of a rule that reads words."""
    if one.rule in NEVER_ANSWERED:
        return False
    corrected = [any(_overlap(span, change.span) for change in about) for span in one.spans]
    return any(corrected) if one.rule in ANSWERED_BY_ONE else all(corrected)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
