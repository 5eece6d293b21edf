"""Pictures of every page, wide, on a phone and in the dark, to be looked at; and the one of the README.

`python -m tests.browser.screenshots [--store store] [--out build/screenshots]`; `make screenshots`.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import launched
from tests.browser.harness import Visit
from tests.serving import ROOT, serve

VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1440, "height": 1000}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2},
    "dark": {"viewport": {"width": 1440, "height": 1000}, "color_scheme": "dark"},
}
README_PICTURE = ROOT / "docs" / "overview.png"


def picture(browser: Browser, url: str, path: str, target: Path, *, whole: bool, **settings: Any) -> None:
    """One page; for the whole of it the window is made as high as the page, because it scrolls inside itself."""
    context = browser.new_context(locale="zh-CN", **settings)
    visit = Visit(context.new_page(), url)
    visit.open(path)
    if whole:
        size = settings["viewport"]
        height = visit.page.evaluate("""document.querySelector('[data-testid="stMain"]').scrollHeight""")
        visit.page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
        visit.settle()
    visit.page.wait_for_timeout(500)
    visit.page.screenshot(path=target)
    context.close()


def main() -> int:
    """Take all pictures; docs/overview.png is the first screen of 总览."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, default=ROOT / "store")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with serve(arguments.store.resolve()) as served, sync_playwright() as playwright, launched(playwright) as browser:
        context = browser.new_context(locale="zh-CN")
        visit = Visit(context.new_page(), served.url)
        visit.open()
        pages = visit.links()
        context.close()
        for name, path in pages.items():
            for view, settings in VIEWS.items():
                target = arguments.out / f"{path or 'overview'}-{view}.png"
                picture(browser, served.url, path, target, whole=True, **settings)
                sys.stdout.write(f"{name} {target}\n")
        picture(browser, served.url, "", README_PICTURE, whole=False, viewport={"width": 1280, "height": 900})
    return 0


if __name__ == "__main__":
    sys.exit(main())
