"""Drawing a chart on a page: Plotly's own words in Chinese, and a sentence for those who cannot see it."""

import plotly.graph_objects as go
import streamlit as st

from pages.shared import gathered, paper
from pages.shared.gathered import ShownChart
from reports import pictures

# Plotly's own words; its bundle speaks English only.
CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
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


def show(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a figure over the full width; `alt` says in a sentence what it shows."""
    gathered.add_chart(ShownChart(figure, key, alt))
    if paper.is_asked():
        st.plotly_chart(pictures.on_paper(figure), key=f"{key}_on_paper", theme=None, config={"staticPlot": True}, alt=alt)
        return
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt)
