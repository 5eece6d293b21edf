"""Characters that a copy lost: 年 and 月 in dates, a bracket in document numbers, with the reading each is given.

2017228日 -> 2017年2月28日        201511月 -> 2015年11月        〔2016198号 -> 〔2016〕198号
"""

import re
from dataclasses import dataclass

from etl.parsed import Period
from etl.plan.dates import read_periods
from etl.plan.points import Point, has_lost_year, read_bare_lost, read_point, read_second

_LOST_CLOSING = re.compile(r"[〔﹝\[【((](?P<year>(?:19|20)\d\d)(?P<number>\d{1,4})号\Z")
_LONGEST_NUMBER = 10  # characters: (20161980号
_NUMBER_END = re.compile("号(?<=[0-9]号)")
_LOST_OPENING = re.compile(r"20\d\d[〕﹞\]】]\d{1,4}号")


@dataclass(frozen=True, slots=True)
class Repair:
    """A place where characters were lost: `text[start:end]`, what it is read as, and its kind (date or doc_number)."""

    start: int
    end: int
    reading: str
    kind: str


def find_repairs(text: str, periods: list[Period] | None = None) -> list[Repair]:
    """Dates and document numbers that lost 年, 月 or a bracket, with the reading they are given; `periods` as read before."""
    repairs = [
        Repair(found.start(), found.end(), f"〔{found['year']}〕{found['number']}号", "doc_number")
        for end in _NUMBER_END.finditer(text)
        if (found := _LOST_CLOSING.search(text, end.end() - _LONGEST_NUMBER, end.end()))
    ]
    for found in _LOST_OPENING.finditer(text):
        if text[found.start() - 1 : found.start()] not in tuple("〔﹝[【((第0123456789"):
            reading = f"〔{found.group()[:4]}〕{found.group()[5:]}"
            repairs.append(Repair(found.start(), found.end(), reading, "doc_number"))
    if has_lost_year(text):
        for period in read_periods(text, 2000) if periods is None else periods:
            first = read_point(text, period.start) or read_bare_lost(text, period.start)
            second = read_second(text, first) if first else None
            if first and (first.repaired or (second and second.repaired)):
                last = second or first
                reading = _wording(first) + ("—" + _wording(last) if second else "")
                repairs.append(Repair(first.start, last.end, reading, "date"))
    return sorted(repairs, key=lambda repair: repair.start)


def _wording(point: Point) -> str:
    """The date in full: 2017年2月28日."""
    return (
        (f"{point.year}年" if point.year else "")
        + (f"{point.month}月" if point.month else "")
        + (f"{point.day}日" if point.day else point.part)
    )
