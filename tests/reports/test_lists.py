"""问题清单 and 销号表 read back: each cell is that of the register, in Word and in Excel."""

import io
import time
from datetime import UTC, date, datetime

import openpyxl
import polars as pl
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from reports import lists
from reports.cells import shown
from reports.lists import ListKind
from reports.scope import read_scope
from tests.reports.reading_back import Paper
from warehouse.marts import ISSUE_REGISTER
from warehouse.queries import Choice, Warehouse

AS_OF = date(2024, 5, 20)
CHOICES = [Choice(as_of=AS_OF), Choice(townships=("甲子乡",), as_of=AS_OF), Choice(themes=("没有",), as_of=AS_OF)]


@pytest.mark.parametrize("choice", CHOICES, ids=["all", "township", "none"])
@pytest.mark.parametrize("kind", lists.KINDS.values(), ids=list(lists.KINDS))
def test_the_word_list_is_the_register(kind: ListKind, choice: Choice, warehouse: Warehouse) -> None:
    paper = Paper.read(lists.list_docx(kind, warehouse, choice))
    lines = [line for table in paper.tables for line in table[1:]]
    rows = warehouse.read("issue_register", choice)
    columns = list(kind.columns)
    for headings, *_ in paper.tables:
        assert headings == ["序号", *(ISSUE_REGISTER.labels[name] for name in columns), *kind.blanks]
    assert len(paper.tables) == rows["township"].n_unique()
    expected = [
        [shown(ISSUE_REGISTER, *cell) for cell in zip(columns, row, strict=True)] for row in rows.select(columns).iter_rows()
    ]
    assert [line[1 : 1 + len(columns)] for line in lines] == expected
    assert [line[0] for line in lines] == [str(number) for number in range(1, rows.height + 1)]
    assert all(line[1 + len(columns) :] == [""] * len(kind.blanks) for line in lines)
    text = "".join(paper.paragraphs)
    assert f"共{rows.height}个问题" in text
    assert warehouse.build_id in text
    assert "截至2024年5月20日" in text


@pytest.mark.parametrize("kind", lists.KINDS.values(), ids=list(lists.KINDS))
def test_the_excel_list_is_the_register(kind: ListKind, warehouse: Warehouse) -> None:
    page = openpyxl.load_workbook(io.BytesIO(lists.list_xlsx(kind, warehouse, CHOICES[0])))[kind.name]
    headings, *lines = page.iter_rows(values_only=True)
    rows = warehouse.read("issue_register", CHOICES[0])
    assert headings == ("序号", *(ISSUE_REGISTER.labels[name] for name in kind.columns), *kind.blanks)
    for place, name in enumerate(kind.columns, start=1):
        found = [line[place].date() if rows.schema[name] == pl.Date and line[place] else line[place] for line in lines]  # type: ignore[union-attr]
        assert found == [
            {True: "是", False: "否"}.get(value, value) if isinstance(value, bool) else value for value in rows[name].to_list()
        ]


def test_the_list_lies_on_its_side_with_its_heading_on_each_page(warehouse: Warehouse) -> None:
    document = Document(io.BytesIO(lists.list_docx(lists.ISSUE_LIST, warehouse, CHOICES[0])))
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert "w:tblHeader" in document.tables[0]._tbl.tr_lst[0].xml


@pytest.mark.parametrize("kind", lists.KINDS.values(), ids=list(lists.KINDS))
def test_a_list_made_again_is_the_same_file_dated_by_its_build(
    kind: ListKind, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_at = datetime.strptime(warehouse.build_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    word, excel = lists.list_docx(kind, warehouse, CHOICES[0]), lists.list_xlsx(kind, warehouse, CHOICES[0])
    properties = Document(io.BytesIO(word)).core_properties
    assert (properties.created, properties.modified) == (built_at, built_at)
    assert (properties.author, properties.last_modified_by) == ("问题整改看板", "问题整改看板")
    told = openpyxl.load_workbook(io.BytesIO(excel)).properties
    assert (told.created, told.creator) == (built_at.replace(tzinfo=None), "问题整改看板")
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert lists.list_docx(kind, warehouse, CHOICES[0]) == word
    assert lists.list_xlsx(kind, warehouse, CHOICES[0]) == excel


def test_control_characters_of_a_document_do_not_break_the_file(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Warehouse.read

    def damaged(self: Warehouse, name: str, choice: Choice = CHOICES[0]) -> pl.DataFrame:
        rows = real(self, name, choice)
        return rows.with_columns(title=pl.lit("甲\x0b乙<b>&\x00")) if name == "issue_register" else rows

    monkeypatch.setattr(Warehouse, "read", damaged)
    cells = {line[2] for line in Paper.read(lists.list_docx(lists.ISSUE_LIST, warehouse, CHOICES[0])).tables[0][1:]}
    assert cells == {"甲乙<b>&"}


def test_a_scope_is_of_one_build(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = iter(["old", "new", "new", "new"])
    monkeypatch.setattr(Warehouse, "build_id", property(lambda _: next(builds)))
    assert read_scope(warehouse, CHOICES[0], ["overview"]).build_id == "new"
