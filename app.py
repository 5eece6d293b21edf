"""The dashboard: page config, navigation, and the filters that stand beside every page."""

import streamlit as st

from pages.shared import filters, frame, gathered, menu, numbers, paper, saved_views, take_home

st.set_page_config(page_title="问题整改看板", page_icon="pages/shared/icon.svg", layout="wide")

page = st.navigation(menu.pages(), expanded=True)
with frame.told_in_chinese():
    frame.style()
    paper.style()
    numbers.follow()
    filters.sidebar()
    saved_views.sidebar(page.url_path or next(iter(menu.TITLES)))
    with gathered.gathering() as shown:
        page.run()
        frame.unreached(shown)
        take_home.draw(shown)
