"""Selections over more values than are offered: looked for in all of them, and never lost from the address."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import offered
from tests.pages.conftest import markup, open_page, troubles
from tests.warehouse.hand_made_documents import JIAZI
from warehouse.queries import Warehouse


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """One value is offered where there are more."""
    monkeypatch.setattr(offered, "MOST_OFFERED", 1)


def captions(app: AppTest) -> list[str]:
    return [caption.value for caption in app.sidebar.caption]


def test_the_values_with_most_issues_are_offered_and_all_are_found(warehouse: Warehouse) -> None:
    app = open_page()
    assert app.sidebar.multiselect(key="乡镇").options == ["甲子乡"]
    assert app.sidebar.text_input(key="乡镇_sought").placeholder == "在 3 个乡镇中查找"
    app.sidebar.text_input(key="乡镇_sought").set_value("乡").run()
    assert app.sidebar.multiselect(key="乡镇").options == ["甲子乡"]
    assert captions(app) == ["“乡”: 找到 2 个, 在上面选 (列前 1 个)"]
    app.sidebar.text_input(key="乡镇_sought").set_value("没有此镇").run()
    assert captions(app) == ["“没有此镇”: 没有找到"]


@pytest.mark.parametrize("typed", ["乙丑", "乙丑镇"])
def test_a_name_that_is_found_alone_is_picked(typed: str, warehouse: Warehouse) -> None:
    app = open_page("register", 乡镇="甲子乡")
    app.sidebar.text_input(key="乡镇_sought").set_value(typed).run()
    assert app.session_state["choice"].townships == ("甲子乡", "乙丑镇")
    assert app.sidebar.text_input(key="乡镇_sought").value == ""
    assert captions(app) == []


def test_an_address_with_a_value_that_is_not_offered_works(warehouse: Warehouse) -> None:
    app = open_page("register", 乡镇="未注明乡镇", 状态="推进中")
    assert troubles(app) == []
    assert app.session_state["choice"].townships == ("未注明乡镇",)
    assert app.session_state["choice"].statuses == ("in_progress",)
    assert "<span>未注明乡镇</span>" in markup(app)
    app.switch_page("pages/funds.py").run()
    assert app.session_state["choice"].townships == ("未注明乡镇",)
    assert "没有的筛选值" in troubles(open_page("register", 乡镇="戊戌镇"))[0]


def test_the_documents_of_the_chosen_townships_are_offered(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offered, "MOST_OFFERED", 300)
    app = open_page("register", 乡镇="甲子乡")
    app.session_state["更多筛选"] = True
    app.run()
    assert app.sidebar.multiselect(key="方案").options == ["甲子乡整改方案"]
    app = open_page("register", 乡镇="未注明乡镇", 方案="甲子乡整改方案")
    assert set(app.sidebar.multiselect(key="方案").options) == {"甲子乡整改方案", "关于低保工作的行动计划"}
    assert app.session_state["choice"].documents == (JIAZI,)


def test_two_sides_are_found_by_name(warehouse: Warehouse) -> None:
    app = open_page("compare", 左方案="甲子乡整改方案")
    assert troubles(app) == []
    assert app.selectbox(key="左方案").options == ["甲子乡整改方案", "关于低保工作的行动计划"]
    app.text_input(key="左方案_sought").set_value("低保").run()
    assert troubles(app) == []
    assert app.selectbox(key="左方案").format_func(app.selectbox(key="左方案").value) == "关于低保工作的行动计划"
    assert app.selectbox(key="右方案").options == ["甲子乡整改方案"]


def _one_of_names() -> None:
    import streamlit as st

    from pages.shared import offered

    names = st.session_state.get("names", ["甲子乡", "乙丑镇"])
    st.text(offered.selectbox("乡镇", dict(zip(names, names, strict=True)), "乡镇", "乡镇"))


def test_one_is_picked_also_where_the_last_is_gone_and_nothing_is_found() -> None:
    app = AppTest.from_function(_one_of_names).run()
    app.text_input(key="乡镇_sought").set_value("没有此镇").run()
    assert app.text[0].value == "甲子乡"
    app.session_state["names"] = ["丙寅乡", "丁卯镇"]
    assert app.run().text[0].value == "丙寅乡"
    assert [caption.value for caption in app.caption] == ["“没有此镇”: 没有找到"]


def test_all_issues_are_ordered_and_the_address_says_how(warehouse: Warehouse) -> None:
    every = warehouse.read("issue_register", open_page("register").session_state["choice"])
    dated = sorted(day for day in every["due_on"].to_list() if day)
    app = open_page("register", 排序="到期日: 远的在前")
    assert troubles(app) == []
    assert app.dataframe[0].value["due_on"].dropna().to_list() == dated[::-1]
    assert len(set(dated)) > 1
    app.selectbox(key="排序").select("到期日: 近的在前").run()
    assert app.dataframe[0].value["due_on"].dropna().to_list() == dated
