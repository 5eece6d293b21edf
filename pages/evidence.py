"""原文: a document's text with the very words marked of an issue's values, of an audit's places, or of what was left over.

What stands in a spreadsheet is shown as its rows, the cells marked that a number was read from.
"""

import streamlit as st

from pages.shared import downloads, evidence, frame, store, tables
from warehouse.marts import AUDIT_PLACE, EVIDENCE, UNCLAIMED_REGISTER

frame.begin()
head, asked_for = st.container(), st.container()  # the heading says of what the page is, which is found first
with asked_for:
    audit = evidence.chosen_audit()
    source = None if audit else evidence.chosen_source()
    issue = None if audit or source else evidence.chosen_issue()
shown = audit or source or issue
source_id = shown["source_id"] if shown else ""
figures = store.document_figures(source_id)
with head:
    frame.heading("原文", about=evidence.about(), doubts=figures.row(0, named=True) if figures.height else None)
if shown is None:
    frame.nothing_found()
# The words one came for stand first, also on a phone; what is known of them, and of the document, below.
if audit:
    rows, mart, name = store.audit_places(audit["audit_id"]), AUDIT_PLACE, "核验的位置"
    marks, note = evidence.audit_marks(audit, rows), "标出的是这次核验涉及的每一处。"
    evidence.audit_result(audit)
elif kind := evidence.kind_asked_for() if source else "":
    rows, mart, name = store.document_values(source_id, kind), EVIDENCE, "从原文读出的值"
    marks, note = evidence.value_marks(rows, source_id), "标出的是这份文档里每一处这样的值。"
elif source:
    rows, mart, name = store.unclaimed(source_id), UNCLAIMED_REGISTER, "未认领的原文"
    marks, note = evidence.correction_marks(source_id), "标出的是没有规则认领的每一段, 和更正过的值。"
else:
    rows, mart, name = store.evidence(shown["issue_id"]), EVIDENCE, "从原文读出的值"
    marks, note = evidence.value_marks(rows, source_id), "标出的是从原文读出的每一个值。"

text = store.source_text(source_id)
if text is not None:
    evidence.marked_text(text, marks, source_id, note)
if audit:
    evidence.audited_row(audit)
    evidence.audit_facts(audit, rows)
elif source:
    if text is None:
        evidence.rows_asked_for(source)
    evidence.source_facts(source)
else:
    if text is not None:
        evidence.issue_facts(shown)
    evidence.ledger_rows(shown, is_only_source=text is None)
    if text is None:
        evidence.issue_facts(shown)
if text is not None or not rows.is_empty():
    frame.section(name, "每一处的原话和位置。更正来源的错误时, 照抄这里的原话和行号。" if not rows.is_empty() else "")
    if rows.is_empty():
        st.info("没有可以列出的内容。")
    else:
        columns = ["kind_label", "ordinal", "wording", "reading", "correction", "char_count", "page", "line", "character_no"]
        listed = [name for name in columns if name in rows.columns and rows[name].null_count() < rows.height]
        tables.show(mart, rows, listed, "evidence_values")
        downloads.offer(mart, rows, listed, "evidence_values")
evidence.figures(figures)
