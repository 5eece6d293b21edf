"""Marks lie on the very words, whatever overlaps; text of a document is never read as HTML."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pages.shared.marked_text import FOLD_CHARS, Mark, body, legend

TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r'<span class="word">[^<]*</span>')
SUMMARY = re.compile(r"<summary>[^<]*</summary>")


def plain(html: str) -> str:
    """What a reader sees of the document: without our own labels and folds."""
    return unescape(TAG.sub("", SUMMARY.sub("", WORD.sub("", html))))


def test_a_value_is_marked_in_its_words() -> None:
    text = "涉及资金60.5万元。"
    html = body(text, [Mark(4, 10, "amount", "605000 元")])
    assert (
        '<a id="mark-amount"></a><mark class="k-amount" title="金额: 605000 元"><span class="word">金额</span>60.5万元</mark>'
        in html
    )


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


@given(
    st.text(alphabet="甲乙丙\n<>&\"'😀", max_size=3 * FOLD_CHARS),
    st.lists(st.tuples(st.integers(0, 800), st.integers(0, 800), st.sampled_from(["title", "finding", "amount", "audit"]))),
)
def test_no_character_is_lost_or_added(text: str, spans: list[tuple[int, int, str]]) -> None:
    assert plain(body(text, [Mark(start, end, kind, "<i>") for start, end, kind in spans])) == text
