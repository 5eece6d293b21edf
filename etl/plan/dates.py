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
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta

from etl.parsed import Issue, Period
from etl.plan.numerals import read_number

_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"\s?(?:[—–~\uff5e-]{1,2}|至|到)\s?"
_AND = r"\s?(?:[—–~\uff5e、-]{1,2}|至|到|和)\s?"

RELATIVE_YEARS = {"今年": 0, "本年": 0, "当年": 0, "同年": 0, "明年": 1, "次年": 1, "翌年": 1, "去年": -1, "上年": -1}

# One quick scan for runs that may begin a date; what they are is read afterwards. The lookbehind keeps it from trying a run
# again from each of its characters.
_IN_RUN = r"[\d〇○零一二三四五六七八九十今本当同明次翌去上]"
_START = re.compile(
    rf"{_IN_RUN}(?<!{_IN_RUN}{_IN_RUN}){_IN_RUN}*+"
    r"(?=\s?(?:[年月日号底末初季./—–~\uff5e-]|[、至到和]\s?[\d一二三四五六七八九十]|[前后](?![\d期往述])))"
)
_HEAD = re.compile(
    rf"(?<![\d.])(?:(?P<iso>(?:19|20)\d\d)(?P<sep>[-./.])(?P<iso_month>\d{{1,2}})(?P=sep)(?P<iso_day>\d{{1,2}})(?!\d)"
    rf"|(?P<year>{_YEAR})(?:\s?年|(?={_AND}{_YEAR}\s?年(?!度))|(?P<no_nian>(?=(?:1[0-2]|[1-9])月)))"
    r"|(?P<lost_year>(?:19|20)\d\d)(?P<lost>\d{2,4})(?=\s?日|\s?[—–~\uff5e至到-]{1,2}\s?\d{1,4}\s?日)"
    r"|(?P<relative>今年|本年|当年|同年|明年|次年|翌年|去年|上年))"
)
_REST = re.compile(
    rf"\s?(?:(?P<month>{_MONTH})\s?(?:月份?|(?={_AND}{_MONTH}\s?月(?!个)))"
    rf"(?:\s?(?P<day>{_DAY})\s?(?:[日号](?!楼|院|线|文)|(?={_TO}{_DAY}\s?[日号]))|\s?(?P<part>上旬|中旬|下旬|底|末|初))?"
    r"|(?P<lost>\d{3,4})(?=\s?日)"
    r"|(?P<year_part>年?[底末初内]|上半年|下半年|第?[一二三四1-4]季度末?))"
)
_YEAR_END = re.compile(r"(?<![每\d])年(?:[底末](?=[前之以])|(?<=[到至迟过]年)[底末]|内(?=[前全基完实,,。;;]))")
_QUARTER = re.compile(r"(?:(?<=第)[一二三四1-4]季度末?|[一二三四]季度(?:末|内|(?=前)))")
_TO_SECOND = re.compile(rf"(?:开始|起)?{_TO}")
_AND_YEAR = re.compile(rf"(?:{_TO}|、)(?P<year>{_YEAR})\s?年(?!度)")
_DAY_MARK = re.compile(r"\s?日")
_FIRST_DAY_AND = re.compile(r"\s?[、和]\s?")
_SECOND_DAY = re.compile(r"(?P<digits>\d{1,4})\s?[日号]")
_BARE_LOST = re.compile(r"(?<![\d.第])(?P<digits>\d{3,4})(?:\s?日|(?=[前后]))")
_NO_BEFORE = r"(?![期往述后沿来列一几三半两提景面言])"
_BEFORE = re.compile(rf"(?:\s?[((]含[^))\n]{{1,8}}[))])?(?:[^\d,。;,;、\n()()目当提面空年月日以之]{{1,4}}|[以之])?前{_NO_BEFORE}")
_AFTER = re.compile(r"(?:[以之])?后(?![续期勤盾备来])")
_SINCE = re.compile(r"(?:开始|起)(?!点|草|来|步|动)|至今|[^\d,。;,;、\n()()《》]{0,20}?以来")
_TITLE = re.compile(r"《[^《》\n]{2,120}》|〈[^〈〉\n]{2,120}〉|<[^<>\n]{4,120}>")
_CLOCK = re.compile(r"\s{0,3}\d{1,2}:\d\d")
_LINE_LABEL = re.compile(r"时限|期限|时间|完成日期")
# What follows a bare year when something happened in it, rather than the year naming a thing.
_HAPPENED = re.compile(
    r"\s?(?:[,,。;;、))]|已|有|使用|投入|获得|获|患|申请|用|办|下达|发放|列支|支付|收取|领取|购买|签订|拨付|违规|成立|建|实施|完成|开始|以|至少|保底|家庭人均|人均|均?没有|未|共|全[乡镇村县])"
)
_LEADS_TO_YEAR_END = re.compile(r"(?:到|至|截至|截止|截止到)$")
_LOST_YEAR = re.compile(r"20\d\d(?:年\d{3,4}\s?日|\d{1,2}月|\d{2,4}\s?日|\d{2,4}[—–-]\d{1,4}日)")
_LOST_CLOSING = re.compile(r"[〔﹝\[【((](?P<year>(?:19|20)\d\d)(?P<number>\d{1,4})号")
_LOST_OPENING = re.compile(r"20\d\d[〕﹞\]】]\d{1,4}号")


@dataclass(frozen=True, slots=True)
class Repair:
    """A place where characters were lost: `text[start:end]`, what it is read as, and its kind (date or doc_number)."""

    start: int
    end: int
    reading: str
    kind: str


@dataclass(slots=True)
class _Point:
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
        if self.day:
            return "day"
        if self.part.endswith("旬"):
            return "ten_days"
        if self.month:
            return "month"
        return "quarter" if "季度" in self.part else "year"


def read_periods(
    text: str, default_year: int | None, issues: list[Issue] | None = None, *, whole_document: bool = True
) -> list[Period]:
    """All dates and stretches of time of `text`, in order; `default_year` completes yearless dates (None: they are left out
    where no full date stands before them). `issues` gives each period the no of the issue whose blocks hold it.
    With `whole_document` false a date alone on its line is a period as well."""
    owner = IssueFinder(issues or [])
    titles = _spans_of_titles(text)
    periods = []
    for first, second, end, kind in _stretches(text):
        if _inside(first.start, titles) or (whole_document and not second and not kind and _is_stamp(text, first, end)):
            continue
        periods.append((first, second, end, kind))
    return _resolve(text, periods, default_year, owner)


def read_date(text: str, default_year: int | None = None) -> date | None:
    """The one date that `text` is (a cell, a date line): 2024年5月20日, 2024-05-20, 2024.5.20, 20240520, 二〇二四年五月二十日.

    None when it is anything else, or when the day is missing.
    """
    wording = text.strip()
    if re.fullmatch(r"(?:19|20)\d{6}", wording):
        return _date(int(wording[:4]), int(wording[4:6]), int(wording[6:]))
    point = _read_point(wording, 0)
    if point is None or point.end != len(wording) or not point.day:
        return None
    year = point.year or default_year
    return _date(year, point.month or 0, point.day) if year else None


def last_day(text: str, default_year: int | None = None) -> date | None:
    """The last day that a time limit names (6月底前, 2024年5月—8月, 长期坚持 …); None when it names none."""
    days = [period.last_on for period in read_periods(text, default_year, whole_document=False) if period.last_on]
    return days[-1] if days else None


def find_repairs(text: str, periods: list[Period] | None = None) -> list[Repair]:
    """Dates and document numbers that lost 年, 月 or a bracket, with the reading they are given; `periods` as read before."""
    repairs = [
        Repair(found.start(), found.end(), f"〔{found['year']}〕{found['number']}号", "doc_number")
        for found in _LOST_CLOSING.finditer(text)
    ]
    for found in _LOST_OPENING.finditer(text):
        if text[found.start() - 1 : found.start()] not in tuple("〔﹝[【((第0123456789"):
            reading = f"〔{found.group()[:4]}〕{found.group()[5:]}"
            repairs.append(Repair(found.start(), found.end(), reading, "doc_number"))
    if _has_lost_year(text):
        for period in read_periods(text, 2000) if periods is None else periods:
            first = _read_point(text, period.start) or _read_bare_lost(text, period.start)
            second = _read_second(text, first) if first else None
            if first and (first.repaired or (second and second.repaired)):
                last = second or first
                reading = _wording(first) + ("—" + _wording(last) if second else "")
                repairs.append(Repair(first.start, last.end, reading, "date"))
    return sorted(repairs, key=lambda repair: repair.start)


def document_year(*sources: str | date | None) -> int | None:
    """The year of a document from the best source that has one: its date, its number, its title."""
    for source in sources:
        if isinstance(source, date):
            return source.year
        if source and (found := re.search(r"(?:19|20)\d\d", source)):
            return int(found.group())
    return None


class IssueFinder:
    """Finds the issue whose blocks hold a position."""

    def __init__(self, issues: list[Issue]) -> None:
        blocks = sorted((block.start, block.end, index) for index, issue in enumerate(issues) for block in issue.blocks)
        self._starts = [start for start, _, _ in blocks]
        self._blocks = blocks
        self._issues = issues

    def at(self, position: int) -> Issue | None:
        """The issue of the innermost block around `position`."""
        index = bisect_right(self._starts, position) - 1
        for back in range(index, max(index - 4, -1), -1):
            start, end, number = self._blocks[back]
            if start <= position < end:
                return self._issues[number]
        return None

    def number_at(self, position: int) -> str | None:
        """The no of the issue around `position`."""
        issue = self.at(position)
        return issue.no if issue else None


def _stretches(text: str) -> list[tuple[_Point, _Point | None, int, str]]:
    """(first point, second point of a range, end with its 前/起/以来, kind: "", before, after, since) for every date."""
    found, position, damaged = [], 0, None
    starts = sorted([(s.start(), s.group()) for s in _START.finditer(text)] + [(s.start(), "") for s in _YEAR_END.finditer(text)])
    for at, run in starts:
        if at < position:
            if at + len(run) <= position:
                continue
            run, at = run[position - at :], position
        point = _read_point(text, at)
        if point is None and (digit := re.search(r"\d", run)) and digit.start():
            at += digit.start()
            point = _read_point(text, at)
        if point is None and (lost := _read_bare_lost(text, at)):
            # 228日前: only where the document has lost characters in other dates
            damaged = _has_lost_year(text) if damaged is None else damaged
            point = lost if damaged else None
        if point is None:
            continue
        second = _read_second(text, point)
        end, kind = _read_suffix(text, (second or point))
        found.append((point, second, end, kind))
        position = end
    return found


def _read_point(text: str, at: int) -> _Point | None:
    """The date that begins at `at`, or None."""
    head = _HEAD.match(text, at)
    if head is None:
        if (ending := _YEAR_END.match(text, at)) is not None:
            return _Point(at, ending.end(), relative="今年", part=ending.group()[1])
        if (quarter := _QUARTER.match(text, at)) is not None and text[at - 2 : at] != "每第":
            return _Point(at, quarter.end(), part=quarter.group()[:3])
        rest = _REST.match(text, at) if at == 0 or not text[at - 1].isdigit() else None
        if rest is None or not rest["month"] or ((at and text[at - 1] in ".每第近个") or text[max(0, at - 2) : at] == "每年"):
            return None
        return _with_rest(_Point(at, rest.end()), rest)
    if head["iso"]:
        year, month, day = int(head["iso"]), int(head["iso_month"]), int(head["iso_day"])
        return _Point(at, head.end(), year, month=month, day=day) if _date(year, month, day) else None
    if head["lost_year"]:
        split = _split(head["lost"])
        if split is None:
            return None
        end = _DAY_MARK.match(text, head.end())
        return _Point(at, end.end() if end else head.end(), int(head["lost_year"]), month=split[0], day=split[1], repaired=True)
    point = _Point(at, head.end(), int(read_number(head["year"])) if head["year"] else None, head["relative"])
    point.repaired = head["no_nian"] is not None
    rest = _REST.match(text, head.end())
    if rest is None:
        return None if point.relative else point  # 去年, 今年 alone say nothing that can be filed
    return _with_rest(point, rest)


def _with_rest(point: _Point, rest: re.Match[str]) -> _Point:
    """The point completed by its month, day or part."""
    if rest["lost"]:
        if split := _split(rest["lost"]):
            point.month, point.day = split
            point.end, point.repaired = rest.end() + 1, True
        return point
    point.end = rest.end()
    if rest["year_part"]:
        point.part = rest["year_part"].removeprefix("年").removeprefix("第")[:3]
        return point
    point.month, point.part = int(read_number(rest["month"])), rest["part"] or ""
    if rest["day"]:
        point.day = int(read_number(rest["day"]))
        if _date(point.year or 2000, point.month, point.day) is None:  # 2月30日 is the month, and no day
            point.day, point.end = None, rest.start("day")
    return point


def _read_bare_lost(text: str, at: int) -> _Point | None:
    """A date without its year that lost its 月: 228日, 415前."""
    lost = _BARE_LOST.match(text, at)
    split = _split(lost["digits"]) if lost else None
    return _Point(lost.start(), lost.end(), month=split[0], day=split[1], repaired=True) if lost and split else None


def _has_lost_year(text: str) -> bool:
    """Whether a date of the text lost its 年 or 月 (and is not the tail of a longer number)."""
    return any(found.start() == 0 or text[found.start() - 1] not in "0123456789." for found in _LOST_YEAR.finditer(text))


def _read_second(text: str, first: _Point) -> _Point | None:
    """The second point of a range that begins with `first`: 10月11日, 30日, 2019年, or 44日 for 4月4日."""
    if not first.month and (found := _AND_YEAR.match(text, first.end)):
        return _read_point(text, found.start("year"))
    link = _TO_SECOND.match(text, first.end)
    if link is None:
        link = _FIRST_DAY_AND.match(text, first.end) if first.month and text[first.end - 1].isdigit() else None
        if link is None:
            return None
    point = _read_point(text, link.end())
    if point is not None:
        return point
    day = _SECOND_DAY.match(text, link.end())
    if day is None or not first.day:
        return None
    digits = day["digits"]
    if len(digits) <= 2 and first.day <= int(digits) <= 31:
        return _Point(day.start(), day.end(), month=first.month, day=int(digits))
    split = _split(digits)
    return _Point(day.start(), day.end(), month=split[0], day=split[1], repaired=True) if split else None


def _read_suffix(text: str, last: _Point) -> tuple[int, str]:
    """Where the wording ends with its 前, 后, 起 or 以来, and which of them it has."""
    for pattern, kind in ((_BEFORE, "before"), (_AFTER, "after"), (_SINCE, "since")):
        if found := pattern.match(text, last.end):
            return found.end(), kind
    return last.end, ""


def _resolve(
    text: str, stretches: list[tuple[_Point, _Point | None, int, str]], default_year: int | None, owner: IssueFinder
) -> list[Period]:
    """Periods with their years."""
    periods: list[Period] = []
    last_full: _Point | None = None
    for first, second, end, kind in stretches:
        in_sentence = last_full is not None and not re.search(r"[。\n]", text[last_full.end : first.start])
        year = first.year or (second.year if second and not first.relative else None)
        if year is None:
            named = last_full.year if last_full else None
            if first.relative:
                base = named if first.relative in ("当年", "同年", "次年", "翌年") and named else default_year
                year = base + RELATIVE_YEARS[first.relative] if base else None
            else:
                year = (named if in_sentence else None) or default_year or named
                if (
                    in_sentence
                    and default_year
                    and kind == "before"
                    and last_full
                    and (first.month or 0) < (last_full.month or 0)
                ):
                    year = default_year  # 2023年10月检查发现…, 6月底前整改: a time limit does not lie before what led to it
        if year is None:
            continue
        if first.year and not first.month and not second and not first.part and not kind and not _HAPPENED.match(text, end):
            last_full = first
            continue
        first_on, last_on = _first_day(first, year), _last_day(first, year)
        if second:
            second_year = second.year or (year + RELATIVE_YEARS[second.relative] if second.relative else year)
            last_on = _last_day(second, second_year)
            if last_on and first_on and last_on < first_on and not second.year:
                last_on = _last_day(second, second_year + 1)
            if first.part in ("底", "末"):
                first_on = _last_day(first, year)
        elif first.part in ("底", "末"):
            first_on = None if _LEADS_TO_YEAR_END.search(text[max(0, first.start - 3) : first.start]) else last_on
        if first_on is None and last_on is None:
            continue
        if kind == "before":
            first_on = first_on if second else None
        elif kind == "after" and last_on:
            first_on, last_on = (first_on, last_on) if second else (last_on + timedelta(days=1), None)
            if second:
                end = second.end
        elif kind == "since":
            last_on = last_on if second else None
        if first.year or first.relative:
            last_full = replace(second or first, year=(second.year if second else None) or year)
        periods.append(Period(first.start, end, first_on, last_on, (second or first).granularity, owner.number_at(first.start)))
    return periods


def _first_day(point: _Point, year: int) -> date | None:
    month = point.month or {"下半年": 7, **{f"{n}季度": 3 * i + 1 for i, n in enumerate("一二三四")}}.get(point.part, 1)
    month = {f"{n}季度": 3 * n - 2 for n in range(1, 5)}.get(point.part, month)
    return _date(year, month, point.day or {"中旬": 11, "下旬": 21}.get(point.part, 1))


def _last_day(point: _Point, year: int) -> date | None:
    if point.day:
        return _date(year, point.month or 0, point.day)
    quarters = {f"{n}季度": 3 * i + 3 for i, n in enumerate("一二三四")} | {f"{n}季度": 3 * n for n in range(1, 5)}
    month = point.month or quarters.get(point.part) or {"上半年": 6, "初": 1}.get(point.part, 12)
    day = {"上旬": 10, "初": 10, "中旬": 20}.get(point.part) or calendar.monthrange(year, month)[1]
    return _date(year, month, day)


def _split(digits: str) -> tuple[int, int] | None:
    """Month and day of digits that lost their 月: 228 -> 2, 28; 1112 -> 11, 12; 44 -> 4, 4."""
    for cut in (1, 2):
        if len(digits) - cut in (1, 2) and digits[cut] != "0" and digits[0] != "0":
            month, day = int(digits[:cut]), int(digits[cut:])
            if _date(2000, month, day):
                return month, day
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _wording(point: _Point) -> str:
    """The date in full: 2017年2月28日."""
    return (
        (f"{point.year}年" if point.year else "")
        + (f"{point.month}月" if point.month else "")
        + (f"{point.day}日" if point.day else point.part)
    )


def _spans_of_titles(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _TITLE.finditer(text)] if "《" in text or "<" in text or "〈" in text else []


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (position, position)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


def _is_stamp(text: str, first: _Point, end: int) -> bool:
    """Whether a date is the document's own (alone on its line) or a web page's (with a clock time)."""
    if not first.day:
        return False
    if _CLOCK.match(text, end):
        return True
    line_start = text.rfind("\n", max(0, first.start - 60), first.start) + 1
    if text[line_start : first.start].strip(" \t\u3000") or text[end : end + 1] not in ("", "\n", "\r", " ", "\u3000"):
        return False
    if text[end : end + 40].split("\n", 1)[0].strip(" \t\u3000\r"):
        return False
    return not _LINE_LABEL.search(text[max(0, line_start - 20) : line_start])
