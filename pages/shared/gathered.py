"""What a page has shown in this run, so that its reader can take all of it home at once: tables with their rows, and charts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from reports.described import Figure
from warehouse.schema import Table


@dataclass(frozen=True)
class ShownTable:
    """The rows of a mart and the columns of them that the page shows; `label` says what they are called in a file.

    `rows` are a frame, or a Listing of pages/shared/store.py that is read when a file is made of it.
    """

    table: Table
    rows: Any
    columns: list[str]
    label: str


@dataclass(frozen=True)
class ShownChart:
    """A chart, its key, and the sentence that says what it shows."""

    figure: Figure
    key: str
    alt: str


@dataclass(frozen=True)
class Narrowing:
    """What is left of a table that its reader has narrowed."""

    rows: Any  # as in ShownTable
    hidden: list[str]
    words: str


@dataclass
class Gathered:
    """What one run of a page has shown so far, and the place below its heading where it is offered."""

    title: str = ""
    place: Any = None
    parts: Mapping[str, str] = field(default_factory=dict)
    marts: dict[str, None] = field(default_factory=dict)  # names of those read under the reader's choice, in their order
    narrowings: dict[str, Narrowing] = field(default_factory=dict)  # by the key of their table
    tables: list[ShownTable] = field(default_factory=list)
    charts: list[ShownChart] = field(default_factory=list)


_now: ContextVar[Gathered | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[Gathered]:
    """Gather what is shown until the block ends."""
    gathered = Gathered()
    token = _now.set(gathered)
    try:
        yield gathered
    finally:
        _now.reset(token)


def begin(title: str, place: Any, parts: Mapping[str, str]) -> None:
    """The page with this title begins; `place` is a container below its heading, `parts` as in frame.heading."""
    if gathered := _now.get():
        gathered.title, gathered.place, gathered.parts = title, place, parts


def add_mart(name: str) -> None:
    """The page has read this mart under the reader's choice."""
    if gathered := _now.get():
        gathered.marts[name] = None


def add_narrowing(key: str, rows: Any, hidden: list[str], words: str) -> None:
    """The reader sees of the table with this key these rows, without the hidden columns."""
    if gathered := _now.get():
        gathered.narrowings[key] = Narrowing(rows, hidden, words)


def narrowing(key: str) -> Narrowing | None:
    """What is left of the table with this key; None where it is shown whole."""
    gathered = _now.get()
    return gathered.narrowings.get(key) if gathered else None


def add_table(table: ShownTable) -> None:
    """The page shows this table; one whose rows and columns another table has all of is not kept twice."""
    gathered = _now.get()
    if gathered is None:
        return
    for number, other in enumerate(gathered.tables):
        if other.table is table.table and _are_equal(other.rows, table.rows):
            if set(table.columns) <= set(other.columns):
                return
            if set(other.columns) <= set(table.columns):
                gathered.tables[number] = table
                return
    gathered.tables.append(table)


def _are_equal(one: Any, other: Any) -> bool:
    if isinstance(one, pl.DataFrame) and isinstance(other, pl.DataFrame):
        return one is other or one.equals(other)
    return type(one) is type(other) and bool(one == other)


def add_chart(chart: ShownChart) -> None:
    """The page shows this chart."""
    if gathered := _now.get():
        gathered.charts.append(chart)
