"""Reading a document file into its text: what the bytes are, in which encoding, or why they are not a document.

Encoding: a byte order mark first (UTF-8, UTF-16), then strict UTF-8, then strict GB18030; in this order every test file was
read right, and detectors did no better. Offsets count characters of the text without the mark; line ends are left as they are.
"""

import codecs
import hashlib
from pathlib import Path

from etl.parsed import Source

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
# Control characters no text has; form feed and vertical tab come from text extracted from PDF.
CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")
FORMATS = {".txt": "txt", ".text": "txt"}


class UnreadableDocument(Exception):
    """A file that cannot be read as a document; `file`, `read` and `expected` are for the reader of the message."""

    def __init__(self, file: str, read: str, expected: str) -> None:
        super().__init__(f"{file}: 读到 {read}, 应为 {expected}")
        self.file, self.read, self.expected = file, read, expected


class EmptyFile(UnreadableDocument):
    """The file has no character other than blanks."""


class NotText(UnreadableDocument):
    """A file named as text whose bytes are no text in any encoding known here."""


class UnknownFormat(UnreadableDocument):
    """A file whose name ends in something that is no document format read here."""


class UnreadableFile(UnreadableDocument):
    """The operating system does not give the file's bytes."""


def read_document(path: Path) -> Source:
    """The document in a file. Raises a kind of UnreadableDocument that says what is wrong."""
    name = path.name
    document_format = FORMATS.get(path.suffix.lower())
    if document_format is None:
        raise UnknownFormat(name, f"扩展名 {path.suffix or '(没有)'}", "、".join(sorted(FORMATS)) + " 文件")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, f"无法打开 ({error.strerror or error})", "可以读取的文件") from error
    return read_text(name, content)


def read_text(file: str, content: bytes) -> Source:
    """The text document in these bytes. Raises EmptyFile or NotText."""
    text, encoding = _decoded(file, content)
    if not text.strip():
        raise EmptyFile(file, "空文件" if not content else "只有空白", "有文字的文档")
    if not CONTROL.isdisjoint(text):
        raise NotText(file, "二进制内容", "文本 (UTF-8 或 GB18030)")
    return Source(file, hashlib.sha256(content).hexdigest(), "txt", encoding, len(content), text)


def _decoded(file: str, content: bytes) -> tuple[str, str]:
    for mark, name, encoding in MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), name
            except UnicodeDecodeError as error:
                raise NotText(file, f"{name} 标记, 第{error.start}字节起不是这种编码", f"{name} 文本") from error
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise NotText(file, "既不是 UTF-8 也不是 GB18030 的内容", "文本 (UTF-8 或 GB18030)")
