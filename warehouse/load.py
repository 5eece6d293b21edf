"""Frames into a new DuckDB file: one table for each declaration, with its comments, sorted so that readers can skip blocks."""

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
SORT_KEYS = ("township", "plan_id", "issue_id", "source_id", "ordinal", "span_start", "row_number")


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the file, without extensions from the network."""
    return duckdb.connect(str(path), read_only=read_only, config=CONFIG)


def load(connection: duckdb.DuckDBPyConnection, frames: dict[str, pl.DataFrame], build: pl.DataFrame) -> None:
    """Create and fill every declared table: `frames` holds one frame for each name in TABLES, `build` the row of this build.

    Raises FrameMismatch when a frame is missing, not declared, or does not meet its declaration.
    """
    declared = {table.name for table in TABLES}
    if set(frames) != declared:
        raise FrameMismatch(f"frames missing: {sorted(declared - set(frames))}, not declared: {sorted(set(frames) - declared)}")
    for table in TABLES:
        _fill(connection, table, frames[table.name])
    _fill(connection, BUILD, build)
    _fill(connection, CODE_LABEL, code_labels())


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame) -> None:
    keys = [key for key in SORT_KEYS if key in table.column_names]
    rows = table.checked(frame)
    connection.execute(table.create_statement())
    if keys:
        rows = rows.sort(keys, maintain_order=True)
    connection.register("incoming", rows)
    connection.execute(f"INSERT INTO {table.name} SELECT {', '.join(table.column_names)} FROM incoming")
    connection.unregister("incoming")
    for statement in table.comment_statements():
        connection.execute(statement)
