"""A number that comes from a spreadsheet opens the row of its file, its cell marked, and that cell says the number."""

import html
import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.shared.sheet_rows import letter
from reports import drills
from tests.pages.conftest import markup, open_page, said, troubles
from tests.sql.test_indicators import value
from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN
from tests.warehouse.hand_made_months import report
from tests.warehouse.hand_made_tables import FUNDS, INDICATORS, TOILETS
from warehouse.queries import Warehouse

MARKED = re.compile(r"<td [^>]*><mark>(.*?)</mark></td>")


def marked(target: drills.Target | None) -> list[str]:
    assert target is not None
    assert target.page == "evidence"
    app = open_page("evidence", **target.parameters)
    assert troubles(app) == []
    return MARKED.findall(markup(app))


@pytest.mark.parametrize(
    ("mart", "column", "words"),
    [
        ("toilet_by_village", "surveyed_count", {"一村": ["100"], "二村": ["20"]}),
        ("toilet_by_village", "open_count", {"一村": ["50"], "二村": ["5", "1"]}),
        ("fund_progress", "arrived_pct", {"委托帮扶": ["60.5"], "扶贫车间": ["29.53005", "20"]}),
        ("fund_progress", "unpaid_yuan", {"委托帮扶": ["48400", "2022、2023"], "扶贫车间": []}),
        ("fund_register", "amount_yuan", {"委托帮扶": ["60.5"], "委托帮扶 年度应分红": ["48400"], "扶贫车间": ["29.53005"],
                                          "委托帮扶 未分红合计": ["48400", "2022、2023"]}),
        ("indicator_series", "value", {"乙丑镇": ["224"]}),
    ],
)  # fmt: skip
def test_a_number_marks_its_own_cells(warehouse: Warehouse, mart: str, column: str, words: dict[str, list[str]]) -> None:
    found = {}
    for row in warehouse.read(mart).iter_rows(named=True):
        name = next(str(row[key]) for key in ("village", "project", "item", "township") if row.get(key))
        if name in words:
            found[name] = marked(drills.target(mart, column, row))
    assert found == words


def test_the_value_of_the_period_before_marks_its_own_cell_and_a_change_that_of_its_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {2: date(2024, 4, 30), 3: date(2024, 5, 31), 4: date(2023, 5, 31)}
    frames = hand_made.frames()
    frames["sheet_row"] = frames["sheet_row"].filter(frames["sheet_row"]["source_id"] != INDICATORS)
    frames["indicator"] = frames["indicator"].filter(frames["indicator"]["source_id"] != INDICATORS)
    for row, number in ((2, 44.0), (3, 41.0), (4, 40.0)):
        place = {"source_id": INDICATORS, "heading_row": 1, "row_number": row, "read_row": row}
        frames = hand_made.with_rows(frames, "sheet_row", {**place, "cells": ["乙丑镇", "", f"{number:g}", ""]})
        frames = hand_made.with_rows(frames, "indicator", value(row, "乙丑镇", number, days[row]))
    hand_made.published(tmp_path, frames)
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    latest = Warehouse.open(tmp_path).read("indicator_series").filter(period_to=days[3]).row(0, named=True)
    cells = {"value": "41", "change_value": "41", "value_before": "44", "value_year_before": "40", "change_year_value": "41"}
    assert {column: marked(drills.target("indicator_series", column, latest)) for column in cells} == {
        column: [words] for column, words in cells.items()
    }
    earliest = Warehouse.open(tmp_path).read("indicator_series").filter(period_to=days[4]).row(0, named=True)
    assert drills.target("indicator_series", "value_before", earliest) is None


def test_a_figure_of_the_page_opens_its_cell(warehouse: Warehouse) -> None:
    cards = re.findall(r'<a class="number" href="(evidence[^"]+)"[^>]*>([\d,]+)</a>', markup(open_page("toilets", 乡镇="甲子乡")))
    for href, number in cards:
        parts = urlsplit(html.unescape(href))
        address = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert MARKED.findall(markup(open_page(parts.path, **address))) == [number]
    assert {number for _, number in cards} == {"2,000", "700", "28"}


def test_the_place_is_named_and_what_is_not_kept_is_said() -> None:
    assert [letter(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_file_row_and_cell_are_named(warehouse: Warehouse) -> None:
    drawn = said(open_page("evidence", 文档=FUNDS, 行="3", 列="到位"))
    assert "funds.csv 第3行, 标出的格 D3" in drawn
    assert '<td data-heading="D 到位(万元)"><mark>20</mark></td>' in drawn


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An issue that a row of the ledger tells of, reported on 2024-06-20, in the store of the pages."""
    _, told = report("003", "completed", date(2024, 6, 20), None, 2)
    hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "progress", told))
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    return f"{JIAZI_PLAN}-003"


def test_the_rows_of_a_ledger_stand_below_the_text_of_their_issue(reported: str) -> None:
    app = open_page("evidence", 问题=reported)
    assert troubles(app) == []
    assert MARKED.findall(markup(app)) == ["已完成"]
    assert markup(app).count('class="left"') == 1  # the telephone numbers are not kept


@pytest.mark.parametrize(("as_of", "is_there"), [("2024-06-20", True), ("2024-06-19", False)])
def test_a_report_after_the_as_of_date_is_not_there_yet(reported: str, as_of: str, is_there: bool) -> None:
    app = open_page("evidence", 问题=reported, 截至=as_of)
    assert troubles(app) == []
    assert ("台账里的这个问题" in markup(app), MARKED.findall(markup(app))) == (is_there, ["已完成"] if is_there else [])


@pytest.mark.parametrize("row", ["99", "甲", "-1", "9" * 30, "9" * 5000])
def test_a_row_the_file_does_not_have_is_named_and_the_first_ones_are_shown(warehouse: Warehouse, row: str) -> None:
    app = open_page("evidence", 文档=TOILETS, 行=row)
    assert [warning.value for warning in app.warning] == ["地址里的行不在当前数据中, 已忽略:"]
    assert app.code[0].value == row
    assert "二村" in markup(app)


def test_cells_are_never_markup(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frames = hand_made.frames()
    wrong = {"source_id": INDICATORS, "heading_row": 1, "row_number": 2, "read_row": 2, "cells": ["<b>乙丑镇</b>", "", "224", ""]}
    frames["sheet_row"] = frames["sheet_row"].filter(frames["sheet_row"]["source_id"] != INDICATORS)
    hand_made.published(tmp_path, hand_made.with_rows(frames, "sheet_row", wrong))
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    assert "&lt;b&gt;乙丑镇&lt;/b&gt;" in markup(open_page("evidence", 文档=INDICATORS, 行="2"))
