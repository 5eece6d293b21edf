"""Which report counts: latest on or before the day, document before table on the same day, conflicts listed as audits."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, JIAZI_TEXT, UNPLACED, UNPLACED_PLAN, at
from tests.warehouse.hand_made_tables import PROGRESS
from warehouse.queries import Choice, Warehouse

TOILETS = f"{JIAZI_PLAN}-003"
TASK = f"{UNPLACED_PLAN}-001"
FUND = f"{JIAZI_PLAN}-002"


def ledger(issue_id: str, status: str, day: date | None, row_number: int = 9) -> dict[str, Any]:
    return {
        "issue_id": issue_id,
        "source_id": PROGRESS,
        "status": status,
        "status_on": day,
        "origin": "table",
        "wording": f"写作{status}",
        "row_number": row_number,
    }


def with_reports(store: Path, *reports: dict[str, Any]) -> Warehouse:
    return hand_made.published(store, hand_made.with_rows(hand_made.frames(), "status", *reports))


def state(warehouse: Warehouse, issue_id: str, as_of: date) -> tuple[Any, ...]:
    return warehouse.issue(issue_id, as_of).select("status", "status_on", "status_origin").row(0)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2024, 5, 20), ("in_progress", date(2024, 5, 20), "document")),
        (date(2024, 9, 29), ("in_progress", date(2024, 5, 20), "document")),
        (date(2024, 9, 30), ("completed", date(2024, 9, 30), "table")),
    ],
)
def test_the_latest_report_on_or_before_the_day_counts(
    warehouse: Warehouse, as_of: date, expected: tuple[str, date | None, str | None]
) -> None:
    assert state(warehouse, TOILETS, as_of) == expected


def test_an_undated_document_counts_on_any_day(warehouse: Warehouse) -> None:
    assert state(warehouse, TASK, date(2000, 1, 1)) == ("in_progress", None, "document")


def test_a_table_of_the_same_day_does_not_beat_the_document_but_is_an_audit(tmp_path: Path) -> None:
    warehouse = with_reports(tmp_path, ledger(TOILETS, "closed", date(2024, 5, 20)))
    assert state(warehouse, TOILETS, date(2024, 6, 1)) == ("in_progress", date(2024, 5, 20), "document")
    message = "台账写“写作closed” (已销号), 文档写“正在整改中” (推进中), 台账的日期不晚于它, 以文档为准"
    conflicts = warehouse.read("audit_register").filter(rule="status_conflict", issue_id=TOILETS)
    assert conflicts.rows() == [
        (
            f"{TOILETS}-status-1", "甲子乡", "jiazi_2024.txt", "第12行", TOILETS, "问题厕所整改有待深入",
            "status_conflict", "台账与来源的状态不一致", False, False, "存疑",
            "progress.csv 第9行: “写作closed” (已销号)", "jiazi_2024.txt: “正在整改中” (推进中)", message,
            "正在整改中", JIAZI_PLAN, JIAZI, None, None, *at(JIAZI_TEXT, "正在整改中").values(),
        )
    ]  # fmt: skip


def test_a_table_that_agrees_is_no_audit(tmp_path: Path) -> None:
    warehouse = with_reports(tmp_path, ledger(TOILETS, "in_progress", date(2024, 5, 20)))
    assert warehouse.read("audit_register").filter(rule="status_conflict", issue_id=TOILETS).is_empty()


def test_a_later_table_beats_even_an_undated_document_without_conflict(tmp_path: Path) -> None:
    warehouse = with_reports(tmp_path, ledger(TASK, "closed", date(2024, 7, 1)))
    assert state(warehouse, TASK, date(2024, 7, 1)) == ("closed", date(2024, 7, 1), "table")
    assert state(warehouse, TASK, date(2024, 6, 30)) == ("in_progress", None, "document")
    stated = warehouse.read("audit_register").filter(rule="status_conflict")["stated"].to_list()
    assert stated == ["progress.csv 第3行: “完成” (自报完成)"]  # the ledger without a date, as in the warehouse without this row


def test_two_tables_of_one_day_that_disagree_are_an_audit(tmp_path: Path) -> None:
    day = date(2024, 7, 1)
    warehouse = with_reports(tmp_path, ledger(FUND, "in_progress", day, 8), ledger(FUND, "completed", day, 9))
    assert state(warehouse, FUND, day) == ("in_progress", day, "table")
    audit = warehouse.read("audit_register").filter(issue_id=FUND, rule="status_conflict")
    assert audit.select("file", "stated", "computed", "span_start").rows() == [
        ("progress.csv", "progress.csv 第9行: “写作completed” (自报完成)", "progress.csv: “写作in_progress” (推进中)", None)
    ]


def test_a_returned_issue_wants_attention(tmp_path: Path) -> None:
    warehouse = with_reports(tmp_path, ledger(FUND, "returned", date(2024, 7, 1)))
    rows = warehouse.read("attention", Choice(themes=("产业",), as_of=date(2024, 7, 2)))
    assert rows.rows() == [
        (FUND, "甲子乡", "甲子乡整改方案", 2, "2", "分红拖延", "退回反弹", "“写作returned”, 2024-07-01", date(2024, 12, 31), 2),
    ]


def test_the_conflict_is_shown_where_the_document_says_otherwise(warehouse: Warehouse) -> None:
    rows = warehouse.evidence(TASK).filter(kind="doubt")
    assert rows.select("source_id", "wording", "reading").rows() == [
        (UNPLACED, "正在推进", "存疑: 台账写“完成” (自报完成), 文档写“正在推进” (推进中), 台账没有日期, 以文档为准")
    ]
