"""No English word reaches a reader, in an English browser either: on no page, in no menu, calendar, hint or message."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.harness import PAGES, Visit
from tests.serving import serve

pytestmark = pytest.mark.xdist_group("browser")

# Names that have no Chinese one, files, encodings, build ids, and what a leader's own machine calls these formats.
NAMES = re.compile(r"\b(?:CSV|PDF|Excel|Word|PNG|Parquet|UTC|Esc|Ctrl|make run|python -m etl build)\b")
NO_WORD = re.compile(r"(?:[\w/]+\.|^)(?:txt|csv|docx|xlsx|md)|utf-8(?:-sig)?|gb18030|\d{8}-\d{6}-[0-9a-f]+|\bn=")
LATIN = re.compile(r"[A-Za-z]{2,}")
# Everything said on the page: words in sight or read out, and what stands in attributes; a document's own text is left out.
SAID = """() => {
  const said = [];
  const add = (where, words) => { if (/[A-Za-z]{2}/.test(words ?? '')) said.push(`${where}: ${words.trim()}`); };
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) return add(node.parentElement.closest('[data-testid]')?.dataset.testid, node.nodeValue);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches('script, style, noscript, .document, [data-testid="stIconMaterial"]'))
      return;
    const style = getComputedStyle(node);
    if (style.display === 'none' || style.visibility === 'hidden') return;
    const attributes = ['title', 'aria-label', 'placeholder', 'alt', 'aria-description',
      'aria-valuetext', 'aria-roledescription'];
    for (const name of attributes) add(name, node.getAttribute(name));
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return [...said, document.title];
}"""


def english(visit: Visit) -> list[str]:
    """What the page says in Latin letters other than names."""
    said = {
        words for words in visit.page.evaluate(SAID) if LATIN.search(NAMES.sub("", NO_WORD.sub("", words.split(": ", 1)[-1])))
    }
    return sorted(said)


@pytest.fixture
def abroad(visit: Callable[..., Visit]) -> Callable[..., Visit]:
    """A visit in an English browser."""
    return lambda **settings: visit(locale="en-US", **settings)


def menus(visit: Visit) -> Iterator[Locator]:
    """The selections of the page, one after another opened, each closed again."""
    fold = visit.page.locator("summary", has_text="更多筛选")
    if visit.page.get_by_role("combobox", name="类别").first.is_hidden():
        fold.click()
        visit.settle()
    boxes = visit.page.locator('input[role="combobox"]')
    for number in range(boxes.count()):
        boxes.nth(number).click()
        yield boxes.nth(number)
        visit.page.keyboard.press("Escape")  # once for what was typed, once for the menu
        visit.page.keyboard.press("Escape")


def test_a_page_says_nothing_in_english(page_abroad: Visit) -> None:
    assert english(page_abroad) == []


def test_tabs_say_nothing_in_english(page_abroad: Visit, abroad: Callable[..., Visit]) -> None:
    if page_abroad.page.get_by_role("tab").count() == 0:
        return
    wide = abroad()
    wide.open(urlsplit(page_abroad.page.url).path.strip("/"))
    for number in range(1, wide.page.get_by_role("tab").count()):
        wide.page.get_by_role("tab").nth(number).click()
        wide.settle()
        assert english(wide) == []


@pytest.mark.parametrize("name", ["总览", "本期变化", "方案对照", "指标"])
def test_menus_say_nothing_in_english(abroad: Callable[..., Visit], name: str) -> None:
    wide = abroad()
    wide.open(PAGES[name])
    seen = 0
    for box in menus(wide):
        seen += wide.page.get_by_role("option").count()
        assert english(wide) == []
        box.fill("zzz")
        wide.page.wait_for_timeout(100)
        assert [words for words in english(wide) if "zzz" not in words] == []
    assert seen


def test_chosen_filters_say_nothing_in_english(abroad: Callable[..., Visit]) -> None:
    wide = abroad()
    wide.open("register?乡镇=黄桑乡&状态=推进中&截至=2024-06-01")
    assert english(wide) == []
    expect(wide.page.get_by_role("button", name="去掉 黄桑乡").first).to_be_attached()


def test_the_calendar_speaks_chinese(abroad: Callable[..., Visit]) -> None:
    wide = abroad()
    wide.open("")
    wide.page.get_by_role("button", name="选日期").click()
    expect(wide.page.get_by_role("grid")).to_be_visible()
    wide.page.get_by_role("button", name="上个月").first.click()
    assert english(wide) == []


def test_what_is_taken_home_is_offered_in_chinese(abroad: Callable[..., Visit]) -> None:
    wide = abroad()
    wide.open("")
    wide.page.get_by_role("button", name="带走").click()
    expect(wide.page.get_by_role("button", name="整改情况通报")).to_be_visible()
    wide.settle()
    assert english(wide) == []


def test_hints_say_nothing_in_english(abroad: Callable[..., Visit]) -> None:
    wide = abroad()
    wide.open("register")
    wide.page.get_by_role("textbox", name="搜索").fill("产业")
    assert english(wide) == []
    wide.page.keyboard.press("Enter")
    wide.settle()
    box = wide.page.get_by_test_id("stDataFrame").bounding_box()
    assert box
    wide.page.mouse.move(box["x"] + 200, box["y"] + 15)  # a heading: its description, and its menu, which is hidden
    wide.page.wait_for_timeout(600)
    wide.page.keyboard.press("Control+f")
    assert [words for words in english(wide) if "产业" not in words] == []


def test_an_unknown_page_is_told_in_chinese(abroad: Callable[..., Visit]) -> None:
    wide = abroad()
    wide.open("no_such_page")
    expect(wide.page.get_by_role("dialog")).to_contain_text("没有这个页面, 已打开总览")
    assert english(wide) == []
    assert all("does not seem to exist" in complaint for complaint in wide.complaints)
    wide.complaints.clear()  # Streamlit says it on the console too


def test_a_server_that_is_gone_is_told_in_chinese(browser: Browser, built_store: Path) -> None:
    with serve(built_store) as served:
        context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 1000})
        wide = Visit(context.new_page(), served.url)
        wide.open()
    expect(wide.page.get_by_role("dialog")).to_contain_text("看板服务")
    assert english(wide) == []
    context.close()
