"""The dashboard: page config, navigation, and the filters that stand beside every page."""

import streamlit as st

from pages.shared import filters, frame

st.set_page_config(page_title="问题整改看板", page_icon="pages/shared/icon.svg", layout="wide")

page = st.navigation(
    [
        st.Page("pages/overview.py", title="总览", url_path="overview", default=True),
        st.Page("pages/progress.py", title="整改进度", url_path="progress"),
        st.Page("pages/toilets.py", title="厕所整改", url_path="toilets"),
        st.Page("pages/funds.py", title="资金", url_path="funds"),
        st.Page("pages/register.py", title="问题台账", url_path="register"),
        st.Page("pages/evidence.py", title="原文", url_path="evidence"),
        st.Page("pages/quality.py", title="数据质量", url_path="quality"),
    ],
    expanded=True,
)
with frame.told_in_chinese():
    frame.style()
    filters.sidebar()
    page.run()
