"""Days that no calendar has: 6月31日, 2023年2月29日, 2024-13-01, 20240631. None of them is read as another day."""

import re
from calendar import monthrange
from collections.abc import Iterator

from etl.parsed import Span
from etl.plan.dates import written_out

# 2024年6月31日, 6月31日: found by its 月, then read backwards from there; 2024.2.30
_DAY_OF_MONTH = re.compile(r"月\s?(?P<day>\d{1,2})\s?[日号]")
_MONTH_BEFORE = re.compile(r"(?<![0-9.])(?:(?P<year>(?:19|20)\d\d)\s?年\s?)?(?P<month>\d{1,2})\s?\Z")
_LONGEST_BEFORE = 10  # characters of a year and a month
_DAYS_IN_SIGNS = tuple(
    re.compile(rf"{of}(?<![0-9.]{of})\d\d\s?(?P<sign>[./-])\s?(?P<month>\d{{1,2}})\s?(?P=sign)\s?(?P<day>\d{{1,2}})(?![\d.])")
    for of in ("19", "20")
)
_LEAP_YEAR = 2000


def impossible_days(text: str) -> Iterator[tuple[Span, str]]:
    """Each day of a text that does not exist: its place, and why: 6月有30天, 没有13月."""
    for span, year, month, day in _days_named(text):
        if month > 12 and year is None:
            continue
        days = monthrange(year or _LEAP_YEAR, month)[1] if 1 <= month <= 12 else 0
        if not 1 <= day <= days:
            yield span, f"{month}月有{days}天" if days else f"没有{month}月"


def expected_day(wording: str) -> str | None:
    """What is expected where a cell or a time limit names a day that does not exist; None where it names none such."""
    why = next((why for _, why in impossible_days(written_out(wording))), None)
    return f"存在的日期 ({why})" if why else None


def _days_named(text: str) -> Iterator[tuple[Span, int | None, int, int]]:
    """Each day named by month and day: its place, year (None where it has none), month and day, whether it exists or not."""
    for found in _DAY_OF_MONTH.finditer(text):
        before = _MONTH_BEFORE.search(text, max(0, found.start() - _LONGEST_BEFORE), found.start())
        if before is not None:
            year = int(before["year"]) if before["year"] else None
            yield Span(before.start(), found.end()), year, int(before["month"]), int(found["day"])
    for pattern in _DAYS_IN_SIGNS:
        for found in pattern.finditer(text):
            yield Span(*found.span()), int(found[0][:4]), int(found["month"]), int(found["day"])
