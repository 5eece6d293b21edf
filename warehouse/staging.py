"""Staging tables that are stored by source: made a part of the sources at a time, and renewed for the sources that changed.

A file of sql/staging says `Stored by source` where each of its rows follows from the rows of one source: those that name an issue
of it (a ledger tells of the issues of other sources), and those that name no issue but the source. It gives the same rows whether
it sees all sources at once or some at a time. So a build of any size holds one part in memory, and one that begins as a copy of
an earlier build makes only the rows of the sources of which something is no longer as it was.

While such a statement runs, temporary views of the sources wanted stand before the tables it reads: DuckDB looks for a name among
temporary ones first, also from within views.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import duckdb

from warehouse.digests import differing, digests

BY_SOURCE = "Stored by source"
BY_TOWNSHIP = "sorted by township"  # what else a header may say: then a part holds neighbours of that order
PART_WEIGHT = 50_000  # sources and issues in a part: what warehouse.load.MEMORY_LIMIT has ample room for
NEVER_PARTED = {"source_file", "stg_table_row", "stg_sheet_township"}  # what is told of an issue names file and row of a ledger
CREATE = re.compile(r"create or replace table (\w+) as\s")


class NotRenewable(Exception):
    """What rows of every source follow has changed: all of them must be made anew."""


def is_by_source(statement: str) -> bool:
    """Whether the statement of a file of sql/staging says that its table is stored by source."""
    return BY_SOURCE in statement


class _Columns(dict[str, frozenset[str]]):
    """The columns of each table; asked of the table itself, because DuckDB's list of all columns is slow to read."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def __missing__(self, name: str) -> frozenset[str]:
        self[name] = frozenset(column for column, *_ in self._connection.execute(f"FROM {name} LIMIT 0").description)
        return self[name]


class Parts:
    """A build from nothing: all sources, in parts of about PART_WEIGHT sources and issues."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Part the sources that are loaded."""
        self._connection = connection
        self._columns = _Columns(connection)
        connection.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE source_part AS
            WITH weighed AS (
                SELECT f.source_id, coalesce(min(p.township), '') AS township, 1 + count(i.issue_id) AS weight
                FROM source_file AS f
                LEFT JOIN plan AS p ON p.source_id = f.source_id
                LEFT JOIN issue AS i ON i.source_id = f.source_id
                GROUP BY f.source_id
            )
            SELECT source_id,
                   (sum(weight) OVER (ORDER BY township, source_id) - weight)::BIGINT // {PART_WEIGHT} AS by_township,
                   (sum(weight) OVER (ORDER BY source_id) - weight)::BIGINT // {PART_WEIGHT} AS by_source
            FROM weighed
            """
        )

    def are_many(self) -> bool:
        """Whether there is more than one part."""
        return self._connection.execute("SELECT max(by_source) > 0 FROM source_part").fetchall() == [(True,)]

    def make(self, statement: str, read: Collection[str]) -> None:
        """Make a table that is stored by source; `read` are the tables it reads. In no transaction where there are many parts:
        DuckDB 2.0 may not show what two INSERTs into one new table gave before it is committed."""
        if not self.are_many():
            self._connection.execute(statement)
            return
        number = "by_township" if BY_TOWNSHIP in statement else "by_source"
        name, rows = _named(statement)
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS {rows} WITH NO DATA")
        parts = self._connection.execute(f"SELECT DISTINCT {number} FROM source_part ORDER BY 1").fetchall()
        for (part,) in parts:
            wanted = f"SELECT source_id FROM source_part WHERE {number} = {part}"
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE wanted_source AS {wanted}")
            issues = "SELECT issue_id FROM issue WHERE source_id IN (SELECT source_id FROM wanted_source)"
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE wanted_issue AS {issues}")
            _insert(self._connection, self._columns, name, rows, read)


class Renewal:
    """A build that begins as a copy of an earlier one: the sources of which something is not as it was there."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, touched: Collection[str], telling: Collection[str]) -> None:
        """Begin with the sources that the loaded tables tell of otherwise than before (warehouse.load.renew).

        `telling` are the loaded tables whose rows may be about issues of other sources.
        """
        self._connection = connection
        self._columns = _Columns(connection)
        self._telling = [name for name in sorted(telling) if {"issue_id", "source_id"} <= self._columns[name]]
        self._wanted: set[str] = set()
        connection.execute("CREATE OR REPLACE TEMP TABLE wanted_source (source_id VARCHAR)")
        self._want(touched)
        self._want_told_of()
        self._find_wanted_issues()

    def replace(self, name: str, statement: str) -> None:
        """Run the statement of a table that is made as a whole, and find the sources of which it holds other rows now."""
        self._note(name)
        self._connection.execute(statement)
        wanted_before = len(self._wanted)
        self._compare(name)
        if len(self._wanted) == wanted_before:
            return
        if name in NEVER_PARTED:
            self._want_told_of()
        self._find_wanted_issues()

    def make(self, statement: str, read: Collection[str]) -> None:
        """Renew a table that is stored by source; `read` are the tables it reads."""
        name, rows = _named(statement)
        for condition in _wanted(self._columns[name]):
            self._connection.execute(f"DELETE FROM {name} WHERE {condition}")
        _insert(self._connection, self._columns, name, rows, read)

    def _note(self, name: str) -> None:
        digests = self._digests(name, "issue_before")
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE noted_{name} AS {digests}")

    def _compare(self, name: str) -> None:
        query = differing(f"FROM noted_{name}", self._digests(name, "issue"))
        found = self._connection.execute(query).fetchall()
        if (None,) in found:
            raise NotRenewable(name)
        self._want([source for (source,) in found])

    def _want_told_of(self) -> None:
        """Want the sources of the issues that a source wanted tells of: what is made of it may name its file or row."""
        told_of = (
            f"SELECT i.source_id FROM {name} AS r JOIN issue AS i USING (issue_id) "
            "WHERE r.source_id IN (SELECT source_id FROM wanted_source)"
            for name in self._telling
        )
        if self._telling:
            self._want([source for (source,) in self._connection.execute(" UNION ".join(told_of)).fetchall()])

    def _want(self, sources: Collection[str]) -> None:
        new = set(sources) - self._wanted
        if new:
            self._connection.execute("INSERT INTO wanted_source SELECT unnest($1::VARCHAR[])", [sorted(new)])
            self._wanted |= new

    def _find_wanted_issues(self) -> None:
        of_wanted = "SELECT issue_id FROM {} WHERE source_id IN (SELECT source_id FROM wanted_source)"
        issues = f"{of_wanted.format('issue')} UNION {of_wanted.format('issue_before')}"
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE wanted_issue AS {issues}")

    def _digests(self, name: str, issues: str) -> str:
        """A query of source_id and the digest of the rows a table holds of it; null for a table whose rows are of no source."""
        columns = self._columns[name]
        own = "r.source_id" if "source_id" in columns else "NULL::VARCHAR"
        source = f"coalesce(i.source_id, {own})" if "issue_id" in columns else own
        joined = f"LEFT JOIN {issues} AS i ON i.issue_id = r.issue_id" if "issue_id" in columns else ""
        return digests(f"{name} AS r {joined}", source)


def _named(statement: str) -> tuple[str, str]:
    """The name of the table a statement creates, and the query of its rows."""
    found = CREATE.search(statement)
    if found is None:
        raise ValueError(f"not the statement of a table: {statement}")
    return found[1], statement[found.end() :]


def _wanted(columns: Collection[str]) -> list[str]:
    """The conditions of rows that are of the sources wanted: each row meets one of them, or none."""
    of_issue = "issue_id IN (SELECT issue_id FROM wanted_issue)"
    of_source = "source_id IN (SELECT source_id FROM wanted_source)"
    if "issue_id" not in columns:
        return [of_source] if "source_id" in columns else []
    return [of_issue, f"issue_id IS NULL AND {of_source}"] if "source_id" in columns else [of_issue]


def _insert(connection: duckdb.DuckDBPyConnection, columns: _Columns, name: str, rows: str, read: Collection[str]) -> None:
    with _only_wanted(connection, columns, read):
        connection.execute(f"INSERT INTO {name} {rows}")


@contextmanager
def _only_wanted(connection: duckdb.DuckDBPyConnection, columns: _Columns, names: Collection[str]) -> Iterator[None]:
    """Let these tables hold, for whoever reads them by name, only the rows of the sources wanted."""
    (database,) = connection.execute("SELECT current_database()").fetchall()[0]
    hidden = []
    for name in names:
        conditions = [] if name in NEVER_PARTED else _wanted(columns[name])
        if conditions:
            rows = " UNION ALL ".join(f'SELECT * FROM "{database}".main.{name} WHERE {condition}' for condition in conditions)
            connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {rows}")
            hidden.append(name)
    try:
        yield
    finally:
        for name in hidden:
            connection.execute(f"DROP VIEW temp.{name}")
