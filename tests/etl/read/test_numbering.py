"""The numbers Word generates: formats, levels, restarts, styles."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from etl.read.docx import read_docx
from etl.read.numbering import number_text
from tests.etl.read.writers import saved

W = nsdecls("w")


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "japaneseCounting", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (101, "chineseCounting", "一〇一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二〇"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (2, "ideographTraditional", "乙"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (0, "chineseCounting", "0"),
        (5, "none", ""),
        (5, "someFormatOfTomorrow", "5"),
    ],
)
def test_formats(number: int, form: str, expected: str) -> None:
    assert number_text(number, form) == expected


def level(index: int, pattern: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


class Written:
    """A Word document with one list, written paragraph by paragraph."""

    def __init__(self, *levels: str, instances: str = "") -> None:
        self.document = docx.Document()
        numbering = self.document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{"".join(levels)}</w:abstractNum>'))
        plain = '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
        for given in (plain + instances).split("</w:num>")[:-1]:
            numbering.append(parse_xml(given.replace("<w:num ", f"<w:num {W} ", 1) + "</w:num>"))

    def add(self, words: str, at: int | None = None, num_id: int = 90, style: str | None = None) -> "Written":
        made = self.document.add_paragraph(words, style=style)
        if at is not None:
            place = f'<w:numPr {W}><w:ilvl w:val="{at}"/><w:numId w:val="{num_id}"/></w:numPr>'
            made._p.get_or_add_pPr().append(parse_xml(place))
        return self

    def lines(self) -> list[str]:
        return read_docx("a.docx", saved(self.document)).text.split("\n")


def test_deeper_levels_begin_again() -> None:
    written = Written(level(0, "%1、", "chineseCounting"), level(1, "(%2)", "chineseCounting"), level(2, "%3."))
    for at in (0, 1, 2, 2, 1, 2, 0, 1):
        written.add("问题", at)
    numbers = [line.removesuffix("问题") for line in written.lines()]
    assert numbers == ["一、", "(一)", "1. ", "2. ", "(二)", "1. ", "二、", "(一)"]


def test_a_level_that_never_begins_again_and_one_that_does_so_behind_the_first_only() -> None:
    written = Written(level(0, "%1、"), level(1, "%2、", more='<w:lvlRestart w:val="0"/>'))
    for at in (0, 1, 1, 0, 1):
        written.add("x", at)
    assert written.lines() == ["1、x", "1、x", "2、x", "2、x", "3、x"]
    written = Written(level(0, "%1、"), level(1, "%2、"), level(2, "%3、", more='<w:lvlRestart w:val="1"/>'))
    for at in (0, 1, 2, 1, 2, 0, 2):
        written.add("x", at)
    assert written.lines() == ["1、x", "1、x", "1、x", "2、x", "2、x", "2、x", "1、x"]


def test_numbers_of_levels_above_in_digits() -> None:
    written = Written(level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert written.add("总则", 0).add("目标", 1).add("任务", 1).lines() == ["第一章总则", "1.1 目标", "1.2 任务"]


def test_an_instance_with_a_start_begins_anew_and_one_without_goes_on() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    anew = f'<w:num w:numId="91"><w:abstractNumId w:val="90"/>{override}</w:num>'
    on = '<w:num w:numId="92"><w:abstractNumId w:val="90"/></w:num>'
    written = Written(level(0, "%1、"), instances=anew + on)
    for num_id in (90, 90, 91, 91, 92):
        written.add("x", 0, num_id)
    assert written.lines() == ["1、x", "2、x", "1、x", "2、x", "3、x"]


def test_an_instance_with_a_level_of_its_own() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "问题%1:")}</w:lvlOverride>'
    own = f'<w:num w:numId="91"><w:abstractNumId w:val="90"/>{override}</w:num>'
    assert Written(level(0, "%1、"), instances=own).add("甲", 0, 91).lines() == ["问题1:甲"]


def test_numbers_by_style_and_none_where_the_paragraph_says_none() -> None:
    written = Written(level(0, "%1、", "chineseCounting", '<w:pStyle w:val="Heading1"/>'), level(1, "(%2)", "chineseCounting"))
    for name, number in (("Heading1", '<w:numId w:val="90"/>'), ("Heading2", '<w:ilvl w:val="1"/><w:numId w:val="90"/>')):
        style = next(style for style in written.document.styles if style.style_id == name)
        style.element.get_or_add_pPr().append(parse_xml(f"<w:numPr {W}>{number}</w:numPr>"))
    written.add("存在问题", style="Heading 1").add("责任落实", style="Heading 2").add("说明", 0, 0, style="Heading 1")
    assert written.add("措施", style="Heading 1").lines() == ["一、存在问题", "(一)责任落实", "说明", "二、措施"]


def test_styles_that_are_based_on_each_other_in_a_circle() -> None:
    written = Written(level(0, "%1、"))
    for name, other in (("Heading1", "Heading2"), ("Heading2", "Heading1")):
        style = next(style for style in written.document.styles if style.style_id == name)
        style.element.basedOn_val = other
    assert written.add("标题", style="Heading 1").lines() == ["标题"]


def test_bullets_and_digits_before_digits() -> None:
    written = Written(level(0, "\uf06c", "bullet"), level(1, "%2."))
    assert written.add("要点", 0).add("2024年完成", 1).lines() == ["•要点", "1. 2024年完成"]
