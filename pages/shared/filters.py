"""The one sidebar: what the reader chooses, kept across pages and in the address (?乡镇=黄桑乡&状态=推进中).

The widgets stand in app.py's frame, because a widget of a page is forgotten when the page changes. Each is bound to the query
parameter of its name; a value in the address that the data does not know is named and ignored. What of a page a filter does not
reach is known from the marts the page has read, and said below its heading.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import polars as pl
import streamlit as st

from pages.shared import offered, store
from warehouse import choices, clock
from warehouse.choices import AS_OF, DIMENSIONS, EARLIEST, FIELDS, LATEST, OF_TOILETS, OF_TOILETS_FIELDS
from warehouse.marts import BY_NAME
from warehouse.queries import Choice
from warehouse.views import variables_of

MOST_USED = ("township", "status", "due", "theme", "department")
RARER = tuple(dimension for dimension in DIMENSIONS if dimension not in MOST_USED)
DRAWN = "drawn_filters"  # key of the session state: the names of the selections that the last run drew
CHIPS, MOST_CHIPS = "chips", 4  # of one filter; more are one chip together
MOST_NAMED_AT_ONCE = 60  # townships: all of them stand in the address when all are picked
HELP = {
    "role": "与部门同选: 这些部门以这个角色参加的问题; 不选角色时为牵头或责任。只选角色: 写明有这个角色的问题。",
    "due": "按截至日算: 写明最后一天的才会逾期, 其余为无明确时限。",
    "document": "一份方案, 或自立问题的一个台账。",
    "period": "问题按到期日, 指标按统计期的最后一天。没有日期的不在任何期间。",
    "scope": "资金页的金额说的是谁: 本乡镇的, 别处的例子, 还是政策标准。",
}


def sidebar() -> None:
    """Draw the filters and keep the choice for store.read; names what the address asks for and the data does not know."""
    _name_unknown()
    with st.sidebar:
        picked = {"township": _multiselect("township")}
        _every_or_any(list(store.labels("township")))
        picked |= {dimension: _multiselect(dimension) for dimension in MOST_USED if dimension != "township"}
        as_of = st.date_input(AS_OF, clock.today(), EARLIEST, LATEST, format="YYYY-MM-DD", key=AS_OF, bind="query-params")
        if any(_is_asked(dimension) for dimension in RARER):  # within a shut fold the browser draws nothing
            st.session_state["更多筛选"] = True
        with st.expander("更多筛选", key="更多筛选", on_change="rerun") as fold:
            if fold.open:  # selections that few open: each costs a page time
                picked |= {dimension: _multiselect(dimension) for dimension in RARER}
        is_chosen = any(picked.values()) or as_of != clock.today() or any(name in st.query_params for name in OF_TOILETS.values())
        st.button("清除全部筛选", on_click=_clear, disabled=not is_chosen, width="stretch", key="清除", icon=":material/close:")
    st.session_state[DRAWN] = {DIMENSIONS[dimension] for dimension in picked}
    chosen = {FIELDS[dimension]: values for dimension, values in picked.items()}
    st.session_state[store.CHOICE] = Choice(**chosen, as_of=as_of if isinstance(as_of, date) else clock.today(), since=None)


def pick(values: Mapping[str, str]) -> None:
    """Narrow each dimension to one value, given as value or label; let go of all of them when just these are chosen.

    For callbacks: it runs before the sidebar is drawn. A value that no filter offers is passed over. What only 厕所整改 can be
    narrowed to stands in the address alone; let go of, it leaves the township that was chosen with it.
    """
    of_toilets = {OF_TOILETS[dimension]: [value] for dimension, value in values.items() if dimension in OF_TOILETS}
    if of_toilets and all(st.query_params.get_all(name) == only for name, only in of_toilets.items()):
        for name in of_toilets:
            del st.query_params[name]
        return
    for name, only in of_toilets.items():
        st.query_params[name] = only
    known = {}
    for dimension, asked in values.items():
        if dimension in OF_TOILETS:
            continue
        labels = store.labels(dimension)
        value = asked if asked in labels else next((value for value, label in labels.items() if label == asked), None)
        if value is not None:
            known[DIMENSIONS[dimension]] = [value]
    is_chosen = not of_toilets and all(st.session_state.get(name) == only for name, only in known.items())
    for name, only in known.items():
        choose(name, [] if is_chosen else only)


def choose(name: str, values: list[str]) -> None:
    """Set a filter by its name, for callbacks; one that is not drawn yet is written into the address too.

    The browser writes into the address what a selection is set to, but not what a new one begins with.
    """
    st.session_state[name] = values
    if name in (asked := undrawn()):
        st.query_params[name] = asked[name]


def undrawn() -> dict[str, list[str]]:
    """The filters that are set while no selection of theirs is drawn, as the address has them."""
    found = {}
    for dimension, name in DIMENSIONS.items():
        if name not in st.session_state.get(DRAWN, ()) and (values := st.session_state.get(name)):
            labels = store.labels(dimension)
            found[name] = [labels[value] for value in values]
    return found


def _let_go_of_toilets(name: str, value: str) -> None:
    kept = [each for each in st.query_params.get_all(name) if each != value]
    st.query_params.pop(name, None)
    if kept:
        st.query_params[name] = kept


def narrow_toilets() -> None:
    """Add to the choice the villages and types of problem that the address of 厕所整改 names; others are named and ignored."""
    asked = {dimension: st.query_params.get_all(name) for dimension, name in OF_TOILETS.items()}
    if not any(asked.values()):
        return
    known = set(store.read_in_frame("toilet_option").iter_rows())
    pairs = [(dimension, value) for dimension, values in asked.items() for value in values]
    if unknown := [f"{OF_TOILETS[dimension]}={value}" for dimension, value in pairs if (dimension, value) not in known]:
        st.warning("地址里有当前数据没有的筛选值, 已忽略:")
        st.code("\n".join(unknown), language=None)
    villages, types = (tuple(value for each, value in pairs if each == name and (each, value) in known) for name in OF_TOILETS)
    st.session_state[store.CHOICE] = replace(store.choice(), villages=villages, problem_types=types)


def chips() -> None:
    """What is chosen, one chip a filter's value, above the page; a click on a chip lets go of it."""
    chosen = store.choice()
    said: dict[str, str] = {}
    for dimension, name in DIMENSIONS.items():
        values = getattr(chosen, FIELDS[dimension])
        if len(values) > MOST_CHIPS:
            said[name] = f"{name}: {len(values)} 个"
        elif values:
            labels = store.labels(dimension)
            said |= {f"{name}={value}": f"{name}: {labels.get(value, value)}" for value in values}
    for dimension, name in OF_TOILETS.items():
        said |= {f"{name}={value}": f"{name}: {value}" for value in getattr(chosen, OF_TOILETS_FIELDS[dimension])}
    if store.as_of() != clock.today():
        said[AS_OF] = f"{AS_OF} {store.as_of().isoformat()}"
    if said:
        st.pills(
            "已选的筛选, 点一下去掉",
            list(said),
            format_func=lambda chip: f"{said.get(chip, chip)} ✕",
            selection_mode="multi",
            key=CHIPS,
            on_change=_let_go,
            label_visibility="collapsed",
        )


def _let_go() -> None:
    """The chip that was clicked is let go of."""
    for chip in st.session_state[CHIPS]:
        name, _, value = chip.partition("=")
        if name == AS_OF:
            st.session_state[AS_OF] = clock.today()
        elif name in OF_TOILETS.values():
            _let_go_of_toilets(name, value)
        else:
            st.session_state[name] = [kept for kept in st.session_state[name] if value and kept != value]
    st.session_state[CHIPS] = []


def in_words() -> list[str]:
    """The choice in plain words, township first, as of when last: ["黄桑乡", "状态: 推进中", "截至 2024-05-20"]."""
    return [choices.place_in_words(store.choice()), *narrowing_in_words(), f"截至 {store.as_of().isoformat()}"]


def narrowing_in_words() -> list[str]:
    """The filters other than townships and date in plain words: ["主题: 产业", "状态: 推进中"]."""
    chosen = store.choice()
    if chosen == Choice(townships=chosen.townships, as_of=chosen.as_of):
        return []
    return choices.narrowing_in_words(chosen, store.read_unfiltered("filter_options"))


def unreached_in_words(marts: Iterable[str], parts: Mapping[str, str]) -> list[str]:
    """Which of the filters that are set do not reach which of these marts: ["各村厕所整改不随状态、主题筛选。"].

    `parts` are pieces of a mart that follow less than the whole of it: its name -> a mart that follows what the piece does.
    A mart that follows no township follows no filter at all (it is of the build), and is passed over.
    """
    followed = {BY_NAME[mart].label: variables_of(mart) for mart in marts} | {
        part: variables_of(mart) for part, mart in parts.items()
    }
    followed = {name: variables for name, variables in followed.items() if "townships" in variables}
    missed: dict[tuple[str, ...], list[str]] = {}
    for field, filter_name in _filters_set().items():
        if without := tuple(name for name, variables in followed.items() if field not in variables):
            missed.setdefault(("本页",) if len(without) == len(followed) else without, []).append(filter_name)
    return [f"{'、'.join(names)}不随{'、'.join(filter_names)}筛选。" for names, filter_names in missed.items()]


def unfollowed(mart: str) -> list[str]:
    """The filters that are set and do not reach a mart, the as-of date last: ["主题", "截至日"]."""
    variables = variables_of(mart)
    names = [filter_name for field, filter_name in _filters_set().items() if field not in variables]
    return [*names, "截至日"] if "as_of" not in variables and store.as_of() != clock.today() else names


def _filters_set() -> dict[str, str]:
    """The filters that narrow the choice: field of Choice -> name in the sidebar."""
    fields = {**FIELDS, **OF_TOILETS_FIELDS}
    return {fields[name]: said for name, said in {**DIMENSIONS, **OF_TOILETS}.items() if getattr(store.choice(), fields[name])}


def _is_asked(dimension: str) -> bool:
    """Whether a filter is set, by its widget, a chart or the address."""
    name = DIMENSIONS[dimension]
    return bool(st.session_state.get(name)) or name in st.query_params


def _clear() -> None:
    """Back to everything, as of today; runs before the widgets are drawn again."""
    for name in DIMENSIONS.values():
        choose(name, [])
    for name in OF_TOILETS.values():
        st.query_params.pop(name, None)
    st.session_state[AS_OF] = clock.today()


def _pick(name: str, values: list[str]) -> None:
    st.session_state[name] = values


def _every_or_any(townships: list[str]) -> None:
    """Two buttons below the townships: each of them picked (to let go of some), or no township asked for, which shows all.

    There is no choice of no township at all: it would show nothing, and an address that names none shows all.
    """
    name = DIMENSIONS["township"]
    with st.container(horizontal=True, gap="small", key="at_once"):
        if len(townships) <= MOST_NAMED_AT_ONCE:
            st.button("全选", on_click=_pick, args=(name, townships), type="tertiary", key="全选")
        is_asked = bool(st.session_state.get(name))
        st.button("不限乡镇", on_click=_pick, args=(name, []), disabled=not is_asked, type="tertiary", key="不限乡镇")


def _multiselect(dimension: str) -> tuple[str, ...]:
    labels, name = store.labels(dimension), DIMENSIONS[dimension]
    if dimension == "document" and (townships := st.session_state.get(DIMENSIONS["township"])):
        labels = _documents_of(townships, labels)
    return offered.multiselect(name, labels, HELP.get(dimension))


def _documents_of(townships: list[str], labels: Mapping[str, str]) -> dict[str, str]:
    """The documents of these townships, and those that are picked or asked for."""
    options = store.read_unfiltered("filter_options")
    rows = options.filter(pl.col("dimension") == "document", pl.col("townships").list.set_intersection(townships).list.len() > 0)
    name = DIMENSIONS["document"]
    kept = {*rows["value"].to_list(), *(st.session_state.get(name) or [])}
    asked = set(st.query_params.get_all(name))
    return {value: label for value, label in labels.items() if value in kept or label in asked}


def _name_unknown() -> None:
    asked = {name: st.query_params.get_all(name) for name in (*DIMENSIONS.values(), AS_OF)}
    unknown = choices.read_address(asked, store.read_unfiltered("filter_options")).unknown
    if unknown:
        # The words come from the address: shown as code, so that nothing in them is read as Markdown.
        st.warning("地址里有当前数据没有的筛选值, 已忽略:")
        st.code("\n".join(f"{name}={value}" for name, value in unknown), language=None)
