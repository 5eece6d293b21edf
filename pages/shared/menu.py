"""The pages, in the order of the menu, with their Chinese titles and their addresses."""

from typing import Any

import streamlit as st

TITLES = {
    "overview": "总览",
    "progress": "整改进度",
    "changes": "本期变化",
    "toilets": "厕所整改",
    "funds": "资金",
    "register": "问题台账",
    "evidence": "原文",
    "quality": "数据质量",
}


def pages() -> list[Any]:
    """What st.navigation is given; the first page stands at the bare address."""
    first = next(iter(TITLES))
    return [st.Page(f"pages/{name}.py", title=title, url_path=name, default=name == first) for name, title in TITLES.items()]
