"""One run of the ETL: all files of two folders in, a published warehouse out, and a report of what was not understood."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import polars as pl

from etl.corrections import Correction, WrongCorrections, assigned, put_right, read_corrections
from etl.files import InputFile, ReadFile, input_files, read_files
from etl.frames import FailedFile, build_frames
from etl.frames.duplicates import content_of, duplicate_message, duplicate_plans
from etl.parsed import ParsedPlan, Source
from etl.sheet.parsed import ParsedTable, TableSource
from etl.vocabulary_check import check_vocabularies
from warehouse.publish import building, publish
from warehouse.schema import FrameMismatch

Say = Callable[[str], None]
OnFile = Callable[[ReadFile, int], None]


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

    `on_file` is called after each file with it and the number of all. A file that cannot be read fails alone. The lines of
    `corrections` put source mistakes right; one that does not apply as it stands stops the build, all such are named at once.

    Raises NothingToLoad when a folder is missing (a mistyped folder must not replace a good build) or no file could be read,
    WrongVocabulary for a vocabulary file that cannot be used, WrongCorrections, and what warehouse.publish.publish raises.
    """
    started_at = datetime.now(UTC).replace(tzinfo=None)
    missing = [said for said in (_no_folder(plans_dir, "方案"), _no_folder(tables_dir, "表格")) if said]
    if missing:
        raise NothingToLoad("\n".join([*missing, "没有发布新批次。"]))
    check_vocabularies()
    with building(store):
        return _build(plans_dir, tables_dir, store, on_file, corrections, started_at)


def _build(
    plans_dir: Path, tables_dir: Path, store: Path, on_file: OnFile | None, corrections: Path | None, started_at: datetime
) -> BuildReport:
    report = BuildReport()
    lines = read_corrections(corrections) if corrections else []
    files = _files_of(plans_dir, "document", report) + _files_of(tables_dir, "table", report)
    of_file, wrong = assigned(lines, [(file.path, file.name) for file in files])
    if wrong:
        raise WrongCorrections(wrong)
    plans, tables, failures, notes = _read_all(files, of_file, report, on_file)
    if not plans and not any(table.rows for table in tables):
        report.problems += [_failure_message(failure) for failure in failures]
        raise NothingToLoad("\n".join([*report.problems, "没有一个文件可以读入, 没有发布新批次。"]))
    try:
        frames = build_frames(plans, tables, failures, notes)
    except FrameMismatch:  # a fault of the program in one file must not keep the others out
        plans, tables, misfits = _without_misfits(plans, tables)
        failures += misfits
        frames = build_frames(plans, tables, failures, notes)
    report.problems += reject_messages(frames["reject"])
    report.problems += [duplicate_message(*found) for found in duplicate_plans(plans)]
    report.build_id = publish(frames, store, started_at=started_at)
    report.document_count, report.table_count = len(plans), len({table.source.sha256 for table in tables if table.rows})
    report.notices += dict.fromkeys(f"{table.source.file}: {note}" for table in tables for note in table.notes)
    report.row_counts = {name: frame.height for name, frame in frames.items()}
    return report


def reject_messages(rejects: pl.DataFrame) -> list[str]:
    """Rows of the table reject as messages: file, place, what was read, what was expected; whole files come first."""
    rows = sorted(rejects.iter_rows(named=True), key=lambda row: row["severity"] != "file")
    return [f"{row['file']} {row['place']}: 读到“{row['read']}”, 应为 {row['expected']}" for row in rows]


def _without_misfits(
    plans: list[ParsedPlan], tables: list[ParsedTable]
) -> tuple[list[ParsedPlan], list[ParsedTable], list[FailedFile]]:
    """The plans and tables whose rows the warehouse can hold, and the files whose rows it cannot."""
    misfits: list[FailedFile] = []

    def fits(source: Source | TableSource, kind: str, own: list[ParsedPlan], sheets: list[ParsedTable]) -> bool:
        try:
            build_frames(own, sheets, [])
        except FrameMismatch as error:
            read = f"装不进数据仓库的值 ({error})"
            expected = "能装入的值 (程序的缺陷, 请交给维护者)"
            misfits.append(FailedFile(source.file, source.sha256, kind, source.format, source.byte_count, read, expected))
            return False
        return True

    kept_plans = [plan for plan in plans if fits(plan.source, "document", [plan], [])]
    files = [list(group) for _, group in groupby(tables, key=lambda table: table.source.sha256)]
    kept_files = [file for file in files if fits(file[0].source, "table", [], file)]
    return kept_plans, [table for file in kept_files for table in file], misfits


def _failure_message(failure: FailedFile) -> str:
    return f"{failure.file} 整个文件: 读到“{failure.read}”, 应为 {failure.expected}"


def _no_folder(folder: Path, what: str) -> str | None:
    """Why a folder cannot be read, None when it can."""
    if folder.is_dir():
        return None
    return f"{folder}: 读到“{'一个文件' if folder.exists() else '没有这个文件夹'}”, 应为 放{what}的文件夹"


def _files_of(folder: Path, kind: str, report: BuildReport) -> list[InputFile]:
    files, skipped = input_files(folder, kind)
    if skipped:
        report.notices.append(f"{folder}: 隐藏文件和办公软件的临时文件不读: {'、'.join(skipped)}")
    if not files:
        what = "方案" if kind == "document" else "表格"
        report.problems.append(f"{folder}: 读到“空文件夹”, 应为 有{what}的文件夹; 新批次里没有{what}")
    return files


def _read_all(
    files: list[InputFile], of_file: dict[Path, list[Correction]], report: BuildReport, on_file: OnFile | None
) -> tuple[list[ParsedPlan], list[ParsedTable], list[FailedFile], dict[str, str]]:
    """Plans, tables and failures in the order of the files; the same content is loaded once, whatever its bytes.

    Raises WrongCorrections.
    """
    plans: list[ParsedPlan] = []
    tables: list[ParsedTable] = []
    failures: list[FailedFile] = []
    first_of: dict[str, ReadFile] = {}
    notes: dict[str, str] = {}
    wrong: list[str] = []
    for file in read_files(files):
        if on_file:
            on_file(file, len(files))
        keys = [key for key in (file.sha256, content_of(file.plan, file.tables)) if key]
        first = next((first_of[key] for key in keys if key in first_of), None)
        is_read_here = first is not None and first.failure is not None and file.failure is None
        if first:
            kept, other = (file, first) if is_read_here else (first, file)
            report.notices.append(f"{other.name}: 与 {kept.name} 内容相同, 只读入一次。")
            note = notes.get(kept.sha256)
            notes[kept.sha256] = f"{note}、{other.name}" if note else f"内容相同: {other.name}"
        if first and not is_read_here:
            same = f"内容相同的 {first.name} (这个文件不再读入)"
            wrong += [correction.wrong("key", correction.key, same) for correction in of_file.get(file.path, [])]
            continue
        if first and first.failure:  # could not be read where it stood (a table among the documents), but here
            failures.remove(first.failure)
        first_of |= dict.fromkeys(keys, file)
        file, not_applied = put_right(file, of_file.get(file.path, []))
        wrong += not_applied
        if file.plan:
            plans.append(file.plan)
        tables += file.tables
        failures += [file.failure] if file.failure else []
    if wrong:
        raise WrongCorrections(wrong)
    return plans, tables, failures, notes
