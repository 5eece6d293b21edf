"""One input file to what was read from it: a parsed plan, parsed tables, or why it gave nothing."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from etl.frames import FailedFile
from etl.parsed import ParsedPlan
from etl.plan.parse import parse_plan
from etl.read.text import FORMATS, NotText, UnreadableDocument, read_document
from etl.sheet.grid import UnreadableTable
from etl.sheet.parse import SUFFIXES, parse_tables
from etl.sheet.parsed import ParsedTable
from etl.system_errors import words_of
from etl.vocabulary import WrongVocabulary


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file gave: a plan, or tables, or a failure; `name` is what messages and the warehouse call it."""

    path: Path
    name: str
    sha256: str
    plan: ParsedPlan | None = None
    tables: list[ParsedTable] = field(default_factory=list)
    failure: FailedFile | None = None


def read_file(path: Path, kind: str | None = None, name: str | None = None) -> ReadFile:
    """The file, read; `kind` is document or table, by default what the name's ending says. Never raises for the file's sake."""
    suffix, name = path.suffix.lower(), name or path.name
    kind = kind or ("table" if suffix in SUFFIXES else "document")
    if path.is_dir():
        return _failed(path, name, kind, b"", "文件夹", "文件")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _failed(path, name, kind, b"", "没有这个文件", "已有的文件")
    except OSError as error:
        return _failed(path, name, kind, b"", *words_of(error))
    if suffix not in _suffixes(kind):
        return _failed(path, name, kind, content, f"扩展名 {suffix or '(没有)'}", _expected_format(kind, suffix))
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        if kind == "table":
            tables = parse_tables(path)
            for table in tables:
                table.source = replace(table.source, file=name)
            return ReadFile(path, name, sha256, tables=tables)
        return ReadFile(path, name, sha256, plan=parse_plan(replace(read_document(path), file=name)))
    except NotText as error:
        return _failed(path, name, kind, content, f"不是文本文件: {error.read}", error.expected)
    except (UnreadableDocument, UnreadableTable) as error:
        return _failed(path, name, kind, content, error.read, error.expected)
    except WrongVocabulary:
        raise
    except Exception as error:  # a fault of the program must not keep the other files out; it is named like any other failure
        read = f"解析出错 {type(error).__name__}: {error}"
        return _failed(path, name, kind, content, read, "能解析的文件 (程序的缺陷, 请交给维护者)")


def given_up(path: Path, kind: str, name: str, read: str) -> ReadFile:
    """A file whose reading had to be ended from outside."""
    content = path.read_bytes() if path.is_file() else b""
    return _failed(path, name, kind, content, read, "能读完的文件 (请另存为 .docx 或 .txt 再试, 或交给维护者)")


def id_of_name(name: str) -> str:
    """What stands for the content of a file that has none or cannot be read."""
    return hashlib.sha256(name.encode()).hexdigest()


def known_suffixes() -> list[str]:
    """The endings of file names that are read at all."""
    return sorted({*FORMATS, *SUFFIXES})


def _suffixes(kind: str) -> frozenset[str]:
    return SUFFIXES if kind == "table" else frozenset(FORMATS)


def _expected_format(kind: str, suffix: str) -> str:
    """Which files are read, and what to do with one that is not: the lists are those of the readers."""
    known = "、".join(sorted(_suffixes(kind)))
    if suffix in _suffixes("document" if kind == "table" else "table"):
        return f"{known} 文件 ({suffix} 请放到{'方案' if kind == 'table' else '表格'}的文件夹)"
    save_as = ".xlsx" if kind == "table" else ".txt"
    return f"{known} 文件 (暂不支持 {suffix or '没有扩展名的文件'}, 请用原来的程序打开, 另存为 {save_as})"


def _failed(path: Path, name: str, kind: str, content: bytes, read: str, expected: str) -> ReadFile:
    sha256 = hashlib.sha256(content).hexdigest() if content else id_of_name(name)
    form = path.suffix.lstrip(".").lower() or "无扩展名"
    return ReadFile(path, name, sha256, failure=FailedFile(name, sha256, kind, form, len(content), read, expected))
