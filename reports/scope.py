"""What a report speaks of: the reader's choice in words, its date, the build, and the rows of all marts it needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import polars as pl

from warehouse import choices, clock
from warehouse.queries import EVERYTHING, Choice, Warehouse

MOST_NAMED = 3  # townships named in a title or file name
TRIES = 3
SYNTHETIC = "合成数据"
AUTHOR = "问题整改看板"  # of a file that nobody signs
REPORT_DATES, OVER_A_PERIOD = "report_date", ("change_summary", "change_by_township", "issue_change")


@dataclass(frozen=True)
class Scope:
    """One choice over one build: every report of it says these same words and reads these same rows."""

    choice: Choice
    as_of: date
    build_id: str
    filters: list[str]  # in words: township first, as of when last
    address: str  # the choice as the query of an address, with its date
    marts: dict[str, pl.DataFrame] = field(repr=False)
    period: tuple[date, date] | None = None  # the last two reporting dates, the earlier first: what marts of changes speak of
    is_synthetic: bool = False  # the build is of made-up data: then every report says so

    @property
    def place(self) -> str:
        """黄桑乡、霞若乡 / 黄桑乡等5个乡镇 / "" for all townships."""
        named = self.choice.townships
        if len(named) > MOST_NAMED:
            return f"{named[0]}等{len(named)}个乡镇"
        return "、".join(named)

    @property
    def built_at(self) -> datetime:
        """When the build began, UTC: what papers are dated by, so that one made again is the same file."""
        return clock.of_build(self.build_id)

    @property
    def line(self) -> str:
        """全部乡镇 · 状态: 推进中 · 截至 2024-05-20 · 批次 20240520-081500-3f2a; made-up data is called that first."""
        return " · ".join([*([SYNTHETIC] if self.is_synthetic else []), *self.filters, f"批次 {self.build_id}"])


def read_scope(warehouse: Warehouse, choice: Choice, marts: Iterable[str]) -> Scope:
    """The scope with the rows of these marts, all of one build: begun again when another is published meanwhile.

    Marts of changes are read between the last two reporting dates, and left out where there are not two.
    """
    names = list(marts)
    as_of = choice.as_of or clock.today()
    chosen = Choice(**{**choice.__dict__, "as_of": as_of})
    for _ in range(TRIES):
        build_id = warehouse.build_id
        rows = {name: warehouse.read(name, chosen) for name in names if name not in OVER_A_PERIOD}
        period = _last_period(rows[REPORT_DATES]) if REPORT_DATES in rows else None
        if period:
            between = replace(chosen, since=period[0], as_of=period[1])
            rows |= {name: warehouse.read(name, between) for name in names if name in OVER_A_PERIOD}
        options = warehouse.read("filter_options", EVERYTHING)
        is_synthetic = warehouse.is_synthetic
        if warehouse.build_id == build_id:
            break
    words, address = choices.in_words(chosen, options), choices.address(chosen, options)
    return Scope(chosen, as_of, build_id, words, address, rows, period, is_synthetic)


def _last_period(report_dates: pl.DataFrame) -> tuple[date, date] | None:
    """The two latest reporting dates, the earlier first: the same two that the page 本期变化 begins with."""
    days = report_dates["reported_on"].to_list()
    return (days[1], days[0]) if len(days) > 1 else None
