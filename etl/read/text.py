"""Reading a document file into its text: which format it is (etl/read/real_format.py), and for plain text the encoding
(etl/read/encoding.py).

The name's ending says whether a file is read at all, its bytes say as what: offices rename a .docx or a web page to .doc.
Offsets count characters of the text without a byte order mark. A line of plain text ends with its last word: blanks between that
and the line end, the first half of a Windows line end among them, stand before the next line instead. So whatever reads a text
meets one kind of line end and of empty line, and every word stands where it stood.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from etl.parsed import Source
from etl.read.doc import read_doc
from etl.read.docx import read_docx
from etl.read.encoding import broken_places, decoded
from etl.read.errors import EmptyFile, NotText, UnknownFormat, UnreadableDocument, UnreadableFile
from etl.read.garbled import garbled
from etl.read.html import read_html
from etl.read.mht import read_mht
from etl.read.real_format import real_format
from etl.system_errors import words_of

__all__ = [
    "FORMATS",
    "EmptyFile",
    "NotText",
    "UnknownFormat",
    "UnreadableDocument",
    "UnreadableFile",
    "read_document",
    "read_text",
]

# Control characters no text has; form feed and vertical tab come from text extracted from PDF.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
LINE_ENDS = re.compile(r"(?<![ \u3000\xa0\n])[ \u3000\xa0\n]*\n")  # tabs part the cells of a table, the last may be empty
FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".docx": "docx",
    ".doc": "doc",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".rtf": "doc",
    ".wps": "doc",
}


def read_document(path: Path) -> Source:
    """The document in a file. Raises a kind of UnreadableDocument that says what is wrong."""
    name = path.name
    named_format = FORMATS.get(path.suffix.lower())
    if named_format is None:
        raise UnknownFormat(name, f"扩展名 {path.suffix or '(没有)'}", "、".join(sorted(FORMATS)) + " 文件")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, *words_of(error)) from error
    return read_bytes(name, content, named_format)


def read_bytes(file: str, content: bytes, named_format: str) -> Source:
    """The document in these bytes, whose name says this format (one of the values of FORMATS)."""
    if named_format != "txt" and not content.strip():
        raise EmptyFile(file, "空文件" if not content else "只有空白", "有文字的文档")
    readers: dict[str, Callable[[str, bytes], Source]] = {
        "txt": read_text,
        "docx": read_docx,
        "doc": read_doc,
        "pdf": _read_pdf,
        "html": read_html,
        "mht": read_mht,
    }
    return readers[real_format(file, content, named_format)](file, content)


def _read_pdf(file: str, content: bytes) -> Source:
    from etl.read.pdf import read_pdf  # slow to load, and no other file needs it

    return read_pdf(file, content)


def read_text(file: str, content: bytes) -> Source:
    """The text document in these bytes. Raises EmptyFile or NotText."""
    text, encoding = decoded(file, content)
    text = LINE_ENDS.sub(_blanks_last, text.replace("\r\n", " \n").replace("\r", "\n"))
    if not text.strip():
        raise EmptyFile(file, "空文件" if not content else "只有空白", "有文字的文档")
    if CONTROL.search(text):
        raise NotText(file, "二进制内容", "文本 (UTF-8 或 GB18030)")
    unread = (*garbled(text), *broken_places(text))
    return Source(file, hashlib.sha256(content).hexdigest(), "txt", encoding, len(content), text, unread=unread)


def _blanks_last(ends: re.Match[str]) -> str:
    blanks = ends[0].replace("\n", "")
    return "\n" * (len(ends[0]) - len(blanks)) + blanks
