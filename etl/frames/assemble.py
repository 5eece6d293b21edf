"""All files of a build to one checked frame a table: the rows of each file, and those that need several files to be known."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from etl.frames import ledger
from etl.frames.duplicates import duplicate_audits
from etl.frames.homonyms import homonym_audits, named_by_files, named_by_plans
from etl.frames.ledger_rows import NAMED, PLACE
from etl.frames.own_issues import own_issue_rows
from etl.frames.parts import PARSED_FILE, Part, part_of
from etl.frames.plan_facts import Plans, plan_facts
from etl.frames.toilet_conflicts import conflict_rows
from etl.parsed import ParsedPlan
from etl.sheet.parsed import ParsedTable
from warehouse.tables import ASSIGNMENT, ISSUE, MEASURE, SOURCE_FILE, TABLES
from warehouse.tables_quality import AUDIT, REJECT

Scans = dict[str, pl.LazyFrame]  # of each of PART_TABLES, rows of the files that are loaded


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
) -> Part:
    """One frame for each of warehouse.tables.TABLES. Raises FrameMismatch for a fault of the program.

    `notes` is a message for a source file, by its hash.
    """
    part = part_of(plans, tables)
    part["parsed_file"] = pl.concat([part["parsed_file"], failed_files(failures)])
    scans = {name: frame.lazy() for name, frame in part.items()}
    across = rows_across_files(scans, part["parsed_file"], notes or {})
    ledgers = {name: rows.collect() for name, rows in across.of_ledgers.items()}
    given = (part, across.frames, ledgers)
    return {table.name: table.checked(pl.concat([each[table.name] for each in given if table.name in each])) for table in TABLES}


def failed_files(failures: Sequence[FailedFile]) -> pl.DataFrame:
    """Files that gave nothing, as rows of PARSED_FILE."""
    return PARSED_FILE.frame(
        [
            {
                "source_id": failure.sha256,
                "file": failure.file,
                "kind": failure.kind,
                "format": failure.format,
                "byte_count": failure.byte_count,
                "row_count": 0,
                "reject_count": 1,
                "message": f"读到 {failure.read}, 应为 {failure.expected}",
                "notes": [],
                "read": failure.read,
                "expected": failure.expected,
            }
            for failure in failures
        ]
    )


@dataclass(frozen=True, slots=True)
class AcrossFiles:
    """What only all files together give, by table: source_file and rows added to other tables; those that are as many as the
    ledgers have rows (progress, status) are read when they are asked for. `matches` says of which issue each of those is."""

    frames: Part
    of_ledgers: Scans
    matches: ledger.LedgerMatches


def rows_across_files(scans: Scans, files: pl.DataFrame, notes: dict[str, str], known: pl.DataFrame | None = None) -> AcrossFiles:
    """What only all files together give.

    `scans` holds the rows of PART_TABLES, `files` the rows of PARSED_FILE in the order of the input, failed files too; `known` is
    what earlier builds matched. Raises WrongMatch for a correction of a match that does not apply.
    """
    named = dict(files.select("source_id", "file").iter_rows())
    issues = scans["issue"].select("issue_id", "plan_id", "ordinal", "issue_no", "title").collect()
    plans = Plans(plan_facts(scans["plan"].collect(), files), issues)
    known = pl.DataFrame(schema=ledger.MATCHES) if known is None else known
    ledgers = in_file_order(scans["ledger"].select(*PLACE, *NAMED, "reported_on"), files)
    ledgers = ledgers.join(files.select("source_id", "file"), on="source_id", how="left", maintain_order="left")
    corrections = scans["ledger_correction"].collect()
    matches = ledger.matched(ledgers, corrections, plans, known)
    unmatched = ledger.reject_rows(matches, named)
    founding = scans["ledger"].join(matches.own.lazy(), on=PLACE, nulls_equal=True, how="inner").sort("ordinal").collect()
    own = own_issue_rows(founding)
    named_townships = [*named_by_plans(plans.all), *named_by_files(files)]
    audits = [
        AUDIT.frame([*duplicate_audits(plans.all), *homonym_audits(named_townships)]),
        ledger.with_issues(scans["ledger_audit"].collect(), matches),
        conflict_rows(in_file_order(scans["toilet"], files), named),
    ]
    frames = {
        "source_file": _source_files(files, unmatched, notes),
        "reject": pl.concat([unmatched, _failures(files)]),
        "audit": pl.concat(audits),
        "correction": ledger.with_issues(corrections, matches),
        **{table.name: table.frame(own[table.name]) for table in (ISSUE, MEASURE, ASSIGNMENT)},
    }
    of_ledgers = {
        "progress": ledger.progress_rows(scans["ledger"], matches),
        "status": ledger.status_rows(scans["ledger"], matches),
    }
    return AcrossFiles(frames, of_ledgers, matches)


def in_file_order(rows: pl.LazyFrame, files: pl.DataFrame) -> pl.DataFrame:
    """The rows in the order of their files, those of one file as they stand: whatever order they were kept in."""
    order = files.select("source_id").with_row_index("file_number").lazy()
    ordered = rows.join(order, on="source_id", how="left", maintain_order="left").sort("file_number", maintain_order=True)
    return ordered.drop("file_number").collect()


def _source_files(files: pl.DataFrame, unmatched: pl.DataFrame, notes: dict[str, str]) -> pl.DataFrame:
    """Rows of the table source_file: a file whose rows did not all find their place is loaded in part."""
    more = unmatched.group_by("source_id").len("unmatched_count")
    said = pl.DataFrame(
        {"source_id": list(notes), "note": list(notes.values())}, schema={"source_id": pl.String, "note": pl.String}
    )
    known = files.join(more, on="source_id", how="left", maintain_order="left")
    known = known.join(said, on="source_id", how="left", maintain_order="left")
    is_empty = pl.col("read").is_not_null() | ((pl.col("kind") == "table") & (pl.col("row_count") == 0))
    rejected = pl.col("reject_count") + pl.col("unmatched_count").fill_null(0)
    state = pl.when(is_empty).then(pl.lit("failed")).when(rejected > 0).then(pl.lit("partial")).otherwise(pl.lit("loaded"))
    message = pl.concat_str("message", "note", separator="; ", ignore_nulls=True).replace("", None)
    return known.with_columns(state.alias("state"), message.alias("message")).select(SOURCE_FILE.column_names)


def _failures(files: pl.DataFrame) -> pl.DataFrame:
    """A reject for every file that gave nothing."""
    failed = files.filter(pl.col("read").is_not_null()).select("source_id", "file", "read", "expected")
    return REJECT.frame([{**row, "place": "整个文件", "severity": "file"} for row in failed.iter_rows(named=True)])
