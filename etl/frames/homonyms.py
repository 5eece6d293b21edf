"""Townships of one name in several counties: pages and ledgers know a township by its name alone: they are taken as one.

That is told, with what to do about it; nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Sequence

from etl.frames.documents import Row
from etl.frames.plan_facts import PlanFacts

RULE = "township_homonym"


def homonyms(plans: Sequence[PlanFacts]) -> list[tuple[PlanFacts, PlanFacts]]:
    """(a plan, the first of another county with the same township name); one pair a township and further county."""
    first_of: defaultdict[str, dict[str, PlanFacts]] = defaultdict(dict)
    found = []
    for plan in plans:
        if not plan.township or not plan.county:
            continue
        counties = first_of[plan.township]
        if counties and plan.county not in counties:
            found.append((plan, next(iter(counties.values()))))
        counties.setdefault(plan.county, plan)
    return found


def homonym_message(plan: PlanFacts, first: PlanFacts) -> str:
    """What a clerk is told of two townships of one name."""
    return (
        f"{plan.township} 有同名的: {first.file} 写 {first.county}, {plan.file} 写 {plan.county}; "
        f"各页、筛选和台账对应只看乡镇名称, 会合在一起: "
        f"请在更正表里把其中一个写成 {plan.county}{plan.township} (方案的乡镇, 和表格的乡镇一列)"
    )


def homonym_audits(plans: Sequence[PlanFacts]) -> list[Row]:
    """A failed audit of each plan that brings another county's township of the same name."""
    return [
        {
            "audit_id": f"{plan.plan_id}-h001",
            "source_id": plan.source_id,
            "plan_id": plan.plan_id,
            "rule": RULE,
            "is_ok": False,
            "stated": f"{plan.file}: {plan.county}{plan.township}",
            "computed": f"{first.file}: {first.county}{first.township}",
            "message": homonym_message(plan, first),
        }
        for plan, first in homonyms(plans)
    ]
