"""A visit of the dashboard in a real browser, with everything the browser complained about."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, WebSocket, expect

PAGES = {
    "总览": "",
    "整改进度": "progress",
    "责任部门": "departments",
    "问题台账": "register",
    "厕所整改": "toilets",
    "资金": "funds",
    "时限与预警": "deadlines",
    "本期变化": "changes",
    "方案对照": "compare",
    "指标": "indicators",
    "数据质量": "quality",
    "原文": "evidence",
}
WIDE: dict[str, Any] = {"locale": "zh-CN", "viewport": {"width": 1440, "height": 1000}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
HOST = "127.0.0.1"
DRAWN_WITHIN_MS = 30_000  # on a machine that builds and tests other things at the same time
expect.set_options(timeout=DRAWN_WITHIN_MS)
READY = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'


@dataclass
class Visit:
    """One browser page on the dashboard at `url`; `complaints` are console errors, failed scripts and outside requests."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    is_marked: bool = False  # its tab is of no use to another visit

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("websocket", self._socket)

    def run_first(self, script: str) -> None:
        """Run a script in every page that is opened, before its own ones."""
        self.page.add_init_script(script)
        self.is_marked = True

    def open(self, path: str = "") -> None:
        """Open a page by its address and wait until it is drawn."""
        self.page.goto(f"{self.url}/{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until the script behind the page has run and nothing on the page is an error."""
        self.page.wait_for_selector(READY)
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector(READY)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
        expect(self.page.get_by_test_id("stException")).to_have_count(0)

    def links(self) -> dict[str, str]:
        """Name -> path of every page in the navigation."""
        found = self.page.get_by_test_id("stSidebarNavLink")
        expect(found.first).to_be_attached()
        return {link.inner_text().strip(): urlsplit(link.get_attribute("href") or "").path.strip("/") for link in found.all()}

    def choose(self, label: str, option: str) -> None:
        """Pick one option of a selection in the sidebar; an option's label may end with its count."""
        self.page.get_by_test_id("stSidebar").get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option).first.click()
        self.page.keyboard.press("Escape")
        self.settle()

    def charts(self) -> Locator:
        """The Plotly charts on the page that are drawn."""
        return self.page.locator(".js-plotly-plot:visible")

    def download(self, button: Locator, folder: Path) -> Path:
        """Click a download button and keep what comes, under the name the browser was given."""
        with self.page.expect_download() as coming:
            button.click()
        target = folder / coming.value.suggested_filename
        coming.value.save_as(target)
        return target

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != HOST:
            self.complaints.append(f"outside request: {request.url}")

    def _socket(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).hostname != HOST:
            self.complaints.append(f"outside socket: {socket.url}")


class Tabs:
    """Tabs of one browser on the dashboard at `url`, which a visit leaves to the next one with the same settings.

    A tab that has drawn a page draws another in a third of the time: it keeps the scripts, and what they were compiled to.
    What pages have stored in it is forgotten in between.
    """

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._left: defaultdict[str, list[Visit]] = defaultdict(list)

    def take(self, **settings: Any) -> Visit:
        """A visit that has met nothing yet, in a tab nobody uses; `settings` are those of a browser context, beside WIDE."""
        settings = WIDE | settings
        left = self._left[_key(settings)]
        if left:
            visit = left.pop()
            visit.complaints.clear()
            return visit
        context = self._browser.new_context(**settings)
        context.set_default_timeout(DRAWN_WITHIN_MS)
        visit = Visit(context.new_page(), self._url)
        visit.settings = settings
        return visit

    def leave(self, visit: Visit) -> list[str]:
        """What the visit complained of; its tab is free for the next one."""
        complaints = list(visit.complaints)
        if visit.is_marked:
            visit.page.context.close()
            return complaints
        visit.page.set_viewport_size(visit.settings["viewport"])
        visit.page.mouse.move(0, 0)
        if visit.page.url.startswith(self._url):
            visit.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        visit.page.goto("about:blank")
        visit.page.context.clear_cookies()
        self._left[_key(visit.settings)].append(visit)
        return complaints


def _key(settings: dict[str, Any]) -> str:
    return json.dumps(settings, sort_keys=True)
