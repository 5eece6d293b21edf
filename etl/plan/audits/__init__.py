"""Audits of a document against itself: what it states, what follows from its own figures, and where both stand.

One module a family of rules; each rule is a function from a `Document` to audits, and says in its docstring when it speaks and
when it keeps silent. A rule that cannot be sure that a statement is wrong only confirms what is right.
"""

from etl.parsed import Audit, ParsedPlan
from etl.plan.audits import changes, lists, shares, states, sums, times, wording
from etl.plan.audits.document import Document
from etl.plan.width import half_width

RULES = (
    shares.shares_of_a_base,
    shares.shares_without_a_base,
    sums.parts_of_a_count,
    sums.parts_in_the_next_sentence,
    sums.parts_of_an_amount,
    sums.listed_amounts,
    changes.changes,
    sums.rates_times_years,
    sums.rates_times_holders,
    sums.averages,
    sums.subsets,
    states.states_of_a_total,
    states.states_of_the_list,
    states.steps_in_order,
    lists.declared_structure,
    lists.enumerations,
    times.ranges_in_order,
    times.days_that_exist,
    times.stages_in_order,
    times.lost_characters,
    wording.all_and_the_rest,
    wording.masked_values,
    wording.one_unit_two_names,
    wording.quoted_titles,
)


def audit(parsed: ParsedPlan, text: str | None = None) -> list[Audit]:
    """All audits of one document, in the order of their first place; `text` is its half-width form where that is known."""
    document = Document(parsed, half_width(parsed.source.text) if text is None else text)
    found = [result for rule in RULES for result in rule(document)]
    return sorted(found, key=lambda result: (result.spans[0].start, result.rule))
