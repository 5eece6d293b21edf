"""The floor for a page: Streamlit with one selection, one Plotly chart and one small table, and nothing computed."""

import plotly.graph_objects as go
import streamlit as st

TOWNSHIPS = ["霞若乡", "黄桑乡", "瓦房镇", "辛街乡", "其他"]

st.set_page_config(page_title="底线", layout="wide")
chosen = st.sidebar.multiselect("乡镇", TOWNSHIPS, key="township") or TOWNSHIPS
counts = [10 + len(chosen) + 3 * TOWNSHIPS.index(name) for name in chosen]
st.title("底线")
st.plotly_chart(go.Figure(go.Bar(x=chosen, y=counts)), width="stretch", key="bars", config={"displayModeBar": False})
st.dataframe([{"乡镇": name, "问题数": count} for name, count in zip(chosen, counts, strict=True)], width="stretch")
