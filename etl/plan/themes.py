"""The theme of an issue: one of a fixed list, from the words of data/vocabulary/themes.csv.

A title decides when it holds a word; of several words the heavier tier wins (ruling, deciding, telling, then hinting words),
then the first. What a title leaves open is decided by the headings above, then by the first telling word of the finding, then by
the document's title (…农村饮水安全问题整改报告).
"""

import re
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from etl.vocabulary import alternation, read_vocabulary

TIERS = ("ruling", "deciding", "telling", "hinting")
HINTING = TIERS.index("hinting")
NO_THEME = "其他"
OF_ANY_PLAN = ("考核整改", "责任作风")  # a plan's title says these of every plan


class Said(NamedTuple):
    """A theme that words speak of, and how heavy the word is: a tier below HINTING decides."""

    tier: int
    theme: str


@cache
def _words() -> tuple[re.Pattern[str], dict[str, Said]]:
    known: dict[str, Said] = {}
    for row in read_vocabulary("themes.csv", ("theme", *TIERS), may_be_empty=TIERS, unique=("theme", *TIERS)):
        for tier, column in enumerate(TIERS):
            for word in row.words(column):
                known[word] = Said(tier, row["theme"])
    return re.compile(alternation(known)), known


def said_of(words: str) -> Said | None:
    """The theme of the heaviest and first word."""
    pattern, known = _words()
    return min((known[word] for word in pattern.findall(words)), key=itemgetter(0), default=None)


def said_above(headings: Sequence[str]) -> Said | None:
    """The theme of the innermost of these headings (outermost first) that decides, else of the innermost that hints at one."""
    hint = None
    for heading in reversed(headings):
        said = said_of(heading)
        if said is not None and said.tier < HINTING:
            return said
        hint = hint or said
    return hint


def theme_of(title: str, finding: str, above: Said | None = None, document: str = "") -> str:
    """The theme of an issue with this title and finding, below headings that speak of `above`, in the document of this title.

    其他 when no word is known.
    """
    hint = None
    for said in (said_of(title), above):
        if said is not None and said.tier < HINTING:
            return said.theme
        hint = hint or said
    pattern, known = _words()
    for word in pattern.finditer(finding):
        said = known[word.group()]
        if said.tier < HINTING:
            return said.theme
        hint = hint or said
    whole = said_of(document)
    if whole is not None and whole.tier < HINTING and whole.theme not in OF_ANY_PLAN:
        return whole.theme
    return hint.theme if hint else NO_THEME
