"""The marts of 时限与预警 over the hand-made months: buckets, months, days past, days without a report."""

from datetime import date

import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN, UNPLACED_PLAN
from tests.warehouse.hand_made_months import OWN, month_frames
from warehouse.asked import Asked
from warehouse.queries import Choice, Warehouse

OCTOBER = Choice(as_of=date(2024, 10, 31))


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return hand_made.published(tmp_path_factory.mktemp("months"), month_frames())


def test_every_bucket_has_its_row_also_without_an_issue(months: Warehouse) -> None:
    assert months.read("due_summary", OCTOBER).rows() == [
        ("overdue", "已逾期", 1, 2, 40.0, 0, 1),
        ("within_10_days", "10天内", 2, 0, 0.0, 0, 0),
        ("within_20_days", "20天内", 3, 0, 0.0, 0, 0),
        ("later", "20天以上", 4, 1, 20.0, 0, 1),
        ("done", "已完成", 5, 1, 20.0, 0, 1),
        ("undated", "无明确时限", 6, 1, 20.0, 0, 1),
    ]


def test_a_month_counts_what_is_due_and_what_of_it_is_open(months: Warehouse) -> None:
    # October: 003 is done, the ledger's own issue is late; the month has the bucket of the latter.
    assert months.read("due_calendar", OCTOBER).rows() == [
        (2024, 6, "2024-06", 1, 1, 1, 0, "已逾期", 1),
        (2024, 10, "2024-10", 2, 1, 1, 0, "已逾期", 1),
        (2025, 3, "2025-03", 1, 1, 0, 0, "20天以上", 4),
    ]


def test_the_longest_overdue_comes_first_and_only_the_overdue_have_days_past(months: Warehouse) -> None:
    columns = ["issue_id", "due_code", "due_month", "days_to_due", "overdue_days"]
    assert months.read("deadline_register", OCTOBER).select(columns).rows() == [
        (f"{UNPLACED_PLAN}-001", "overdue", "2024-06", -123, 123),
        (OWN, "overdue", "2024-10", -11, 11),
        (f"{JIAZI_PLAN}-002", "later", "2025-03", 151, None),
        (f"{JIAZI_PLAN}-003", "done", "2024-10", 0, None),
        (f"{JIAZI_PLAN}-001", "undated", None, None, None),
    ]


def test_days_without_a_report_run_from_the_latest_report(months: Warehouse) -> None:
    # 003 is reported done: nobody waits for a report. A report without a date tells no day.
    columns = ["issue_id", "silent_since", "silent_days", "silent_label"]
    assert months.read("silence_register", OCTOBER).select(columns).rows() == [
        (OWN, date(2024, 9, 30), 31, "最近一次报告"),
        (f"{JIAZI_PLAN}-002", date(2024, 9, 30), 31, "最近一次报告"),
        (f"{JIAZI_PLAN}-001", date(2024, 10, 31), 0, "最近一次报告"),
        (f"{UNPLACED_PLAN}-001", None, None, "报告没有写日期"),
    ]


def test_what_was_never_reported_is_silent_since_its_plan_was_issued(warehouse: Warehouse) -> None:
    choice = Choice(as_of=date(2024, 6, 20))
    rows = warehouse.list_rows("silence_register", Asked(least=("silent_days", 30)), choice)
    columns = ["issue_id", "silent_since", "silent_days", "silent_label"]
    assert rows.select(columns).rows() == [
        (f"{JIAZI_PLAN}-001", date(2024, 5, 20), 31, "从未报告, 自方案印发或首次登记起"),
        (f"{JIAZI_PLAN}-002", date(2024, 5, 20), 31, "从未报告, 自方案印发或首次登记起"),
        (f"{JIAZI_PLAN}-003", date(2024, 5, 20), 31, "最近一次报告"),
    ]
    assert warehouse.list_rows("silence_register", Asked(least=("silent_days", 32)), choice).is_empty()


def test_silence_is_summed_for_each_number_of_days(warehouse: Warehouse, months: Warehouse) -> None:
    # days, silent, of them never reported, without a date, not done
    assert months.read("silence_summary", OCTOBER).rows()[:2] == [(30, 2, 0, 1, 4, 50.0), (60, 0, 0, 1, 4, 0.0)]
    assert warehouse.read("silence_summary", Choice(as_of=date(2024, 6, 20))).row(0) == (30, 3, 2, 1, 4, 75.0)
    assert [row[0] for row in months.read("silence_summary").rows()] == [30, 60, 90, 180, 365]


@pytest.mark.parametrize(("view", "column"), [("nothing", "due_code"), ("deadline_register", "due_code; drop table issue")])
def test_only_declared_names_are_asked_for(warehouse: Warehouse, view: str, column: str) -> None:
    with pytest.raises(KeyError):
        warehouse.read_equal(view, column, ["overdue"])
