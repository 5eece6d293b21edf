"""Templates read back without a reject, empty and filled in; a county's layout is filled in and reads back as the same issues."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.sheet.ledger import NoLedgerLayout, fill_ledger
from etl.sheet.parse import parse_tables
from etl.sheet.template import EXAMPLE, TEMPLATES, template_bytes
from etl.vocabulary import read_vocabulary


def template(tmp_path: Path, kind: str, *, filled: bool = False) -> Path:
    """A template as a file; filled: what stands as the example is entered as data."""
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(template_bytes(kind))
    if filled:
        book = openpyxl.load_workbook(path)
        for page in book:
            assert page["A4"].value == EXAMPLE
            page["A4"] = "1"
        book.save(path)
    return path


@pytest.mark.parametrize("kind", TEMPLATES)
def test_an_empty_template_reads_back_without_a_reject(tmp_path: Path, kind: str) -> None:
    tables = parse_tables(template(tmp_path, kind))
    assert [table.kind for table in tables] == [sheet.kind for sheet in TEMPLATES[kind]]
    assert [(table.rows, table.rejects, table.audits) for table in tables] == [([], [], [])] * len(tables)
    assert all("示例行不读入 (1 行)" in table.notes for table in tables)


@pytest.mark.parametrize("kind", TEMPLATES)
def test_what_is_filled_in_as_the_example_shows_is_read_whole(tmp_path: Path, kind: str) -> None:
    tables = parse_tables(template(tmp_path, kind, filled=True))
    for table, sheet in zip(tables, TEMPLATES[kind], strict=True):
        assert (table.rejects, [audit for audit in table.audits if not audit.ok]) == ([], [])
        (row,) = table.rows
        expected = {name for name, words in sheet.example.items() if words and name != "period"}
        assert expected <= {name for name, value in row.values.items() if value is not None}
    values = tables[0].rows[0].values
    if kind == "progress":
        assert (values["status"], values["is_closed"], values["due_on"]) == ("in_progress", False, date(2024, 12, 31))
    if kind == "funds":
        assert (values["planned_yuan"], values["paid_yuan"]) == (1_000_000, 455_000)


def test_a_template_offers_the_words_of_the_vocabulary(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(template(tmp_path, "progress"))["整改台账"]
    lists = {rule.formula1 for rule in page.data_validations.dataValidation}
    first = [row.words("words")[0] for row in read_vocabulary("statuses.csv", ("code", "words"))]
    assert f'"{",".join(first)}"' in lists
    assert '"是,否"' in lists
    assert "也认得的列名" in page["F3"].comment.text


HEAD = ["序号", "乡镇", "反馈问题", "整改责任", None, "整改进展", None, "验收情况"]
LOWER = [None, None, None, "牵头单位", "责任单位", "进展情况", "状态", None]


def layout(tmp_path: Path) -> Path:
    """A county's ledger of last month: title, two rows of headings, a merged township over two rows, a note at the foot."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["某县整改台账"])
    page.append(HEAD)
    page.append(LOWER)
    page.append([1, "甲乡", "旧问题", "旧单位", "旧单位", "旧进展", "推进中", "旧"])
    page.append([2, None, "另一旧问题", None, None, None, "推进中", None])
    page.append(["注:由各乡镇填报"])
    for cells in ("A1:H1", "D2:E2", "F2:G2", "B4:B5", "A6:H6"):
        page.merge_cells(cells)
    page["C4"].font = openpyxl.styles.Font(name="仿宋", size=14)
    path = tmp_path / "layout.xlsx"
    book.save(path)
    return path


def issue(number: str, status: str, title: str, **values: Any) -> dict[str, Any]:
    """A row of the mart `ledger`."""
    names = ("measures", "lead_unit", "responsible_unit", "supporting_unit", "supervising_unit", "responsible_person")
    more = dict.fromkeys((*names, "deadline_text", "progress_text", "completed_on", "reported_on", "note"))
    said = {"township": "乙镇", "plan_name": "乙镇方案", "issue_no": number, "issue_title": title, "status": status}
    flags = {"is_closed": status == "closed", "is_reported": status != "unreported"}
    return {**more, **said, **flags, **values}


ISSUES = [
    issue("1", "completed", "水窖没有建好", lead_unit="水务站", progress_text="已建成"),
    issue("2", "unreported", "=1+1"),
    issue("3", "returned", "路灯不亮"),
]


def test_a_countys_layout_is_filled_in_and_reads_back(tmp_path: Path) -> None:
    filled = fill_ledger(layout(tmp_path), ISSUES)
    path = tmp_path / "filled.xlsx"
    path.write_bytes(filled.content)
    assert (filled.row_count, filled.empty_headings) == (3, ["验收情况"])
    page = openpyxl.load_workbook(path).active
    assert page is not None
    rows = list(page.iter_rows(values_only=True))
    assert rows[0][0] == "某县整改台账"
    assert [list(row) for row in rows[1:3]] == [HEAD, LOWER]
    assert rows[3] == ("1", "乙镇", "水窖没有建好", "水务站", None, "已建成", "已完成", None)
    assert rows[6][0] == "注:由各乡镇填报"
    assert {str(each) for each in page.merged_cells.ranges} == {"A1:H1", "D2:E2", "F2:G2", "A7:H7"}
    assert {page[f"C{row}"].font.name for row in (4, 5, 6)} == {"仿宋"}
    assert page["C5"].data_type == "s"  # no formula
    (table,) = parse_tables(path)
    assert table.rejects == []
    assert [(row.values["issue_title"], row.values["status"]) for row in table.rows] == [
        ("水窖没有建好", "completed"),
        ("=1+1", None),
        ("路灯不亮", "returned"),
    ]


def test_the_shared_county_ledger_is_filled_in(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(fill_ledger(shared / "tables" / "files" / "ledger_county.xlsx", ISSUES).content)
    (table,) = [table for table in parse_tables(path) if table.kind == "progress"]
    assert [row.values["township"] for row in table.rows] == ["乙镇"] * 3
    assert table.rejects == []


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoLedgerLayout, match="没有整改台账的表头"):
        fill_ledger(template(tmp_path, "funds"), ISSUES)
    (tmp_path / "text.xlsx").write_text("没有", encoding="utf-8")
    with pytest.raises(NoLedgerLayout, match=r"不是 \.xlsx 工作簿"):
        fill_ledger(tmp_path / "text.xlsx", ISSUES)


def test_the_headings_of_a_template_are_the_plain_words(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(template(tmp_path, "progress")).active
    assert page is not None
    headings = [cell.value for cell in page[3]]
    assert headings[:4] == ["序号", "乡镇", "方案", "问题"]


def test_columns_of_states_are_ticked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["序号", "乡镇", "反馈问题", "整改状态", None, None, "是否销号", None])
    page.append([None, None, None, "已完成", "已销号", "退回", "是", "否"])
    path = tmp_path / "layout.xlsx"
    book.save(path)
    path.write_bytes(fill_ledger(path, [*ISSUES, issue("4", "closed", "沟渠淤塞")]).content)
    filled = openpyxl.load_workbook(path).active
    assert filled is not None
    assert [row[3:] for row in filled.iter_rows(min_row=3, values_only=True)] == [
        ("√", None, None, None, "√"),
        (None, None, None, None, None),
        (None, None, "√", None, "√"),
        (None, "√", None, "√", None),
    ]
    (table,) = parse_tables(path)
    assert [row.values["status"] for row in table.rows] == ["completed", None, "returned", "closed"]
