"""Which rows and columns of a workbook are hidden: fastexcel reads them like any other, and a clerk should be told."""

import io
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

import openpyxl
import xlrd
from openpyxl.utils import get_column_letter
from xlrd.biffh import XLRDError

SHOWN = 10  # rows or columns named in a note
MOST_XLS_BYTES = 4_000_000  # xlrd takes seconds for more
OF_DAMAGED_RECORDS = (
    AssertionError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
)  # what xlrd makes


@dataclass(frozen=True, slots=True)
class Hidden:
    """The 1-based numbers of the hidden rows and columns of one sheet."""

    rows: list[int]
    columns: list[int]

    def notes(self, sheet: str, width: int, height: int) -> list[str]:
        """What is said of them, as far as the sheet holds anything there."""
        rows = [f"第{row}行" for row in self.rows if row <= height]
        columns = [f"{get_column_letter(column)}列" for column in self.columns if column <= width]
        return [
            f"工作表“{sheet}”隐藏的{what}也读入了: {'、'.join(places[:SHOWN])}, 共 {len(places)} {what}"
            for what, places in (("行", rows), ("列", columns))
            if places
        ]


def hidden_places(content: bytes, form: str) -> dict[str, Hidden]:
    """Sheet name -> what is hidden on it, for an xlsx or xls workbook; nothing for one that openpyxl or xlrd refuses (fastexcel
    has read it, and the note is all that is missing) or that is too large to ask xlrd."""
    return _of_xls(content) if form == "xls" else _of_xlsx(content)


def _of_xlsx(content: bytes) -> dict[str, Hidden]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, ParseError):
        return {}
    return {
        sheet.title: Hidden(
            sorted(number for number, row in sheet.row_dimensions.items() if row.hidden),
            _numbers((each.min or 1, each.max or 0) for each in sheet.column_dimensions.values() if each.hidden),
        )
        for sheet in book.worksheets
    }


def _numbers(ranges: Iterable[tuple[int, int]]) -> list[int]:
    return sorted({number for first, last in ranges for number in range(first, min(last, 1_000) + 1)})


def _of_xls(content: bytes) -> dict[str, Hidden]:
    if len(content) > MOST_XLS_BYTES:
        return {}
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except (XLRDError, *OF_DAMAGED_RECORDS):
        return {}
    return {
        sheet.name: Hidden(
            sorted(row + 1 for row, said in sheet.rowinfo_map.items() if said.hidden),
            sorted(column + 1 for column, said in sheet.colinfo_map.items() if said.hidden),
        )
        for sheet in book.sheets()
    }
