"""Rows of ledgers that no plan has, through the months: kept as issues of their own, once each."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from etl.frames import build_frames
from tests.etl.hand_made_plan import hand_made_plan
from tests.etl.test_frames import PLAN, rows, tables_of


def test_a_row_of_no_plan_is_an_issue_of_its_own(tmp_path: Path) -> None:
    ledger = tables_of(
        tmp_path,
        progress="乡镇,方案,序号,问题,整改措施,责任单位,整改时限,整改状态,填报日期\n"
        "乙丑镇,县里的台账,3,村级水窖没有建好,修水窖,财政所、某某站,2024年9月30日前,推进中,2024-05-31\n"
        "甲子乡,,9,没有这个问题,,,立行立改,已完成,2024-05-31\n",
    )
    frames = build_frames([PLAN], ledger, [])
    own = frames["issue"].filter(pl.col("plan_id").is_null())
    assert rows(own, "township", "issue_no", "title", "deadline_code", "due_on", "row_number") == [
        ("乙丑镇", "3", "村级水窖没有建好", "by_date", date(2024, 9, 30), 2),
        ("甲子乡", "9", "没有这个问题", "immediate", None, 3),
    ]
    assert rows(frames["progress"], "issue_id", "matched_by", "match_strength") == [
        (own["issue_id"][0], "own", 0),
        (own["issue_id"][1], "own", 0),
    ]
    assert "乡镇不存在: “乙丑镇”, 现有 甲子乡" in frames["progress"]["match_note"][0]
    measures = frames["measure"].filter(pl.col("row_number").is_not_null())
    assert rows(measures, "issue_id", "text") == [(own["issue_id"][0], "修水窖")]
    units = frames["assignment"].filter(pl.col("row_number").is_not_null())
    assert rows(units, "role", "unit", "department") == [("responsible", "财政所", "财政"), ("responsible", "某某站", None)]


MONTHS = "乡镇,序号,问题,整改状态,填报日期\n"
MAY = MONTHS + "乙丑镇,1,甲村水窖没有建好,推进中,2024-05-31\n乙丑镇,2,乙村水窖没有建好,未启动,2024-05-31\n"
JUNE = MONTHS + "乙丑镇,1,甲村水窖没有建好,已完成,2024-06-30\n乙丑镇,2,乙村水窖没有建成,推进中,2024-06-30\n"


def test_an_issue_that_only_tables_tell_is_one_issue_through_the_months(tmp_path: Path) -> None:
    # The later month is read first: the order of the files does not matter.
    tables = tables_of(tmp_path, a_june=JUNE, b_may=MAY)
    frames = build_frames([], tables, [])
    assert rows(frames["issue"].sort("issue_no"), "title") == [("甲村水窖没有建好",), ("乙村水窖没有建好",)]
    first, second = frames["issue"].sort("issue_no")["issue_id"]
    by_day = frames["progress"].sort("reported_on", "row_number")
    assert rows(by_day, "issue_id", "matched_by", "status") == [
        (first, "own", "in_progress"),
        (second, "own", "not_started"),
        (first, "number", "completed"),
        (second, "number", "in_progress"),
    ]
    assert build_frames([], tables_of(tmp_path, b_may=MAY), [])["issue"].sort("issue_no")["issue_id"].to_list() == [first, second]


def test_a_row_that_fits_two_issues_alike_is_a_reject(tmp_path: Path) -> None:
    other = hand_made_plan(file="甲子二.txt")
    other.source = replace(other.source, sha256="9" * 64)
    other.plan.title, other.plan.doc_number = "甲子乡回头看方案", None
    frames = build_frames([PLAN, other], tables_of(tmp_path, two=MONTHS + "甲子乡,1,分红没有兑付,已完成,2024-05-31\n"), [])
    assert frames["progress"].is_empty()
    assert "同样像" in frames["reject"]["expected"][0]
