"""CSV downloads of exactly what is shown, written only when asked for."""

import re

import streamlit as st

from pages.shared import filters, gathered, store
from pages.shared.gathered import ShownTable
from pages.shared.store import Rows
from warehouse.export import csv_bytes
from warehouse.schema import Table

MOST_NAMED = 3  # townships named in a file name
MOST_CHARS = 24  # of one filter in a file name
FORBIDDEN = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')  # in file names, on one system or another


def offer(table: Table, rows: Rows, columns: list[str], key: str, *, of: str = "表格", searched: str = "") -> None:
    """A button that gives the columns of the rows as CSV; `of` says what of: 表格 or 图表, `searched` the words searched for."""
    if left := gathered.narrowing(key):
        rows, columns = left.rows, [name for name in columns if name not in left.hidden]
        searched = " ".join(words for words in (searched, left.words) if words)
    label = f"{table.label}{'' if of == '表格' else '_' + of}"
    gathered.add_table(ShownTable(table, rows, columns, label))
    is_synthetic = store.is_synthetic()
    st.download_button(
        f"下载{of}数据 (CSV)",
        data=lambda: csv_bytes(store.whole(rows), table, columns, is_synthetic=is_synthetic),
        file_name=file_name(label, searched, is_synthetic=is_synthetic),
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def file_name(label: str, searched: str = "", *, suffix: str = "csv", is_synthetic: bool = False) -> str:
    """The name says what, for which choice and as of when: 问题台账_黄桑乡_产业_截至2024-05-20.csv."""
    townships = store.choice().townships
    named = "、".join(townships[:MOST_NAMED]) or "全部乡镇"
    if len(townships) > MOST_NAMED:
        named += f"等{len(townships)}个乡镇"
    others = [words[:MOST_CHARS] for words in (*filters.narrowing_in_words(), searched) if words]
    mark = ["合成数据"] if is_synthetic else []
    return FORBIDDEN.sub("_", "_".join([*mark, label, named, *others, f"截至{store.as_of().isoformat()}"])) + f".{suffix}"
