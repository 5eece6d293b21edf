"""Which issue of which plan a row of a progress table speaks of.

The plan: by township, and by what the table writes as its plan (文号, title, file name). A township's only plan may be written in
other words: then number and title must both be those of its issue. The issue: by its number when the titles do not contradict
each other, else by the likeness of the titles.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from etl.frames.plan_facts import IssueFacts, PlanFacts, Plans
from etl.sheet.cells import plain

# Of 100. Titles under the first bound contradict an equal number; without a number a title must reach the second.
SAME_NUMBER_FLOOR = 45.0
TITLE_FLOOR = 80.0
PLAN_NAME_FLOOR = 80.0
MOST_NAMED = 20  # townships named where none is near
NEAREST_FLOOR = 50.0  # what is less like than this is not suggested
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
SHORTEST_START = 5  # characters of a title that the other one goes on from


@dataclass(frozen=True, slots=True)
class Match:
    """The issue a row speaks of, by what it was found (number, title) and how alike the titles are (0 to 100)."""

    plan_id: str
    issue_id: str
    by: str
    likeness: float


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Why a row finds no issue: what it would have to say, in a reader's words; ambiguous: it fits two issues alike."""

    expected: str
    is_ambiguous: bool = False


def match_issue(township: str, plan: str | None, number: str | None, title: str | None, plans: Plans) -> Match | NoMatch:
    """The one issue that a row with these words speaks of, or why there is none: a row that fits two issues alike fits none."""
    own = plans.of_township(township)
    candidates = [each for each in own if _is_named(_bare(plan), each)] if plan else own
    if not candidates and plan:  # a document that names no township can still be meant by its own name
        candidates = [each for each in plans.of_township(None) if _has_name(_bare(plan), each)]
    in_other_words = bool(plan) and not candidates
    if plan and in_other_words:
        candidates = own if len(own) == 1 and not _is_of_other_years(plan, own[0]) else []
    found: list[tuple[tuple[bool, bool, float], Match, str]] = []
    for candidate in candidates:
        for issue in plans.issues_of(candidate):
            match = _match(issue, number, title)
            # A name that is not the plan's own has to be borne out by both number and title.
            if match and (not in_other_words or (match[0] == "number" and title and match[1] >= TITLE_FLOOR)):
                rank = (match[1] >= TITLE_FLOOR, match[0] == "number", match[1])
                found.append((rank, Match(candidate.plan_id, issue.issue_id, *match), f"《{candidate.called}》{issue.no}"))
    if not found:
        if in_other_words and own:
            names = "、".join(f"《{each.called}》" for each in own)
            return NoMatch(f"{township} 已读入的方案之一 ({names}) 的名称或文号 (方案不存在: “{plan}”)")
        return NoMatch(_reason(township, number, title, candidates, plans))
    best = max(rank for rank, _, _ in found)
    matches = [(match, place) for rank, match, place in found if rank == best]
    if len(matches) > 1:
        alike = "、".join(place for _, place in matches[:3])
        return NoMatch(f"只指一个问题的方案、序号和问题标题 (现在同样像 {alike})", is_ambiguous=True)
    return matches[0][0]


def _reason(township: str, number: str | None, title: str | None, candidates: list[PlanFacts], plans: Plans) -> str:
    """Which part of a row finds nothing, and the nearest that would: the township, the number or the title."""
    if not candidates:
        known = plans.townships
        near = process.extractOne(township, known, scorer=fuzz.ratio, score_cutoff=NEAREST_FLOOR)
        named = "、".join(known[:MOST_NAMED]) + (f"等 {len(known)} 个" if len(known) > MOST_NAMED else "")
        hint = f"最接近的是“{near[0]}”" if near else f"现有 {named or '没有方案'}"
        return f"已读入的方案所写的乡镇 (乡镇不存在: “{township}”, {hint})"
    issues = [issue for candidate in candidates for issue in plans.issues_of(candidate)]
    numbered = next((issue for issue in issues if number and _number(number) == _number(issue.no or "")), None)
    titles = [issue.title for issue in issues]
    near_title = process.extractOne(title or "", titles, scorer=fuzz.ratio, score_cutoff=NEAREST_FLOOR)
    hint = f", 最接近的标题是“{near_title[0]}”" if near_title else ""
    if numbered and title:
        return f"同一个问题的序号和标题 (标题不符: 序号 {number} 的标题是“{numbered.title}”{hint})"
    if number and not numbered:
        numbers = "、".join(dict.fromkeys(issue.no for issue in issues if issue.no))
        return f"{township} 方案里已有的序号 (序号不存在: 现有 {numbers[:60] or '没有序号'}{hint})"
    return f"{township} 方案里一个问题的标题 (标题不符{hint})"


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 100; a title that the other one only goes on from is alike."""
    first, second = _bare(one), _bare(other)
    if not first or not second:
        return 0.0
    if min(len(first), len(second)) >= SHORTEST_START and (first.startswith(second) or second.startswith(first)):
        return 100.0
    whole = fuzz.ratio(first, second)
    return max(whole, fuzz.partial_ratio(first, second)) if min(len(first), len(second)) >= 8 else whole


def _match(issue: IssueFacts, number: str | None, title: str | None) -> tuple[str, float] | None:
    alike = likeness(issue.title, title) if title else None
    if number and _number(number) == _number(issue.no or "") and (alike is None or alike >= SAME_NUMBER_FLOOR):
        return "number", 100.0 if alike is None else alike
    if alike is not None and alike >= TITLE_FLOOR:
        return "title", alike
    return None


@lru_cache(maxsize=20_000)  # the same few titles and numbers are compared over and over
def _bare(text: str) -> str:
    """A text as compared: half width, letters and figures alone."""
    return re.sub(r"[^\w]+", "", plain(text))


@lru_cache(maxsize=20_000)
def _number(text: str) -> str:
    """A number as compared: half width, without the mark that ends it."""
    return re.sub(r"[、.\s]+$", "", plain(text)).replace("第", "").replace("项", "")


def _names(plan: PlanFacts) -> list[str]:
    return [_bare(text) for text in (plan.doc_number, plan.title, plan.stem) if text]


def _has_name(name: str, plan: PlanFacts) -> bool:
    return name in _names(plan)


def _is_named(name: str, plan: PlanFacts) -> bool:
    """Whether a written name is one of the plan's names, or much like one with no other year or number in it."""
    for own in _names(plan):
        figures, own_figures = (set(re.findall(r"\d+", text)) for text in (name, own))
        agree = figures <= own_figures or own_figures <= figures
        if name == own or (agree and (fuzz.ratio(name, own) >= PLAN_NAME_FLOOR or (len(name) > 6 and name in own))):
            return True
    return False


def _is_of_other_years(written: str, plan: PlanFacts) -> bool:
    """Whether a written name names a year and the plan only others."""
    years = {int(year) for year in _YEAR.findall(plain(written))}
    own = {int(year) for name in _names(plan) for year in _YEAR.findall(name)}
    own |= {plan.issued_on.year} if plan.issued_on else set()
    return bool(years) and not years & own
