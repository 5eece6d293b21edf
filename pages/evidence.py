"""原文: a document's text with the very words marked of an issue's values, of an audit's places, or of what was left over.

What stands in a spreadsheet is shown as its rows, the cells marked that a number was read from.
"""

import streamlit as st

from pages.shared import downloads, evidence, frame, store, tables
from warehouse.marts import AUDIT_PLACE, EVIDENCE, UNCLAIMED_REGISTER

frame.heading("原文", about=evidence.about())
if audit := evidence.chosen_audit():
    rows, mart, name = store.audit_places(audit["audit_id"]), AUDIT_PLACE, "核验的位置"
    evidence.audit_facts(audit, rows)
    source_id, marks = audit["source_id"], evidence.audit_marks(audit, rows)
    note = "标出的是这次核验涉及的每一处。"
elif source := evidence.chosen_source():
    rows, mart, name = store.unclaimed(source["source_id"]), UNCLAIMED_REGISTER, "未认领的原文"
    evidence.source_facts(source)
    source_id, marks = source["source_id"], evidence.correction_marks(source["source_id"])
    note = "标出的是没有规则认领的每一段, 和更正过的值。"
elif issue := evidence.chosen_issue():
    rows, mart, name = store.evidence(issue["issue_id"]), EVIDENCE, "从原文读出的值"
    evidence.issue_facts(issue)
    source_id, marks = issue["source_id"], evidence.value_marks(rows, issue["source_id"])
    note = "标出的是从原文读出的每一个值; 点标签跳到第一处。"
else:
    frame.nothing_found()

text = store.source_text(source_id)
if text is not None:
    frame.section("原文", f"{note}没有标记的长段落收起, 点开可读。")
    evidence.marked_text(text, marks, source_id)
if audit:
    evidence.audited_row(audit)
elif source and text is None:
    evidence.rows_asked_for(source)
elif not source and issue:
    evidence.ledger_rows(issue, is_only_source=text is None)
if text is not None or not rows.is_empty():
    frame.section(name, "每一处的原话和位置。更正来源的错误时, 照抄这里的原话和行号。" if not rows.is_empty() else "")
    if rows.is_empty():
        st.info("没有可以列出的内容。")
    else:
        columns = ["kind_label", "ordinal", "wording", "reading", "correction", "char_count", "page", "line", "character_no"]
        shown = [name for name in columns if name in rows.columns and rows[name].null_count() < rows.height]
        tables.show(mart, rows, shown, "evidence_values")
        downloads.offer(mart, rows, shown, "evidence_values")
