"""The parts of the page 原文: which issue is shown, its facts, its marked text."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.shared import frame, store
from pages.shared.marked_text import Mark, body, legend

ISSUE = "问题"  # in the address: ?问题=<issue id>
PICKER = "原文问题"
MOST_TITLE_CHARS = 40


def chosen_issue() -> dict[str, Any] | None:
    """The row of issue_register that the address names, or the first under the choice; None when there is none.

    A picker lists the issues under the choice, and the one from the address whatever is chosen.
    """
    listed = {row["issue_id"]: row for row in store.read("issue_register").iter_rows(named=True)}
    asked = st.query_params.get(ISSUE)
    if asked and asked not in listed:
        found = store.issue(asked)
        if found.is_empty():
            st.warning("地址里的问题不在当前数据中, 已忽略:")
            st.code(asked, language=None)
        else:
            listed = {asked: found.row(0, named=True), **listed}
    if not listed:
        return None
    ids = list(listed)
    # The address leads (a link, a chosen row); a pick changes the address.
    shown = asked if asked in listed else ids[0]
    st.session_state[PICKER] = shown
    st.selectbox("问题", ids, key=PICKER, format_func=lambda issue_id: _name(listed[issue_id]), on_change=_follow_pick)
    return listed[shown]


def facts(issue: dict[str, Any]) -> None:
    """What the register says of the issue, line by line."""
    lines = {
        "乡镇": issue["township"],
        "方案": issue["plan_name"],
        "所属标题": issue["path"],
        "类别 / 主题": f"{issue['category']} / {issue['theme']}",
        "整改状态": issue["status_label"] + (f" (原话: {issue['status_wording']})" if issue["status_wording"] else ""),
        "整改时限": _deadline(issue),
        "牵头单位": issue["lead_units"],
        "责任单位": issue["responsible_units"],
        "配合单位": issue["supporting_units"],
        "监督单位": issue["supervising_units"],
    }
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in lines.items() if value)
    st.html(f'<dl class="facts">{rows}</dl>')
    if issue["doubts"]:
        frame.doubt("数据存疑", issue["doubts"].split("\n"))


def marked_text(text: str, values: pl.DataFrame, source_id: str) -> None:
    """The document with the values marked that stand in it (those from a table have no place there)."""
    here = values.filter(
        (pl.col("source_id") == source_id) & pl.col("span_start").is_not_null() & pl.col("span_end").is_not_null()
    )
    marks = [Mark(row["span_start"], row["span_end"], row["kind"], row["reading"]) for row in here.iter_rows(named=True)]
    st.html(legend(marks) + body(text, marks))


def _deadline(issue: dict[str, Any]) -> str:
    """The words of the time limit, and what they were read as: a damaged date is put right, and that should be seen."""
    words = issue["deadline_wording"] or "没有写"
    return f"{words} (读作 {issue['due_on']:%Y-%m-%d}, {issue['due_bucket']})" if issue["due_on"] else words


def _follow_pick() -> None:
    st.query_params[ISSUE] = st.session_state[PICKER]


def _name(issue: dict[str, Any]) -> str:
    title = issue["title"]
    short = title if len(title) <= MOST_TITLE_CHARS else f"{title[:MOST_TITLE_CHARS]}…"
    return " ".join(part for part in (issue["township"], issue["issue_no"], short) if part)
