"""Brackets that name units and time limits at a paragraph's end, found once for the whole document.

(责任单位:镇扶贫办、各村;完成时限:2020年6月底)        labelled, also with a lost colon or closing bracket
(镇扶贫办牵头,各村配合)                              by verbs, at the end of a line
由镇扶贫办牵头,各村配合,于6月底前完成整改。            by verbs, a sentence of its own that says nothing else
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from etl.plan.signs import BLANK, CLOSE, COLON, COMMA, OPEN, SEMICOLON
from etl.vocabulary import alternation, words_by_code

# What a unit in a bracket without labels does, and the role it has by that.
VERBS = {"牵头": "lead", "主抓": "lead", "负责": "responsible", "落实": "responsible", "配合": "supporting", "协助": "supporting"}
_BY_VERB = re.compile(rf"[{OPEN}][^{OPEN}{CLOSE}{COLON}\n]{{2,60}}?(?:{'|'.join(VERBS)})[{CLOSE}](?=[。{BLANK}]*(?:\n|\Z))")
_NAME = rf"[^\n。{OPEN}{CLOSE}{COMMA}{SEMICOLON}{COLON}]"
_DONE_BY_THEN = rf"(?:{_NAME}{{0,20}}(?:前|底|内|末)(?:{_NAME}{{0,8}}(?:完成|到位|办结|销号))?{_NAME}{{0,6}})"


@cache
def _sentence() -> re.Pattern[str]:
    """A sentence of who does it and until when: only a clause with a verb of VERBS, and time limits. It must begin one."""
    verbs = "|".join(VERBS)
    limit = rf"(?:{alternation(words_by_code('deadlines.csv', 'code'))})"
    return re.compile(
        rf"由{_NAME}{{2,40}}?(?:{verbs})"
        rf"(?:[{COMMA}{SEMICOLON}、](?:{_NAME}{{2,40}}?(?:{verbs})|{_DONE_BY_THEN}|{limit}))*(?=[。{BLANK}]*(?:\n|\Z)|。)"
    )


def _begins_sentence(text: str, at: int) -> bool:
    while at and text[at - 1] in BLANK:
        at -= 1
    return at == 0 or text[at - 1] in "\n。"


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket, signs included; `labelled` tells the two kinds apart. Its words are text[start + 1:inner_end].

    A sentence 由…牵头 is one too: 由 is its first sign, and it has none at its end.
    """

    start: int
    end: int
    inner_end: int
    labelled: bool


class Brackets:
    """All such brackets of a document, to be asked by place."""

    def __init__(self, text: str) -> None:
        found = [(match, True) for match in _by_label().finditer(text)]
        found += [(match, False) for match in _BY_VERB.finditer(text)]
        sentences = [
            Bracket(match.start(), match.end(), match.end(), False)
            for match in _sentence().finditer(text)
            if _begins_sentence(text, match.start())
        ]
        self.all = sorted(
            [
                *sentences,
                *(
                    Bracket(match.start(), match.end(), match.end() - (text[match.end() - 1] in CLOSE + "】]〕"), labelled)
                    for match, labelled in found
                ),
            ],
            key=lambda bracket: bracket.start,
        )
        self._starts = [bracket.start for bracket in self.all]
        self.by_end = {bracket.end: bracket for bracket in self.all}

    def within(self, start: int, end: int) -> list[Bracket]:
        """The brackets that begin in text[start:end]."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def any_within(self, start: int, end: int) -> bool:
        """Whether a bracket begins in text[start:end]."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end


@cache
def _by_label() -> re.Pattern[str]:
    words = alternation(words_by_code("labels.csv", "code"))
    inner = rf"[^{OPEN}{CLOSE}\n]*+"
    return re.compile(rf"[{OPEN}](?=[{BLANK}]*(?:{words})){inner}(?:[{OPEN}]{inner}[{CLOSE}]{inner})*+(?:[{CLOSE}]|(?=\n|\Z))")
