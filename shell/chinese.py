"""Streamlit's HTML file with its language, title and own words in Chinese, answered in place of the English one.

Streamlit has no setting for the words of its menus, dialogs and calendar. `words.js`, written into the file, puts the Chinese
word wherever Streamlit writes an English one that it knows; what the pages themselves say it leaves alone. The file is also the
place to begin early what costs a reader time: `start.js` connects without asking first, _early fetches charts and tables.
"""

import json
import re
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

WORDS = Path(__file__).with_name("words.json")
SCRIPTS = [Path(__file__).with_name(name) for name in ("start.js", "words.js", "print.js")]
TITLE = "问题整改看板"
# Parts of Streamlit that it fetches only when the first chart or table is there to be drawn.
LATE_PARTS = ("PlotlyChart", "DataFrame")
# What the browser asks of Streamlit's own services and of /api/ is no page.
NO_PAGES = re.compile(r"^/(?:_stcore|api|static|media|component|app)(?:/|$)|\.\w+$|^/.+/$")


class ChineseShell:
    """Middleware: a page that a reader opens by its address begins with the Chinese file; all else passes through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD of a page; the same file for every address, as Streamlit does."""
        is_page = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not NO_PAGES.search(scope["path"])
        if is_page and "text/html" in Headers(scope=scope).get("accept", ""):
            await HTMLResponse(shell(), headers={"Cache-Control": "no-cache"})(scope, receive, send)
            return
        await self._app(scope, receive, send)


@cache
def shell() -> str:
    """Streamlit's index.html in Chinese; ValueError when it is not the file this was written for."""
    page = Path(file_util.get_static_dir(), "index.html").read_text("utf-8")
    script = "".join(path.read_text("utf-8") for path in SCRIPTS).replace(
        "WORDS_AS_JSON", json.dumps(_words(), ensure_ascii=False)
    )
    for pattern, put in (
        (r'<html lang="en">', f'<html lang="zh-CN"><script>{script}</script>'),
        (r"<title>[^<]*</title>", f"<title>{TITLE}</title>"),
        (r"</head>", f"{_early()}</head>"),
        (r"(?<=<noscript>).*?(?=</noscript>)", "请在浏览器中允许 JavaScript, 再打开本页。"),
    ):
        page, count = re.subn(pattern, put.replace("\\", r"\\"), page, flags=re.DOTALL)
        if count != 1:
            raise ValueError(f"Streamlit 的 index.html 里应有一处 {pattern}, 实际 {count} 处")
    return page


def _early() -> str:
    """The script that fetches and reads LATE_PARTS while the server makes the page: charts and tables find them ready."""
    static = Path(file_util.get_static_dir())
    found = [path.relative_to(static).as_posix() for part in LATE_PARTS for path in static.glob(f"static/js/{part}.*.js")]
    if len(found) != len(LATE_PARTS):
        raise ValueError(f"Streamlit 的脚本里应各有一个 {LATE_PARTS}, 实际 {found}")
    imports = "".join(f"import('./{path}');" for path in found)
    # Safari knows no idle moment: soon after the first words are drawn does as well.
    return f'<script type="module">(window.requestIdleCallback ?? (then => setTimeout(then, 100)))(() => {{{imports}}});</script>'


def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(WORDS.read_text("utf-8"))
    return words
