"""带走: offered on every page, made of what the page shows, and of the reader's choice."""

import io
import zipfile
from datetime import date

import openpyxl
import polars as pl
import pytest

from pages.shared import gathered
from pages.shared.gathered import ShownTable
from pages.shared.menu import TITLES
from pages.shared.take_home import page_parquet, page_workbook
from reports import pictures
from reports.citations import PAGES
from tests.pages.conftest import open_page
from warehouse.marts import BY_NAME, COMPLETION_BY_TOWNSHIP, ISSUE_REGISTER
from warehouse.queries import Choice, Warehouse

PAPERS = ["整改情况通报 (Word)", "问题清单 (Word)", "问题清单 (Excel)", "销号表 (Word)", "销号表 (Excel)"]
OF_CHOICE = [name for name in TITLES if name != "evidence"]


def offered(page: str) -> list[str]:
    app = open_page(page)
    app.session_state["take_home"] = True
    app.run()
    assert not app.exception
    return [button.proto.label for button in app.get("download_button")]


@pytest.mark.parametrize("page", OF_CHOICE)
def test_every_page_of_the_choice_offers_the_papers_and_itself(page: str, warehouse: Warehouse) -> None:
    labels = offered(page)
    assert [label for label in labels if label in PAPERS] == PAPERS
    assert "本页各表 (Excel)" in labels
    assert "本页数据 (Parquet, 供分析)" in labels
    charts = len(open_page(page).get("plotly_chart"))
    assert len([label for label in labels if label.endswith("(PNG)")]) == (charts if pictures.can_draw() else 0)


def test_without_a_browser_no_picture_is_offered(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    assert not [label for label in offered("overview") if "PNG" in label]


def test_a_closed_fold_draws_no_button(warehouse: Warehouse) -> None:
    assert not [button for button in open_page().get("download_button") if button.proto.label in PAPERS]


def test_the_workbook_has_a_sheet_for_each_table_and_its_notes(warehouse: Warehouse) -> None:
    choice = Choice(townships=("甲子乡",), as_of=date(2024, 5, 20))
    issues, completion = warehouse.read("issue_register", choice), warehouse.read("completion_by_township", choice)
    tables = [
        ShownTable(ISSUE_REGISTER, issues, ["township", "title", "due_on"], "问题台账"),
        ShownTable(COMPLETION_BY_TOWNSHIP, completion, ["township", "issue_count"], "各乡镇整改完成情况_图表"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(page_workbook(warehouse, choice, "总览", tables)))
    assert book.sheetnames == ["说明", "问题台账", "各乡镇整改完成情况_图表"]
    notes = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert notes["范围"] == "甲子乡; 截至 2024-05-20"
    assert notes["数据批次"] == warehouse.build_id
    for sheet, shown in zip(book.sheetnames[1:], tables, strict=True):
        headings, *rows = book[sheet].iter_rows(values_only=True)
        assert headings == tuple(shown.table.labels[name] for name in shown.columns)
        assert [row[1] for row in rows] == shown.rows[shown.columns[1]].to_list()


def test_parquet_keeps_all_columns(warehouse: Warehouse) -> None:
    rows = warehouse.read("issue_register")
    shown = ShownTable(ISSUE_REGISTER, rows, ["title"], "问题台账")
    archive = zipfile.ZipFile(io.BytesIO(page_parquet([shown, shown])))
    assert archive.namelist() == ["issue_register.parquet", "issue_register_2.parquet"]
    assert pl.read_parquet(archive.read("issue_register.parquet")).equals(rows)


def test_a_table_that_another_holds_is_kept_once(warehouse: Warehouse) -> None:
    rows = warehouse.read("completion_by_township")
    small = ShownTable(COMPLETION_BY_TOWNSHIP, rows, ["township", "issue_count"], "图表")
    large = ShownTable(COMPLETION_BY_TOWNSHIP, rows, ["township", "issue_count", "done_count"], "表格")
    other = ShownTable(COMPLETION_BY_TOWNSHIP, rows.head(0), ["township"], "别的")
    for order in ([small, large, other], [large, small, other]):
        with gathered.gathering() as shown:
            for table in order:
                gathered.add_table(table)
        assert [table.label for table in shown.tables] == ["表格", "别的"]


def test_the_pages_that_numbers_are_cited_to_are_pages() -> None:
    assert set(PAGES) <= set(BY_NAME)
    for title, path, _ in PAGES.values():
        assert TITLES[path or "overview"] == title
