"""PDF: paragraphs from lines, tables from rules, pages, running heads, scanned pages; what is no readable PDF is named."""

import base64
import io
import time
from pathlib import Path

import PIL.Image
import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser

from etl.parsed import Source, Unread
from etl.plan.parse import parse_plan
from etl.read import pdf
from etl.read.errors import DamagedFile, LockedFile, NoTextLayer, TooLarge, UnreadableDocument
from etl.read.paragraphs import paragraphs
from etl.read.pdf import read_pdf
from etl.read.pdf_lines import Character, Line, Page, page_lines
from etl.read.pdf_tables import Rule, find_tables, rules_of
from tests.etl.read.writers import html_text, printed

A4 = "@page { size: A4; margin: 30mm 25mm } p { margin: 0; text-indent: 2em; font-size: 16pt; line-height: 28pt }"
LONG = "整改措施:逐户核对台账,明确专人负责,每季度公示一次,接受群众监督。" * 6
HEAD = "<div style='font-size:9px;width:100%;text-align:center'>某县乡村振兴局文件</div>"
FOOT = "<div style='font-size:9px;width:100%;text-align:center'>— <span class=pageNumber></span> —</div>"


def read(browser: Browser, lines: list[str], style: str = A4, **options: object) -> Source:
    return read_pdf("方案.pdf", printed(browser, html_text(lines, style=style, furniture=False), **options))


def picture() -> str:
    """A scanned page: a picture, no words."""
    buffer = io.BytesIO()
    PIL.Image.effect_noise((300, 420), 60).save(buffer, "PNG")
    return f"<img style='width:150mm' src='data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}'>"


def test_running_heads_and_page_numbers_are_left_out(browser: Browser) -> None:
    lines = [f"({n})第{n}项" + LONG for n in range(1, 12)]
    source = read(browser, lines, display_header_footer=True, header_template=HEAD, footer_template=FOOT)
    assert len(source.pages) > 2
    assert source.text.split("\n") == lines


def test_each_place_has_its_page(browser: Browser) -> None:
    lines = [f"第{n}段" + LONG for n in range(1, 8)]
    source = read(browser, lines, A4 + "p { break-before: page }")
    assert source.text.split("\n") == lines
    assert [source.page_at(source.text.index(line)) for line in lines] == [1, 2, 3, 4, 5, 6, 7]
    assert source.page_at(0) == 1
    assert source.page_at(len(source.text)) == 7


def test_a_paragraph_goes_on_over_the_end_of_a_page(browser: Browser) -> None:
    line = LONG * 10
    source = read(browser, [line])
    assert source.text == line
    assert len(source.pages) > 1
    assert source.pages == tuple(sorted(set(source.pages)))


def test_a_title_of_two_lines_is_one(browser: Browser) -> None:
    title = "黄桑乡2023年度巩固拓展脱贫攻坚成果同乡村振兴有效衔接考核评估发现问题整改工作实施方案"
    style = A4 + "p:first-of-type { text-indent: 0; text-align: center; font-size: 22pt; line-height: 35pt }"
    assert read(browser, [title, "一、存在问题", LONG], style).text.split("\n") == [title, "一、存在问题", LONG]


def test_a_table_over_two_pages(browser: Browser) -> None:
    rows = [
        f"{n}\t第{n}个问题台账不清楚且长期没有更新\t逐户核对台账并且明确专人负责每季度公示一次\t乡财政所" for n in range(1, 60)
    ]
    lines = ["整改台账", "序号\t反馈问题\t整改措施\t责任单位", *rows, "末尾"]
    source = read(browser, lines)
    assert len(source.pages) > 1
    assert source.text.split("\n") == lines


def turned_in_viewers(content: bytes, degrees: int) -> bytes:
    document = pdfium.PdfDocument(content)
    for page in document:
        page.set_rotation(degrees)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("turn", "viewed"),
    [
        ("rotate(90deg) translateY(-100%)", 0),
        ("rotate(90deg) translateY(-100%)", 270),
        ("rotate(-90deg) translateX(-100%)", 0),
        ("rotate(-90deg) translateX(-100%)", 90),
    ],
)
def test_a_page_painted_sideways_is_read_like_another(browser: Browser, turn: str, viewed: int) -> None:
    lines = ["整改台账", "序号\t反馈问题\t整改措施", "1\t台账不清\t逐户核对台账", "一、存在问题", LONG + LONG]
    style = f"@page {{ size: A4; margin: 20mm }} body {{ width: 240mm; margin: 0; transform-origin: 0 0; transform: {turn} }}"
    content = printed(browser, html_text(lines, style=style, furniture=False))
    assert read_pdf("a.pdf", turned_in_viewers(content, viewed)).text.split("\n") == lines


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_how_a_viewer_turns_a_page_changes_nothing(browser: Browser, degrees: int) -> None:
    content = printed(browser, html_text(["一、存在问题", LONG], style=A4, furniture=False))
    assert read_pdf("a.pdf", turned_in_viewers(content, degrees)).text.split("\n") == ["一、存在问题", LONG]


def test_a_merged_cell_stands_where_it_begins(browser: Browser) -> None:
    table = "<table border=1><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr><tr><td colspan=2>丁</td></tr></table>"
    source = read_pdf("a.pdf", printed(browser, f"<body>{table}</body>"))
    assert source.text == "甲\t乙\n〃\t丙\n丁\t"


def test_a_merged_cell_belongs_to_each_row_of_a_ledger(browser: Browser) -> None:
    rows = [
        "<tr><td>序号</td><td>问题</td><td>责任单位</td><td>整改时限</td></tr>",
        "<tr><td>1</td><td>台账登记不全</td><td rowspan=2>镇财政所</td><td rowspan=2>2024年5月底前</td></tr>",
        "<tr><td>2</td><td>票据报销不及时</td></tr>",
        "<tr><td>3</td><td>公厕管护不到位</td><td>镇城管办</td><td>2024年6月底前</td></tr>",
    ]
    content = printed(browser, f"<body><p>青石镇整改台账</p><table border=1 cellpadding=6>{''.join(rows)}</table></body>")
    issues = parse_plan(read_pdf("a.pdf", content)).issues
    said = [([unit.name for unit in issue.units], str(issue.deadline.due_on) if issue.deadline else None) for issue in issues]
    assert said == [(["镇财政所"], "2024-05-31"), (["镇财政所"], "2024-05-31"), (["镇城管办"], "2024-06-30")]


def test_a_scanned_page_is_named(browser: Browser) -> None:
    style = f"<style>{A4} .new {{ break-before: page }}</style>"
    markup = f"{style}<p>一、存在问题</p><div class=new>{picture()}</div><p class=new>二、措施</p>"
    source = read_pdf("方案.pdf", printed(browser, markup))
    assert source.text == "一、存在问题\n二、措施"
    assert source.unread == (Unread("第2页", "扫描图片, 没有文字", "有文字层的页 (先做文字识别 OCR, 或用 Word 原件)"),)
    assert source.page_at(source.text.index("二")) == 3


def test_a_scanned_document_fails_with_advice(browser: Browser) -> None:
    content = printed(browser, picture() + "<div style='break-before:page'></div>" + picture())
    with pytest.raises(NoTextLayer, match=r"方案\.pdf: 读到 没有文字的 PDF \(2 页扫描图片\), 应为 .*OCR"):
        read_pdf("方案.pdf", content)


def minimal(trailer: str = "", page: str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>") -> bytes:
    """A PDF of one empty page, its table of objects left to be rebuilt."""
    objects = f"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj{page}endobj"
    return f"%PDF-1.4\n{objects} trailer<</Root 1 0 R{trailer}>>".encode()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"%PDF-1.7 and no more", DamagedFile),
        (b"\x89PNG", DamagedFile),
        (minimal(), NoTextLayer),
        (
            minimal(f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<{'11' * 32}>/U<{'22' * 32}>/P -1>>"),
            LockedFile,
        ),
    ],
    ids=["cut", "picture", "empty page", "password"],
)
def test_what_is_no_readable_pdf_is_named(content: bytes, fault: type[UnreadableDocument]) -> None:
    with pytest.raises(fault) as raised:
        read_pdf("方案.pdf", content)
    assert str(raised.value).startswith("方案.pdf: 读到 ")


@pytest.mark.parametrize(("limit", "value"), [("MOST_PAGES", 0), ("MOST_CHARACTERS", 3)])
def test_too_much_is_refused(browser: Browser, limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, limit, value)
    with pytest.raises(TooLarge):
        read(browser, ["一、存在问题"])


def characters(words: str, left: float, bottom: float, gap: float = 0.0) -> list[Character]:
    width = 10.0
    return [
        Character(sign, left + n * (width + gap), left + n * (width + gap) + width, bottom, bottom + 12)
        for n, sign in enumerate(words)
    ]


def test_lines_are_by_height_blanks_by_gaps() -> None:
    first = characters("责任单位", 0, 100) + characters("乡财政所", 46, 100)
    spread = characters("整改措施", 0, 80, gap=5)
    columns = characters("序号", 0, 60) + characters("问题", 80, 60)
    unordered = characters("后半", 20, 40) + characters("前半", 0, 40)
    lines = page_lines([*first, *spread, *columns, *unordered])
    assert [line.words for line in lines] == ["责任单位 乡财政所", "整改措施", "序号\t问题", "前半后半"]


def test_radicals_are_read_as_letters(tmp_path: Path) -> None:
    assert [pdf._usual(sign) for sign in "⼀⾦金A"] == ["一", "金", "金", "A"]


def test_a_drawing_of_many_lines_is_no_table_and_takes_no_time() -> None:
    began = time.monotonic()
    many = [Rule(float(n), 0.0, 3000.0) for n in range(0, 12_000, 6)]
    assert find_tables(many, many) == []
    crossed = [Rule(float(n), 0.0, 3000.0) for n in range(0, 900, 5)]
    assert find_tables(crossed, crossed) == []
    assert time.monotonic() - began < 5


def test_a_frame_and_an_underline_are_no_table() -> None:
    frame = rules_of([(0, 0, 300, 100, True)])
    assert find_tables(*frame) == []
    assert find_tables(*rules_of([(10, 10, 200, 11, False)])) == []
    assert len(find_tables(*rules_of([(0, 0, 100, 50, True), (100, 0, 200, 50, True)]))) == 1


def test_a_comma_that_hangs_over_the_margin_widens_no_page() -> None:
    """Left-aligned lines end at 529 to 535 (digits are half as wide as letters); two end with a sign beyond the margin."""
    ends = {"甲领": 529, "乙多，": 545, "丙有": 531, "丁好。": 545, "戊由": 533, "己完。": 257, "庚对": 535, "辛成。": 147}
    lines = [
        Line(words, 57.0, float(end), 700 - 14.5 * number, 710 - 14.5 * number, 10.0)
        for number, (words, end) in enumerate(ends.items())
    ]
    text = "".join(piece for piece, _ in paragraphs([Page(lines, 595.0, 842.0)]))
    assert text == "甲领乙多，丙有丁好。戊由己完。\n庚对辛成。"


def test_a_number_that_fits_but_for_the_space_before_it_goes_on() -> None:
    """Word leaves a quarter of a letter between a Chinese letter and a number."""
    ends = {
        "共一千零六十二户": 513,
        "4026人参加了培训": 537,
        "并有好的成效": 536,
        "大家都说好": 537,
        "明年继续做下去": 535,
        "完。": 77,
    }
    lines = [
        Line(words, 57.0, float(end), 700 - 14.5 * number, 710 - 14.5 * number, 10.0)
        for number, (words, end) in enumerate(ends.items())
    ]
    assert "\n" not in "".join(piece for piece, _ in paragraphs([Page(lines, 595.0, 842.0)]))
