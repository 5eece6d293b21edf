"""Word documents (.docx): the text as Word shows it.

Paragraphs, and tables with one line a row and cells parted by tabs, in the order of the document. Numbers that Word generates
stand before their paragraphs. Tracked changes are accepted: inserted and moved-to text is read, deleted and moved-from text is
not. A text box follows the paragraph it hangs on, once. Headers, footers, comments, hidden text and tables of contents are left
out; footnotes and endnotes come behind the text, a line each (注1:…), and leave no mark inside it, where it would run into
figures. What another program keeps inside the file (a sheet of Excel, a file put in whole) is named as not read.
"""

import hashlib
from collections.abc import Iterator

from lxml import etree

from etl.parsed import Source, Unread
from etl.read.errors import DamagedFile
from etl.read.lines import SAME_AS_ABOVE, cell_text, row_line, whole_text
from etl.read.numbering import Numbering
from etl.read.package import EXPECTED, Package
from etl.read.symbols import symbol, with_signs
from etl.read.word_fields import Fields

# Ends of the namespace of Word's elements; the second is that of files saved as "strict".
NAMESPACES = ("/wordprocessingml/2006/main", "/wordprocessingml/main")
_NOT_READ = {
    *("del", "moveFrom", "delText", "delInstrText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr"),
    *("tcPr", "rt", "rubyPr", "comment", "sectPr", "fldData", "object"),
}
_TEXT_AS_IS = {"t": None, "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_SIGNS = {*_TEXT_AS_IS, "br", "sym"}
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_PAGE_BREAKS = ("page", "column")


def read_docx(file: str, content: bytes) -> Source:
    """The document in these bytes. Raises EmptyFile, DamagedFile, LockedFile or TooLarge."""
    package = Package(file, content)
    name = package.related(None).get("officeDocument", "word/document.xml")
    root = package.xml(name)
    namespace = etree.QName(root).namespace or ""
    if not namespace.endswith(NAMESPACES):
        raise DamagedFile(file, f"部件 {name} 不是 Word 正文", EXPECTED)
    parts = package.related(name)
    numbering, styles = (package.xml(parts[kind]) if package.has(parts.get(kind)) else None for kind in ("numbering", "styles"))
    words = _Words(namespace, Numbering(namespace, numbering, styles), root)
    lines = [line for body in root.iterfind(f"{{{namespace}}}body") for line in words.blocks(body)]
    for kind in ("footnotes", "endnotes"):
        if package.has(parts.get(kind)):
            lines += words.notes(package.xml(parts[kind]))
    text = whole_text(file, map(with_signs, lines), "有文字的 .docx 文件 (图片中的字读不出)")
    return Source(file, hashlib.sha256(content).hexdigest(), "docx", None, len(content), text, unread=_embedded(root, namespace))


def _embedded(root: etree._Element, namespace: str) -> tuple[Unread, ...]:
    """What stands in the file as a picture of another program's words."""
    count = sum(1 for _ in root.iter(f"{{{namespace}}}altChunk"))
    count += sum(not (each.get("ProgID") or "").startswith("Equation") for each in root.iter(_OLE_OBJECT))
    return (Unread("全文", f"嵌入的对象 {count} 处 (如 Excel 表格), 其中的字读不出", "Word 自己的段落和表格"),) if count else ()


class _Words:
    """Reads the text of one document's elements."""

    def __init__(self, namespace: str, numbering: Numbering, root: etree._Element) -> None:
        self._w = f"{{{namespace}}}"
        self._fields = Fields(self._w, root)
        self._numbering = numbering
        self._note_count = 0

    def blocks(self, parent: etree._Element) -> list[str]:
        """The lines of the paragraphs and tables in a body, cell, text box or note."""
        lines: list[str] = []
        joined = False
        for child in self._block_elements(parent):
            if child.tag == f"{self._w}tbl":
                lines += self._table(child)
                joined = False
                continue
            words, boxes = self._paragraph(child)
            if joined and lines:
                lines[-1] += words
            else:
                lines.append(words)
            lines += boxes
            joined = self._mark_is_deleted(child) and not boxes
        return lines

    def notes(self, root: etree._Element) -> list[str]:
        """The lines of the footnotes or endnotes; those that have a type are rulers."""
        lines = []
        for note in root:
            words = cell_text(self.blocks(note)) if note.get(f"{self._w}type") in (None, "normal") else ""
            if words:
                self._note_count += 1
                lines.append(f"注{self._note_count}:{words}")
        return lines

    def _block_elements(self, parent: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs and tables below, also inside content controls and tracked moves."""
        for child in parent:
            name = self._name(child)
            if name in ("p", "tbl"):
                yield child
            elif name == "AlternateContent":
                yield from self._block_elements(self._chosen(child))
            elif name not in _NOT_READ and not self._is_contents(child):
                yield from self._block_elements(child)

    def _is_contents(self, control: etree._Element) -> bool:
        """Whether a content control is the table of contents."""
        gallery = control.find(f"{self._w}sdtPr/{self._w}docPartObj/{self._w}docPartGallery")
        return gallery is not None and gallery.get(f"{self._w}val") == "Table of Contents"

    def _paragraph(self, paragraph: etree._Element) -> tuple[str, list[str]]:
        """The words of a paragraph with its number, and the lines of the text boxes that hang on it."""
        pieces: list[str] = []
        boxes: list[str] = []
        self._inline(paragraph, pieces, boxes)
        words = "".join(pieces)
        properties = paragraph.find(f"{self._w}pPr")
        # Word counts an empty list paragraph too, except one that is only a deleted mark.
        number = "" if not words and self._mark_is_deleted(paragraph) else self._numbering.number(properties)
        return number + words if words.strip() or boxes else words, boxes

    def _inline(self, parent: etree._Element, pieces: list[str], boxes: list[str]) -> None:
        for child in parent:
            name = self._name(child)
            if name == "fldChar":
                self._fields.mark(child)
            elif name == "instrText":
                self._fields.code(child.text)
            elif name in _SIGNS:
                pieces.append(self._sign(child, name) if self._fields.are_shown else "")
            elif name == "txbxContent":
                boxes += self.blocks(child)
            elif name == "AlternateContent":
                self._inline(self._chosen(child), pieces, boxes)
            elif name not in _NOT_READ and not (name == "r" and self._is_hidden(child)):
                self._inline(child, pieces, boxes)

    def _sign(self, element: etree._Element, name: str) -> str:
        """The words of an element that has them itself."""
        if name == "br":
            return "" if element.get(f"{self._w}type") in _PAGE_BREAKS else "\n"
        if name == "sym":
            return symbol(element.get(f"{self._w}font"), element.get(f"{self._w}char"))
        return _TEXT_AS_IS[name] or element.text or ""

    def _name(self, element: etree._Element) -> str:
        """The name without its namespace; elements of drawings are named #, they are only passed through."""
        tag = element.tag
        if not isinstance(tag, str):
            return "#"
        if tag.startswith(self._w):
            return tag[len(self._w) :]
        local = tag.rpartition("}")[2]
        return local if local == "AlternateContent" or (local == "t" and tag.endswith("/math}t")) else "#"

    def _chosen(self, alternatives: etree._Element) -> etree._Element:
        """Of a drawing and its fallback for old programs, one."""
        return alternatives[0] if len(alternatives) else alternatives

    def _is_hidden(self, run: etree._Element) -> bool:
        hidden = run.find(f"{self._w}rPr/{self._w}vanish")
        return hidden is not None and hidden.get(f"{self._w}val") not in ("0", "false", "off")

    def _mark_is_deleted(self, paragraph: etree._Element) -> bool:
        """Whether the end of the paragraph is a deletion: accepted, its words go on in the next one."""
        mark = paragraph.find(f"{self._w}pPr/{self._w}rPr")
        return mark is not None and any(mark.find(f"{self._w}{name}") is not None for name in ("del", "moveFrom"))

    def _table(self, table: etree._Element) -> list[str]:
        """One line a row; a cell over several columns leaves the further ones empty, one over several rows has 〃 in them."""
        lines = []
        has_words: dict[int, bool] = {}  # column -> whether a cell that says something may reach down from above
        for row in self._below(table, "tr"):
            if row.find(f"{self._w}trPr/{self._w}del") is not None:
                has_words.clear()  # what reached down from a deleted row is gone
                continue
            cells = list(self._below(row, "tc"))
            if len(cells) == 1:
                lines += [line for line in self.blocks(cells[0]) if line.strip()]
                continue
            words = [""] * self._count(row, "trPr", "gridBefore", 0)
            for cell in cells:
                gone = cell.find(f"{self._w}tcPr/{self._w}cellDel") is not None
                shown = "" if gone else cell_text(part for line in self.blocks(cell) for part in line.split("\n"))
                merged = cell.find(f"{self._w}tcPr/{self._w}vMerge")
                if merged is None or merged.get(f"{self._w}val") == "restart":
                    has_words[len(words)] = merged is not None and shown != ""
                elif not shown and has_words.get(len(words)):
                    shown = SAME_AS_ABOVE
                words.append(shown)
                words += [""] * (self._count(cell, "tcPr", "gridSpan", 1) - 1)
            line = row_line(words)
            lines += [] if line is None else [line]
        return lines

    def _below(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, also inside content controls."""
        for child in parent:
            found = self._name(child)
            if found == name:
                yield child
            elif found not in _NOT_READ:
                yield from self._below(child, name)

    def _count(self, element: etree._Element, properties: str, name: str, otherwise: int) -> int:
        child = element.find(f"{self._w}{properties}/{self._w}{name}")
        value = "" if child is None else child.get(f"{self._w}val") or ""
        return min(int(value), 64) if value.isascii() and value.isdecimal() and len(value) < 4 else otherwise
