"""The time limit of an issue: 立行立改,长期坚持 · 2024年6月底前 · 3个月内 · 确保4月30日前完成….

Codes: immediate, ongoing, immediate_and_ongoing, period, by_date (with its last day, or without one where the words name a day
that cannot be computed: 2024年国庆前). Words without a date are in
data/vocabulary/deadlines.csv.
"""

import re
from datetime import date
from functools import cache

from etl.parsed import Deadline
from etl.plan.dates import last_day, read_periods, read_stretch
from etl.plan.impossible_days import expected_day
from etl.plan.points import LIMITED_FURTHER
from etl.plan.signs import COMMA, SEMICOLON
from etl.vocabulary import alternation, words_by_code

# A time limit inside a measure: a date, 前, and that something is done by then.
_DONE_BY = re.compile(
    rf"前(?<=[年月日底末旬]前)[^。\n{COMMA}{SEMICOLON}]{{0,14}}?(?:完成|到位|办结|销号|建成|办完|完毕|达标|达到|见效"
    rf"|竣工|完工|入住|兑现|兑付|还清|清零|收回|缴清|化解|追缴|发放|投入使用|通水|通车)"
    rf"|到(?<=(?:力争|确保)到)[^。\n{COMMA}{SEMICOLON}]{{2,12}}[底末]"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s?年(?!度)")
FARTHEST_YEAR = 1000  # characters back
_STOPS = "。\n" + COMMA + SEMICOLON


_PARTS = re.compile(rf"[{COMMA}{SEMICOLON}、。]|并|且")
_OF_NO_YEAR = re.compile(r"\s?\d{1,2}月")
_DONE = re.compile(r"(?:全面|全部|基本)?(?:整改|完成|到位|办结|销号)+$")
# Words that speak of a time: what has them and gives no day is not understood.
_OF_TIME = re.compile(r"\d\s?[年月日号./-]|[年月季旬][前底末内初中]|季度|半年|旬|[节期][前]|前$|底$")

# What is expected where a time limit has no last day, as it is told to the clerk.
UNDATED_LIMIT = "能算出最后一天的时限, 如 2024年6月底前、2024-06-30"
NO_YEAR = "写明年份的时限, 如 2024年6月底前 (文件没有写年份, 请补年份)"
_LEAP_YEAR = 2024  # any day of a month exists in it


class NoLastDay(ValueError):
    """A time limit that names a time without a last day that can be computed: 2024年6月31日, 2024年国庆前, 月底前."""


def read_last_day(wording: str, year: int | None) -> date | None:
    """The last day of a time limit that stands alone, in a cell or behind its label; `year` completes yearless dates.

    None where it names no time (立行立改, 长期坚持, 3个月内). Raises NoLastDay where it names one that cannot be computed.
    """
    last = None
    unread = recurring = False
    for part in _PARTS.split(wording):
        recurring = _recurs().search(part) is not None or (recurring and _OF_NO_YEAR.match(part) is not None)
        if recurring:  # 每年3月、9月底前
            continue
        piece = _DONE.sub("", part.strip())
        whole = read_stretch(piece, year)
        if whole is not None and whole[0] <= whole[1]:
            last = whole[1]
            continue
        periods = [period for period in read_periods(part, year, whole_document=False) if period.last_on]
        if periods and not (periods[-1].granularity != "day" and LIMITED_FURTHER.match(part, periods[-1].end)):
            last = periods[-1].last_on
        else:
            unread = unread or _OF_TIME.search(_words()[0].sub("", piece)) is not None
    if last is None and unread:
        raise NoLastDay(wording)
    return last


def expected_limit(wording: str) -> str:
    """What is expected where a time limit has no last day: a day that exists, a year where nothing but the year is missing."""
    try:
        return NO_YEAR if read_last_day(wording, _LEAP_YEAR) else UNDATED_LIMIT
    except NoLastDay:
        return expected_day(wording) or UNDATED_LIMIT


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = words_by_code("deadlines.csv", "code")
    return re.compile(alternation(codes)), codes


@cache
def _recurs() -> re.Pattern[str]:
    """每周五前, 每半年6月底前: a time that comes again has no last day."""
    return re.compile(alternation([word for word in words_by_code("deadlines.csv", "code") if word.startswith("每")]) or r"(?!)")


def later(before: Deadline | None, limit: Deadline | None) -> Deadline | None:
    """Of two labelled limits of one issue the one with the later last day, else the one told later."""
    if limit is None or (before and before.due_on and limit.due_on and before.due_on > limit.due_on):
        return before
    return limit


def read_deadline(text: str, start: int, end: int, year: int | None) -> Deadline | None:
    """The time limit that a labelled value states; None when it states none. `year` completes yearless dates."""
    wording = text[start:end]
    stripped = wording.strip(" \t\r\n\u3000\xa0。;；,，()（）")
    if not stripped:
        return None
    start += wording.index(stripped)
    line = stripped.find("\n")
    if line >= 0:
        stripped = stripped[:line].rstrip()
    pattern, codes = _words()
    found = {codes[word] for word in pattern.findall(stripped)}
    try:
        due_on = read_last_day(stripped, year or _year_before(text, start))
    except NoLastDay:
        return Deadline(start, start + len(stripped), "by_date", None)
    if due_on is not None:
        code = "by_date"
    elif {"immediate", "ongoing"} <= found:
        code = "immediate_and_ongoing"
    elif found:
        code = next(code for code in ("period", "immediate", "ongoing") if code in found)
    else:
        return None
    return Deadline(start, start + len(stripped), code, due_on)


def names_limit(words: str) -> bool:
    """Whether words have one of the vocabulary's limits without a date (立行立改, 长期推进)."""
    return _words()[0].search(words) is not None


def is_only_deadline(words: str) -> bool:
    """Whether words are nothing but a time limit without a date: 立行立改,长期坚持。"""
    rest, found = _words()[0].subn("", words)
    return found > 0 and not re.search(r"\w", rest)


def _year_before(text: str, place: int) -> int | None:
    """The last year named before a place, for a document that has no year of its own."""
    years = _YEAR.findall(text, max(0, place - FARTHEST_YEAR), place)
    return int(years[-1]) if years else None


def find_deadline(text: str, start: int, end: int, year: int | None) -> Deadline | None:
    """A time limit inside a measure (确保6月30日前完成…), the last one; None when the measure has none."""
    best = None
    for match in _DONE_BY.finditer(text, start, end):
        first = max(start - 1, *(text.rfind(stop, max(start, match.start() - 62), match.start()) for stop in _STOPS)) + 1
        wording = text[first : match.end()]
        due_on = last_day(wording, year or _year_before(text, first))
        if due_on is not None and "已" not in wording:
            best = Deadline(first, match.end(), "by_date", due_on)
    return best
