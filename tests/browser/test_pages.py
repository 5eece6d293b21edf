"""Every page in a real browser: it opens by its address and by a click, in Chinese, wide, on a phone and in the dark.

A console error or a request to another host fails any of these tests (conftest.py).
"""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.harness import PAGES, Visit

pytestmark = pytest.mark.xdist_group("browser")

LEGIBLE_CONTRAST = 60  # of 255 in lightness, at 11 px
# A page's text without the names of icons (drawn as pictures) and Streamlit's link for screen readers.
SHOWN_TEXT = """() => {
  const hidden = [...document.querySelectorAll('[data-testid="stIconMaterial"], [data-testid="stSkipToContent"], style')];
  const before = hidden.map(node => node.style.display);
  hidden.forEach(node => { node.style.display = 'none'; });
  const text = document.body.innerText;
  hidden.forEach((node, place) => { node.style.display = before[place]; });
  return text;
}"""
NO_WORD = re.compile(r"\w+\.(?:txt|csv)|utf-8(?:-sig)?|gb18030|\d{8}-\d{6}-[0-9a-f]+")  # files, encodings, build ids
NAMES_KEPT = {"CSV", "UTC"}
# The widest part of the page that can be scrolled sideways, in px beyond its own width.
SIDEWAYS_PX = """() => Math.max(...['html', '[data-testid="stMain"]', '[data-testid="stMainBlockContainer"]']
  .map(at => document.querySelector(at)).map(node => node.scrollWidth - node.clientWidth))"""
# Words along the axes of a chart that reach out of it: the room for them is computed (reports/figures.py), not measured.
CUT_WORDS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
  const room = chart.getBoundingClientRect();
  return [...chart.querySelectorAll('.xtick text, .ytick text, .xtitle, .ytitle')].filter(node => {
    const at = node.getBoundingClientRect();
    return at.left < room.left - 1 || at.right > room.right + 1 || at.top < room.top - 1 || at.bottom > room.bottom + 1;
  }).map(node => node.textContent);
})"""
# Lightness 0-255 of what is seen: the page's ground, its heading, and the words of its charts. A colour may be written in any way
# and be half transparent: it is painted on the ground and read back.
LIGHTNESS = """() => {
  const brush = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const css = (node, name) => getComputedStyle(node)[name];
  const ground = css(document.querySelector('[data-testid="stApp"]'), 'backgroundColor');
  const light = colour => {
    for (const paint of [ground, colour]) { brush.fillStyle = paint; brush.fillRect(0, 0, 1, 1); }
    const [r, g, b] = brush.getImageData(0, 0, 1, 1).data;
    return 0.299 * r + 0.587 * g + 0.114 * b;
  };
  return {
    ground: light(ground),
    heading: light(css(document.querySelector('h1'), 'color')),
    chart: [...document.querySelectorAll('.js-plotly-plot :is(.xtick text, .ytick text, text.legendtext)')]
      .map(node => light(css(node, 'fill'))),
  };
}"""


def test_the_navigation_names_the_pages(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open()
    assert wide.links() == PAGES


def test_a_page_opens_by_its_address_in_chinese(page_in_the_dark: Visit) -> None:
    words = set(re.findall(r"[A-Za-z]{3,}", NO_WORD.sub("", page_in_the_dark.page.evaluate(SHOWN_TEXT))))
    assert words - NAMES_KEPT == set()


def test_pages_open_one_from_another_and_draw_their_charts(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open()
    drawn = {}
    for name in PAGES:
        wide.page.get_by_test_id("stSidebarNavLink").filter(has_text=name).click()
        expect(wide.page.get_by_role("heading", level=1)).to_have_text(name)
        wide.settle()
        drawn[name] = wide.charts().count()
        assert wide.page.evaluate(CUT_WORDS) == []
    assert {name for name, count in drawn.items() if count} >= {"总览", "整改进度", "厕所整改", "资金", "数据质量"}


def test_a_page_fits_a_phone(page_on_a_phone: Visit) -> None:
    page = page_on_a_phone.page
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.clientWidth") == 390
    assert page.evaluate(SIDEWAYS_PX) <= 0
    assert page.evaluate(CUT_WORDS) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_numbers_of_the_heat_map_stand_out_from_their_cells(visit: Callable[..., Visit], color_scheme: str) -> None:
    wide = visit(height=2600, color_scheme=color_scheme)
    wide.open()
    labels = wide.page.locator("[class*=heat_] .bartext")
    expect(labels.first).to_be_visible()
    picture = Image.open(BytesIO(wide.page.screenshot())).convert("L")
    contrasts = []
    for box in (label.bounding_box() for label in labels.all()):
        if box and box["width"]:
            darkest, lightest = picture.crop(
                (int(box["x"]), int(box["y"]), int(box["x"] + box["width"]) + 1, int(box["y"] + box["height"]) + 1)
            ).getextrema()
            contrasts.append(lightest - darkest)
    assert contrasts
    assert min(contrasts) >= LEGIBLE_CONTRAST


def test_a_page_is_drawn_in_the_dark(page_in_the_dark: Visit) -> None:
    light = page_in_the_dark.page.evaluate(LIGHTNESS)
    assert light["ground"] < 60
    assert light["heading"] > 180
    assert all(lightness > 110 for lightness in light["chart"])
    assert bool(light["chart"]) == (page_in_the_dark.charts().count() > 0)
