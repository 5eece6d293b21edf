"""The one clock: a day is a day in China, whatever zone the machine is set to.

China has one zone and no summer time. The fixed offset needs no time zone data, which Windows does not bring; DuckDB
brings its own.
"""

from datetime import UTC, date, datetime, timedelta, timezone

ZONE = "Asia/Shanghai"  # what connections to the warehouse take current_date by
CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """The day it is in China now."""
    return in_china(datetime.now(UTC)).date()


def in_china(moment: datetime) -> datetime:
    """The time on a clock in China at a moment; one without a zone is of UTC, as the warehouse stores them."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return known.astimezone(CHINA).replace(tzinfo=None)


def of_build(build_id: str) -> datetime:
    """When a build began, UTC without a zone: 20240601-080000-3f2a -> 2024-06-01 08:00; ValueError for what is no build's id."""
    return datetime.strptime(build_id[:15], "%Y%m%d-%H%M%S")
