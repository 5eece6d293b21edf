"""A document about several townships: each issue and figure has its own; a document of one township needs none."""

import time
from decimal import Decimal

from etl.frames.assemble import build_frames
from etl.parsed import ParsedPlan
from etl.plan.parse import parse_plan
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


def test_a_name_within_another_is_not_named() -> None:
    text = SEVERAL.replace("东风镇、红旗乡宣传不够", "大东风镇宣传不够").replace("(二)红旗乡。", "(二)大东风镇。")
    assert [issue.township for issue in read(text).issues][2] == "大东风镇"


def test_many_townships_take_linear_time() -> None:
    def seconds(size: int) -> float:
        names = ["".join(chr(0x6CB3 + number // 40**place % 40) for place in range(3)) + "镇" for number in range(size)]
        text = "平安县整改方案\n一、存在的问题\n"
        for number, name in enumerate(names):
            text += "" if number % 500 else f"({'一二三四五六七八'[number // 500]})户厕方面\n"
            text += f"{number % 500 + 1}.{name}户厕未硬化。(责任单位:{name}人民政府)\n"
        began = time.process_time()
        parsed = read(text)
        taken = time.process_time() - began
        assert len({issue.township for issue in parsed.issues}) == size
        return taken

    seconds(50)
    assert seconds(4000) < 6 * min(seconds(1000) for _ in range(2))
