"""责任部门, 时限与预警, 方案对照, 指标 over hand-made months, ranked departments and two plans with measures that read alike."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reports import drills
from tests.pages.conftest import figure, markup, open_page, said, troubles
from tests.sql.test_departments import ranked_frames
from tests.sql.test_indicators import ROWS
from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN, UNPLACED, UNPLACED_PLAN
from tests.warehouse.hand_made_months import OWN, month_frames
from warehouse import choices, likeness
from warehouse.asked import Asked
from warehouse.marts import DEPARTMENT_WORKLOAD
from warehouse.queries import Choice, Warehouse

OCTOBER = Choice(as_of=date(2024, 10, 31))
DAY = {"截至": "2024-10-31"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made months, with indicators of several periods, and a measure of the second plan that copies one of the first."""
    folder = tmp_path_factory.mktemp("leaders")
    frames = hand_made.with_rows(month_frames(), "indicator", *ROWS)
    text = frames["source_text"].filter(source_id=UNPLACED)["text"][0]
    words = "动态管理低保对象。"
    place = {"span_start": text.index(words), "span_end": text.index(words) + len(words)}
    row = {"issue_id": f"{UNPLACED_PLAN}-001", "source_id": UNPLACED, "ordinal": 1, "text": words, **place}
    hand_made.published(folder, hand_made.with_rows(frames, "measure", row))
    return folder


@pytest.fixture
def ranked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    hand_made.published(tmp_path, ranked_frames())


def chosen_row(app: AppTest, key: str, row: int) -> AppTest:
    """AppTest has no click on a table: the choice is set where the browser would set it."""
    app.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return app.run()


def test_roles_are_drawn_as_the_mart_counts_them(warehouse: Warehouse) -> None:
    app = open_page("departments", **DAY)
    assert troubles(app) == []
    rows = warehouse.read("department_workload", OCTOBER)
    bars = {bar["name"]: bar for bar in figure(app)["data"]}
    assert list(bars) == ["牵头", "责任", "配合", "监督"]
    for label, column in (("牵头", "lead_count"), ("责任", "responsible_count"), ("配合", "supporting_count")):
        assert bars[label]["y"] == rows["department"].to_list()
        assert bars[label]["x"] == rows[column].to_list()
    summary = warehouse.read("department_summary", OCTOBER).row(0, named=True)
    for label, column in (
        ("一个牵头部门", "one_lead_count"),
        ("没有写牵头", "no_lead_count"),
        ("未注明责任单位", "unassigned_count"),
    ):
        assert f'<div class="label">{label}</div><div class="value">{summary[column]}</div>' in said(app)


def test_each_count_of_a_department_opens_just_the_issues_it_counts(warehouse: Warehouse) -> None:
    options = warehouse.read("filter_options")
    counts = [name for name in DEPARTMENT_WORKLOAD.column_names if name.endswith("_count") and name != "township_count"]
    tried = 0
    for row in warehouse.read("department_workload", OCTOBER).iter_rows(named=True):
        for column in counts:
            target = drills.target("department_workload", column, row)
            assert target is not None
            asked = choices.read_address(target.asked, options)
            assert asked.unknown == ()
            only = drills.COUNTED.get(target.asked.get(drills.ONLY, [""])[0])
            listed = warehouse.list_rows("issue_register", Asked(counted_in=only), replace(asked.choice, as_of=OCTOBER.as_of))
            assert listed.height == row[column], (row["department"], column)
            tried += bool(row[column])
    assert tried > len(counts)


def test_beside_chosen_departments_a_count_opens_only_what_an_address_lists(warehouse: Warehouse) -> None:
    row = {"department": "乡村振兴", "lead_count": 1, "supporting_count": 1}
    asked = {name: drills.target("department_workload", name, row, departments=["乡村振兴"]) for name in row}
    assert asked["lead_count"] == drills.target("department_workload", "lead_count", row)
    assert asked["supporting_count"] is None  # of the issues it is accountable for: no address says that
    assert drills.target("department_workload", "lead_count", row, departments=["民政"]) is None


def test_what_pressing_a_count_does_is_said_only_where_it_does(warehouse: Warehouse) -> None:
    assert "点选任一数字" in markup(open_page("departments", **DAY))
    narrowed = markup(open_page("departments", 部门="乡村振兴", **DAY))
    assert "点选任一数字" not in narrowed
    assert "点选名称" in narrowed


def test_the_number_stands_in_the_cell_of_department_and_theme(warehouse: Warehouse) -> None:
    app = open_page("departments", 责任="部门 × 主题", **DAY)
    assert troubles(app) == []
    heat = figure(app)["data"][0]
    cells = {
        (point["theme"], point["department"]): int(words) for point, words in zip(heat["customdata"], heat["text"], strict=True)
    }
    assert heat["hovertemplate"].count("%{text} 个问题") == 1
    tints = dict(zip(cells.values(), heat["marker"]["color"], strict=True))
    assert set(heat["marker"]["color"]) == set(tints.values())  # one a number
    assert [tints[count] for count in sorted(tints)] == sorted(tints.values())  # the more, the darker
    rows = warehouse.read("department_theme", OCTOBER)
    assert cells == {(row["theme"], row["department"]): row["issue_count"] for row in rows.iter_rows(named=True)}


@pytest.mark.usefixtures("ranked")
def test_only_departments_with_a_base_are_ranked() -> None:
    app = open_page("departments", 责任="完成率", 截至="2024-09-15")
    assert troubles(app) == []
    bars = figure(app)["data"][0]
    assert bars["y"] == ["林草", "水利"]
    assert bars["text"] == ["60% (3 ÷ n=5)", "20% (1 ÷ n=5)"]
    assert app.dataframe[0].value["department"].tolist() == ["林草", "水利", "教育", "农业农村"]


def test_no_rank_is_shown_where_no_base_is_large_enough(warehouse: Warehouse) -> None:
    app = open_page("departments", 责任="完成率", 口径="牵头或责任", **DAY)
    assert troubles(app) == []
    assert "没有一个部门可以排名: 各部门都是有进展报告不足 5 个。" in app.info[0].value
    assert not app.get("plotly_chart")
    assert app.dataframe[0].value["rank_no"].isna().all()


def test_unknown_units_are_listed_and_open_their_text(warehouse: Warehouse) -> None:
    app = open_page("departments", 责任="词表没有的单位", **DAY)
    assert app.dataframe[0].value["unit"].tolist() == ["乡党建办"]
    assert "<h1>原文</h1>" in markup(chosen_row(app, "departments_unknown", 0))


def test_the_overdue_come_first_and_open_their_text(warehouse: Warehouse) -> None:
    app = open_page("deadlines", **DAY)
    assert troubles(app) == []
    for row in warehouse.read("due_summary", OCTOBER).iter_rows(named=True):
        assert f'<div class="label">{row["due_bucket"]}</div><div class="value">{row["issue_count"]}</div>' in said(app)
    assert app.dataframe[0].value["overdue_days"].tolist() == [123, 11]
    app = chosen_row(app, "deadlines_overdue", 0)
    assert "<h1>原文</h1>" in said(app)
    assert app.query_params["问题"] in (f"{UNPLACED_PLAN}-001", [f"{UNPLACED_PLAN}-001"])


def test_the_calendar_has_a_cell_a_month_in_the_colour_of_the_most_urgent(warehouse: Warehouse) -> None:
    data = figure(open_page("deadlines", **DAY))["data"]
    cells = {}
    for trace in data:
        for point, words, hover in zip(trace["customdata"], trace["text"], trace["hovertext"], strict=True):
            cells[point["period"]] = (trace["name"], words)
            assert hover.startswith(f"{point['period'][:4]}年{int(point['period'][5:])}月: 到期 ")
    assert cells == {
        "2024-06": ("已逾期", "1"),
        "2024-10": ("已逾期", "1"),
        "2025-03": ("20天以上", "1"),
    }


def test_the_undated_are_listed_apart_without_days(warehouse: Warehouse) -> None:
    app = open_page("deadlines", 时限="无明确时限", **DAY)
    assert app.dataframe[0].value["title"].tolist() == ["部署偏晚"]
    assert "overdue_days" not in app.dataframe[0].value.columns
    assert open_page("deadlines", 时限="10天内", **DAY).info[-1].value == "所选范围内没有这样的问题。"


def test_a_month_can_be_listed(warehouse: Warehouse) -> None:
    app = open_page("deadlines", 时限="按月", **DAY)
    assert app.selectbox(key="到期月份").options == ["2025-03", "2024-10", "2024-06"]
    app.selectbox(key="到期月份").select("2024-10").run()
    assert app.dataframe[0].value["due_bucket"].tolist() == ["已逾期", "已完成"]


def test_long_without_a_report_by_the_days_chosen(warehouse: Warehouse) -> None:
    app = open_page("deadlines", 时限="多日无报告", **DAY)
    assert troubles(app) == []
    assert app.dataframe[0].value["silent_days"].tolist() == [31, 31]
    assert "另有 1 个没有日期" in markup(app)
    app = open_page("deadlines", 时限="多日无报告", 天数="60", **DAY)
    assert "<h2>60天以上没有报告: 0 个问题</h2>" in markup(app)
    assert app.info[-1].value == "所选范围内没有这样的问题。"


def test_two_plans_stand_side_by_side(warehouse: Warehouse) -> None:
    app = open_page("compare", 左方案="甲子乡整改方案", **DAY)
    assert troubles(app) == []
    assert (app.selectbox(key="左方案").value, app.selectbox(key="右方案").value) == (JIAZI_PLAN, UNPLACED_PLAN)
    drawn = said(app)
    assert ">问题数</th><td>3</td><td>1</td>" in drawn
    assert ">有到期日的占比(%)</th><td>66.67</td><td>100</td>" in drawn
    assert "两边都涉及的主题：没有；只有左边涉及的：产业、厕所改革、责任作风；只有右边涉及的：社会保障。" in drawn
    left, right = figure(app)["data"]
    assert left["y"] == right["y"] == ["产业", "厕所改革", "责任作风", "社会保障"]
    assert (left["x"], right["x"]) == ([1, 1, 1, 0], [0, 0, 0, 1])


def test_a_side_is_not_offered_to_stand_beside_itself(warehouse: Warehouse) -> None:
    app = open_page("compare", 对照="乡镇", **DAY)
    assert app.selectbox(key="左乡镇").options == ["丙寅乡", "甲子乡"]
    assert app.selectbox(key="右乡镇").options == ["甲子乡"]


def test_the_units_and_issues_of_both_sides(warehouse: Warehouse) -> None:
    app = open_page("compare", 左方案="甲子乡整改方案", 对照内容="单位", **DAY)
    assert figure(app)["data"][0]["x"] == [2, 1, 1, 1]
    app = open_page("compare", 左方案="甲子乡整改方案", 对照内容="问题", **DAY)
    assert [table.value.shape[0] for table in app.dataframe] == [3, 1]
    assert "<h1>原文</h1>" in markup(chosen_row(app, "compare_issues_右边", 0))


def test_measures_that_read_alike_are_for_reading_not_a_verdict(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    said = open_page("compare", 左方案="甲子乡整改方案", 对照内容="相似的措施", **DAY)
    assert said.info[0].value == f"没有相似度达到 {likeness.LIKENESS_FLOOR} 的措施。"
    assert "供阅读参考" in markup(said)
    monkeypatch.setattr(likeness, "FEWEST_CHARACTERS", 3)
    monkeypatch.setattr(likeness, "LIKENESS_FLOOR", 0)
    app = open_page("compare", 左方案="甲子乡整改方案", 对照内容="相似的措施", 主题=["责任作风", "社会保障"], **DAY)
    assert troubles(app) == []
    assert app.dataframe[0].value["other_measure"].tolist() == ["动态管理低保对象。"] * 2
    # A cell of the right side opens the right side's text.
    app.session_state["compare_similar"] = {"selection": {"rows": [], "columns": [], "cells": [(0, "other_measure")]}}
    app.run()
    assert app.query_params["问题"] in (f"{UNPLACED_PLAN}-001", [f"{UNPLACED_PLAN}-001"])


def test_one_side_alone_cannot_be_compared(warehouse: Warehouse) -> None:
    app = open_page("compare", 乡镇="甲子乡", **DAY)
    assert troubles(app) == []
    assert app.info[0].value.startswith("所选范围内不足两份方案或两个乡镇")


def test_an_indicator_is_a_line_a_township_over_its_periods(warehouse: Warehouse) -> None:
    app = open_page("indicators", **DAY)
    assert troubles(app) == []
    assert app.selectbox(key="指标").value == "监测户 (户)"
    lines = {line["name"]: line for line in figure(app)["data"]}
    assert list(lines) == ["乙丑镇", "甲子乡", "甲子乡 一村"]
    assert lines["甲子乡"]["x"] == ["2024-03-31", "2024-04-30", "2024-05-31"]
    assert lines["甲子乡"]["y"] == [40.0, 44.0, 41.5]
    assert lines["乙丑镇"]["marker"]["symbol"] == ["circle-open", "circle-open", "circle"]
    assert figure(app)["layout"]["yaxis"]["title"]["text"] == "数值 (户)"
    assert app.dataframe[0].value["change_value"].dropna().tolist() == [4.0, -2.5]


def test_one_period_is_drawn_as_bars_with_the_unit(warehouse: Warehouse) -> None:
    app = open_page("indicators", 指标="监测户 (人)", **DAY)
    bars = figure(app)["data"][0]
    assert (bars["y"], bars["text"]) == (["甲子乡"], ["3 人"])


def test_a_township_without_indicator_tables_says_so(warehouse: Warehouse) -> None:
    app = open_page("indicators", 乡镇="丙寅乡", **DAY)
    assert app.info[0].value.startswith("所选乡镇没有读入指标表")
    assert not app.get("plotly_chart")
    assert OWN in warehouse.read("deadline_register", Choice(townships=("丙寅乡",), as_of=date(2024, 10, 31)))["issue_id"]
