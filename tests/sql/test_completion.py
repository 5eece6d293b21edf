"""overview and the completion marts: counts and rates, exact rows.

Columns after the first: issues, reported, unreported, not started, in progress, mostly done, completed, verified, closed,
returned, done, accepted; reported %, completion %, verification %, closure %; undated, overdue, doubtful.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN
from tests.warehouse.hand_made_tables import PROGRESS
from warehouse.queries import Choice, Warehouse

SEPTEMBER = date(2024, 9, 15)
OCTOBER = date(2024, 10, 5)


@pytest.fixture(scope="module")
def advanced(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The hand-made warehouse with a ledger that verifies the first issue, closes the second and sees it return."""
    reports = [
        ("001", "verified", date(2024, 8, 1)),
        ("002", "closed", date(2024, 8, 15)),
        ("002", "returned", date(2024, 10, 1)),
    ]
    rows = [
        {
            "issue_id": f"{JIAZI_PLAN}-{issue}",
            "source_id": PROGRESS,
            "status": status,
            "status_on": day,
            "origin": "table",
            "wording": status,
            "row_number": row_number,
        }
        for row_number, (issue, status, day) in enumerate(reports, start=4)
    ]
    return hand_made.published(tmp_path_factory.mktemp("advanced"), hand_made.with_rows(hand_made.frames(), "status", *rows))


def test_overview_counts_what_was_reported(advanced: Warehouse) -> None:
    assert advanced.read("overview", Choice(as_of=SEPTEMBER)).rows() == [
        (1, 2, 4, 4, 0, 0, 2, 0, 0, 1, 1, 0, 2, 2, 100.0, 50.0, 50.0, 25.0, 1, 1, 2, 25.0, 25.0, 50.0)
    ]


def test_a_returned_issue_is_done_no_more(advanced: Warehouse) -> None:
    assert advanced.read("overview", Choice(as_of=OCTOBER)).rows() == [
        (1, 2, 4, 4, 0, 0, 1, 0, 1, 1, 0, 1, 2, 1, 100.0, 50.0, 25.0, 0.0, 1, 1, 2, 25.0, 25.0, 50.0)
    ]


def test_before_a_plan_was_issued_its_issues_are_not_there(advanced: Warehouse) -> None:
    assert advanced.read("overview", Choice(as_of=date(2024, 1, 1))).rows() == [
        (0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 100.0, 0.0, 0.0, 0.0, 0, 0, 1, 0.0, 0.0, 100.0)
    ]


def test_before_any_dated_report_only_the_undated_one_counts(advanced: Warehouse) -> None:
    assert advanced.read("overview", Choice(as_of=date(2024, 5, 20))).rows() == [
        (1, 2, 4, 2, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 50.0, 0.0, 0.0, 0.0, 1, 0, 2, 25.0, 0.0, 50.0)
    ]


def test_overview_of_nothing_is_one_row_of_zeros_without_rates(warehouse: Warehouse) -> None:
    assert warehouse.read("overview", Choice(townships=("丙寅乡",))).rows() == [
        (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, None, None, None, None, 0, 0, 0, None, None, None)
    ]


def test_completion_by_township(advanced: Warehouse) -> None:
    assert advanced.read("completion_by_township", Choice(as_of=SEPTEMBER)).rows() == [
        ("甲子乡", 3, 3, 0, 0, 1, 0, 0, 1, 1, 0, 2, 2, 100.0, 66.67, 66.67, 33.33, 1, 0, 1),
        ("未注明乡镇", 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 100.0, 0.0, 0.0, 0.0, 0, 1, 1),
    ]


def test_unreported_issues_are_in_no_base_of_a_rate(warehouse: Warehouse) -> None:
    assert warehouse.read("completion_by_category", Choice(as_of=OCTOBER)).rows() == [
        ("工作落实", 2, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 50.0, 100.0, 0.0, 0.0, 0, 0, 1),
        ("未注明类别", 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 100.0, 0.0, 0.0, 0.0, 0, 1, 1),
        ("责任落实", 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, None, None, None, 1, 0, 0),
    ]


def test_completion_by_theme_of_one_category(advanced: Warehouse) -> None:
    assert advanced.read("completion_by_theme", Choice(categories=("工作落实",), as_of=SEPTEMBER)).rows() == [
        ("产业", 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 100.0, 100.0, 100.0, 100.0, 0, 0, 0),
        ("厕所改革", 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 100.0, 0.0, 0.0, 0.0, 0, 0, 1),
    ]


def test_an_issue_counts_once_in_each_accountable_department(warehouse: Warehouse) -> None:
    # known, lead, responsible, supporting, supervising stand before the counts; the ledger's second 乡村振兴站 counts once.
    # Issue 003 names only who supports and who supervises: nobody is accountable for it.
    assert warehouse.read("completion_by_department", Choice(as_of=SEPTEMBER)).rows() == [
        ("未注明责任单位", False, 0, 0, 0, 0, 2, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 100.0, 0.0, 0.0, 0.0, 0, 1, 2),
        ("乡党建办", False, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, None, None, None, 1, 0, 0),
        ("乡村振兴", True, 0, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, None, None, None, 1, 0, 0),
        ("农业农村", True, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, None, None, None, 0, 0, 0),
    ]


def test_of_chosen_departments_only_those_are_listed(warehouse: Warehouse) -> None:
    rows = warehouse.read("completion_by_department", Choice(departments=("农业农村",), as_of=SEPTEMBER))
    assert rows.rows() == [("农业农村", True, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, None, None, None, 0, 0, 0)]
    assert warehouse.read("completion_by_department", Choice(departments=("纪检监察",), as_of=SEPTEMBER)).is_empty()


def test_township_theme(warehouse: Warehouse) -> None:
    assert warehouse.read("township_theme", Choice(as_of=OCTOBER)).rows() == [
        ("甲子乡", "产业", 1, 0, 0),
        ("甲子乡", "厕所改革", 1, 1, 1),
        ("甲子乡", "责任作风", 1, 0, 0),
        ("未注明乡镇", "社会保障", 1, 1, 0),
    ]
    assert warehouse.read("township_theme", Choice(statuses=("completed",), as_of=OCTOBER)).rows() == [
        ("甲子乡", "厕所改革", 1, 1, 1)
    ]


def test_mostly_done_and_not_started_are_reported_but_not_done(tmp_path: Path) -> None:
    rows = [
        {
            "issue_id": f"{JIAZI_PLAN}-{issue}",
            "source_id": PROGRESS,
            "status": status,
            "origin": "table",
            "wording": status,
            "row_number": row_number,
        }
        for row_number, (issue, status) in enumerate((("001", "not_started"), ("002", "mostly_done")), start=4)
    ]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "status", *rows))
    assert warehouse.read("overview", Choice(as_of=SEPTEMBER)).rows() == [
        (1, 2, 4, 4, 0, 1, 2, 1, 0, 0, 0, 0, 0, 0, 100.0, 0.0, 0.0, 0.0, 1, 1, 2, 25.0, 25.0, 50.0)
    ]
