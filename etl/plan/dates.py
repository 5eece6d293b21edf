"""Dates and stretches of time as offices write them, repaired where a copy lost 年 or 月.

    2024年5月20日 · 2024-05-20 · 9月30日—10月11日前 · 4月下旬至5月上旬 · 2017-2019年 · 2018年起 · 2015年11月…会议以来 · 年底前
    2017228日 (2017年2月28日) · 201511月 · 2017414—30日 · 20174月开始至201711月底

A `Period` has a first and a last day; 前 leaves the first open, 起 / 以来 / 后 the last. The day named with 前 is its last day.
A yearless date takes the year of a full date earlier in its sentence, else the document's year, else the last full date before.
A bare year is a period only where something happened in it (2020年投入), not where it names a thing (2020年度考核).
Dates inside 《…》, on a line of their own (the document's own date) or with a clock time (a web page's stamp) are no periods.
"""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from etl.parsed import Issue, Period
from etl.plan.points import Point, Stretch, day_or_none, find_stretches
from etl.plan.reading import TITLES, IssueFinder, Stretches
from etl.plan.width import half_width

RELATIVE_YEARS = {"今年": 0, "本年": 0, "当年": 0, "同年": 0, "明年": 1, "次年": 1, "翌年": 1, "去年": -1, "上年": -1}
# These count from the date named before them, the others from the document's year.
RELATIVE_TO_TEXT = ("当年", "同年", "次年", "翌年")
QUARTER_ENDS = {f"{name}季度": 3 * number for names in ("一二三四", "1234") for number, name in enumerate(names, start=1)}

_SENTENCE_END = re.compile(r"[。\n]")
_CLOCK = re.compile(r"\s{0,3}\d{1,2}:\d\d")
_PRINTED = re.compile(r"\s?印发\s*(?:\n|\Z)")
_POSTED = re.compile(r"(?:发布|公开|更新|上传|成文|印发|发文)(?:日期|时间)\s?[:：]\s*\Z")
_LINE_LABEL = re.compile(r"时限|期限|时间|完成日期")
# What follows a bare year when something happened in it, rather than the year naming a thing.
_HAPPENED = re.compile(
    r"\s?(?:[,,。;;、))]|已|有|使用|投入|获得|获|患|申请|用|办|下达|发放|列支|支付"
    r"|收取|领取|购买|签订|拨付|违规|成立|建|实施|完成|开始|以|至少|保底|家庭人均|人均|均?没有|未|共|全[乡镇村县])"
)
# How cells write a date: 截至…, (…), …前, …24时
_AROUND_DATE = re.compile(r"^\(?(?:截至|截止|至|到|于)?(.+?)(?:24[时点])?(?:以前|之前|前|以内|(?<=\d年)内|止|为止)?\)?$")
_Y, _M, _D = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_CELL_STYLES = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (rf"^{_Y}(?P<m>0[1-9]|1[0-2])(?P<d>\d\d)$", r"\g<y>年\g<m>月\g<d>日"),
        (rf"^{_Y}(?P<m>0[1-9]|1[0-2])$", r"\g<y>年\g<m>月"),
        (rf"(?<!\d){_Y}[年./-]{_M}[月./-]{_D}(?!\d)[日号]?", r"\g<y>年\g<m>月\g<d>日"),
        (rf"(?<![\d.]){_Y}[./-]{_M}(?![\d./])月?份?", r"\g<y>年\g<m>月"),
        (rf"^(?P<y>\d\d)[./-]{_M}[./-]{_D}$", r"20\g<y>年\g<m>月\g<d>日"),
        (r"^(?P<y>\d\d)(?=年(?:\d|第?[一二三四]季|[上下]半年|年?[底末初内]))", r"20\g<y>"),
        # Month and day of the table's year. 12.1 may be 12.10 that a spreadsheet shortened: such a day is not guessed.
        (rf"^{_M}[月/]{_D}$", r"\g<m>月\g<d>日"),
        (rf"^{_M}\.(?P<d>[4-9]|0\d|\d\d)$", r"\g<m>月\g<d>日"),
        (rf"^{_Y}年?(?:全年|度)?$", r"\g<y>年"),
        (r"月(?:份|月)(?=[底末初上中下])", "月"),
        (r"季(?!度)", "季度"),
    )
)
_YEARLESS_PART = re.compile(r"第?[一二三四1-4]季度末?|[上下]半年|年[底末内]")
_UNTIL = re.compile(r"(?:到|至|截至|截止|截止到)$")


def read_periods(
    text: str, default_year: int | None, issues: list[Issue] | None = None, *, whole_document: bool = True
) -> list[Period]:
    """All dates and stretches of time of `text`, in order; `default_year` completes yearless dates (None: they are left out
    where no full date stands before them). `issues` gives each period the no of the issue whose blocks hold it.
    With `whole_document` false a date alone on its line is a period as well."""
    owner = IssueFinder(issues or [])
    titles = Stretches(TITLES, text)
    periods: list[Period] = []
    named: Point | None = None  # the last date that had a year
    for stretch in find_stretches(text):
        if titles.hold(stretch.first.start) or (whole_document and _is_stamp(text, stretch)):
            continue
        year = _year_of(text, stretch, default_year, named)
        if year is None:
            continue
        first = stretch.first
        if (first.year or first.relative) and not _is_of_business_year(text, stretch):
            last = stretch.second or first
            named = last if last.year else replace(last, year=year)
        if not _names_a_thing(text, stretch):
            bounds = _bounds(text, stretch, year)
            if bounds != (None, None):
                granularity = (stretch.second or first).granularity
                periods.append(Period(first.start, stretch.end, *bounds, granularity, owner.number_at(first.start)))
    return periods


def read_date(wording: str, default_year: int | None = None) -> date | None:
    """The one day that a wording is (a cell, a date line): 2024年5月20日, 2024-05-20, 2024.5.20, 20240520, 二〇二四年五月二十日.

    None when it is anything else, or when the day is missing.
    """
    stretch = _whole_stretch(wording, default_year)
    if stretch is None or stretch.second or stretch.kind or not stretch.first.day:
        return None
    year = stretch.first.year or default_year
    return day_or_none(year, stretch.first.month or 0, stretch.first.day) if year else None


def read_stretch(wording: str, default_year: int | None = None) -> tuple[date, date] | None:
    """First and last day of the one day, month, quarter, half, year or range that a cell or a labelled value is.

    None for anything else and for a day that does not exist. 2024年6月底前 is its day; a range may end before it begins.
    """
    stretch = _whole_stretch(wording, default_year)
    year = _year_of(wording, stretch, default_year, None) if stretch else None
    if stretch is None or year is None or stretch.kind in ("after", "since"):
        return None
    first, last = _bounds("", stretch, year)
    return (first or last, last) if last else None


def written_out(wording: str) -> str:
    """A date in one of the styles of cells as 2024年6月30日; any other words as they are, in half width and without blanks."""
    text = _AROUND_DATE.sub(r"\1", re.sub(r"\s", "", half_width(wording)))
    for pattern, written in _CELL_STYLES:
        text = pattern.sub(written, text)
    return text


@lru_cache(maxsize=4096)  # the same wordings stand in most rows of a table
def _whole_stretch(wording: str, default_year: int | None) -> Stretch | None:
    """The date or range that the wording is from its first to its last character, in one of the styles of cells as well."""
    text = written_out(wording)
    if default_year and _YEARLESS_PART.fullmatch(text):
        text = f"{default_year}年{text}"
    stretches = find_stretches(text)
    whole = len(stretches) == 1 and stretches[0].first.start == 0 and stretches[0].end == len(text)
    return stretches[0] if whole else None


def last_day(text: str, default_year: int | None = None) -> date | None:
    """The last day that running words name (于6月底前完成, 2024年5月—8月 …); None when they name none."""
    days = [period.last_on for period in read_periods(text, default_year, whole_document=False) if period.last_on]
    return days[-1] if days else None


_FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)年\d{1,2}月")
_LONG_BEFORE = 2  # years


def document_year(*sources: str | date | None) -> int | None:
    """The year of a document from the best source that has one: its date, its number, its title."""
    for source in sources:
        if isinstance(source, date):
            return source.year
        if source and (found := re.search(r"(?:19|20)\d\d", source)):
            return int(found.group())
    return None


def posting_year(posted_on: date | None, text: str) -> int | None:
    """The year of a copy that has no date of its own: that of its posting on a web page, unless the last day or month the text
    names is two years older or more, for then it was written long before."""
    if posted_on is None:
        return None
    named = [year for found in _FULL_DATE.finditer(text) if (year := int(found[1])) <= posted_on.year]
    latest = max(named, default=posted_on.year)
    return latest if posted_on.year - latest >= _LONG_BEFORE else posted_on.year


def _year_of(text: str, stretch: Stretch, default_year: int | None, named: Point | None) -> int | None:
    """The year a stretch begins in; `named` is the last date before it that had a year."""
    first, second = stretch.first, stretch.second
    if first.year or (second and second.year and not first.relative):
        return first.year or (second.year if second else None)
    before = named.year if named else None
    if first.relative:
        base = before if first.relative in RELATIVE_TO_TEXT and before else default_year
        return base + RELATIVE_YEARS[first.relative] if base else None
    in_sentence = named is not None and not _SENTENCE_END.search(text, named.end, first.start)
    if not in_sentence or named is None:
        return default_year or before
    if default_year and stretch.kind == "before" and (first.month or 0) < (named.month or 0):
        return default_year  # 2023年10月检查发现…, 6月底前整改: a time limit does not lie before what led to it
    return before


def _names_a_thing(text: str, stretch: Stretch) -> bool:
    """Whether a bare year names something (2018年集中安置点) rather than saying when it happened."""
    first = stretch.first
    bare = first.year and not first.month and not first.part and not stretch.second and not stretch.kind
    return bool(bare) and not _HAPPENED.match(text, stretch.end)


def _is_of_business_year(text: str, stretch: Stretch) -> bool:
    """Whether a year only says which year's (2020年度考核): yearless dates behind it are not of that year."""
    first = stretch.first
    return not first.month and not first.part and not stretch.second and text.startswith("度", stretch.end)


def _bounds(text: str, stretch: Stretch, year: int) -> tuple[date | None, date | None]:
    """First and last day; None where the wording leaves an end open."""
    first, second, _, kind = stretch
    first_on, last_on = _first_day(first, year), _last_day(first, year)
    if second:
        last_year = second.year or (year + RELATIVE_YEARS[second.relative] if second.relative else year)
        last_on = _last_day(second, last_year)
        if first_on and last_on and last_on < first_on and not second.year:
            last_on = _last_day(second, last_year + 1)  # 12月20日至1月10日
        return (_last_day(first, year) if first.part in ("底", "末") else first_on), last_on
    if kind == "before":
        return None, last_on
    if kind == "after":
        return (last_on + timedelta(days=1) if last_on and last_on < date.max else None), None
    if kind == "since":
        return first_on, None
    if first.part in ("底", "末"):
        until = _UNTIL.search(text, max(0, first.start - 3), first.start)
        return (None if until else last_on), last_on
    return first_on, last_on


def _first_day(point: Point, year: int) -> date | None:
    month = point.month or (QUARTER_ENDS[point.part] - 2 if point.part in QUARTER_ENDS else 7 if point.part == "下半年" else 1)
    return day_or_none(year, month, point.day or {"中旬": 11, "下旬": 21}.get(point.part, 1))


def _last_day(point: Point, year: int) -> date | None:
    month = point.month or QUARTER_ENDS.get(point.part) or {"上半年": 6, "初": 1}.get(point.part, 12)
    days = calendar.monthrange(year, month)[1]
    return day_or_none(year, month, point.day or {"上旬": 10, "初": 10, "中旬": 20}.get(point.part, days))


def _is_stamp(text: str, stretch: Stretch) -> bool:
    """Whether a date is the document's own (alone on its line) or a web page's (with a clock time)."""
    start, end = stretch.first.start, stretch.end
    if not stretch.first.day or stretch.second or stretch.kind:
        return False
    if _CLOCK.match(text, end) or _PRINTED.match(text, end):
        return True
    if _POSTED.search(text, max(0, start - 12), start):
        return True
    line_start = text.rfind("\n", max(0, start - 60), start) + 1
    alone = not text[line_start:start].strip() and not text[end : end + 40].split("\n", 1)[0].strip()
    return alone and not _LINE_LABEL.search(text, max(0, line_start - 20), line_start)
