"""What pages may ask of the published warehouse.

Names come from the declarations, values are parameters. A query runs on a fresh cursor, because a connection shared by
threads returns wrong rows; the reader's choice is set on that cursor as session variables (sql/staging/stg_issue_chosen.sql).
"""

import threading
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse import marts
from warehouse.load import connect
from warehouse.marts import (
    AUDIT_PLACE,
    AUDIT_REGISTER,
    CORRECTION_REGISTER,
    EVIDENCE,
    ISSUE_REGISTER,
    SOURCE_SUMMARY,
    UNCLAIMED_REGISTER,
)
from warehouse.publish import published_files
from warehouse.schema import Table


class NoWarehouse(Exception):
    """Nothing has been published in the store yet, or its file was taken away."""


@dataclass(frozen=True)
class Choice:
    """What the reader chose: an empty tuple means all, `as_of` None means today."""

    townships: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    as_of: date | None = None


EVERYTHING = Choice()


class Warehouse:
    """The published warehouse of a store: always the build the pointer names, safe to use from many threads."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None

    @classmethod
    def open(cls, store: Path) -> "Warehouse":
        """The warehouse of the store; raises NoWarehouse when nothing is published."""
        warehouse = cls(store)
        warehouse._current()
        return warehouse

    @property
    def build_id(self) -> str:
        """The id of the build the pointer names now: what a page caches by."""
        return self._published().stem.removeprefix("warehouse-")

    def read(self, view_name: str, choice: Choice = EVERYTHING) -> pl.DataFrame:
        """All rows of a mart under the choice, its columns and order as declared; KeyError for a name not declared."""
        return self._rows(marts.BY_NAME[view_name], choice)

    def search_issues(self, text: str, choice: Choice = EVERYTHING) -> pl.DataFrame:
        """Rows of issue_register whose title, finding and measures contain every word of the text, letter case ignored.

        Words are what blanks part; no word asks for nothing.
        """
        haystack = "lower(concat_ws(chr(10), title, finding, measures))"
        words = text.split()
        condition = " AND ".join(f"contains({haystack}, lower(${place}))" for place in range(1, len(words) + 1))
        return self._rows(ISSUE_REGISTER, choice, condition or "true", *words)

    def issue(self, issue_id: str, as_of: date | None = None) -> pl.DataFrame:
        """The row of issue_register of one issue, whatever else is chosen; empty when there is none."""
        return self._rows(ISSUE_REGISTER, Choice(as_of=as_of), "issue_id = $1", issue_id)

    def evidence(self, issue_id: str) -> pl.DataFrame:
        """Every value of one issue with its place in the text."""
        return self._rows(EVIDENCE, EVERYTHING, "issue_id = $1", issue_id)

    def audit(self, audit_id: str) -> pl.DataFrame:
        """The row of audit_register of one audit, whatever else is chosen; empty when there is none."""
        return self._rows(AUDIT_REGISTER, EVERYTHING, "audit_id = $1", audit_id)

    def audit_places(self, audit_id: str) -> pl.DataFrame:
        """The places in a document's text that one audit concerns; none for an audit of a spreadsheet."""
        return self._rows(AUDIT_PLACE, EVERYTHING, "audit_id = $1", audit_id)

    def source(self, source_id: str) -> pl.DataFrame:
        """The row of source_summary of one file, whatever else is chosen; empty when there is none."""
        return self._rows(SOURCE_SUMMARY, EVERYTHING, "source_id = $1", source_id)

    def unclaimed(self, source_id: str) -> pl.DataFrame:
        """What no rule claimed in one document."""
        return self._rows(UNCLAIMED_REGISTER, EVERYTHING, "source_id = $1", source_id)

    def corrections(self, source_id: str) -> pl.DataFrame:
        """What was put right of what one file says."""
        return self._rows(CORRECTION_REGISTER, EVERYTHING, "source_id = $1", source_id)

    def issue_corrections(self, issue_id: str) -> pl.DataFrame:
        """What was put right of one issue: of its own values, of its plan as a whole, and of the spreadsheet rows about it."""
        of_plan = "issue_id IS NULL AND span_start IS NULL AND plan_id = (SELECT plan_id FROM issue WHERE issue_id = $1)"
        return self._rows(CORRECTION_REGISTER, EVERYTHING, f"issue_id = $1 OR ({of_plan})", issue_id)

    def source_pages(self, source_id: str) -> list[tuple[int, int]]:
        """(page, where its text begins) of a document with pages, those without text left out; empty for other formats."""
        query = "SELECT page, span_start FROM source_page WHERE source_id = $1 AND span_end > span_start ORDER BY page"
        return [(int(page), int(start)) for page, start in self._cursor(EVERYTHING).execute(query, [source_id]).fetchall()]

    def source_text(self, source_id: str) -> str | None:
        """The text of a document, to which all spans point; None when the source is not a document."""
        rows = self._cursor(EVERYTHING).execute("SELECT text FROM source_text WHERE source_id = $1", [source_id]).fetchall()
        return str(rows[0][0]) if rows else None

    def _rows(self, mart: Table, choice: Choice, condition: str = "true", *values: str) -> pl.DataFrame:
        # All columns break the ties of the declared order, so that equal builds give equal files.
        order = ", ".join((*mart.order_by, *mart.column_names))
        query = f"SELECT {', '.join(mart.column_names)} FROM {mart.name} WHERE {condition} ORDER BY {order}"
        frame: pl.DataFrame = self._cursor(choice).sql(query, params=list(values)).pl()
        return frame

    def _cursor(self, choice: Choice) -> duckdb.DuckDBPyConnection:
        """A fresh cursor with the choice set: what is not chosen stays unset."""
        cursor = self._current().cursor()
        for field in fields(choice):
            value: Any = getattr(choice, field.name)
            if value:
                kind = "date" if field.name == "as_of" else "varchar[]"
                cursor.execute(f"SET VARIABLE {field.name} = $1::{kind}", [list(value) if kind == "varchar[]" else value])
        return cursor

    def _published(self) -> Path:
        files = published_files(self._store)
        if not files or not files[0].exists():
            raise NoWarehouse(f"{self._store}: 还没有数据仓库。")
        return files[0]

    def _current(self) -> duckdb.DuckDBPyConnection:
        """The connection to the published build, opened anew when the pointer has moved.

        The old one is let go, not closed: a cursor that another thread still reads keeps it alive until it is done.
        """
        path = self._published()
        with self._lock:
            if self._connection is None or path != self._path:
                self._connection, self._path = connect(path, read_only=True), path
            return self._connection
