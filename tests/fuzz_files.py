"""Mutated files of each format, for tests/fuzz_parser.py: bytes, XML parts, archives and the insides of a PDF, by a seed."""

import io
import random
import re
import zipfile
import zlib
from functools import cache
from pathlib import Path

from lxml import etree

from tests.etl.read.writers import docx_bytes, docx_table_bytes, html_text

GOLDEN = Path(__file__).parent / "golden"
LAYOUTS = sorted((GOLDEN / "layouts").glob("*.txt"))
FORMS = ("docx", "html", "pdf")
VALUES = ("", "0", "-1", "1", "9", "64", "999", "99999999999999999999", "x", "true", "none", "\u4e00" * 40, "a" * 70_000)
MARKUP = (
    *("<table>", "</table>", "<tr>", "<td rowspan=9 colspan=9>", "<p>", "</p>", "<br>", "<div class='nav'>", "</div>", "<pre>"),
    *("<ul><li>", "<a href=x>", "</a>", "<script>", "</script>", "<!--", "-->", "<span hidden>", "<body>", "</html>", "<title>"),
    *(
        "<style>",
        "<meta charset=utf-16>",
        "&nbsp;",
        "&#0;",
        "&#1;",
        "&#xd800;",
        "&lt",
        "<![CDATA[",
        "<?xml ?>",
        "<svg>",
        "<form>",
    ),
)
STREAM = re.compile(rb"<<(?P<head>(?:[^<>]|<<[^<>]*>>|<[0-9a-fA-F\s]*>)*)>>\s*stream\r?\n(?P<data>.*?)\r?\nendstream", re.DOTALL)
XML_SIGNS = (b"<w:p>", b"</w:p>", b"&#x1;", b"<!--", b"]]>")
PDF_SIGNS = (b"Tj", b"Td", b"0 0 0 0 0 0 cm", b"1e30", b"-1", b"re", b"S", b"q", b"Q", b"BT", b"ET", b"<<", b">>", b"[", b"/Kids")


def mutated_file(seed: int, form: str) -> bytes:
    """The bytes of one input, always the same for a seed."""
    chance = random.Random(seed)
    if form == "docx":
        return _docx(chance)
    if form == "html":
        return _html(chance)
    return damaged(chance.choice(_pdfs()), chance, signs=PDF_SIGNS)


def damaged(content: bytes, chance: random.Random, signs: tuple[bytes, ...] = (b"\0",)) -> bytes:
    """The bytes with some changed, taken out, doubled or cut off."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 1, 4, 40, 400))
        kind = chance.randrange(6)
        if kind == 0:
            data[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = data[at : at + length]
        elif kind == 3 and data:
            data[min(at, len(data) - 1)] ^= 1 << chance.randrange(8)
        elif kind == 4:
            data[at:at] = chance.choice(signs)
        elif chance.random() < 0.2:
            del data[at:]
    return bytes(data)


@cache
def _words() -> tuple[bytes, ...]:
    """Word documents: with generated numbers, and with tables."""
    lines = [path.read_text("utf-8").splitlines()[:40] for path in LAYOUTS]
    tables = [page for page in lines if all(page[0].count("\t") == row.count("\t") for row in page[:1])]
    return (*(docx_bytes(page, numbered=True) for page in lines[::4]), *(docx_table_bytes(_even(page)) for page in tables[::6]))


def _even(lines: list[str]) -> list[str]:
    """The lines with as many cells in each row as in the first one of the table."""
    width = max(line.count("\t") for line in lines)
    return [line + "\t" * (width - line.count("\t")) if "\t" in line else line for line in lines]


@cache
def _pages() -> tuple[str, ...]:
    return tuple(html_text(path.read_text("utf-8").splitlines()[:40]) for path in LAYOUTS)


@cache
def _pdfs() -> tuple[bytes, ...]:
    """A PDF as it is, and with its streams unpacked, so that what they hold is mutated and not only their packing."""
    packed = (GOLDEN / "files" / "ledger.pdf").read_bytes()
    return packed, STREAM.sub(_unpacked, packed)


def _unpacked(found: re.Match[bytes]) -> bytes:
    head, data = found["head"], found["data"]
    if b"/FlateDecode" not in head:
        return found[0]
    data = zlib.decompress(data)
    head = re.sub(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?|/Length\s+\d+(?:\s+\d+\s+R)?", b"", head)
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def _html(chance: random.Random) -> bytes:
    page = chance.choice(_pages())
    for _ in range(chance.randrange(10)):
        at = chance.randrange(len(page) + 1)
        end = min(len(page), at + chance.randrange(200))
        match chance.randrange(4):
            case 0:
                page = page[:at] + page[end:]
            case 1:
                page = page[:at] + chance.choice(MARKUP) * chance.choice((1, 1, 3, 60)) + page[at:]
            case 2:
                page = page[:end] + page[at:]
            case _:
                page = page.replace("<p>", chance.choice(("<section><span>", "<p style='x:" + chance.choice(VALUES) + "'>")), 5)
    encoding = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16"))
    content = page.encode(encoding, "replace")
    return damaged(content, chance) if chance.random() < 0.4 else content


def _docx(chance: random.Random) -> bytes:
    content = chance.choice(_words())
    kind = chance.randrange(8)
    if kind == 0:
        return damaged(content, chance)
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: archive.read(name) for name in archive.namelist()}
    changeable = [name for name in parts if name.endswith(("document.xml", "numbering.xml", "styles.xml", ".rels"))]
    for name in chance.sample(changeable, chance.choice((1, 1, 2, len(changeable)))):
        parts[name] = (
            damaged(parts[name], chance, (b"<w:p>", b"</w:p>", b"&#x1;", b"<!--")) if kind == 1 else _tree(parts[name], chance)
        )
    names = list(parts)
    if chance.random() < 0.05:
        first, second = chance.sample(names, 2)
        parts[first], parts[second] = parts[second], parts[first]
    if chance.random() < 0.05:
        parts[chance.choice(("word/../x", "/etc/x", "a" * 200, "\u4e00.xml"))] = parts.pop(chance.choice(names))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    data = buffer.getvalue()
    return data[: chance.randrange(len(data))] if chance.random() < 0.05 else data


def _tree(part: bytes, chance: random.Random) -> bytes:
    """A part with elements dropped, doubled, moved, wrapped in each other or renamed, and with strange values."""
    parser = etree.XMLParser(huge_tree=True)
    root = etree.fromstring(part, parser)
    elements = [element for element in root.iterdescendants() if isinstance(element.tag, str)] or [root]
    tags = sorted({element.tag for element in elements if isinstance(element.tag, str)})
    for _ in range(chance.randint(1, 15)):
        element = chance.choice(elements)
        parent = element.getparent()
        match chance.randrange(6):
            case 0 if parent is not None:
                parent.remove(element)
            case 1 if len(elements) < 20_000:
                copy = etree.fromstring(etree.tostring(element), parser)
                element.append(copy)
                elements += [each for each in copy.iter() if isinstance(each.tag, str)]
            case 2:
                element.tag = chance.choice(tags)
            case 3 if element.attrib:
                element.set(chance.choice(list(map(str, element.attrib))), chance.choice(VALUES))
            case 4:
                for _ in range(chance.choice((1, 2, 5, 20, 60))):
                    inner = etree.SubElement(element, chance.choice(tags))
                    inner.text = "\u6574\u6539"
                    element = inner
            case _:
                element.text = chance.choice(("\u4e00\u3001", "1.", "(\u4e00)", "\t", " ", "\u6574\u6539\u63aa\u65bd:"))
    return etree.tostring(root)
