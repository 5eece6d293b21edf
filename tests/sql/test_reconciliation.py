"""What two sources say of one fact: equal or not, both numbers and both places, as a figure and as audits."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.sql.test_toilets import toilets
from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, JIAZI_TEXT, at
from tests.warehouse.hand_made_months import report
from tests.warehouse.hand_made_tables import FUNDS, INDICATORS
from warehouse.queries import Choice, Warehouse

MAY_20, JUNE = date(2024, 5, 20), date(2024, 6, 30)


def facts(warehouse: Warehouse, kind: str) -> list[tuple[Any, ...]]:
    rows = warehouse.read("reconciliation").filter(kind=kind)
    return rows.select("township", "subject", "is_equal", "stated", "stated_place", "other", "other_place").rows()


def test_a_status_of_the_documents_own_day_is_compared(tmp_path: Path) -> None:
    def said(status: str, row_number: int) -> dict[str, Any]:
        return report("003", status, MAY_20, None, row_number)[0]

    frames = hand_made.with_rows(hand_made.frames(), "status", said("in_progress", 10), said("closed", 11))
    warehouse = hand_made.published(tmp_path, frames)
    place = "jiazi_2024.txt 原文“正在整改中”"
    # Of the document without a date the ledger without a date speaks too.
    assert facts(warehouse, "status") == [
        ("甲子乡", "问题厕所整改有待深入", False, "推进中", place, "已销号", "progress.csv 第11行"),
        ("未注明乡镇", "动态管理低保对象", False, "推进中", "dibao.txt 原文“正在推进”", "自报完成", "progress.csv 第3行"),
        ("甲子乡", "问题厕所整改有待深入", True, "推进中", place, "推进中", "progress.csv 第10行"),
    ]


@pytest.mark.parametrize(("due_on", "is_equal"), [(date(2024, 12, 31), True), (date(2025, 1, 31), False)])
def test_the_first_deadline_a_table_states_is_the_plans_or_a_doubt(tmp_path: Path, due_on: date, is_equal: bool) -> None:
    first = report("002", "in_progress", JUNE, due_on, 10)[1]
    later = report("002", "in_progress", date(2024, 9, 30), date(2025, 6, 30), 11)[1]  # an extension, no disagreement
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "progress", later, first))
    assert facts(warehouse, "deadline") == [
        (
            "甲子乡", "分红拖延", is_equal, "2024-12-31", "jiazi_2024.txt 原文“2024年12月31日前”",
            str(due_on), "progress.csv 第10行",
        )
    ]  # fmt: skip
    (audit,) = warehouse.read("audit_register").filter(rule="deadline_reconciled").iter_rows(named=True)
    assert (audit["is_ok"], audit["issue_id"], audit["rule_label"]) == (is_equal, f"{JIAZI_PLAN}-002", "方案与台账的时限")
    assert audit["stated"] == "2024-12-31 (jiazi_2024.txt 原文“2024年12月31日前”)"
    assert audit["computed"] == f"{due_on} (progress.csv 第10行)"
    assert warehouse.issue(f"{JIAZI_PLAN}-002")["is_doubtful"].to_list() == [not is_equal]


def stated(subject: str, words: str, value: float, number: int) -> dict[str, Any]:
    """A count of the document in its issue of toilets."""
    return {
        "indicator_id": f"{JIAZI_PLAN}-t{number}", "source_id": JIAZI, "origin": "document", "plan_id": JIAZI_PLAN,
        "issue_id": f"{JIAZI_PLAN}-003", "township": "甲子乡", "kind": "count", "subject": subject, "value": value, "unit": "个",
        "scope": "own", "is_approx": False, "wording": words, **at(JIAZI_TEXT, words, "3.问题厕所"),
    }  # fmt: skip


def test_villages_are_summed_against_the_document_and_the_total(tmp_path: Path) -> None:
    rows = [
        {**toilets("一村", JUNE, 900, 300, 20, row=10), "township": "甲子乡"},
        {**toilets("二村", JUNE, 1100, 400, 10, row=11), "township": "甲子乡"},
        {**toilets(None, JUNE, 2000, 700, 28, row=12), "township": "甲子乡"},
    ]
    frames = hand_made.with_rows(hand_made.frames(), "toilet", *rows)
    frames = hand_made.with_rows(frames, "indicator", stated("发现问题厕所", "28个", 28.0, 7))
    warehouse = hand_made.published(tmp_path, frames)
    document, villages, total = "jiazi_2024.txt 原文“28个”", "toilets.csv 2个村之和 2024-06-30", "toilets.csv 第12行 2024-06-30"
    assert sorted(facts(warehouse, "toilets")) == [
        ("甲子乡", "摸排厕所数", True, "2000", total, "2000", villages),
        ("甲子乡", "财政支持厕所数", True, "700", total, "700", villages),
        ("甲子乡", "问题厕所数", False, "28", document, "30", villages),
        ("甲子乡", "问题厕所数", False, "28", total, "30", villages),
        ("甲子乡", "问题厕所数", True, "28", document, "28", total),
    ]


def test_a_count_a_document_gives_several_numbers_is_not_compared(tmp_path: Path) -> None:
    two = [stated("发现问题厕所", "28个", 28.0, 7), stated("问题厕所", "28个", 3.0, 8)]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "indicator", *two))
    assert facts(warehouse, "toilets") == []


def project(name: str, yuan: int, row_number: int) -> dict[str, Any]:
    place = {"source_id": FUNDS, "township": "甲子乡", "project": name, "row_number": row_number}
    return {**place, "planned_yuan": Decimal(yuan)}


def test_a_project_a_sentence_names_has_that_sum_or_does_not(tmp_path: Path) -> None:
    frames = hand_made.with_rows(hand_made.frames(), "fund", project("委托资金", 600000, 10), project("不提的项目", 7, 11))
    warehouse = hand_made.published(tmp_path, frames)
    document = "jiazi_2024.txt 原文“60.5万元”"
    assert facts(warehouse, "funds") == [
        ("甲子乡", "委托资金", False, "605,000元", document, "600,000元", "funds.csv 第10行"),
        ("甲子乡", "委托帮扶", True, "605,000元", document, "605,000元", "funds.csv 第2行"),
    ]


def test_an_indicator_of_the_same_words_unit_and_day(tmp_path: Path) -> None:
    def told(subject: str, value: float, unit: str, day: date | None, number: int) -> dict[str, Any]:
        return {
            "indicator_id": f"{INDICATORS[:12]}-x{number}", "source_id": INDICATORS, "origin": "table", "township": "甲子乡",
            "kind": "count", "subject": subject, "value": value, "unit": unit, "scope": "own", "is_approx": False,
            "period_to": day, "wording": f"{value:g}", "row_number": number,
        }  # fmt: skip

    rows = [
        stated("发现问题厕所", "28个", 28.0, 7),
        told("发现 问题厕所", 28.0, "个", None, 10),
        told("发现问题厕所", 27.0, "个", MAY_20, 11),
        told("发现问题厕所", 26.0, "个", JUNE, 12),  # another day: another fact
        told("发现问题厕所", 28.0, "户", None, 13),
    ]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "indicator", *rows))
    assert [(row[2], row[5], row[6]) for row in facts(warehouse, "indicators")] == [
        (False, "27", "indicators.csv 第11行"),
        (True, "28", "indicators.csv 第10行"),
    ]


def test_the_figure_counts_facts_with_two_sources(tmp_path: Path) -> None:
    frames = hand_made.with_rows(hand_made.frames(), "fund", project("委托资金", 600000, 10))
    warehouse = hand_made.published(tmp_path, frames)
    columns = ["kind_label", "fact_count", "agree_count", "differ_count", "agree_pct"]
    assert warehouse.read("reconciliation_summary", Choice(townships=("甲子乡",))).select(columns).rows() == [
        ("全部", 3, 2, 1, 66.67),
        ("整改状态", 0, 0, 0, None),
        ("整改时限", 0, 0, 0, None),
        ("厕所数", 1, 1, 0, 100.0),
        ("资金", 2, 1, 1, 50.0),
        ("指标", 0, 0, 0, None),
    ]
    assert warehouse.read("reconciliation_summary").select(columns).row(1) == ("整改状态", 1, 0, 1, 0.0)


@pytest.mark.parametrize(
    ("subject", "share", "rows", "expected"),
    [
        ("村道硬化项目资金拨付比例", 24.79, [("青山村道硬化项目", 100, 24.79, MAY_20)], [("青山村道硬化项目 支付率", True)]),
        ("村道硬化项目资金拨付比例", 24.79, [("青山村道硬化项目", 100, 25, MAY_20)], [("青山村道硬化项目 支付率", False)]),
        ("村道硬化项目支付率", 24.79, [("青山村道硬化项目", 100, 24.79, JUNE)], []),  # another day: another share
        (
            "村道硬化项目支付率",
            24.79,
            [("东村道硬化项目", 9, 1, MAY_20), ("西村道硬化项目", 9, 1, MAY_20)],
            [],
        ),  # of two projects none
        ("全乡衔接资金支出进度", 24.79, [("甲", 100, 20, MAY_20), ("乙", 100, 29.58, MAY_20)], [("支付率", True)]),
        ("全乡衔接资金支出进度", 24.79, [("甲", 100, 20, MAY_20), ("乙", 100, None, MAY_20)], []),  # not of all projects
        ("卫生厕所普及率", 24.79, [("卫生厕所", 100, 24.79, MAY_20)], []),
    ],
)
def test_a_share_paid_that_a_document_states_is_that_of_the_table(
    tmp_path: Path,
    subject: str,
    share: float,
    rows: list[tuple[str, float, float | None, date]],
    expected: list[tuple[str, bool]],
) -> None:
    said = {**stated(subject, "24.79%", share, 8), "kind": "ratio", "unit": "%"}
    frames = hand_made.with_rows(hand_made.frames(), "indicator", said)
    funds = [
        {
            "source_id": FUNDS, "township": "甲子乡", "project": name, "planned_yuan": Decimal(planned) * 10_000,
            "paid_yuan": None if paid is None else Decimal(str(paid)) * 10_000, "as_of": on, "row_number": number,
        }
        for number, (name, planned, paid, on) in enumerate(rows, start=10)
    ]  # fmt: skip
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(frames, "fund", *funds))
    found = [(row[1], row[2]) for row in facts(warehouse, "funds") if str(row[1]).endswith("支付率")]
    assert found == expected


def test_what_was_rectified_is_compared_only_on_the_documents_day(tmp_path: Path) -> None:
    def village(day: date, rectified: int, row: int) -> dict[str, Any]:
        return {**toilets("一村", day, 900, 300, 28, row=row), "township": "甲子乡", "rectified_count": rectified}

    frames = hand_made.with_rows(hand_made.frames(), "indicator", stated("已整改厕所", "28个", 20.0, 9))
    frames = hand_made.with_rows(frames, "toilet", village(MAY_20, 20, 40), village(JUNE, 28, 41))
    found = [row for row in facts(hand_made.published(tmp_path, frames), "toilets") if row[1] == "已整改厕所数"]
    assert [(row[2], row[5]) for row in found] == [(True, "20")]
