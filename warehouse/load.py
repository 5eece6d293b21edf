"""Rows into a new DuckDB file: one table for each declaration, with its comments, sorted so that readers can skip blocks.

Rows come as frames or stay in Parquet files; a build of any size then holds no more than MEMORY_LIMIT, the rest goes to a
folder beside the new file while it is sorted.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

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
    """A connection to the file, without extensions from the network."""
    return duckdb.connect(str(path), read_only=read_only, config=CONFIG)


@dataclass(frozen=True)
class StoredRows:
    """The rows of one table: those of Parquet files, but of the sources left out, and those of a frame.

    None for the frame: each row follows from its source alone, so that a table loaded before holds but for the sources changed.
    """

    paths: tuple[Path, ...]
    without: tuple[str, ...]  # source_id
    frame: pl.DataFrame | None


TableRows = pl.DataFrame | StoredRows


def limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold the connection to the memory a build may take."""
    connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")


def load(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, TableRows], changed: Collection[str] | None = None) -> None:
    """Create and fill every declared table but BUILD: `tables` holds the rows for each name in TABLES.

    `changed`: the connection's file is a copy of an earlier build's, without `replaced`; these sources changed since. Raises
    FrameMismatch when a table is missing, not declared, or its frame does not meet its declaration.
    """
    declared = {table.name for table in TABLES}
    if set(tables) != declared:
        raise FrameMismatch(f"tables missing: {sorted(declared - set(tables))}, not declared: {sorted(set(tables) - declared)}")
    for table in TABLES:
        rows = tables[table.name]
        if changed is not None and isinstance(rows, StoredRows) and rows.frame is None:
            _renew(connection, table, rows, changed)
        else:
            _fill(connection, table, rows)
    _fill(connection, CODE_LABEL, code_labels())


def replaced(tables: Mapping[str, TableRows]) -> set[str]:
    """The tables loaded anew where a build begins as a copy: those of which not every row follows from its source alone."""
    kept = {name for name, rows in tables.items() if isinstance(rows, StoredRows) and rows.frame is None}
    return {table.name for table in (*TABLES, CODE_LABEL, BUILD)} - kept


def load_build(connection: duckdb.DuckDBPyConnection, build: pl.DataFrame) -> None:
    """Create the table of builds, with the row of this one."""
    _fill(connection, BUILD, build)


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, rows: TableRows) -> None:
    stored = rows if isinstance(rows, StoredRows) else StoredRows((), (), rows)
    columns = ", ".join(table.column_names)
    connection.execute(table.create_statement())
    connection.register("incoming", table.frame([]) if stored.frame is None else table.checked(stored.frame))
    given = f"SELECT {columns} FROM incoming"
    parameters: list[list[str]] = []
    if stored.paths:
        given += f" UNION ALL SELECT {columns} FROM read_parquet($1)"
        parameters.append([str(path) for path in stored.paths])
    if stored.paths and stored.without:
        given += " WHERE source_id NOT IN (SELECT unnest($2))"
        parameters.append(list(stored.without))
    connection.execute(f"INSERT INTO {table.name} SELECT {columns} FROM ({given}) ORDER BY {_order(table)}", parameters)
    connection.unregister("incoming")
    for statement in table.comment_statements():
        connection.execute(statement)


def _renew(connection: duckdb.DuckDBPyConnection, table: Table, rows: StoredRows, changed: Collection[str]) -> None:
    """Put the rows of the changed sources in place of what the table holds of them; they stand behind the others."""
    connection.execute(f"DELETE FROM {table.name} WHERE source_id IN (SELECT unnest($1))", [list(changed)])
    if not rows.paths:
        return
    columns = ", ".join(table.column_names)
    given = f"SELECT {columns} FROM read_parquet($1) WHERE source_id IN (SELECT unnest($2))"
    wanted = sorted(set(changed) - set(rows.without))
    statement = f"INSERT INTO {table.name} {given} ORDER BY {_order(table)}"
    connection.execute(statement, [[str(path) for path in rows.paths], wanted])


def _order(table: Table) -> str:
    """The order rows are stored in: by what readers ask for, then by all columns, so that equal input gives equal tables."""
    keys = [key for key in SORT_KEYS if key in table.column_names]
    rest = [name for name in table.column_names if name not in keys]
    return ", ".join(f"{name} NULLS FIRST" for name in (*keys, *rest))
