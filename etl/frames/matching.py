"""Which issue of which plan a row of a progress table speaks of.

The plan: by township, and by what the table writes as its plan (文号, title, file name); where that names none of them, the
township's only plan. The issue: by its number when the titles do not contradict each other, else by the likeness of the titles.
"""

import re
from dataclasses import dataclass
from pathlib import PurePath

from rapidfuzz import fuzz

from etl.frames.documents import issue_id_of, plan_id_of
from etl.parsed import Issue, ParsedPlan
from etl.sheet.cells import plain

# Of 100. Titles under the first bound contradict an equal number; without a number a title must reach the second.
SAME_NUMBER_FLOOR = 45.0
TITLE_FLOOR = 80.0
PLAN_NAME_FLOOR = 80.0
SHORTEST_START = 5  # characters of a title that the other one goes on from


@dataclass(frozen=True, slots=True)
class Match:
    """The issue a row speaks of, by what it was found (number, title) and how alike the titles are (0 to 100)."""

    issue_id: str
    by: str
    likeness: float


def match_issue(township: str, plan: str | None, number: str | None, title: str | None, plans: list[ParsedPlan]) -> Match | None:
    """The issue that a row with these words speaks of, None when no plan read has it."""
    candidates = _plans_named(plan, [each for each in plans if each.plan.township == township])
    if not candidates and plan:  # a document that names no township can still be meant by its number or title
        candidates = [each for each in plans if each.plan.township is None and _is_named(_plan_name(plan), each, exact=True)]
    best: Match | None = None
    for parsed in candidates:
        for ordinal, issue in enumerate(parsed.issues, start=1):
            match = _match(issue, number, title)
            if match and (best is None or (match[0] == "number", match[1]) > (best.by == "number", best.likeness)):
                best = Match(issue_id_of(plan_id_of(parsed.source.sha256), ordinal), *match)
    return best


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 100; a title that the other one only goes on from is alike."""
    first, second = (re.sub(r"[^\w]+", "", plain(text)) for text in (one, other))
    if not first or not second:
        return 0.0
    if min(len(first), len(second)) >= SHORTEST_START and (first.startswith(second) or second.startswith(first)):
        return 100.0
    whole = fuzz.ratio(first, second)
    return max(whole, fuzz.partial_ratio(first, second)) if min(len(first), len(second)) >= 8 else whole


def _match(issue: Issue, number: str | None, title: str | None) -> tuple[str, float] | None:
    alike = likeness(issue.title.text, title) if title else None
    if number and _number(number) == _number(issue.no) and (alike is None or alike >= SAME_NUMBER_FLOOR):
        return "number", 100.0 if alike is None else alike
    if alike is not None and alike >= TITLE_FLOOR:
        return "title", alike
    return None


def _number(text: str) -> str:
    """A number as compared: half width, without the mark that ends it."""
    return re.sub(r"[、.\s]+$", "", plain(text)).replace("第", "").replace("项", "")


def _plans_named(written: str | None, plans: list[ParsedPlan]) -> list[ParsedPlan]:
    """The plans a written name means; all of the township's when nothing is written, its only one when it names none."""
    if not written:
        return plans
    name = _plan_name(written)
    for exact in (True, False):
        named = [parsed for parsed in plans if _is_named(name, parsed, exact)]
        if named:
            return named
    return plans if len(plans) == 1 else []


def _plan_name(text: str) -> str:
    return re.sub(r"[^\w]+", "", plain(text))


def _is_named(name: str, parsed: ParsedPlan, exact: bool) -> bool:
    own = [parsed.plan.doc_number, parsed.plan.title, PurePath(parsed.source.file).stem]
    names = [_plan_name(text) for text in own if text]
    if exact:
        return name in names
    return any(fuzz.ratio(name, each) >= PLAN_NAME_FLOOR or (len(name) > 6 and name in each) for each in names)
