"""Data checks: each file of sql/checks returns the rows that break its rule; any row stops the publish.

The first comment line of a file says the rule in Chinese; it stands in the message a clerk reads.

Slicing every place of every text again takes longer than all else. A build that begins as a copy of an earlier one slices only
the documents whose digest (sql/staging/stg_span_digest.sql: their text and all places in it, as loaded now) is not the one the
earlier build was published with.
"""

from dataclasses import dataclass

import duckdb

from warehouse.views import SQL

SHOWN_ROWS = 5


@dataclass(frozen=True)
class Offence:
    """A broken rule: the file of the check, the rule in Chinese, and the rows that break it."""

    check: str
    rule: str
    rows: list[dict[str, object]]

    def __str__(self) -> str:
        shown = "; ".join(", ".join(f"{key}={value}" for key, value in row.items()) for row in self.rows[:SHOWN_ROWS])
        more = f" … 共 {len(self.rows)} 行" if len(self.rows) > SHOWN_ROWS else ""
        return f"{self.check}: {self.rule} 不成立: {shown}{more}"


class CheckFailed(Exception):
    """The data broke a rule, so nothing was published; `offences` names the rules and rows."""

    def __init__(self, offences: list[Offence]) -> None:
        self.offences = offences
        said = "\n".join(str(offence) for offence in offences)
        super().__init__(f"数据检查没有通过, 没有发布, 原有批次照常可用 (读入时没有拦住的数据, 请把下面的话交给维护者):\n{said}")


def run_checks(connection: duckdb.DuckDBPyConnection, names: str = "*") -> list[Offence]:
    """Run every check whose file is so named, in the order of their names; the rules that were broken."""
    _find_checked(connection)
    offences = []
    for path in sorted((SQL / "checks").glob(f"{names}.sql")):
        statement = path.read_text(encoding="utf-8")
        breaking = connection.execute(statement)
        columns = [name for name, *_ in breaking.description]
        rows = [dict(zip(columns, row, strict=True)) for row in breaking.fetchall()]
        if rows:
            offences.append(Offence(path.stem, statement.splitlines()[0].removeprefix("--").strip(), rows))
    return offences


def remember_sliced(connection: duckdb.DuckDBPyConnection) -> None:
    """Remember for run_checks what the build of this file had sliced; before its tables are renewed."""
    connection.execute("CREATE TEMP TABLE sliced_before AS SELECT source_id, digest FROM stg_span_digest")


def _find_checked(connection: duckdb.DuckDBPyConnection) -> None:
    """The table checked_before: the documents that are as an earlier build sliced them."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS sliced_before (source_id VARCHAR, digest VARCHAR)")
    same = "SELECT source_id FROM stg_span_digest JOIN sliced_before USING (source_id, digest)"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE checked_before AS {same}")
