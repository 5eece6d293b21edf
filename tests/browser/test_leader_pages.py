"""责任部门, 时限与预警, 方案对照, 指标 in a real browser: two clicks to the sentence, a shared link, the dark, a phone."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.test_pages import SIDEWAYS_PX
from tests.browser.test_reading import column, row_count, table

pytestmark = pytest.mark.xdist_group("browser")

CHOOSING_X, FIRST_ROW_Y = 18, 55  # the choosing box of a table's first row
NAME_X = 60  # in the first column of a table without such boxes
# The colour a heat map's number is drawn in, and that of the page's text.
NUMBER_COLOURS = """() => ['[class*=heat_] .bartext', '[data-testid="stApp"]'].map((at, place) =>
  getComputedStyle(document.querySelector(at))[place ? 'color' : 'fill'])"""


def choose_first_row(visit: Visit, number: int) -> None:
    """Click the first row of a table of the page."""
    click_first_row(visit, number, CHOOSING_X)


def click_first_row(visit: Visit, number: int, x: int) -> None:
    """Click in the first row of a table of the page, this far from its left edge."""
    frame = visit.page.get_by_test_id("stDataFrame").nth(number)
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box
    visit.page.mouse.click(box["x"] + x, box["y"] + FIRST_ROW_Y)
    visit.settle()


def test_a_department_is_two_clicks_from_its_sentence(visit: Callable[..., Visit]) -> None:
    wide = visit(height=2400)
    wide.open("departments")
    department = column(table(wide), "部门")[0]
    click_first_row(wide, 0, NAME_X)
    expect(wide.page.locator('[class*="st-key-chips"] button')).to_have_text(f"部门: {department} ✕")
    expect(wide.page.get_by_role("heading", level=2).filter(has_text="所选的问题")).to_be_visible()
    wide.settle()
    assert parse_qs(urlsplit(wide.page.url).query)["部门"] == [department]
    choose_first_row(wide, 1)
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("原文")
    wide.settle()
    assert wide.page.get_by_test_id("stMain").locator("mark").count()


def test_what_is_overdue_is_one_click_from_its_sentence(visit: Callable[..., Visit]) -> None:
    wide = visit(height=2400)
    wide.open("deadlines")
    assert row_count(table(wide)) == 1
    choose_first_row(wide, 0)
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("原文")
    wide.settle()
    assert wide.page.get_by_test_id("stMain").locator("mark.k-deadline").count()


def test_a_comparison_is_in_its_link(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("compare")
    wide.page.get_by_role("button", name="乡镇", exact=True).or_(
        wide.page.get_by_role("radio", name="乡镇", exact=True)
    ).first.click()
    wide.settle()
    heads = wide.page.locator(".facing thead th").all_inner_texts()
    same = visit()
    same.page.goto(wide.page.url)
    same.settle()
    assert same.page.locator(".facing thead th").all_inner_texts() == heads
    assert len(heads) == 2
    assert "乡" in heads[0] or "镇" in heads[0]


def test_filters_are_cleared_with_one_click(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("register?乡镇=黄桑乡&截至=2024-06-01")
    some = row_count(table(wide))
    wide.page.get_by_role("button", name="清除全部筛选").click()
    expect(wide.page.get_by_role("button", name="清除全部筛选")).to_be_disabled()
    expect(table(wide)).not_to_have_attribute("aria-rowcount", str(some + 1))  # the table is drawn after the sidebar
    wide.settle()
    assert row_count(table(wide)) > some
    assert "?" not in wide.page.url


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_numbers_of_a_heat_map_take_the_colour_of_the_page(visit: Callable[..., Visit], color_scheme: str) -> None:
    wide = visit(color_scheme=color_scheme)
    wide.open("departments?责任=部门 × 主题")
    expect(wide.charts()).to_have_count(1)
    number, page = wide.page.evaluate(NUMBER_COLOURS)
    assert number == page


def test_a_wide_heat_map_moves_within_itself_on_a_phone(visit: Callable[..., Visit]) -> None:
    phone = visit(width=390, height=844, is_mobile=True, has_touch=True)
    phone.open("departments?责任=部门 × 主题")
    expect(phone.charts()).to_have_count(1)
    box = phone.charts().bounding_box()
    assert box
    assert box["width"] > 600
    assert phone.page.evaluate(SIDEWAYS_PX) <= 0
