"""厕所整改 by village and type, and 支付进度, over tables made by hand."""

from pathlib import Path

import pytest

from tests.pages.conftest import figure, markup, open_page, troubles
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
    assert [info.value[:8] for info in app.info] == ["表格里没有这个乡", "没有读入这个乡镇"]


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
