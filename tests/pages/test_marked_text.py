"""Marks lie on the very words, whatever overlaps; text of a document is never read as HTML."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pages.shared.marked_text import FOLD_CHARS, MOST_LISTED, Mark, body, legend, places

TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r'<span class="word">[^<]*</span>')
PAGE = re.compile(r'<span class="page">[^<]*</span>')
SUMMARY = re.compile(r"<summary>[^<]*</summary>")


def plain(html: str) -> str:
    """What a reader sees of the document: without our own labels and folds."""
    return unescape(TAG.sub("", SUMMARY.sub("", PAGE.sub("", WORD.sub("", html)))))


def test_a_value_is_marked_in_its_words() -> None:
    text = "涉及资金60.5万元。"
    html = body(text, [Mark(4, 10, "amount", "605000 元")])
    assert '<a id="mark-amount"></a><mark class="k-amount" title="金额: 605000 元">' in html
    assert '<span class="word">金额</span>60.5万元</mark>' in html


def test_the_shorter_of_two_values_gives_the_colour() -> None:
    html = body("甲乙丙丁", [Mark(0, 4, "finding", ""), Mark(1, 3, "count", "2")])
    assert [re.sub("<.*", "", part) for part in html.split("</span>")[1:]] == ["甲", "乙丙"]
    assert 'class="k-count in-finding"' in html
    assert html.count("问题描述</span>") == 1


def test_document_text_is_never_markup() -> None:
    text = "<script>alert(1)</script> **粗** ![x](http://example.com/x.png) <img src=x onerror=alert(1)> &amp;"
    html = body(text, [Mark(0, 8, "title", '"><b>')])
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert plain(html) == text


def test_the_legend_counts_and_jumps() -> None:
    html = legend([Mark(0, 1, "amount", ""), Mark(2, 3, "amount", ""), Mark(1, 2, "title", "")])
    assert html.index("标题 1") < html.index("金额 2")
    assert 'href="#mark-amount"' in html


def test_long_stretches_are_folded_by_paragraphs() -> None:
    text = "第一段\n" * 200 + "金额\n" + "尾段\n" * 200
    html = body(text, [Mark(800, 802, "amount", "")])
    assert html.count("<details>") == 2
    assert html.index("上文 800 字") < html.index("<mark") < html.index("下文")
    assert plain(html) == text


def test_all_above_what_one_came_for_is_folded_with_what_nobody_claimed() -> None:
    text = "没人认领\n" * 100 + "一、金额\n尾段"
    marks = [Mark(300, 304, "unclaimed", "", anchor="unclaimed-1"), Mark(502, 504, "amount", "")]
    html = body(text, marks)
    assert html.startswith('<div class="document" lang="zh-Hans"><details><summary>上文 500 字, 含标记 1 处, 点开阅读</summary>')
    above, below = html.split("</details>")
    assert 'id="unclaimed-1"' in above
    assert plain(below).startswith("一、金额")
    assert plain(html) == text


@given(
    st.text(alphabet="甲乙丙\n<>&\"'😀", max_size=3 * FOLD_CHARS),
    st.lists(st.tuples(st.integers(0, 800), st.integers(0, 800), st.sampled_from(["title", "finding", "amount", "unclaimed"]))),
    st.lists(st.integers(0, 800), unique=True).map(sorted),
)
def test_no_character_is_lost_or_added(text: str, spans: list[tuple[int, int, str]], starts: list[int]) -> None:
    pages = list(enumerate(starts, start=1))
    html = body(text, [Mark(start, end, kind, "<i>", correction="<b>") for start, end, kind in spans], pages)
    assert plain(html) == text
    assert len(PAGE.findall(html)) == sum(start < len(text) for start in starts)


def test_what_nobody_claimed_and_what_was_corrected_have_their_words() -> None:
    marks = [
        Mark(0, 2, "unclaimed", "没有规则认领", anchor="unclaimed-1"),
        Mark(3, 5, "count", "27", correction="已更正 <数值>"),
    ]
    html = body("首段。28个。", marks)
    assert '<a id="mark-unclaimed"></a><a id="unclaimed-1"></a><mark class="k-unclaimed"' in html
    assert '<span class="word">计数·已更正</span>28</mark>' in html
    assert 'class="k-count is-corrected" title="计数: 27; 已更正 &lt;数值&gt;"' in html
    assert '<a id="mark-corrected"></a>' in html
    assert re.findall(r">([^<>]+ \d)<", legend(marks)) == ["计数 1", "未认领 1", "已更正 1"]


def test_pages_are_said_where_they_begin_and_on_a_fold() -> None:
    text = "第一段\n" * 200 + "金额\n" + "尾段\n" * 10
    html = body(text, [Mark(800, 802, "amount", "")], [(1, 0), (2, 400), (3, 803)])
    assert "<summary>上文 800 字, 到第2页, 点开阅读</summary>" in html
    assert (
        html.index("第1页</span>第一段") < html.index("第2页</span>第一段") < html.index("<mark") < html.index("第3页</span>尾段")
    )


def test_a_list_of_places_jumps_and_folds_what_is_many() -> None:
    html = places("位置", [(f"第{number}行", "<b>" * 30, f"unclaimed-{number}") for number in range(MOST_LISTED + 2)])
    assert '<li><a href="#unclaimed-0">第0行 <q>&lt;b&gt;' in html
    assert html.index("unclaimed-7") < html.index("<summary>另有 2 处</summary>") < html.index("unclaimed-8")
    assert "<b>" not in html
