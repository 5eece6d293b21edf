"""问题台账: one row an issue, searched by words; a chosen row opens its text."""

import streamlit as st

from pages.shared import cards, downloads, frame, store, tables
from pages.shared.cards import Card, Totals
from reports import drills, sentences, wording
from warehouse.asked import Asked
from warehouse.marts import ISSUE_REGISTER

# A click on a heading orders the rows that are drawn; these order all of them, and stand in the address.
ORDERS = {
    "到期日: 近的在前": ("due_on", False),
    "到期日: 远的在前": ("due_on", True),
    "状态日期: 新的在前": ("status_on", True),
    "状态日期: 旧的在前": ("status_on", False),
    "措施: 多的在前": ("measure_count", True),
    "责任单位": ("responsible_units", False),
    "主题": ("theme", False),
}

# What a reader carries on paper, each with its share of the width (%).
CARRIED = {
    "township": 6, "issue_no": 4, "title": 16, "measures": 34, "responsible_units": 9, "lead_units": 6,
    "deadline_wording": 7, "due_on": 7, "status_label": 5, "due_bucket": 7,
}  # fmt: skip

frame.heading("问题台账")
totals = Totals.read()
search, only, order = st.columns([2, 1, 1])
words = search.text_input(
    "搜索", placeholder="在标题、问题描述、整改措施中查找, 如: 分红", key="搜索", bind="query-params"
).strip()
counted = only.selectbox(
    drills.ONLY, list(drills.COUNTED), index=None, placeholder="全部", key=drills.ONLY, bind="query-params", filter_mode=None
)
ordered = order.selectbox(
    "排序", list(ORDERS), index=None, placeholder="按乡镇、方案", key="排序", bind="query-params", filter_mode=None
)
order_by, is_descending = ORDERS.get(ordered or "", ("", False))
asked = Asked(words=words, counted_in=drills.COUNTED.get(counted or ""), order_by=order_by, is_descending=is_descending)
issues = store.listing("issue_register", asked)
if not issues.height:
    frame.nothing_found(words, counted or "")

looked_for = "、".join(part for part in (f"计入“{counted}”" if counted else "", f"写有“{words}”" if words else "") if part)
cards.row(
    [
        *([Card("下表所列", wording.count(issues.height), looked_for)] if looked_for else []),
        totals.card("issue_count", note=f"{totals.counts.count('plan_count')} 份方案的问题和任务"),
        totals.card("reported_count", "reported_pct"),
        totals.card("overdue_count", "overdue_pct", is_warning=True),
        totals.card("undated_count", "undated_pct"),
        totals.card("doubtful_count", "doubtful_pct", is_warning=True),
    ],
    sentences.register(totals.counts, wording.count(issues.height), looked_for),
)
frame.section(f"{wording.count(issues.height)} 个问题(任务)", press=tables.OPENS)
columns = [
    *("township", "issue_no", "title", "status_label", "due_bucket", "responsible_units", "lead_units", "theme", "category"),
    *("deadline_wording", "due_on", "status_on", "supporting_units", "supervising_units", "measure_count", "is_doubtful"),
    *("finding", "measures", "plan_name"),
]
tables.show_opening(ISSUE_REGISTER, issues, columns, "register_table", carried=CARRIED)
downloads.offer(ISSUE_REGISTER, issues, columns, "register_table", searched=words)
