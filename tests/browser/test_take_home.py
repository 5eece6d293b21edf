"""A leader takes things home: each file comes under its Chinese name, opens, and holds the numbers of the page."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import fastexcel
import polars as pl
import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import expect

from tests.browser.harness import Visit
from warehouse.queries import Choice, Warehouse

pytestmark = pytest.mark.xdist_group("browser")

TOWNSHIP = "黄桑乡"
CHOICE = Choice(townships=(TOWNSHIP,))


@pytest.fixture
def taking(visit: Callable[..., Visit], tmp_path: Path) -> Callable[[str, str], Path]:
    """Open a page of one township, open its fold, press a button: the file that comes."""

    def take(page: str, label: str) -> Path:
        wide = visit(accept_downloads=True)
        wide.open(f"{page}?乡镇={TOWNSHIP}")
        wide.page.get_by_role("button", name="带走").click()
        button = wide.page.get_by_role("button", name=label, exact=True)
        expect(button).to_be_visible()
        wide.settle()
        return wide.download(button, tmp_path)

    return take


def test_the_bulletin_says_the_numbers_of_the_page(taking: Callable[[str, str], Path], built_store: Path) -> None:
    file = taking("", "整改情况通报 (Word)")
    assert file.name.startswith(f"整改情况通报_{TOWNSHIP}_截至20")
    document = Document(io.BytesIO(file.read_bytes()))
    texts = [paragraph.text for paragraph in document.paragraphs]
    overview = Warehouse.open(built_store).read("overview", CHOICE).row(0, named=True)
    assert texts[0] == f"{TOWNSHIP}问题整改情况通报"
    assert any(f"共列问题（任务）{overview['issue_count']}个" in text for text in texts)
    assert len(document.inline_shapes) >= 2
    links = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    assert any(link.startswith("http://127.0.0.1:") and f"乡镇={TOWNSHIP}" in link for link in links)


def test_the_closing_list_holds_every_issue(taking: Callable[[str, str], Path], built_store: Path) -> None:
    file = taking("register", "销号表 (Excel)")
    sheet = fastexcel.read_excel(file).load_sheet("销号表").to_polars()
    assert sheet["问题"].to_list() == Warehouse.open(built_store).read("issue_register", CHOICE)["title"].to_list()


def test_the_tables_of_a_page_as_one_workbook(taking: Callable[[str, str], Path], built_store: Path) -> None:
    file = taking("progress", "本页各表 (Excel)")
    book = fastexcel.read_excel(file)
    assert book.sheet_names == ["说明", "各乡镇整改完成情况_图表", "各乡镇整改完成情况"]
    counted = Warehouse.open(built_store).read("completion_by_township", CHOICE)
    assert book.load_sheet("各乡镇整改完成情况").to_polars()["问题总数"].to_list() == counted["issue_count"].to_list()


def test_the_data_of_a_page_as_parquet(taking: Callable[[str, str], Path], built_store: Path) -> None:
    archive = zipfile.ZipFile(taking("register", "本页数据 (Parquet, 供分析)"))
    rows = pl.read_parquet(archive.read("issue_register.parquet"))
    assert rows["issue_id"].to_list() == Warehouse.open(built_store).read("issue_register", CHOICE)["issue_id"].to_list()


def test_a_chart_as_a_picture(taking: Callable[[str, str], Path]) -> None:
    file = taking("", "图: 各乡镇的问题按整改状态堆叠的条形图 (PNG)")
    with Image.open(file) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1800
        assert picture.convert("L").getpixel((2, 2)) == 255  # on white, whatever the page's theme
