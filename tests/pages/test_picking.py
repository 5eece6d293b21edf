"""A click on a chart or a table narrows the whole page, a chip above it takes the filter away again; driven without a browser."""

import json
import re
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.attention import MOST_LINES
from tests.pages.conftest import figure, markup, open_page, troubles
from warehouse.queries import Choice, Warehouse

DAY = {"截至": "2024-10-25"}


def click(app: AppTest, widget_id: str, value: dict[str, Any]) -> AppTest:
    """What the browser sends when a part of a chart or table is clicked: AppTest has no such click."""
    states = app.get_widget_states() if hasattr(app, "get_widget_states") else app._tree.get_widget_states()
    state = states.widgets.add()
    state.id, state.string_value = widget_id, json.dumps(value)
    return app._run(states)


def click_point(app: AppTest, trace: str, point: int, number: int = 0) -> AppTest:
    """Click a point of a chart: its customdata is what the browser hands back."""
    chart = app.get("plotly_chart")[number].proto
    stands_for = next(each for each in figure(app, number)["data"] if each.get("name", "") == trace)["customdata"][point]
    return click(
        app, chart.id, {"selection": {"points": [{"customdata": stands_for}], "point_indices": [point], "box": [], "lasso": []}}
    )


def chosen(app: AppTest) -> Choice:
    choice: Choice = app.session_state["choice"]
    return choice


def chips(app: AppTest) -> list[str]:
    return [option for group in app.main.get("button_group") if group.key == "chips" for option in group.options]


def test_a_piece_of_a_bar_sets_township_and_status_and_all_follows(warehouse: Warehouse) -> None:
    app = open_page("overview", **DAY)
    names = figure(app)["data"][0]["y"]
    app = click_point(app, "未报告", names.index("甲子乡"))
    assert troubles(app) == []
    assert chosen(app).townships == ("甲子乡",)
    assert chosen(app).statuses == ("unreported",)
    assert app.sidebar.multiselect(key="乡镇").value == ["甲子乡"]
    assert figure(app)["data"][0]["y"] == ["甲子乡"]
    reasons = warehouse.read("attention", chosen(app))["reason"].to_list()
    assert re.findall("<li><strong>(.*?)</strong>", markup(app)) == reasons[:MOST_LINES]
    issues = warehouse.read("issue_register", chosen(app))
    assert app.dataframe[-1].value["title"].to_list() == issues["title"].to_list()
    assert [chip.removesuffix(" ✕") for chip in chips(app)] == ["乡镇: 甲子乡", "状态: 未报告", "截至 2024-10-25"]


def test_the_same_click_again_lets_go(warehouse: Warehouse) -> None:
    app = click_point(open_page("departments", 责任="部门 × 主题", **DAY), "", 0)
    assert (len(chosen(app).departments), len(chosen(app).themes)) == (1, 1)
    app = click_point(app, "", 0)
    assert (chosen(app).departments, chosen(app).themes) == ((), ())


def test_a_chart_is_another_widget_after_a_click(warehouse: Warehouse) -> None:
    app = open_page("overview", 乡镇="甲子乡", 状态="未报告", **DAY)
    before = app.get("plotly_chart")[0].proto.id
    app.session_state["pick_overview_status_clicks"] = 1
    assert app.run().get("plotly_chart")[0].proto.id != before


def test_a_click_beside_the_points_changes_nothing(warehouse: Warehouse) -> None:
    app = open_page("overview", **DAY)
    before = chosen(app)
    app = click(
        app, app.get("plotly_chart")[0].proto.id, {"selection": {"points": [], "point_indices": [], "box": [], "lasso": []}}
    )
    assert chosen(app) == before


@pytest.mark.parametrize(("page", "tab", "trace", "field", "value"), [
    ("progress", {"分组": "按类别"}, "推进中", "categories", "工作落实"),
    ("departments", {}, "配合", "roles", "supporting"),
    ("deadlines", {}, "已逾期", "periods", "2024-06"),
])  # fmt: skip
def test_each_chart_stands_for_its_own_filters(
    page: str, tab: dict[str, str], trace: str, field: str, value: str, warehouse: Warehouse
) -> None:
    app = open_page(page, **tab, **DAY)
    points = next(each for each in figure(app)["data"] if each["name"] == trace)["customdata"]
    app = click_point(app, trace, next(number for number, point in enumerate(points) if value in point.values()))
    assert troubles(app) == []
    assert getattr(chosen(app), field) == (value,)


def click_cell(app: AppTest, row: int, column: str) -> AppTest:
    """Click a cell of the page's first table."""
    return click(app, app.dataframe[0].proto.id, {"selection": {"rows": [], "columns": [], "cells": [[row, column]]}})


def test_a_name_in_a_table_narrows_the_page_and_lets_go(warehouse: Warehouse) -> None:
    app = open_page("progress", 分组="按主题", **DAY)
    themes = app.dataframe[0].value["theme"].to_list()
    app = click_cell(app, 1, "theme")
    assert troubles(app) == []
    assert chosen(app).themes == (themes[1],)
    assert app.dataframe[0].value["theme"].to_list() == [themes[1]]
    app = click_cell(app, 0, "theme")
    assert chosen(app).themes == ()
    assert app.dataframe[0].value["theme"].to_list() == themes


def test_a_department_in_its_table_narrows_the_page_like_any_other_name(warehouse: Warehouse) -> None:
    app = click_cell(open_page("departments", **DAY), 0, "department")
    assert troubles(app) == []
    name = warehouse.read("department_workload", Choice(as_of=date(2024, 10, 25)))["department"][0]
    assert chosen(app).departments == (name,)
    assert f"部门: {name} ✕" in chips(app)
    issues = warehouse.read("issue_register", chosen(app))
    assert app.dataframe[-1].value["title"].to_list() == issues["title"].to_list()


def test_a_count_of_a_department_opens_its_issues(warehouse: Warehouse) -> None:
    name = warehouse.read("department_workload", Choice(as_of=date(2024, 10, 25)))["department"][0]
    app = click_cell(open_page("departments", **DAY), 0, "issue_count")
    assert "<h1>问题台账</h1>" in markup(app)
    assert (chosen(app).departments, len(chosen(app).roles)) == ((name,), 4)


def test_a_due_bucket_is_picked_by_its_word(warehouse: Warehouse) -> None:
    app = click_point(open_page("deadlines", **DAY), "无明确时限", 0, number=1)
    assert chosen(app).due_codes == ("undated",)
    assert "<span>到期: 无明确时限</span>" in markup(app)


def test_a_chip_takes_its_filter_away(warehouse: Warehouse) -> None:
    app = open_page("register", 主题=["产业", "厕所改革"], 状态="未报告", **DAY)
    app.main.get("button_group")[0].select("主题=产业").run()
    assert troubles(app) == []
    assert (chosen(app).themes, chosen(app).statuses) == (("厕所改革",), ("unreported",))
    app.main.get("button_group")[0].select("截至").run()
    assert chips(app) == ["主题: 厕所改革 ✕", "状态: 未报告 ✕"]


def test_many_values_of_one_filter_are_one_chip(warehouse: Warehouse) -> None:
    statuses = ["未报告", "未启动", "推进中", "自报完成", "已销号"]
    app = open_page("register", 状态=statuses)
    assert chips(app) == ["状态: 5 个 ✕"]
    app.main.get("button_group")[0].select("状态").run()
    assert chips(app) == []
    assert chosen(app).statuses == ()
