"""The theme of an issue: one of a fixed list, from the words of data/vocabulary/themes.csv.

A title decides when it holds a word; of several words the heavier tier wins (ruling, deciding, telling, then hinting words),
then the first. What a title leaves open is decided by the headings above, then by the first telling word of the finding, then by
the document's title (…农村饮水安全问题整改报告).
"""

import re
from functools import cache

from etl.vocabulary import alternation, read_vocabulary

TIERS = ("ruling", "deciding", "telling", "hinting")
HINTING = TIERS.index("hinting")
NO_THEME = "其他"
OF_ANY_PLAN = ("考核整改", "责任作风")  # a plan's title says these of every plan


@cache
def _words() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    known: dict[str, tuple[str, int]] = {}
    for row in read_vocabulary("themes.csv", ("theme", *TIERS), may_be_empty=TIERS, unique=TIERS):
        for tier, column in enumerate(TIERS):
            for word in row.words(column):
                known[word] = (row["theme"], tier)
    return re.compile(alternation(known)), known


def _best(words: str) -> tuple[int, str] | None:
    """(tier, theme) of the heaviest and first word."""
    pattern, known = _words()
    best: tuple[int, str] | None = None
    for word in pattern.findall(words):
        theme, tier = known[word]
        if best is None or tier < best[0]:
            best = (tier, theme)
    return best


def theme_of(title: str, finding: str, headings: list[str], document: str = "") -> str:
    """The theme of an issue with this title, finding and headings above (outermost first), in the document of this title.

    其他 when no word is known.
    """
    best = _best(title)
    if best is not None and best[0] < HINTING:
        return best[1]
    for heading in reversed(headings):
        other = _best(heading)
        if other is not None and other[0] < HINTING:
            return other[1]
        best = best or other
    pattern, known = _words()
    for word in pattern.findall(finding):
        theme, tier = known[word]
        if tier < HINTING:
            return theme
        best = best or (tier, theme)
    whole = _best(document)
    if whole is not None and whole[0] < HINTING and whole[1] not in OF_ANY_PLAN:
        return whole[1]
    return best[1] if best else NO_THEME
