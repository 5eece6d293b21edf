"""All rows of a build to one checked frame a table."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from etl.frames.documents import Rows, add_plan
from etl.frames.duplicates import add_duplicates
from etl.frames.sheets import add_tables
from etl.frames.toilet_conflicts import add_toilet_conflicts
from etl.parsed import ParsedPlan
from etl.sheet.parsed import ParsedTable
from warehouse.tables import TABLES


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that gave nothing at all: what was read instead, and what was expected; kind is document or table."""

    file: str
    sha256: str
    kind: str
    format: str
    byte_count: int
    read: str
    expected: str


def build_frames(
    plans: Sequence[ParsedPlan],
    tables: Sequence[ParsedTable],
    failures: Sequence[FailedFile],
    notes: dict[str, str] | None = None,
) -> dict[str, pl.DataFrame]:
    """One frame for each of warehouse.tables.TABLES. Raises FrameMismatch for a fault of the program.

    `notes` is a message for a source file, by its hash.
    """
    rows: Rows = defaultdict(list)
    for plan in plans:
        add_plan(plan, rows)
    add_duplicates(list(plans), rows)
    add_tables(list(tables), list(plans), rows)
    add_toilet_conflicts(rows)
    for failure in failures:
        _add_failure(failure, rows)
    for row in rows["source_file"]:
        note = (notes or {}).get(str(row["source_id"]))
        if note:
            row["message"] = "; ".join(str(part) for part in (row.get("message"), note) if part)
    return {table.name: table.frame(rows[table.name]) for table in TABLES}


def _add_failure(failure: FailedFile, rows: Rows) -> None:
    rows["source_file"].append(
        {
            "source_id": failure.sha256,
            "file": failure.file,
            "kind": failure.kind,
            "format": failure.format,
            "byte_count": failure.byte_count,
            "state": "failed",
            "row_count": 0,
            "message": f"读到 {failure.read}, 应为 {failure.expected}",
        }
    )
    rows["reject"].append(
        {
            "source_id": failure.sha256,
            "file": failure.file,
            "place": "整个文件",
            "read": failure.read,
            "expected": failure.expected,
            "severity": "file",
        }
    )
