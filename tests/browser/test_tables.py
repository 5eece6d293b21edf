"""A table in a real browser: searched, its columns chosen, and taken home as it is seen."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.test_reading import column, row_count, table

pytestmark = pytest.mark.xdist_group("browser")


def test_a_table_is_searched_and_its_columns_are_chosen(visit: Callable[..., Visit], tmp_path: Path) -> None:
    wide = visit()
    wide.open("register")
    every, township = row_count(table(wide)), column(table(wide), "乡镇")[0]
    wide.page.get_by_role("button", name="查找、选列").click()
    wide.page.get_by_role("textbox", name="表中查找").fill(township)
    wide.page.keyboard.press("Enter")
    expect(wide.page.get_by_text(f"全表 {every} 行")).to_be_visible()
    wide.settle()
    wide.page.locator(".st-key-register_table_columns button").filter(has_text="序号").click()
    wide.settle()
    wide.page.keyboard.press("Escape")
    wide.settle()
    assert 0 < row_count(table(wide)) < every
    heads = table(wide).locator("th").all_inner_texts()
    assert "序号" not in heads
    assert "问题" in heads
    path = wide.download(wide.page.get_by_role("button", name="下载表格数据 (CSV)"), tmp_path)
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig")))
    assert len(rows) == row_count(table(wide))
    assert "序号" not in rows[0]
    assert township in path.name
