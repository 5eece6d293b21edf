"""A county's own ledger layout filled in: its title, headings, notes and styles stay, its rows are ours.

The layout is an .xlsx with a table of issues; its headings are recognised by the same words as when it is read. A column that is
known but that nobody can fill (验收情况) stays empty, one that is not known is named.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from etl.sheet.cells import read_flag
from etl.sheet.column import HeadingColumn
from etl.sheet.context import is_foot
from etl.sheet.grid import read_grids
from etl.sheet.heading import Heading, find_headings
from etl.sheet.states import read_state
from etl.sheet.template import state_words

TICK = "√"

# canonical column of a ledger -> the column of the mart `ledger`
SAME_NAME = (
    *("township", "issue_no", "issue_title", "measures", "lead_unit", "responsible_unit", "supporting_unit", "supervising_unit"),
    *("responsible_person", "deadline_text", "progress_text", "completed_on", "reported_on", "note"),
)


class NoLedgerLayout(Exception):
    """The file given as a layout has no table of issues to fill in; the message says what was read."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled ledger: the workbook, how many rows it has, and the headings nobody filled in."""

    content: bytes
    row_count: int
    empty_headings: list[str]


def fill_ledger(layout: Path, rows: Sequence[Mapping[str, Any]]) -> Filled:
    """The layout with these rows of the mart `ledger` in place of whatever rows it had.

    Raises NoLedgerLayout, etl.sheet.grid.UnreadableTable, OSError.
    """
    try:
        book = openpyxl.load_workbook(layout)
    except (KeyError, ValueError, BadZipFile, InvalidFileException) as error:
        raise NoLedgerLayout(f"{layout.name}: 读到“不是 .xlsx 工作簿”, 应为 .xlsx 的台账格式") from error
    for grid in read_grids(layout):
        headings = [heading for heading in find_headings(grid.cells) if heading.kind == "progress"]
        if not headings or grid.source.sheet is None:
            continue
        heading, cells = headings[0], grid.cells
        first = heading.first + heading.depth + 1  # 1-based number of the first row of data
        foot = next((row + 1 for row in range(first - 1, len(cells)) if is_foot(cells[row])), len(cells) + 1)
        page = book[grid.source.sheet]
        _replace_rows(page, heading, first, foot, rows)
        out = BytesIO()
        book.save(out)
        filled = {*SAME_NAME, "plan", "status", "is_closed", "serial"}
        empty = [column.heading for column in heading.columns if column.heading and column.name not in filled]
        return Filled(out.getvalue(), len(rows), empty)
    raise NoLedgerLayout(f"{layout.name}: 读到“没有整改台账的表头”, 应为 有 序号、问题、整改状态 等列的表")


def _replace_rows(page: Any, heading: Heading, first: int, foot: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows from `first` on in the style of the first row of data; the notes from `foot` on follow them."""
    width, below = max(page.max_column, len(heading.columns)), page.max_row
    styles = [copy(page.cell(first, column)._style) for column in range(1, width + 1)] if first < foot else None
    height = page.row_dimensions[first].height
    notes = [_kept(page, row, width) for row in range(foot, below + 1)]
    merged = [each.bounds for each in page.merged_cells.ranges if each.max_row >= first]  # left, top, right, bottom
    for left, top, right, bottom in merged:
        page.unmerge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    page.delete_rows(first, max(0, below - first + 1))
    for row in [number for number in page.row_dimensions if number >= first]:
        page.row_dimensions[row].hidden, page.row_dimensions[row].height = False, None
    words = state_words()
    for offset, said in enumerate(rows):
        for column in heading.columns:
            cell = page.cell(first + offset, column.index + 1)
            if styles:
                cell._style = copy(styles[column.index])
            cell.value = value = _ticked(said, column) if column.choice else _value(said, column.name, offset + 1, words)
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = is no formula
        page.row_dimensions[first + offset].height = height
    for offset, (cells, note_height) in enumerate(notes):
        row = first + len(rows) + offset
        for index, (value, style) in enumerate(cells, start=1):
            page.cell(row, index).value, page.cell(row, index)._style = value, style
        page.row_dimensions[row].height = note_height
    shift = first + len(rows) - foot
    for left, top, right, bottom in merged:
        if top >= foot:
            page.merge_cells(start_row=top + shift, start_column=left, end_row=bottom + shift, end_column=right)


def _kept(page: Any, row: int, width: int) -> tuple[list[tuple[Any, Any]], float | None]:
    """What a row of notes holds: value and style of each cell, and its height."""
    cells = [(page.cell(row, column).value, copy(page.cell(row, column)._style)) for column in range(1, width + 1)]
    return cells, page.row_dimensions[row].height


def _ticked(said: Mapping[str, Any], column: HeadingColumn) -> str | None:
    """The tick of a column that is a value itself (已完成 below 整改状态), where an issue that was reported on has that value."""
    asked = str(column.choice)
    if column.name == "status":
        return TICK if read_state(asked, column.heading) == said["status"] else None
    if column.name == "is_closed" and said["is_reported"]:
        return TICK if read_flag(asked) == bool(said["is_closed"]) else None
    return None


def _value(said: Mapping[str, Any], name: str | None, number: int, words: Mapping[str, str]) -> str | int | date | None:
    """What a column of a ledger says of an issue; the states by the words that read back as them, silence as an empty cell."""
    match name:
        case "plan":
            return str(said["plan_name"])
        case "serial":
            return number
        case "issue_no":
            return said["issue_no"] or number
        case "status":
            return words.get(said["status"])
        case "is_closed":
            return ("是" if said["is_closed"] else "否") if said["is_reported"] else None
    value: str | date | None = said[name] if name in SAME_NAME else None
    return value
