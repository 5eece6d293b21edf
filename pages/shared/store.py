"""Reading the published warehouse under the reader's choice, remembered for as long as the build is the published one."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import polars as pl
import streamlit as st

from pages.shared import gathered
from warehouse import choices, clock
from warehouse.asked import Asked
from warehouse.queries import EVERYTHING, Choice, Warehouse
from warehouse.underway import building_since
from warehouse.views import variables_of

P = ParamSpec("P")
T = TypeVar("T")
STORE_VARIABLE = "RECTIFICATION_STORE"
DEFAULT_STORE = Path(__file__).resolve().parents[2] / "store"
CHOICE = "choice"  # key of the session state: set by filters.sidebar on every run
MOST_LISTED = 2000  # rows of a mart that a page draws: more are found by words and filters, and all are in its download


def warehouse() -> Warehouse:
    """The warehouse of the store that the environment names, or of `store/` beside app.py."""
    return _warehouse(str(folder()))


def folder() -> Path:
    """The store that the environment names, or `store/` beside app.py."""
    return Path(os.environ.get(STORE_VARIABLE) or DEFAULT_STORE)


def choice() -> Choice:
    """What the reader chose in the sidebar."""
    chosen: Choice = st.session_state.get(CHOICE, EVERYTHING)
    return chosen


def as_of() -> date:
    """The day the figures speak of: the reader's, today by default."""
    return choice().as_of or clock.today()


def read(view_name: str) -> pl.DataFrame:
    """The rows of a mart under the reader's choice; raises NoWarehouse when nothing is published."""
    gathered.add_mart(view_name)
    return _read_followed(view_name, choice())


def read_in_frame(view_name: str) -> pl.DataFrame:
    """The rows of a mart under the choice for what surrounds the page: it is not one of the page's own."""
    return _read_followed(view_name, choice())


def read_everywhere(view_name: str) -> pl.DataFrame:
    """The rows of a mart of all townships, under the reader's other filters: what a township is compared with."""
    return _read_followed(view_name, replace(choice(), townships=()))


def read_unfiltered(view_name: str) -> pl.DataFrame:
    """The rows of a mart that the choice does not touch."""
    return _read(warehouse().build_id, view_name, EVERYTHING)


def labels(dimension: str) -> Mapping[str, str]:
    """Value -> Chinese label of one filter, in the order of filter_options."""
    return _labels(warehouse().build_id, dimension)


@dataclass(frozen=True)
class Before:
    """What the state is compared with: an earlier day (and the day it is compared at), or an earlier build at the same day."""

    since: date | None = None
    until: date | None = None
    build_id: str | None = None


def earlier_builds() -> list[str]:
    """The ids of the builds before the published one that are still kept, newest first."""
    return warehouse().earlier_builds


def read_changes(view_name: str, before: Before, *, is_everywhere: bool = False) -> pl.DataFrame:
    """The rows of a mart of changes under the reader's choice, or of all townships; raises EarlierBuildUnreadable."""
    gathered.add_mart(view_name)
    chosen = replace(choice(), townships=()) if is_everywhere else choice()
    return _read_changes(warehouse().build_id, view_name, chosen, before)


def read_equal(view_name: str, column: str, *values: str) -> pl.DataFrame:
    """The rows of a mart under the reader's choice whose text column is one of the values."""
    gathered.add_mart(view_name)
    return _read_equal(warehouse().build_id, view_name, column, values, _followed(view_name, choice()))


@dataclass(frozen=True)
class Listing:
    """Rows of a mart that may be very many: the first of them, how many there are, and all of them where they are wanted.

    All are read only for a file that is taken home, which is made outside of the page's run.
    """

    view_name: str
    asked: Asked
    choice: Choice
    source: Warehouse
    build_id: str

    @property
    def first(self) -> pl.DataFrame:
        """The first MOST_LISTED of them."""
        return _listed(self.build_id, self.view_name, self.asked, self.choice, MOST_LISTED)

    @property
    def height(self) -> int:
        """How many rows there are."""
        known = self.first.height
        return known if known < MOST_LISTED else _counted(self.build_id, self.view_name, self.asked, self.choice)

    @property
    def everything(self) -> pl.DataFrame:
        """All of them."""
        return self.source.list_rows(self.view_name, self.asked, self.choice)

    def containing(self, columns: list[str], words: str) -> "Listing":
        """Those of which some cell of the columns has each of the words that blanks part, letter case ignored."""
        return replace(self, asked=replace(self.asked, found=(tuple(columns), words)))


Rows = pl.DataFrame | Listing  # of a table that is shown


def listing(view_name: str, asked: Asked | None = None) -> Listing:
    """The rows of a mart under the reader's choice that are asked for, where they may be many."""
    gathered.add_mart(view_name)
    return Listing(view_name, asked or Asked(), _followed(view_name, choice()), warehouse(), warehouse().build_id)


def whole(rows: Rows) -> pl.DataFrame:
    """All rows."""
    return rows.everything if isinstance(rows, Listing) else rows


def similar_measures(side_kind: str, left: str, right: str) -> pl.DataFrame:
    """Measures of two sides (plans by id, or townships) that read alike, under the choice; raises TooManyMeasures."""
    return _similar(warehouse().build_id, side_kind, left, right, choice())


def building_in_words() -> str:
    """正在建库 and since when, by Beijing time, while a build runs; "" while none does."""
    began = building_since(folder())
    return f"正在建库 ({clock.in_china(began):%H:%M} 起)" if began else ""


def is_synthetic() -> bool:
    """Whether the build is of made-up data: then every page and download says so."""
    return bool(read_unfiltered("build_summary")["is_synthetic"].any())


def issue(issue_id: str) -> pl.DataFrame:
    """The row of issue_register of one issue, whatever else is chosen; empty when there is none."""
    return _told(Warehouse.issue, issue_id, as_of())


def evidence(issue_id: str) -> pl.DataFrame:
    """Every value of one issue with its place in the text."""
    return _told(Warehouse.evidence, issue_id)


def audit(audit_id: str) -> pl.DataFrame:
    """The row of audit_register of one audit; empty when there is none."""
    return _told(Warehouse.audit, audit_id)


def audit_places(audit_id: str) -> pl.DataFrame:
    """The places in a document's text that one audit concerns."""
    return _told(Warehouse.audit_places, audit_id)


def source(source_id: str) -> pl.DataFrame:
    """The row of source_summary of one file; empty when there is none."""
    return _told(Warehouse.source, source_id)


def table_rows(source_id: str, sheet: str | None, row_numbers: tuple[int, ...], at_most: int) -> pl.DataFrame:
    """Rows of a spreadsheet as the file has them; Warehouse.table_rows."""
    return _told(Warehouse.table_rows, source_id, sheet, row_numbers, at_most)


def issue_table_rows(issue_id: str) -> pl.DataFrame:
    """The rows of ledgers that tell of an issue up to the as-of date, the latest report first."""
    return _told(Warehouse.issue_table_rows, issue_id, as_of())


def document_figures(source_id: str) -> pl.DataFrame:
    """The row of document_figures of one document; empty for a spreadsheet."""
    return _told(Warehouse.document_figures, source_id)


def document_values(source_id: str, kind: str) -> pl.DataFrame:
    """Every value of one kind in one document's text."""
    return _told(Warehouse.document_values, source_id, kind)


def unclaimed(source_id: str) -> pl.DataFrame:
    """What no rule claimed in one document."""
    return _told(Warehouse.unclaimed, source_id)


def corrections(source_id: str) -> pl.DataFrame:
    """What was put right of what one file says."""
    return _told(Warehouse.corrections, source_id)


def issue_corrections(issue_id: str) -> pl.DataFrame:
    """What was put right of one issue and of its plan as a whole."""
    return _told(Warehouse.issue_corrections, issue_id)


def source_pages(source_id: str) -> list[tuple[int, int]]:
    """(page, where its text begins) of a document with pages."""
    return _told(Warehouse.source_pages, source_id)


def source_text(source_id: str) -> str | None:
    """The text of a document; None when the source is not a document."""
    return _told(Warehouse.source_text, source_id)


def _told(question: Callable[Concatenate[Warehouse, P], T], *about: P.args, **by_name: P.kwargs) -> T:
    """What the warehouse answers about one issue, audit or file: asked once a build and day, however often the page is drawn."""
    answer: T = _remembered(warehouse().build_id, clock.today(), question, about, tuple(by_name.items()))
    return answer


@lru_cache(maxsize=256)
def _remembered(
    build_id: str, today: date, question: Callable[..., Any], about: tuple[Any, ...], by_name: tuple[tuple[str, Any], ...]
) -> Any:
    return question(warehouse(), *about, **dict(by_name))


@st.cache_resource(show_spinner=False)
def _warehouse(store: str) -> Warehouse:
    return Warehouse(Path(store))


def _read_followed(view_name: str, chosen: Choice) -> pl.DataFrame:
    return _read(warehouse().build_id, view_name, _followed(view_name, chosen))


@lru_cache(maxsize=4096)
def _followed(view_name: str, chosen: Choice) -> Choice:
    """What of the choice a mart follows: a mart is not read again when a filter changes that does not reach it."""
    return replace(EVERYTHING, **{name: getattr(chosen, name) for name in variables_of(view_name)})


# The build id is part of the key: what was read from an earlier build is never shown for a later one. A frame is never changed in
# place, so readers share it: Streamlit's cache_data would copy it, and hash the choice field by field, tens of times a page.
@lru_cache(maxsize=512)
def _read(build_id: str, view_name: str, chosen: Choice) -> pl.DataFrame:
    return warehouse().read(view_name, chosen)


@lru_cache(maxsize=64)
def _labels(build_id: str, dimension: str) -> Mapping[str, str]:
    return choices.labels(_read(build_id, "filter_options", EVERYTHING), dimension)


@lru_cache(maxsize=64)
def _read_changes(build_id: str, view_name: str, chosen: Choice, before: Before) -> pl.DataFrame:
    if before.build_id:
        return warehouse().read_against_build(view_name, before.build_id, chosen)
    return warehouse().read(view_name, replace(chosen, since=before.since, as_of=before.until))


@lru_cache(maxsize=128)
def _read_equal(build_id: str, view_name: str, column: str, values: tuple[str, ...], chosen: Choice) -> pl.DataFrame:
    return warehouse().read_equal(view_name, column, values, chosen)


@st.cache_data(max_entries=64, show_spinner="正在比对措施…")
def _similar(build_id: str, side_kind: str, left: str, right: str, chosen: Choice) -> pl.DataFrame:
    return warehouse().similar_measures(side_kind, left, right, chosen)


@lru_cache(maxsize=256)
def _listed(build_id: str, view_name: str, asked: Asked, chosen: Choice, most: int) -> pl.DataFrame:
    return warehouse().list_rows(view_name, asked, chosen, most)


@lru_cache(maxsize=512)
def _counted(build_id: str, view_name: str, asked: Asked, chosen: Choice) -> int:
    return warehouse().count_rows(view_name, asked, chosen)
