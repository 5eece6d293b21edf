"""toilet_funnel: exact rows, both problem rates, subsets, doubt, days, villages and the total they do or do not cover."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN
from tests.warehouse.hand_made_tables import TOILETS
from warehouse.queries import Choice, Warehouse

CONTRADICTION = "既说全部整改到位, 又说其余正在整改"
JIAZI_ROW = (
    "甲子乡", date(2023, 12, 31), 2000, 700, 28, 28, 4.0, 1.4, 100.0, True,
    True, CONTRADICTION, f"{JIAZI_PLAN}-003", "前后不一", "toilets.csv", TOILETS, None, 2,
)  # fmt: skip


def test_villages_are_summed_and_a_problem_count_above_its_base_is_no_funnel(warehouse: Warehouse) -> None:
    assert warehouse.read("toilet_funnel", Choice(as_of=date(2024, 9, 1))).rows() == [
        JIAZI_ROW,
        (
            "乙丑镇", date(2024, 6, 30), 120, 50, 55, None, 110.0, 45.83, None, False,
            True, "自报已整改: 2个村中只有 1 个填了数 (合计 1), 全乡数不成立\n各级不逐级包含: 摸排 120、财政支持 50、问题 55",
            None, None, "toilets.csv", None, None, None,
        ),
    ]  # fmt: skip


def test_only_figures_of_the_day_or_before_and_missing_counts_stay_missing(warehouse: Warehouse) -> None:
    assert warehouse.read("toilet_funnel", Choice(townships=("乙丑镇",), as_of=date(2024, 4, 1))).rows() == [
        (
            "乙丑镇", date(2024, 3, 31), 100, 40, 50, None, 125.0, 50.0, None, False,
            True, "各级不逐级包含: 摸排 100、财政支持 40、问题 50", None, None, "toilets.csv", TOILETS, None, 3,
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
            False, None, None, None, "toilets.csv", TOILETS, None, 9,
        )
    ]  # fmt: skip


def toilets(village: str | None, day: date | None, *counts: int | None, row: int = 9) -> dict[str, Any]:
    names = ("surveyed_count", "funded_count", "problem_count", "rectified_count")
    place = {"source_id": TOILETS, "township": "丙寅乡", "village": village, "as_of": day, "row_number": row}
    return {**place, **dict(zip(names, counts, strict=False))}


APRIL, MAY = date(2024, 4, 30), date(2024, 5, 31)
TOTAL = toilets(None, APRIL, 2897, 758)
EMPTY = "未填全"
HALF_FILLED = "财政支持: 2个村中只有 1 个填了数 (合计 600), 全乡数不成立"


def not_covering(village_count: int, surveyed: str) -> str:
    return f"村级数 ({village_count} 个村, 2024-05-31) 没有填全, 或少于全乡合计: 各村摸排 {surveyed}, 全乡合计 2,897, 按全乡合计"


@pytest.mark.parametrize(
    ("rows", "counts", "doubts"),
    [
        ([TOTAL, toilets("一村", MAY, 40, 10)], (2897, 758), not_covering(1, "40")),
        ([TOTAL, toilets("一村", date(2024, 3, 1), 40, 10)], (2897, 758), None),
        ([TOTAL, toilets("一村", APRIL, 897, 700), toilets("二村", APRIL, 2000, 58, row=10)], (2897, 758), None),
        ([TOTAL, toilets("一村", MAY, 900, 600), toilets("二村", MAY, 2000, 58, row=10)], (2900, 658), None),
        ([TOTAL, toilets("一村", MAY, 900, None), toilets("二村", MAY, 2000, 58, row=10)], (2897, 758), not_covering(2, "2,900")),
        ([TOTAL, toilets("一村", MAY, None, 600), toilets("二村", MAY, 2000, 158, row=10)], (2897, 758), not_covering(2, EMPTY)),
        ([toilets("一村", MAY, 900, 600), toilets("二村", MAY, 2000, None, row=10)], (2900, None), HALF_FILLED),
        ([toilets(None, None, None, 50), toilets("一村", None, None, 60)], (None, 60), None),
    ],
)  # fmt: skip
def test_villages_stand_for_the_township_only_when_they_cover_it(
    tmp_path: Path, rows: list[dict[str, Any]], counts: tuple[int | None, ...], doubts: str | None
) -> None:
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "toilet", *rows))
    row = warehouse.read("toilet_funnel", Choice(townships=("丙寅乡",)))
    assert row.select("surveyed_count", "funded_count", "doubts").rows() == [(*counts, doubts)]
    assert row["is_doubtful"].to_list() == [doubts is not None]


def test_a_rate_above_100_is_never_without_doubt(tmp_path: Path) -> None:
    rows = [
        {**toilets(None, MAY, *counts), "township": f"{n}乡"} for n, counts in enumerate(((5, 9), (5, None, 9), (9, 9, 5, 6)))
    ]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "toilet", *rows))
    funnel = warehouse.read("toilet_funnel", Choice(townships=("0乡", "1乡", "2乡")))
    assert funnel.select("is_nested", "is_doubtful").rows() == [(False, True)] * 3


RATED = {
    "problem_of_funded_pct": ("problem_in_funded_count", "funded_base_count"),
    "problem_of_surveyed_pct": ("problem_in_surveyed_count", "surveyed_base_count"),
    "rectified_of_problem_pct": ("rectified_in_problem_count", "problem_base_count"),
}


def summary(folder: Path, *rows: dict[str, Any]) -> dict[str, Any]:
    """toilet_summary of these rows of a table of toilets alone."""
    frames = hand_made.with_rows({**hand_made.frames(), "toilet": hand_made.frames()["toilet"].clear()}, "toilet", *rows)
    return hand_made.published(folder, frames).read("toilet_summary", Choice(as_of=date(2024, 9, 1))).row(0, named=True)


def of(township: str, *counts: int | None, row: int) -> dict[str, Any]:
    """A township's own total."""
    names = ("surveyed_count", "funded_count", "problem_count", "rectified_count")
    return {"source_id": TOILETS, "township": township, "row_number": row, **dict(zip(names, counts, strict=True))}


def test_sums_of_townships_and_rates_of_those_that_state_both(tmp_path: Path) -> None:
    total = summary(tmp_path, of("丙寅乡", 100, 50, 10, 4, row=20), of("丁卯乡", 200, None, 20, 11, row=21))
    assert [total[f"{name}_count"] for name in ("township", "surveyed", "funded", "problem", "rectified")] == [2, 300, 50, 30, 15]
    assert (total["surveyed_township_count"], total["funded_township_count"]) == (2, 1)
    rates = {rate: (total[part], total[base], total[rate]) for rate, (part, base) in RATED.items()}
    assert rates == {
        "problem_of_funded_pct": (10, 50, 20.0),  # not 30 of 50: 丁卯乡 says nothing of support
        "problem_of_surveyed_pct": (30, 300, 10.0),
        "rectified_of_problem_pct": (15, 30, 50.0),
    }
    assert not total["is_nested"]  # a funnel would show steps of different townships


def test_sums_that_hold_one_another_are_a_funnel(tmp_path: Path) -> None:
    total = summary(tmp_path, of("丙寅乡", 100, 50, 10, 4, row=20), of("丁卯乡", 200, 60, 20, 11, row=21))
    assert total["is_nested"]
    assert total["doubtful_count"] == 0


def test_a_township_whose_steps_do_not_hold_or_that_is_doubtful_is_in_no_rate(tmp_path: Path) -> None:
    total = summary(tmp_path, of("丙寅乡", 100, 50, 10, 4, row=20), of("丁卯乡", 200, 60, 20, 25, row=21))
    assert total["rectified_count"] == 29
    assert total["doubtful_count"] == 1
    assert not total["is_nested"]
    assert (total["rectified_in_problem_count"], total["problem_base_count"]) == (4, 10)
    contradicted = summary(tmp_path / "both", of("甲子乡", 2000, 700, 28, 28, row=2), of("丙寅乡", 100, 50, 10, 4, row=20))
    assert contradicted["rectified_of_problem_pct"] == 40.0  # 甲子乡 says all and the rest: not of 38


def test_without_figures_the_summary_is_of_no_township(tmp_path: Path) -> None:
    total = summary(tmp_path)
    assert (total["township_count"], total["surveyed_count"], total["is_nested"]) == (0, None, False)
