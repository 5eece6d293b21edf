"""打印: a page drawn as it goes on paper, A4 upright, with whole charts and tables as text, without the sidebar.

What the screen shows cannot simply be printed: tables are pictures there, of which a part is in sight, and charts have the
width of the window. `?打印=是` in its address draws a page for paper instead; shell/print.js then opens the browser's dialog.
"""

from html import escape
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from reports import cells, wording
from warehouse.schema import Table

STYLE = Path(__file__).with_name("paper.css")
ASKED, YES = "打印", "是"
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 100, 9, 160  # what of a table is read on an A4 page
LOOKS = {"integer": "number", "number": "number", "yuan": "number", "date": "day"}  # kind of a column -> class of its cells


def is_asked() -> bool:
    """Whether the address asks for the page on paper."""
    return st.query_params.get(ASKED) == YES


def offer(place: Any) -> None:
    """The button that asks for it, and on the page so drawn the way back; both are left out on paper."""
    if is_asked():
        with place.container(horizontal=True, vertical_alignment="center", key="paper_bar"):
            st.html('<p class="paper-note">这是打印的样子: A4 纸。按“打印”或 Ctrl+P。</p>', width="content")
            st.button("打印", key="paper_print", icon=":material/print:")
            st.button("返回", key="paper_back", on_click=_back)
    else:
        place.button("打印", key="paper", type="tertiary", icon=":material/print:", on_click=_ask)


def style() -> None:
    """The style sheet of the page on paper, where it is asked for."""
    if is_asked():
        st.html(STYLE)


def table(mart: Table, rows: pl.DataFrame, columns: list[str], row_count: int) -> None:
    """The first rows and columns as a table of text, without empty columns; what else is left out is said below it.

    `rows` are the first of `row_count`.
    """
    kinds = {column.name: column.kind for column in mart.columns}
    first = rows.select(columns).head(MOST_ROWS)
    texts = {name: [_cell(mart, name, value) for value in first[name].to_list()] for name in columns}
    filled = [name for name in columns if set(texts[name]) != {wording.NONE}]
    printed = filled[:MOST_COLUMNS]
    heads = "".join(f'<th scope="col">{escape(mart.labels[name])}</th>' for name in printed)
    looks = {name: f' class="{LOOKS[kinds[name]]}"' if kinds[name] in LOOKS else "" for name in printed}
    lines = "".join(
        f"<tr>{''.join(f'<td{looks[name]}>{escape(texts[name][number])}</td>' for name in printed)}</tr>"
        for number in range(first.height)
    )
    left = []
    if row_count > MOST_ROWS:
        left.append(f"共 {wording.count(row_count)} 行, 印前 {MOST_ROWS} 行")
    if len(filled) > MOST_COLUMNS:
        left.append(f"另有 {len(filled) - MOST_COLUMNS} 列不印: {'、'.join(mart.labels[name] for name in filled[MOST_COLUMNS:])}")
    note = f"<p>{escape('; '.join(left))}。全部在“带走”的 Excel 里。</p>" if left else ""
    st.html(f'<div class="on-paper"><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>{note}</div>')


def _cell(mart: Table, name: str, value: Any) -> str:
    words = cells.shown(mart, name, value)
    return words if len(words) <= MOST_CHARACTERS else words[:MOST_CHARACTERS] + "…"


def _ask() -> None:
    st.query_params[ASKED] = YES


def _back() -> None:
    st.query_params.pop(ASKED, None)
