"""Ledgers pasted into a document: cells that say the same as the row above, typed or merged."""

from datetime import date

import pytest

from etl.parsed import Issue, ParsedPlan
from etl.plan.parse import parse_plan
from etl.read.html import read_html
from etl.read.text import read_text

HEAD = "甲子镇问题整改台账\n2024年6月5日\n"
COLUMNS = "序号\t问题\t问题类别\t整改措施\t责任单位\t整改时限\t整改状态\n"


def parsed(rows: str, columns: str = COLUMNS) -> ParsedPlan:
    return parse_plan(read_text("a.txt", (HEAD + columns + rows).encode()))


def left(plan: ParsedPlan) -> list[str]:
    return [plan.source.text[span.start : span.end] for span in plan.unclaimed]


def told(issue: Issue) -> tuple[str | None, list[str], date | None, str | None]:
    return (
        issue.category,
        [unit.name for unit in issue.units],
        issue.deadline and issue.deadline.due_on,
        issue.status and issue.status.code,
    )


@pytest.mark.parametrize("sign", ["〃", "同上", "″", '"', "〃〃"])
def test_the_same_as_above_is_the_words_above(sign: str) -> None:
    cells = "\t".join([sign] * 5)
    plan = parsed(
        "1\t厕屋损坏\t人居环境\t一是修复厕屋。二是建立台账。\t镇农业农村办\t2024年7月31日\t正在整改\n"
        f"2\t粪污直排\t{cells}\n3\t欠付工程款7.8万元\t{sign}\t筹措资金\t镇财政所\t{sign}\t{sign}\n"
    )
    first, second, third = plan.issues
    end = date(2024, 7, 31)
    assert told(first) == told(second) == ("人居环境", ["镇农业农村办"], end, "in_progress")
    assert told(third) == ("人居环境", ["镇财政所"], end, "in_progress")
    assert (first.units, first.deadline, first.status) == (second.units, second.deadline, second.status)  # with their place
    assert first.measures == second.measures and len(first.measures) == 2 and len(third.measures) == 1
    assert [amount.issue for amount in plan.amounts] == ["3"]
    assert left(plan) == []


def test_money_and_counts_of_a_repeated_cell_are_of_the_first_issue_only() -> None:
    plan = parsed("1\t厕屋损坏\t甲类\t投入3万元维修12座厕屋\t镇财政所\t\t\n2\t粪污直排\t〃\t〃\t〃\t\t\n")
    assert [(amount.yuan, amount.issue) for amount in plan.amounts] == [(30000, "1")]
    assert [(count.value, count.issue) for count in plan.counts] == [(12.0, "1")]
    assert plan.issues[0].measures == plan.issues[1].measures


def test_a_row_whose_problem_goes_on_adds_to_the_issue_above() -> None:
    plan = parsed(
        "1\t厕屋损坏\t人居环境\t1.修复厕屋。2.登记台账。\t镇农业农村办\t2024年9月30日\t正在整改\n"
        "〃\t〃\t〃\t投入2万元疏通管网\t镇财政所\t2024年7月31日\t已完成\n"
        "2\t粪污直排\t〃\t建池\t〃\t2024年8月31日\t未启动\n"
    )
    first, second = plan.issues
    assert told(first) == ("人居环境", ["镇农业农村办", "镇财政所"], date(2024, 9, 30), "in_progress")
    assert len(first.measures) == 3
    assert told(second) == ("人居环境", ["镇财政所"], date(2024, 8, 31), "not_started")
    assert [amount.issue for amount in plan.amounts] == ["1"]
    assert left(plan) == []


def test_an_unreadable_value_of_several_rows_is_told_once() -> None:
    plan = parsed("1\t厕屋损坏\t\t\t\t\t√√\n2\t粪污直排\t\t\t\t\t〃\n3\t管网堵塞\t\t\t\t\t〃\n")
    assert len(plan.misread) == 1 and [issue.status for issue in plan.issues] == [None] * 3


def test_the_same_as_nothing_is_nothing() -> None:
    plan = parsed("1\t厕屋损坏\t\t\t同上\t\t\n无此列\t两格\n2\t粪污直排\t\t\t〃\t\t\n")
    assert [issue.units for issue in plan.issues] == [[], []]
    assert "同上" in left(plan)[0]
    assert parsed("1\t厕屋损坏\t\t\t镇财政所\t\t\n一行\t两格\n2\t粪污直排\t\t\t〃\t\t\n").issues[1].units == []


def test_headings_of_two_lines_with_merged_cells() -> None:
    markup = (
        "<p>甲子镇问题整改台账</p><p>2024年6月5日</p><table><tr><th rowspan=2>序号</th><th rowspan=2>存在问题</th>"
        "<th colspan=2>责任</th><th rowspan=2>整改时限</th></tr><tr><th>责任单位</th><th>责任人</th></tr>"
        "<tr><td>1</td><td>厕屋损坏</td><td rowspan=2>镇农业农村办</td><td>某甲</td><td rowspan=2>2024年7月31日</td></tr>"
        "<tr><td>2</td><td>粪污直排</td><td>某乙</td></tr></table>"
    )
    plan = parse_plan(read_html("a.html", markup.encode()))
    assert [told(issue)[1:3] for issue in plan.issues] == [(["镇农业农村办"], date(2024, 7, 31))] * 2
    assert left(plan) == []
