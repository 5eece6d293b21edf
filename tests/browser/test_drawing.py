"""Charts are drawn once: Streamlit hands each to Plotly twice, and the second drawing is seen as late numbers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit

pytestmark = pytest.mark.xdist_group("browser")

STILL_FOR_MS = 1500
VISITS = 3  # of which one at least is not disturbed: a scroll bar that comes late is a reason to draw again
# Plotly tells a chart, before it draws, that it will; a chart that can be told so has been drawn for the first time.
COUNT = """
window.again = []; const known = new Set();
new MutationObserver(() => {
  for (const chart of document.querySelectorAll('.js-plotly-plot')) {
    if (!chart.on || known.has(chart)) continue;
    const place = known.add(chart).size - 1;
    again[place] = 0;
    chart.on('plotly_beforeplot', () => { again[place] += 1; });
  }
}).observe(document, {childList: true, subtree: true});
"""


@pytest.mark.parametrize("path", ["", "deadlines"])
def test_each_chart_is_drawn_once(visit: Callable[..., Visit], path: str) -> None:
    seen = visit()
    seen.run_first(COUNT)
    counted = []
    for _ in range(VISITS):
        seen.open(path)
        expect(seen.charts()).to_have_count(2)
        seen.page.wait_for_timeout(STILL_FOR_MS)
        counted.append(seen.page.evaluate("again"))
    assert [0, 0] in counted
