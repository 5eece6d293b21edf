"""What pages may ask of the published warehouse.

Names come from the declarations, values are parameters. A query runs on a fresh cursor, because a connection shared by
threads returns wrong rows; the reader's choice is set on that cursor as session variables (sql/staging/stg_issue_chosen.sql).
"""

import threading
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse import likeness, marts
from warehouse.asked import Asked
from warehouse.load import connect
from warehouse.marts import (
    AUDIT_PLACE,
    AUDIT_REGISTER,
    CORRECTION_REGISTER,
    DOCUMENT_FIGURES,
    EVIDENCE,
    ISSUE_REGISTER,
    SOURCE_SUMMARY,
    TABLE_ROW,
    UNCLAIMED_REGISTER,
)
from warehouse.publish import published_files
from warehouse.schema import Table

# What stg_issue_before takes of an earlier build, as it declares it.
COMPARED = (
    *("issue_id", "township", "plan_name", "ordinal", "issue_no", "title", "status", "status_label", "is_done", "is_accepted"),
    *("due_on", "is_overdue"),
)
# DuckDB says so of every result of execute(): a copy of 240,000 rows takes it 10 ms.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result makes an extra copy", UserWarning)


class EarlierBuildUnreadable(Exception):
    """An earlier build cannot be compared with; the message says why."""


class NoWarehouse(Exception):
    """Nothing has been published in the store yet, or its file was taken away."""


@dataclass(frozen=True)
class Choice:
    """What the reader chose: an empty tuple means all, `as_of` None means today."""

    townships: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()  # with departments: the roles these stand in; alone: that anybody stands in
    statuses: tuple[str, ...] = ()
    due_codes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()  # ids of source files
    periods: tuple[str, ...] = ()  # 2024, or 2024-05: in which the last day of an issue lies
    scopes: tuple[str, ...] = ()  # of amounts: own, case, policy
    as_of: date | None = None
    since: date | None = None  # the earlier day that issue_change compares as_of with
    villages: tuple[str, ...] = ()  # of toilets, like the next: chosen on their page alone
    problem_types: tuple[str, ...] = ()


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

    @property
    def is_synthetic(self) -> bool:
        """Whether the published build is of made-up data: then every page and export says so."""
        rows = self._cursor(EVERYTHING).execute("SELECT bool_or(is_synthetic) FROM build").fetchall()
        return bool(rows[0][0])

    def read(self, view_name: str, choice: Choice = EVERYTHING) -> pl.DataFrame:
        """All rows of a mart under the choice, its columns and order as declared; KeyError for a name not declared."""
        return self._rows(marts.BY_NAME[view_name], choice)

    def read_equal(self, view_name: str, column: str, values: Sequence[str], choice: Choice = EVERYTHING) -> pl.DataFrame:
        """The rows of a mart whose text column is one of the values; KeyError for a name not declared."""
        return self.list_rows(view_name, Asked(equal=(column, tuple(values))), choice)

    def list_rows(self, view_name: str, asked: Asked, choice: Choice = EVERYTHING, most: int | None = None) -> pl.DataFrame:
        """The rows of a mart that are asked for, `most` of them at most; KeyError for a name not declared."""
        mart = marts.BY_NAME[view_name]
        condition, values = asked.conditions(mart)
        return self._ordered(self._cursor(choice), mart, condition, *values, first=asked.first_of(mart), most=most)

    def count_rows(self, view_name: str, asked: Asked, choice: Choice = EVERYTHING) -> int:
        """How many rows of a mart are asked for; KeyError for a name not declared."""
        condition, values = asked.conditions(marts.BY_NAME[view_name])
        rows = self._cursor(choice).execute(f"SELECT count(*) FROM {view_name} WHERE {condition}", values).fetchall()
        return int(rows[0][0])

    def similar_measures(self, side_kind: str, left: str, right: str, choice: Choice = EVERYTHING) -> pl.DataFrame:
        """Measures of two sides (plans by id, or townships) that read alike: warehouse/likeness.py; raises TooManyMeasures."""
        column = {"plan": "plan_id", "township": "township"}[side_kind]
        return likeness.similar_measures(*(self.read_equal("measure_register", column, [side], choice) for side in (left, right)))

    def count(self, view_name: str, townships: tuple[str, ...] = ()) -> int:
        """How many rows a mart has, of all townships or of some: what it takes to compute them, and not to carry them over."""
        columns = ", ".join(marts.BY_NAME[view_name].column_names)
        cursor = self._cursor(Choice(townships=townships))
        # A hash over every column: a bare count would let the database leave out what it need not compute.
        query = f"SELECT count(*), bit_xor(hash({columns})) FROM {view_name}"
        rows = cursor.execute(query).fetchall()
        return int(rows[0][0])

    def search_issues(self, text: str, choice: Choice = EVERYTHING, counted_in: str | None = None) -> pl.DataFrame:
        """Rows of issue_register with these words, counted in this column: Asked. No word asks for nothing."""
        return self.list_rows(ISSUE_REGISTER.name, Asked(words=text, counted_in=counted_in), choice)

    def issue(self, issue_id: str, as_of: date | None = None) -> pl.DataFrame:
        """The row of issue_register of one issue, whatever else is chosen; empty when there is none."""
        return self._rows(ISSUE_REGISTER, Choice(as_of=as_of), "issue_id = $1", issue_id)

    def evidence(self, issue_id: str) -> pl.DataFrame:
        """Every value of one issue with its place in the text."""
        return self._rows(EVIDENCE, EVERYTHING, "issue_id = $1", issue_id)

    @property
    def earlier_builds(self) -> list[str]:
        """The ids of the builds before the published one that are still kept, newest first."""
        return [path.stem.removeprefix("warehouse-") for path in published_files(self._store)[1:] if path.exists()]

    def read_against_build(self, view_name: str, build_id: str, choice: Choice = EVERYTHING) -> pl.DataFrame:
        """All rows of a mart of changes, the state before being what an earlier build says at the same as-of date.

        Raises EarlierBuildUnreadable when the build is gone or was made by a program that knew other columns.
        """
        path = next((each for each in published_files(self._store)[1:] if each.stem == f"warehouse-{build_id}"), None)
        try:
            if path is None or not path.exists():
                raise EarlierBuildUnreadable(f"{build_id}: 这个批次已不在了。")
            with connect(path, read_only=True) as earlier:
                _set_choice(earlier, Choice(as_of=choice.as_of))
                issues = _frame(earlier, f"SELECT {', '.join(COMPARED)} FROM stg_issue_current", [])
        except duckdb.Error as error:
            raise EarlierBuildUnreadable(f"{build_id}: 这个批次由别的版本的程序建成, 或文件已损坏, 不能比较。") from error
        cursor = self._cursor(choice)
        # A temporary table of this cursor alone stands before the view of its name: the marts of the file read it.
        cursor.register("earlier_issues", issues)
        cursor.execute("CREATE TEMP TABLE stg_issue_before AS FROM earlier_issues")
        cursor.unregister("earlier_issues")
        return self._ordered(cursor, marts.BY_NAME[view_name])

    def audit(self, audit_id: str) -> pl.DataFrame:
        """The row of audit_register of one audit, whatever else is chosen; empty when there is none."""
        return self._rows(AUDIT_REGISTER, EVERYTHING, "audit_id = $1", audit_id)

    def audit_places(self, audit_id: str) -> pl.DataFrame:
        """The places in a document's text that one audit concerns; none for an audit of a spreadsheet."""
        return self._rows(AUDIT_PLACE, EVERYTHING, "audit_id = $1", audit_id)

    def table_rows(self, source_id: str, sheet: str | None, row_numbers: Sequence[int], at_most: int) -> pl.DataFrame:
        """Rows of a spreadsheet as the file has them: these and what goes on with them, or without numbers its first."""
        places = "source_id = $1 AND sheet IS NOT DISTINCT FROM $2 AND list_contains($3::bigint[], read_row)"
        if row_numbers:
            return self._ordered(self._cursor(EVERYTHING), TABLE_ROW, places, source_id, sheet, list(row_numbers), most=at_most)
        return self._ordered(self._cursor(EVERYTHING), TABLE_ROW, "source_id = $1", source_id, most=at_most)

    def issue_table_rows(self, issue_id: str, as_of: date | None = None) -> pl.DataFrame:
        """The rows of ledgers that tell of an issue up to a day, today where none is given; the latest report first."""
        told = (
            "SELECT source_id, sheet, row_number AS read_row, reported_on FROM progress "
            "WHERE issue_id = $1 AND (reported_on IS NULL OR reported_on <= coalesce($2, current_date))"
        )
        query = (
            f"WITH told AS MATERIALIZED ({told}) SELECT {', '.join(f'r.{name}' for name in TABLE_ROW.column_names)} "
            "FROM told JOIN table_row AS r ON r.source_id = told.source_id AND r.read_row = told.read_row "
            "AND r.sheet IS NOT DISTINCT FROM told.sheet ORDER BY told.reported_on DESC NULLS LAST, r.file, r.sheet, r.row_number"
        )
        return _frame(self._cursor(EVERYTHING), query, [issue_id, as_of])

    def document_figures(self, source_id: str) -> pl.DataFrame:
        """The row of document_figures of one document; empty for a spreadsheet."""
        return self._rows(DOCUMENT_FIGURES, EVERYTHING, "source_id = $1", source_id)

    def document_values(self, source_id: str, kind: str) -> pl.DataFrame:
        """Every value of one kind in the text of one document, whichever issue it is of."""
        return self._rows(EVIDENCE, EVERYTHING, "source_id = $1 AND kind = $2", source_id, kind)

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

    def _rows(self, mart: Table, choice: Choice, condition: str = "true", *values: Any) -> pl.DataFrame:
        return self._ordered(self._cursor(choice), mart, condition, *values)

    @staticmethod
    def _ordered(
        cursor: duckdb.DuckDBPyConnection,
        mart: Table,
        condition: str = "true",
        *values: Any,
        first: str = "",
        most: int | None = None,
    ) -> pl.DataFrame:
        # All columns break the ties of the declared order, so that equal builds give equal files.
        order = ", ".join((*([first] if first else []), *mart.order_by, *mart.column_names))
        limit = "" if most is None else f" LIMIT {most}"
        query = f"SELECT {', '.join(mart.column_names)} FROM {mart.name} WHERE {condition} ORDER BY {order}{limit}"
        return _frame(cursor, query, values)

    def _cursor(self, choice: Choice) -> duckdb.DuckDBPyConnection:
        """A fresh cursor with the choice set: what is not chosen stays unset."""
        cursor = self._current().cursor()
        _set_choice(cursor, choice)
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


def _frame(cursor: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any]) -> pl.DataFrame:
    """The rows of a query. `cursor.sql(query).pl()` would bind it twice: that takes half as long again as most marts."""
    return pl.DataFrame(cursor.execute(query, list(values)).to_arrow_table())


def _set_choice(cursor: duckdb.DuckDBPyConnection, choice: Choice) -> None:
    for field in fields(choice):
        value: Any = getattr(choice, field.name)
        if value:
            kind = "date" if field.name in ("as_of", "since") else "varchar[]"
            cursor.execute(f"SET VARIABLE {field.name} = $1::{kind}", [list(value) if kind == "varchar[]" else value])
