"""厕所整改 by village and type, and 支付进度, over tables made by hand."""

from pathlib import Path

import pytest

from reports import drills
from tests.pages.conftest import figure, markup, open_page, troubles
from tests.pages.test_picking import chips, click_point
from tests.sql.test_fund_progress import PROJECTS
from tests.sql.test_toilet_villages import ITEMS, VILLAGES
from tests.warehouse import hand_made
from warehouse.queries import Choice, Warehouse

CHOICE = Choice(townships=("丙寅乡",))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    frames = hand_made.with_rows(hand_made.frames(), "toilet", *VILLAGES)
    frames = hand_made.with_rows(frames, "toilet_item", *ITEMS)
    hand_made.published(folder, hand_made.with_rows(frames, "fund", *PROJECTS))
    return folder


def test_villages_and_types_are_drawn_and_listed(warehouse: Warehouse) -> None:
    app = open_page("toilets", 乡镇="丙寅乡")
    assert troubles(app) == []
    tables = [table.value for table in app.dataframe]
    assert tables[1]["clearance"].tolist() == ["数据存疑"]
    assert tables[2]["village"].tolist() == warehouse.read("toilet_by_village", CHOICE)["village"].to_list()
    assert tables[3]["problem_type"].tolist() == ["渗漏", "未注明类型", "破损"]
    villages = figure(app, 1)["data"]
    assert [(bar["name"], bar["y"], bar["x"]) for bar in villages] == [
        ("自报已整改", ["一村", "三村", "二村"], [4, 0, 3]),
        ("未整改", ["一村", "三村", "二村"], [2, 0, 0]),
    ]


def test_a_township_without_villages_or_register_says_so(warehouse: Warehouse) -> None:
    app = open_page("toilets", 乡镇="甲子乡")
    assert troubles(app) == []
    assert [info.value[:8] for info in app.info] == ["所选乡镇的表格里", "没有读入所选乡镇"]


def test_villages_of_several_townships_stand_with_their_township_the_most_open_first(warehouse: Warehouse) -> None:
    app = open_page("toilets")
    assert troubles(app) == []
    drawn = figure(app, 2)["data"][1]  # behind the funnel or bars and the townships
    place = drawn["y"].index("丙寅乡<br>一村")
    assert drawn["customdata"][place] == {"township": "丙寅乡", "village": "一村"}
    assert drawn["x"] == sorted(drawn["x"], reverse=True)
    listed = app.dataframe[2].value
    assert listed.shape[0] == warehouse.read("toilet_by_village").height
    assert listed.columns[0] == "township"
    townships = figure(app, 1)["data"][0]["y"]
    doubtful = warehouse.read("toilet_funnel").filter(is_doubtful=True)["township"].to_list()
    assert not set(townships) & set(doubtful)


def test_a_click_on_a_village_narrows_the_page_and_a_second_one_lets_go(warehouse: Warehouse) -> None:
    app = click_point(open_page("toilets", 乡镇="丙寅乡"), "未整改", 0, number=1)
    assert troubles(app) == []
    assert app.query_params["村"] == "一村"
    assert [chip.removesuffix(" ✕") for chip in chips(app)] == ["乡镇: 丙寅乡", "村: 一村"]
    chosen = Choice(townships=("丙寅乡",), villages=("一村",))
    assert warehouse.read("toilet_funnel", chosen)["surveyed_count"].to_list() == [40]  # of the village, not of the township
    assert ">40</a>" in markup(app)
    assert app.dataframe[2].value["village"].tolist() == ["一村"]
    assert app.dataframe[-1].value.shape[0] == warehouse.read("toilet_register", chosen).height
    app = click_point(app, "未整改", 0, number=1)
    assert "村" not in app.query_params
    assert [chip.removesuffix(" ✕") for chip in chips(app)] == ["乡镇: 丙寅乡"]


def test_a_click_on_a_type_lists_its_toilets_and_a_chip_lets_go(warehouse: Warehouse) -> None:
    app = click_point(open_page("toilets", 乡镇="丙寅乡"), "未整改", 0, number=2)
    kind = str(app.query_params["问题类型"])
    assert app.dataframe[3].value["problem_type"].tolist() == [kind]
    listed = app.dataframe[-1].value
    assert listed.shape[0] == app.dataframe[3].value["problem_count"].sum()
    assert all(kind in types for types in listed["problem_types"])
    assert "不随问题类型筛选" in markup(app)
    group = next(group for group in app.main.get("button_group") if group.key == "chips")
    app = group.set_value([f"问题类型={kind}"]).run()
    assert "问题类型" not in app.query_params


@pytest.mark.parametrize("state", ["自报已整改", "未整改", "已逾期"])
def test_a_number_of_a_type_lists_as_many_toilets(warehouse: Warehouse, state: str) -> None:
    column = {"自报已整改": "rectified_count", "未整改": "open_count", "已逾期": "overdue_count"}[state]
    for row in warehouse.read("toilet_by_problem_type", CHOICE).iter_rows(named=True):
        target = drills.target("toilet_by_problem_type", column, row)
        assert target is not None
        app = open_page("toilets", **target.parameters)
        assert troubles(app) == []
        assert app.dataframe[-1].value.shape[0] == row[column]


def test_a_village_nobody_knows_is_named_and_ignored(warehouse: Warehouse) -> None:
    app = open_page("toilets", 乡镇="丙寅乡", 村="没有村")
    assert [warning.value for warning in app.warning] == ["地址里有当前数据没有的筛选值, 已忽略:"]
    assert app.code[0].value == "村=没有村"
    assert app.dataframe[2].value.shape[0] == warehouse.read("toilet_by_village", CHOICE).height


def test_payment_is_shown_with_its_rule_in_words(warehouse: Warehouse) -> None:
    app = open_page("funds", 乡镇="丙寅乡", 资金范围="支付进度")
    assert troubles(app) == []
    assert "偏慢: 比时间进度落后 10 至 30 个百分点" in markup(app)
    projects = warehouse.read("fund_progress", CHOICE)
    assert app.dataframe[0].value["project"].tolist() == projects["project"].to_list()
    paid = figure(app)["data"][2]
    assert paid["text"][0] == "逾期未付完 99.9% · 999 元"
    assert paid["marker"]["color"][0] == "#c0453a"
    sources = warehouse.read("fund_by_source", CHOICE)
    assert [bar["name"] for bar in figure(app, 1)["data"]] == sources["source_label"].to_list()
