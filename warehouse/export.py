"""Rows out of the house: CSV that a spreadsheet program opens right, and Parquet. Excel: reports/workbook.py.

CSV: UTF-8 with BOM, Chinese headings from the declaration, dates as 2024-05-20, 是 and 否, lists joined by 、. A text that a
spreadsheet program would run as a formula gets a ' before it (OWASP, CSV injection); a text of 12 digits or more gets a tab, else
it turns into 1.2E+17.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import duckdb
import polars as pl

from warehouse.schema import Table

DatabaseError = duckdb.Error  # what a damaged warehouse file raises, for callers that do not know duckdb
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
MARK = "is_synthetic"  # the column that says so of every row of made-up data
MARK_LABEL = {MARK: "合成数据"}
LONG_DIGITS = re.compile(r"\d{12,}[\dXx]?")


def csv_bytes(frame: pl.DataFrame, table: Table, columns: Sequence[str] | None = None, *, is_synthetic: bool = False) -> bytes:
    """The frame as CSV; headings are the labels of `table`; `columns` chooses and orders (default: all).

    `is_synthetic`: every row says in a column of its own that it is made up; so does parquet_bytes.
    """
    frame, names = _marked(frame, columns, is_synthetic)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    labels = {**table.labels, **MARK_LABEL}
    writer.writerow([labels.get(name, name) for name in names])
    writer.writerows([cell_text(value) for value in row] for row in frame.select(names).iter_rows())
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _marked(frame: pl.DataFrame, columns: Sequence[str] | None, is_synthetic: bool) -> tuple[pl.DataFrame, list[str]]:
    """The frame and the columns to write, with the mark of made-up data where it is that."""
    names = list(columns or frame.columns)
    if not is_synthetic:
        return frame, names
    return frame.with_columns(pl.lit(True).alias(MARK)), [*(name for name in names if name != MARK), MARK]


def parquet_bytes(frame: pl.DataFrame, *, is_synthetic: bool = False) -> bytes:
    """The frame as Parquet, under its English column names."""
    out = io.BytesIO()
    marked, names = _marked(frame, None, is_synthetic)
    marked.select(names).write_parquet(out)
    return out.getvalue()


def cell_text(value: object) -> str:
    """One value as a CSV cell, guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return _guarded("、".join(map(str, value)) if isinstance(value, list | tuple) else str(value))


def _guarded(text: str) -> str:
    if text.startswith(FORMULA_STARTS):
        return "'" + text
    if LONG_DIGITS.fullmatch(text.strip()):
        return "\t" + text
    return text
