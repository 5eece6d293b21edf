"""Whose a figure is: the township's own, an example from elsewhere, a rule."""

import pytest

from etl.parsed import Amount, Count, Issue, PlanFields, Span, Title
from etl.plan.figures import read_figures

HEAD = "根据2023年度考核评估发现问题整改要求,制定本方案。\n"


def scopes(finding: str, measures: str = "", *, head: str = "", kind: str = "rectification_plan") -> list[str]:
    """The scopes of all amounts and counts, in text order."""
    text = f"{head}{finding}\n{measures}"
    start = len(head)
    end = start + len(finding)
    issue = Issue(
        "1",
        [],
        None,
        "其他",
        "problem",
        Title(start, start + 2, text[start : start + 2]),
        Span(start, end),
        [Span(start, len(text))],
    )
    read = read_figures(text, [issue], PlanFields(township="青石镇", kind=kind))
    figures: list[Amount | Count] = [*read.amounts, *read.counts]
    return [figure.scope for figure in sorted(figures, key=lambda figure: figure.start)]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ("分红不及时。如某县某村投入26万元,厂房停产。", ["case"]),
        ("资金闲置。有的地方拨付资金30万元未使用。", ["case"]),
        ("厕所管护不到位。全省发现问题厕所900座。", ["case"]),
        ("厕所管护不到位。发现问题厕所9座。", ["own"]),
        ("补助不规范。搬迁户按户补助6万元,与国家要求不符。", ["own"]),
        ("面积超标。国家要求人均不超过25平方米。", ["policy"]),
        ("识别不准。某村收入高于7500元未纳入。我镇排查出3户。", ["case", "own"]),
    ],
)
def test_findings(finding: str, expected: list[str]) -> None:
    assert scopes(finding) == expected


def test_what_a_sample_found_is_quoted_where_the_plan_answers_an_assessment_of_many_places() -> None:
    finding = "贷款用途不规范。抽查238户中38户用于建房。"
    assert scopes(finding, head=HEAD) == ["case", "case"]
    assert scopes(finding) == ["own", "own"]


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ("自筹资金原则上户均不超过1万元。", ["policy"]),
        ("每户补助2万元。", ["policy"]),
        ("为117户每户补助500元,共58500元。", ["own", "own", "own"]),
        ("补助标准为人均2万元。", ["policy"]),
        ("投入资金29万元建设车间。", ["own"]),
        ("已培训党员干部224名。", ["own"]),
        ("明确1名村干部负责。", ["policy"]),
        ("公示期不低于7天。", ["policy"]),
        ("24小时内报告。", ["policy"]),
        ("每户养牛2头以上。", ["policy"]),
        ("8个村全面排查。", ["own"]),
        ("建成高标准农田800亩。", ["own"]),
        ("如某县某村投入26万元建厂停产。", ["case"]),
        ("青石镇未达到标准的有61人。", ["own"]),
    ],
)
def test_measures(measures: str, expected: list[str]) -> None:
    assert scopes("存在短板。", measures) == expected


def test_a_rate_in_a_report_is_what_was_paid() -> None:
    measures = "采取奖补方式鼓励养殖,奖补3000元/年,每户补助500元。"
    assert scopes("存在短板。", measures, kind="rectification_report") == ["own", "own"]
    assert scopes("存在短板。", "每户补助500元。") == ["policy"]


def test_at_least_so_many_is_a_rule_in_a_plan_and_in_a_report_only_where_something_is_asked() -> None:
    assert scopes("存在短板。", "带动农户120户以上。") == ["policy"]
    assert scopes("存在短板。", "带动农户120户以上。", kind="rectification_report") == ["own"]
    assert scopes("存在短板。", "鼓励每户养牛2头以上。", kind="rectification_report") == ["policy"]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ("摸排不细。全县有问题厕所900座。", ["case"]),
        ("摸排不细。我县有问题厕所900座。", ["case"]),
        ("摸排不细。我镇9座,全县900座。", ["own", "case"]),
        ("摸排不细。红河乡有问题厕所9座。", ["case"]),
        ("摸排不细。青石镇有问题厕所9座。", ["own"]),
        ("摸排不细。全镇有问题厕所9座。", ["own"]),
    ],
)
def test_a_township_s_document_quotes_wider_and_other_places(finding: str, expected: list[str]) -> None:
    assert scopes(finding) == expected


@pytest.mark.parametrize(
    ("plan", "text", "expected"),
    [
        (PlanFields(county="甲子县"), "全县有监测户90户。", "own"),
        (PlanFields(county="甲子县"), "我县有监测户90户。", "own"),
        (PlanFields(county="甲子县"), "红河乡有监测户90户。", "own"),
        (PlanFields(county="甲子县"), "全省有监测户90户。", "case"),
        (PlanFields(county="甲子区", prefecture="甲子市"), "全市有监测户90户。", "case"),
        (PlanFields(prefecture="甲子市"), "全市有监测户90户。", "own"),
        (PlanFields(), "我县有监测户90户。", "own"),
        (PlanFields(), "全县有监测户90户。", "case"),
        (PlanFields(township="甲子乡", county="甲子县"), "我乡占全县的3.5%。", "own"),
    ],
)
def test_the_level_of_a_document_says_what_is_its_own(plan: PlanFields, text: str, expected: str) -> None:
    read = read_figures(text, [], plan)
    assert [figure.scope for figure in (*read.counts, *read.ratios)] == [expected]
