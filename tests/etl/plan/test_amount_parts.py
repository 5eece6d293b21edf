"""Which amounts are parts of a total in their sentence."""

from dataclasses import replace

import pytest

from etl.parsed import Amount, PlanFields
from etl.plan.amount_parts import mark_parts
from etl.plan.figures import read_figures

PLAN = PlanFields(title="青石镇整改方案", township="青石镇", kind="rectification_plan")


def amounts(text: str) -> list[Amount]:
    return read_figures(text, [], PLAN).amounts


def parts(text: str) -> list[str]:
    """The amounts that are parts, as worded."""
    read = amounts(text)
    return [text[amount.start : amount.end] for amount, is_part in zip(read, mark_parts(read, text), strict=True) if is_part]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("村级债务总额1.2亿元,其中柳河村2100.5万元、新桥村95万元。", ["2100.5万元", "95万元"]),
        ("挂账80万元,其中3年以上的45.5万元。", ["45.5万元"]),
        ("欠款860万元(其中柳河村210万元),新桥村欠款95万元。", ["210万元"]),
        ("村级债务860万元,其中:柳河村210万元;新桥村95万元。另有债务20万元。", ["210万元", "95万元"]),
        ("村级债务860万元,其中柳河村210万元;镇级债务300万元。", ["210万元"]),
        ("村级债务860万元,其中柳河村210万元,另有镇级债务300万元。", ["210万元"]),
        ("村级债务860万元。其中,柳河村债务210万元。", ["210万元"]),
        ("村级债务860万元。\n其中,柳河村债务210万元。", []),  # a paragraph of its own
        ("村级债务860万元。\n新桥村债务95万元,其中柳河村210万元。", []),  # larger than what stands before it
        ("投入100万元,其中县级投入60万元,其中本级投入20万元。", ["60万元", "20万元"]),
        ("其中柳河村债务210万元,新桥村债务95万元。", []),
        ("投入100万元修路,其中贷款60万元。", []),  # of another role
        ("投入100万元修路,其中每户投入2万元。", []),  # of another measure
        ("投入100万元修路,其中县级投入60万元。", ["60万元"]),
        ("总投资90万元,包括财政资金60万元、自筹资金30万元。", ["60万元", "30万元"]),
        ("到位资金90万元,分别为省级资金30万元、县级资金60万元;支出资金20万元。", ["30万元", "60万元"]),
        ("总投资90万元,包括财政资金60万元、自筹资金40万元。", []),  # more than the total: a list of something else
        ("投资90万元建水厂,管护内容包括换表投入3万元。", []),
    ],
)
def test_behind_among(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("应分配收益30.5万元,已分配给农户19万元,未分配11.5万元。", ["19万元", "11.5万元"]),
        ("应收租金10万元,已收回6万元;未收4万元。", ["6万元", "4万元"]),
        ("应发工资5万元,实发工资4万元。", ["4万元"]),
        ("应发工资5万元,已发现问题工资3万元。", []),
        ("应收租金10万元,已付租金6万元。", []),
        ("应付工程款10万元,已支付工程款6万元。", ["6万元"]),
        ("应还借款10万元,已归还借款6万元。", ["6万元"]),
        ("应缴保费10万元,已补缴保费6万元。", ["6万元"]),
        ("应付工程款10万元,已收工程款6万元。", []),
        ("应收未收租金10万元,已收租金6万元。", []),  # what is not done is no total
        ("已收租金6万元,应收租金10万元。", []),
        ("应收租金10万元。已收租金6万元。", []),
        ("应收租金10万元,已收租金16万元。", []),
    ],
)
def test_done_of_what_was_due(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_one_townships_part_of_a_sum_of_several_is_its_own() -> None:
    text = "两镇债务860万元,其中松岭镇债务210万元。"
    whole, part = amounts(text)
    assert mark_parts([whole, part], text) == [False, True]
    assert mark_parts([whole, replace(part, township="松岭镇")], text) == [False, False]
    assert mark_parts([replace(whole, issue="1"), replace(part, issue="2")], text) == [False, False]


def test_a_line_break_of_a_damaged_copy_ends_no_sentence() -> None:
    logical = "村级债务总额860万元,其|中柳河|村210万元。"
    text = logical.replace("|", "\n")
    read = [
        replace(amount, start=text.index(words), end=text.index(words) + len(words))
        for amount, words in zip(amounts(logical.replace("|", "")), ("860万元", "210万元"), strict=True)
    ]
    assert mark_parts(read, text) == [False, False]
    assert mark_parts(read, text, [at for at, sign in enumerate(text) if sign == "\n"]) == [False, True]
