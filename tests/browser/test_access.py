"""Read with a screen reader, without a mouse, by weak eyes: axe-core's rules, the keyboard, and a sentence for every chart."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.harness import PAGES, Visit

pytestmark = pytest.mark.xdist_group("browser")

FEWEST_RULES = 30  # that a page passes: a page on which few of them find anything to look at was not drawn
MOST_TABS = 60  # presses of the Tab key from the top of a page to its last button
FOCUSED = """() => { const now = document.activeElement; return now.getAttribute('aria-label') || now.innerText || now.id; }"""


# Streamlit hangs an open list at the end of the document, outside of the landmarks: a moderate fault of its own.
STREAMLITS_OWN = {"region"}


def faults(visit: Visit) -> list[str]:
    """What axe-core finds on the page, of any gravity: the rule, its gravity, and the first element it is said of."""
    found: dict[str, Any] = Axe().run(visit.page).response
    assert len(found["passes"]) >= FEWEST_RULES
    rules = [rule for rule in found["violations"] if rule["id"] not in STREAMLITS_OWN]
    return [f"{rule['impact']} {rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in rules]


def test_axe_finds_nothing(page_abroad: Visit) -> None:
    assert faults(page_abroad) == []


def test_axe_finds_nothing_in_the_dark(page_in_the_dark: Visit) -> None:
    assert faults(page_in_the_dark) == []


def test_axe_finds_nothing_on_a_phone(page_on_a_phone: Visit) -> None:
    assert faults(page_on_a_phone) == []


@pytest.mark.parametrize("name", ["总览", "时限与预警", "原文"])
def test_axe_finds_nothing_on_an_open_fold(visit: Callable[..., Visit], name: str) -> None:
    wide = visit()
    wide.open(PAGES[name])
    wide.page.locator('input[role="combobox"]').first.click()
    expect(wide.page.get_by_role("listbox")).to_be_visible()
    assert faults(wide) == []


def test_each_chart_and_table_has_a_sentence(page_abroad: Visit) -> None:
    for element in ("stPlotlyChart", "stDataFrame"):
        for drawn in page_abroad.page.get_by_test_id(element).all():
            said = drawn.evaluate("node => [node, ...node.querySelectorAll('*')].map(at => at.getAttribute('aria-label'))")
            assert any(words and any("一" <= sign <= "鿿" for sign in words) for words in said), element


def test_the_keyboard_reaches_everything_from_the_menu_to_a_file(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("progress")
    reached = []
    for _ in range(MOST_TABS):
        wide.page.keyboard.press("Tab")
        reached.append(str(wide.page.evaluate(FOCUSED)).strip())
    said = " ".join(reached)
    for words in ("跳到正文", *list(PAGES)[:12], "乡镇", "截至", "带走", "按乡镇", "下载图表数据 (CSV)", "下载表格数据 (CSV)"):
        assert words in said, (words, reached)


def test_the_fold_opens_and_its_files_are_reached_without_a_mouse(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("")
    wide.page.get_by_role("button", name="带走").focus()
    wide.page.keyboard.press("Enter")
    expect(wide.page.get_by_role("button", name="整改情况通报")).to_be_visible()
    wide.settle()
    assert faults(wide) == []
