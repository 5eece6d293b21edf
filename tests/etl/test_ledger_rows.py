"""Rows of ledgers that no plan has, through the months: kept as issues of their own, once each."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.corrections import put_right, read_corrections
from etl.files import read_file
from etl.frames import WrongMatch, build_frames
from etl.sheet.parsed import ParsedTable
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


def corrected(tmp_path: Path, ledger: str, *lines: str) -> tuple[pl.DataFrame, list[ParsedTable]]:
    """The rows of a ledger, matched to the hand-made plan, under these lines of the corrections."""
    (tmp_path / "ledger.csv").write_text(ledger, encoding="utf-8")
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join(["table,key,column,seen,put,reason", *lines, ""]), encoding="utf-8")
    file, wrong = put_right(read_file(tmp_path / "ledger.csv"), read_corrections(path)[0])
    assert wrong == []
    return build_frames([PLAN], file.tables, [])["progress"], file.tables


WRONG_ISSUE = MONTHS + "甲子乡,1,分红没有兑付,已完成,2024-05-31\n甲子乡,9,没有这个问题,已完成,2024-05-31\n"


def test_one_line_of_the_corrections_assigns_a_row_to_another_issue(tmp_path: Path) -> None:
    progress, tables = corrected(tmp_path, WRONG_ISSUE, "整改台账,ledger.csv 第2行,对应,1,2,台账写错了序号和标题")
    assert rows(progress, "issue_id", "matched_by", "row_number")[0] == (f"{PLAN.source.sha256[:12]}-002", "correction", 2)
    frames = build_frames([PLAN], tables, [])
    assert rows(frames["correction"], "table_label", "column_label", "seen", "put", "issue_id") == [
        ("整改台账", "对应", "1", "2", f"{PLAN.source.sha256[:12]}-002")
    ]
    assert rows(frames["status"].filter(row_number=2), "issue_id", "status") == [(f"{PLAN.source.sha256[:12]}-002", "completed")]


def test_a_row_of_no_plan_is_given_to_one_and_one_of_a_plan_is_made_its_own(tmp_path: Path) -> None:
    lines = [
        "整改台账,ledger.csv 第3行,对应,台账自有,分红没有兑付,换了说法",
        "整改台账,ledger.csv 第2行,对应,分红没有兑付,台账自有,另一件事",
    ]
    progress, _ = corrected(tmp_path, WRONG_ISSUE, *lines)
    assert rows(progress, "matched_by", "row_number") == [("own", 2), ("correction", 3)]
    assert progress["match_note"].to_list() == ["按更正表第3行, 作为台账自有的问题", None]
    assert progress["issue_id"][1] == f"{PLAN.source.sha256[:12]}-001"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "整改台账,ledger.csv 第2行,对应,2,1,错",
            "更正表第2行 seen: 读到“2”, 应为 第2行 现在对上的问题",
        ),
        ("整改台账,ledger.csv 第2行,对应,1,77,错", "更正表第2行 put: 读到“77”, 应为 这个乡镇的方案里一个问题的序号或标题"),
    ],
)
def test_a_line_that_does_not_apply_stops_the_build(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(WrongMatch, match=re.escape(message)):
        corrected(tmp_path, WRONG_ISSUE, line)
