"""Two sides beside one another: which two, their figures in two columns, and bars of what each has."""

from html import escape

import polars as pl
import streamlit as st

from pages.shared import numbers, offered, store
from reports import figures, wording
from reports.described import Figure
from reports.drills import Target
from warehouse.schema import Table

KINDS = {"方案": "plan", "乡镇": "township"}
LEFT, RIGHT = "左边", "右边"
COLOURS = {LEFT: "#3b78b0", RIGHT: "#e2a33b"}
# In the address; of their own for each kind: a township there is no plan.
KEYS = {
    ("plan", LEFT): "左方案",
    ("plan", RIGHT): "右方案",
    ("township", LEFT): "左乡镇",
    ("township", RIGHT): "右乡镇",
}
MOST_GROUPS, GROUP_PX = 20, 44
TAB = "对照内容"
TABS = {"theme_count": "主题", "unit_count": "单位"}  # where the issues are not what is counted


def chosen() -> tuple[str, str, str] | None:
    """(kind of side, left, right), picked by name and kept in the address; None where there are not two to pick from."""
    kind = KINDS[st.segmented_control("对照", list(KINDS), default="方案", key="对照", bind="query-params") or "方案"]
    options = store.read_equal("side_option", "side_kind", kind)
    labels = dict(options.select("side", "side_label").rows())
    if len(labels) < 2:
        return None
    names = {code: name for name, code in KINDS.items()}
    left_place, right_place = st.columns(2)
    with left_place:
        left = offered.selectbox(LEFT, labels, KEYS[kind, LEFT], names[kind])
    with right_place:
        others = {side: label for side, label in labels.items() if side != left}
        right = offered.selectbox(RIGHT, others, KEYS[kind, RIGHT], names[kind])
    return kind, left, right


def facing(table: Table, rows: pl.DataFrame, columns: list[str]) -> None:
    """The columns of two rows of a mart, a line each, the two sides in two columns; a number leads to the tab that lists it."""
    left, right = rows.iter_rows(named=True)
    kind = next(name for name, code in KINDS.items() if code == left["side_kind"])
    pair = {KEYS[left["side_kind"], place]: side["side_label"] for place, side in ((LEFT, left), (RIGHT, right))}

    def number(value: object, name: str) -> str:
        listed = Target("compare", {"对照": kind, **pair, TAB: TABS.get(name, "问题")})
        return numbers.book().html(numbers.book().linked(_shown(value), labels[name].label, listed))

    labels = {column.name: column for column in table.columns}
    lines = "".join(
        f'<tr><th scope="row" title="{escape(labels[name].description)}">{escape(labels[name].label)}</th>'
        f"<td>{number(left[name], name)}</td><td>{number(right[name], name)}</td></tr>"
        for name in columns
    )
    heads = "".join(
        f'<th scope="col"><i style="background:{COLOURS[place]}"></i>{place}<br>{escape(side["side_label"])}</th>'
        for place, side in ((LEFT, left), (RIGHT, right))
    )
    st.html(
        f'<table class="facing"><caption>{escape(table.label)}</caption><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table>"
    )


def facing_bars(rows: pl.DataFrame, group: str, left: str) -> Figure:
    """Two bars for each value of `group` (a theme, a department), one for each side: how many issues it has
    there. What both have comes first."""
    ordered = [name for names in only_in(rows, group, left) for name in names]
    groups = [figures.plain_text(name) for name in ordered[:MOST_GROUPS]]
    figure = Figure()
    for place, is_left in ((LEFT, True), (RIGHT, False)):
        part = rows.filter((pl.col("side") == left) == is_left)
        counts = {figures.plain_text(row[group]): row["issue_count"] for row in part.iter_rows(named=True)}
        figure.add(
            "bar",
            y=groups,
            x=[counts.get(name, 0) for name in groups],
            orientation="h",
            name=place,
            text=[str(counts.get(name, 0)) for name in groups],
            textposition="outside",
            cliponaxis=False,
            marker={"color": COLOURS[place]},
            customdata=figures.standing_for(group, ordered[:MOST_GROUPS]),
            hovertemplate=f"%{{y}}<br>{place}: %{{x}} 个问题<extra></extra>",
        )
    figure.update_layout(barmode="group")
    return figures.horizontal(figure, len(groups), "问题数 (个)").update_layout(height=GROUP_PX * len(groups) + figures.MARGIN_PX)


def only_in(rows: pl.DataFrame, group: str, left: str) -> tuple[list[str], list[str], list[str]]:
    """The values of `group` in both sides, in the left alone, in the right alone."""
    of_left = rows.filter(pl.col("side") == left)[group].to_list()
    of_right = rows.filter(pl.col("side") != left)[group].to_list()
    both = [name for name in of_left if name in of_right]
    return both, [name for name in of_left if name not in both], [name for name in of_right if name not in both]


def _shown(value: object) -> str:
    return wording.count(value) if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)
