"""From any number to its sentence in at most two clicks, in a real browser: no figure of any page is without its link."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.test_leader_pages import FIRST_ROW_Y, choose_first_row
from tests.browser.test_reading import column, row_count, table

pytestmark = pytest.mark.xdist_group("browser")

# Digits of the figures, the paragraph and the first line outside of links, but for names: dates, due buckets, formulas.
UNLINKED = """() => {
  const found = [];
  for (const part of document.querySelectorAll('.cards .value, .cards .note, .cards .compared, .paragraph, .scope, .facing td')) {
    const copy = part.cloneNode(true);
    copy.querySelectorAll('a').forEach(link => link.remove());
    const text = copy.textContent.replace(/\\d{4}-\\d{2}-\\d{2}|\\d+天(内|以上)|推算 · .*|数据存疑：.*/gs, '');
    if (/\\d/.test(text)) found.push(text);
  }
  return found;
}"""
SECOND_COLUMN_X, ROW_PX = 115, 35


def test_every_number_of_the_figures_is_a_link(page_abroad: Visit) -> None:
    assert page_abroad.page.evaluate(UNLINKED) == []


@pytest.mark.parametrize(("path", "label"), [
    ("?乡镇=辛街乡", "已逾期"), ("progress", "已逾期"), ("departments", "一个牵头部门"), ("deadlines", "已逾期"),
    ("register", "数据存疑"),
])  # fmt: skip
def test_a_figure_is_two_clicks_from_its_sentence(visit: Callable[..., Visit], path: str, label: str) -> None:
    wide = visit(height=2400)
    wide.open(path)
    link = wide.page.locator(".card").filter(has=wide.page.get_by_text(label, exact=True)).locator(".value a")
    count = int(link.inner_text())
    link.click()
    wide.page.wait_for_url(lambda url: "只看" in unquote(url) or "时限" in unquote(url))
    wide.settle()
    assert row_count(table(wide)) == count
    choose_first_row(wide, 0)
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("原文")
    wide.settle()
    assert wide.page.get_by_test_id("stMain").locator("mark").count()


def test_a_figure_read_from_a_spreadsheet_opens_its_row_with_the_cell_marked(visit: Callable[..., Visit]) -> None:
    wide = visit(height=2400)
    wide.open("toilets?乡镇=黄桑乡")
    cursors = "charts => charts.map(chart => getComputedStyle(chart.querySelector('.nsewdrag')).cursor)"
    assert wide.page.locator(".js-plotly-plot").evaluate_all(cursors) == ["default"]  # a click on the funnel chooses nothing
    wide.page.locator(".card .value a").filter(has_text="2,897").click()
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("原文")
    wide.settle()
    expect(wide.page.locator(".sheet mark")).to_have_text(["2897"])
    expect(wide.page.locator(".sheet p")).to_contain_text("toilets.csv 第2行, 标出的格 D2")


def test_a_number_of_the_first_line_and_of_the_paragraph_keep_the_scope(visit: Callable[..., Visit]) -> None:
    wide = visit(height=2400)
    wide.open("?乡镇=霞若乡")
    doubts = wide.page.locator(".scope .doubts a")
    count = int(doubts.inner_text())
    doubts.click()
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("数据质量")
    wide.settle()
    assert "乡镇=霞若乡" in unquote(wide.page.url)
    assert row_count(table(wide)) == count
    wide.open("?乡镇=霞若乡")
    wide.page.locator(".paragraph a").filter(has_text="15").first.click()
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("问题台账")
    wide.settle()
    assert row_count(table(wide)) == 15


def test_a_number_of_a_table_opens_its_issues(visit: Callable[..., Visit]) -> None:
    wide = visit(height=2400)
    wide.open("progress")
    place = column(table(wide), "乡镇").index("霞若乡")
    count = int(column(table(wide), "问题总数")[place])
    grid = wide.page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    wide.page.mouse.click(box["x"] + SECOND_COLUMN_X, box["y"] + FIRST_ROW_Y + ROW_PX * place)
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("问题台账")
    wide.settle()
    assert row_count(table(wide)) == count
    assert set(column(table(wide), "乡镇")) == {"霞若乡"}


def test_a_piece_of_a_bar_lists_its_issues_and_a_row_opens_its_text(visit: Callable[..., Visit]) -> None:
    wide = visit(height=2400)
    wide.open("progress?乡镇=霞若乡")
    piece = wide.charts().first.locator(".trace").nth(1).locator(".point path").first.bounding_box()
    assert piece
    wide.page.mouse.click(piece["x"] + piece["width"] / 2, piece["y"] + piece["height"] / 2)
    listed = wide.page.get_by_role("heading", level=2).filter(has_text="所选的问题: 15 个")
    expect(listed).to_be_visible()
    wide.settle()
    choose_first_row(wide, wide.page.get_by_test_id("stDataFrame").count() - 1)
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("原文")
    wide.settle()
    assert wide.page.get_by_test_id("stMain").locator("mark").count()
