"""The browser installed on this machine: it draws charts as pictures, and the tests visit the pages with it."""

import os
import shutil
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FETCHED = (
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


def find_browser() -> str | None:
    """The path of an installed browser, None when there is none; a CHROME that does not exist counts as none."""
    named = os.environ.get("CHROME")
    if named:
        return shutil.which(named)
    for candidate in (*COMMANDS, *USUAL_PLACES):
        path = shutil.which(candidate)
        if path:
            return path
    fetched = [path for pattern in FETCHED for path in sorted(Path.home().glob(pattern))]
    return str(fetched[-1]) if fetched else None
