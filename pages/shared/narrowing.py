"""What a reader wants of one table: rows with some words, some of its columns, and the sums under it.

Streamlit's own search and column menu speak English and are hidden (style.css), so a table has one small button of its own; what
stands behind it is drawn only while it is open. The table's download gives what is left.
"""

from html import escape

import polars as pl
import streamlit as st

from pages.shared import gathered, paper
from pages.shared.store import Listing, Rows
from reports import wording
from warehouse.schema import Table

FEWEST_ROWS, FEWEST_COLUMNS = 6, 7  # a smaller table is read at a glance
CELL_END = "\n"  # words are looked for within a cell, never across two


def narrow(table: Table, rows: Rows, columns: list[str], key: str) -> tuple[Rows, list[str]]:
    """The rows and columns of a table that its reader wants, with the button above it where he says so."""
    if rows.height < FEWEST_ROWS and len(columns) < FEWEST_COLUMNS:
        return rows, columns
    words = str(st.session_state.get(f"{key}_words") or "").strip()
    shown = [name for name in columns if name in (st.session_state.get(f"{key}_columns") or columns)] or columns
    if not paper.is_asked():
        _fold(table, columns, key)
    searched = [column.name for column in table.columns if column.name in columns]
    found = _found(rows, searched, words) if words else rows
    gathered.add_narrowing(key, found, [name for name in columns if name not in shown], words)
    said = [f"查找“{words}”: {wording.count(found.height)} 行, 全表 {wording.count(rows.height)} 行"] if words else []
    said += [f"显示 {len(columns)} 列中的 {len(shown)} 列"] if shown != columns else []
    if said:
        st.html(f'<p class="totals">{escape("; ".join(said))}。</p>')
    return found, shown


def _fold(table: Table, columns: list[str], key: str) -> None:
    # Its label says nothing of what was chosen: with another label it would be another fold, and close.
    fold = st.popover("查找、选列", type="tertiary", icon=":material/search:", key=f"{key}_narrow", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.text_input("表中查找", placeholder="词之间空格, 都要有", key=f"{key}_words", persist_state="page")
        st.pills(
            "显示的列",
            columns,
            default=columns,
            selection_mode="multi",
            format_func=lambda name: table.labels[name],
            key=f"{key}_columns",
            persist_state="page",
        )


def _found(rows: Rows, columns: list[str], words: str) -> Rows:
    return rows.containing(columns, words) if isinstance(rows, Listing) else containing(rows, columns, words)


def containing(rows: pl.DataFrame, columns: list[str], words: str) -> pl.DataFrame:
    """The rows of which some cell of the columns has each of the words that blanks part, letter case ignored."""
    if not words or rows.is_empty():
        return rows
    cells = [
        pl.col(name).list.join("、") if isinstance(rows.schema[name], pl.List) else pl.col(name).cast(pl.String)
        for name in columns
        if rows.schema[name] != pl.Boolean
    ]
    text = pl.concat_str(cells, separator=CELL_END, ignore_nulls=True).str.to_lowercase()
    return rows.filter(text.str.contains(word.lower(), literal=True) for word in words.split())


def totals(table: Table, rows: Rows, columns: list[str]) -> None:
    """Under the table: the sums of the columns it shows, where sums of them mean something (Table.totals; of no long list)."""
    summed = [name for name in columns if name in table.totals]
    if isinstance(rows, Listing) or rows.height < 2 or not summed:
        return
    sums = rows.select(summed).sum().row(0, named=True)
    kinds = {column.name: column.kind for column in table.columns}
    said = []
    for name in summed:
        value = wording.yuan(sums[name]) if kinds[name] == "yuan" else wording.count(sums[name])
        missing = f" ({rows[name].null_count()} 行没有这个数)" if rows[name].null_count() else ""
        said.append(f"{escape(table.labels[name])} <b>{value}</b>{missing}")
    if "is_doubtful" in rows.columns and (doubtful := rows["is_doubtful"].sum()):
        said.append(f"其中 {doubtful} 行数据存疑")
    st.html(f'<p class="totals">合计 {wording.count(rows.height)} 行: {" · ".join(said)}</p>')
