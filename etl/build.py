"""One run of the ETL: all files of two folders in, a published warehouse out, and a report of what was not understood."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from etl.corrections import WrongCorrections, assigned, read_corrections
from etl.frames import WrongMatch, kept_as_own
from etl.frames.assemble import in_file_order, rows_across_files
from etl.frames.homonyms import RULE as HOMONYM
from etl.frames.parts import PART_TABLES
from etl.input import Input, OnFile, read_input
from etl.input_files import InputFile, input_files, skipped_message
from etl.parsed_files import HELD, KEY, ParsedFiles, was_built
from etl.synthetic_mark import is_synthetic
from etl.system_errors import words_of
from etl.vocabulary_check import check_vocabularies
from warehouse.load import StoredRows
from warehouse.publish import Basis, publish
from warehouse.tables import TABLES
from warehouse.underway import building

MOST_MOVED = 0.1  # of all rows: those that do not stand in the order of their tables, or went, before everything is loaded anew


class NothingToLoad(Exception):
    """No file of the input could be read, or a folder is missing: nothing is published."""


@dataclass(slots=True)
class BuildReport:
    """What a build loaded and what it did not; `problems` are messages that name place, found and expected."""

    build_id: str | None = None
    document_count: int = 0
    table_count: int = 0
    row_counts: dict[str, int] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all loaded, 1 loaded with rejected rows or files, 2 nothing published."""
        if self.build_id is None:
            return 2
        return 1 if self.problems else 0


def build(
    plans_dir: Path, tables_dir: Path, store: Path, on_file: OnFile | None = None, corrections: Path | None = None
) -> BuildReport:
    """Read the documents and tables of two folders (and their subfolders) and publish them into the store.

    Files that were parsed by an earlier build are not parsed again (etl/parsed_files.py), and where few files changed, what
    stands of the others in the published build is taken over. `on_file` is called after each file that is parsed, with its name,
    what it gave in words, and the number of those files. A file that cannot be read fails alone. The lines of `corrections` put
    source mistakes right; one that does not apply as it stands stops the build, all such are named at once.

    Raises NothingToLoad when a folder is missing (a mistyped folder must not replace a good build) or no file could be read,
    WrongVocabulary for a vocabulary file that cannot be used, WrongCorrections, and what warehouse.publish.publish raises.
    """
    started_at = datetime.now(UTC).replace(tzinfo=None)
    missing = [said for said in (_no_folder(plans_dir, "方案"), _no_folder(tables_dir, "表格")) if said]
    if missing:
        raise NothingToLoad("\n".join([*missing, "没有发布新批次。"]))
    if not was_built(store):
        check_vocabularies()
    with building(store):
        return _build(plans_dir, tables_dir, store, on_file, corrections, started_at)


def _build(
    plans_dir: Path, tables_dir: Path, store: Path, on_file: OnFile | None, corrections: Path | None, started_at: datetime
) -> BuildReport:
    report = BuildReport()
    lines, misshapen = read_corrections(corrections) if corrections else ([], [])
    files = _files_of(plans_dir, "document", report) + _files_of(tables_dir, "table", report)
    of_file, lost = assigned(lines, [(file.path, file.name) for file in files])
    files = [replace(file, corrections=tuple(of_file.get(file.path, ()))) for file in files]
    kept = ParsedFiles(store)
    read = read_input(files, kept, on_file)
    if wrong := [*misshapen, *lost, *read.wrong]:
        raise WrongCorrections(wrong)
    if kept.damaged_count:
        report.notices.append(f"{kept.damaged_count} 批保存的解析结果已损坏, 没有采用; 其中的文件重新解析。")
    report.notices += read.notices
    if not read.has_rows:
        report.problems += [_failure_message(row) for row in read.files.iter_rows(named=True)]
        raise NothingToLoad("\n".join([*report.problems, "没有一个文件可以读入, 没有发布新批次。"]))
    scans = {name: kept.scan(name).filter(~pl.col("source_id").is_in(read.twins)) for name in PART_TABLES}
    try:
        across = rows_across_files(scans, read.files, read.notes, kept.matches())
    except WrongMatch as error:
        raise WrongCorrections(error.wrong) from error
    rejects = pl.concat([in_file_order(scans["reject"], read.files), across.frames["reject"]])
    report.problems += reject_messages(rejects)
    report.problems += across.frames["audit"].filter(pl.col("rule").is_in(["duplicate_plan", HOMONYM]))["message"].to_list()
    own = kept_as_own(across.matches.rows).height
    if own:
        report.notices.append(f"台账中 {own} 行没有对上方案里的问题, 作为台账自有的问题读入; 见数据质量页的“台账对应”。")
    aside = {name: kept.write_aside(name, rows) for name, rows in across.of_ledgers.items()}
    tables = {
        table.name: StoredRows(
            (*kept.paths(table.name), *([aside[table.name]] if table.name in aside else [])),
            tuple(read.twins),
            across.frames.get(table.name, table.frame([]) if table.name in aside else None),
        )
        for table in TABLES
    }
    basis, held = _taken_over(kept.held(), read)
    report.build_id = publish(tables, store, started_at=started_at, is_synthetic=is_synthetic(plans_dir, tables_dir), basis=basis)
    try:
        kept.remember(across.matches.known, held.with_columns(pl.lit(report.build_id).alias("build_id")).select(list(HELD)))
    except OSError as error:
        report.notices.append(f"批次已发布, 但解析结果没有保存下来, 下次构建会慢一些: {words_of(error)[0]}。")
    loaded = read.files.filter(pl.col("read").is_null())
    report.document_count = loaded.filter(kind="document").height
    report.table_count = loaded.filter(pl.col("kind") == "table", pl.col("row_count") > 0).height
    for file, notes in loaded.select("file", "notes").iter_rows():
        report.notices += [f"{file}: {note}" for note in notes]
    report.row_counts = {name: sum(map(_count, (scans.get(name), across.frames.get(name), aside.get(name)))) for name in tables}
    kept.forget_others()
    return report


def _taken_over(before: pl.DataFrame, read: Input) -> tuple[Basis | None, pl.DataFrame]:
    """The build to begin with, and rows of HELD of the new one, without its id; no basis where much has changed.

    `before` is what the last build holds. New rows stand behind the others of their table: past a share, whatever changed in how
    many builds, everything is loaded anew, so that readers find a township's rows together.
    """
    now = read.files.filter(pl.col("read").is_null()).select(*KEY, "row_count")
    known = before.filter(~pl.col("source_id").is_in(list(read.parsed)))
    now = now.join(known.select(*KEY, "is_in_order"), on=KEY, how="left", nulls_equal=True, maintain_order="left")
    gone = before.join(now.drop_nulls("is_in_order"), on=KEY, how="anti", nulls_equal=True)
    added = now.filter(pl.col("is_in_order").is_null())
    moved = sum(now.filter(~pl.col("is_in_order").fill_null(False))["row_count"]) + sum(gone["row_count"])
    if before.is_empty() or moved > MOST_MOVED * sum(now["row_count"]):
        return None, now.with_columns(pl.lit(True).alias("is_in_order"))
    basis = Basis(before["build_id"][0], sorted({*added["source_id"], *gone["source_id"]}))
    return basis, now.with_columns(pl.col("is_in_order").fill_null(False))


def _count(rows: pl.LazyFrame | pl.DataFrame | Path | None) -> int:
    if rows is None:
        return 0
    scan = pl.scan_parquet(rows) if isinstance(rows, Path) else rows.lazy()
    return int(scan.select(pl.len()).collect().item())


def reject_messages(rejects: pl.DataFrame) -> list[str]:
    """Rows of the table reject as messages: file, place, what was read, what was expected; whole files come first."""
    rows = sorted(rejects.iter_rows(named=True), key=lambda row: row["severity"] != "file")
    return [f"{row['file']} {row['place']}: 读到“{row['read']}”, 应为 {row['expected']}" for row in rows]


def _failure_message(file: dict[str, object]) -> str:
    return f"{file['file']} 整个文件: 读到“{file['read']}”, 应为 {file['expected']}"


def _no_folder(folder: Path, what: str) -> str | None:
    """Why a folder cannot be read, None when it can."""
    if folder.is_dir():
        return None
    return f"{folder}: 读到“{'一个文件' if folder.exists() else '没有这个文件夹'}”, 应为 放{what}的文件夹"


def _files_of(folder: Path, kind: str, report: BuildReport) -> list[InputFile]:
    files, skipped = input_files(folder, kind)
    if skipped:
        report.notices.append(skipped_message(folder, skipped))
    if not files:
        what = "方案" if kind == "document" else "表格"
        report.problems.append(f"{folder}: 读到“空文件夹”, 应为 有{what}的文件夹; 新批次里没有{what}")
    return files
