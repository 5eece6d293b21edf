"""The state of an issue as a document words it: 正在有序推进。 · (已完成) · 整改状态:已销号 · 已全部整改到位,其余正在整改中.

Words and codes are those of progress tables (data/vocabulary/statuses.csv). A state counts only as a clause of its own,
so that 已列入整改计划, 完成率 or 已完成前期摸排 is none. In a finding or a measure it must also be told as a fact (已, 正在,
基本 …) or stand in a bracket: 整改不到位 there is the finding, and 完成整改 is what is planned.
"""

import re
from bisect import bisect_left
from functools import cache

from etl.parsed import Status
from etl.plan.signs import BLANK, CLOSE, COLON, COMMA, OPEN, SEMICOLON
from etl.vocabulary import alternation, words_by_code

_OPEN_STATES = ("not_started", "in_progress", "returned")
# What tells a state as a fact in running text.
_FACT = re.compile(r"已|正在|目前|现|基本|取得|均|都|中$|尚未|推进$")
_CLAUSE_END = rf"(?=[{BLANK}]*[。\n、{COMMA}{SEMICOLON}{OPEN}{CLOSE}】\]]|[{BLANK}]*\Z)"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    codes = words_by_code("statuses.csv", "code")
    words = alternation(codes)
    blank = f"[{BLANK}]*"
    whose = "该|此|本|其余|其他|上述|以上|所有|全部|这些|各项"
    what = "问题|任务|工作|事项|整改"
    already = "已经?(?!完成|整改|销号|办结|验收)"
    subject = rf"(?:(?:{whose})?项?(?:{what})?(?:目前|现|现在|均|都|全部)*(?:{already})?)?"
    # One look at the next character saves trying every word behind every stop.
    first = "".join(sorted({word[0] for word in codes} | set("该此本其上以所全这各项问任工事整目现均都已")))
    clause = (
        rf"[。\n{COMMA}{SEMICOLON}{OPEN}{COLON}【\[—-](?=[{BLANK}{first}]){blank}{subject}(?P<words>{words})"
        rf"(?=[。\n{COMMA}{SEMICOLON}{CLOSE}】\]]|\Z)"
    )
    return re.compile(clause), re.compile(f"(?:{words}){_CLAUSE_END}"), codes


@cache
def _grouping() -> re.Pattern[str]:
    """A heading that gathers issues by their state: 已完成整改的问题, 正在推进的事项."""
    words = alternation(words_by_code("statuses.csv", "code"))
    return re.compile(rf"(?P<words>{words})(?:整改|销号)?(?:的|到位的)?(?:反馈)?(?:问题|任务|事项|项目)")


def grouped_status(text: str, start: int, end: int) -> Status | None:
    """The state in a heading that gathers issues by state; None when the heading does not."""
    match = _grouping().match(text, start, end)
    return Status(*match.span("words"), words_by_code("statuses.csv", "code")[match["words"]]) if match else None


class Statuses:
    """The states that clauses of a document give, found once and asked by place."""

    def __init__(self, text: str) -> None:
        clause, _, codes = _patterns()
        self._found = []
        self._is_fact = []
        for match in clause.finditer(text):
            code = codes[match["words"]]
            bracketed = match[0][0] in f"{OPEN}【["
            self._found.append(Status(*match.span("words"), code))
            self._is_fact.append(bracketed or (code != "returned" and _FACT.search(match[0]) is not None))
        self._starts = [status.start for status in self._found]

    def within(self, start: int, end: int, *, facts_only: bool = False) -> Status | None:
        """The last state in text[start:end]; an open one goes before a closed one (28个已整改,其余正在整改).

        `facts_only`: of those told as a fact, for text that is no report of progress.
        """
        last = None
        first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for found, is_fact in zip(self._found[first:behind], self._is_fact[first:behind], strict=True):
            if facts_only and not is_fact:
                continue
            if last is None or found.code in _OPEN_STATES or last.code not in _OPEN_STATES:
                last = found
        return last


def read_status(text: str, start: int, end: int) -> Status | None:
    """The state that is the first clause of a labelled value (整改状态:已完成); None when it is none known."""
    while start < end and text[start] in " \t\n\r\u3000\xa0(（":
        start += 1
    _, words, codes = _patterns()
    match = words.match(text, start, end)
    return Status(*match.span(), codes[match.group()]) if match else None
