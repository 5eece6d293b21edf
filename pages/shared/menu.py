"""The pages, in the order of the menu, with their Chinese titles and their addresses."""

from typing import Any

import streamlit as st

TITLES = {
    "overview": "总览",
    "progress": "整改进度",
    "departments": "责任部门",
    "register": "问题台账",
    "toilets": "厕所整改",
    "funds": "资金",
    "deadlines": "时限与预警",
    "changes": "本期变化",
    "compare": "方案对照",
    "indicators": "指标",
    "quality": "数据质量",
    "evidence": "原文",
}


def pages() -> list[Any]:
    """What st.navigation is given; the first page stands at the bare address."""
    first = next(iter(TITLES))
    return [st.Page(f"pages/{name}.py", title=title, url_path=name, default=name == first) for name, title in TITLES.items()]
