"""收藏: a page with its address under a name, in the sidebar of everyone who opens the dashboard.

There are no accounts, so the list is one for all: a small file beside the warehouse, `saved_views.json` of the store. A view is
what its link is (page and address), so it follows each new build; a link that is copied does the same without a name.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from filelock import FileLock, Timeout

from pages.shared import menu, store

FILE, LOCK, WAIT_S = "saved_views.json", "saved_views.lock", 5
MOST_VIEWS, MOST_CHARS = 60, 30
FOLD, TYPED, GONE, SAID = "saved_views_fold", "saved_view_name", "saved_view_gone", "saved_view_said"


class NotSaved(Exception):
    """A view cannot be kept or taken away; the message says in Chinese why."""


@dataclass(frozen=True)
class SavedView:
    """A page (a name of menu.TITLES) and the parameters of its address."""

    name: str
    page: str
    query: dict[str, list[str]]


def read(folder: Path) -> list[SavedView]:
    """The views kept in a store, by name; none where nothing was kept. Raises NotSaved for a file that is none of ours."""
    path = folder / FILE
    try:
        views = [SavedView(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise NotSaved(f"{path} 读不了, 应为收藏的视图的列表 (JSON)") from error
    for number, view in enumerate(views, start=1):
        _check(view, f"{path} 第{number}个视图")
    return [view for view in views if view.page in menu.TITLES]


def _check(view: SavedView, place: str) -> None:
    """Raises NotSaved for a view that somebody's hand has made one that cannot be opened."""
    for name in ("name", "page"):
        if not isinstance(value := getattr(view, name), str):
            raise NotSaved(f"{place}的 {name}: 读到 {_excerpt(value)}, 应为文字")
    is_query = isinstance(view.query, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values) for values in view.query.values()
    )
    if not is_query:
        expected = '{"乡镇": ["黄桑乡"]} 这样的参数和取值的列表'
        raise NotSaved(f"{place}“{view.name}”的 query: 读到 {_excerpt(view.query)}, 应为 {expected}")


def _excerpt(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= MOST_CHARS else f"{words[:MOST_CHARS]}…"


def keep(folder: Path, name: str, page: str, query: Mapping[str, Sequence[str]]) -> None:
    """Keep a view under a name nobody has used; raises NotSaved."""
    if not 0 < len(name) <= MOST_CHARS or not name.isprintable():
        raise NotSaved(f"读到“{name}”, 名称应为 1 至 {MOST_CHARS} 个字")
    with _held(folder):
        views = read(folder)
        if any(view.name == name for view in views):
            raise NotSaved(f"已经有“{name}”, 请换一个名称, 或先删除它")
        if len(views) >= MOST_VIEWS:
            raise NotSaved(f"已经收藏了 {MOST_VIEWS} 个视图, 请先删除不用的")
        view = SavedView(name, page, {key: list(values) for key, values in query.items()})
        _write(folder, sorted([*views, view], key=lambda each: each.name))


def remove(folder: Path, name: str) -> None:
    """Take a view away; nothing happens when somebody else already has."""
    with _held(folder):
        _write(folder, [view for view in read(folder) if view.name != name])


def sidebar(page: str) -> None:
    """The names, each a link, and a button that keeps what `page` (a name of menu.TITLES) shows now."""
    folder = store.folder()
    with st.sidebar:
        try:
            views = read(folder)
        except NotSaved as error:
            st.caption(f"收藏: {error}")
            return
        if views:
            # Links of the browser, which loads the page anew: a link within the app leaves the filters as they were.
            links = "".join(
                f'<li><a href="{escape(_address(view))}" target="_self">{escape(view.name)}</a></li>' for view in views
            )
            st.html(f'<nav class="saved-views" aria-label="收藏的视图"><h2>收藏的视图</h2><ul>{links}</ul></nav>')
        # No popover: at the foot of a low window it has no room for its fields.
        fold = st.expander("收藏当前视图", key=FOLD, on_change="rerun")
        if fold.open:
            with fold:
                _fold(page, [view.name for view in views])


def _address(view: SavedView) -> str:
    """The view's address below the dashboard's own: register?乡镇=黄桑乡; the first page stands at the bare address."""
    path = "./" if view.page == next(iter(menu.TITLES)) else view.page
    return f"{path}?{urlencode(view.query, doseq=True)}"


def _fold(page: str, names: list[str]) -> None:
    """Naming a view, and taking one away."""
    st.caption("把这一页和地址里的筛选记成一个名称, 下次在左侧点开。没有账号, 名单由所有人共用; 只给自己用的, 复制地址即可。")
    st.text_input("名称", key=TYPED, max_chars=MOST_CHARS, placeholder="如: 黄桑乡逾期")
    st.button("收藏", on_click=_keep, args=(page,), width="stretch", key="收藏")
    if names:
        st.pills("删除", names, key=GONE)
        st.button("删除所选", on_click=_remove, width="stretch", key="删除收藏")
    if said := st.session_state.pop(SAID, ""):
        st.info(said)


def _keep(page: str) -> None:
    name = (st.session_state[TYPED] or "").strip()
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    try:
        keep(store.folder(), name, page, query)
    except NotSaved as error:
        st.session_state[SAID] = f"没有收藏: {error}。"
    else:
        st.session_state[SAID], st.session_state[TYPED] = f"已收藏“{name}”。", ""


def _remove() -> None:
    if name := st.session_state[GONE]:
        try:
            remove(store.folder(), name)
        except NotSaved as error:
            st.session_state[SAID] = f"没有删除: {error}。"
        else:
            st.session_state[SAID], st.session_state[GONE] = f"已删除“{name}”。", None


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The list held by one writer at a time; raises NotSaved where the store cannot be written."""
    try:
        with FileLock(folder / LOCK, timeout=WAIT_S):
            yield
    except (OSError, Timeout) as error:
        raise NotSaved(f"看板不能写入 {folder}, 请复制地址留用, 或请维护人员开放写入") from error


def _write(folder: Path, views: list[SavedView]) -> None:
    """The whole list, beside the old one and then in its place: a reader never sees half of it."""
    rows = json.dumps([asdict(view) for view in views], ensure_ascii=False, indent=1)
    draft = folder / f"{FILE}.new"
    draft.write_text(rows, encoding="utf-8")
    draft.replace(folder / FILE)
