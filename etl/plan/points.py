"""One date as written, with what it says and what it leaves out; and two of them joined to a stretch of time.

A point is 2024年5月20日, 5月下旬, 9月底, 第三季度, 2024-05-20, 20日 after 至 — or one that lost characters in copying: 2017228日
(2017年2月28日), 201511月, 44日 after 2017223— (4月4日). What is missing stays None: years are completed in etl/plan/dates.py.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from etl.plan.numerals import read_integer

_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
# What may stand between the parts of a date: a blank, or the end of a line that was broken there.
_GAP = r"(?:\s|\n[ \u3000\xa0]{1,4})?"
_TO = rf"{_GAP}(?:[—–~\uff5e-]{{1,2}}|至|到){_GAP}"
_AND = rf"{_GAP}(?:[—–~\uff5e、-]{{1,2}}|至|到|和){_GAP}"

# One quick scan for runs that may begin a date; what they are is read afterwards. The lookbehind keeps it from trying a run
# again from each of its characters.
_IN_RUN = r"[0-9〇○零一二三四五六七八九十今本当同明次翌去上]"
_START = re.compile(
    rf"{_IN_RUN}(?<!{_IN_RUN}{_IN_RUN}){_IN_RUN}*+"
    rf"(?={_GAP}(?:[年月日号底末初季—–~\uff5e-]|[./]\d|[、至到和]{_GAP}[\d一二三四五六七八九十]|[前后](?![\d期往述])))"
)
_HEAD = re.compile(
    rf"(?<!\d)(?:(?P<iso>(?:19|20)\d\d)(?P<sep>[-./.])(?P<iso_month>\d{{1,2}})(?P=sep)(?P<iso_day>\d{{1,2}})(?!\d)"
    rf"|(?P<year>{_YEAR})(?:{_GAP}年|(?={_AND}{_YEAR}{_GAP}年(?!度))|(?P<no_nian>(?=(?:1[0-2]|[1-9])月)))"
    rf"|(?P<lost_year>(?:19|20)\d\d)(?P<lost>\d{{2,4}})(?={_GAP}日|{_GAP}[—–~\uff5e至到-]{{1,2}}{_GAP}\d{{1,4}}{_GAP}日)"
    r"|(?P<relative>今年|本年|当年|同年|明年|次年|翌年|去年|上年))"
)
_REST = re.compile(
    rf"{_GAP}(?:(?P<month>{_MONTH}){_GAP}(?:月份?|(?={_AND}{_MONTH}{_GAP}月(?!个)))"
    rf"(?:{_GAP}(?P<day>{_DAY}){_GAP}(?:[日号](?!楼|院|线|文)|(?={_TO}{_DAY}{_GAP}[日号]))|{_GAP}(?P<part>上旬|中旬|下旬|底|末|初))?"
    rf"|(?P<lost>\d{{3,4}})(?={_GAP}日)"
    r"|(?P<year_part>年?[底末初内]|上半年|下半年|第?[一二三四1-4]季度末?))"
)
_DIGIT = re.compile(r"\d")
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \u3000]*\d{1,2}\.$")
# 年 first: a pattern that begins with a lookbehind is tried at every character.
_YEAR_END = re.compile(r"年(?<![每\d]年)(?:[底末](?=[前之以])|(?<=[到至迟过]年)[底末]|内(?=[前全基完实,,。;;]))")
_QUARTER = re.compile(r"(?:(?<=第)[一二三四1-4]季度末?|[一二三四]季度(?:末|内|(?=前)))")
_TO_SECOND = re.compile(rf"(?:开始|起)?{_TO}")
_AND_YEAR = re.compile(rf"(?:{_TO}|、)(?P<year>{_YEAR}){_GAP}年(?!度)")
_DAY_MARK = re.compile(rf"{_GAP}日")
_NO_DAY = re.compile(rf"{_GAP}\d{{2,3}}{_GAP}日")
_FIRST_DAY_AND = re.compile(rf"{_GAP}[、和]{_GAP}")
_SECOND_DAY = re.compile(rf"(?P<digits>\d{{1,4}}){_GAP}[日号]")
_BARE_LOST = re.compile(rf"(?<![\d.第])(?P<digits>\d{{3,4}})(?:{_GAP}日|(?=[前后]))")
_NO_BEFORE = r"(?![期往述后沿来列一几三半两提景面言])"
_BEFORE = re.compile(rf"(?:{_GAP}[((]含[^))\n]{{1,8}}[))])?[以之]?前{_NO_BEFORE}")
# 5月20日会议前: only a day is near enough to an event to be the last one (not 2024年国庆前).
_BEFORE_EVENT = re.compile(rf"(?:{_GAP}[((]含[^))\n]{{1,8}}[))])?[^\d,。;,;、\n()()目当提面空年月日以之]{{1,4}}前{_NO_BEFORE}")
# What shows, behind a month or year, that it is not the whole time limit: 6月高考前, 6月3O日.
LIMITED_FURTHER = re.compile(rf"\d|[^\d,。;,;、\n()()目当提面空年月日以之底末内初起至到旬]{{1,8}}前{_NO_BEFORE}")
_AFTER = re.compile(r"(?:[以之])?后(?![续期勤盾备来])")
_SINCE = re.compile(r"(?:开始|起)(?!点|草|来|步|动)|至今|[^\d,。;,;、\n()()《》]{0,20}?以来")
_LOST_YEAR = re.compile(rf"20\d\d(?:年\d{{3,4}}{_GAP}日|\d{{1,2}}月|\d{{2,4}}{_GAP}日|\d{{2,4}}[—–-]\d{{1,4}}日)")


@dataclass(slots=True)
class Point:
    """One date as written: what is missing is None; `part` is 上旬 … 底, 上半年 or a quarter."""

    start: int
    end: int
    year: int | None = None
    relative: str | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    repaired: bool = False

    @property
    def granularity(self) -> str:
        """day, ten_days, month, quarter or year."""
        if self.day:
            return "day"
        if self.part.endswith("旬"):
            return "ten_days"
        if self.month:
            return "month"
        return "quarter" if "季度" in self.part else "year"


class Stretch(NamedTuple):
    """A date or a range of dates as written; `kind` says how it is open: "", before (前), after (后), since (起, 以来)."""

    first: Point
    second: Point | None
    end: int
    kind: str


def find_stretches(text: str) -> list[Stretch]:
    """Every date and range of dates of `text`, in order."""
    found: list[Stretch] = []
    position, damaged = 0, None
    starts = sorted([(s.start(), s.group()) for s in _START.finditer(text)] + [(s.start(), "") for s in _YEAR_END.finditer(text)])
    for at, run in starts:
        if at < position:
            if at + len(run) <= position:
                continue
            run, at = run[position - at :], position
        point = read_point(text, at)
        if point is None and not run[:1].isdigit() and (digit := _DIGIT.search(run)):
            at += digit.start()
            point = read_point(text, at)
        if point is None and (lost := read_bare_lost(text, at)):
            # 228日前: only where the document has lost characters in other dates
            damaged = has_lost_year(text) if damaged is None else damaged
            point = lost if damaged else None
        if point is None:
            continue
        second = read_second(text, point)
        end, kind = _read_suffix(text, (second or point))
        found.append(Stretch(point, second, end, kind))
        position = end
    return found


def read_point(text: str, at: int) -> Point | None:
    """The date that begins at `at`, or None."""
    head = _HEAD.match(text, at)
    if head is None:
        if text.startswith("年", at) and (ending := _YEAR_END.match(text, at)) is not None:
            return Point(at, ending.end(), relative="今年", part=ending.group()[1])
        is_quarter = text.startswith("季度", at + 1)
        if is_quarter and (quarter := _QUARTER.match(text, at)) is not None and not text.startswith("每第", max(0, at - 2)):
            return Point(at, quarter.end(), part=quarter.group()[:3])
        rest = _REST.match(text, at) if at == 0 or not text[at - 1].isdigit() else None
        if rest is None or not rest["month"] or not _may_begin(text, at):
            return None
        return _with_rest(Point(at, rest.end()), rest)
    if head["iso"]:
        year, month, day = int(head["iso"]), int(head["iso_month"]), int(head["iso_day"])
        return Point(at, head.end(), year, month=month, day=day) if day_or_none(year, month, day) else None
    if head["lost_year"]:
        split = split_month_day(head["lost"])
        if split is None:
            return None
        end = _DAY_MARK.match(text, head.end())
        return Point(at, end.end() if end else head.end(), int(head["lost_year"]), month=split[0], day=split[1], repaired=True)
    point = Point(at, head.end(), read_integer(head["year"]) if head["year"] else None, head["relative"])
    point.repaired = head["no_nian"] is not None
    rest = _REST.match(text, head.end())
    if rest is None:
        return None if point.relative else point  # 去年, 今年 alone say nothing that can be filed
    return _with_rest(point, rest)


def _may_begin(text: str, at: int) -> bool:
    """Whether a yearless date may begin here: not 第5月, 每年12月, 201X年5月, nor the decimals of a number."""
    if at == 0:
        return True
    if text.startswith("每年", max(0, at - 2)):
        return False
    return text[at - 1] not in ".每第近个年" or _LIST_NUMBER.search(text, max(0, at - 6), at) is not None


def _with_rest(point: Point, rest: re.Match[str]) -> Point | None:
    """The point completed by its month, day or part; None where there is no such day."""
    if rest["lost"]:
        if split := split_month_day(rest["lost"]):
            point.month, point.day = split
            point.end, point.repaired = rest.end() + 1, True
        return point
    point.end = rest.end()
    if rest["year_part"]:
        point.part = rest["year_part"].removeprefix("年").removeprefix("第")[:3]
        return point
    point.month, point.part = read_integer(rest["month"]), rest["part"] or ""
    if rest["day"]:
        point.day = read_integer(rest["day"])
        if day_or_none(point.year or 2000, point.month, point.day) is None:
            return None  # 6月31日 is no date, and not June either
    elif _NO_DAY.match(rest.string, point.end):
        return None
    return point


def read_bare_lost(text: str, at: int) -> Point | None:
    """A date without its year that lost its 月: 228日, 415前."""
    lost = _BARE_LOST.match(text, at)
    split = split_month_day(lost["digits"]) if lost else None
    return Point(lost.start(), lost.end(), month=split[0], day=split[1], repaired=True) if lost and split else None


def has_lost_year(text: str) -> bool:
    """Whether a date of the text lost its 年 or 月 (and is not the tail of a longer number)."""
    return any(found.start() == 0 or text[found.start() - 1] not in "0123456789." for found in _LOST_YEAR.finditer(text))


def read_second(text: str, first: Point) -> Point | None:
    """The second point of a range that begins with `first`: 10月11日, 30日, 2019年, or 44日 for 4月4日."""
    if not first.month and (found := _AND_YEAR.match(text, first.end)):
        return read_point(text, found.start("year"))
    link = _TO_SECOND.match(text, first.end)
    if link is None:
        link = _FIRST_DAY_AND.match(text, first.end) if first.month and text[first.end - 1].isdigit() else None
        if link is None:
            return None
    point = read_point(text, link.end())
    if point is not None:
        return point
    day = _SECOND_DAY.match(text, link.end())
    if day is None or not first.day:
        return None
    digits = day["digits"]
    if len(digits) <= 2 and first.day <= int(digits) <= 31:
        return Point(day.start(), day.end(), month=first.month, day=int(digits))
    split = split_month_day(digits)
    return Point(day.start(), day.end(), month=split[0], day=split[1], repaired=True) if split else None


def _read_suffix(text: str, last: Point) -> tuple[int, str]:
    """Where the wording ends with its 前, 后, 起 or 以来, and which of them it has."""
    by_event = ((_BEFORE_EVENT, "before"),) if last.day else ()
    for pattern, kind in ((_BEFORE, "before"), *by_event, (_AFTER, "after"), (_SINCE, "since")):
        if found := pattern.match(text, last.end):
            return found.end(), kind
    return last.end, ""


def split_month_day(digits: str) -> tuple[int, int] | None:
    """Month and day of digits that lost their 月: 228 -> 2, 28; 1112 -> 11, 12; 44 -> 4, 4."""
    for cut in (1, 2):
        if len(digits) - cut in (1, 2) and digits[cut] != "0" and digits[0] != "0":
            month, day = int(digits[:cut]), int(digits[cut:])
            if day_or_none(2000, month, day):
                return month, day
    return None


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
