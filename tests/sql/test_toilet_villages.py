"""toilet_by_village, toilet_clearance, toilet_by_problem_type: days since found, what is cleared, what cannot be told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sql.test_toilets import toilets
from tests.warehouse import hand_made
from tests.warehouse.hand_made_tables import TOILETS
from warehouse.queries import Choice, Warehouse

APRIL, MAY, JUNE, JULY = (date(2024, month, 28) for month in (4, 5, 6, 7))
VILLAGES = [
    toilets("一村", APRIL, 40, 10, 4, 0, row=10),
    toilets("一村", MAY, 40, 10, 4, 4, row=11),  # cleared in May: what is open in June was found then
    toilets("一村", JUNE, 40, 10, 6, 4, row=12),
    toilets("二村", JUNE, 20, 10, 3, 3, row=13),
    toilets("三村", JUNE, 20, 10, 0, 0, row=14),
    toilets("四村", JUNE, 20, 10, 1, None, row=15),
]


def item(number: str | None, day: date | None, types: list[str], *, rectified: bool = False, **values: Any) -> dict[str, Any]:
    """A toilet of 一村 of 丙寅乡 in a register; without types it has no problem."""
    place = {"source_id": TOILETS, "township": "丙寅乡", "village": "一村", "row_number": 30}
    said = {"toilet_no": number, "as_of": day, "is_problem": bool(types), "problem_types": types, "is_rectified": rectified}
    return {**place, **said, **values}


ITEMS = [
    item("1", MAY, ["渗漏"]),
    item("2", MAY, []),
    item("1", JUNE, ["渗漏", "破损"], due_on=date(2024, 7, 1)),
    item("2", JUNE, ["渗漏"], rectified=True),
    item("3", JUNE, []),
    item("4", JUNE, [], is_problem=True),
]


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    frames = hand_made.with_rows(hand_made.frames(), "toilet", *VILLAGES)
    frames = hand_made.with_rows(frames, "toilet_item", *ITEMS)
    return hand_made.published(tmp_path_factory.mktemp("villages"), frames)


CHOICE = Choice(townships=("丙寅乡",), as_of=JULY)


def test_a_village_says_what_is_open_and_since_when(villages: Warehouse) -> None:
    columns = ["village", "as_of", "problem_count", "open_count", "rectified_pct", "clearance", "found_on", "days_open"]
    assert villages.read("toilet_by_village", CHOICE).select(columns).rows() == [
        ("一村", JUNE, 6, 2, 66.67, "未清零", JUNE, 30),
        ("三村", JUNE, 0, 0, None, "没有问题", None, None),
        ("二村", JUNE, 3, 0, 100.0, "已清零", None, None),
        ("四村", JUNE, 1, None, None, "没有填全", None, None),
    ]
    april = villages.read("toilet_by_village", Choice(townships=("丙寅乡",), as_of=date(2024, 5, 8)))
    assert april.select("village", "found_on", "days_open").rows() == [("一村", APRIL, 10)]


def test_clearance_of_a_township_counts_its_villages(villages: Warehouse) -> None:
    row = villages.read("toilet_clearance", Choice(townships=("丙寅乡",), as_of=date(2024, 6, 1)))
    columns = ["problem_count", "open_count", "village_count", "problem_village_count", "cleared_village_count"]
    assert row.select(*columns, "cleared_village_pct", "clearance").rows() == [(4, 0, 1, 1, 1, 100.0, "已清零")]
    row = villages.read("toilet_clearance", CHOICE)
    # One village has no rectified count: the township's is unknown, and that is a doubt of the funnel.
    assert row.select(*columns, "unknown_village_count", "cleared_village_pct", "longest_open_days", "clearance").rows() == [
        (10, None, 4, 3, 1, 1, 33.33, 30, "数据存疑")
    ]


def test_what_a_document_contradicts_is_never_called_cleared(villages: Warehouse) -> None:
    row = villages.read("toilet_clearance", Choice(townships=("甲子乡",), as_of=date(2024, 9, 1)))
    assert row.select("problem_count", "open_count", "clearance", "is_doubtful").rows() == [(28, 0, "数据存疑", True)]
    assert row.select("village_count", "cleared_village_count").rows() == [(None, None)]  # it tells of no village


def test_problem_types_of_the_latest_register(villages: Warehouse) -> None:
    columns = ["problem_type", "as_of", "problem_count", "rectified_count", "open_count", "overdue_count", "rectified_pct"]
    rows = villages.read("toilet_by_problem_type", CHOICE).select(*columns, "longest_open_days")
    assert rows.rows() == [
        ("渗漏", JUNE, 2, 1, 1, 1, 50.0, 61),
        ("未注明类型", JUNE, 1, 0, 1, 0, 0.0, 30),
        ("破损", JUNE, 1, 0, 1, 1, 0.0, 61),
    ]
    may = villages.read("toilet_by_problem_type", Choice(townships=("丙寅乡",), as_of=MAY))
    assert may.select("problem_type", "open_count", "longest_open_days").rows() == [("渗漏", 1, 0)]


def test_types_are_summed_over_the_chosen_townships(tmp_path: Path) -> None:
    rows = [item("1", JUNE, ["渗漏"]), item("1", JUNE, ["渗漏"], township="丁卯乡", rectified=True)]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "toilet_item", *rows))
    columns = ["problem_type", "township_count", "problem_count", "rectified_count"]
    assert warehouse.read("toilet_by_problem_type", Choice(as_of=JULY)).select(columns).rows() == [("渗漏", 2, 2, 1)]
    assert warehouse.read("toilet_by_problem_type", CHOICE).select(columns).rows() == [("渗漏", 1, 1, 0)]


def test_without_numbers_or_dates_the_day_found_is_not_made_up(tmp_path: Path) -> None:
    rows = [item(None, JUNE, ["渗漏"]), item("5", None, ["破损"], village="二村")]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "toilet_item", *rows))
    found = warehouse.read("toilet_by_problem_type", CHOICE).select("problem_type", "longest_open_days")
    assert sorted(found.rows()) == [("渗漏", 30), ("破损", None)]
