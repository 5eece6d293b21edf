"""Charts as pictures (PNG), drawn by the browser of this machine, without a request to another host.

The browser is started once for the whole process and asked through a queue of its own thread: the first picture takes seconds,
the next ones a fraction of one. Everything has a time limit. Where there is no browser, or it does not answer, NoPictures says
so, and whoever asked goes on without pictures.
"""

import asyncio
import atexit
import logging
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

import kaleido
import plotly.graph_objects as go
import plotly.io as pio

from reports import figures
from reports.browsers import find_browser
from reports.described import Figure

STARTED_WITHIN_S, DRAWN_WITHIN_S, CLOSED_WITHIN_S = 30.0, 20.0, 5.0
WIDTH_PX, SCALE = 900, 2
TITLE_PX, LINE_PX, LEGEND_PX, TOP_LABELS_PX, AXIS_TITLE_PX, PAD_PX = 34, 18, 26, 48, 30, 16
TWO_LINES_PX = 12
FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
TEXT_COLOUR, PALE_TEXT_COLOUR = "#1b2733", "#5b6876"
logger = logging.getLogger(__name__)
pio.templates.default = None  # figures bring what they need; Plotly's own look would only be longer
for _library in ("choreographer", "kaleido"):  # they tell of every closed pipe, with a traceback; what matters is told here
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)


class NoPictures(Exception):
    """Charts cannot be drawn as pictures here; the message says why, in Chinese."""


def png_bytes(figure: Figure, *, title: str = "", source: str = "", width_px: int = WIDTH_PX) -> bytes:
    """The figure on white, with its title above and one line on its source below; `width_px` before doubling for print.

    Raises NoPictures.
    """
    drawn = on_paper(figure, title, source)
    options = {"format": "png", "width": width_px, "height": drawn.layout.height, "scale": SCALE}
    browser_path = find_browser()
    if browser_path is None:
        raise NoPictures("本机没有装浏览器 (Chromium、Chrome 或 Edge), 不能画图")
    try:
        return _started(browser_path).draw(drawn.to_plotly_json(), options)
    except Exception as error:  # whatever the browser did: there is no picture, and the browser is not asked again
        logger.warning("a chart could not be drawn as a picture", exc_info=error)
        stop()
        raise NoPictures("本机的浏览器没有画出图来") from error


def can_draw() -> bool:
    """Whether there is a browser to draw with; it is not started."""
    return find_browser() is not None


def _started(browser_path: str) -> "_Drawer":
    global _running
    with _starting:
        if _running is None:
            _running = _Drawer(browser_path)
        return _running


def stop() -> None:
    """End the browser, if one was started; the next picture starts another."""
    global _running
    with _starting:
        running, _running = _running, None
    if running:
        running.close()


def on_paper(figure: Figure, title: str = "", source: str = "") -> go.Figure:
    """A copy for paper: dark words on white, with room for the title and the line on its source under it."""
    drawn = go.Figure(figure.described())
    lines_px = (TITLE_PX if title else 0) + (LINE_PX if source else 0)
    has_legend = any(trace.name for trace in drawn.data)  # also of one: a colour stands with its word
    over_px = LEGEND_PX if has_legend else TOP_LABELS_PX if drawn.layout.xaxis.side == "top" else 0
    under_px = AXIS_TITLE_PX if drawn.layout.xaxis.title.text else 0
    right_px = max(drawn.layout.margin.r or 0, PAD_PX + 8)  # words at the ends of bars stand there
    drawn.update_layout(
        showlegend=has_legend,
        height=(drawn.layout.height or 400) + lines_px + under_px,
        margin={"t": lines_px + over_px + PAD_PX, "b": under_px + PAD_PX, "l": PAD_PX, "r": right_px},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        font={"family": FONT, "size": 14, "color": TEXT_COLOUR},
    )
    # Larger words than on the pages, and time to measure them.
    drawn.update_xaxes(automargin=True)
    drawn.update_yaxes(automargin=True)
    if any(figures.NEXT_LINE in str(name) for trace in drawn.data for name in trace.y or ()):
        drawn.update_yaxes(tickfont={"size": TWO_LINES_PX})  # of names on two lines: larger ones would touch the next bar's
    if title or source:
        place = {"x": 0.5, "xanchor": "center", "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 14}}
        small = {"text": source, "font": {"size": 12, "color": PALE_TEXT_COLOUR}}
        drawn.update_layout(title={**place, "text": title or " ", "font": {"size": 17}, "subtitle": small})
    return drawn


class _Drawer:
    """One browser, and the thread whose loop speaks with it."""

    def __init__(self, browser_path: str) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True).start()
        self._one_by_one = threading.Lock()
        try:
            self._browser = self._asked(self._opened(browser_path), STARTED_WITHIN_S)
        except BaseException:
            self._loop.call_soon_threadsafe(self._loop.stop)
            raise

    async def _opened(self, browser_path: str) -> kaleido.Kaleido:
        # mathjax False: it would be asked of another host.
        browser = kaleido.Kaleido(n=1, timeout=DRAWN_WITHIN_S, mathjax=False, path=browser_path)
        await browser.open()
        return browser

    def draw(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        """The picture; TimeoutError when the browser does not answer, any error of its own when it cannot draw."""
        with self._one_by_one:
            picture: bytes = self._asked(self._browser.calc_fig(figure, opts=options), DRAWN_WITHIN_S + 1)
            return picture

    def close(self) -> None:
        """End the browser and the thread."""
        with suppress(Exception):
            self._asked(self._browser.close(), CLOSED_WITHIN_S)
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _asked(self, work: Coroutine[Any, Any, Any], within_s: float) -> Any:
        future: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(within_s)
        except TimeoutError:
            future.cancel()
            raise


_starting = threading.Lock()
_running: _Drawer | None = None
atexit.register(stop)
