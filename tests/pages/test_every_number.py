"""Every pattern of number in every mart opens a list as long as the number says, or the very cells it was read from.

Numbers of figures, sentences and tables all lead where reports/drills.py says; so one number of each mart, column and kind of
target stands for all that look like it.
"""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from reports import drills
from reports.drills import Target
from tests.pages.conftest import markup, open_page, troubles
from tests.pages.test_drills import row_counts
from tests.sql.test_fund_progress import PROJECTS
from tests.sql.test_toilet_villages import ITEMS, VILLAGES
from tests.warehouse import hand_made
from tests.warehouse.hand_made_months import month_frames
from warehouse.marts import MARTS
from warehouse.queries import Choice, Warehouse
from warehouse.schema import Table

DAY = date(2024, 10, 31)
MARKED = re.compile(r"<td [^>]*><mark>(.*?)</mark></td>")
# Numbers told beside a list that counts something else: townships and places of it, its departments, files.
BESIDE = {
    *("township_count", "plan_count", "department_count", "unknown_unit_count", "source_count", "document_count", "table_count"),
    *("failed_count", "row_count", "char_count", "household_count", "person_count", "period_count"),
    *("surveyed_township_count", "funded_township_count", "problem_township_count", "rectified_township_count"),
    # Of the townships listed there, those that state both numbers of a rate.
    *("problem_in_funded_count", "funded_base_count", "problem_in_surveyed_count", "surveyed_base_count"),
    *("rectified_in_problem_count", "problem_base_count"),
    *("village_count", "problem_village_count", "cleared_village_count", "unknown_village_count", "project_count", "alone_count"),
}
DRAWN_ONLY = {"change_by_township"}  # its counts stand in bars alone, where a click chooses the township
SAID_ONLY = {("silence_summary", "undated_count")}  # issues without a date: no list of days has them
COUNTS = ("surveyed_count", "funded_count", "problem_count", "rectified_count")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("everything")
    frames = hand_made.with_rows(month_frames(), "toilet", *VILLAGES)
    frames = hand_made.with_rows(frames, "toilet_item", *ITEMS)
    for row in VILLAGES:
        place = {"source_id": row["source_id"], "heading_row": 1, "row_number": row["row_number"], "read_row": row["row_number"]}
        counts = ["" if row.get(name) is None else str(row[name]) for name in COUNTS]
        frames = hand_made.with_rows(frames, "sheet_row", {**place, "cells": [row["township"], row["village"], *counts, ""]})
    hand_made.published(store, hand_made.with_rows(frames, "fund", *PROJECTS))
    return store


@pytest.fixture(autouse=True)
def shown_warehouse(everything: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("RECTIFICATION_STORE", str(everything))
    return Warehouse.open(everything)


def numbers_of(mart: Table, rows: pl.DataFrame) -> dict[tuple[object, ...], tuple[Target, str, int]]:
    """One number of each column and kind of target: (column, page, names of parameters) -> (target, column, number)."""
    found: dict[tuple[object, ...], tuple[Target, str, int]] = {}
    counts = [column.name for column in mart.columns if column.kind == "integer" and column.name.endswith("_count")]
    for row in rows.iter_rows(named=True):
        for name in counts:
            target = drills.target(mart.name, name, row)
            if target is not None and row[name] and name not in BESIDE and (mart.name, name) not in SAID_ONLY:
                found.setdefault((name, target.page, tuple(target.parameters)), (target, name, row[name]))
    return found


@pytest.mark.parametrize("mart", [mart for mart in MARTS if mart.name not in DRAWN_ONLY], ids=lambda mart: mart.name)
def test_a_number_opens_as_many_rows_as_it_says(mart: Table, shown_warehouse: Warehouse) -> None:
    rows = shown_warehouse.read(mart.name, Choice(as_of=DAY, since=date(2024, 9, 30)))
    for target, column, number in numbers_of(mart, rows).values():
        scope = {"截至": DAY.isoformat()} if target.is_scoped else {}
        app = open_page(target.page, **{**scope, **target.parameters})
        assert troubles(app) == [], (column, target)
        if drills.ROW in target.parameters:
            cells = [int(words.replace(",", "")) for words in MARKED.findall(markup(app))]
            assert number in (cells if len(cells) == 1 else [cells[0] - cells[1]]), (column, target)
            continue
        # A list as long as it says, or one of parts that add up to it: of a township's toilets its villages.
        sums = {int(table.value[column].fillna(0).sum()) for table in app.dataframe if column in table.value}
        assert number in row_counts(app) | sums, (column, target, number, row_counts(app))
