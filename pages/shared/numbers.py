"""Numbers that lead to what they count: written through a book that links each to the target of reports/drills.py.

A linked number travels through sentences as a place-holder of two private characters around its place in the book, because the
sentences of reports/sentences.py are plain text; `html` puts the link there. Whatever else stands in the text is escaped.
"""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from html import escape
from typing import Any, NoReturn

import polars as pl
import streamlit as st

from pages.shared import store
from reports import drills
from reports.citations import ROW_COUNT, Citations, CitedRow
from reports.drills import Target
from warehouse import choices, clock
from warehouse.schema import Table

FOLLOWED = "followed"  # key of the session state: where a click on a number of a table leads
FIRST, LAST = "\ue000", "\ue001"
PLACE = re.compile(f"{FIRST}(\\d+){LAST}")


class LinkedBook(Citations):
    """The numbers of one page: each with the address of what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self._links: list[str] = []
        self._scope: list[tuple[str, str]] | None = None
        self._kept: dict[str, Mapping[str, str]] = {}

    def keep(self, page: str, parameters: Mapping[str, str]) -> None:
        """Links to this page keep these parameters of its own: what its numbers are counted under."""
        self._kept[page] = parameters

    def row(self, mart: Table, values: Mapping[str, Any], *told_by: str) -> CitedRow:
        """A row of a mart whose numbers can be written, each a link."""
        return _LinkedRow(self, mart, values, tuple((column, str(values[column])) for column in told_by))

    def row_count(self, mart: Table, rows: pl.DataFrame, label: str, *where: tuple[str, str]) -> str:
        """How many rows a mart has, a link."""
        return self.linked(super().row_count(mart, rows, label, *where), label, drills.target(mart.name, ROW_COUNT, dict(where)))

    def row_everywhere(self, mart: Table, values: Mapping[str, Any], *told_by: str) -> CitedRow:
        """A row read of all townships: its numbers lead there without the townships that the reader chose."""
        return _LinkedRow(self, mart, values, tuple((column, str(values[column])) for column in told_by), is_everywhere=True)

    def linked(self, text: str, label: str, target: Target | None, *, is_everywhere: bool = False) -> str:
        """The text with a link to the target, as a place-holder; the text itself where there is no target."""
        if target is None:
            return text
        href, title = escape(self.address(target, is_everywhere=is_everywhere)), escape(label)
        self._links.append(f'<a class="number" href="{href}" title="{title}">{escape(text)}</a>')
        return f"{FIRST}{len(self._links) - 1}{LAST}"

    def address(self, target: Target, *, is_everywhere: bool = False) -> str:
        """The target with the reader's filters (all townships: without those) as an address: register?乡镇=黄桑乡&只看=已逾期."""
        if self._scope is None:
            chosen = store.choice()
            dated = replace(chosen, as_of=None) if chosen.as_of == clock.today() else chosen
            self._scope = choices.parameters(dated, store.read_unfiltered("filter_options"))
        left_out = {*target.parameters, *((choices.DIMENSIONS["township"],) if is_everywhere else ())}
        scope = [pair for pair in self._scope if pair[0] not in left_out] if target.is_scoped else []
        kept = {name: [value] for name, value in self._kept.get(target.page, {}).items()}
        query = choices.query([*scope, *((name, value) for name, values in (kept | target.asked).items() for value in values)])
        return f"{target.page if target.page != 'overview' else './'}{query}"

    def html(self, text: str) -> str:
        """The text as HTML, its place-holders as links."""
        return PLACE.sub(lambda found: self._link(int(found[1])), escape(text))

    def _link(self, place: int) -> str:
        return self._links[place] if place < len(self._links) else ""


@dataclass(frozen=True)
class _LinkedRow(CitedRow):
    """A row whose numbers are links."""

    is_everywhere: bool = False

    def _written(self, column: str, text: str) -> str:
        said = super()._written(column, text)
        if self.values[column] is None or not isinstance(self.book, LinkedBook):
            return said
        target = drills.target(self.mart.name, column, self.values)
        label = self.mart.labels[column]
        if column.endswith("_pct") and target and (only := target.parameters.get(drills.ONLY)):
            label = f"{label}: 列出“{only}”的问题"
        return self.book.linked(said, label, target, is_everywhere=self.is_everywhere)


_book: ContextVar[LinkedBook | None] = ContextVar("book", default=None)


def begin() -> None:
    """A page begins: its numbers are links of a new book."""
    _book.set(LinkedBook())


def book() -> LinkedBook:
    """The book of the page that is drawn."""
    found = _book.get()
    if found is None:
        found = LinkedBook()
        _book.set(found)
    return found


def keep(page: str, parameters: Mapping[str, str]) -> None:
    """LinkedBook.keep of the page that is drawn."""
    book().keep(page, parameters)


def row(mart: Table, values: Mapping[str, Any], *told_by: str) -> CitedRow:
    """A row of a mart whose numbers are links; `told_by` are the columns that tell it from the mart's other rows."""
    return book().row(mart, values, *told_by)


def row_everywhere(mart: Table, values: Mapping[str, Any], *told_by: str) -> CitedRow:
    """The same of a row read of all townships."""
    return book().row_everywhere(mart, values, *told_by)


def only_row(mart: Table) -> CitedRow:
    """The one row of a mart under the reader's choice."""
    return row(mart, store.read(mart.name).row(0, named=True))


def everywhere(mart: Table) -> CitedRow | None:
    """The same of all townships, to compare with; None where the reader has chosen none."""
    if not store.choice().townships:
        return None
    return book().row_everywhere(mart, store.read_everywhere(mart.name).row(0, named=True))


def all_everywhere(mart: Table, told_by: str) -> dict[Any, CitedRow]:
    """The same for a mart of several rows: by the value of the column that tells them apart."""
    if not store.choice().townships:
        return {}
    rows = store.read_everywhere(mart.name).iter_rows(named=True)
    return {values[told_by]: book().row_everywhere(mart, values, told_by) for values in rows}


def open_target(target: Target) -> None:
    """Called when a number of a table was clicked: set the filters of the target, and let `follow` go there.

    The filters are widgets of app.py's frame: they can be set only before they are drawn, and an address may not name them.
    """
    options = store.read_unfiltered("filter_options")
    asked = choices.read_address(target.asked, options).choice
    for dimension, name in choices.DIMENSIONS.items():
        if name in target.parameters or not target.is_scoped:
            st.session_state[name] = list(getattr(asked, choices.FIELDS[dimension]))
    if choices.AS_OF in target.parameters or not target.is_scoped:
        st.session_state[choices.AS_OF] = asked.as_of or clock.today()
    filters = {*choices.DIMENSIONS.values(), choices.AS_OF}
    own = {name: value for name, value in target.parameters.items() if name not in filters}
    st.session_state[FOLLOWED] = Target(target.page, own)


def go(target: Target) -> NoReturn:
    """Open the page of a target that has no filters, while a page is drawn."""
    st.switch_page(f"pages/{target.page}.py", query_params=dict(target.parameters))


def follow() -> None:
    """Open the page that a click on a number of a table asked for."""
    if target := st.session_state.pop(FOLLOWED, None):
        st.switch_page(f"pages/{target.page}.py", query_params=dict(target.parameters))
