"""Web pages (.html): the main text without the furniture around it.

Left out: scripts, forms' controls, navigation, breadcrumbs, headers, footers, sidebars and share buttons where tag, role, class
or id say so, hidden elements, and blocks that are mostly links. Nothing that holds half of the page's words is ever left out.
Tables become one line a row, cells parted by tabs, 〃 where a cell reaches down from above; tables that only lay out the page
become their contents. The page's title stands first where the text does not repeat it.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from etl.parsed import Source
from etl.read.encoding import broken_places, decoded
from etl.read.errors import NotText, TooLarge
from etl.read.garbled import garbled
from etl.read.lines import SAME_AS_ABOVE, cell_text, is_numbered, row_line, whole_text
from etl.read.markup import EXPECTED, parsed_markup
from etl.read.numbering import number_text

MOST_BYTES = 32 << 20
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_DROPPED = {
    *("script", "style", "noscript", "template", "select", "button", "input", "textarea", "iframe", "object", "embed", "svg"),
    *("nav", "aside", "footer", "audio", "video", "canvas", "dialog", "datalist", "map", "del", "s", "strike", "rt", "rp"),
}
_DROPPED_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"}
# Words of class and id that name furniture; web pages of Chinese offices also use pinyin (当前位置).
_FURNITURE = {
    *("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "location", "position", "weizhi"),
    *("dqwz", "footer", "foot", "sidebar", "aside", "share", "bdsharebuttonbox", "copyright", "pagination", "pager", "related"),
    *("recommend", "comment", "comments", "toolbar", "banner", "friendlink", "friendlinks", "topbar", "searchbox", "qrcode"),
}
_HEADER_WORDS = {"header", "top", "head"}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "form", "fieldset", "figure", "figcaption", "blockquote"),
    *("pre", "hr", "address", "center", "body", "html", "details", "summary", "title"),
}
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LINK_LISTS = {"ul", "ol", "dl", "div", "table", "td", "p", "section", "form", "center"}
_FEWEST_LINKS = 4
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’"
# A line break of the source between two Chinese characters shows nothing (CSS Text 3, segment breaks).
_BREAK_INSIDE = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n\s*(?=[{_WIDE}])")
_COLLAPSED = re.compile(r"[ \t\n\f]+")
_TITLE_PARTS = re.compile(r"\s*[_|—]+\s*|\s+-+\s+")
# A site's name behind a title: 整改方案-某县人民政府网站.
_SITE = re.compile(r"-[^-]*(?:网|网站|门户|平台|政府|委员会)$")
# While a page is put together, \x01 is the end of a line and \x02 parts two cells of a row.
_OWN_SIGNS = {1: None, 2: None}
LONGEST_CELL = 1500  # characters; a row with a longer one lays out the page
FEWEST_COLUMNS = 3  # a row of one cell beside cells that reach down from above is one of a table, not of a layout


def read_html(file: str, content: bytes, charset: str | None = None) -> Source:
    """The document in these bytes; `charset`: what came with the page. Raises EmptyFile, NotText, TooLarge or DamagedFile."""
    if len(content) > MOST_BYTES:
        raise TooLarge(file, f"{len(content) >> 20} MB 的网页", f"不超过 {MOST_BYTES >> 20} MB 的网页")
    declared = _DECLARED.search(content[:4096])
    markup, encoding = decoded(file, content, charset or (declared.group(1).decode("ascii") if declared else None))
    if "\0" in markup:
        raise NotText(file, "二进制内容", EXPECTED)
    root = parsed_markup(file, markup)
    titles = [*(meta.get("content") or "" for meta in root.iter("meta") if meta.get("name", "").lower() == "articletitle")]
    titles += ["".join(map(str, element.itertext())) for element in root.iter("title")][:1]
    body = next(root.iter("body"), root)
    _drop_furniture(body)
    lines = _Lines().of(_main(body))
    text = whole_text(file, [*_missing_title(titles, lines), *lines], EXPECTED)
    unread = (*garbled(text), *broken_places(text))
    return Source(file, hashlib.sha256(content).hexdigest(), "html", encoding, len(content), text, unread=unread)


def _drop_furniture(body: etree._Element) -> None:
    """Takes out what is furniture by its markup, then blocks that are mostly links; never what holds half of the words."""
    for element in list(body.iter()):
        if element.tag in _DROPPED:
            _take_out(element)
    size = _sizes(body)
    for element in [element for element in body.iter() if element is not body and _is_furniture(element)]:
        if 2 * size.get(element, (0, 0, 0))[0] < size[body][0]:
            _take_out(element)
    size = _sizes(body)
    for element in [element for element in body.iter(*_LINK_LISTS) if element is not body]:
        words, linked, links = size[element]
        if links >= _FEWEST_LINKS and linked * 10 >= words * 6 and 2 * words < size[body][0]:
            _take_out(element)


def _is_furniture(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", "")):
        return True
    if element.get("role", "").lower() in _DROPPED_ROLES:
        return True
    words = {word.lower() for word in _WORD.findall(f"{element.get('class', '')} {element.get('id', '')}")}
    if words & _FURNITURE:
        return True
    return (element.tag == "header" or bool(words & _HEADER_WORDS)) and next(element.iter("h1", "h2"), None) is None


def _sizes(body: etree._Element) -> dict[etree._Element, tuple[int, int, int]]:
    """For each element: its characters, those of them in links, and the number of links; children before parents."""
    sizes: dict[etree._Element, tuple[int, int, int]] = {}
    for _, element in etree.iterwalk(body, events=("end",)):
        words = len((element.text or "").strip())
        linked = links = 0
        for child in element:
            inner = sizes.get(child, (0, 0, 0))
            words += inner[0] + len((child.tail or "").strip())
            linked += inner[1]
            links += inner[2]
        sizes[element] = (words, words, 1) if element.tag == "a" and element.get("href") else (words, linked, links)
    return sizes


def _take_out(element: etree._Element) -> None:
    """Empties an element, not the words behind it; what is left of it shows nothing.

    Removing it would join the words around it, which takes quadratic time where there are thousands.
    """
    cast(Any, element).clear(keep_tail=True)  # the stubs do not know it
    element.tag = "span"


def _main(body: etree._Element) -> etree._Element:
    """The one article or main element of the page when it has most of its words, else the page."""
    size = _sizes(body)
    for name in ("article", "main"):
        found = list(body.iter(name))
        if len(found) == 1 and 2 * size[found[0]][0] > size[body][0]:
            return found[0]
    return body


def _missing_title(titles: list[str], lines: list[str]) -> list[str]:
    """The page's title, without the site's name, when the text does not have it."""
    present = re.sub(r"\s+", "", "".join(lines))
    for title in titles:
        words = re.sub(r"\s+", " ", _TITLE_PARTS.split(title.strip())[0]).strip()
        if words:
            shorter = _SITE.sub("", words)
            is_there = any(each.replace(" ", "") in present for each in (words, shorter))
            return [] if is_there else [shorter]
    return []


class _Lines:
    """The lines of an element as a browser shows them."""

    def __init__(self) -> None:
        self._numbers: dict[etree._Element, int] = {}  # of each ordered list, the last number given

    def of(self, element: etree._Element) -> list[str]:
        """One line a paragraph, <br> or table row; lines without words left out."""
        pieces: list[str] = []
        self._walk(element, pieces)
        lines = "".join(pieces).split("\x01")
        return [line for piece in lines if (line := _one_line(piece))]

    def _walk(self, element: etree._Element, pieces: list[str]) -> None:
        tag = element.tag
        if tag == "br":
            pieces.append("\x01")
        elif tag == "table":
            pieces.append("\x01")
            for line in self._table(element):
                pieces += (line.replace("\t", "\x02"), "\x01")
        else:
            edge = "\x01" if tag in _BLOCKS else ""
            pieces += (edge, self._list_number(element) if tag == "li" else "", _source(element.text, tag))
            for child in element:
                self._walk(child, pieces)
                pieces.append(_source(child.tail, tag))
            pieces.append(edge)

    def _list_number(self, item: etree._Element) -> str:
        """The number a browser writes before an item of an ordered list, unless its words have one of their own."""
        of = item.getparent()
        if of is None or of.tag != "ol" or "none" in of.get("style", ""):
            return ""
        number = _whole(item.get("value"), self._numbers.get(of, _whole(of.get("start"), 1) - 1) + 1)
        self._numbers[of] = number
        first_words = next((str(words).strip() for words in item.itertext() if str(words).strip()), "")
        form = _LIST_FORMS.get(of.get("type", "1"), "decimal")
        return "" if not first_words or is_numbered(first_words) else f"{number_text(number, form)}."

    def _table(self, table: etree._Element) -> Iterator[str]:
        """The rows; a cell over several columns leaves the further ones empty, one over several rows has 〃 in them."""
        pending: dict[int, tuple[int, str]] = {}  # column -> rows that a cell above still reaches down, what stands there
        for row in _rows(table):
            if row.tag == "caption":
                yield from self.of(row)
                continue
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            contents = [self.of(cell) for cell in cells]
            if self._lays_out(cells, contents, sum(left > 0 for left, _ in pending.values())):
                pending = {column: (left - 1, sign) for column, (left, sign) in pending.items() if left > 1}
                for lines in contents:
                    yield from lines
                continue
            words: list[str] = []
            for cell, lines in zip(cells, contents, strict=True):
                _fill(words, pending)
                below = _span(cell, "rowspan") - 1
                shown = cell_text(lines)
                for column in range(_span(cell, "colspan")):
                    if below:
                        pending[len(words)] = (below, SAME_AS_ABOVE if shown and not column else "")
                    words.append("" if column else shown)
            _fill(words, pending)
            last = max((column for column, (left, _) in pending.items() if left > 0), default=-1)
            while len(words) <= last:  # a row short of cells
                words.append("")
                _fill(words, pending)
            line = row_line(words)
            if line is not None:
                yield line

    def _lays_out(self, cells: list[etree._Element], contents: list[list[str]], reaching: int) -> bool:
        """Whether a row is no row of a table, beside so many cells that reach down from the rows above."""
        if len(cells) == 1 and reaching + 1 < FEWEST_COLUMNS:
            return True
        return any(
            sum(map(len, lines)) > LONGEST_CELL or next(cell.iter("table"), None) is not None
            for cell, lines in zip(cells, contents, strict=True)
        )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag in ("tr", "caption"):
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from child.iterchildren("tr")


def _whole(value: str | None, otherwise: int) -> int:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 5 else otherwise


def _fill(words: list[str], pending: dict[int, tuple[int, str]]) -> None:
    """The cells where a cell of a row above reaches down."""
    while (reaching := pending.get(len(words))) is not None and reaching[0] > 0:
        pending[len(words)] = (reaching[0] - 1, reaching[1])
        words.append(reaching[1])


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), 64)) if value.isascii() and value.isdecimal() and len(value) < 4 else 1


def _source(text: str | None, tag: object) -> str:
    """The text of the source; inside <pre> its line breaks are shown."""
    if not text:
        return ""
    text = text.translate(_OWN_SIGNS)
    return text.replace("\n", "\x01") if tag == "pre" else text


def _one_line(piece: str) -> str:
    """Blanks of the source made one, as a browser does; the cells of a table row stay parted."""
    return _COLLAPSED.sub(" ", _BREAK_INSIDE.sub("", piece)).strip().replace("\x02", "\t")
