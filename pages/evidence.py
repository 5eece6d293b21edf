"""原文: the text of one issue's document, with the very words of each of its values marked."""

import streamlit as st

from pages.shared import downloads, evidence, frame, store, tables
from warehouse.marts import EVIDENCE

frame.heading("原文", scoped=False)
issue = evidence.chosen_issue()
if issue is None:
    frame.nothing_found()
else:
    evidence.facts(issue)
    values = store.evidence(issue["issue_id"])
    text = store.source_text(issue["source_id"])
    if text is None:
        st.info("这个问题只在表格中, 没有对应的文档原文。")
    else:
        frame.section("原文", "标出的是从原文读出的每一个值; 点标签跳到第一处。没有标记的长段落收起, 点开可读。")
        evidence.marked_text(text, values, issue["source_id"])
    frame.section("从原文读出的值", "每一个值的原话和读法。")
    if values.is_empty():
        st.info("这个问题没有读出任何值。")
    else:
        columns = ["kind_label", "wording", "reading", "span_start", "span_end"]
        tables.show(EVIDENCE, values, columns, "evidence_values")
        downloads.offer(EVIDENCE, values, columns, "evidence_values")
