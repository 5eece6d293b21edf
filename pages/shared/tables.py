"""Tables: the rows of a mart under the headings of its declaration, drawn as cells, so that nothing in them is interpreted."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from pages.shared import downloads, filters, frame, narrowing, numbers, paper, store
from pages.shared.store import MOST_LISTED, Listing, Rows
from reports import drills, wording
from reports.drills import Target
from warehouse.choices import DIMENSIONS
from warehouse.marts import ISSUE_REGISTER
from warehouse.schema import Column, Table

# Columns of whole sentences: left to themselves they push the others out of sight.
SENTENCES = {
    "correction",
    "correction_reason",
    "item",
    "formula",
    "doubts",
    "note",
    "finding",
    "measures",
    "stated",
    "computed",
    "wordings",
    "message",
}
LONG_SENTENCES = {"sentence", "reading", "measure", "other_measure"}
MOST_SHORT_ROWS, TALL_PX = 25, 640  # a longer table is a register to leaf through
ROW_PX, LINE_PX, DETAIL_PX = 35, 19, 290
OPENS = "点选任一行, 打开原文。"
ISSUE = "问题"  # the name of an issue in the address of 原文
OPENS_ISSUE = {ISSUE: "issue_id"}


def show(table: Table, rows: Rows, columns: list[str], key: str) -> None:
    """Draw some columns of a mart's rows: the first of them where there are many, which is said.

    A chosen number opens what it counts (reports/drills.py); a chosen township, category, theme or department narrows the page
    to it.
    """
    every, columns = narrowing.narrow(table, rows, columns, key)
    rows = _first(every)
    if paper.is_asked():
        paper.table(table, rows, columns, every.height)
    elif rows.is_empty() or not any(name in DIMENSIONS or _target(table, name, rows.row(0, named=True)) for name in columns):
        st.dataframe(_drawn(table, rows, columns), key=key, **_options(table, rows.height, columns))
    else:
        # Streamlit knows a table by its key and keeps its choice when the rows change: after a choice it is another table.
        clicks = st.session_state.get(f"{key}_clicks", 0)
        drawn = f"{key}_{clicks}" if clicks else key
        st.dataframe(
            _drawn(table, rows, columns),
            key=drawn,
            on_select=partial(_cell_chosen, table, rows, key, drawn),
            selection_mode="single-cell",
            **_options(table, rows.height, columns),
        )
    narrowing.totals(table, every, columns)


def _first(rows: Rows) -> pl.DataFrame:
    """The rows that are drawn; how many there are is said where these are not all."""
    if rows.height > MOST_LISTED and not paper.is_asked():
        st.caption(
            f"表中列前 {wording.count(MOST_LISTED)} 行, 共 {wording.count(rows.height)} 行: "
            "查找和筛选在全部行里找, 下载的是全部, 列头排序只排列出的。"
        )
    return rows.first if isinstance(rows, Listing) else rows.head(MOST_LISTED)


def _cell_chosen(table: Table, rows: pl.DataFrame, key: str, drawn: str) -> None:
    for place, column in st.session_state[drawn]["selection"]["cells"]:
        row = rows.row(place, named=True)
        if column in DIMENSIONS:
            st.session_state[f"{key}_clicks"] = st.session_state.get(f"{key}_clicks", 0) + 1
            filters.pick({column: row[column]} if row[column] else {})
        elif row[column] is not None and (target := _target(table, column, row)):
            numbers.open_target(target)


def _target(table: Table, column: str, row: dict[str, Any]) -> Target | None:
    chosen = store.choice()
    return drills.target(table.name, column, row, departments=chosen.departments, is_by_role=bool(chosen.roles))


def show_opening(
    table: Table,
    rows: Rows,
    columns: list[str],
    key: str,
    *,
    line_count: int = 1,
    opens: dict[str, str] | None = None,
    cells_open: dict[str, str] | None = None,
    carried: Mapping[str, int] | None = None,
) -> None:
    """The same; a chosen row opens the text of its issue, or what `opens` says: name in the address of 原文 -> column of `rows`.

    The first of these that the row has is opened. `line_count` lines of a sentence are shown in each row. `cells_open` names the
    columns that speak of another issue, each with the column of its id: a cell chosen there opens that one. `carried` are the
    columns that paper has where the reader chose none (paper.table).
    """
    offered = columns
    every, columns = narrowing.narrow(table, rows, columns, key)
    rows = _first(every)
    if paper.is_asked():
        paper.table(table, rows, columns, every.height, carried if columns == offered else None)
        narrowing.totals(table, every, columns)
        return
    state: Any = st.dataframe(
        _drawn(table, rows, columns),
        key=key,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        row_height=None if line_count == 1 else ROW_PX + (line_count - 1) * LINE_PX,
        **_options(table, rows.height, columns),
    )
    chosen = [*state["selection"]["rows"], *(cell[0] for cell in state["selection"]["cells"])]
    narrowing.totals(table, every, columns)
    if not chosen or chosen[0] >= rows.height:
        return
    row = rows.row(chosen[0], named=True)
    cell = next(iter(state["selection"]["cells"]), None)
    other = (cells_open or {}).get(str(cell[1])) if cell else None
    places = {ISSUE: other} if other else opens or OPENS_ISSUE
    asked = next(((name, row[column]) for name, column in places.items() if row[column]), None)
    if cell and (target := _target(table, str(cell[1]), row)) and target.page == "evidence":
        numbers.go(target)  # a number leads to its own cell or words
    if asked is None and (place := drills.row_place(row)):
        numbers.go(place)
    if asked is None:
        st.info("这一行来自整份文档, 没有对应的问题原文。")
        return
    st.switch_page("pages/evidence.py", query_params=dict([asked]))


def counts_said() -> str:
    """What pressing a cell of a table of counts does; under a choice of departments not each count of a department is a list."""
    of_departments = store.choice().departments or store.choice().roles
    numbers_open = "" if of_departments else "点选任一数字, 列出它数的问题 (百分比列出分子); "
    return f"{numbers_open}点选名称 (乡镇、类别、主题、部门), 全页只看它。"


def chosen_issues() -> None:
    """The issues of the reader's choice, where more than townships is chosen (a point of a chart, say); each opens its text."""
    if not filters.narrowing_in_words():
        return
    issues = store.listing("issue_register")
    frame.section(f"所选的问题: {wording.count(issues.height)} 个", press=OPENS)
    columns = ["township", "issue_no", "title", "status_label", "due_bucket", "due_on", "theme", "responsible_units", "plan_name"]
    show_opening(ISSUE_REGISTER, issues, columns, "chosen_issues")
    downloads.offer(ISSUE_REGISTER, issues, columns, "chosen_issues")


def _drawn(table: Table, rows: pl.DataFrame, columns: list[str]) -> Any:
    """The columns of the rows as Arrow, which Streamlit sends on as it is: any other table it takes to pandas and back first.

    是 and 否 in words, as files and papers have them: a box to tick is read out in English.
    """
    flags = [column.name for column in table.columns if column.kind == "flag" and column.name in columns]
    words = (pl.when(pl.col(name)).then(pl.lit("是")).when(~pl.col(name)).then(pl.lit("否")).alias(name) for name in flags)
    drawn = rows.select(columns).with_columns(words)
    return drawn.to_arrow(compat_level=pl.CompatLevel.oldest())  # what the browser's Arrow can read


def _options(table: Table, row_count: int, columns: list[str]) -> dict[str, Any]:
    declared = {column.name: column for column in table.columns}
    return {
        "hide_index": True,
        "height": TALL_PX if row_count > MOST_SHORT_ROWS else "auto",
        "placeholder": wording.NONE,
        "column_config": {name: _column(declared[name]) for name in columns},
        "alt": table.label,
    }


def _column(column: Column) -> Any:
    match column.kind:
        case "integer" | "number" | "yuan":
            return st.column_config.NumberColumn(column.label, help=column.description, format="localized")
        case "flag":
            return st.column_config.TextColumn(column.label, help=column.description)
        case "date":
            return st.column_config.DateColumn(column.label, help=column.description, format="YYYY-MM-DD")
        case "moment":
            return st.column_config.DatetimeColumn(column.label, help=column.description, format="YYYY-MM-DD HH:mm")
        case "text_list":
            return st.column_config.ListColumn(column.label, help=column.description)
        case "text":
            if column.name == "detail":
                return st.column_config.TextColumn(column.label, help=column.description, width=DETAIL_PX)
            if column.name in SENTENCES:
                return st.column_config.TextColumn(column.label, help=column.description, width="medium")
            if column.name in LONG_SENTENCES:
                return st.column_config.TextColumn(column.label, help=column.description, width="large")
            return st.column_config.TextColumn(column.label, help=column.description)
