"""The marts of 责任部门 over hand-made rows: roles, clarity, themes, ranks only from the least base on, unknown units."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN
from tests.warehouse.hand_made_tables import PROGRESS
from warehouse.queries import Choice, Warehouse

SEPTEMBER = Choice(as_of=date(2024, 9, 15))


def ledger_issue(number: int, unit: str, status: str, role: str = "lead") -> dict[str, list[dict[str, Any]]]:
    """An issue that only a ledger tells, led by one department, with its state."""
    place = {"issue_id": f"{'9' * 12}-{number}", "source_id": PROGRESS, "row_number": 20 + number}
    issue = {**place, "ordinal": number, "theme": "产业", "kind": "problem", "township": "丙寅乡", "title": f"问题{number}"}
    state = {**place, "status": status, "status_on": date(2024, 9, 1), "origin": "table", "wording": status}
    return {
        "issue": [issue],
        "assignment": [{**place, "role": role, "unit": unit, "department": unit}],
        "status": [state],
        "progress": [
            {**place, "township": "丙寅乡", "matched_by": "own", "match_strength": 0, "title": issue["title"],
             "reported_on": date(2024, 9, 1)}
        ],
    }  # fmt: skip


def ranked_frames() -> dict[str, pl.DataFrame]:
    """水利 leads five reported issues (one done), 林草 five (three done), 教育 four (all done)."""
    frames = hand_made.frames()
    done = {"水利": (1, 5), "林草": (3, 5), "教育": (4, 4)}
    number = 0
    for unit, (done_count, count) in done.items():
        for place in range(count):
            number += 1
            for table, rows in ledger_issue(number, unit, "completed" if place < done_count else "in_progress").items():
                frames = hand_made.with_rows(frames, table, *rows)
    return frames


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return hand_made.published(tmp_path_factory.mktemp("ranked"), ranked_frames())


def test_summary_says_how_clearly_issues_name_who_is_accountable(warehouse: Warehouse) -> None:
    # 4 issues: 002 has one lead, 001 names responsible units only, 003 and the undated one nobody accountable.
    assert warehouse.read("department_summary", SEPTEMBER).rows() == [(4, 1, 0, 1, 2, 25.0, 0.0, 25.0, 50.0, 3, 1)]
    assert warehouse.read("department_summary", Choice(townships=("丙寅乡",))).rows() == [
        (0, 0, 0, 0, 0, None, None, None, None, 0, 0)
    ]


def test_an_issue_with_two_leads_is_counted_apart(tmp_path: Path) -> None:
    second = {"issue_id": f"{JIAZI_PLAN}-002", "source_id": PROGRESS, "role": "lead", "unit": "财政所", "department": "财政",
              "row_number": 9}  # fmt: skip
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "assignment", second))
    assert warehouse.read("department_summary", SEPTEMBER).rows() == [(4, 0, 1, 1, 2, 0.0, 25.0, 25.0, 50.0, 4, 1)]


def test_workload_counts_each_role_of_each_department(warehouse: Warehouse) -> None:
    # known, any role, accountable, lead, responsible, supporting, supervising, overdue, townships
    assert warehouse.read("department_workload", SEPTEMBER).rows() == [
        ("乡村振兴", True, 2, 1, 0, 1, 1, 0, 0, 1),
        ("乡党建办", False, 1, 1, 0, 1, 0, 0, 0, 1),
        ("农业农村", True, 1, 1, 1, 0, 0, 0, 0, 1),
        ("纪检监察", True, 1, 0, 0, 0, 0, 1, 0, 1),
    ]


def test_overdue_counts_for_who_is_accountable_only(warehouse: Warehouse) -> None:
    rows = warehouse.read("department_workload", Choice(as_of=date(2025, 2, 1))).select("department", "overdue_count").rows()
    assert dict(rows) == {"乡村振兴": 0, "乡党建办": 0, "农业农村": 1, "纪检监察": 0}


def test_department_theme(warehouse: Warehouse) -> None:
    assert warehouse.read("department_theme", Choice(townships=("甲子乡",), as_of=date(2025, 2, 1))).rows() == [
        ("乡党建办", "责任作风", 1, 0, 0),
        ("乡村振兴", "责任作风", 1, 0, 0),
        ("农业农村", "产业", 1, 1, 1),
        ("未注明责任单位", "厕所改革", 1, 0, 0),
    ]


def test_department_theme_lists_only_the_departments_chosen(warehouse: Warehouse) -> None:
    # 部署偏晚 is of 乡党建办 too, which is not chosen.
    rows = warehouse.read("department_theme", Choice(departments=("乡村振兴",), as_of=date(2025, 2, 1)))
    assert rows.select("department", "theme", "issue_count").rows() == [("乡村振兴", "责任作风", 1)]
    # With a role the chosen one may 配合 only: those accountable for its issues are listed, as in completion_by_department.
    by_role = Choice(departments=("乡村振兴",), roles=("supporting",), as_of=date(2025, 2, 1))
    assert warehouse.read("department_theme", by_role).select("department", "theme").rows() == [("未注明责任单位", "厕所改革")]
    assert warehouse.read("completion_by_department", by_role)["department"].to_list() == ["未注明责任单位"]


def test_ranks_are_by_rate_and_only_from_the_least_base_on(ranked: Warehouse) -> None:
    columns = ["department", "rank_no", "completion_pct", "done_count", "reported_count", "issue_count", "rank_note"]
    rows = ranked.read_equal("department_completion", "basis", ["lead"], SEPTEMBER).select(columns).rows()
    assert rows == [
        ("林草", 1, 60.0, 3, 5, 5, ""),
        ("水利", 2, 20.0, 1, 5, 5, ""),
        ("教育", None, 100.0, 4, 4, 4, "有进展报告不足 5 个, 不排名"),
        ("农业农村", None, None, 0, 0, 1, "有进展报告不足 5 个, 不排名"),
    ]


def test_the_other_basis_counts_the_responsible_too(ranked: Warehouse) -> None:
    rows = ranked.read_equal("department_completion", "basis", ["accountable"], SEPTEMBER)
    assert rows.select("department", "rank_no").rows() == [
        ("林草", 1), ("水利", 2), ("教育", None), ("乡党建办", None), ("乡村振兴", None), ("农业农村", None)
    ]  # fmt: skip


def test_chosen_departments_are_ranked_among_themselves(ranked: Warehouse) -> None:
    choice = Choice(departments=("水利",), as_of=date(2024, 9, 15))
    rows = ranked.read_equal("department_completion", "basis", ["lead"], choice)
    assert rows.select("department", "rank_no").rows() == [("水利", 1)]


def test_the_issues_of_a_department_with_its_roles(warehouse: Warehouse) -> None:
    rows = warehouse.read_equal("department_issue", "department", ["乡村振兴"], SEPTEMBER)
    assert rows.select("issue_id", "roles", "title").rows() == [
        (f"{JIAZI_PLAN}-001", "责任", "部署偏晚"),
        (f"{JIAZI_PLAN}-003", "配合", "问题厕所整改有待深入"),
    ]


def test_unknown_units_stand_as_written_with_a_place_to_read(warehouse: Warehouse) -> None:
    assert warehouse.read("unknown_unit", SEPTEMBER).rows() == [
        ("乡党建办", 1, 1, "责任", "甲子乡", "部署偏晚", f"{JIAZI_PLAN}-001")
    ]
