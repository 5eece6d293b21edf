"""Rows into a new DuckDB file: one table for each declaration, with its comments, sorted so that readers can skip blocks.

Rows come as frames or stay in Parquet files; a build of any size then holds no more than MEMORY_LIMIT, the rest goes to a
folder beside the new file while it is sorted.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.clock import ZONE
from warehouse.digests import differing, digests
from warehouse.labels import code_labels
from warehouse.schema import FrameMismatch, Table
from warehouse.tables import BUILD, CODE_LABEL, TABLES

# A missing extension must fail at once: fetching it would stall a request for seconds on a machine without internet.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
MEMORY_LIMIT = "1500MB"  # of the connection that builds; a machine of 4 GB has room for it and the parsers
SORT_KEYS = ("township", "plan_id", "issue_id", "source_id", "ordinal", "span_start", "row_number")


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the file, without extensions from the network; current_date is today in China, of its cursors too."""
    connection = duckdb.connect(str(path), read_only=read_only, config=CONFIG)
    connection.execute(f"SET GLOBAL TimeZone = '{ZONE}'")
    return connection


@dataclass(frozen=True)
class StoredRows:
    """The rows of one table: those of Parquet files, but of the sources left out, and those of a frame.

    None for the frame: each row follows from its source alone, so that a table loaded before holds but for the sources changed.
    """

    paths: tuple[Path, ...]
    without: tuple[str, ...]  # source_id
    frame: pl.DataFrame | None


TableRows = pl.DataFrame | StoredRows


@dataclass(frozen=True)
class _ArrowStream:
    """The rows of a frame for DuckDB, which loads PyArrow and NumPy for a frame itself: a tenth of a second."""

    frame: pl.DataFrame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.frame.__arrow_c_stream__(requested_schema)


def limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold the connection to the memory a build may take."""
    connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")


def load(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, TableRows]) -> None:
    """Create and fill every declared table but BUILD: `tables` holds the rows for each name in TABLES.

    Raises FrameMismatch when a table is missing, not declared, or its frame does not meet its declaration.
    """
    _meet_declarations(tables)
    for table in TABLES:
        _fill(connection, table, tables[table.name])
    _fill(connection, CODE_LABEL, code_labels())


def renew(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, TableRows], changed: Collection[str]) -> set[str]:
    """Put the rows of now in place of those the file holds, a copy of an earlier build's, of each source of which any differ.

    `changed` are the sources (source_id) that came, went or changed since; of the others, rows differ only in tables that all
    files together decide. New rows stand behind those that stay. Gives the sources of which rows changed, and those whose issues
    a row that went was about; leaves the temporary table issue_before, the issues of before and their sources. Raises
    FrameMismatch as load does.
    """
    _meet_declarations(tables)
    touched = set(changed)
    connection.execute("CREATE TEMP TABLE issue_before AS SELECT issue_id, source_id FROM issue")
    for table in TABLES:
        touched |= _renew(connection, table, tables[table.name], changed)
    return touched


def decided_together(tables: Mapping[str, TableRows]) -> set[str]:
    """The tables of which not every row follows from its source alone."""
    return {name for name, rows in tables.items() if _is_decided_together(rows)}


def _is_decided_together(rows: TableRows) -> bool:
    return not (isinstance(rows, StoredRows) and rows.frame is None)


def _meet_declarations(tables: Mapping[str, TableRows]) -> None:
    declared = {table.name for table in TABLES}
    if set(tables) != declared:
        raise FrameMismatch(f"tables missing: {sorted(declared - set(tables))}, not declared: {sorted(set(tables) - declared)}")


def load_build(connection: duckdb.DuckDBPyConnection, build: pl.DataFrame) -> None:
    """Create the table of builds, with the row of this one, in place of one there may be."""
    connection.execute(f"DROP TABLE IF EXISTS {BUILD.name}")
    _fill(connection, BUILD, build)


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, rows: TableRows) -> None:
    connection.execute(table.create_statement())
    with _given(connection, table, rows) as (given, parameters):
        connection.execute(f"INSERT INTO {table.name} {given} ORDER BY {_order(table)}", parameters)
    for statement in table.comment_statements():
        connection.execute(statement)


def _renew(connection: duckdb.DuckDBPyConnection, table: Table, rows: TableRows, changed: Collection[str]) -> set[str]:
    name = table.name
    of_sources = "source_id IN (SELECT unnest($sources))"
    touched = set[str]()
    with _given(connection, table, rows) as (given, parameters):
        sources = sorted(changed)
        if _is_decided_together(rows):
            query = differing(digests(f"{name} AS r"), digests(f"({given}) AS r"))
            sources = [source for (source,) in connection.execute(query, parameters).fetchall()]
            touched.update(sources)
            if "issue_id" in table.column_names:
                owners = (
                    f"SELECT DISTINCT i.source_id FROM {name} AS r JOIN issue_before AS i USING (issue_id) WHERE r.{of_sources}"
                )
                touched.update(owner for (owner,) in connection.execute(owners, {"sources": sources}).fetchall())
        if not sources:
            return touched
        connection.execute(f"DELETE FROM {name} WHERE {of_sources}", {"sources": sources})
        statement = f"INSERT INTO {name} FROM ({given}) WHERE {of_sources} ORDER BY {_order(table)}"
        connection.execute(statement, {**parameters, "sources": sources})
    return touched


@contextmanager
def _given(connection: duckdb.DuckDBPyConnection, table: Table, rows: TableRows) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The query of the rows of a table, and its parameters."""
    stored = rows if isinstance(rows, StoredRows) else StoredRows((), (), rows)
    columns = ", ".join(table.column_names)
    parts = []
    parameters: dict[str, list[str]] = {}
    if stored.paths:
        parts.append(f"SELECT {columns} FROM read_parquet($paths)")
        parameters["paths"] = [str(path) for path in stored.paths]
    if stored.paths and stored.without:
        parts[0] += " WHERE source_id NOT IN (SELECT unnest($without))"
        parameters["without"] = list(stored.without)
    if stored.frame is not None:
        connection.register("incoming", _ArrowStream(table.checked(stored.frame)))
        parts.append(f"SELECT {columns} FROM incoming")
    yield " UNION ALL ".join(parts) or f"SELECT {columns} FROM {table.name} WHERE false", parameters
    if stored.frame is not None:
        connection.unregister("incoming")  # not after an error: the connection is not used again, and would say another


def _order(table: Table) -> str:
    """The order rows are stored in: by what readers ask for, then by all columns, so that equal input gives equal tables."""
    keys = [key for key in SORT_KEYS if key in table.column_names]
    rest = [name for name in table.column_names if name not in keys]
    return ", ".join(f"{name} NULLS FIRST" for name in (*keys, *rest))
