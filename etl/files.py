"""One input file to what was read from it: a parsed plan, parsed tables, or why it gave nothing."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from os import cpu_count
from pathlib import Path

from etl.frames import FailedFile
from etl.parsed import ParsedPlan
from etl.plan.parse import parse_plan
from etl.read.text import FORMATS, UnreadableDocument, read_document
from etl.sheet.grid import UnreadableTable
from etl.sheet.parse import SUFFIXES, parse_tables
from etl.sheet.parsed import ParsedTable
from etl.vocabulary import WrongVocabulary

POOL_FROM = 200  # files: below it starting processes costs more than they save


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file gave: a plan, or tables, or a failure."""

    path: Path
    sha256: str
    plan: ParsedPlan | None = None
    tables: list[ParsedTable] = field(default_factory=list)
    failure: FailedFile | None = None


def read_file(path: Path, kind: str | None = None) -> ReadFile:
    """The file, read; `kind` is document or table, by default what the name's ending says. Never raises for the file's sake."""
    kind = kind or ("table" if path.suffix.lower() in SUFFIXES else "document")
    if path.is_dir():
        return _failed(path, kind, b"", "文件夹", "文件")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _failed(path, kind, b"", "没有这个文件", "已有的文件")
    except OSError as error:
        return _failed(path, kind, b"", f"无法打开 ({error.strerror or error})", "可以读取的文件")
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        if kind == "table":
            if path.suffix.lower() not in SUFFIXES:
                return _failed(path, kind, content, f"扩展名 {path.suffix or '(没有)'}", "、".join(sorted(SUFFIXES)) + " 文件")
            return ReadFile(path, sha256, tables=parse_tables(path))
        return ReadFile(path, sha256, plan=parse_plan(read_document(path)))
    except (UnreadableDocument, UnreadableTable) as error:
        return _failed(path, kind, content, error.read, error.expected)
    except WrongVocabulary:
        raise
    except Exception as error:  # a fault of the program must not keep the other files out; it is named like any other failure
        return _failed(
            path, kind, content, f"解析出错 {type(error).__name__}: {error}", "能解析的文件 (程序的缺陷, 请交给维护者)"
        )


def read_files(paths: list[tuple[Path, str]]) -> Iterator[ReadFile]:
    """All (path, kind) files in their order; many are read by several processes."""
    if len(paths) < POOL_FROM:
        for path, kind in paths:
            yield read_file(path, kind)
        return
    with ProcessPoolExecutor(max_workers=min(8, cpu_count() or 1)) as pool:
        yield from pool.map(read_file, *zip(*paths, strict=True), chunksize=16)


def input_files(folder: Path) -> list[Path]:
    """The files under a folder in a fixed order; hidden files and the lock files of office programs (~$…) are none."""
    return sorted(
        path
        for path in folder.rglob("*")
        if not path.is_dir() and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )


def known_suffixes() -> list[str]:
    """The endings of file names that are read at all."""
    return sorted({*FORMATS, *SUFFIXES})


def _failed(path: Path, kind: str, content: bytes, read: str, expected: str) -> ReadFile:
    sha256 = hashlib.sha256(content or path.name.encode()).hexdigest()  # an unread file is told apart by its name
    form = path.suffix.lstrip(".").lower() or "无扩展名"
    return ReadFile(path, sha256, failure=FailedFile(path.name, sha256, kind, form, len(content), read, expected))
