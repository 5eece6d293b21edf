"""A workbook read back: numbers are numbers, texts stay texts, and 说明 says what stands in it."""

import io
from datetime import date, datetime
from decimal import Decimal

import fastexcel
import openpyxl
import polars as pl
import pytest

from reports import workbook
from reports.scope import Scope
from reports.workbook import CUT, MOST_CHARACTERS, NOTES, Sheet, workbook_bytes
from tests.warehouse.test_export import FRAME, TABLE
from warehouse.queries import EVERYTHING
from warehouse.schema import Column, Table

SCOPE = Scope(EVERYTHING, date(2024, 5, 20), "20240520-081500-3f2a", ["全部乡镇", "截至 2024-05-20"], "?截至=2024-05-20", {})
COLUMNS = TABLE.column_names


def read(content: bytes, sheet: str | int) -> pl.DataFrame:
    return fastexcel.read_excel(content).load_sheet(sheet).to_polars()


def test_numbers_are_numbers_and_formulas_texts() -> None:
    sheet = read(workbook_bytes([Sheet(TABLE, FRAME, COLUMNS)], SCOPE, "样表"), "样表")
    assert sheet["标题"].to_list() == FRAME["title"].to_list()
    assert sheet["金额(元)"].to_list() == [-3.5, None, None]
    assert sheet["单位"].to_list() == ["财政所、@站", None, None]
    assert sheet["完成"].to_list() == ["是", None, "否"]
    assert sheet["日期"].to_list()[0] == datetime(2024, 5, 20)


def test_headings_stay_in_sight_and_numbers_have_formats() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([Sheet(TABLE, FRAME, COLUMNS)], SCOPE, "样表")))
    page = book["样表"]
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    assert page["B2"].number_format == "#,##0.00"
    assert page["C2"].number_format == "yyyy-mm-dd"
    assert page.auto_filter.ref == "A1:F4"
    assert 8 <= page.column_dimensions["A"].width <= 50


def test_the_notes_say_scope_date_build_and_definitions() -> None:
    notes = read(workbook_bytes([Sheet(TABLE, FRAME, COLUMNS)], SCOPE, "问题清单"), NOTES)
    said = {notes.columns[0]: notes.columns[1], **dict(notes.iter_rows())}
    assert said["标题"] == "问题清单"
    assert said["范围"] == "全部乡镇; 截至 2024-05-20"
    assert said["数据批次"] == "20240520-081500-3f2a"
    assert said["表: 样表"].startswith("3 行; 一行一例; 来源视图 sample")
    assert said["样表: 占比(%)"] == "占比"


def test_sheets_of_one_name_get_two() -> None:
    sheet = Sheet(TABLE, FRAME, ["title"], name="各乡镇/整改:情况")
    names = fastexcel.read_excel(workbook_bytes([sheet, sheet], SCOPE, "样")).sheet_names
    assert names == [NOTES, "各乡镇_整改_情况", "各乡镇_整改_情况_2"]


def test_columns_to_be_filled_in_and_row_numbers() -> None:
    sheet = Sheet(TABLE, FRAME, ["title"], blanks=["验收人"], is_numbered=True)
    page = openpyxl.load_workbook(io.BytesIO(workbook_bytes([sheet], SCOPE, "样")))["样表"]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0] == ("序号", "标题", "验收人")
    assert [row[0] for row in rows[1:]] == [1, 2, 3]


def test_an_empty_table_keeps_its_headings() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook_bytes([Sheet(TABLE, TABLE.frame([]), COLUMNS)], SCOPE, "样")))["样表"]
    assert [cell.value for cell in page[1]] == ["标题", "金额(元)", "日期", "完成", "单位", "占比(%)"]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    table = Table("long", "长文", "一行", (Column("text", "text", "文", "文"), Column("number", "integer", "数", "数")))
    frame = pl.DataFrame({"text": ["长" * 40_000, "短", None], "number": [1, 2, 3]})
    cut, short, _ = read(workbook_bytes([Sheet(table, frame, ["text", "number"])], SCOPE, "长"), 1)["文"].to_list()
    assert (cut[:2], cut[-len(CUT) :], len(cut), short) == ("长长", CUT, MOST_CHARACTERS, "短")


def test_money_keeps_its_fen() -> None:
    table = Table("money", "钱", "一行", (Column("amount_yuan", "yuan", "金额(元)", "金额"),))
    frame = table.frame([{"amount_yuan": Decimal("123456789012.34")}])
    assert read(workbook_bytes([Sheet(table, frame, ["amount_yuan"])], SCOPE, "钱"), "钱")["金额(元)"].to_list() == [
        123456789012.34
    ]


def test_a_workbook_too_large_to_be_held_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(TABLE, FRAME, COLUMNS)
    held = read(workbook_bytes([sheet], SCOPE, "样表"), "样表")
    monkeypatch.setattr(workbook, "MOST_CELLS_HELD", 0)
    assert read(workbook_bytes([sheet], SCOPE, "样表"), "样表").equals(held)
