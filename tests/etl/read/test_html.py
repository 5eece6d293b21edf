"""Web pages: what a reader of the page reads, without the furniture."""

import codecs

import pytest

from etl.read.errors import DamagedFile, EmptyFile, NotText, UnreadableDocument
from etl.read.html import read_html
from etl.read.markup import is_html

BODY = "<p>一、存在问题</p><p>(一)台账不清。</p><p>整改措施:逐户核对,完善制度,明确专人负责,定期公示。</p>"
LINES = ["一、存在问题", "(一)台账不清。", "整改措施:逐户核对,完善制度,明确专人负责,定期公示。"]


def lines_of(markup: str) -> list[str]:
    return read_html("方案.html", markup.encode()).text.split("\n")


def links(count: int) -> str:
    return "".join(f"<li><a href='/{n}'>某县新闻第{n}条</a></li>" for n in range(count))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (f"<html><body>{BODY}</body></html>".encode(), "utf-8"),
        (codecs.BOM_UTF8 + f"<html><head><meta charset=gbk></head><body>{BODY}</body></html>".encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + f"<html><body>{BODY}</body></html>".encode("utf-16-le"), "utf-16-le"),
        (f"<html><head><meta charset='GB2312'></head><body>{BODY}</body></html>".encode("gb18030"), "gb18030"),
        (f'<meta http-equiv="Content-Type" content="text/html; charset=gbk">{BODY}'.encode("gbk"), "gb18030"),
        (f"<meta charset=big5>{BODY.replace('台账不清', '管理不善')}".encode(), "utf-8"),
        (f"<meta charset=rot13>{BODY}".encode("gb18030"), "gb18030"),
        (f"<body>{BODY}</body>".encode("gb18030"), "gb18030"),
    ],
)
def test_encodings(content: bytes, encoding: str) -> None:
    source = read_html("方案.html", content)
    assert source.encoding == encoding
    assert source.text.split("\n")[0] == LINES[0]
    assert source.format == "html"


@pytest.mark.parametrize(
    "furniture",
    [
        "<script>var a='整改';</script><style>p{color:red}</style><noscript>请启用脚本</noscript>",
        f"<nav><ul>{links(2)}</ul></nav><header><a href='/'>某县政府</a></header><footer>版权所有</footer><aside>推荐</aside>",
        "<div class='breadcrumb'>当前位置:首页&gt;公开</div><div id='dqwz'>首页</div><div class='shareBar'>分享到</div>",
        "<div role=navigation>栏目</div><div style='display: none'>看不见</div><p hidden>看不见</p>",
        f"<div class='r2'><h3></h3><ul>{links(6)}</ul></div>",
        "<form><input value=搜索><select><option>选项</option></select><button>提交</button></form><!-- 注释 -->",
    ],
    ids=["scripts", "tags", "classes", "hidden", "links", "controls"],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert lines_of(f"<html><body>{furniture}<div class='content'>{BODY}</div>{furniture}</body></html>") == LINES


@pytest.mark.parametrize("name", ["nav", "article-share", "header", "position"])
def test_what_holds_most_of_the_words_is_never_furniture(name: str) -> None:
    assert lines_of(f"<body class='{name}'><div class='{name}'>{BODY}</div><div class=footer>版权</div></body>") == LINES


def test_the_article_of_a_page_is_its_text() -> None:
    assert lines_of(f"<body><div>某县发布</div><article>{BODY}</article><div>责任编辑</div></body>") == LINES


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("<title>黄桑乡整改方案_某县人民政府</title>", "黄桑乡整改方案"),
        ("<title>政府网</title><meta name='ArticleTitle' content='黄桑乡整改方案'>", "黄桑乡整改方案"),
        ("<title>一、存在问题 - 某县人民政府</title>", LINES[0]),
        ("<title>一、存在问题-某县人民政府网站</title>", LINES[0]),
        ("<title>黄桑乡2024-2025年整改方案-某县政府网</title>", "黄桑乡2024-2025年整改方案"),
        ("<title> </title>", LINES[0]),
    ],
)
def test_the_title_stands_first_and_once(head: str, first: str) -> None:
    lines = lines_of(f"<html><head>{head}</head><body>{BODY}</body></html>")
    assert lines == [first, *(LINES if first != LINES[0] else LINES[1:])]


def test_blanks_breaks_and_entities() -> None:
    markup = "<p>　　整改&nbsp;措施<br>一是&lt;核对&gt;&amp;公示\n   明确专人\n  A\n  B<b>加粗</b></p><pre>甲\n乙</pre>"
    assert lines_of(markup) == ["整改\xa0措施", "一是<核对>&公示明确专人 A B加粗", "甲", "乙"]


def test_blanks_of_every_width_before_a_paragraph_and_signs_without_width_inside_a_word() -> None:
    assert lines_of("<p>&#8195;&emsp;&ensp;&#12288;整改\u200b措\u00ad施:核对</p>") == ["整改措施:核对"]


def test_what_is_struck_out_is_gone_and_a_reading_aid_is_no_word() -> None:
    assert lines_of("<p>整改<del>三</del><s>四</s><ins>五</ins>个<ruby>问<rp>(</rp><rt>wen</rt></ruby>题</p>") == ["整改五个问题"]


def test_numbers_a_browser_writes_before_items() -> None:
    items = "<li>台账不清<ol type=a><li>甲</li></ol></li><li value=5>公示不及时</li><li>3.考核不严</li><li></li>"
    assert lines_of(f"<ol start=2>{items}</ol><ul><li>乙</li></ul>") == ["2.台账不清", "a.甲", "5.公示不及时", "3.考核不严", "乙"]
    assert lines_of("<ol style='list-style: none'><li>甲</li></ol>") == ["甲"]


def test_a_page_of_nested_sections_and_pieces_of_words() -> None:
    markup = (
        "<div id=js_content style='visibility: hidden'><section><section><p><span>一、</span><strong><span>存在</span>问题"
        "</strong></p></section></section><section><span>(一)台账</span><span>不清。</span></section><section><br></section>"
        f"<section>{LINES[2]}</section></div>"
    )
    assert lines_of(markup) == LINES


def test_markup_that_is_not_closed() -> None:
    assert lines_of("<p>一、问题<p>(一)甲<div>措施:乙</p></b><table><tr><td>1<td>台账<tr><td>2<td>公示</table>尾<p>末") == [
        *("一、问题", "(一)甲", "措施:乙", "1\t台账", "2\t公示", "尾", "末")
    ]


def test_control_characters_are_dropped() -> None:
    assert lines_of("<p>甲&#1;\x02乙<script>x</script>&#2;\x0b丙</p>") == ["甲乙丙"]


def test_a_table_is_one_line_a_row() -> None:
    rows = "<tr><th>序号</th><th>问题</th></tr><tr><td>1</td><td><p>1.完善制度</p><p>2.加强考核</p></td></tr>"
    assert lines_of(f"<table><caption>台账</caption><tbody>\n{rows}\n</tbody></table>末") == [
        "台账",
        "序号\t问题",
        "1\t1.完善制度；2.加强考核",
        "末",
    ]


def test_cells_over_several_rows_and_columns() -> None:
    markup = (
        "<table><tr><td rowspan=2>甲</td><td>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr>"
        "<tr><td colspan='2'>己</td><td>庚</td></tr><tr><td colspan=99999999>辛</td><td rowspan=x>壬</td></tr></table>"
    )
    assert lines_of(markup)[:3] == ["甲\t乙\t丙", "〃\t丁\t戊", "己\t\t庚"]


def test_a_row_of_which_all_but_one_cell_reach_down_is_a_row() -> None:
    first = "<tr><td rowspan=3>1</td><td rowspan=3 colspan=2>问题</td><td>措施一</td><td rowspan=3></td></tr>"
    rows = f"{first}<tr><td>措施二</td></tr><tr></tr><tr><td>2</td><td>又</td><td>一</td><td>措施三</td><td>末</td></tr>"
    assert lines_of(f"<table>{rows}</table>")[:3] == ["1\t问题\t\t措施一\t", "〃\t〃\t\t措施二\t", "2\t又\t一\t措施三\t末"]


def test_a_cell_beside_one_that_reaches_down_lays_out_the_page() -> None:
    rows = "<tr><td rowspan=2>左栏</td><td>标题</td></tr><tr><td><p>甲</p><p>乙</p></td></tr><tr><td>丙</td><td>丁</td></tr>"
    assert lines_of(f"<table>{rows}</table>")[:4] == ["左栏\t标题", "甲", "乙", "丙\t丁"]


def test_a_table_that_lays_out_the_page_is_its_contents() -> None:
    inner = "<table><tr><td>1</td><td>台账不清</td></tr></table>"
    assert lines_of(f"<table><tr><td>左栏</td><td>{BODY}{inner}</td></tr></table>") == ["左栏", *LINES, "1\t台账不清"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"<html></html>", EmptyFile),
        (b"<script>a</script>", EmptyFile),
        (b"<html>\x00\x01</html>", NotText),
        (b"<meta charset=utf-8>\xff\xff\xff", NotText),
        (b"<div>" * 5000 + b"x", DamagedFile),
    ],
)
def test_what_is_no_page_is_named(content: bytes, fault: type[UnreadableDocument]) -> None:
    with pytest.raises(fault) as raised:
        read_html("方案.html", content)
    assert str(raised.value).startswith("方案.html: 读到 ")


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"\xef\xbb\xbf<!DOCTYPE html>", True), (b"<?xml version='1.0'?>\n<html>", True), (b"plain", False), (b"PK\x03\x04", False)],
)
def test_a_web_page_is_known_by_its_first_words(content: bytes, expected: bool) -> None:
    assert is_html(content) == expected
