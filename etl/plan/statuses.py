"""The state of an issue as a document words it: 正在有序推进。 · (已完成) · 整改状态:已销号 · 已全部整改到位,其余正在整改中.

Words and codes are those of progress tables (data/vocabulary/statuses.csv). A state counts only as a clause of its own,
so that 已列入整改计划, 完成率 or 已完成前期摸排 is none. In a finding or a measure it must also be told as a fact (已, 正在,
基本 …) or stand in a bracket: 整改不到位 there is the finding, and 完成整改 is what is planned. A word that is a limit as
well (长期推进, data/vocabulary/deadlines.csv) is a state behind a label of states or in a bracket, elsewhere a limit.

A labelled value may say more than the word: 此问题已整改完成 · 已于5月8日通过县局验收销号 · 已完成80% · 已整改9座,剩余6座.
"""

import re
from bisect import bisect_left
from decimal import Decimal
from functools import cache

from etl.parsed import Status
from etl.plan.signs import BLANK, CLOSE, COLON, COMMA, OPEN, SEMICOLON
from etl.vocabulary import alternation, words_by_code

# What is expected where a state is asked for, as it is told to the clerk.
A_STATE = "整改状态, 如 未启动、推进中、基本完成、已完成、已验收、已销号、退回"
_OPEN_STATES = ("not_started", "in_progress", "returned")
# What tells a state as a fact in running text.
_FACT = re.compile(r"已|正在|目前|现|基本|取得|均|都|中$|尚未|并通过|推进$")
_CLAUSE_END = rf"(?=[{BLANK}]*[。\n、{COMMA}{SEMICOLON}{OPEN}{CLOSE}】\]]|[{BLANK}]*\Z)"

_DONE = "(?:整改|完成|清理|办结|销号|修复|清退|拆除|兑付|拨付)"
# 已于2024年8月12日通过县水利局验收销号
_PASSED = re.compile(
    rf"已?于?[^。\n{COMMA}{SEMICOLON}不未]{{0,16}}?通过[^。\n{COMMA}{SEMICOLON}不未]{{0,20}}?(?:验收|审核|核查|复核)(?:合格)?(?:并?(?:同意|准予|完成)?(?P<closed>销号))?"
    + _CLAUSE_END
)
# 已完成80%, 已整改9座,剩余6座
_IN_PART = re.compile(
    rf"(?:目前)?已?{_DONE}+[^\d率。\n{COMMA}{SEMICOLON}]{{0,6}}(?:(?P<share>\d{{1,3}}(?:\.\d+)?)%{_CLAUSE_END}"
    rf"|\d+[^\d。\n{COMMA}{SEMICOLON}]{{1,4}}[{COMMA}{SEMICOLON}、]?(?:还|尚|仍)?(?:剩余|剩下|剩|余|未{_DONE}+|有)(?:的?还?有?)(?P<left>\d+)[个座户处条项件人口亩宗笔]?)"
)


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
        rf"[。\n{COMMA}{SEMICOLON}{OPEN}{COLON}【\[并—-](?=[{BLANK}{first}]){blank}{subject}(?P<words>{words})"
        rf"(?=[。\n{COMMA}{SEMICOLON}{CLOSE}】\]]|\Z)"
    )
    named = rf"(?:{whose})(?:{what})?(?:目前|现|现在|均|都|全部)*(?:已经?)??"
    return re.compile(clause), re.compile(f"(?:{named})?(?P<words>{words}){_CLAUSE_END}"), codes


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
            if match[0][0] == "并" and _FACT.search(match[0]) is None:  # 采取措施并正在整改中, not 核实并完成整改
                continue
            bracketed = match[0][0] in f"{OPEN}【["
            self._found.append(Status(*match.span("words"), code))
            is_limit = match["words"] in words_by_code("deadlines.csv", "code")
            self._is_fact.append(bracketed or (code != "returned" and not is_limit and _FACT.search(match[0]) is not None))
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


def lasting(before: Status | None, said: Status | None) -> Status | None:
    """Of the states that two values of one label say, the later one told; but an open one goes before a closed one."""
    if before is None or (said is not None and (said.code in _OPEN_STATES or before.code not in _OPEN_STATES)):
        return said
    return before


def read_status(text: str, start: int, end: int) -> Status | None:
    """The state that the first clause of a labelled value says (整改状态:已完成); None when it says none known."""
    while start < end and text[start] in " \t\n\r\u3000\xa0(（":
        start += 1
    _, words, codes = _patterns()
    if match := words.match(text, start, end):
        return Status(*match.span("words"), codes[match["words"]])
    for pattern in (_PASSED, _IN_PART):
        if match := pattern.match(text, start, end):
            return Status(*match.span(), _code_of_wording(match))
    return None


def _code_of_wording(match: re.Match[str]) -> str:
    """The code of what `_PASSED` or `_IN_PART` matched."""
    if match.re is _PASSED:
        return "closed" if match["closed"] else "verified"
    whole = match["share"] is not None and Decimal(match["share"]) >= 100
    return "completed" if whole or match["left"] == "0" else "in_progress"
