"""Word documents: what Word shows is what is read, part by part; damaged and hostile files are refused by name."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from etl.read import package
from etl.read.docx import read_docx
from etl.read.errors import DamagedFile, EmptyFile, LockedFile, TooLarge, UnreadableDocument
from tests.etl.read.writers import docx_bytes, saved

W = nsdecls("w")
DRAWING = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
)


def body_of(*blocks: str) -> bytes:
    """A document whose body is this WordprocessingML."""
    document = docx.Document()
    for block in blocks:
        document.element.body.insert(-1, parse_xml(block.replace(">", f" {W} {DRAWING}>", 1)))
    return saved(document)


def text_of(*blocks: str) -> str:
    return read_docx("方案.docx", body_of(*blocks)).text


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def test_a_table_stands_in_its_place_one_line_a_row() -> None:
    cells = [["序号", "问题", "措施"], ["1", "台账不清", "1.完善制度\n2.加强考核。\n3.公示"]]
    rows = ""
    for row in cells:
        inner = ["".join(paragraph(run(line)) for line in cell.split("\n")) for cell in row]
        rows += "<w:tr>" + "".join(f"<w:tc>{paragraphs}</w:tc>" for paragraphs in inner) + "</w:tr>"
    text = text_of(paragraph(run("前")), f"<w:tbl>{rows}</w:tbl>", paragraph(run("后")))
    assert text == "前\n序号\t问题\t措施\n1\t台账不清\t1.完善制度；2.加强考核。3.公示\n后"


def test_merged_cells_keep_the_columns() -> None:
    span = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    wide = f"<w:tc>{span}{paragraph(run('宽'))}</w:tc><w:tc>{paragraph(run('末'))}</w:tc>"
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}</w:tc>" + f"<w:tc>{paragraph(run('值'))}</w:tc>" * 2
    assert text_of(f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{below}</w:tr></w:tbl>") == "宽\t\t末\n\t值\t值"


def test_a_cell_over_several_rows_says_so_in_each() -> None:
    def row(merge: str, first: str, second: str, deleted: str = "") -> str:
        merged = f"<w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr>{paragraph(run(first))}</w:tc>"
        return f"<w:tr>{deleted}{merged}<w:tc>{paragraph(run(second))}</w:tc></w:tr>"

    restart, goes_on, deleted = ' w:val="restart"', ' w:val="continue"', '<w:trPr><w:del w:id="1"/></w:trPr>'
    rows = row(restart, "甲", "一") + row("", "", "二") + row(goes_on, "", "三") + row(goes_on, "", "")
    assert text_of(f"<w:tbl>{rows}</w:tbl>") == "甲\t一\n〃\t二\n〃\t三"
    empty = row(restart, "", "四") + row("", "", "五")
    assert text_of(f"<w:tbl>{rows}{empty}</w:tbl>").endswith("〃\t三\n\t四\n\t五")
    gone = row(restart, "乙", "四", deleted) + row("", "", "五")
    assert text_of(f"<w:tbl>{rows}{gone}</w:tbl>").endswith("〃\t三\n\t五")


def test_a_table_that_only_frames_text_is_its_paragraphs() -> None:
    cell = f"<w:tc>{paragraph(run('一、问题'))}{paragraph(run('二、措施'))}</w:tc>"
    assert text_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>") == "一、问题\n二、措施"


def test_tracked_changes_are_accepted() -> None:
    changed = (
        run("整改")
        + f'<w:del w:id="1"><w:r><w:delText>三</w:delText></w:r></w:del><w:ins w:id="2">{run("五")}</w:ins>'
        + f'<w:moveFrom w:id="3">{run("户")}</w:moveFrom>{run("个")}<w:moveTo w:id="4">{run("问题")}</w:moveTo>'
    )
    assert text_of(paragraph(changed)) == "整改五个问题"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = paragraph(run("责任单位:"), '<w:rPr><w:del w:id="1"/></w:rPr>')
    gone = paragraph('<w:del w:id="2"><w:r><w:delText>作废</w:delText></w:r></w:del>', '<w:rPr><w:del w:id="3"/></w:rPr>')
    assert text_of(first, gone, paragraph(run("乡财政所")), paragraph(run("末"))) == "责任单位:乡财政所\n末"


def test_a_deleted_row_is_gone() -> None:
    row = f"<w:tc>{paragraph(run('甲'))}</w:tc><w:tc>{paragraph(run('乙'))}</w:tc>"
    rows = f'<w:tr>{row}</w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr>{row}</w:tr>'
    assert text_of(f"<w:tbl>{rows}</w:tbl>") == "甲\t乙"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    inner = f"<w:txbxContent>{paragraph(run('框内第一行'))}{paragraph(run('框内第二行'))}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(paragraph(run("段") + box + run("落")), paragraph(run("末"))) == "段落\n框内第一行\n框内第二行\n末"


def test_breaks_tabs_fields_and_hidden_words() -> None:
    inner = (
        run("甲") + "<w:r><w:tab/></w:r>" + run("乙") + "<w:r><w:br/></w:r>" + run("丙") + '<w:r><w:br w:type="page"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("3") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
    )
    link = f'<w:hyperlink w:anchor="x">{run("链接")}</w:hyperlink><w:sdt><w:sdtContent>{run("控件")}</w:sdtContent></w:sdt>'
    assert text_of(paragraph(inner + link)) == "甲\t乙\n丙3链接控件"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def test_of_fields_inside_each_other_only_the_result_is_read() -> None:
    inner = field("begin") + code("MERGEFIELD x") + field("separate") + run("3") + field("end")
    outer = field("begin") + code("IF ") + inner + code(' = "3" ') + run("三户") + field("separate") + run("3户") + field("end")
    assert text_of(paragraph(run("涉及") + outer + run("。"))) == "涉及3户。"


def test_a_table_of_contents_is_left_out() -> None:
    first = field("begin") + code(' TOC \\o "1-3" ') + field("separate") + run("一、存在问题") + run("1")
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{paragraph(run('二、整改措施 3'))}</w:sdtContent></w:sdt>"
    assert text_of(paragraph(first), paragraph(run("二、3") + field("end")), control, paragraph(run("正文"))) == "正文"


def test_fields_that_do_not_end_hide_nothing() -> None:
    assert text_of(paragraph(field("begin") + code("TOC") + field("separate") + run("一")), paragraph(run("二"))) == "一\n二"


@pytest.mark.parametrize(
    ("font", "place", "sign"),
    [("Wingdings", "F0FE", "☑"), ("Wingdings 2", "F052", "☑"), ("Symbol", "F0B3", "≥"), ("宋体", "2460", "①"), ("x", "?", "")],
)
def test_signs_of_symbol_fonts(font: str, place: str, sign: str) -> None:
    assert text_of(paragraph(f'<w:r><w:sym w:font="{font}" w:char="{place}"/></w:r>' + run("30%"))) == f"{sign}30%"
    assert text_of(paragraph(run("\uf0fe已整改\ue123"))) == "☑已整改"


def test_hyphens_that_show_only_at_a_line_end_smart_tags_and_custom_marks() -> None:
    inner = run("整") + "<w:r><w:softHyphen/></w:r>" + run("改") + f'<w:smartTag w:element="date">{run("5月")}</w:smartTag>'
    assert text_of(f'<w:customXml w:element="x">{paragraph(inner)}</w:customXml>') == "整改5月"


def test_a_table_inside_a_cell_is_the_words_of_the_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('内一'))}</w:tc><w:tc>{paragraph(run('内二'))}</w:tc></w:tr></w:tbl>"
    cells = f"<w:tc>{paragraph(run('外'))}{inner}{paragraph('')}</w:tc><w:tc>{paragraph(run('右'))}</w:tc>"
    assert text_of(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == "外 内一 内二\t右"


@pytest.mark.parametrize(("program", "is_named"), [("Excel.Sheet.12", True), ("Equation.3", False)])
def test_what_another_program_keeps_in_the_file_is_named(program: str, is_named: bool) -> None:
    held = f'<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="{program}"/></w:object>'
    source = read_docx("方案.docx", body_of(paragraph(run("见附表") + f"<w:r>{held}</w:r>")))
    assert ["嵌入的对象 1 处" in part.read for part in source.unread] == ([True] if is_named else [])


def test_headers_and_footers_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_paragraph("正文")
    assert read_docx("a.docx", saved(document)).text == "正文"


def test_footnotes_come_behind_the_text() -> None:
    original = zipfile.ZipFile(io.BytesIO(body_of(paragraph(run("投入60万元") + '<w:r><w:footnoteReference w:id="2"/></w:r>'))))
    ruler = f'<w:footnote w:type="separator" w:id="0">{paragraph(run("—"))}</w:footnote>'
    notes = f'<w:footnotes {W}>{ruler}<w:footnote w:id="2">{paragraph(run("含县级配套"))}</w:footnote></w:footnotes>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    changed = {"word/footnotes.xml": notes.encode()}
    for name in original.namelist():
        data = original.read(name)
        if name == "word/_rels/document.xml.rels":
            link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
            data = data.replace(b"</Relationships>", link.encode())
        changed[name] = data
    assert read_docx("a.docx", zipped(changed)).text == "投入60万元\n注1:含县级配套"


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    original = zipfile.ZipFile(io.BytesIO(docx_bytes(["一、问题"])))
    return zipped({part: change(original.read(part)) if part == name else original.read(part) for part in original.namelist()})


def test_an_entity_is_not_expanded() -> None:
    def hostile(data: bytes) -> bytes:
        bomb = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
        return data.replace(b"<w:document", bomb + b"<w:document", 1).replace("一、问题".encode(), b"&a;&b;")

    with pytest.raises(DamagedFile, match="DOCTYPE"):
        read_docx("a.docx", with_part("word/document.xml", hostile))


@pytest.mark.parametrize(
    ("limit", "value", "content"),
    [
        ("MOST_ENTRIES", 5, docx_bytes(["一、问题"])),
        ("MOST_BYTES", 1000, docx_bytes(["一、问题"])),
        ("MOST_PART_BYTES", 100_000, docx_bytes(["问" * 50_000])),
    ],
)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    limit: str, value: int, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, limit, value)
    if limit != "MOST_PART_BYTES":
        monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(TooLarge, match=r"a\.docx: 读到 .*应为 .*不超过"):
        read_docx("a.docx", content)


def test_a_real_zip_bomb_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_docx("a.docx", with_part("word/document.xml", lambda _: b" " * (package.MOST_PART_BYTES + 1)))


def encrypted(content: bytes) -> bytes:
    """The same archive with each entry marked as encrypted."""
    data = bytearray(content)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"PK\x03\x04 cut off", DamagedFile),
        (docx_bytes(["一、问题"])[:-200], DamagedFile),
        (zipped({"hello.txt": b"hello"}), DamagedFile),
        (with_part("word/document.xml", lambda data: data[:-40]), DamagedFile),
        (with_part("word/document.xml", lambda _: b"<html/>"), DamagedFile),
        (encrypted(docx_bytes(["一、问题"])), LockedFile),
        (docx_bytes(["", "  "]), EmptyFile),
    ],
    ids=["cut", "no directory", "other zip", "cut part", "other xml", "encrypted", "empty"],
)
def test_what_is_no_word_document_is_named(content: bytes, fault: type[UnreadableDocument]) -> None:
    with pytest.raises(fault) as raised:
        read_docx("方案.docx", content)
    assert str(raised.value).startswith("方案.docx: 读到 ")
    assert "应为" in str(raised.value)
