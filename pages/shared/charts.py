"""Drawing a chart on a page: Plotly's own words in Chinese, a sentence for those who cannot see it, and points that choose.

A chart whose points say which values of filters they stand for (reports/figures.py) sets these filters when one is clicked, and
lets go of them when it is clicked again: the whole page follows, the chips above it show the filters.
"""

from functools import partial
from typing import Any

import streamlit as st

from pages.shared import filters, gathered, paper
from pages.shared.gathered import ShownChart
from reports import pictures, wording
from reports.described import Figure
from warehouse.choices import DIMENSIONS, OF_TOILETS

HINT = "<i>点选: 只看它; 再点一次取消</i>"
# Plotly's own words; its bundle speaks English only.
CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "doubleClickDelay": 0,  # two quick taps are two clicks: the first tells the value, the second chooses
    "locale": "zh-CN",
    "locales": {
        "zh-CN": {
            "dictionary": {"Double-click to zoom back out": "双击返回原图", "Click to enter Plot title": ""},
            "format": {
                "days": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
                "shortDays": ["日", "一", "二", "三", "四", "五", "六"],
                "months": [f"{month}月" for month in range(1, 13)],
                "shortMonths": [f"{month}月" for month in range(1, 13)],
                "date": "%Y年%m月%d日",
            },
        }
    },
}

# Streamlit hands every chart to Plotly twice, the second time a copy, and Plotly draws all of it again where anything in the copy
# may differ: arrays that are not the same ones, unless a revision of the data is named (other data is another chart to Streamlit,
# in a new place, so the name need not change); the template of Streamlit's theme; what Streamlit sets of a chart that can be
# clicked. So charts name a revision, bring these settings, and have a look of their own instead of the theme (_dress, style.css).
ONE_REVISION = 1
CLICKED = {"clickmode": "event+select", "hovermode": "closest", "dragmode": "pan"}
WORD_SHARE = 0.75  # of the page's font size
GREY = "#7f8896"  # of words that style.css does not give a colour of the page's theme
PAD_PX, TITLE_OFF_PX, SIDE_TITLE_OFF_PX = 7.5, 18.75, 22.5


def show(figure: Figure, key: str, alt: str) -> None:
    """Draw a figure over the full width; `alt` says in a sentence what it shows."""
    gathered.add_chart(ShownChart(figure, key, alt))
    if paper.is_asked():
        st.plotly_chart(pictures.on_paper(figure), key=f"{key}_on_paper", theme=None, config={"staticPlot": True}, alt=alt)
        return
    dressed = _dressed(figure)
    choosing = [trace for trace in dressed["data"] if any(_stands_for(point) for point in trace.get("customdata", ()))]
    if not choosing:
        st.plotly_chart(dressed, key=key, config=CONFIG, theme=None, alt=alt)
        return
    # The prefix is for style.css, which says that the chart can be clicked. A chart's identity is its description: one that looks
    # the same after a click gets another, so that Streamlit forgets which point was clicked and a second click is one again.
    key = f"pick_{key}"
    for trace in choosing:
        trace["hovertemplate"] = trace["hovertemplate"].replace("<extra>", f"<br>{HINT}<extra>")
    dressed["layout"] |= {**CLICKED, "meta": st.session_state.get(f"{key}_clicks", 0)}
    st.plotly_chart(
        dressed, key=key, config=CONFIG, theme=None, alt=alt, on_select=partial(_picked, key), selection_mode="points"
    )


def _dressed(figure: Figure) -> dict[str, Any]:
    """A figure, described in the look of the pages: fonts and room as reports/figures.py measures them, no lines across."""
    described = figure.described()
    layout = described["layout"]
    font = {"family": st.get_option("theme.font"), "size": WORD_SHARE * st.get_option("theme.baseFontSize"), "color": GREY}
    layout |= {"datarevision": ONE_REVISION, "font": font}
    layout["hoverlabel"] = {**layout.get("hoverlabel", {}), "font": font}
    layout["margin"] = {**layout.get("margin", {}), "pad": PAD_PX}
    for name, off_px in (("xaxis", TITLE_OFF_PX), ("yaxis", SIDE_TITLE_OFF_PX)):
        axis = layout.setdefault(name, {})
        axis["title"] = {**axis.get("title", {}), "standoff": off_px}
    layout["xaxis"] |= {"showgrid": False, "zeroline": False}
    return described


def left_out(drawn: int, whole: int, what: str, where: str) -> None:
    """Below a chart that draws the first of many: how many of them, which (`what`: 个问题最多的乡镇), and where the rest is."""
    if whole > drawn:
        st.caption(f"图上只画 {drawn} {what}, 共 {wording.count(whole)} 个; 全部在{where}。")


def _stands_for(point: object) -> dict[str, str]:
    """The filters of a point, from its customdata: dimension -> value or label."""
    if not isinstance(point, dict):
        return {}
    return {name: value for name, value in point.items() if name in DIMENSIONS or name in OF_TOILETS}


def _picked(key: str) -> None:
    """A point was clicked: its filters are set before the page is drawn again."""
    st.session_state[f"{key}_clicks"] = st.session_state.get(f"{key}_clicks", 0) + 1
    points = st.session_state[key]["selection"]["points"]
    if points:
        filters.pick(_stands_for(points[0].get("customdata")))
