"""A document about several townships: each issue and figure has its own; a document of one township needs none."""

import time
from decimal import Decimal
from itertools import islice, product

import pytest

from etl.frames.assemble import build_frames
from etl.parsed import Issue, ParsedPlan, PlanFields, Source, Span, Title, Unit
from etl.plan.outline import Node
from etl.plan.parse import parse_plan
from etl.plan.townships import NOT_A_TOWNSHIP, assign_townships
from etl.read.text import read_text

SEVERAL = """平安县2023年检查情况通报
一、检查情况
(一)东风镇。摸排户厕500座,投入3—5万元。红旗乡摸排户厕700座。
(二)红旗乡。发现问题户厕20座。
二、存在的问题
(一)东风镇部分户厕未硬化。(责任单位:东风镇人民政府;整改时限:2023年11月30日)
(二)管护经费不足2万元。(责任单位:红旗乡人民政府;整改时限:2023年12月底前)
(三)东风镇、红旗乡宣传不够,涉及8个村。(责任单位:县农业农村局)
平安县农业农村局
2023年10月12日
"""


def read(text: str) -> ParsedPlan:
    return parse_plan(read_text("a.txt", text.encode()))


@pytest.mark.parametrize("name", ["古城镇", "杨村镇", "城关镇", "集贤镇", "场口镇"])
def test_names_with_a_word_of_towns_are_names(name: str) -> None:
    assert NOT_A_TOWNSHIP.search(name) is None


@pytest.mark.parametrize("words", ["城镇", "小城镇", "集镇", "新型城镇", "两个乡镇", "各镇", "重点镇", "返乡"])
def test_words_of_towns_are_no_names(words: str) -> None:
    assert NOT_A_TOWNSHIP.search(words) is not None


def test_each_figure_has_the_township_it_is_said_of() -> None:
    parsed = read(SEVERAL)
    assert [(count.value, count.township) for count in parsed.counts] == [
        (500, "东风镇"), (700, "红旗乡"), (20, "红旗乡"), (8, None),
    ]  # fmt: skip
    assert [(amount.yuan, amount.yuan_max, amount.township) for amount in parsed.amounts] == [
        (Decimal(30000), Decimal(50000), "东风镇"), (Decimal(20000), None, "红旗乡"),
    ]  # fmt: skip


def test_each_issue_has_the_township_it_names() -> None:
    assert [issue.township for issue in read(SEVERAL).issues] == ["东风镇", "红旗乡", None]


def test_rows_carry_the_township() -> None:
    frames = build_frames([read(SEVERAL)], [], [])
    assert frames["issue"]["township"].to_list() == ["东风镇", "红旗乡", None]
    assert frames["amount"]["township"].to_list() == ["东风镇", "红旗乡"]
    assert frames["indicator"]["township"].to_list()[:2] == ["东风镇", "红旗乡"]
    assert frames["plan"]["township"].to_list() == [None]


def test_a_document_of_one_township_speaks_for_itself() -> None:
    parsed = read(SEVERAL.replace("平安县2023年", "东风镇2023年"))
    assert parsed.plan.township == "东风镇"
    assert {issue.township for issue in parsed.issues} == {None}
    assert {count.township for count in parsed.counts} == {None}


def test_a_name_inside_a_longer_name_is_not_another_township() -> None:
    text = SEVERAL.replace("红旗乡", "东东风镇").replace("(一)东风镇部分户厕", "(一)东东风镇部分户厕")
    assert read(text).issues[0].township == "东东风镇"


def test_many_townships_take_linear_time() -> None:
    def seconds(number: int) -> float:
        signs = product("甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "河湖山川溪林沟坪岭坝湾塘")
        names = [f"{''.join(each)}镇" for each in islice(signs, number)]
        text = "".join(f"{name}台账不规范。{name}人民政府\n" for name in names)
        issues = []
        for name in names:
            start = text.index(name)
            title, end = Title(start, start + 9, text[start : start + 9]), start + 18
            unit = Unit(start + 10, end - 1, "responsible", f"{name}人民政府")
            issues.append(Issue(name, [], None, None, "problem", title, Span(start, end), [Span(start, end)], units=[unit]))
        parsed = ParsedPlan(Source("a.txt", "0" * 64, "txt", "utf-8", len(text), text), PlanFields(), issues)
        began = time.process_time()
        assign_townships(parsed, text, Node("", 0, 0, 0, len(text), False))
        taken = time.process_time() - began
        assert [issue.township for issue in parsed.issues] == names
        return taken

    seconds(20)
    # Seven times the townships: linear is 7, quadratic 49. The best of several runs: a busy machine makes single ones long.
    assert min(seconds(1400) for _ in range(5)) < 14 * min(seconds(200) for _ in range(5)) + 0.01
