"""How long each page takes beside a bare Streamlit page with one Plotly chart and one small table, in the same run.

`python -m bench.page_speed [--store store] [--rounds 5] [--only 总览 …]`. Three times a page, medians over the rounds, in a real
browser:
    first     navigation to the last chart drawn, in a browser that has nothing of the site
    reload    the same in a browser that was there twice before: from the second visit on it keeps scripts compiled
    filter    from choosing the first township there is to the last chart redrawn
The pages take turns with the floor, so that a slow moment of the machine meets both. On a page without a chart the table
stands in for it, and where a choice leaves chart and table as they were, the rest of the page.

The browser reads scripts whole (EAGER_POSITIONS). It is steered through its debugger, and to a debugger V8 must say where in the
source each function of an error stands. By default it looks for the places when one is asked for, which means that it reads the
4.7 MB of the chart's module again, several times over: 0.6 s in some visits and none in others, and in no reader's browser, which
has no debugger.
"""

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

from reports.browsers import find_browser

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
EAGER_POSITIONS = "--js-flags=--no-enable-lazy-source-positions"
FLOOR = "底线 (bare page)"
MEASURES = ("first", "reload", "filter")
READY = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
STILL_FOR_MS = 700
# Notes when charts (or, where there is none, tables) last changed, and when the reader last pressed something. A table is cells
# painted on a canvas; the copy of it for screen readers, which the grid writes 0.2 s after the last change, is not waited for.
WATCH = """
window.drawnAt = {chart: 0, table: 0, main: 0}; window.pressedAt = 0;
const place = node => (node.nodeType === 1 ? node : node.parentElement);
new MutationObserver(changes => {
  for (const change of changes) {
    for (const node of [change.target, ...change.addedNodes].map(place)) {
      if (!node || node.closest('.hoverlayer')) continue;
      if (node.closest('.js-plotly-plot')) drawnAt.chart = performance.now();
      else if (node.closest('[data-testid="stDataFrame"]')) continue;
      else if (node.closest('[data-testid="stMainBlockContainer"]')) drawnAt.main = performance.now();
    }
  }
}).observe(document, {subtree: true, childList: true, attributes: true});
for (const name of ['fillText', 'drawImage']) {
  const paint = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...what) {
    if (this.canvas.isConnected) drawnAt.table = performance.now();
    return paint.apply(this, what);
  };
}
document.addEventListener('pointerdown', () => { pressedAt = performance.now(); }, true);
"""
DRAWN_AT = """() => {
  const last = document.querySelector('.js-plotly-plot') ? drawnAt.chart : drawnAt.table;
  return last > pressedAt ? last : drawnAt.main;
}"""


@dataclass
class Subject:
    """A page to be timed: name, address, and the seconds of each measure, one a round."""

    name: str
    url: str
    seconds: dict[str, list[float]] = field(default_factory=lambda: {measure: [] for measure in MEASURES})

    def median_s(self, measure: str) -> float:
        """The median of one measure in seconds; nan when it was never taken."""
        taken = self.seconds[measure]
        return statistics.median(taken) if taken else float("nan")


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(command: list[str], port: int) -> Iterator[str]:
    """A command that serves on this port, until the block ends; gives its address."""
    url = f"http://{HOST}:{port}"
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def dashboard(store: str, port: int) -> list[str]:
    """The command that serves the dashboard over a store."""
    return ["scripts.serve", "--port", str(port), "--store", store]


def bare_page(port: int) -> list[str]:
    """The command that serves the floor, with the dashboard's settings where they cost time."""
    options = {"server.port": port, "server.address": HOST, "server.headless": "true", "browser.gatherUsageStats": "false"}
    return ["streamlit", "run", "bench/bare_page.py", *(f"--{name}={value}" for name, value in options.items())]


def settled_ms(page: Page) -> float:
    """Wait until script and charts are still; gives when the last chart was drawn, in ms since navigation."""
    seen = -1.0
    while True:
        page.wait_for_selector(READY)
        drawn_at = float(page.evaluate(DRAWN_AT))
        now = float(page.evaluate("performance.now()"))
        if drawn_at and drawn_at == seen and now - drawn_at > STILL_FOR_MS:
            return drawn_at
        seen = drawn_at
        page.wait_for_timeout(50)


def time_once(browser: Browser, subject: Subject) -> None:
    """One round: first visit, third visit, filter change."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 1000})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(subject.url)
    subject.seconds["first"].append(settled_ms(page) / 1000)
    page.reload()
    settled_ms(page)
    page.reload()
    subject.seconds["reload"].append(settled_ms(page) / 1000)
    page.get_by_test_id("stSidebar").get_by_role("combobox", name="乡镇").click()
    page.get_by_role("option").first.click()
    pressed_ms = float(page.evaluate("pressedAt"))
    drawn_ms = settled_ms(page)
    if drawn_ms > pressed_ms:
        subject.seconds["filter"].append((drawn_ms - pressed_ms) / 1000)
    context.close()


def pages_of(browser: Browser, url: str) -> list[Subject]:
    """The dashboard's pages, from its own navigation."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto(url)
    links = page.get_by_test_id("stSidebarNavLink")
    links.first.wait_for()
    found = [
        Subject(link.inner_text().strip(), f"{url}{urlsplit(link.get_attribute('href') or '').path}") for link in links.all()
    ]
    context.close()
    return found


def report(floor: Subject, subjects: list[Subject]) -> str:
    """The medians in seconds, each with its ratio to the floor's."""
    lines = ["seconds (times the floor)" + "".join(f"{measure:>16}" for measure in MEASURES)]
    for subject in (floor, *subjects):
        cells = "".join(f"{subject.median_s(m):9.2f} ({subject.median_s(m) / floor.median_s(m):4.2f})" for m in MEASURES)
        lines.append(f"{subject.name:<20}\t{cells}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure and print; 1 when there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", default="store")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", default=[], metavar="PAGE", help="pages by their names in the menu; all without it")
    arguments = parser.parse_args()
    executable = find_browser()
    if not executable:
        sys.stderr.write("没有浏览器 / No browser: make browser\n")
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # ended from outside: the servers and the browser end too
    ports = [free_port(), free_port()]
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with (
        server(dashboard(arguments.store, ports[0]), ports[0]) as dashboard_url,
        server(bare_page(ports[1]), ports[1]) as floor_url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=[EAGER_POSITIONS, *sandbox])
        floor, subjects = Subject(FLOOR, floor_url), pages_of(browser, dashboard_url)
        if unknown := sorted({*arguments.only} - {subject.name for subject in subjects}):
            parser.error(f"没有这些页: {'、'.join(unknown)}; 有: {'、'.join(subject.name for subject in subjects)}")
        subjects = [subject for subject in subjects if not arguments.only or subject.name in arguments.only]
        for subject in (floor, *subjects):  # the server's own first run of a page is not what is measured
            time_once(browser, subject)
            subject.seconds = {measure: [] for measure in MEASURES}
        for _ in tqdm(range(arguments.rounds), desc="rounds", disable=not sys.stderr.isatty()):
            for subject in (floor, *subjects):
                time_once(browser, subject)
        browser.close()
    sys.stdout.write(report(floor, subjects))
    return 0


if __name__ == "__main__":
    sys.exit(main())
