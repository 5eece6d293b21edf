"""Completion by reporting date, changes between two days and two builds, deadlines that tables move, matches of ledgers."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN
from tests.warehouse.hand_made_months import MONTHS, OWN, month_frames, report
from warehouse.marts import MARTS
from warehouse.publish import publish
from warehouse.queries import Choice, EarlierBuildUnreadable, Warehouse
from warehouse.schema import Table


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return hand_made.published(tmp_path_factory.mktemp("months"), month_frames())


COUNTS = ["issue_count", "reported_count", "done_count", "closed_count", "reported_pct", "completion_pct", "closure_pct"]


def test_completion_by_date_is_one_row_a_township_and_reporting_date(months: Warehouse) -> None:
    rows = months.read("completion_by_date", Choice(as_of=date(2024, 10, 31))).select("township", "reported_on", *COUNTS)
    assert rows.rows() == [
        ("丙寅乡", date(2024, 9, 30), 1, 1, 0, 0, 100.0, 0.0, 0.0),
        ("甲子乡", date(2024, 5, 20), 3, 1, 0, 0, 33.33, 0.0, 0.0),
        ("甲子乡", date(2024, 8, 31), 3, 3, 0, 0, 100.0, 0.0, 0.0),
        ("甲子乡", date(2024, 9, 30), 3, 3, 2, 1, 100.0, 66.67, 33.33),
        ("甲子乡", date(2024, 10, 31), 3, 3, 1, 0, 100.0, 33.33, 0.0),
    ]


def test_all_that_is_chosen_by_date(months: Warehouse) -> None:
    # The document without a date is known, and reported, at any day.
    rows = months.read("completion_total_by_date", Choice(as_of=date(2024, 9, 30))).select("reported_on", *COUNTS)
    assert rows.rows() == [
        (date(2024, 5, 20), 4, 2, 0, 0, 50.0, 0.0, 0.0),
        (date(2024, 8, 31), 4, 4, 0, 0, 100.0, 0.0, 0.0),
        (date(2024, 9, 30), 5, 5, 2, 1, 100.0, 40.0, 20.0),
    ]


def test_the_overview_is_compared_with_the_reporting_date_before_the_latest(months: Warehouse) -> None:
    (total,) = months.read("overview", Choice(as_of=date(2024, 10, 31))).rows(named=True)
    assert (total["undated_pct"], total["overdue_pct"], total["doubtful_pct"]) == (20.0, 40.0, 40.0)
    row = months.read("overview_comparison", Choice(as_of=date(2024, 10, 31))).row(0, named=True)
    assert row == {
        "before_on": date(2024, 9, 30),
        "issue_count_change": 0, "reported_count_change": 0, "done_count_change": -1, "accepted_count_change": -1,
        "closed_count_change": -1,
        "reported_points": 0.0, "completion_points": -20.0, "verification_points": -20.0, "closure_points": -20.0,
    }  # fmt: skip


def test_one_reporting_date_or_none_is_compared_with_nothing(months: Warehouse) -> None:
    (first,) = months.read("overview_comparison", Choice(as_of=date(2024, 5, 20))).rows(named=True)
    assert (first["before_on"], first["done_count_change"]) == (None, None)
    (none,) = months.read("overview_comparison", Choice(townships=("没有",))).rows()
    assert set(none) == {None}


@pytest.mark.parametrize("day", [date(2024, 5, 20), date(2024, 8, 31), date(2024, 9, 30), date(2024, 10, 31), date(2025, 3, 31)])
def test_the_line_ends_at_the_bar_of_the_same_day(months: Warehouse, day: date) -> None:
    names = [name for name in months.read("completion_total_by_date").columns if name != "reported_on"]
    at_day = months.read("completion_total_by_date", Choice(as_of=day)).filter(reported_on=day).select(names)
    assert at_day.rows() == months.read("overview", Choice(as_of=day)).select(names).rows()


@pytest.mark.parametrize("view", ["overview", "completion_by_township", "completion_by_department"])
def test_who_asks_for_today_does_not_pay_for_the_dates(months: Warehouse, view: str) -> None:
    ((_, plan),) = months._cursor(Choice()).execute(f"EXPLAIN SELECT * FROM {view}").fetchall()
    assert "stg_issue_state" in plan
    assert "stg_report_date" not in plan


def test_the_line_follows_the_issues_chosen_now(months: Warehouse) -> None:
    rows = months.read("completion_by_date", Choice(themes=("产业",), as_of=date(2024, 9, 30)))
    assert rows.select("township", "reported_on", "issue_count", "reported_count").rows() == [
        ("甲子乡", date(2024, 5, 20), 1, 0),
        ("甲子乡", date(2024, 8, 31), 1, 1),
        ("甲子乡", date(2024, 9, 30), 1, 1),
    ]


def test_report_dates_are_offered_newest_first(months: Warehouse) -> None:
    rows = months.read("report_date", Choice(as_of=date(2024, 9, 30))).rows()
    assert rows == [(date(2024, 9, 30), 2, 4), (date(2024, 8, 31), 1, 2), (date(2024, 5, 20), 1, 1)]


@pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
def test_marts_meet_their_declaration_with_issues_of_no_plan(months: Warehouse, mart: Table) -> None:
    mart.checked(months.read(mart.name, Choice(since=date(2024, 8, 31), as_of=date(2024, 9, 30))))


CHANGES = ["issue_id", "change", "before_label", "after_label", "due_before", "due_on", "detail"]


def changes(warehouse: Warehouse, since: date | None, as_of: date) -> list[tuple[Any, ...]]:
    rows = warehouse.read("issue_change", Choice(since=since, as_of=as_of)).select(CHANGES)
    return [(str(row[0])[-3:], *row[1:]) for row in rows.rows()]


def test_changes_between_two_reporting_dates(months: Warehouse) -> None:
    assert changes(months, date(2024, 8, 31), date(2024, 9, 30)) == [
        ("9-t", "new", None, "未启动", None, date(2024, 10, 20), "状态: 未启动"),
        (
            "003", "completed", "推进中", "自报完成", date(2024, 10, 31), date(2024, 10, 31),
            "推进中 → 自报完成, “已完成”, 2024-09-30",
        ),
        ("001", "closed", "推进中", "已销号", None, None, "推进中 → 已销号, “closed”, 2024-09-30"),
        ("002", "extended", "推进中", "推进中", date(2024, 12, 31), date(2025, 3, 31), "到期日 2024-12-31 → 2025-03-31"),
    ]  # fmt: skip


def test_returned_and_overdue_and_verified(months: Warehouse) -> None:
    assert [row[:2] for row in changes(months, date(2024, 9, 30), date(2024, 10, 31))] == [
        ("001", "returned"),
        ("9-t", "overdue"),
    ]
    assert [row[:2] for row in changes(months, date(2024, 10, 31), date(2025, 3, 31))] == [("002", "verified")]
    assert [row[:2] for row in changes(months, date(2024, 5, 20), date(2024, 8, 31))] == [
        ("001", "advanced"),
        ("002", "advanced"),
        ("001", "overdue"),
    ]


def test_a_state_that_falls_back_is_said(tmp_path: Path) -> None:
    status, told = report("003", "in_progress", date(2024, 10, 31), None, 30)
    frames = hand_made.with_rows(hand_made.with_rows(hand_made.frames(), "status", status), "progress", told)
    rows = changes(hand_made.published(tmp_path, frames), date(2024, 9, 30), date(2024, 10, 31))
    assert [row[:4] for row in rows] == [("003", "fell_back", "自报完成", "推进中")]


def test_nothing_changed_between_a_day_and_itself(months: Warehouse) -> None:
    assert changes(months, date(2024, 9, 30), date(2024, 9, 30)) == []


def test_changes_are_counted_by_township(months: Warehouse) -> None:
    rows = months.read("change_by_township", Choice(since=date(2024, 8, 31), as_of=date(2024, 9, 30)))
    assert rows.select("township", "change_label", "issue_count").rows() == [
        ("丙寅乡", "新增", 1),
        ("甲子乡", "自报完成", 1),
        ("甲子乡", "销号", 1),
        ("甲子乡", "延期", 1),
    ]


def test_changes_since_an_earlier_build(tmp_path: Path) -> None:
    hand_made.published(tmp_path)
    publish(month_frames(), tmp_path)
    warehouse = Warehouse.open(tmp_path)
    (earlier,) = warehouse.earlier_builds
    choice = Choice(as_of=date(2024, 9, 30))
    rows = warehouse.read_against_build("issue_change", earlier, choice).select(
        "issue_id", "change", "before_label", "after_label"
    )
    assert rows.rows() == [
        (OWN, "new", None, "未启动"),
        (f"{JIAZI_PLAN}-002", "advanced", "未报告", "推进中"),
        (f"{JIAZI_PLAN}-001", "closed", "未报告", "已销号"),
        (f"{JIAZI_PLAN}-002", "extended", "未报告", "推进中"),
    ]
    assert warehouse.read("issue_change", Choice(since=date(2024, 9, 30), as_of=date(2024, 9, 30))).is_empty()


def test_a_corrected_file_of_a_plan_has_the_same_issues_and_what_is_gone_is_said(tmp_path: Path) -> None:
    publish(month_frames(), tmp_path)
    frames = month_frames()
    names = ("issue", "status", "progress")
    new_id = pl.col("issue_id").str.replace("^9{12}", "8" * 12)
    publish({**frames, **{name: frames[name].with_columns(new_id) for name in names}}, tmp_path)
    warehouse = Warehouse.open(tmp_path)
    choice = Choice(as_of=date(2024, 9, 30))
    assert warehouse.read_against_build("issue_change", warehouse.earlier_builds[0], choice).is_empty()
    publish({**frames, **{name: frames[name].filter(pl.col("issue_id") != OWN) for name in names}}, tmp_path)
    rows = warehouse.read_against_build("issue_change", warehouse.earlier_builds[0], choice)
    assert rows.select("issue_id", "township", "change", "detail").rows() == [(None, "丙寅乡", "removed", "未启动 → 不在本批次")]


def test_a_build_that_is_gone_or_damaged_says_so(tmp_path: Path) -> None:
    hand_made.published(tmp_path)
    warehouse = hand_made.published(tmp_path)
    with pytest.raises(EarlierBuildUnreadable, match="已不在了"):
        warehouse.read_against_build("issue_change", "20200101-000000-0000")
    earlier = warehouse.earlier_builds[0]
    (tmp_path / f"warehouse-{earlier}.duckdb").write_bytes(b"no database")
    with pytest.raises(EarlierBuildUnreadable, match="不能比较"):
        warehouse.read_against_build("issue_change", earlier)


def test_the_deadline_a_table_moved_holds_from_its_reporting_date(months: Warehouse) -> None:
    def deadline(day: date) -> tuple[Any, ...]:
        row = months.issue(f"{JIAZI_PLAN}-002", day)
        return row.select("due_on", "deadline_label", "deadline_wording", "due_bucket").row(0)

    assert deadline(date(2024, 9, 29)) == (date(2024, 12, 31), "限期", "2024年12月31日前", "20天以上")
    assert deadline(date(2024, 9, 30)) == (date(2025, 3, 31), "限期", "2025-03-31", "20天以上")


def test_an_issue_of_a_ledger_is_not_there_before_its_first_report(months: Warehouse) -> None:
    assert months.issue(OWN, date(2024, 9, 29)).is_empty()
    row = months.issue(OWN, date(2024, 9, 30)).select("township", "plan_name", "plan_id", "deadline_wording", "finding")
    assert row.rows() == [("丙寅乡", "台账 progress.csv", None, "2024-10-20", None)]


def test_every_row_of_a_ledger_is_listed_with_what_it_was_matched_to(months: Warehouse) -> None:
    rows = months.read("ledger_match", Choice(townships=("丙寅乡",)))
    columns = ["file", "place", "title", "match_label", "match_strength", "match_note", "matched_title", "issue_id"]
    assert rows.select(columns).rows() == [
        ("progress.csv", "第20行", "水窖没有建好", "台账自有", 0, "乡镇不存在", "水窖没有建好", OWN)
    ]
    assert months.read("ledger_match").height == len(MONTHS) + 1


def test_issues_stand_in_the_order_of_their_plan_and_not_of_their_numbers_as_text(tmp_path: Path) -> None:
    numbered = {1: "9", 2: "10", 3: "11"}
    issues = month_frames()["issue"]
    of_jiazi = pl.col("plan_id") == JIAZI_PLAN
    renumbered = issues.with_columns(
        issue_no=pl.when(of_jiazi).then(pl.col("ordinal").replace_strict(numbered, default=None)).otherwise(pl.col("issue_no"))
    )
    warehouse = hand_made.published(tmp_path, {**month_frames(), "issue": renumbered})
    changes = warehouse.read("issue_change", Choice(townships=("甲子乡",), since=date(2024, 5, 19), as_of=date(2024, 5, 20)))
    assert changes.filter(change="new")["issue_no"].to_list() == list(numbered.values())
