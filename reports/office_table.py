"""A table of a Word document, written as its XML in one go: python-docx finds each cell anew, which takes minutes for thousands.

The heading row stands on every page of the table (w:tblHeader).
"""

import re
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TWIPS_PER_MM = 1440 / 25.4
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class TableText:
    """A table as written: headings, rows of texts, the share of the width and the alignment of each column."""

    headings: list[str]
    rows: list[list[str]]
    shares: list[float]
    aligns: list[Align]
    size_pt: float = 10.5
    rows_may_break: bool = False


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return NOT_XML.sub("", text)


def table_element(table: TableText, width_mm: float, font: str, latin_font: str) -> Any:
    """The w:tbl element of a table, `width_mm` wide."""
    widths = [round(width_mm * TWIPS_PER_MM * share / sum(table.shares)) for share in table.shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    size = round(table.size_pt * 2)

    def run(bold: bool) -> str:
        weight = "<w:b/>" if bold else '<w:b w:val="0"/>'
        fonts = f'<w:rFonts w:ascii="{latin_font}" w:hAnsi="{latin_font}" w:eastAsia="{font}" w:hint="eastAsia"/>'
        return f'<w:rPr>{fonts}{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'

    plain, heavy = run(False), run(True)

    spacing = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'

    def cell(text: str, width: int, align: str, look: str) -> str:
        lines = "".join(
            f'<w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>'
            f'<w:r>{look}<w:t xml:space="preserve">{escape(clean(line))}</w:t></w:r></w:p>'
            for line in text.split("\n")
        )
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'

    whole = "" if table.rows_may_break else "<w:cantSplit/>"
    head = "".join(cell(text, width, "center", heavy) for text, width in zip(table.headings, widths, strict=True))
    lines = []
    for row in table.rows:
        cells = [cell(text, width, align, plain) for text, width, align in zip(row, widths, table.aligns, strict=True)]
        lines.append(f"<w:tr><w:trPr>{whole}</w:trPr>{''.join(cells)}</w:tr>")
    body = "".join(lines)
    edge = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
    borders = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )
