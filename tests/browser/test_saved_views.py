"""收藏 in a real browser: a leader names a view, another finds it, opens it, and takes it away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.test_picking import CHIPS, filters

pytestmark = pytest.mark.xdist_group("browser")

NAME = "黄桑还没有报告的"


def test_a_named_view_is_found_again_by_another(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.open("progress?乡镇=黄桑乡&分组=按类别")
    one.choose("状态", "未报告")
    one.page.locator("summary", has_text="收藏当前视图").click()
    expect(one.page.get_by_role("textbox", name="名称")).to_be_visible()
    one.settle()
    one.page.get_by_role("textbox", name="名称").fill(NAME)
    one.page.get_by_role("button", name="收藏", exact=True).click()
    expect(one.page.get_by_text(f"已收藏“{NAME}”")).to_be_visible()

    other = visit()
    other.open("register")
    other.page.get_by_role("link", name=NAME).click()
    expect(other.page.get_by_role("heading", level=1)).to_have_text("整改进度")
    other.settle()
    expect(other.page.locator(CHIPS)).to_have_text(["乡镇: 黄桑乡 ✕", "状态: 未报告 ✕"])
    assert filters(other) == {"乡镇": ["黄桑乡"], "状态": ["未报告"], "分组": ["按类别"]}
    expect(other.page.get_by_role("tab", name="按类别")).to_have_attribute("aria-selected", "true")

    other.page.locator("summary", has_text="收藏当前视图").click()
    expect(other.page.get_by_role("textbox", name="名称")).to_be_visible()
    other.settle()
    other.page.locator(".st-key-saved_view_gone button").filter(has_text=NAME).click()
    other.settle()
    other.page.get_by_role("button", name="删除所选").click()
    expect(other.page.get_by_role("link", name=NAME)).to_have_count(0)
