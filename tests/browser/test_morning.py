"""One leader's morning on a phone: a shared link, what is late, its sentence, another township, the bulletin opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.test_leader_pages import choose_first_row
from tests.browser.test_reading import column, table
from warehouse.queries import Choice, Warehouse

pytestmark = pytest.mark.xdist_group("browser")

SHARED, NEXT = "辛街乡", "霞若乡"
# The marked words of the text, in their order, without the labels before them; a limit may be cut by marks within it.
MARKED_TEXT = """() => [...document.querySelectorAll('.document mark')].map(mark => {
  const words = mark.cloneNode(true);
  words.querySelectorAll('.word').forEach(label => label.remove());
  return words.textContent;
}).join('')"""


def test_one_morning(visit: Callable[..., Visit], built_store: Path, tmp_path: Path) -> None:
    phone = visit(width=390, height=844, is_mobile=True, has_touch=True, accept_downloads=True)
    warehouse = Warehouse.open(built_store)

    # The link a colleague shared: what is late in one township.
    phone.open(f"deadlines?乡镇={SHARED}")
    late = warehouse.read_equal("deadline_register", "due_code", ["overdue"], Choice(townships=(SHARED,)))
    assert late.height
    card = phone.page.locator(".card").filter(has_text="已逾期").first
    assert str(late.height) in card.inner_text().split()
    assert set(column(table(phone), "乡镇")) == {SHARED}

    # The sentence behind it.
    choose_first_row(phone, 0)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("原文")
    phone.settle()
    words = phone.page.locator("mark.k-deadline").first
    words.scroll_into_view_if_needed()
    expect(words).to_be_in_viewport()
    assert late["deadline_wording"][0] in phone.page.evaluate(MARKED_TEXT)

    # Another township.
    phone.page.get_by_role("button", name="展开侧栏").click()
    phone.page.get_by_test_id("stSidebarNavLink").filter(has_text="总览").click()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("总览")
    phone.settle()
    if not phone.page.get_by_test_id("stSidebar").get_by_role("combobox", name="乡镇").is_visible():
        phone.page.get_by_role("button", name="展开侧栏").click()
    phone.page.get_by_test_id("stSidebar").get_by_role("button", name=f"去掉 {SHARED}").first.click()
    phone.settle()
    phone.choose("乡镇", NEXT)
    phone.page.get_by_role("button", name="收起侧栏").click()
    expect(phone.page.locator(".page-head .scope")).to_contain_text(NEXT)
    counted = warehouse.read("overview", Choice(townships=(NEXT,)))["issue_count"][0]
    expect(phone.page.locator(".card").first).to_contain_text(str(counted))

    # The bulletin, taken home and opened.
    phone.page.get_by_role("button", name="带走").click()
    button = phone.page.get_by_role("button", name="整改情况通报 (Word)", exact=True)
    expect(button).to_be_visible()
    phone.settle()
    file = phone.download(button, tmp_path)
    texts = [paragraph.text for paragraph in Document(str(file)).paragraphs]
    assert texts[0] == f"{NEXT}问题整改情况通报"
    assert any(f"共列问题（任务）{counted}个" in text for text in texts)
