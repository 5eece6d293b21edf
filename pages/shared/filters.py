"""The one sidebar: what the reader chooses, kept across pages and in the address (?乡镇=黄桑乡&状态=推进中).

The widgets stand in app.py's frame, because a widget of a page is forgotten when the page changes. Each is bound to the query
parameter of its name; a value in the address that the data does not know is named and ignored.
"""

from datetime import date

import polars as pl
import streamlit as st

from pages.shared import store
from warehouse import choices
from warehouse.choices import AS_OF, DIMENSIONS
from warehouse.queries import Choice


def sidebar() -> None:
    """Draw the filters and keep the choice for store.read; names what the address asks for and the data does not know."""
    options = store.read_unfiltered("filter_options")
    _name_unknown(options)
    with st.sidebar:
        picked = {choices.FIELDS[dimension]: _multiselect(options, dimension, name) for dimension, name in DIMENSIONS.items()}
        as_of = st.date_input(AS_OF, date.today(), format="YYYY-MM-DD", key=AS_OF, bind="query-params")
        is_chosen = any(picked.values()) or as_of != date.today()
        st.button("清除全部筛选", on_click=_clear, disabled=not is_chosen, width="stretch", key="清除", icon=":material/close:")
    st.session_state[store.CHOICE] = Choice(**picked, as_of=as_of if isinstance(as_of, date) else date.today(), since=None)


def in_words() -> list[str]:
    """The choice in plain words, township first, as of when last: ["黄桑乡", "状态: 推进中", "截至 2024-05-20"]."""
    return [choices.place_in_words(store.choice()), *narrowing_in_words(), f"截至 {store.as_of().isoformat()}"]


def narrowing_in_words() -> list[str]:
    """The filters other than townships and date in plain words: ["主题: 产业", "状态: 推进中"]."""
    chosen = store.choice()
    if chosen == Choice(townships=chosen.townships, as_of=chosen.as_of):
        return []
    return choices.narrowing_in_words(chosen, store.read_unfiltered("filter_options"))


def _clear() -> None:
    """Back to everything, as of today; runs before the widgets are drawn again."""
    for name in DIMENSIONS.values():
        st.session_state[name] = []
    st.session_state[AS_OF] = date.today()


def _multiselect(options: pl.DataFrame, dimension: str, name: str) -> tuple[str, ...]:
    labels = choices.labels(options, dimension)
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


def _name_unknown(options: pl.DataFrame) -> None:
    asked = {name: st.query_params.get_all(name) for name in (*DIMENSIONS.values(), AS_OF)}
    unknown = choices.read_address(asked, options).unknown
    if unknown:
        # The words come from the address: shown as code, so that nothing in them is read as Markdown.
        st.warning("地址里有当前数据没有的筛选值, 已忽略:")
        st.code("\n".join(f"{name}={value}" for name, value in unknown), language=None)
