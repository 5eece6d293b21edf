"""PDF files with a text layer: the text of each page, its paragraphs put together again from lines.

PDFium gives characters with their boxes, in the order in which the page paints them. Characters on one height are a line
(etl/read/pdf_lines.py); a line that is short, or followed by an indent, a gap or another size of letters ends a paragraph
(etl/read/paragraphs.py). A page that is a picture of words is named as having no text; a file without any text fails.
"""

import ctypes
import hashlib
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from etl.parsed import Source, Unread
from etl.read.errors import DamagedFile, LockedFile, NoTextLayer, TooLarge
from etl.read.lines import whole_text
from etl.read.paragraphs import paragraphs
from etl.read.pdf_lines import Character, Line, Page, page_lines, without_furniture
from etl.read.pdf_tables import MOST_RULES, Table, find_tables, rules_of, table_lines
from etl.read.pdf_turned import quarter_turns, turned

EXPECTED = "有文字层的 .pdf 文件"
MOST_PAGES = 3000
FEW_LINES = 4  # a scanned page may have a printed number or a stamp's words
MOST_CHARACTERS = 2_000_000
_SCANNED = Unread("第{}页", "扫描图片, 没有文字", "有文字层的页 (先做文字识别 OCR, 或用 Word 原件)")
DEEPEST_GROUP = 4
_PATH, _IMAGE, _GROUP = pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM


def read_pdf(file: str, content: bytes) -> Source:
    """The document in these bytes. Raises DamagedFile, LockedFile, NoTextLayer or TooLarge."""
    document = _opened(file, content)
    try:
        pages = list(_pages(file, document))
    finally:
        document.close()
    without_furniture(pages)
    _join_broken_rows(pages)
    scanned = [number for number, page in enumerate(pages, start=1) if page.is_scanned]
    if not any(page.lines for page in pages):
        what = f"{len(scanned)} 页扫描图片" if scanned else f"{len(pages)} 页空白"
        raise NoTextLayer(file, f"没有文字的 PDF ({what})", f"{EXPECTED} (先做文字识别 OCR, 或用 Word 原件)")
    text, starts = _put_together(pages)
    whole_text(file, [text], EXPECTED)
    unread = tuple(Unread(_SCANNED.place.format(number), _SCANNED.read, _SCANNED.expected) for number in scanned)
    return Source(file, hashlib.sha256(content).hexdigest(), "pdf", None, len(content), text, starts, unread)


def _opened(file: str, content: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(content)
        count = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise LockedFile(file, "加密的 PDF", "没有密码的文件") from error
        raise DamagedFile(file, f"损坏的 PDF ({error})", EXPECTED) from error
    if count > MOST_PAGES:
        document.close()
        raise TooLarge(file, f"{count} 页的 PDF", f"不超过 {MOST_PAGES} 页的文件")
    if not count:
        document.close()
        raise DamagedFile(file, "没有一页的 PDF", EXPECTED)
    return document


def _pages(file: str, document: pdfium.PdfDocument) -> Iterator[Page]:
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
            text = page.get_textpage()
        except pdfium.PdfiumError as error:
            raise DamagedFile(file, f"损坏的第{index + 1}页 ({error})", EXPECTED) from error
        try:
            characters += text.count_chars()
            if characters > MOST_CHARACTERS:
                raise TooLarge(file, f"超过 {MOST_CHARACTERS} 字的 PDF", f"不超过 {MOST_CHARACTERS} 字的文件")
            width, height = page.get_size()
            if page.get_rotation() in (90, 270):  # places are those of the page before it is turned
                width, height = height, width
            found, shapes = list(_characters(text)), list(_shapes(page))
            quarters = quarter_turns(found)
            if quarters:
                found, shapes = turned(found, shapes, quarters, width, height)
                width, height = height, width
            lines = _lines(found, find_tables(*rules_of(shapes)))
            yield Page(lines, width, height, has_pictures=len(lines) <= FEW_LINES and _has_pictures(page))
        finally:
            text.close()
            page.close()


def _lines(characters: list[Character], tables: list[Table]) -> list[Line]:
    """The lines of a page; a table's rows stand where the page paints its first character."""
    if not tables:
        return page_lines(characters)
    lines: list[Line] = []
    outside: list[Character] = []
    inside: dict[int, list[Character]] = {}
    place = {}
    for index, character in enumerate(characters):
        number = next((number for number, table in enumerate(tables) if table.holds(character)), None)
        place[index] = number
        if number is not None:
            inside.setdefault(number, []).append(character)
    for index, character in enumerate(characters):
        number = place[index]
        if number is None:
            outside.append(character)
        elif number in inside:
            lines += page_lines(outside)
            outside = []
            lines += table_lines(tables[number], inside.pop(number))
    return lines + page_lines(outside)


def _join_broken_rows(pages: list[Page]) -> None:
    """A table's row that goes on over a page's end, without its first cell, belongs to the row above."""
    for page, following in pairwise(pages):
        if not page.lines or not following.lines or not (page.lines[-1].is_row and following.lines[0].is_row):
            continue
        above, below = (line.words.split("\t") for line in (page.lines[-1], following.lines[0]))
        if len(above) == len(below) and above[0] and not below[0]:
            page.lines[-1].words = "\t".join(upper + lower for upper, lower in zip(above, below, strict=True))
            del following.lines[0]


def _shapes(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float, bool]]:
    """The boxes of the shapes painted on a page, and whether only the outline of a shape is painted."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    edges = [ctypes.c_float() for _ in range(4)]
    found = 0
    for kind, shape in _painted(page.raw):
        if kind != _PATH or not pdfium_c.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges)):
            continue
        found += 1
        if found > MOST_RULES:
            return
        pdfium_c.FPDFPath_GetDrawMode(shape, ctypes.byref(fill), ctypes.byref(stroke))
        left, bottom, right, top = (edge.value for edge in edges)
        yield left, bottom, right, top, bool(stroke.value) and not fill.value


def _painted(raw: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """Kind and handle of everything painted on a page or in a group of it; the library's own walk makes an object of each."""
    count, get = (
        (pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject)
        if depth
        else (pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject)
    )
    for index in range(count(raw)):
        painted = get(raw, index)
        kind = pdfium_c.FPDFPageObj_GetType(painted)
        if kind != _GROUP:
            yield kind, painted
        elif depth < DEEPEST_GROUP:
            yield from _painted(painted, depth + 1)


def _characters(text: pdfium.PdfTextPage) -> Iterator[Character]:
    """The characters of a page with their boxes; what PDFium itself adds (blanks, line ends) is left to the lines."""
    box = pdfium_c.FS_RECTF()
    reference = ctypes.byref(box)
    raw = text.raw
    high = 0
    for index in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if code < 32 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
            continue
        if pdfium_c.FPDFText_IsGenerated(raw, index) == 1 or not pdfium_c.FPDFText_GetLooseCharBox(raw, index, reference):
            continue
        yield Character(_usual(chr(code)), box.left, box.right, box.bottom, box.top)


def _usual(sign: str) -> str:
    """The usual letter for a radical or compatibility form: fonts share one picture for both, and PDF names either."""
    return unicodedata.normalize("NFKC", sign) if "\u2e80" <= sign <= "\u2fdf" or "\uf900" <= sign <= "\ufaff" else sign


def _has_pictures(page: pdfium.PdfPage) -> bool:
    """Whether a page without words shows anything: a picture, or words drawn as shapes."""
    return any(kind in (_IMAGE, _PATH) for kind, _ in _painted(page.raw))


def _put_together(pages: list[Page]) -> tuple[str, tuple[int, ...]]:
    """The text, and where in it each page begins; a paragraph may go on over the end of a page."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for piece, page in paragraphs(pages):
        while len(starts) <= page:
            starts.append(length + len(piece) - len(piece.lstrip("\n")))
        pieces.append(piece)
        length += len(piece)
    starts += [length] * (len(pages) - len(starts))
    return "".join(pieces), tuple(starts)
