"""toilet_funnel: exact rows, both problem rates, subsets, doubt, days."""

from datetime import date
from pathlib import Path

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN
from tests.warehouse.hand_made_tables import TOILETS
from warehouse.queries import Choice, Warehouse

CONTRADICTION = "既说全部整改到位, 又说其余正在整改"
JIAZI_ROW = (
    "甲子乡", date(2023, 12, 31), 2000, 700, 28, 28, 4.0, 1.4, 100.0, True,
    True, CONTRADICTION, f"{JIAZI_PLAN}-003", "前后不一", "toilets.csv", 2,
)  # fmt: skip


def test_villages_are_summed_and_a_problem_count_above_its_base_is_no_funnel(warehouse: Warehouse) -> None:
    assert warehouse.read("toilet_funnel", Choice(as_of=date(2024, 9, 1))).rows() == [
        JIAZI_ROW,
        (
            "乙丑镇", date(2024, 6, 30), 120, 50, 55, 1, 110.0, 45.83, 1.82, False,
            False, None, None, None, "toilets.csv", None,
        ),
    ]  # fmt: skip


def test_only_figures_of_the_day_or_before_and_missing_counts_stay_missing(warehouse: Warehouse) -> None:
    assert warehouse.read("toilet_funnel", Choice(townships=("乙丑镇",), as_of=date(2024, 4, 1))).rows() == [
        (
            "乙丑镇", date(2024, 3, 31), 100, 40, 50, None, 125.0, 50.0, None, False,
            False, None, None, None, "toilets.csv", 3,
        )
    ]  # fmt: skip


def test_filters_of_issues_do_not_touch_a_table_that_knows_no_issue(warehouse: Warehouse) -> None:
    chosen = Choice(townships=("甲子乡",), themes=("产业",), statuses=("closed",), as_of=date(2024, 9, 1))
    assert warehouse.read("toilet_funnel", chosen).rows() == [JIAZI_ROW]


def test_a_township_total_newer_than_its_villages_stands_alone(tmp_path: Path) -> None:
    total = {
        "source_id": TOILETS,
        "township": "乙丑镇",
        "as_of": date(2024, 8, 1),
        "surveyed_count": 130,
        "funded_count": 60,
        "row_number": 9,
    }
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "toilet", total))
    row = warehouse.read("toilet_funnel", Choice(townships=("乙丑镇",), as_of=date(2024, 9, 1)))
    assert row.rows() == [
        (
            "乙丑镇", date(2024, 8, 1), 130, 60, None, None, None, None, None, True,
            False, None, None, None, "toilets.csv", 9,
        )
    ]  # fmt: skip
