"""The SQL files of sql/staging and sql/marts into a warehouse file: each after what it reads, with its comments."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from warehouse.labels import code_labels
from warehouse.marts import MARTS
from warehouse.staging import Parts, Renewal, is_by_source
from warehouse.tables import BUILD, CODE_LABEL, TABLES

VARIABLE = re.compile(r"getvariable\('(\w+)'\)")
NOTED_AT = "stg_span_digest"  # the table whose comment is the digest of the statements
SQL = Path(__file__).resolve().parent.parent / "sql"


def statements(*folders: str) -> dict[str, str]:
    """View name -> its statement, for every file of the folders of sql/, each after the ones it reads."""
    sources, reads = _sources(*folders)
    return {name: sources[name] for name in TopologicalSorter(reads).static_order()}


@cache
def variables_of(mart_name: str) -> frozenset[str]:
    """The variables of the reader's choice that a mart follows, itself or through a view it reads."""
    sources, _ = _sources("staging", "marts")
    return frozenset(variable for name in read_for(mart_name) for variable in VARIABLE.findall(sources[name]))


def read_for(*names: str) -> set[str]:
    """Views and all that they read, of sql/staging and sql/marts."""
    _, reads = _sources("staging", "marts")
    read, waiting = set[str](), set(names)
    while waiting:
        name = waiting.pop()
        read.add(name)
        waiting |= reads[name] - read
    return read


@cache
def digest() -> str:
    """The digest of all statements: of sql/, of the tables and the comments of both; and of the words for codes."""
    tables = [statement for table in TABLES for statement in (table.create_statement(), *table.comment_statements())]
    comments = [comment for mart in MARTS for comment in mart.comment_statements("VIEW")]
    sources, _ = _sources("staging", "marts", "checks")
    said = "\n".join([*tables, *sources.values(), *comments, code_labels().write_csv()])
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def tables_by_source() -> dict[str, set[str]]:
    """Name -> the tables it reads, itself or through views, for each table that is stored by source (warehouse/staging.py)."""
    sources, _ = _sources("staging", "marts")
    return {name: _tables_read(name) for name, text in sources.items() if is_by_source(text)}


def tables_followed() -> set[str]:
    """The tables that any table stored by source reads."""
    return {name for read in tables_by_source().values() for name in read}


def tables_made_whole() -> set[str]:
    """The stored tables of sql/staging that every build makes as a whole."""
    sources, _ = _sources("staging")
    return {name for name, text in sources.items() if is_table(text) and not is_by_source(text)}


@cache
def _sources(*folders: str) -> tuple[Mapping[str, str], Mapping[str, set[str]]]:
    """View name -> its file's text, and -> the views it reads."""
    sources = {path.stem: path.read_text(encoding="utf-8") for folder in folders for path in sorted((SQL / folder).glob("*.sql"))}
    return sources, {name: (_words(text) & set(sources)) - {name} for name, text in sources.items()}


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"--[^\n]*", "", text)))


def is_table(statement: str) -> bool:
    """Whether the statement of a file makes a stored table."""
    return "create or replace table" in statement


def _tables_read(name: str) -> set[str]:
    """The tables, loaded and stored ones, that the statement of this name reads, itself or through views."""
    sources, reads = _sources("staging", "marts")
    loaded = {table.name for table in (*TABLES, CODE_LABEL, BUILD)}
    found = _words(sources[name]) & loaded
    for each in reads[name]:
        found |= {each} if is_table(sources[each]) else _tables_read(each)
    return found


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create everything in sql/staging and sql/marts. Staging relations that need no choice of the reader are stored tables."""
    by_source = tables_by_source()
    parts = Parts(connection)
    is_at_once = not parts.are_many()
    if is_at_once:  # a transaction a statement waits for the disk a hundred times; one for all holds in memory what it made
        connection.begin()
    for name, statement in statements("staging", "marts").items():
        if name in by_source:
            parts.make(statement, by_source[name])
        else:
            connection.execute(statement)
    for mart in MARTS:
        for statement in mart.comment_statements("VIEW"):
            connection.execute(statement)
    connection.execute(f"COMMENT ON TABLE {NOTED_AT} IS '{digest()}'")
    if is_at_once:
        connection.commit()


def renew_views(connection: duckdb.DuckDBPyConnection, renewal: Renewal) -> None:
    """Make the stored tables of sql/staging hold what follows from the rows of now.

    The connection's file is a copy of a build that was made alike, with the rows of now loaded. Its views stand, and of what is
    stored by source only the rows of sources that changed are made. Raises NotRenewable.
    """
    by_source, whole, followed = tables_by_source(), tables_made_whole(), tables_followed()
    for name, statement in statements("staging").items():
        if name in by_source:
            renewal.make(statement, by_source[name])
        elif name in whole & followed:
            renewal.replace(name, statement)
        elif name in whole:
            connection.execute(statement)


def is_made_alike(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the views and stored tables of the file were made, and its rows checked, by the statements of now."""
    noted = f"SELECT comment FROM duckdb_tables() WHERE table_name = '{NOTED_AT}'"
    return connection.execute(noted).fetchall() == [(digest(),)]
