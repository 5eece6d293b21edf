"""本期变化, the line of completion, and the matches of ledgers, over a warehouse with several months."""

import html
import re
from datetime import date
from pathlib import Path

import pytest

from reports import wording
from tests.pages.conftest import figure, markup, open_page, said, troubles
from tests.warehouse import hand_made
from tests.warehouse.hand_made_months import OWN, month_frames
from warehouse.publish import publish
from warehouse.queries import Choice, Warehouse


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An earlier build without the months, and the published one with them."""
    folder = tmp_path_factory.mktemp("months")
    hand_made.published(folder)
    publish(month_frames(), folder)
    return folder


def test_the_last_two_reporting_dates_are_compared_at_first(warehouse: Warehouse) -> None:
    app = open_page("changes", 截至="2024-10-31")
    assert troubles(app) == []
    assert {box.label: box.value for box in app.selectbox} == {"到": "2024-10-31", "从": "2024-09-30"}
    rows = warehouse.read("issue_change", Choice(since=date(2024, 9, 30), as_of=date(2024, 10, 31)))
    assert rows.height == 2
    shown = app.dataframe[0].value
    assert shown["change_label"].tolist() == ["退回反弹", "逾期"]
    assert shown["detail"].tolist() == rows["detail"].to_list()
    assert [bar["name"] for bar in figure(app)["data"]] == ["退回反弹", "逾期"]
    assert '<div class="label">退回反弹</div><div class="value">1</div>' in said(app)


def test_other_dates_can_be_chosen(warehouse: Warehouse) -> None:
    app = open_page("changes", 截至="2024-10-31")
    app.selectbox(key="到").select("2024-09-30").run()
    assert troubles(app) == []
    assert app.selectbox(key="从").value == "2024-08-31"
    assert app.dataframe[0].value["change_label"].tolist() == ["新增", "自报完成", "销号", "延期"]


def test_each_change_is_compared_with_the_span_before_and_all_townships(warehouse: Warehouse) -> None:
    app = open_page("changes", 截至="2024-10-31", 乡镇="甲子乡")
    assert troubles(app) == []
    now, earlier, everywhere = (
        {row["change_label"]: row for row in warehouse.read("change_summary", chosen).iter_rows(named=True)}
        for chosen in (
            Choice(townships=("甲子乡",), since=date(2024, 9, 30), as_of=date(2024, 10, 31)),
            Choice(townships=("甲子乡",), since=date(2024, 8, 31), as_of=date(2024, 9, 30)),
            Choice(since=date(2024, 9, 30), as_of=date(2024, 10, 31)),
        )
    )
    compared = re.findall(r'<div class="label">([^<]*)</div>.*?<div class="compared">(.*?)</div>', said(app))
    assert len(compared) == 7
    for label, words in compared:
        share = f"占问题总数 {wording.percent(now[label]['issue_pct'])}; " if now[label]["issue_count"] else ""
        counts = earlier[label]["issue_count"], everywhere[label]["issue_count"]
        assert words == f"{share}上一段 {counts[0]}; 全部乡镇 {counts[1]}"
    assert sum(earlier[label]["issue_count"] for label, _ in compared) > 0
    links = {html.unescape(href) for href in re.findall(r'上一段 <a class="number" href="([^"]*)"', markup(app))}
    assert all("从=2024-08-31&到=2024-09-30" in href and "乡镇=甲子乡" in href for href in links)
    everyone = {html.unescape(href) for href in re.findall(r'全部乡镇 <a class="number" href="([^"]*)"', markup(app))}
    assert all("从=2024-09-30&到=2024-10-31" in href and "乡镇" not in href for href in everyone)


def test_the_filters_reach_the_changes(warehouse: Warehouse) -> None:
    app = open_page("changes", 截至="2024-09-30", 乡镇="丙寅乡")
    assert "截至 2024-09-30 只有一个填报日期 (2024-09-30)" in app.caption[0].value
    app = open_page("changes", 截至="2024-09-30", 主题="产业")
    assert app.dataframe[0].value["change_label"].tolist() == ["延期"]


def test_two_builds_are_compared(warehouse: Warehouse) -> None:
    app = open_page("changes", 截至="2024-09-30", 比较="按批次")
    assert troubles(app) == []
    earlier = warehouse.earlier_builds[0]
    assert app.selectbox(key="上一批次").value == earlier
    rows = warehouse.read_against_build("issue_change", earlier, Choice(as_of=date(2024, 9, 30)))
    assert rows.height == 4
    assert app.dataframe[0].value["detail"].tolist() == rows["detail"].to_list()


def test_the_line_has_a_point_a_reporting_date(warehouse: Warehouse) -> None:
    app = open_page("progress", 分组="走势", 截至="2024-10-31")
    assert troubles(app) == []
    lines = {line["name"]: line for line in figure(app)["data"]}
    assert lines["甲子乡"]["x"] == ["2024-05-20", "2024-08-31", "2024-09-30", "2024-10-31"]
    assert lines["甲子乡"]["y"] == [0.0, 0.0, 66.67, 33.33]
    total = warehouse.read("completion_total_by_date", Choice(as_of=date(2024, 10, 31)))
    assert lines["所选范围"]["y"] == total["completion_pct"].to_list()
    assert figure(app)["layout"]["xaxis"]["tickformat"] == "%Y年<br>%m月"


def test_another_rate_is_drawn_when_chosen(warehouse: Warehouse) -> None:
    app = open_page("progress", 分组="走势", 截至="2024-10-31", 比率="报告率")
    assert {line["name"]: line["y"] for line in figure(app)["data"]}["甲子乡"] == [33.33, 100.0, 100.0, 100.0]


def test_one_reporting_date_is_said_to_be_too_few(warehouse: Warehouse) -> None:
    app = open_page("progress", 分组="走势", 截至="2024-05-20")
    assert troubles(app) == []
    assert "只有一个填报日期 (2024-05-20)" in app.info[0].value
    assert not app.get("plotly_chart")


def test_a_first_report_has_nothing_to_be_compared_with(warehouse: Warehouse) -> None:
    app = open_page("changes", 截至="2024-05-20")
    assert troubles(app) == []
    assert "只有一个填报日期 (2024-05-20)" in app.caption[0].value
    assert {box.label: box.value for box in app.selectbox} == {"到": "2024-05-20", "从": "首次填报之前"}
    rows = warehouse.read("issue_change", Choice(since=date(2024, 5, 19), as_of=date(2024, 5, 20)))
    assert app.dataframe[0].value["detail"].tolist() == rows["detail"].to_list()
    assert rows["change"].to_list() == ["new"] * 3  # the plan itself is of that day
    assert "2024-05-20是首次填报，没有可比的上期，首次列入3个" in said(app)
    assert app.dataframe[0].value["change_label"].tolist() == ["首次列入"] * 3
    assert re.findall('<div class="label">(.*?)</div>', said(app)) == ["首次列入"]
    assert "新增" not in said(app)
    later = open_page("changes", 截至="2024-10-31", 从="首次填报之前", 到="2024-05-20")
    assert later.dataframe[0].value["detail"].tolist() == rows["detail"].to_list()
    since_the_first = said(open_page("changes", 截至="2024-10-31", 从="2024-05-20", 到="2024-08-31"))
    assert "从2024-05-20到2024-08-31" in since_the_first
    assert "上一段" not in since_the_first  # a first report is no period to compare with


def test_without_any_reporting_date_nothing_is_compared(warehouse: Warehouse) -> None:
    app = open_page("changes", 截至="2024-05-19")
    assert troubles(app) == []
    assert "来源都没有写填报日期" in app.info[0].value


def test_matches_of_ledgers_are_listed_the_weakest_first(warehouse: Warehouse) -> None:
    app = open_page("quality", 质量="台账对应")
    assert troubles(app) == []
    shown = app.dataframe[0].value
    assert shown["match_label"].tolist()[:2] == ["台账自有", "序号相同"]
    assert shown["match_strength"].tolist() == sorted(shown["match_strength"].tolist())


def test_an_issue_that_only_a_ledger_tells_has_its_page(warehouse: Warehouse) -> None:
    app = open_page("evidence", 问题=OWN)
    assert troubles(app) == []
    assert "来源是表格" in app.info[0].value
    assert "台账 progress.csv" in markup(app)
