"""Rows of a spreadsheet as the file has them, the cells marked that a number was read from.

A table as offices know it: letters over the columns, numbers before the rows. On a phone each row is a list of its cells. Columns
whose cells are not kept (numbers of persons, headings nobody knows) say so; what is in a cell passes `escape`.
"""

from collections.abc import Collection
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from reports import wording

NOT_KEPT = "不保存"
PLACE = ("file", "sheet", "heading_row")
MOST_PLACES = 12  # cells that are named above the table


def show(rows: pl.DataFrame, marked: Collection[str]) -> None:
    """Draw rows of the mart table_row, those of the first table open, of others folded.

    `marked` are words of columns (warehouse/sheet_columns.py) whose cells are marked.
    """
    tables = [_table(list(each.iter_rows(named=True)), marked) for each in rows.partition_by(PLACE, maintain_order=True)]
    more = tables[1:]
    rest = f"<details><summary>另有 {len(more)} 张表里的行, 点开阅读</summary>{''.join(more)}</details>" if more else ""
    st.html(f'<div class="sheets">{tables[0]}{rest}</div>')


def _table(rows: list[dict[str, Any]], marked: Collection[str]) -> str:
    first = rows[0]
    columns = [number for number, heading in enumerate(first["headings"]) if heading or any(row["cells"][number] for row in rows)]
    hits = {number for number in columns if first["columns"][number] in marked}
    sheet = f" 工作表“{first['sheet']}”" if first["sheet"] else ""
    filled = [(row["row_number"], number) for row in rows for number in columns if number in hits and row["cells"][number]]
    places = [f"{letter(number)}{row_number}" for row_number, number in filled]
    cells = f", 标出的格 {'、'.join(places[:MOST_PLACES])}{'…' if len(places) > MOST_PLACES else ''}" if places else ""
    at = f"第{first['row_number']}行" if len(rows) == 1 else f"{wording.count(len(rows))} 行"
    letters = "".join(f"<th>{letter(number)}</th>" for number in columns)
    headings = "".join(f"<th>{escape(first['headings'][number])}</th>" for number in columns)
    body = "".join(_row(row, columns, hits) for row in rows)
    return (
        f'<div class="sheet"><p>{escape(first["file"] + sheet)} {at}{cells}</p><div class="grid"><table>'
        f'<thead><tr class="letters"><th></th>{letters}</tr><tr><th>{first["heading_row"]}</th>{headings}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></div>"
    )


def _row(row: dict[str, Any], columns: list[int], hits: Collection[int]) -> str:
    made = [f"<th>{row['row_number']}</th>"]
    for number in columns:
        label = escape(f"{letter(number)} {row['headings'][number]}".strip())
        if not row["columns"][number]:
            made.append(f'<td class="left" data-heading="{label}">{NOT_KEPT}</td>')
            continue
        words = escape(row["cells"][number])
        made.append(f'<td data-heading="{label}">{f"<mark>{words}</mark>" if number in hits and words else words}</td>')
    return f"<tr>{''.join(made)}</tr>"


def letter(number: int) -> str:
    """A, B … Z, AA: the column's name in a spreadsheet program, from its position counted from 0."""
    made = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(ord("A") + rest) + made
    return made
