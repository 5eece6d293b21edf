"""Table files to grids of text cells: .csv in any usual encoding and delimiter, .xlsx and .xls through fastexcel.

What a file is, is told by its first bytes, not by its name: offices rename. A grid keeps every row and column, hidden ones too,
so that row 7 of the grid is row 7 of the sheet; in a text file it is the seventh record, as a spreadsheet program shows it.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import fastexcel

from etl.read.text import UnreadableDocument, read_text
from etl.sheet.parsed import TableSource
from etl.vocabulary import WRONG_QUOTES

FAILED_FORMULA = "#公式出错"
DELIMITERS = (",", "\t", ";", "|")
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
END_OF_TABLE = "\x1e"  # a control character no text has: a record of its own when every quotation mark is closed
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
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
    notes: list[str] = field(default_factory=list)


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
    """The records of delimited text, of equal length."""
    return _rectangle(list(records_of(text, delimiter_of(text))))


def delimiter_of(text: str) -> str:
    """The delimiter that parts the first records into the most cells."""
    head = "".join(islice(io.StringIO(text, newline=""), 40))

    def cell_count(delimiter: str) -> int:
        return sum(len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))

    return max(DELIMITERS, key=cell_count)


def records_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records, cells without blanks around them.

    Raises UnreadableTable: a quotation mark that is never closed, or only by the next stray one, swallows lines.
    """
    reader = csv.reader(io.StringIO(f"{text}\n{END_OF_TABLE}", newline=""), delimiter=delimiter)
    line = 1
    try:
        for record in reader:
            if record == [END_OF_TABLE]:
                return
            swallowed = any("\n" in cell and _holds_records(cell, delimiter, len(record)) for cell in record)
            if swallowed or END_OF_TABLE in "".join(record[-1:]):
                raise UnreadableTable(f"第{line}行的引号没有收尾, 它后面的行都被吞进一格", '成对的英文引号 (")')
            yield [cell.strip() for cell in record]
            line = reader.line_num + 1
    except csv.Error as error:
        read, expected = WRONG_QUOTES
        raise UnreadableTable(read, expected) from error


def _holds_records(cell: str, delimiter: str, width: int) -> bool:
    """Whether a line within a cell is itself a record: as many delimiters as its row, and at least two."""
    return any(line.count(delimiter) >= max(2, width - 1) for line in cell.splitlines()[1:])


def _workbook_grids(path: Path, content: bytes) -> list[Grid]:
    from etl.sheet.hidden import hidden_places  # openpyxl is slow to load, and only workbooks need it

    form = "xlsx" if content.startswith(ZIP_MAGIC) else "xls"
    try:
        workbook = fastexcel.read_excel(content)
        hidden = hidden_places(content, form)
        grids = []
        for name in workbook.sheet_names:
            sheet = workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            notes = [] if sheet.visible == "visible" else [f"工作表“{name}”是隐藏的, 也读入了"]
            cells = _cells(sheet)
            if name in hidden and cells:
                notes += hidden[name].notes(name, len(cells[0]), len(cells))
            grids.append(Grid(_source(path, content, form, None, name), cells, notes))
    except fastexcel.FastExcelError as error:
        if ENCRYPTED in content:
            raise UnreadableTable("打不开的工作簿: 有密码", "没有密码的工作簿 (在表格软件中去掉打开密码后另存)") from error
        raise UnreadableTable("打不开的工作簿: 已损坏或不是工作簿", "能用表格软件打开的 .xlsx 或 .xls (请打开后另存)") from error
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
