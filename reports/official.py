"""A Word document in the layout of Chinese official papers, after GB/T 9704-2012 (党政机关公文格式).

A4, text block 156 × 225 mm; title 2号 (22 pt) 小标宋 centred; text 3号 (16 pt) 仿宋, lines of 28 pt, first line indented by two
characters; headings of the first level 黑体, of the second 楷体; page numbers — 1 — in 4号, odd pages right, even pages left.
"""

import io
import zipfile
from datetime import date, datetime
from typing import Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports.office_table import TableText, clean, table_element
from reports.scope import AUTHOR

TITLE_FONT, TEXT_FONT, HEADING_FONT, SUBHEADING_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
TABLE_FONT, LATIN_FONT, NUMBER_FONT = "宋体", "Times New Roman", "宋体"
# What a machine without the named font takes instead (the font table's w:altName).
FALLBACKS = {
    TITLE_FONT: "华文中宋",
    TEXT_FONT: "仿宋",
    SUBHEADING_FONT: "楷体",
    HEADING_FONT: "SimHei",
    TABLE_FONT: "SimSun",
}
TITLE_PT, TEXT_PT, SMALL_PT, NUMBER_PT, LINE_PT = 22, 16, 12, 14, 28
TEXT_WIDTH_MM, LANDSCAPE_WIDTH_MM = 156, 257
NUMERALS = "一二三四五六七八九十"


class OfficialPaper:
    """Builds one document from its top to its end; `bytes()` gives the file.

    `made_at` (UTC, without a zone) stands in its properties and on its parts: the library dates a document 2013, its parts now.
    """

    def __init__(self, title: str, *, made_at: datetime, author: str = AUTHOR, landscape: bool = False) -> None:
        self._document, self._made_at = Document(), made_at
        self._heading_count = self._subheading_count = 0
        self.text_width_mm = LANDSCAPE_WIDTH_MM if landscape else TEXT_WIDTH_MM
        self._set_page(landscape)
        self._set_styles()
        self._set_font_table()
        self._set_page_numbers()
        properties = self._document.core_properties
        properties.title, properties.comments, properties.language = title, "", "zh-CN"
        properties.author = properties.last_modified_by = author
        properties.created = properties.modified = made_at

    def title(self, text: str) -> None:
        """The title, centred."""
        self._line(text, TITLE_FONT, TITLE_PT, align="center", style="Title", line_pt=32)

    def under_title(self, text: str) -> None:
        """A line below the title, 楷体, centred, and room after it."""
        self._line(text, SUBHEADING_FONT, TEXT_PT, align="center", after_pt=LINE_PT / 2)

    def heading(self, text: str) -> None:
        """A heading of the first level, numbered 一、二、…."""
        self._heading_count += 1
        self._subheading_count = 0
        self._line(f"{chinese_number(self._heading_count)}、{text}", HEADING_FONT, TEXT_PT, indent=True, style="Heading 1")

    def subheading(self, text: str) -> None:
        """A heading of the second level, numbered （一）（二）…."""
        self._subheading_count += 1
        words = f"（{chinese_number(self._subheading_count)}）{text}"
        self._line(words, SUBHEADING_FONT, TEXT_PT, indent=True, style="Heading 2")

    def text(self, words: str, mark: str = "") -> None:
        """A paragraph of the text; `mark` stands after it, raised and small."""
        paragraph = self._line(words, TEXT_FONT, TEXT_PT, indent=True, align="both")
        if mark:
            run = _run(paragraph, mark, TEXT_FONT, SMALL_PT)
            run.font.superscript = True

    def note(self, words: str) -> None:
        """A small line below a table or picture."""
        self._line(words, TEXT_FONT, SMALL_PT, line_pt=16, after_pt=8)

    def link(self, label: str, address: str, *, is_link: bool) -> None:
        """A small line with an address; `is_link`: one that can be opened from the document."""
        paragraph = self._line(label, TEXT_FONT, SMALL_PT, line_pt=16, after_pt=3)
        if not is_link:
            _run(paragraph, address, TEXT_FONT, SMALL_PT)
            return
        relation = self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"/>')
        paragraph._p.append(element)
        shown = _run_within(element, paragraph)
        shown.text = clean(address)
        _fonts(shown, TEXT_FONT, SMALL_PT)
        shown.font.underline = True

    def caption(self, words: str, *, over: bool = True) -> None:
        """The line over a table, which stays with it; `over` false: below a picture, which stays with the line."""
        line = self._line(words, HEADING_FONT, SMALL_PT, align="center", line_pt=20, before_pt=6)
        line.paragraph_format.keep_with_next = over

    def table(self, table: TableText) -> None:
        """A table over the full width, its heading row on each of its pages."""
        element = table_element(table, self.text_width_mm, TABLE_FONT, LATIN_FONT)
        self._document.element.body.insert(self._end(), element)

    def picture(self, png: bytes, alt: str) -> None:
        """A picture over the full width; `alt` says in a sentence what it shows."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(self.text_width_mm))
        shape._inline.docPr.set("descr", alt)

    def attachments(self, names: list[str]) -> None:
        """附件: the list of attachments, after an empty line."""
        self._line("", TEXT_FONT, TEXT_PT)
        for number, name in enumerate(names, start=1):
            lead = "附件：" if number == 1 else "　　　"
            label = f"{number}. {name}" if len(names) > 1 else name
            self._line(f"{lead}{label}", TEXT_FONT, TEXT_PT, indent=True)

    def signature(self, issuer: str, on: date) -> None:
        """落款 and 成文日期: the date four characters from the right, the issuer centred over it."""
        self._line("", TEXT_FONT, TEXT_PT)
        for words, right_chars in ((issuer, 4), (date_in_words(on), 4)):
            line = self._line(words, TEXT_FONT, TEXT_PT, align="right")
            line.paragraph_format.right_indent = Pt(TEXT_PT * right_chars)

    def attachment(self, label: str, title: str) -> None:
        """The head of an attachment on a page of its own."""
        line = self._line(label, HEADING_FONT, TEXT_PT)
        line.paragraph_format.page_break_before = True
        self._line(title, TITLE_FONT, TITLE_PT, align="center", line_pt=32, after_pt=LINE_PT / 2)

    def bytes(self) -> bytes:
        """The document as a file."""
        saved, dated = io.BytesIO(), io.BytesIO()
        self._document.save(saved)
        with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as file:
            for part in parts.infolist():
                told = zipfile.ZipInfo(part.filename, self._made_at.timetuple()[:6])
                file.writestr(told, parts.read(part), zipfile.ZIP_DEFLATED)
        return dated.getvalue()

    def _line(
        self,
        words: str,
        font: str,
        size_pt: float,
        *,
        indent: bool = False,
        align: Literal["left", "center", "right", "both"] = "left",
        style: str = "Normal",
        line_pt: float = LINE_PT,
        before_pt: float = 0,
        after_pt: float = 0,
    ) -> Paragraph:
        paragraph: Paragraph = self._document.add_paragraph(style=style)
        form = paragraph.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line_pt)
        form.space_before, form.space_after = Pt(before_pt), Pt(after_pt)
        form.first_line_indent = Pt(2 * size_pt) if indent else None
        form.alignment = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
            "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        }[align]
        _run(paragraph, words, font, size_pt)
        return paragraph

    def _end(self) -> int:
        """Where the next element of the body goes: before the section's properties, which are last."""
        return len(self._document.element.body) - 1

    def _set_page(self, landscape: bool) -> None:
        section = self._document.sections[0]
        width, height = Mm(210), Mm(297)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = height, width
            section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(25), Mm(22), Mm(20), Mm(20)
        else:
            section.page_width, section.page_height = width, height
            section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
        # The number stands 7 mm below the text block.
        section.footer_distance = Mm(10 if landscape else 22)

    def _set_styles(self) -> None:
        """The fonts of the styles: no theme font is left, which would win over the named one."""
        fonts_of = {"Normal": TEXT_FONT, "Title": TITLE_FONT, "Heading 1": HEADING_FONT, "Heading 2": SUBHEADING_FONT}
        for name, font in fonts_of.items():
            style = self._document.styles[name]
            assert isinstance(style, ParagraphStyle)
            style.font.name, style.font.size, style.font.bold = LATIN_FONT, Pt(TEXT_PT), False
            style.font.color.rgb = None
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:eastAsia"), font)
            for decoration in (*style.element.iter(qn("w:pBdr")), *style.element.rPr.findall(qn("w:color"))):
                decoration.getparent().remove(decoration)
            for language in style.element.iter(qn("w:lang")):
                language.set(qn("w:eastAsia"), "zh-CN")

    def _set_font_table(self) -> None:
        fonts = "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:pitch w:val="variable"/></w:font>'
            for name, other in FALLBACKS.items()
        )
        for part in self._document.part.package.iter_parts():
            if part.partname == "/word/fontTable.xml":
                part._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()

    def _set_page_numbers(self) -> None:
        self._document.settings.odd_and_even_pages_header_footer = True
        section = self._document.sections[0]
        for footer, align in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.alignment = align
            edge = Pt(NUMBER_PT)  # one character from the edge of the text block
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = edge
            _run(paragraph, "— ", NUMBER_FONT, NUMBER_PT)
            field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "/>')
            paragraph._p.append(field)
            shown = _run_within(field, paragraph)
            shown.text = "1"
            _fonts(shown, NUMBER_FONT, NUMBER_PT)
            _run(paragraph, " —", NUMBER_FONT, NUMBER_PT)


def chinese_number(number: int) -> str:
    """1 -> 一, 12 -> 十二 (up to 99)."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones - 1]
    return (NUMERALS[tens - 1] if tens > 1 else "") + "十" + (NUMERALS[ones - 1] if ones else "")


def date_in_words(day: date) -> str:
    """2026年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _run(paragraph: Paragraph, words: str, font: str, size_pt: float) -> Run:
    run = paragraph.add_run(clean(words))
    _fonts(run, font, size_pt)
    return run


def _run_within(element: Any, paragraph: Paragraph) -> Run:
    """A new run inside an element of the paragraph (a link, a field)."""
    run: Any = OxmlElement("w:r")
    element.append(run)
    return Run(run, paragraph)


def _fonts(run: Run, font: str, size_pt: float) -> None:
    run.font.name, run.font.size, run.font.bold = LATIN_FONT, Pt(size_pt), False
    properties: Any = run._element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes are Chinese ones
