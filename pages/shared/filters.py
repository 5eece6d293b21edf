"""The one sidebar: what the reader chooses, kept across pages and in the address (?乡镇=黄桑乡&状态=推进中).

The widgets stand in app.py's frame, because a widget of a page is forgotten when the page changes. Each is bound to the query
parameter of its name; a value in the address that the data does not know is named and ignored.
"""

import re
from datetime import date

import polars as pl
import streamlit as st

from pages.shared import store
from warehouse.queries import Choice

# the dimension of filter_options -> its name in the sidebar and in the address
DIMENSIONS = {"township": "乡镇", "category": "类别", "theme": "主题", "department": "部门", "status": "状态"}
AS_OF = "截至"


def sidebar() -> None:
    """Draw the filters and keep the choice for store.read; names what the address asks for and the data does not know."""
    options = store.read_unfiltered("filter_options")
    _name_unknown(options)
    with st.sidebar:
        picked = {dimension: _multiselect(options, dimension, name) for dimension, name in DIMENSIONS.items()}
        as_of = st.date_input(AS_OF, date.today(), format="YYYY-MM-DD", key=AS_OF, bind="query-params")
        is_chosen = any(picked.values()) or as_of != date.today()
        st.button("清除全部筛选", on_click=_clear, disabled=not is_chosen, width="stretch", key="清除", icon=":material/close:")
    st.session_state[store.CHOICE] = Choice(
        townships=picked["township"],
        categories=picked["category"],
        themes=picked["theme"],
        departments=picked["department"],
        statuses=picked["status"],
        as_of=as_of if isinstance(as_of, date) else date.today(),
    )


def in_words() -> list[str]:
    """The choice in plain words, township first, as of when last: ["黄桑乡", "状态: 推进中", "截至 2024-05-20"]."""
    return ["、".join(store.choice().townships) or "全部乡镇", *narrowing_in_words(), f"截至 {store.as_of().isoformat()}"]


def narrowing_in_words() -> list[str]:
    """The filters other than townships and date in plain words: ["主题: 产业", "状态: 推进中"]."""
    chosen = store.choice()
    status_labels = _labels(store.read_unfiltered("filter_options"), "status") if chosen.statuses else {}
    words = []
    for name, values in (
        ("类别", chosen.categories),
        ("主题", chosen.themes),
        ("部门", chosen.departments),
        ("状态", tuple(status_labels.get(code, code) for code in chosen.statuses)),
    ):
        if values:
            words.append(f"{name}: {'、'.join(values)}")
    return words


def _clear() -> None:
    """Back to everything, as of today; runs before the widgets are drawn again."""
    for name in DIMENSIONS.values():
        st.session_state[name] = []
    st.session_state[AS_OF] = date.today()


def _multiselect(options: pl.DataFrame, dimension: str, name: str) -> tuple[str, ...]:
    labels = _labels(options, dimension)
    # The label is also what stands in the address: it carries no count, which would break the link at the next build.
    picked = st.multiselect(
        name,
        list(labels),
        format_func=lambda value: labels.get(value, value),
        key=name,
        placeholder="全部",
        select_all=False,
        bind="query-params",
    )
    return tuple(picked)


def _labels(options: pl.DataFrame, dimension: str) -> dict[str, str]:
    rows = options.filter(pl.col("dimension") == dimension)
    return dict(zip(rows["value"].to_list(), rows["label"].to_list(), strict=True))


def _name_unknown(options: pl.DataFrame) -> None:
    unknown = []
    for dimension, name in DIMENSIONS.items():
        known = set(_labels(options, dimension).values())
        unknown += [f"{name}={value}" for value in st.query_params.get_all(name) if value and value not in known]
    unknown += [f"{AS_OF}={value}" for value in st.query_params.get_all(AS_OF) if value and not _is_date(value)]
    if unknown:
        # The words come from the address: shown as code, so that nothing in them is read as Markdown.
        st.warning("地址里有当前数据没有的筛选值, 已忽略:")
        st.code("\n".join(unknown), language=None)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None
