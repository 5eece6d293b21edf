"""fund_progress and fund_by_source: rates, the schedule and its colours, dividends not paid, sources that are shared."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_tables import FUNDS
from warehouse.queries import Choice, Warehouse

START, END, HALF = date(2024, 1, 1), date(2024, 12, 31), date(2024, 7, 1)  # 182 of 365 days: 49.86 %


def project(name: str, row_number: int, **values: Any) -> dict[str, Any]:
    place = {"source_id": FUNDS, "township": "丙寅乡", "project": name, "row_number": row_number, "as_of": HALF}
    return {**place, **{key: Decimal(value) if key.endswith("_yuan") else value for key, value in values.items()}}


DATED = {"planned_yuan": 1000, "started_on": START, "finished_on": END}
PROJECTS = [
    project("付完", 10, **DATED, paid_yuan=1000, central_yuan=1000),
    project("按进度", 11, **DATED, arrived_yuan=800, paid_yuan=450, central_yuan=1000),
    project("偏慢", 12, **DATED, paid_yuan=398),
    project("滞后", 13, **DATED, paid_yuan=100, central_yuan=600, county_yuan=400),
    project("逾期", 14, planned_yuan=1000, started_on=START, finished_on=date(2024, 6, 30), paid_yuan=999),
    project("无日期", 15, planned_yuan=1000, paid_yuan=0),
    project("没写支出", 16, **DATED),
    project("分红", 17, planned_yuan=1000, dividend_due_yuan=80, unpaid_years=["2022", "2023"]),
    project("欠分红", 18, planned_yuan=1000, dividend_due_yuan=80, dividend_paid_yuan=30),
    project("付清分红", 19, planned_yuan=1000, dividend_due_yuan=80, dividend_paid_yuan=80),
]
CHOICE = Choice(townships=("丙寅乡",), as_of=date(2024, 8, 1))


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    frames = hand_made.with_rows(hand_made.frames(), "fund", *PROJECTS)
    return hand_made.published(tmp_path_factory.mktemp("projects"), frames)


def test_payment_against_the_schedule_the_slowest_first(projects: Warehouse) -> None:
    rows = (
        projects.read("fund_progress", CHOICE).select("project", "arrived_pct", "paid_pct", "schedule_pct", "pace_label").rows()
    )
    assert [row for row in rows if "分红" not in row[0]] == [
        ("逾期", None, 99.9, 100.0, "逾期未付完"),
        ("滞后", None, 10.0, 49.86, "滞后"),
        ("偏慢", None, 39.8, 49.86, "偏慢"),
        ("按进度", 80.0, 45.0, 49.86, "按进度"),
        ("付完", None, 100.0, 49.86, "已付完"),
        ("无日期", None, 0.0, None, "无时间进度"),
        ("没写支出", None, None, 49.86, "无时间进度"),
    ]


def test_dividends_not_paid_are_derived_with_their_formula(projects: Warehouse) -> None:
    rows = projects.read("fund_progress", CHOICE).select("project", "unpaid_yuan", "formula").rows()
    assert sorted(row for row in rows if "分红" in row[0]) == [
        ("付清分红", None, None),
        ("分红", Decimal("160.00"), "80元/年 × 2年 (2022、2023) = 160元"),
        ("欠分红", Decimal("50.00"), "应分红 80元 − 已分红 30元 = 50元"),
    ]


def test_a_source_level_is_paid_only_where_a_project_has_no_other(projects: Warehouse) -> None:
    columns = ["source_label", "planned_yuan", "project_count", "alone_count", "alone_planned_yuan", "alone_paid_yuan"]
    assert projects.read("fund_by_source", CHOICE).select(columns).rows() == [
        ("中央", 2600, 3, 2, 2000, 1450),
        ("县级", 400, 1, 0, None, None),
        ("没有分来源", 7000, 7, 7, 7000, 1397),
    ]


def test_a_project_of_a_later_table_is_not_there_yet(projects: Warehouse) -> None:
    assert projects.read("fund_progress", Choice(townships=("丙寅乡",), as_of=date(2024, 6, 30))).is_empty()
