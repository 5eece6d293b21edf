"""The dashboard served once over a real warehouse, and a real browser to visit it with."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from reports.browsers import find_browser
from tests.browser.harness import PAGES, PHONE, Tabs, Visit
from tests.serving import Served, serve

BROWSER_MISSING = "no browser: `make browser` installs one or says what to install"


@pytest.fixture(scope="session")
def dashboard(built_store: Path) -> Iterator[Served]:
    """The dashboard over data/, on a free port; ended by Ctrl-C."""
    with serve(built_store) as served:
        yield served


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium, Chrome or Edge, until the block ends."""
    path = find_browser()
    assert path, BROWSER_MISSING
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=path, args=[*sandbox, "--disable-dev-shm-usage"])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser, dashboard: Served) -> Tabs:
    """The tabs that all visits of the dashboard share, one after the other."""
    return Tabs(browser, dashboard.url)


@pytest.fixture
def visit(tabs: Tabs) -> Iterator[Callable[..., Visit]]:
    """Make a visit; at the end of the test no visit may have met a console error or an outside request."""
    visits: list[Visit] = []

    def make(width: int = 1440, height: int = 1000, **settings: Any) -> Visit:
        visits.append(tabs.take(**{"viewport": {"width": width, "height": height}, **settings}))
        return visits[-1]

    yield make
    assert [complaint for made in visits for complaint in tabs.leave(made)] == []


@contextmanager
def drawn(tabs: Tabs, name: str, **settings: Any) -> Iterator[Visit]:
    """A page as it is first drawn; what it complained of fails the last test that looks at it."""
    seen = tabs.take(**settings)
    seen.open(PAGES[name])
    expect(seen.page.get_by_role("heading", level=1)).to_have_text(name)
    yield seen
    assert tabs.leave(seen) == []


# Each page is drawn once a look, for all tests that look at it and touch nothing: pytest runs those of one page together.
@pytest.fixture(scope="session", params=PAGES)
def page_abroad(request: pytest.FixtureRequest, tabs: Tabs) -> Iterator[Visit]:
    """Every page, one after the other, in an English browser."""
    with drawn(tabs, request.param, locale="en-US") as seen:
        yield seen


@pytest.fixture(scope="session", params=PAGES)
def page_in_the_dark(request: pytest.FixtureRequest, tabs: Tabs) -> Iterator[Visit]:
    """Every page, one after the other, in a Chinese browser on a dark screen."""
    with drawn(tabs, request.param, color_scheme="dark") as seen:
        yield seen


@pytest.fixture(scope="session", params=PAGES)
def page_on_a_phone(request: pytest.FixtureRequest, tabs: Tabs) -> Iterator[Visit]:
    """Every page, one after the other, on a phone."""
    with drawn(tabs, request.param, **PHONE) as seen:
        yield seen
