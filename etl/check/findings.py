"""What a build of the given files would not understand or would doubt."""

from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from etl.corrections import WrongCorrections
from etl.files import ReadFile
from etl.frames import WrongMatch, build_frames, kept_as_own
from etl.frames.duplicates import duplicate_message, duplicate_plans
from etl.frames.homonyms import homonym_message, homonyms, named_by_plans, named_by_tables
from etl.frames.plan_facts import facts_of


@dataclass(frozen=True, slots=True)
class Findings:
    """Rejects (source hash, severity, message), doubts of tables (source hash, message), doubts in all, notes of all files."""

    rejects: list[tuple[str, str, str]]
    doubts: list[tuple[str, str]]
    doubt_count: int
    kept: list[tuple[str, str]]  # rows of a ledger that are issues of their own, of no plan (source hash, message)
    notes: list[str]
    is_double: bool  # two files of one plan
    repeated: dict[Path, str]  # files not read in, because another has their content -> what is said of them


def findings(files: list[ReadFile], repeated: dict[Path, str]) -> Findings:
    """What a build of just these files would say, by the same rows: check and build cannot disagree.

    `repeated` are the files that a build would not read in, as another one has their content. Rows of progress tables are
    matched only when a document is among the files; else that is said. Raises WrongCorrections.
    """
    read = [file for file in files if file.path not in repeated]
    plans = [file.plan for file in read if file.plan]
    tables = [table for file in read for table in file.tables]
    facts = [facts_of(plan) for plan in plans]
    doubled = duplicate_plans(facts)
    named = [*named_by_plans(facts), *named_by_tables(tables)]
    notes = [duplicate_message(*found) for found in doubled] + [homonym_message(*found) for found in homonyms(named)]
    if not plans and any(table.kind == "progress" and table.rows for table in tables):
        tables = [replace(table, rows=[]) if table.kind == "progress" else table for table in tables]
        notes.append("台账的每一行要和方案核对: 把方案文件和台账一起交给 check, 才知道对不对得上。")
    try:
        frames = build_frames(plans, tables, [])
    except WrongMatch as error:
        raise WrongCorrections(error.wrong) from error
    rejects = [
        (row["source_id"], row["severity"], f"{row['place']}: 读到“{row['read']}”, 应为 {row['expected']}")
        for row in frames["reject"].iter_rows(named=True)
    ]
    failed = frames["audit"].filter(~pl.col("is_ok"))
    doubts = [
        (row["source_id"], f"第{row['row_number']}行 {row['message']}")
        for row in failed.filter(pl.col("row_number").is_not_null()).iter_rows(named=True)
    ]
    kept = [
        (row["source_id"], f"第{row['row_number']}行 {row['township']} {row['title']}: 应为 {row['match_note']}")
        for row in kept_as_own(frames["progress"]).iter_rows(named=True)
    ]
    return Findings(rejects, doubts, failed.height, kept, notes, bool(doubled), repeated)
