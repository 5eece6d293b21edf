"""The sidebar: what stands in the address is chosen, stays over pages, and is named when it is unknown."""

import re
from datetime import date

import pytest

from pages.shared.attention import MOST_LINES
from tests.pages.conftest import markup, open_page, troubles
from tests.warehouse.hand_made_documents import JIAZI
from warehouse import clock
from warehouse.queries import Choice, Warehouse


def test_the_address_chooses(warehouse: Warehouse) -> None:
    app = open_page("register", 乡镇="甲子乡", 状态=["未报告", "自报完成"], 截至="2024-10-01")
    assert app.sidebar.multiselect(key="乡镇").value == ["甲子乡"]
    assert app.sidebar.multiselect(key="状态").value == ["unreported", "completed"]
    assert "<span>状态: 未报告、自报完成</span><span>截至 2024-10-01</span>" in markup(app)
    assert app.session_state["choice"].as_of.isoformat() == "2024-10-01"


def test_the_choice_stays_when_the_page_changes(warehouse: Warehouse) -> None:
    app = open_page("overview")
    app.sidebar.multiselect(key="乡镇").select("甲子乡").run()
    app.switch_page("pages/register.py").run()
    assert app.dataframe[0].value["township"].unique().tolist() == ["甲子乡"]
    assert app.session_state["choice"].townships == ("甲子乡",)


@pytest.mark.parametrize(("name", "label", "field", "value"), [
    ("角色", "配合", "roles", "supporting"),
    ("到期", "已逾期", "due_codes", "overdue"),
    ("方案", "甲子乡整改方案", "documents", JIAZI),
    ("期间", "2024年6月", "periods", "2024-06"),
    ("金额范围", "政策标准", "scopes", "policy"),
])  # fmt: skip
def test_rarer_filters_stand_in_the_address_too(name: str, label: str, field: str, value: str, warehouse: Warehouse) -> None:
    app = open_page("register", 截至="2024-09-15", **{name: label})
    assert troubles(app) == []
    chosen = Choice(as_of=date(2024, 9, 15), **{field: (value,)})  # type: ignore[arg-type]
    assert app.session_state["choice"] == chosen
    assert f"<span>{name}: {label}</span>" in markup(app)
    assert app.dataframe[0].value["title"].to_list() == warehouse.read("issue_register", chosen)["title"].to_list()
    assert ("本页不随金额范围筛选" in markup(app)) == (name == "金额范围")


def test_rarer_filters_are_drawn_when_they_are_wanted(warehouse: Warehouse) -> None:
    app = open_page("overview")
    drawn = {box.key for box in app.sidebar.multiselect}
    assert "乡镇" in drawn and "类别" not in drawn
    app.session_state["更多筛选"] = True
    assert {"类别", "角色", "方案"} <= {box.key for box in app.run().sidebar.multiselect}
    assert "类别" in {box.key for box in open_page("overview", 角色="配合").sidebar.multiselect}


def test_all_townships_are_picked_or_let_go_at_once(warehouse: Warehouse) -> None:
    app = open_page("overview")
    app.sidebar.button(key="全选").click().run()
    assert set(app.session_state["choice"].townships) == {"甲子乡", "乙丑镇", "未注明乡镇"}
    app.sidebar.button(key="不限乡镇").click().run()
    assert app.session_state["choice"].townships == ()
    assert "<span>全部乡镇</span>" in markup(app)
    assert app.sidebar.button(key="不限乡镇").disabled


def test_all_filters_are_cleared_at_once(warehouse: Warehouse) -> None:
    app = open_page("register", 乡镇="甲子乡", 主题=["产业", "厕所改革"], 状态="未报告", 截至="2024-10-01")
    assert app.dataframe[0].value["township"].unique().tolist() == ["甲子乡"]
    app.sidebar.button(key="清除").click().run()
    assert not app.exception
    assert app.session_state["choice"] == Choice(as_of=clock.today())
    assert app.dataframe[0].value.shape[0] == warehouse.read("issue_register").height
    assert app.sidebar.button(key="清除").disabled


def test_unknown_values_are_named_and_ignored(warehouse: Warehouse) -> None:
    app = open_page("overview", 乡镇=["甲子乡", "**没有乡**"], 截至="昨天")
    assert "已忽略" in app.warning[0].value
    assert app.code[0].value == "乡镇=**没有乡**\n截至=昨天"
    assert app.session_state["choice"].townships == ("甲子乡",)


def test_options_are_those_of_the_mart(warehouse: Warehouse) -> None:
    app = open_page("overview")
    options = warehouse.read("filter_options")
    labels = options.filter(options["dimension"] == "status")["label"].to_list()
    assert app.sidebar.multiselect(key="状态").options == labels


def test_the_date_reaches_the_marts(warehouse: Warehouse) -> None:
    app = open_page("overview", 截至="2024-01-01")
    as_of = app.session_state["choice"].as_of
    listed = warehouse.read("attention", Choice(as_of=as_of))["reason"].to_list()
    assert listed != warehouse.read("attention")["reason"].to_list()
    assert re.findall("<li><strong>(.*?)</strong>", markup(app)) == listed[:MOST_LINES]
