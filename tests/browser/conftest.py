"""The dashboard served once over a real warehouse, and a real browser to visit it with."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from reports.browsers import find_browser
from tests.browser.harness import DRAWN_WITHIN_MS, Visit
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


@pytest.fixture
def visit(browser: Browser, dashboard: Served) -> Iterator[Callable[..., Visit]]:
    """Make a visit; at the end of the test no visit may have met a console error or an outside request."""
    visits: list[Visit] = []

    def make(width: int = 1440, height: int = 1000, **settings: Any) -> Visit:
        context = browser.new_context(**{"locale": "zh-CN", "viewport": {"width": width, "height": height}, **settings})
        context.set_default_timeout(DRAWN_WITHIN_MS)
        visits.append(Visit(context.new_page(), dashboard.url))
        return visits[-1]

    yield make
    for made in visits:
        made.page.context.close()
    assert [complaint for made in visits for complaint in made.complaints] == []
