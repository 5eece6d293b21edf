"""打印: a page drawn as it goes on paper, A4, with whole charts and tables as text, without the sidebar.

It stands upright, but for a page whose table is a register to carry: that one lies, and prints whole sentences.

What the screen shows cannot simply be printed: tables are pictures there, of which a part is in sight, and charts have the
width of the window. `?打印=是` in its address draws a page for paper instead; shell/print.js then opens the browser's dialog.
"""

import re
from collections.abc import Mapping
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
MOST_CHARACTERS_LYING = 800  # of a cell of a register: its measures whole
NAME_BREAK = re.compile(r"_|(?<=[A-Za-z])[-/]|[-/](?=[A-Za-z])|[A-Za-z0-9]{24}(?=[A-Za-z0-9])")
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


def table(mart: Table, rows: pl.DataFrame, columns: list[str], row_count: int, register: Mapping[str, int] | None = None) -> None:
    """The first rows and columns as a table of text, without empty columns; what else is left out is said below it.

    `rows` are the first of `row_count`. `register` names the columns that are carried on lying paper instead, each with its share
    of the width; what else of `columns` is not printed.
    """
    columns = [*register, *(name for name in columns if name not in register)] if register else columns
    most_characters = MOST_CHARACTERS_LYING if register else MOST_CHARACTERS
    kinds = {column.name: column.kind for column in mart.columns}
    first = rows.select(columns).head(MOST_ROWS)
    texts = {name: [_cut(cells.shown(mart, name, value), most_characters) for value in first[name].to_list()] for name in columns}
    filled = [name for name in columns if set(texts[name]) != {wording.NONE}]
    printed = [name for name in filled if name in register] if register else filled[:MOST_COLUMNS]
    heads = "".join(f'<th scope="col">{escape(mart.labels[name])}</th>' for name in printed)
    looks = {name: f' class="{LOOKS[kinds[name]]}"' if kinds[name] in LOOKS else "" for name in printed}
    lines = "".join(
        f"<tr>{''.join(f'<td{looks[name]}>{_breakable(texts[name][number])}</td>' for name in printed)}</tr>"
        for number in range(first.height)
    )
    left = []
    if row_count > MOST_ROWS:
        left.append(f"共 {wording.count(row_count)} 行, 印前 {MOST_ROWS} 行")
    if unprinted := [mart.labels[name] for name in filled if name not in printed]:
        left.append(f"另有 {len(unprinted)} 列不印: {'、'.join(unprinted)}")
    note = f"<p>{escape('; '.join(left))}。全部在“带走”的 Excel 里。</p>" if left else ""
    widths = "".join(f'<col style="width: {register[name]}%">' for name in printed) if register else ""
    st.html(
        f'<div class="on-paper{" lying" if register else ""}"><table><colgroup>{widths}</colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>{note}</div>"
    )


def _breakable(words: str) -> str:
    """The words as HTML: a file's name goes on in the next line behind _ - or /, not within a word (but one of 24 letters)."""
    return NAME_BREAK.sub(r"\g<0><wbr>", escape(words))


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most] + "…"


def _ask() -> None:
    st.query_params[ASKED] = YES


def _back() -> None:
    st.query_params.pop(ASKED, None)
