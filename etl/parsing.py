"""Files into batches of rows (etl/parsed_files.py), many at once by several processes."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from etl.corrections import Correction, WrongLine, put_right
from etl.files import ReadFile, given_up, read_file
from etl.frames import FailedFile
from etl.frames.duplicates import content_of
from etl.frames.large_tables import write_large
from etl.frames.parts import PARSED_FILE, Part, part_of
from etl.input_files import InputFile, corrections_id, source_id_of
from etl.parsed_files import finish, new_draft, write_part
from etl.sheet.grid import UnreadableTable
from etl.sheet.large import NotPlain, is_large, open_large
from etl.workers import GivenUp, shared_out
from warehouse.schema import FrameMismatch

# Seconds to read a usual file of a format, for the question whether several processes are worth starting.
USUAL_S = {".doc": 2.0, ".wps": 2.0, ".rtf": 2.0, ".pdf": 0.1, ".docx": 0.02, ".html": 0.02, ".xlsx": 0.02, ".xls": 0.02}
USUAL_TEXT_S, USUAL_BYTES_A_S = 0.003, 5_000_000
POOL_FROM_S = 3.0  # below it starting processes (each loads the program: a second or more) costs more than they save
LONGEST_S = 300  # of the processor, for one task; what a program like LibreOffice takes for a .doc is not counted
CLOCK_S = 1_800  # by the clock, on however busy a machine: longer than that nothing is waited for
SLOWEST_BYTES_A_S = 200_000  # a large table all of whose blocks have to be read with care, on a busy machine
BATCH_S = 20.0
MOST_BYTES_WHOLE = 64_000_000  # of a text table that is read as a whole: its cells take twenty times as much memory
BATCH_FILES, BATCH_BYTES = 256, 8_000_000  # what is parsed, held and written at once


@dataclass(frozen=True, slots=True)
class ParsedBatch:
    """What became of some files: the folder of their rows (None when none gave any), and those that gave nothing."""

    path: Path | None
    gists: list[tuple[str, str]]  # name of each file and what it gave, in words
    failures: list[FailedFile]
    wrong: list["WrongFile"]


@dataclass(frozen=True, slots=True)
class WrongFile:
    """A file whose corrections do not all apply, which stops the build: its facts as far as they go, and what to say."""

    source_id: str
    kind: str
    file: str
    content_id: str | None
    wrong: list[WrongLine]


Work = Callable[[Sequence[InputFile], Path], ParsedBatch]


def parse_files(files: Sequence[InputFile], folder: Path, work: Work | None = None) -> Iterator[ParsedBatch]:
    """Parse the files into batches under `folder`; a batch is given when it is written. Much work is shared out to processes.

    A file that ends the process reading it (no memory left, a fault of a library), or takes longer than any file should, fails
    alone and is named: the others of its batch are parsed again, each for itself. `work` parses a batch (parse_batch).
    """
    parse = partial(_parse, work or parse_batch, folder)
    batches = list(_batches(files))
    if sum(map(_usual_s, files)) < POOL_FROM_S:
        yield from map(parse, batches)
        return
    longest_s = max(LONGEST_S, *(_size(file) / SLOWEST_BYTES_A_S for file in files))
    clock_s = max(CLOCK_S, 6 * longest_s)
    lost: list[list[InputFile]] = []
    for batch, done in zip(batches, shared_out(parse, batches, longest_s, clock_s), strict=True):
        if isinstance(done, ParsedBatch):
            yield done
        elif len(batch) == 1:
            yield _given_up(batch[0], done)
        else:
            lost += [[file] for file in batch]
    if lost:
        for batch, done in zip(lost, shared_out(parse, lost, longest_s, clock_s), strict=True):
            yield done if isinstance(done, ParsedBatch) else _given_up(batch[0], done)


def _parse(work: Work, folder: Path, files: Sequence[InputFile]) -> ParsedBatch:
    return work(files, folder)


def _given_up(file: InputFile, lost: GivenUp) -> ParsedBatch:
    failure = given_up(file.path, file.kind, file.name, lost.reason).failure
    return ParsedBatch(None, [(file.name, "没有读入")], [failure] if failure else [], [])


def parse_batch(files: Sequence[InputFile], folder: Path) -> ParsedBatch:
    """Parse some files and write their rows as one batch."""
    if len(files) == 1 and files[0].kind == "table" and not files[0].corrections and is_large(files[0].path):
        large = _parse_large(files[0], folder)
        if large:
            return large
    read = [read_file(file.path, file.kind, file.name) for file in files]
    given = [_put_right(one, file.corrections) for one, file in zip(read, files, strict=True)]
    wrong = [
        WrongFile(one.file.sha256, file.kind, file.name, one.content_id, one.wrong)
        for one, file in zip(given, files, strict=True)
        if one.wrong
    ]
    part, misfits = _part([one for one in given if not one.wrong])
    failures = [file.failure for file in read if file.failure] + misfits
    gists = [(file.name, _gist(file)) for file in read]
    if part["parsed_file"].is_empty():
        return ParsedBatch(None, gists, failures, wrong)
    draft = new_draft(folder)
    write_part(part, draft)
    return ParsedBatch(finish(draft), gists, failures, wrong)


@dataclass(frozen=True, slots=True)
class _Given:
    """A file as it is loaded, with what its content was before it was put right."""

    file: ReadFile
    content_id: str | None
    corrections_id: str | None
    wrong: list[WrongLine]


def _parse_large(file: InputFile, folder: Path) -> ParsedBatch | None:
    """A table too large to be held, written block by block; None when it has to be read as a whole after all."""
    draft = new_draft(folder)
    source_id = source_id_of(file)
    try:
        table = open_large(file.path, source_id)
        if table is None:
            return None
        write_part({"parsed_file": (facts := write_large(table, file.name, draft))}, draft)
        return ParsedBatch(finish(draft), [(file.name, f"{facts['row_count'].item()} 行")], [], [])
    except NotPlain as error:
        if file.path.stat().st_size < MOST_BYTES_WHOLE:
            return None
        expected = f"{MOST_BYTES_WHOLE // 1_000_000} MB 以上的表格只有一个表头和数据行"
        failure = FailedFile(file.name, source_id, "table", "csv", file.path.stat().st_size, error.read, expected)
        return ParsedBatch(None, [(file.name, "没有读入")], [failure], [])
    except UnreadableTable:
        return None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put_right(file: ReadFile, corrections: tuple[Correction, ...]) -> _Given:
    content_id = content_of(file.plan, file.tables)
    corrected, wrong = put_right(file, corrections)
    return _Given(corrected, content_id, corrections_id(corrections), wrong)


def _gist(file: ReadFile) -> str:
    if file.failure:
        return "没有读入"
    if file.plan:
        return f"{len(file.plan.issues)} 个问题"
    return f"{sum(len(table.rows) for table in file.tables)} 行"


def _part(given: list[_Given]) -> tuple[Part, list[FailedFile]]:
    """The rows of the files, and the files whose rows the warehouse cannot hold: a fault of the program keeps no other out."""
    try:
        return _rows_of(given), []
    except FrameMismatch:
        fitting, misfits = [], []
        for one in given:
            try:
                _rows_of([one])
                fitting.append(one)
            except FrameMismatch as error:
                misfits.append(_misfit(one.file, error))
        return _rows_of(fitting), misfits


def _rows_of(given: list[_Given]) -> Part:
    files = [one.file for one in given]
    part = part_of([file.plan for file in files if file.plan], [table for file in files for table in file.tables])
    ids = pl.DataFrame(
        [(one.file.sha256, one.content_id, one.corrections_id) for one in given],
        schema={"source_id": pl.String, "content_id": pl.String, "corrections_id": pl.String},
        orient="row",
    )
    known = part["parsed_file"].drop("content_id", "corrections_id").join(ids, on="source_id", how="left", maintain_order="left")
    part["parsed_file"] = PARSED_FILE.checked(known.select(PARSED_FILE.column_names))
    return part


def _misfit(file: ReadFile, error: FrameMismatch) -> FailedFile:
    source = file.plan.source if file.plan else file.tables[0].source
    kind = "document" if file.plan else "table"
    read = f"装不进数据仓库的值 ({error})"
    return FailedFile(
        file.name, file.sha256, kind, source.format, source.byte_count, read, "能装入的值 (程序的缺陷, 请交给维护者)"
    )


def _batches(files: Sequence[InputFile]) -> Iterator[list[InputFile]]:
    """The files in their order, so many at once as can be held and are read in a while."""
    batch: list[InputFile] = []
    size, seconds = 0, 0.0
    for file in files:
        size, seconds = size + _size(file), seconds + _usual_s(file)
        if batch and (len(batch) == BATCH_FILES or size > BATCH_BYTES or seconds > BATCH_S):
            yield batch
            batch, size, seconds = [], _size(file), _usual_s(file)
        batch.append(file)
    if batch:
        yield batch


def _usual_s(file: InputFile) -> float:
    return USUAL_S.get(file.path.suffix.lower(), USUAL_TEXT_S) + _size(file) / USUAL_BYTES_A_S


def _size(file: InputFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0
