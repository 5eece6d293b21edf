"""问题台账: one row an issue, searched by words; a chosen row opens its text."""

import streamlit as st

from pages.shared import downloads, frame, store, tables
from reports import wording
from warehouse.marts import ISSUE_REGISTER

frame.heading("问题台账")
words = st.text_input("搜索", placeholder="在标题、问题描述、整改措施中查找, 如: 分红", key="搜索", bind="query-params").strip()
issues = store.search_issues(words) if words else store.read("issue_register")
if issues.is_empty():
    frame.nothing_found(words)

frame.section(f"{wording.count(issues.height)} 个问题(任务)", tables.OPENS)
columns = [
    *("township", "issue_no", "title", "status_label", "due_bucket", "responsible_units", "lead_units", "theme", "category"),
    *("deadline_wording", "due_on", "status_on", "supporting_units", "supervising_units", "measure_count", "is_doubtful"),
    *("finding", "measures", "plan_name"),
]
tables.show_opening(ISSUE_REGISTER, issues, columns, "register_table")
downloads.offer(ISSUE_REGISTER, issues, columns, "register_table", searched=words)
