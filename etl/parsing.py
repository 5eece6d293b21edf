"""Files into batches of rows (etl/parsed_files.py), many at once by several processes."""

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

import polars as pl

from etl.files import InputFile, ReadFile, read_file
from etl.frames import FailedFile
from etl.frames.duplicates import content_of
from etl.frames.parts import PARSED_FILE, Part, part_of
from etl.parsed_files import finish, new_draft, write_part
from warehouse.schema import FrameMismatch

POOL_FROM = 200  # files: below it starting processes costs more than they save
BATCH_FILES, BATCH_BYTES = 256, 8_000_000  # what is parsed, held and written at once


@dataclass(frozen=True, slots=True)
class ParsedBatch:
    """What became of some files: the folder of their rows (None when none gave any), and those that gave nothing."""

    path: Path | None
    gists: list[tuple[str, str]]  # name of each file and what it gave, in words
    failures: list[FailedFile]


def parse_files(files: Sequence[InputFile], folder: Path) -> Iterator[ParsedBatch]:
    """Parse the files into batches under `folder`; a batch is given when it is written."""
    batches = list(_batches(files))
    if len(files) < POOL_FROM and len(batches) < 2:
        for batch in batches:
            yield parse_batch(batch, folder)
        return
    # Processes that begin anew: one that is forked from a process whose libraries run threads can wait for ever.
    workers = min(8, cpu_count() or 1, len(batches))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts) as pool:
        # The largest first: a process must not begin the longest file when the others are done.
        waiting = [pool.submit(parse_batch, batch, folder) for batch in sorted(batches, key=_byte_count, reverse=True)]
        for done in as_completed(waiting):
            yield done.result()


def parse_batch(files: Sequence[InputFile], folder: Path) -> ParsedBatch:
    """Parse some files and write their rows as one batch."""
    read = [read_file(file.path, file.kind, file.name) for file in files]
    part, misfits = _part(read)
    failures = [file.failure for file in read if file.failure] + misfits
    gists = [(file.name, _gist(file)) for file in read]
    if part["parsed_file"].is_empty():
        return ParsedBatch(None, gists, failures)
    draft = new_draft(folder)
    write_part(part, draft)
    return ParsedBatch(finish(draft), gists, failures)


def _gist(file: ReadFile) -> str:
    if file.failure:
        return "没有读入"
    if file.plan:
        return f"{len(file.plan.issues)} 个问题"
    return f"{sum(len(table.rows) for table in file.tables)} 行"


def _part(read: list[ReadFile]) -> tuple[Part, list[FailedFile]]:
    """The rows of the files, and the files whose rows the warehouse cannot hold: a fault of the program keeps no other out."""
    try:
        return _rows_of(read), []
    except FrameMismatch:
        fitting, misfits = [], []
        for file in read:
            try:
                _rows_of([file])
                fitting.append(file)
            except FrameMismatch as error:
                misfits.append(_misfit(file, error))
        return _rows_of(fitting), misfits


def _rows_of(read: list[ReadFile]) -> Part:
    part = part_of([file.plan for file in read if file.plan], [table for file in read for table in file.tables])
    contents = {file.sha256: content_of(file.plan, file.tables) for file in read}
    content_id = pl.col("source_id").replace_strict(contents, return_dtype=pl.String)
    part["parsed_file"] = PARSED_FILE.checked(part["parsed_file"].with_columns(content_id.alias("content_id")))
    return part


def _misfit(file: ReadFile, error: FrameMismatch) -> FailedFile:
    source = file.plan.source if file.plan else file.tables[0].source
    kind = "document" if file.plan else "table"
    read = f"装不进数据仓库的值 ({error})"
    return FailedFile(
        file.name, file.sha256, kind, source.format, source.byte_count, read, "能装入的值 (程序的缺陷, 请交给维护者)"
    )


def _batches(files: Sequence[InputFile]) -> Iterator[list[InputFile]]:
    """The files in their order, so many at once as can be held."""
    batch: list[InputFile] = []
    size = 0
    for file in files:
        size += _size(file)
        if batch and (len(batch) == BATCH_FILES or size > BATCH_BYTES):
            yield batch
            batch, size = [], _size(file)
        batch.append(file)
    if batch:
        yield batch


def _byte_count(batch: list[InputFile]) -> int:
    return sum(map(_size, batch))


def _size(file: InputFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that started this one: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
