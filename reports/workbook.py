"""An Excel workbook of tables: a sheet 说明 that says what stands in it, and one sheet a table.

Numbers are numbers with their format, dates are dates, a text stays a text (nothing in it is run as a formula). The heading row
stays in sight and is repeated on each printed page. 50,000 rows need seconds.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import east_asian_width

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.scope import AUTHOR, SYNTHETIC, Scope
from warehouse.schema import Column, Table

MOST_CHARACTERS = 32_000  # an Excel cell holds 32,767 UTF-16 units; the writer leaves a longer text out without a word
CUT = "…(太长, 已截断; 全文见 CSV)"
MOST_ROWS = 1_048_575  # of a sheet, without its heading
MOST_CELLS_HELD = 2_000_000  # of a workbook; up to here its texts are written once each: a quarter less work, a third less file
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")  # in the name of a sheet
MOST_NAME_CHARS = 31
MEASURED_ROWS, NARROWEST, WIDEST, WRAPPED_OVER = 300, 8, 48, 30
NUMBER_FORMATS = {
    "integer": "#,##0",
    "number": "#,##0.00##",
    "yuan": "#,##0.00",
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
}
HEADING_LOOK = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "bg_color": "#E8EEF5", "border": 1}
NOTES = "说明"


@dataclass(frozen=True)
class Sheet:
    """A table to be written: some columns of a mart's rows; `blanks` are headings of columns to be filled in by hand."""

    table: Table
    rows: pl.DataFrame
    columns: list[str]
    name: str = ""
    blanks: list[str] = field(default_factory=list)
    is_numbered: bool = False

    @property
    def label(self) -> str:
        """What the sheet is called, before Excel's rules for names."""
        return self.name or self.table.label


def workbook_bytes(sheets: Sequence[Sheet], scope: Scope, title: str) -> bytes:
    """The workbook as a file (.xlsx); 说明 stands first."""
    out = io.BytesIO()
    names = _names(sheets)
    cell_count = sum(sheet.rows.height * len(sheet.columns) for sheet in sheets)
    # constant_memory: a row is on its way as soon as the next begins; strings_to_…: a text of a document is never more than that.
    options = {
        "constant_memory": cell_count > MOST_CELLS_HELD,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "author": AUTHOR, "created": scope.built_at})
        _notes(book, sheets, names, scope, title)
        for sheet, name in zip(sheets, names, strict=True):
            _write(book, book.add_worksheet(name), sheet)
    return out.getvalue()


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """A name for each sheet that Excel takes: no forbidden sign, 31 characters, no two alike."""
    names: list[str] = []
    for sheet in sheets:
        plain = FORBIDDEN.sub("_", sheet.label)[:MOST_NAME_CHARS]
        name, number = plain, 2
        while name in (NOTES, *names):
            name = f"{plain[: MOST_NAME_CHARS - 3]}_{number}"
            number += 1
        names.append(name)
    return names


def _notes(book: Any, sheets: Sequence[Sheet], names: list[str], scope: Scope, title: str) -> None:
    page = book.add_worksheet(NOTES)
    heading, text = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    lines: list[tuple[str, str]] = [
        ("标题", title),
        ("范围", "; ".join(scope.filters)),
        ("截至日期", scope.as_of.isoformat()),
        ("数据批次", scope.build_id),
        *([(SYNTHETIC, "本工作簿的数据是合成的, 不是任何地方的真实情况。")] if scope.is_synthetic else []),
        ("在看板中打开", f"看板地址后接 {scope.address}"),
        ("口径", "没有人报告完成的不算完成; 没有写状态的为“未报告”, 单独计数; 没有写明最后一天的不判断是否逾期。"),
    ]
    for sheet, name in zip(sheets, names, strict=True):
        cut = f" (只写得下前 {MOST_ROWS:,} 行)" if sheet.rows.height > MOST_ROWS else ""
        lines.append((f"表: {name}", f"{sheet.rows.height:,} 行{cut}; {sheet.table.grain}; 来源视图 {sheet.table.name}"))
    for name, columns in {name: _declared(sheet) for sheet, name in zip(sheets, names, strict=True)}.items():
        lines += [(f"{name}: {column.label}", column.description) for column in columns]
    if "source_summary" in scope.marts:
        lines += [("来源文件", file) for file in scope.marts["source_summary"]["file"].to_list()]
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    for number, (what, words) in enumerate(lines):
        page.write_string(number, 0, what, heading)
        page.write_string(number, 1, words, text)


def _declared(sheet: Sheet) -> list[Column]:
    by_name = {column.name: column for column in sheet.table.columns}
    return [by_name[name] for name in sheet.columns]


def _write(book: Any, page: Worksheet, sheet: Sheet) -> None:
    columns = _declared(sheet)
    rows = sheet.rows.select(_as_written(column) for column in columns).head(MOST_ROWS)
    headings = [*(["序号"] if sheet.is_numbered else []), *(column.label for column in columns), *sheet.blanks]
    widths = [_width(column, rows) for column in columns]
    look = book.add_format(HEADING_LOOK)
    formats = [_format(book, column, width) for column, width in zip(columns, widths, strict=True)]
    first = 1 if sheet.is_numbered else 0
    if sheet.is_numbered:
        page.set_column(0, 0, 6)
    for place, (width, form) in enumerate(zip(widths, formats, strict=True), start=first):
        page.set_column(place, place, min(width, WIDEST), form)
    for place in range(first + len(columns), len(headings)):
        page.set_column(place, place, 16)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(rows.height, 1), len(headings) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_row(0, 32)
    for place, heading in enumerate(headings):
        page.write_string(0, place, heading, look)
    writers = [_writer(page, column, form) for column, form in zip(columns, formats, strict=True)]
    for number, row in enumerate(rows.iter_rows(), start=1):
        if sheet.is_numbered:
            page.write_number(number, 0, number)
        for place, (value, write) in enumerate(zip(row, writers, strict=True), start=first):
            if value is not None:
                write(number, place, value)


def _as_written(column: Column) -> pl.Expr:
    """A column as cells hold it: lists joined, flags worded, texts cut to what a cell holds."""
    value = pl.col(column.name)
    if column.kind == "text_list":
        value = value.list.join("、")
    elif column.kind == "flag":
        return pl.when(value).then(pl.lit("是")).when(~value).then(pl.lit("否")).alias(column.name)
    elif column.kind == "yuan":
        return value.cast(pl.Float64)  # all a cell can hold; exact to the fen below ten thousand billion
    elif column.kind != "text":
        return value
    cut = pl.concat_str(value.str.head(MOST_CHARACTERS - len(CUT)), pl.lit(CUT))
    return pl.when(value.str.len_chars() > MOST_CHARACTERS).then(cut).otherwise(value).alias(column.name)


def _format(book: Any, column: Column, width: float) -> Format:
    look: dict[str, Any] = {"valign": "top"}
    if column.kind in NUMBER_FORMATS:
        look["num_format"] = NUMBER_FORMATS[column.kind]
    elif width > WRAPPED_OVER:
        look["text_wrap"] = True
    form: Format = book.add_format(look)
    return form


def _writer(page: Worksheet, column: Column, form: Format) -> Any:
    if column.kind in ("integer", "number", "yuan"):
        return lambda row, place, value: page.write_number(row, place, value, form)
    if column.kind in ("date", "moment"):
        return lambda row, place, value: page.write_datetime(row, place, value, form)
    return lambda row, place, value: page.write_string(row, place, value, form)


def _width(column: Column, rows: pl.DataFrame) -> float:
    """The width that fits the heading and the first rows, in characters of Excel; a Chinese one counts as two."""
    if column.kind in NUMBER_FORMATS:
        longest = {"date": 11, "moment": 16, "yuan": 16}.get(column.kind, 9)
    else:
        texts = rows[column.name].head(MEASURED_ROWS).to_list()
        longest = max((_breadth(line) for text in texts if text for line in text.splitlines()), default=0)
    return max(NARROWEST, longest + 1, min(_breadth(column.label) + 3, 14))


def _breadth(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
