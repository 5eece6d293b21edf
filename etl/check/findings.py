"""What a build of the given files would not understand or would doubt."""

from dataclasses import dataclass, replace

import polars as pl

from etl.files import ReadFile
from etl.frames import build_frames
from etl.frames.duplicates import duplicate_message, duplicate_plans


@dataclass(frozen=True, slots=True)
class Findings:
    """Rejects (source hash, severity, message), doubts of tables (source hash, message), doubts in all, notes of all files."""

    rejects: list[tuple[str, str, str]]
    doubts: list[tuple[str, str]]
    doubt_count: int
    notes: list[str]
    is_double: bool  # two files of one plan


def findings(files: list[ReadFile]) -> Findings:
    """What a build of just these files would say, by the same rows: check and build cannot disagree.

    Rows of progress tables are matched only when a document is among the files; else that is said.
    """
    plans = [file.plan for file in files if file.plan]
    tables = [table for file in files for table in file.tables]
    notes = [duplicate_message(*found) for found in duplicate_plans(plans)]
    if not plans and any(table.kind == "progress" and table.rows for table in tables):
        tables = [replace(table, rows=[]) if table.kind == "progress" else table for table in tables]
        notes.append("台账的每一行要和方案核对: 把方案文件和台账一起交给 check, 才知道对不对得上。")
    frames = build_frames(plans, tables, [])
    rejects = [
        (row["source_id"], row["severity"], f"{row['place']}: 读到“{row['read']}”, 应为 {row['expected']}")
        for row in frames["reject"].iter_rows(named=True)
    ]
    failed = frames["audit"].filter(~pl.col("is_ok"))
    doubts = [
        (row["source_id"], f"第{row['row_number']}行 {row['message']}")
        for row in failed.filter(pl.col("row_number").is_not_null()).iter_rows(named=True)
    ]
    return Findings(rejects, doubts, failed.height, notes, bool(duplicate_plans(plans)))
