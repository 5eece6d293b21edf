"""The marts of 指标: values over periods, their changes, and values that contradict one another."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_tables import INDICATORS
from warehouse.queries import Choice, Warehouse


def value(row_number: int, township: str, number: float, day: date | None, unit: str = "户", **values: Any) -> dict[str, Any]:
    return {
        "indicator_id": f"{INDICATORS[:12]}-m{row_number}", "source_id": INDICATORS, "origin": "table", "township": township,
        "kind": "count", "subject": "监测户", "value": number, "unit": unit, "scope": "own", "is_approx": False,
        "period_to": day, "wording": f"{number:g}", "row_number": row_number, **values,
    }  # fmt: skip


APRIL, MAY, JUNE = date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31)
ROWS = [
    value(10, "甲子乡", 40.0, APRIL),
    value(11, "甲子乡", 44.0, MAY),
    value(12, "甲子乡", 41.5, JUNE),
    value(13, "乙丑镇", 7.0, APRIL),
    value(14, "乙丑镇", 8.0, APRIL),  # contradicts the row above
    value(15, "乙丑镇", 9.0, MAY),
    value(16, "甲子乡", 3.0, MAY, unit="人"),
    value(17, "甲子乡", 5.0, None),
    value(18, "甲子乡", 2.0, MAY, village="一村"),
]


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    frames = hand_made.with_rows(hand_made.frames(), "indicator", *ROWS)
    return hand_made.published(tmp_path_factory.mktemp("series"), frames)


COLUMNS = ["township", "village", "unit", "period_to", "value", "period_before", "value_before", "change_value", "is_doubtful"]


def test_each_value_stands_beside_that_of_the_period_before(series: Warehouse) -> None:
    rows = series.read_equal("indicator_series", "subject", ["监测户"], Choice(townships=("甲子乡",)))
    assert rows.select(COLUMNS).rows() == [
        ("甲子乡", None, "人", MAY, 3.0, None, None, None, False),
        ("甲子乡", None, "户", APRIL, 40.0, None, None, None, False),
        ("甲子乡", None, "户", MAY, 44.0, APRIL, 40.0, 4.0, False),
        ("甲子乡", None, "户", JUNE, 41.5, MAY, 44.0, -2.5, False),
        ("甲子乡", None, "户", None, 5.0, None, None, None, False),
        ("甲子乡", "一村", "户", MAY, 2.0, None, None, None, False),
    ]


def test_the_value_before_and_that_of_the_year_before_have_their_rows(tmp_path: Path) -> None:
    rows = [
        value(10, "甲子乡", 40.0, date(2023, 5, 30)),
        value(11, "甲子乡", 44.0, date(2024, 4, 30), sheet="四月"),
        value(12, "甲子乡", 41.0, date(2024, 5, 31)),
        value(13, "乙丑镇", 7.0, date(2024, 4, 30)),
        value(14, "乙丑镇", 8.0, date(2024, 4, 30)),  # contradicts the row above
        value(15, "乙丑镇", 9.0, date(2024, 5, 31)),
    ]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "indicator", *rows))
    found = warehouse.read_equal("indicator_series", "subject", ["监测户"]).filter(period_to=date(2024, 5, 31))
    before = found.select("township", "before_source_id", "before_sheet", "before_row_number").rows()
    assert sorted(before) == [("乙丑镇", None, None, None), ("甲子乡", INDICATORS, "四月", 11)]
    year_before = found.select("period_year_before", "year_before_source_id", "year_before_sheet", "year_before_row_number")
    assert set(year_before.rows()) == {(None,) * 4, (date(2023, 5, 30), INDICATORS, None, 10)}


def test_two_values_of_one_period_are_doubtful_and_nothing_is_computed_from_them(series: Warehouse) -> None:
    rows = series.read_equal("indicator_series", "subject", ["监测户"], Choice(townships=("乙丑镇",)))
    assert rows.select(COLUMNS).rows() == [
        ("乙丑镇", None, "户", APRIL, 7.0, None, None, None, True),
        ("乙丑镇", None, "户", APRIL, 8.0, None, None, None, True),
        ("乙丑镇", None, "户", MAY, 9.0, APRIL, None, None, False),
    ]


def test_the_latest_period_is_compared_with_the_one_before_and_the_year_before(tmp_path: Path) -> None:
    rows = [
        value(10, "甲子乡", 40.0, date(2023, 5, 30)),
        value(11, "甲子乡", 44.0, date(2024, 4, 30)),
        value(12, "甲子乡", 41.0, date(2024, 5, 31)),
        value(13, "乙丑镇", 7.0, date(2024, 4, 30)),
        value(14, "乙丑镇", 7.0, date(2024, 5, 31)),
        value(15, "丙寅乡", 1.0, date(2024, 5, 31)),
    ]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "indicator", *rows))
    found = warehouse.read_equal("indicator_series", "subject", ["监测户"]).filter(period_to=date(2024, 5, 31))
    assert sorted(found.select("township", "change_value", "value_year_before", "change_year_value").rows()) == [
        ("丙寅乡", None, None, None), ("乙丑镇", 0.0, None, None), ("甲子乡", -3.0, 40.0, 1.0),
    ]  # fmt: skip
    # latest, before; values, more, less, the same; than a year before: more, less, the same
    assert [row[3:] for row in warehouse.read_equal("indicator_change", "subject", ["监测户"]).rows()] == [
        (date(2024, 5, 31), date(2024, 4, 30), 3, 0, 1, 1, 1, 0, 0)
    ]


def test_a_value_that_two_tables_state_is_one_value(tmp_path: Path) -> None:
    rows = [value(10, "甲子乡", 40.0, APRIL), value(11, "甲子乡", 44.0, MAY), value(12, "甲子乡", 44.0, MAY, sheet="又一张")]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "indicator", *rows))
    listed = warehouse.read_equal("indicator_series", "subject", ["监测户"])
    assert listed.select("period_to", "value", "row_number", "is_doubtful").rows() == [
        (APRIL, 40.0, 10, False),
        (MAY, 44.0, 11, False),
    ]
    (change,) = warehouse.read_equal("indicator_change", "subject", ["监测户"]).iter_rows(named=True)
    assert (change["latest_count"], change["risen_count"]) == (1, 1)


def test_indicators_are_listed_by_unit(series: Warehouse) -> None:
    # values, townships, periods, latest, doubtful; what documents say (问题厕所) is not there
    assert [row[2:] for row in series.read("indicator_subject").rows()] == [
        ("监测户 (户)", 8, 2, 3, JUNE, 2),
        ("培训党员干部 (人)", 1, 1, 1, date(2024, 5, 20), 0),
        ("监测户 (人)", 1, 1, 1, MAY, 0),
    ]


def test_a_period_after_the_day_is_not_there_yet(series: Warehouse) -> None:
    rows = series.read("indicator_subject", Choice(as_of=MAY)).filter(subject_label="监测户 (户)")
    assert rows.select("period_count", "latest_on").rows() == [(2, MAY)]


def test_the_period_before_stands_though_another_is_chosen(series: Warehouse) -> None:
    rows = series.read_equal("indicator_series", "subject", ["监测户"], Choice(townships=("甲子乡",), periods=("2024-05",)))
    assert rows.select("value", "period_before", "value_before", "change_value").rows() == [(41.5, MAY, 44.0, -2.5)]
    (listed,) = series.read("indicator_subject", Choice(townships=("甲子乡",), periods=("2024-05",))).rows(named=True)
    assert (listed["value_count"], listed["period_count"], listed["latest_on"]) == (1, 1, JUNE)


def test_indicators_count_as_doubtful_what_the_series_does(series: Warehouse) -> None:
    for choice in (Choice(), Choice(townships=("乙丑镇",)), Choice(townships=("甲子乡",)), Choice(periods=("2024-03",))):
        rows, listed = series.read("indicator_series", choice), series.read("indicator_subject", choice)
        assert listed["doubtful_count"].sum() == rows["is_doubtful"].sum()
        assert listed["value_count"].sum() == rows.height
