"""A click on a bar or a cell in a real browser: chart, table and address follow, the link opens the same view elsewhere."""

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.harness import Visit
from tests.browser.test_reading import column, row_count, table

pytestmark = pytest.mark.xdist_group("browser")

BAR = ".barlayer .point path"
CHIPS = '[class*="st-key-chips"] button'


def filters(visit: Visit) -> dict[str, list[str]]:
    """What stands in the address."""
    return parse_qs(unquote(urlsplit(visit.page.url).query))


def middle(visit: Visit, part: Locator) -> tuple[float, float]:
    """The middle of a part of a chart, on the screen."""
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def names(visit: Visit, number: int) -> list[str]:
    """The names along the vertical axis of a chart, from the top: Plotly writes them from the bottom."""
    return [name.strip() for name in visit.charts().nth(number).locator(".ytick text").all_text_contents()][::-1]


def test_a_filter_of_the_fold_is_in_the_address_too(visit: Callable[..., Visit]) -> None:
    """A chart and a number of a table set the role, whose selection is drawn only when it is wanted."""
    wide = visit(height=2400)
    wide.open("departments")
    department = names(wide, 0)[-1]
    wide.page.mouse.click(*middle(wide, wide.charts().nth(0).locator(BAR).last))
    expect(wide.page.locator(CHIPS)).to_have_count(2)
    wide.settle()
    assert filters(wide) == {"部门": [department], "角色": ["配合"]}
    wide.open("departments")
    grid = wide.page.get_by_test_id("stDataFrame").first
    department, place = column(table(wide), "部门")[0], grid.bounding_box()
    assert place
    wide.page.mouse.click(place["x"] + place["width"] * 0.2, place["y"] + 55)
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("问题台账")
    wide.settle()
    assert filters(wide) == {"部门": [department], "角色": ["牵头", "责任", "配合", "监督"]}
    other = visit()
    other.page.goto(wide.page.url)
    other.settle()
    assert other.page.locator(CHIPS).all_inner_texts() == wide.page.locator(CHIPS).all_inner_texts()
    other.page.get_by_test_id("stSidebarNavLink").filter(has_text="总览").click()
    expect(other.page.get_by_role("heading", level=1)).to_have_text("总览")
    other.settle()
    assert filters(other) == filters(wide)


def test_a_click_on_a_bar_narrows_the_page_and_a_chip_widens_it(visit: Callable[..., Visit]) -> None:
    wide = visit(height=1400)
    wide.open()
    townships, themes = names(wide, 0), names(wide, 1)
    expect(table(wide)).to_have_count(0)  # of what is chosen: nothing yet
    place = middle(wide, wide.charts().nth(0).locator(BAR).first)
    wide.page.mouse.move(*place)
    expect(wide.charts().nth(0).locator(".hoverlayer")).to_contain_text("点选")
    wide.page.mouse.click(*place)
    expect(wide.page.locator(CHIPS)).to_have_count(2)
    wide.settle()
    assert filters(wide) == {"乡镇": [townships[0]], "状态": ["未报告"]}
    expect(wide.charts().nth(0).locator(".ytick text")).to_have_count(1)
    assert names(wide, 0) == [townships[0]]
    assert 0 < len(names(wide, 1)) < len(themes)
    assert row_count(table(wide)) > 0
    assert set(column(table(wide), "乡镇")) == {townships[0]}

    other = visit()
    other.page.goto(wide.page.url)
    other.settle()
    expect(other.page.locator(CHIPS)).to_have_text([f"乡镇: {townships[0]} ✕", "状态: 未报告 ✕"])
    assert names(other, 0) == [townships[0]]

    wide.page.locator(CHIPS).first.click()
    expect(wide.page.locator(CHIPS)).to_have_count(1)
    wide.settle()
    assert filters(wide) == {"状态": ["未报告"]}
    wide.page.locator(CHIPS).first.click()
    expect(wide.page.locator(CHIPS)).to_have_count(0)
    wide.settle()
    assert filters(wide) == {}
    expect(wide.charts().nth(0).locator(".ytick text")).to_have_count(len(townships))
    expect(table(wide)).to_have_count(0)


def test_a_cell_is_a_pair_and_a_second_click_lets_go(visit: Callable[..., Visit]) -> None:
    wide = visit(height=1400)
    wide.open()
    heat = wide.charts().nth(1)
    cells = heat.locator(BAR).count()
    wide.page.mouse.click(*middle(wide, heat.locator(BAR).nth(cells // 2)))
    expect(wide.page.locator(CHIPS)).to_have_count(2)
    wide.settle()
    assert set(filters(wide)) == {"乡镇", "主题"}
    expect(heat.locator(BAR)).to_have_count(1)
    wide.page.mouse.click(*middle(wide, heat.locator(BAR).first))
    expect(wide.page.locator(CHIPS)).to_have_count(0)
    wide.settle()
    assert filters(wide) == {}
    expect(heat.locator(BAR)).to_have_count(cells)


def test_two_taps_on_a_phone_choose_too(visit: Callable[..., Visit]) -> None:
    phone = visit(width=390, height=844, is_mobile=True, has_touch=True)
    phone.open("progress?分组=按主题")
    bar = phone.charts().first.locator(BAR).first
    place = middle(phone, bar)
    phone.page.touchscreen.tap(*place)
    expect(phone.charts().first.locator(".hoverlayer")).to_contain_text("未报告")  # the first tap tells the value
    phone.page.touchscreen.tap(*place)
    expect(phone.page.locator(CHIPS)).to_have_count(2)
    phone.settle()
    assert set(filters(phone)) == {"主题", "状态", "分组"}
    assert phone.page.evaluate("getComputedStyle(document.querySelector('.nsewdrag')).touchAction") == "auto"  # a swipe scrolls


def test_rarer_filters_open_from_a_link_and_stay_over_pages(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("register?到期=已逾期&期间=2017年&角色=责任")
    expect(wide.page.locator(CHIPS)).to_have_text(["角色: 责任 ✕", "到期: 已逾期 ✕", "期间: 2017年 ✕"])
    overdue = row_count(table(wide))
    wide.page.get_by_test_id("stSidebarNavLink").filter(has_text="总览").click()
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("总览")
    wide.settle()
    expect(wide.page.locator(CHIPS)).to_have_count(3)
    assert set(filters(wide)) == {"角色", "到期", "期间"}
    assert overdue == 1
