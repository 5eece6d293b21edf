"""The same facts in another look: what is read of a table does not hang on how a clerk laid it out.

Each example is written anew as a workbook, once as it is and once in each look; both must be read alike, row numbers aside.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from etl.sheet.parse import parse_tables
from tests.conftest import ROOT

Row = list[object]
Merged = tuple[int, int, int, int]  # first row, first column, last row, last column; from 0
EXAMPLES = [*sorted((ROOT / "data" / "tables").glob("*.csv")), *sorted((ROOT.parent / "shared/tables/files").glob("*.xlsx"))]
AS_WRITTEN = "deadline_text"
CHINESE_WORD = re.compile("[\u4e00-\u9fff]+")
FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


@dataclass(frozen=True)
class Sheet:
    """A sheet as a clerk sees it: name, rows of equal length, merged cells."""

    name: str
    rows: list[Row]
    merged: list[Merged]


Look = Callable[[Sheet], Sheet]


def _sheets(path: Path) -> Iterator[Sheet]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: list[Row] = [[cell or None for cell in row] for row in csv.reader(file)]
        yield Sheet("Sheet1", _level(rows), [])
        return
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        rows = [[_shown(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
        merged = [(part.min_row - 1, part.min_col - 1, part.max_row - 1, part.max_col - 1) for part in sheet.merged_cells.ranges]
        yield Sheet(sheet.title, _level(rows), merged)


def _shown(value: object, number_format: str) -> object:
    """A share as its percentage: without its format it would be another number."""
    return f"{round(value * 100, 4):g}%" if isinstance(value, int | float) and "%" in number_format else value


def _level(rows: list[Row]) -> list[Row]:
    width = max(map(len, rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


def _write(sheets: list[Sheet], path: Path) -> None:
    book = openpyxl.Workbook(write_only=False)
    book.remove(book["Sheet"])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append(row)
        for first_row, first_column, last_row, last_column in sheet.merged:
            page.merge_cells(None, first_row + 1, first_column + 1, last_row + 1, last_column + 1)
    book.save(path)


def _read(path: Path) -> list[object]:
    """What is read, in no order of columns, without row numbers, and its words without blanks and widths."""
    return [
        (
            table.kind,
            _plain(table.source.sheet),
            [sorted((name, _plain(value)) for name, value in row.values.items() if name != AS_WRITTEN) for row in table.rows],
            sorted(str(_plain(reject.column)) for reject in table.rejects),
            sorted((audit.rule, audit.ok, str(_plain(audit.column))) for audit in table.audits),
        )
        for table in parse_tables(path)
    ]


def _plain(value: object) -> object:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value


def _each_cell(change: Callable[[object], object]) -> Look:
    return lambda sheet: replace(sheet, rows=[[change(value) for value in row] for row in sheet.rows])


def _words(change: Callable[[str], str]) -> Look:
    return _each_cell(lambda value: change(value) if isinstance(value, str) else value)


def _numbers(change: Callable[[int | float], object]) -> Look:
    return _each_cell(lambda value: change(value) if isinstance(value, int | float) and not isinstance(value, bool) else value)


def _dates(change: Callable[[datetime], str]) -> Look:
    return _each_cell(lambda value: change(value) if isinstance(value, datetime) else value)


def _may_be_a_day(value: float) -> bool:
    """Whether a number may be the serial number of a day (45473), or its year, month and day (20240630)."""
    return 40_000 <= value < 50_000 or 19_000_000 <= value < 21_000_000


def _moved_right(sheet: Sheet) -> Sheet:
    merged = [(top, left + 2, bottom, right + 2) for top, left, bottom, right in sheet.merged]
    return replace(sheet, rows=[[None, None, *row] for row in sheet.rows], merged=merged)


def _moved_down(sheet: Sheet) -> Sheet:
    merged = [(top + 3, left, bottom + 3, right) for top, left, bottom, right in sheet.merged]
    return replace(sheet, rows=[*[[None] * len(row) for row in sheet.rows[:1]] * 3, *sheet.rows], merged=merged)


def _signed(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=[*sheet.rows, [], ["填表人：", None, "审核人：", None, "分管领导："], ["注：本表由各乡镇填报。"]])


def _formatted_far_out(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=[*([*row, *[""] * 40] for row in sheet.rows), *[[""] * 40] * 200])


LOOKS: dict[str, Look] = {
    "numbers as text": _numbers(str),
    "numbers of full width": _numbers(lambda value: str(value).translate(FULL_WIDTH)),
    "thousands parted": _numbers(lambda value: value if value < 10_000 or _may_be_a_day(value) else f"{value:,}"),
    "dates with dots": _dates(lambda day: f"{day.year}.{day.month}.{day.day}"),
    "dates in Chinese": _dates(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    "dates of eight digits": _dates(lambda day: f"{day:%Y%m%d}"),
    "blanks around": _words(lambda text: f"\u00a0{text}\u3000 "),
    "blanks in short words": _words(lambda text: f"{text[0]} {text[1:]}" if re.fullmatch("[\u4e00-\u9fff]{2,3}", text) else text),
    "words broken": _words(
        lambda text: f"{text[:2]}\n{text[2:]}" if CHINESE_WORD.fullmatch(text) and 4 <= len(text) <= 8 else text
    ),
    "brackets of half width": _words(lambda text: text.replace("（", "(").replace("）", ")")),
    "brackets of full width": _words(lambda text: text.replace("(", "（").replace(")", "）").replace(":", "：")),
    "moved right": _moved_right,
    "moved down": _moved_down,
    "signed below": _signed,
    "formatted far out": _formatted_far_out,
    "merged cells parted": lambda sheet: replace(sheet, merged=[]),
}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_table_in_another_look_is_read_alike(path: Path, tmp_path: Path) -> None:
    sheets = list(_sheets(path))
    _write(sheets, tmp_path / "表.xlsx")
    expected = _read(tmp_path / "表.xlsx")
    assert expected
    differing = []
    for name, look in LOOKS.items():
        _write([look(sheet) for sheet in sheets], tmp_path / "表.xlsx")
        if _read(tmp_path / "表.xlsx") != expected:
            differing.append(name)
    assert not differing
