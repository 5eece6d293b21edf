"""Table files to grids of text cells: .csv in any usual encoding and delimiter, .xlsx and .xls through fastexcel.

What a file is, is told by its first bytes, not by its name: offices rename. A grid keeps every row and column, hidden ones too,
so that row 7 of the grid is row 7 of the sheet; in a text file it is the seventh record, as a spreadsheet program shows it.
"""

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

import fastexcel

from etl.read.text import UnreadableDocument, read_text
from etl.sheet.parsed import TableSource

FAILED_FORMULA = "#公式出错"
DELIMITERS = (",", "\t", ";", "|")
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
csv.field_size_limit(10_000_000)


class UnreadableTable(Exception):
    """A file that cannot be read as a table at all: `read` says what was found, `expected` what should be there."""

    def __init__(self, read: str, expected: str) -> None:
        super().__init__(f"读到 {read}, 应为 {expected}")
        self.read, self.expected = read, expected


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet as text ("" when empty), rows of equal length."""

    source: TableSource
    cells: list[list[str]]


def read_grids(path: Path) -> list[Grid]:
    """The sheets of a table file that hold anything, in their order.

    Raises UnreadableTable when the file is empty, is no text and no workbook, or is damaged; OSError when it cannot be opened.
    """
    content = path.read_bytes()
    if not content.strip(b"\x00 \r\n\t"):
        raise UnreadableTable("空文件", "有表头和数据的表格")
    is_workbook = content.startswith((ZIP_MAGIC, OLE_MAGIC))
    grids = _workbook_grids(path, content) if is_workbook else [_text_grid(path, content)]
    grids = [grid for grid in grids if any(any(row) for row in grid.cells)]
    if not grids:
        raise UnreadableTable("没有内容的工作表", "有表头和数据的表格")
    return grids


def _source(path: Path, content: bytes, form: str, encoding: str | None, sheet: str | None) -> TableSource:
    return TableSource(path.name, hashlib.sha256(content).hexdigest(), form, encoding, len(content), sheet)


def _text_grid(path: Path, content: bytes) -> Grid:
    try:
        read = read_text(path.name, content)
    except UnreadableDocument as error:
        expected = "文本表格 (UTF-8、GB18030、UTF-16 编码的 CSV) 或 Excel 工作簿"
        raise UnreadableTable(error.read, expected) from error
    form = "tsv" if path.suffix.lower() == ".tsv" else "csv"
    return Grid(_source(path, content, form, read.encoding, None), _records(read.text))


def _records(text: str) -> list[list[str]]:
    """The records of delimited text; the delimiter is the one that parts the first records into the most cells."""

    def records(delimiter: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))

    head = "".join(text.splitlines(keepends=True)[:40])

    def cell_count(delimiter: str) -> int:
        return sum(len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))

    best = max(DELIMITERS, key=cell_count)
    try:
        return _rectangle([[cell.strip() for cell in row] for row in records(best)])
    except csv.Error as error:
        raise UnreadableTable(f"不完整的 CSV ({error})", "每行一条记录的 CSV") from error


def _workbook_grids(path: Path, content: bytes) -> list[Grid]:
    form = "xlsx" if content.startswith(ZIP_MAGIC) else "xls"
    try:
        workbook = fastexcel.read_excel(content)
        grids = []
        for name in workbook.sheet_names:
            sheet = workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            grids.append(Grid(_source(path, content, form, None, name), _cells(sheet)))
    except fastexcel.FastExcelError as error:
        raise UnreadableTable(f"打不开的工作簿 ({str(error).splitlines()[0]})", "没有损坏、没有密码的 .xlsx 或 .xls") from error
    return grids


def _cells(sheet: fastexcel.ExcelSheet) -> list[list[str]]:
    """The cells of a sheet, formulas by their cached values; one whose formula failed (#DIV/0!) is marked as such."""
    if not sheet.width:
        return []
    batch, errors = sheet.to_arrow_with_errors()
    rows = [list(row) for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)]
    cells = _rectangle([[(cell or "").strip() for cell in row] for row in rows])
    for error in errors.errors if errors else []:
        row, column = error.position
        kind = re.search(r"Error\((\w+)\)", error.detail)
        cells[row][column] = f"{FAILED_FORMULA} {kind[1] if kind else ''}".strip()
    return cells


def _rectangle(rows: list[list[str]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
