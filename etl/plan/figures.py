"""The figures of a document: money, counts, percentages and dates, each with its words, issue and scope.

One scan finds the runs of digits or Chinese numerals that can begin a figure; each is then read where it stands
(etl/plan/amounts.py money, etl/plan/counts.py everything counted). Never a figure: 第12次, 306室, 〔2024〕6号, a date's parts,
list numbers, what stands in a quoted title 《…32条措施》 or in a catchword “四个一批”.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from etl.parsed import Amount, Count, Issue, Period, PlanFields, Ratio
from etl.plan.amounts import AmountReader, mark_repeats
from etl.plan.counts import CountReader
from etl.plan.dates import document_year, read_periods
from etl.plan.measure_words import KINDS, UNIT_PATTERN
from etl.plan.numerals import CHINESE_CHARS, DIGIT_VALUES, NUMBER, NotANumber, read_number
from etl.plan.reading import TITLES, IssueFinder, Reading, Stretches
from etl.plan.scope import ScopeReader
from etl.plan.signs import with_breaks_for
from etl.vocabulary import alternation

__all__ = ["Figures", "mark_repeats", "read_figures"]


@dataclass(slots=True)
class Figures:
    """All figures of a document, each kind in text order."""

    amounts: list[Amount] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)


# What may follow a run of numerals that begins a figure: the units (of 千瓦 the 瓦: 千 is a numeral), scales and ranges.
_AFTER_RUN = "".join(
    sorted(
        {next((sign for sign in unit if sign not in CHINESE_CHARS), "") for unit in KINDS}
        | set("余多来几万亿元块%\uff05‰个百点成—–~\uff5e至到")
    )
)
_RUN = re.compile(
    rf"[0-9{CHINESE_CHARS}](?<![0-9{CHINESE_CHARS}][0-9{CHINESE_CHARS}])[0-9{CHINESE_CHARS}]*+"
    rf"(?=\s?[{re.escape(_AFTER_RUN)}-]|[.\uff0e,]\d| \d{{3}}(?!\d)|分之)"
)
# 万分之五, 过半: the figures that begin with a word, found by the one character that all of them have.
_TEN_THOUSANDTHS = re.compile("万(?=分之)")
_HALF = re.compile(r"半(?:(?P<led>(?<=[过近]半)数?|(?<=超半)数|(?<=一半)以上)|数以上)(?![年月天个径])")
_UPPER = (
    r"(?:\s?(?:[—–~\uff5e-]{1,2}|至|到)\s?|(?P<low_scale>[千百]?[万亿]?)(?P<low_unit>元|[%\uff05])?[—–~\uff5e至-])"
    rf"(?P<upper>{NUMBER})"
)
_THOUSANDFOLD = alternation([unit for unit in KINDS if unit[0] in "百千"]) or r"(?!)"  # 12千米 is not 12,000米
_UNITS = (
    rf"(?P<more>[余多来几]?)\s?(?P<scale>[十百千]?[万亿]{{1,2}}|(?!{_THOUSANDFOLD})[百千])?(?P<more_after>[余多来]?)\s?"
    rf"(?:(?P<yuan>元|块钱)|(?P<percent>[%\uff05]|个百分点)|(?P<per_mille>‰)|(?P<unit>{UNIT_PATTERN}))"
)
# 1亿2000万, 3万5千, 一万二千三百: what stands before the last part
_LARGE = rf"(?:[\d{CHINESE_CHARS}]{{1,9}}亿(?=[\d{CHINESE_CHARS}]))?+(?:[\d{CHINESE_CHARS}]{{1,9}}万(?=[\d{CHINESE_CHARS}]))?+"
# Behind a unit in a cell of its own (12⇥座): a unit beyond a tab fills its cell.
_CELL_ENDS = ("", "\t", "\n", "\r")
_FIGURE = re.compile(rf"(?P<number>{_LARGE}{NUMBER})(?:{_UPPER})?{_UNITS}")
_ALONE = re.compile(rf"(?P<number>{_LARGE}{NUMBER}){_UNITS}")
# 二三十户, 两三万元, 十七八个, 三五户: both ends in two digits
_DIGIT = "[一二两三四五六七八九]"
_ROUGHLY = re.compile(
    rf"(?P<tens>[二三四五六七八九]?十)?(?P<low>{_DIGIT})(?P<high>{_DIGIT})(?P<times>[十百千]?)(?![{CHINESE_CHARS}])"
    rf"(?P<scale>[万亿]{{0,2}})(?:(?P<yuan>元)|(?P<percent>%)|(?P<unit>{UNIT_PATTERN}))"
)
_INDEFINITE = re.compile(r"(?:^|[^总人户个件次亩])[数几]$")  # 数十万元 has no number
# 涉及资金88.8万, 其中66万: money whose 元 is left out, where the words before speak of money
_BARE_MONEY = re.compile(
    rf"(?P<number>{NUMBER})(?P<more>[余多]?)(?P<scale>[千百]?[万亿])(?P<more_after>[余多]?)(?=[,,。;;、))\s未用的]|$)"
)
_SPEAKS_OF_MONEY = re.compile(r"资金|投资|投入|贷款|补助|补贴|款项|金额|经费|欠款|债务|股金|入股|收入|分红|元")
_HUNDREDTHS = re.compile(rf"(?P<base>[百千万])分之(?P<number>{NUMBER})(?!点)")
_HUNDREDTHS_OF = {"百": 1, "千": 10, "万": 100}
_PARTS_OF = re.compile(rf"(?P<base>{NUMBER})分之(?P<number>{NUMBER})")
# 七成群众, 占九成以上: tenths, not 一成立
_TENTHS = re.compile(r"(?P<number>[一二两三四五六七八九])成(?P<half>半)?(?=以[上下]|左右|多|[的,，。;；、)）户农群村耕土])")
_AND_A_HALF = re.compile(rf"(?P<number>{NUMBER})个半(?P<unit>月|小时)")
_SENTENCE_STOPS = "。;"
_CLAUSE_STOPS = ",。;:(\t|"  # a cell of a pasted table is a clause
_APPROX_BEFORE = ("约", "近", "逾", "大概", "大致")
_ABOVE_ROUND = ("上", "成")  # 上百户, 成千上万元
_APPROX_AFTER = ("左右", "上下")
_CATCHWORDS = (re.compile(r"“[^“”\n]{1,14}”"), re.compile(r"‘[^‘’\n]{1,14}’"))


def read_figures(text: str, issues: list[Issue], plan: PlanFields, year: int | None = None) -> Figures:
    """The figures of `text`; `issues` give each its issue, `plan` tells whose figures are `own`, `year` completes yearless dates
    (unless given it is the plan's)."""
    year = year or document_year(plan.issued_on, plan.doc_number, plan.title)
    figures = Figures(periods=read_periods(text, year, issues))
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
    sentences, clauses = with_breaks_for(_SENTENCE_STOPS, text), with_breaks_for(_CLAUSE_STOPS, text)
    sentence_start = clause_start = looked = 0
    titles = Stretches(TITLES, text)
    catchwords = Stretches(_CATCHWORDS, text)
    readings: list[tuple[Reading, str]] = []
    position = 0
    for start, run_end in sorted([*_spans(_RUN, text), *_spans(_TEN_THOUSANDTHS, text), *_halves(text)]):
        if start < position or (start and _continues(text, start)):
            continue
        if text[start] in "十百千" and _INDEFINITE.search(text, max(0, start - 2), start):
            continue
        figure = None if titles.hold(start) else _figure_at(text, start, run_end)
        if figure is None or (figure.kind != "yuan" and catchwords.hold(start)):
            continue
        sentence_start = max(sentence_start, sentences.rfind("\n", looked, start) + 1)
        clause_start = max(clause_start, clauses.rfind("\n", looked, start) + 1)
        looked = start
        previous_end, position = position, figure.end
        approx = figure.approx or figure.upper is not None
        approx = approx or text[max(0, start - 2) : start].removesuffix("\n").endswith(_APPROX_BEFORE)
        approx = approx or text.startswith(_APPROX_AFTER, figure.end)
        approx = approx or (text[start] in "百千" and text[start - 1 : start] in _ABOVE_ROUND)
        reading = Reading(
            figure.start,
            figure.end,
            figure.value,
            figure.unit,
            figure.upper is not None,
            approx,
            not text[figure.start].isdigit(),
            clause_start,
            sentence_start,
            previous_end,
            owner.at(start),
            figure.upper,
        )
        readings.append((reading, figure.kind))
    return readings


class _Figure(NamedTuple):
    """A number with its unit where it stands; `kind` is yuan, percent or unit, `upper` the end of a range."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    kind: str
    approx: bool


def _figure_at(text: str, start: int, run_end: int) -> _Figure | None:
    """The figure whose first run of numerals is text[start:run_end]; None when it is none."""
    try:
        if "半" in text[start:run_end]:
            return _Figure(start, run_end, Decimal(50), None, "", "percent", True)
        parts_of = "分之" in text[run_end : run_end + 3]
        if parts_of and (found := _HUNDREDTHS.match(text, run_end - 1) or _HUNDREDTHS.match(text, run_end)):
            share = read_number(found["number"]) / _HUNDREDTHS_OF[found["base"]]
            return _Figure(found.start(), found.end(), share, None, "", "percent", False)
        if parts_of and (found := _PARTS_OF.match(text, start)):
            base, parts = read_number(found["base"]), read_number(found["number"])
            if not 0 < parts < base:
                return None
            return _Figure(start, found.end(), round(100 * parts / base, 2), None, "", "percent", True)
        if run_end - start > 1 and (found := _ROUGHLY.match(text, start)) and (ends := _rough_ends(found)) is not None:
            kind = "yuan" if found["yuan"] else "percent" if found["percent"] else "unit"
            return _Figure(start, found.end(), *ends, found["unit"] or "", kind, True)
        if text.startswith("成", run_end) and (found := _TENTHS.match(text, start)):
            value = 10 * read_number(found["number"]) + (5 if found["half"] else 0)
            return _Figure(start, found.end(), value, None, "", "percent", True)
        if text.startswith("个半", run_end) and (found := _AND_A_HALF.match(text, start)):
            value = read_number(found["number"]) + Decimal("0.5")
            return _Figure(start, found.end(), value, None, f"个{found['unit']}", "unit", False)
        found = _FIGURE.match(text, start)
        if not found:
            found = _BARE_MONEY.match(text, start)
            if not found or not _SPEAKS_OF_MONEY.search(text, max(0, start - 40), start):
                return None
            value = read_number(found["number"] + found["scale"])
            return _Figure(start, found.end(), value, None, "", "yuan", bool(found["more"] or found["more_after"]))
        if found["upper"] and not _is_range(text, found):
            found = _ALONE.match(text, start)
            if not found:
                return None
        if "\t" in found[0] and text[found.end() : found.end() + 1] not in _CELL_ENDS:
            return None  # 2⇥项目管理不规范: the number of a row
        number, scale, unit, per_mille = found.group("number", "scale", "unit", "per_mille")
        kind = "unit" if unit else "yuan" if found["yuan"] else "percent"
        low_scale, upper = found.group("low_scale", "upper") if found.re is _FIGURE else (None, None)
        value = read_number(number + (low_scale or scale or ""))
        if kind == "yuan" and value == 0 and not number[0].isdigit():
            return None  # 〇〇万元 is masked
        if per_mille:
            value /= 10
        most = read_number(upper + (scale or "")) if upper else None
        return _Figure(start, found.end(), value, most, unit or "", kind, bool(found["more"] or found["more_after"]))
    except NotANumber:
        return None


def _rough_ends(found: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """Both ends of 二三十 (20, 30) or 三五 (3, 5); None where the digits do not follow each other."""
    low, high = DIGIT_VALUES[found["low"]], DIGIT_VALUES[found["high"]]
    if (high != low + 1 and (low, high) != (3, 5)) or (found["tens"] and found["times"]):
        return None
    tens, behind = found["tens"] or "", found["times"] + found["scale"]
    return read_number(tens + found["low"] + behind), read_number(tens + found["high"] + behind)


def _is_range(text: str, found: re.Match[str]) -> bool:
    """Whether two numbers are the ends of one range: of one unit (not 2万元-2019年), no change (由3万元至5万元)."""
    low = found["low_unit"]
    if low is None:
        return True
    return (
        text[max(0, found.start() - 1) : found.start()] not in tuple("由从")
        and (found["yuan"] if low == "元" else found["percent"]) is not None
    )


def _continues(text: str, start: int) -> bool:
    """Whether the number at `start` is part of something longer: 第12次, A5, 3.5, 8:30, K12+300."""
    before = text[start - 1]
    if before in "第.+":
        return True
    if before in "::":
        return start > 1 and text[start - 2].isdigit()
    return before.isascii() and before.isalnum()


def _halves(text: str) -> list[tuple[int, int]]:
    return [(found.start() - (found["led"] is not None), found.end()) for found in _HALF.finditer(text)]


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]
