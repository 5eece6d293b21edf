"""Headings that no list has, by a word in them and by what stands below: 预计办结日期 over days is a time limit.

    kind,column,holds,words,unless
    progress,deadline_text,,时限|预计|计划,实际        <- cells must be time limits, as the column says

A word is any part of the heading; ^ marks its beginning, $ its end, … anything in between (是否…完成). Rows of
data/vocabulary/heading_cues.csv go before the ones below them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.sheet.cells import plain
from etl.sheet.content import ENOUGH, HOLDS, are_names, share
from etl.sheet.kinds import HEADING_CODES, KINDS, NOT_LOADED, bare_heading, yuan_factor
from etl.vocabulary import WrongVocabulary, read_vocabulary

LONGEST_HEADING = 24  # characters: longer ones are sentences
_NARROWER = {"township": "township", "village": "village", "unit": "unit_word", "issue_no": "code", "toilet_no": "code"}
_ANYTHING = ("note", "plan", "responsible_person")


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the vocabulary: the column, what its cells must hold (None: anything), words in it and words not in it."""

    column: str
    holds: str | None
    words: re.Pattern[str]
    unless: re.Pattern[str] | None

    def speaks_of(self, heading: str) -> bool:
        """Whether a heading has one of the words and none of the others."""
        return self.words.search(heading) is not None and not (self.unless and self.unless.search(heading))


def cued_column(kind: str, heading: str, cells: Sequence[str]) -> str | None:
    """The first column whose words are in a heading and whose values stand in the cells below it; None when there is none."""
    for cue in _cues_of(kind, heading):
        if cue.holds == "integer" and yuan_factor(heading):
            continue  # 补贴金额(元) counts nothing
        if cue.column == "note" and are_names(cells):
            continue  # a remark may be anything else
        if cue.holds is None or share(cue.holds, cells, heading) >= ENOUGH:
            return cue.column
    return None


def has_cue(kind: str, heading: str, column: str | None = None) -> bool:
    """Whether any words of the vocabulary (of one column) are in a heading, whatever stands below it."""
    return any(column in (None, cue.column) for cue in _cues_of(kind, heading))


def held_by(kind: str, column: str) -> str | None:
    """What the cells of a column of a kind hold, None for anything."""
    if column in NOT_LOADED or column in _ANYTHING:
        return None
    if column.endswith("_unit"):
        return "unit"
    holds = KINDS[kind].columns[column]
    return _NARROWER.get(column, holds)


@lru_cache(maxsize=20_000)
def _cues_of(kind: str, heading: str) -> tuple[Cue, ...]:
    bare = bare_heading(heading)
    if not 0 < len(bare) <= LONGEST_HEADING:
        return ()
    return tuple(cue for cue in _cues(kind) if cue.speaks_of(bare))


@cache
def _cues(kind: str) -> tuple[Cue, ...]:
    """The rows of heading_cues.csv for a kind, those of any kind first."""
    rows = read_vocabulary(
        "heading_cues.csv",
        ("kind", "column", "holds", "words", "unless"),
        may_be_empty=("holds", "unless"),
        allowed={**HEADING_CODES, "holds": ("", *HOLDS)},
    )
    known = (*KINDS[kind].columns, *NOT_LOADED)
    for row in rows:
        if row["kind"] == kind and row["column"] not in known:
            place = f"词表 heading_cues.csv 第{row.line}行 column"
            raise WrongVocabulary(f"{place}: 读到“{row['column']}”, 应为 {KINDS[kind].label}的一列 ({'、'.join(known)})")
    return tuple(
        Cue(
            row["column"],
            row["holds"] or held_by(kind, row["column"]),
            _pattern(row.words("words")),
            _unless(row.words("unless")),
        )
        for row in rows
        if row["kind"] in (kind, "any") and row["column"] in known
    )


def _unless(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return _pattern(words) if words else None


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_written, words)))


def _written(word: str) -> str:
    begins, ends = word.startswith("^"), word.endswith("$")
    parts = [re.escape(plain(part)) for part in re.split("…", word.removeprefix("^").removesuffix("$"))]
    return f"{'^' if begins else ''}{'.*'.join(parts)}{'$' if ends else ''}"
