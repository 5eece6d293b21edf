"""The kinds of table: their canonical columns with what each holds, what identifies a row, and the heading words of each.

Heading words come from data/vocabulary/headings.csv, which a clerk can extend. A column named in no list below
(`serial`, `ignored`, `personal`) is known and not loaded, on purpose.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from etl.sheet.cells import YUAN_FACTORS, plain
from etl.vocabulary import WrongVocabulary, read_vocabulary

NOT_LOADED = ("serial", "category", "ignored", "personal")
HEADING_PARTS = ("front", "behind", "personal")
MOST_FILLERS = 3  # words left out of one heading
SUGGESTION_FLOOR = 60  # of 100: below it a heading is too far from any known one to suggest it


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of table: label, column -> what it holds, and the columns a heading must have (one of each group) to be it."""

    name: str
    label: str
    columns: dict[str, str]
    required: tuple[frozenset[str], ...]
    percentages: dict[str, tuple[str, str]]  # column only checked -> (numerator, denominator)
    only_beside: dict[str, frozenset[str]] = field(default_factory=dict)  # heading -> columns, one of which must stand beside it
    counted_word: str | None = None  # what counts of problems are of: a heading or the lines above say it


def _columns(**kinds: str) -> dict[str, str]:
    return {column: kind for kind, columns in kinds.items() for column in columns.split()}


def _one_of(columns: str) -> frozenset[str]:
    return frozenset(columns.split())


KINDS: dict[str, SheetKind] = {
    kind.name: kind
    for kind in (
        SheetKind(
            "progress",
            "整改台账",
            _columns(
                text="township plan issue_no issue_title measures lead_unit responsible_unit supporting_unit supervising_unit "
                "responsible_person progress_text note",
                deadline="deadline_text",
                status="status",
                date="completed_on reported_on",
                flag="is_closed",
            ),
            (
                _one_of("issue_title issue_no"),
                _one_of("issue_title plan measures responsible_unit deadline_text"),
                _one_of("status progress_text measures deadline_text responsible_unit is_closed completed_on"),
            ),
            {},
        ),
        SheetKind(
            "toilets",
            "厕所",
            _columns(
                text="township village toilet_no problem_type note",
                integer="surveyed_count funded_count problem_count rectified_count",
                flag="is_funded is_problem",
                status="status",
                date="as_of due_on rectified_on",
                percentage="rectified_pct",
            ),
            (
                _one_of("village township toilet_no"),  # of a register the title may name the place
                _one_of("surveyed_count funded_count problem_count rectified_count toilet_no is_funded is_problem problem_type"),
                _one_of("surveyed_count funded_count problem_count is_problem problem_type status"),
            ),
            {"rectified_pct": ("rectified_count", "problem_count")},
            {"问题": _one_of("surveyed_count funded_count toilet_no")},  # alone it is the problem of a ledger
            "厕",  # 问题总数 and 已完成 beside no surveyed toilets may count anything
        ),
        SheetKind(
            "funds",
            "资金项目",
            _columns(
                text="township project purpose note",
                yuan="central_yuan provincial_yuan municipal_yuan county_yuan other_yuan planned_yuan arrived_yuan paid_yuan "
                "dividend_due_yuan dividend_paid_yuan",
                integer="household_count person_count",
                years="unpaid_years",
                status="status",
                date="started_on finished_on as_of",
                percentage="paid_pct arrived_pct",
            ),
            (
                _one_of("project"),
                _one_of(
                    "central_yuan provincial_yuan county_yuan planned_yuan arrived_yuan paid_yuan dividend_due_yuan "
                    "dividend_paid_yuan"
                ),
            ),
            {"paid_pct": ("paid_yuan", "planned_yuan"), "arrived_pct": ("arrived_yuan", "planned_yuan")},
        ),
        SheetKind(
            "indicators",
            "指标",
            _columns(text="township village indicator unit note", number="value", period="period"),
            (_one_of("indicator"), _one_of("value period_column")),
            {},
        ),
    )
}

HEADING_CODES = {  # what data/vocabulary/headings.csv may name
    "kind": (*KINDS, "any"),
    "column": (*NOT_LOADED, *dict.fromkeys(column for each in KINDS.values() for column in each.columns)),
}

IDENTITY = {  # a row needs its township and one of these
    "progress": ("issue_title", "issue_no"),
    "toilets": ("village", "toilet_no"),
    "funds": ("project",),
    "indicators": ("indicator",),
}


def without_unit(heading: str) -> tuple[str, str]:
    """A heading without its bracketed unit or remark, and what stood in the brackets: 金额(万元) -> 金额, 万元."""
    brackets = re.findall(r"[(\[【]([^)\]】]*)[)\]】]", heading)
    return re.sub(r"[(\[【][^)\]】]*[)\]】]", "", heading), brackets[-1] if brackets else ""


def yuan_factor(text: str) -> int | None:
    """The yuan of one unit named in a text like 万元 or 单位:万元, None when it names no money unit."""
    for unit in sorted(YUAN_FACTORS, key=len, reverse=True):
        if unit.endswith("元") and re.search(rf"(?<![百千万亿美]){unit}", text):
            return YUAN_FACTORS[unit]
    return None


@cache
def heading_words(kind: str) -> dict[str, str]:
    """Heading word (plain form) -> canonical column for a kind; the kind's own words go before those of any kind."""
    rows = read_vocabulary("headings.csv", ("kind", "column", "words"), allowed=HEADING_CODES)
    words: dict[str, str] = {}
    for wanted in ("any", kind):
        own: dict[str, str] = {}
        for row in rows:
            place = f"词表 headings.csv 第{row.line}行"
            if row["kind"] == wanted == kind and row["column"] not in (*KINDS[kind].columns, *NOT_LOADED):
                columns = "、".join((*KINDS[kind].columns, *NOT_LOADED))
                raise WrongVocabulary(f"{place} column: 读到“{row['column']}”, 应为 {KINDS[kind].label}的一列 ({columns})")
            for word in row.words("words") if row["kind"] == wanted else ():
                if own.setdefault(plain(word), row["column"]) != row["column"]:
                    raise WrongVocabulary(f"{place}: 读到“{word}”, 应为 只属于一列 (已属于 {own[plain(word)]})")
        words |= own
    return words


@cache
def _bare_words(kind: str) -> dict[str, str]:
    """As `heading_words`, without brackets and other signs: 镇(街道), 镇街道 and 镇、街道 are one word."""
    return {_bare(word): column for word, column in reversed(heading_words(kind).items())} | heading_words(kind)


@cache
def _parts(kind: str) -> dict[str, tuple[str, ...]]:
    """Part -> words: what a heading of a kind may begin (front) or end with (behind) and mean the same column, and what makes a
    column a person's wherever it stands in the heading (personal)."""
    allowed = {"kind": (*KINDS, "any"), "part": HEADING_PARTS}
    rows = read_vocabulary("heading_parts.csv", ("kind", "part", "words"), allowed=allowed)
    return {
        part: tuple(word for row in rows if row["kind"] in (kind, "any") and row["part"] == part for word in row.words("words"))
        for part in HEADING_PARTS
    }


def _bare(heading: str) -> str:
    return re.sub(r"\W", "", heading)


def listed_word(kind: str, column: str) -> str:
    """A heading of headings.csv for a column, by which a clerk knows it; the column's own name where none is listed."""
    return next((word for word, listed in heading_words(kind).items() if listed == column), column)


@lru_cache(maxsize=100_000)  # cells of rows that might be headings are asked about as well
def column_of(kind: str, heading: str) -> str | None:
    """The canonical column of a heading as written, None when the vocabulary does not list it.

    A heading is known as it stands, without its brackets, without any signs, or without words of heading_parts.csv at its
    ends (反馈问题描述 is 问题): the fewer are left out, the better. One with a person's number or name in it is a person's.
    """
    words = _bare_words(kind)
    text, core = _text_and_core(heading)
    tried = [text, core, _bare(text), _bare(core)]
    for word in tried:
        if word in words:
            return words[word]
    parts = _parts(kind)
    waiting = {_bare(core)}
    for _ in range(MOST_FILLERS):
        waiting = {
            *(each.removeprefix(word) for each in waiting for word in parts["front"] if each.startswith(word)),
            *(each.removesuffix(word) for each in waiting for word in parts["behind"] if each.endswith(word)),
        }
        found = {words[each] for each in waiting if each in words}
        if len(found) == 1:
            return found.pop()
        if found:
            break
    return "personal" if any(word in text for word in parts["personal"]) else None


def _text_and_core(heading: str) -> tuple[str, str]:
    text = plain(heading).strip("*:")
    return text, without_unit(text)[0].strip("*:")


def bare_heading(heading: str) -> str:
    """A heading without brackets and what stands in them, and without any signs."""
    return _bare(_text_and_core(heading)[1])


def nearest_heading(kind: str, heading: str) -> str | None:
    """The known heading most like an unknown one, None when none is near."""
    known: Iterable[str] = heading_words(kind)
    found = process.extractOne(without_unit(plain(heading))[0], list(known), scorer=fuzz.ratio, score_cutoff=SUGGESTION_FLOOR)
    return found[0] if found else None
