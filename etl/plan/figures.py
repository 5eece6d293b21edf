"""The figures of a document: money, counts, percentages and dates, each with its words, issue and scope.

One scan finds the runs of digits or Chinese numerals that can begin a figure; each is then read where it stands
(etl/plan/amounts.py money, etl/plan/counts.py everything counted). Never a figure: 第12次, 306室, 〔2024〕6号, a date's parts,
list numbers, what stands in a quoted title 《…32条措施》 or in a catchword “四个一批”.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from etl.parsed import Amount, Count, Issue, Period, PlanFields, Ratio
from etl.plan.amounts import AmountReader, mark_repeats
from etl.plan.counts import UNIT_PATTERN, CountReader
from etl.plan.dates import document_year, read_periods
from etl.plan.numerals import CHINESE_CHARS, NUMBER, NotANumber, read_number
from etl.plan.reading import IssueFinder, Reading
from etl.plan.scope import ScopeReader

__all__ = ["Figures", "mark_repeats", "read_figures"]


@dataclass(slots=True)
class Figures:
    """All figures of a document, each kind in text order."""

    amounts: list[Amount] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)


_RUN = re.compile(
    rf"[\d{CHINESE_CHARS}](?<![\d{CHINESE_CHARS}][\d{CHINESE_CHARS}])[\d{CHINESE_CHARS}]*+(?=\s?[余多来几万亿元%\uff05个百.\uff0e,点—–~\uff5e至到户人名家村社省县市区乡头只羽株棵匹箱辆台套座口眼盏处间栋幢所条项件"
    r"份本册张篇期班批场轮课次起例宗笔种类位对道块面片支倍亩公平㎡m立米千km吨斤兆分小天工周年孩子儿-])"
)
_FIGURE = re.compile(
    rf"(?P<number>{NUMBER})(?:\s?(?:[—–~\uff5e-]{{1,2}}|至|到)\s?(?P<upper>{NUMBER}))?(?P<more>[余多来几]?)\s?(?P<scale>[十百千]?[万亿]{{1,2}})?"
    rf"(?P<more_after>[余多来]?)\s?(?:(?P<yuan>元|块钱)|(?P<percent>[%\uff05]|个百分点)|(?P<unit>{UNIT_PATTERN}))"
)
# 涉及资金88.8万, 其中66万: money whose 元 is left out, where the words before speak of money
_BARE_MONEY = re.compile(
    rf"(?P<number>{NUMBER})(?P<more>[余多]?)(?P<scale>[千百]?[万亿])(?P<more_after>[余多]?)(?=[,,。;;、))\s未用的]|$)"
)
_SPEAKS_OF_MONEY = re.compile(r"资金|投资|投入|贷款|补助|补贴|款项|金额|经费|欠款|债务|股金|入股|收入|分红|元")
_HUNDREDTHS = re.compile(rf"百分之(?P<number>{NUMBER})(?!点)")
_SENTENCE_END = re.compile(r"[。;;\n]")
_CLAUSE_END = re.compile(r"[,,。;;::\n((]")
_APPROX_BEFORE = re.compile(r"(?:约|近|逾|大概|将近|接近|大致)$")
_APPROX_AFTER = re.compile(r"左右|上下")
_TITLE = re.compile(r"《[^《》\n]{2,120}》|〈[^〈〉\n]{2,120}〉|<[^<>\n]{4,120}>")
_CATCHWORD = re.compile(r"“[^“”\n]{1,14}”|‘[^‘’\n]{1,14}’")


def read_figures(text: str, issues: list[Issue], plan: PlanFields) -> Figures:
    """The figures of `text`; `issues` give each its issue, `plan` the year of yearless dates and whose figures are `own`."""
    figures = Figures(periods=read_periods(text, document_year(plan.issued_on, plan.doc_number, plan.title), issues))
    scopes = ScopeReader(text, plan)
    amounts, counts = AmountReader(text, scopes), CountReader(text, scopes)
    for reading, kind in scan(text, issues):
        if kind == "yuan":
            figures.amounts.append(amounts.read(reading))
        elif kind == "percent":
            figures.ratios.append(counts.read_ratio(reading))
        elif (count := counts.read(reading)) is not None:
            figures.counts.append(count)
    figures.amounts = amounts.complete(figures.amounts)
    return figures


def scan(text: str, issues: list[Issue]) -> list[tuple[Reading, str]]:
    """Every number with a unit, in text order: (reading, "yuan" | "percent" | "unit")."""
    owner = IssueFinder(issues)
    sentence_ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    clause_ends = [found.end() for found in _CLAUSE_END.finditer(text)]
    titles = _spans(_TITLE, text)
    catchwords = _spans(_CATCHWORD, text)
    readings, position = [], 0
    for run in _RUN.finditer(text):
        start = run.start()
        if start < position or (start and _continues(text, start)):
            continue
        hundredths = run.group().endswith("百") and _HUNDREDTHS.match(text, run.end() - 1)
        found = hundredths or _FIGURE.match(text, start)
        kind = "unit"
        if not found:
            found = _BARE_MONEY.match(text, start)
            if not found or not _SPEAKS_OF_MONEY.search(text, max(0, start - 40), start):
                continue
            kind = "yuan"
        elif hundredths or found["percent"]:
            kind = "percent"
        elif found["yuan"]:
            kind = "yuan"
        if _inside(start, titles) or (kind != "yuan" and _inside(start, catchwords)):
            continue
        try:
            value = read_number(found["number"] + ("" if hundredths else found["scale"] or ""))
        except NotANumber:
            continue
        previous_end, position = position, found.end()
        clause = clause_ends[index - 1] if (index := bisect_right(clause_ends, start)) else 0
        sentence = sentence_ends[index - 1] if (index := bisect_right(sentence_ends, start)) else 0
        is_range = "upper" in found.groupdict() and found["upper"] is not None
        approx = is_range or (not hundredths and bool(found["more"] or found["more_after"]))
        approx = approx or bool(_APPROX_BEFORE.search(text, max(0, start - 2), start) or _APPROX_AFTER.match(text, found.end()))
        unit = "" if kind != "unit" else found["unit"]
        readings.append(
            (
                Reading(
                    found.start(),
                    found.end(),
                    value,
                    unit,
                    is_range,
                    approx,
                    not found["number"][0].isdigit(),
                    clause,
                    sentence,
                    previous_end,
                    owner.at(start),
                ),
                kind,
            )
        )
    return readings


def _continues(text: str, start: int) -> bool:
    """Whether the number at `start` is part of something longer: 第12次, A5, 3.5, 8:30, K12+300."""
    before = text[start - 1]
    if before in "第.+":
        return True
    if before in "::":
        return start > 1 and text[start - 2].isdigit()
    return before.isascii() and before.isalnum()


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (position, len(spans) and spans[-1][1])) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]
