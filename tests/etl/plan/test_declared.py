"""The counts that a document declares of itself, and those that are another's."""

import pytest

from etl.plan.parse import parse_plan
from etl.read.text import read_text

BELOW = "二、存在问题\n1.台账不规范。整改措施:完善台账。\n2.走访不深入。整改措施:加强走访。\n"


def declared(words: str, *, title: str = "甲子乡整改方案\n") -> dict[str, int]:
    return parse_plan(read_text("a.txt", f"{title}{words}\n{BELOW}".encode())).plan.declared


@pytest.mark.parametrize(
    "words",
    [
        "一、总体要求\n上年度反馈问题共5个,已全部整改。",
        "上年度反馈问题共5个,已全部整改。\n一、总体要求\n加强领导。",
        "一、总体要求\n去年考核反馈的5个问题已全部整改。",
        "一、总体要求\n县级巡查发现问题共5个,已另行交办。",
        "坚持“以下5个问题”为导向。\n一、总体要求\n加强领导。",
        "一、总体情况\n落实政策方面问题12个,涉及民生问题5个。",
        "一、总体情况\n本周新发现问题5个,已交办。",
    ],
)
def test_a_count_of_something_else_is_not_declared(words: str) -> None:
    assert "issues" not in declared(words)


@pytest.mark.parametrize(
    "words",
    [
        "考核反馈问题共2个。\n一、总体要求\n加强领导。",
        "共认领2个问题。\n一、总体要求\n加强领导。",
        "一、总体要求\n聚焦反馈的2个问题。",
        "一、总体情况\n反馈我乡问题共2个。",
        "一、总体情况\n去年反馈问题共5个。今年反馈问题共2个。",
        "一、总体情况\n围绕“查摆问题5个”排查。今年反馈问题共2个。",
    ],
)
def test_a_count_of_the_own_issues_is_declared(words: str) -> None:
    assert declared(words)["issues"] == 2


def test_a_catchword_declares_nothing() -> None:
    assert declared("对标反馈“四个方面”要求。\n一、总体要求\n加强领导。") == {}
    assert declared("反馈四个方面问题。\n一、总体要求\n加强领导。") == {"issues": 4}
