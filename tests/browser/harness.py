"""A visit of the dashboard in a real browser, with everything the browser complained about."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, WebSocket, expect

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

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("websocket", self._socket)

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
