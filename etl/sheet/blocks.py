"""A large text table as blocks of whole records, so that it is never held as a whole."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from etl.sheet.grid import UnreadableTable

BLOCK_BYTES = 4_000_000
FIRST_BLOCK = 100_000  # the heading stands there; it is always read with care
ENCODINGS = (("utf-8-sig", codecs.BOM_UTF8), ("utf-8", b""), ("gb18030", b""))


def encoding_of(path: Path) -> str | None:
    """UTF-8 or GB18030, when all of the file is that; None for anything else."""
    with path.open("rb") as file:
        head = file.read(4)
        for name, mark in ENCODINGS:
            if head.startswith(mark) and _is_all(path, name):
                return name
    return None


def _is_all(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while content := file.read(BLOCK_BYTES):
                if "\0" in decoder.decode(content):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def blocks(path: Path, encoding: str, size: int = BLOCK_BYTES) -> Iterator[str]:
    """The text in pieces that end where a record ends: at a line end outside quotation marks.

    Raises UnreadableTable when a quotation mark is never closed.
    """
    rest = ""
    wanted = min(size, FIRST_BLOCK)
    with path.open("r", encoding=encoding, newline="") as file:
        while piece := file.read(wanted):
            rest += piece
            end = _end_of_records(rest)
            if end:
                yield rest[:end]
                rest, wanted = rest[end:], size
            elif len(rest) > 8 * size:
                break
    if rest.count('"') % 2:
        raise UnreadableTable("一个引号没有收尾, 它后面的行都被吞进一格", '成对的英文引号 (")')
    if rest:
        yield rest


def _end_of_records(text: str) -> int:
    """Where the last whole record of a text ends; 0 when none does."""
    end = text.rfind("\n") + 1
    while end and text.count('"', 0, end) % 2:
        end = text.rfind("\n", 0, end - 1) + 1
    return end
