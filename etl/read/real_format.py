"""Which format a file's bytes are in, whatever its name says.

Offices rename files: a web page, a .docx or rich text named .doc, text named .docx. What is read here is read by its bytes; a
spreadsheet, presentation, picture, archive or other kind of document is refused with the name of what it is and what to do.
"""

import codecs
import io
import re
import zipfile

from etl.read.encoding import decoded
from etl.read.errors import NoDocument, NotText
from etl.read.markup import is_html

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RICH_TEXT = b"{\\rtf"
ZIP_MAGIC = b"PK\x03\x04"
PDF_MAGIC = b"%PDF-"
PDF_WITHIN = 1024  # bytes before the magic that readers of PDF forgive
_HEAD = 4000
_AS_DOCUMENT = "文字文档 (请用原来的程序打开, 另存为 .docx)"
_AS_TABLE = "文字文档 (电子表格请放到表格的文件夹)"
_AS_WORDS = "文字文档 (先做文字识别 OCR, 或用 Word 原件)"
# First bytes of what is no document of words.
_OTHERS = (
    (b"\x89PNG", "图片 (PNG)", _AS_WORDS),
    (b"\xff\xd8\xff", "图片 (JPEG)", _AS_WORDS),
    (b"GIF8", "图片 (GIF)", _AS_WORDS),
    (b"II*\0", "图片 (TIFF)", _AS_WORDS),
    (b"MM\0*", "图片 (TIFF)", _AS_WORDS),
    (b"Rar!", "压缩包 (RAR)", "解压后的文件"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包 (7z)", "解压后的文件"),
    (b"\x1f\x8b", "压缩包 (gzip)", "解压后的文件"),
)
# Entries of a zip that tell what it holds.
_ZIPPED = (
    ("xl/", "电子表格 (.xlsx)", _AS_TABLE),
    ("ppt/", "演示文稿 (.pptx)", _AS_DOCUMENT),
    ("OFD.xml", "版式文件 (.ofd)", "文字文档 (请用原来的程序打开, 另存为 .docx 或有文字层的 .pdf)"),
    ("META-INF/manifest.xml", "OpenDocument 文件 (.odt)", _AS_DOCUMENT),
)
# Names of streams in the directory of an old Office file.
_STREAMS = (
    ("WordDocument", None, ""),
    ("EncryptedPackage", None, ""),
    ("Workbook", "电子表格 (.xls)", _AS_TABLE),
    ("PowerPoint Document", "演示文稿 (.ppt)", _AS_DOCUMENT),
)
_WORD_XML = re.compile(rb"<\w*:?(?:wordDocument|package)\b")
_WEB_ARCHIVE = re.compile(rb"\A(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)
_TAG = re.compile(rb"<[a-zA-Z!/?]")
_FRAGMENT = re.compile(rb"\s*<(?:p|div|table|span|section|h[1-6])\b", re.IGNORECASE)


def real_format(file: str, content: bytes, named: str) -> str:
    """txt, docx, doc, pdf, html or mht, by the bytes of a file that its name says is `named`. Raises NoDocument."""
    head = _in_utf8(content[:_HEAD])
    for magic, what, expected in _OTHERS:
        if head.startswith(magic):
            raise NoDocument(file, what, expected)
    if head.startswith(ZIP_MAGIC):
        return _zipped(file, content)
    if head.startswith(OLE_MAGIC):
        return _streamed(file, content)
    if PDF_MAGIC in head[:PDF_WITHIN]:
        return "pdf"
    if head.startswith(RICH_TEXT) or (head.lstrip().startswith(b"<?xml") and _WORD_XML.search(head)):
        return "doc"
    if _WEB_ARCHIVE.match(head) and b"html" in head.lower():
        return "mht"
    if is_html(head) or (named != "txt" and _FRAGMENT.match(head)):
        return "html"
    if named == "html":
        return "html" if _TAG.search(content) or not _is_text(content) else "txt"
    return "txt" if named != "txt" and _is_text(content) else named


def _in_utf8(head: bytes) -> bytes:
    """The first bytes without their mark, those of UTF-16 as UTF-8."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(name, "ignore").encode("utf-8")
    return head.removeprefix(codecs.BOM_UTF8)


def _is_text(content: bytes) -> bool:
    try:
        text, _ = decoded("", content)
    except NotText:
        return False
    return not any(sign < " " and sign not in "\t\n\r\f\v" for sign in text[:_HEAD])


def _zipped(file: str, content: bytes) -> str:
    """docx, also for a damaged archive: its reader says what is damaged."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except Exception:
        return "docx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    for begins, what, expected in _ZIPPED:
        if any(name.startswith(begins) for name in names):
            raise NoDocument(file, what, expected)
    if "[Content_Types].xml" not in names:
        raise NoDocument(file, "压缩包 (ZIP)", "解压后的文件")
    return "docx"


def _streamed(file: str, content: bytes) -> str:
    for stream, what, expected in _STREAMS:
        if stream.encode("utf-16-le") in content:
            if what is None:
                return "doc"
            raise NoDocument(file, what, expected)
    return "doc"
