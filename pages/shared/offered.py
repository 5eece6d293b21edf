"""Selections over thousands of values: a few hundred are offered, the rest is found by some characters of its name.

A list of thousands costs a page megabytes and its reader patience. Below a selection with more than MOST_OFFERED values stands a
field that looks in all of them; what is picked, or named in the address, is always among those offered.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from reports import wording

MOST_OFFERED = 300


def multiselect(name: str, labels: Mapping[str, str], help_text: str | None = None) -> tuple[str, ...]:
    """What is picked of the values (value -> label); `name` is its key, its label and its parameter in the address."""
    place = st.container()
    offered = _offered(name, labels, partial(_add, name), name)
    # The label is also what stands in the address: it carries no count, which would break the link at the next build.
    picked = place.multiselect(
        name,
        offered,
        format_func=lambda value: labels.get(value, value),
        key=name,
        help=help_text,
        placeholder="全部",
        select_all=False,
        bind="query-params",
    )
    return tuple(picked)


def selectbox(label: str, labels: Mapping[str, str], key: str, what: str) -> str:
    """The one picked of at least one value (value -> label), which are called `what`; `key` is its parameter in the address."""
    place = st.container()
    # What was picked may be gone, and nothing found of what is sought.
    offered = _offered(key, labels, partial(_set, key), what) or list(labels)[:MOST_OFFERED]
    picked: str = place.selectbox(label, offered, format_func=labels.__getitem__, key=key, bind="query-params")
    return picked


def _offered(key: str, labels: Mapping[str, str], pick: Any, what: str) -> list[str]:
    """The values that a selection offers, in their order; draws the field below it where there are more."""
    if len(labels) <= MOST_OFFERED:
        return list(labels)
    sought = st.text_input(
        f"查找{what}",
        key=f"{key}_sought",
        placeholder=f"在 {wording.count(len(labels))} 个{what}中查找",
        label_visibility="collapsed",
        icon=":material/search:",
        on_change=_find,
        args=(f"{key}_sought", labels, pick),
    ).strip()
    found = [value for value, label in labels.items() if sought in label]
    if sought:
        said = f"找到 {wording.count(len(found))} 个, 在上面选" if found else "没有找到"
        st.caption(f"“{sought}”: {said}" + (f" (列前 {MOST_OFFERED} 个)" if len(found) > MOST_OFFERED else ""))
    chosen = st.session_state.get(key) or []
    picked = {*([chosen] if isinstance(chosen, str) else chosen)}
    asked = set(st.query_params.get_all(key))
    kept = [value for value, label in labels.items() if value in picked or label in asked]
    return list(dict.fromkeys([*kept, *found[:MOST_OFFERED]]))


def _find(field: str, labels: Mapping[str, str], pick: Any) -> None:
    """What was typed is picked at once where it is a name, or a part of one name only."""
    sought = st.session_state[field].strip()
    found = [value for value, label in labels.items() if sought == label] or [
        value for value, label in labels.items() if sought and sought in label
    ]
    if len(found) == 1:
        pick(found[0])
        st.session_state[field] = ""


def _add(key: str, value: str) -> None:
    st.session_state[key] = list(dict.fromkeys([*(st.session_state.get(key) or []), value]))


def _set(key: str, value: str) -> None:
    st.session_state[key] = value
