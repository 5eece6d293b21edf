"""需要关注 on 总览: the most urgent issues as lines to read, each a link to its text, and how many there are of each reason."""

from collections.abc import Mapping
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.shared import numbers
from reports import sentences, wording
from reports.drills import Target

MOST_LINES = 8


def show(rows: pl.DataFrame) -> None:
    """The rows of attention, the most urgent first: a table of them would cut the two things that are read, title and reason."""
    book = numbers.book()
    lines = "".join(_line(book, row) for row in rows.head(MOST_LINES).iter_rows(named=True))
    more = (
        f"<p>列最急的 {MOST_LINES} 条, 共 {wording.count(rows.height)} 条: 点上面的数字, 按原因列出全部。</p>"
        if rows.height > MOST_LINES
        else ""
    )
    said = book.html(sentences.attention(book, rows))
    st.html(f'<div class="urgent"><p class="paragraph">{said}</p><ul>{lines}</ul>{more}</div>')


def _line(book: numbers.LinkedBook, row: Mapping[str, Any]) -> str:
    href = escape(book.address(Target("evidence", {"问题": row["issue_id"]})))
    place = " ".join(filter(None, (row["township"], row["issue_no"])))
    detail = "; ".join(line.strip() for line in row["detail"].splitlines() if line.strip())
    return (
        f'<li><strong>{escape(row["reason"])}</strong><div><a href="{href}">{escape(row["title"])}</a>'
        f"<span>{escape(place)}</span><p>{escape(detail)}</p></div></li>"
    )
