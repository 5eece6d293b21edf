"""A table's own search, columns and sums, and its download of what is left."""

from decimal import Decimal

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.narrowing import containing
from tests.pages.conftest import markup, open_page, troubles
from warehouse.marts import MARTS
from warehouse.queries import Choice, Warehouse

DAY = {"截至": "2024-10-25"}


@pytest.mark.parametrize(("words", "found"), [
    ("", [1, 2, 3]), ("ab", [1, 3]), ("AB 1.", [1]), ("丙", [2]), ("丙 ab", []), ("丁 丙", [2]), ("3.5", [3]), ("b乙", []),
    ("true", []),
])  # fmt: skip
def test_every_word_is_looked_for_in_the_cells(words: str, found: list[int]) -> None:
    rows = pl.DataFrame({
        "number": [1, 2, 3],
        "text": ["ab", None, "xAB"],
        "other": ["乙", "丙.", None],
        "units": [["甲"], ["丁", "戊"], []],
        "yuan": [Decimal("1.00"), None, Decimal("3.50")],
        "flag": [True, True, True],
    })  # fmt: skip
    assert containing(rows, ["text", "other", "units", "yuan", "flag"], words)["number"].to_list() == found


def opened(app: AppTest, key: str) -> AppTest:
    """The fold of a table, as a click on its button opens it."""
    app.session_state[f"{key}_narrow"] = True
    return app.run()


def test_a_search_and_a_choice_of_columns_stay_when_the_fold_is_closed(warehouse: Warehouse) -> None:
    app = opened(open_page("register", **DAY), "register_table")
    app.text_input(key="register_table_words").set_value("分红").run()
    shown = [name for name in app.dataframe[0].value.columns if name != "finding"]
    pills = next(group for group in app.main.get("button_group") if group.key == "register_table_columns")
    pills.set_value(shown).run()
    app.session_state["register_table_narrow"] = False
    app.run()
    assert troubles(app) == []
    assert not [each for each in app.text_input if each.key == "register_table_words"]
    every = warehouse.read("issue_register", Choice(as_of=app.session_state["choice"].as_of))
    assert app.dataframe[0].value["title"].to_list() == ["分红拖延"]
    assert app.dataframe[0].value.columns.to_list() == shown
    said = f"查找“分红”: 1 行, 全表 {every.height} 行; 显示 {len(shown) + 1} 列中的 {len(shown)} 列。"
    assert said in markup(app)
    app.session_state["register_table"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    assert "分红拖延" in markup(app.run())


def test_the_sums_under_a_table_are_those_of_the_whole(warehouse: Warehouse) -> None:
    whole = warehouse.read("overview", Choice(as_of=None)).row(0, named=True)
    for tab in ("按乡镇", "按类别", "按主题"):
        drawn = markup(open_page("progress", 分组=tab))
        assert f"问题总数 <b>{whole['issue_count']}</b>" in drawn
        assert f"未报告 <b>{whole['unreported_count']}</b>" in drawn
    assert 'class="totals"' not in markup(open_page("progress", 分组="按部门"))  # an issue of two departments is in two rows


def test_sums_are_of_counts_and_sums_of_money_only() -> None:
    for mart in MARTS:
        kinds = {column.name: column.kind for column in mart.columns}
        assert all(kinds[name] in ("integer", "yuan") for name in mart.totals), mart.name


def test_a_small_table_has_no_button(warehouse: Warehouse) -> None:
    app = open_page("quality", 质量="未识别")
    assert app.dataframe[0].value.shape == (warehouse.read("reject_register").height, 5)
    assert "quality_reject_register_narrow" not in app.session_state
