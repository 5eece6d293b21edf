"""What surrounds every page: its style, its heading, and what is said when it cannot be drawn."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from pathlib import Path
from typing import Any, NoReturn

import streamlit as st

from pages.shared import filters, gathered, menu, numbers, paper, store
from pages.shared.gathered import Gathered
from reports.citations import CitedRow
from reports.drills import Target
from warehouse import clock
from warehouse.marts import DOCUMENT_FIGURES, DOUBT_SUMMARY
from warehouse.queries import NoWarehouse

STYLE = Path(__file__).with_name("style.css")
_is_headed: ContextVar[bool] = ContextVar("is_headed", default=False)  # true once the page has drawn its heading
_in_frame: ContextVar[bool] = ContextVar("in_frame", default=False)  # true while app.py runs a page
logger = logging.getLogger(__name__)


def style() -> None:
    """The style sheet of all pages."""
    st.html(STYLE)


def heading(
    title: str,
    *,
    about: str = "",
    parts: Mapping[str, str] | None = None,
    narrow: Callable[[], None] | None = None,
    doubts: Mapping[str, Any] | None = None,
) -> None:
    """The first lines of a page: its title, and the scope in words, its date, the build, and how many places are doubtful.

    `about` says what the page is of where it is not of the reader's choice (one issue, one file).
    `parts` names pieces of a mart that follow fewer filters than the rest of it, each with a mart that follows as many as it:
    what a filter that is set does not reach is said when the page is drawn. `narrow` adds to the choice what this
    page alone can be narrowed to. `doubts` is the row of document_figures of the one document the page is of.
    """
    begin()
    if narrow:
        narrow()
    numbers.begin()
    said_of = [about, f"截至 {store.as_of().isoformat()}"] if about else filters.in_words()
    words = [f"<span>{escape(word)}</span>" for word in said_of]
    if store.is_synthetic():
        words.insert(0, "<span>合成数据</span>")
    words.append(_build())
    if not about:
        counted = numbers.row(DOUBT_SUMMARY, store.read_in_frame(DOUBT_SUMMARY.name).row(0, named=True))
        words.append(_doubts(counted, filters.unfollowed(DOUBT_SUMMARY.name)))
    elif doubts:
        words.append(_doubts(numbers.row(DOCUMENT_FIGURES, doubts, "source_id"), of="这份文档"))
    scope = "".join(words)
    notes = []
    if not about and store.as_of() != clock.today():
        notes.append("这一天之后印发的方案、填报的台账和表格都不计。没有写日期的方案和状态, 任何一天都算。")
    said = "".join(f"<p>{escape(note)}</p>" for note in notes)
    st.html(f'<header class="page-head"><h1>{escape(title)}</h1><p class="scope">{scope}</p>{said}</header>')
    _is_headed.set(True)
    if about:
        paper.offer(st.container(horizontal=True, key="offers"))
    else:
        filters.chips()
        gathered.begin(title, st.container(), parts or {})


def _build() -> str:
    """The build by its time, a link to what it read; and whether another one is running."""
    row = store.read_unfiltered("build_summary").row(0, named=True)
    link = numbers.book().linked(
        f"批次 {row['finished_at']:%Y-%m-%d %H:%M}", f"批次 {row['build_id']}", Target("quality", {"质量": "批次"})
    )
    running = store.building_in_words()
    said = f'<span class="building" title="建好后打开任一页即为新批次">{running}</span>' if running else ""
    return f"<span>{numbers.book().html(link)}</span>{said}"


def _doubts(row: CitedRow, unfollowed: Sequence[str] = (), of: str = "") -> str:
    """How many places are doubtful, a link to their list, and which filters that are set do not part them.

    An audit may be of a whole document or table: it has no theme and no state that all of it would be of. `of` says of what they
    are where it is not the reader's choice.
    """
    over_all = f" (不分{'、'.join(unfollowed)})" if unfollowed else ""
    if not row.values["doubt_count"]:
        return f"<span>{of}核验没有存疑{over_all}</span>"
    told = numbers.book().html(f"{of}核验存疑 {row.count('doubt_count')} 处")
    return f'<span class="doubts">{told}</span>' if not over_all else f'<span><span class="doubts">{told}</span>{over_all}</span>'


def unreached(shown: Gathered) -> None:
    """Below the heading: which filters that are set do not reach which parts of the page."""
    if shown.place is not None and (lines := filters.unreached_in_words(shown.marts, shown.parts)):
        shown.place.html(f'<p class="unreached">{escape("".join(lines))}</p>')


def section(title: str, note: str = "", press: str = "") -> None:
    """The heading of a part of a page, with a line on how to read it, and what pressing does, which paper leaves out."""
    words = note if paper.is_asked() else f"{note}{press}"
    line = f"<p>{escape(words)}</p>" if words else ""
    st.html(f'<div class="section"><h2>{escape(title)}</h2>{line}</div>')


def doubt(title: str, lines: list[str]) -> None:
    """A contradiction in a source: what it is, and the words of the source."""
    words = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    st.html(f'<div class="doubt"><strong>{escape(title)}</strong>{words}</div>')


def corrected(lines: list[str]) -> None:
    """What was put right of what a source says: what was read, what it should be, and why."""
    words = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    st.html(f'<div class="corrected"><strong>已更正</strong>{words}</div>')


def nothing_found(searched: str = "", counted: str = "") -> NoReturn:
    """Said in place of figures and tables when no row meets the filters, the words searched for and what alone is to be seen.

    Ends the page.
    """
    if counted and not searched:
        st.info(f"所选范围内没有“{counted}”的问题。请在“只看”里换一项, 或在左侧放宽筛选条件。")
    elif searched:
        st.info("没有找到这些词。词之间的空格表示都要有; 请少写几个词, 或在左侧放宽筛选条件。")
    else:
        st.info("没有符合筛选条件的数据。请在左侧放宽筛选条件。")
    st.stop()


def begin() -> None:
    """A page begins: called by its heading, and before it by a page that reads anything first.

    Runs app.py instead of a page that is run alone.
    When the first visit to a fresh server goes straight to a page, Streamlit takes the folder pages/ for its older kind of
    app and runs the page without app.py. Any call of st.navigation ends that for the whole server.
    """
    if _in_frame.get():
        return
    st.navigation(menu.pages(), position="hidden")
    st.rerun()


def _head_without_data() -> None:
    """A heading for a page that could not draw its own."""
    if not _is_headed.get():
        st.html('<header class="page-head"><h1>问题整改看板</h1></header>')


@contextmanager
def told_in_chinese() -> Iterator[None]:
    """Tell in Chinese why a page cannot be drawn; the details go to the log, never to the reader.

    This is the outermost frame of a run: the one place where any exception is caught.
    """
    token = _in_frame.set(True)
    _is_headed.set(False)
    try:
        yield
    except NoWarehouse:
        _head_without_data()
        if running := store.building_in_words():
            st.info(f"{running}, 建好后刷新本页。")
            return
        st.warning("还没有数据仓库, 页面没有可以显示的内容。请在项目文件夹中运行下面任一命令, 完成后刷新本页:")
        st.code("make run                # 安装、建库并启动看板\npython -m etl build     # 只建库", language=None)
    except Exception:
        logger.exception("a page could not be drawn")
        _head_without_data()
        st.error("页面无法显示: 读取数据仓库时出错。请联系维护人员查看服务日志; 重新建库通常可以恢复:")
        st.code("python -m etl build", language=None)
    finally:
        _in_frame.reset(token)
