"""A plan and tables made by hand in, exact rows out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from etl.frames import FailedFile, build_frames, matching
from etl.frames.matching import Match, NoMatch
from etl.frames.parts import part_of
from etl.frames.plan_facts import Plans, facts_of
from etl.parsed import ParsedPlan, Unread
from etl.plan.parse import parse_plan
from etl.read.text import read_text
from etl.sheet.parse import parse_tables
from etl.sheet.parsed import ParsedTable
from tests.etl.hand_made_plan import TEXT, hand_made_plan
from warehouse.tables import TABLES

PLAN = hand_made_plan()
PLAN_ID = PLAN.source.sha256[:12]


def tables_of(tmp_path: Path, **texts: str) -> list[ParsedTable]:
    found = []
    for name, text in texts.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        found += parse_tables(path)
    return found


def rows(frame: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return frame.select(columns).rows()


def test_a_plan_gives_a_row_of_every_kind() -> None:
    frames = build_frames([PLAN], [], [])
    assert set(frames) == {table.name for table in TABLES}
    assert rows(frames["plan"], "plan_id", "name", "township", "declared_issue_count", "declared_item_count", "char_count") == [
        (PLAN_ID, "甲子乡整改方案", "甲子乡", 2, None, len("".join(TEXT.split())))
    ]
    assert frames["plan"]["unclaimed_char_count"].to_list() == [len("无人认领的话。")]
    assert rows(frames["issue"], "issue_id", "ordinal", "issue_no", "path", "category", "deadline_code", "due_on") == [
        (f"{PLAN_ID}-001", 1, "1", "一、问题", "政策落实", "by_date", date(2024, 6, 30)),
        (f"{PLAN_ID}-002", 2, "2", "一、问题", None, None, None),
    ]
    assert rows(frames["measure"], "issue_id", "ordinal", "text") == [
        (f"{PLAN_ID}-001", 1, "一是清算"),
        (f"{PLAN_ID}-001", 2, "二是公示"),
    ]
    assert rows(frames["assignment"], "unit", "department", "row_number") == [("财政所", "财政", None), ("某某站", None, None)]
    assert rows(frames["status"], "issue_id", "status", "status_on", "origin", "wording") == [
        (f"{PLAN_ID}-001", "in_progress", date(2024, 5, 20), "document", "正在整改")
    ]
    assert rows(frames["amount"], "amount_id", "issue_id", "amount_yuan", "role", "is_repeat", "is_part", "wording") == [
        (f"{PLAN_ID}-m001", f"{PLAN_ID}-001", Decimal("888000.00"), "principal", False, False, "88.8万元")
    ]
    assert rows(frames["indicator"], "kind", "township", "value", "unit", "scope", "period_from", "wording") == [
        ("count", "甲子乡", 117.0, "户", "own", date(2023, 1, 1), "117户"),
        ("ratio", None, 24.79, "%", "case", date(2023, 1, 1), "24.79%"),
    ]
    assert rows(frames["period"], "issue_id", "period_to", "granularity") == [(f"{PLAN_ID}-001", date(2023, 12, 31), "year")]
    assert rows(frames["audit"], "audit_id", "issue_id", "is_ok", "stated") == [(f"{PLAN_ID}-a001", f"{PLAN_ID}-002", False, "3")]
    assert rows(frames["audit_span"], "ordinal", "wording") == [(1, "甲子乡整改方案"), (2, "2. 厕")]
    assert rows(frames["unclaimed"], "wording") == [("无人认领的话。",)]
    assert rows(frames["source_file"], "state", "row_count", "kind") == [("loaded", 2, "document")]
    assert frames["reject"].height == 0


def test_every_span_gives_back_its_words() -> None:
    frames = build_frames([PLAN], [], [])
    for table, column in [
        ("measure", "text"),
        ("assignment", "unit"),
        ("status", "wording"),
        ("amount", "wording"),
        ("issue", "title"),
    ]:
        for row in frames[table].iter_rows(named=True):
            assert TEXT[row["span_start"] : row["span_end"]] == row[column]


def test_the_same_input_gives_the_same_rows() -> None:
    one, other = build_frames([PLAN], [], []), build_frames([hand_made_plan()], [], [])
    assert all(one[name].equals(other[name]) for name in one)


LEDGER = "乡镇,方案,序号,问题,整改状态,是否销号,填报日期\n"


def test_a_progress_row_is_a_status_of_the_plans_issue(tmp_path: Path) -> None:
    ledger = tables_of(
        tmp_path,
        progress=LEDGER
        + "甲子乡,甲委发[2024]6号,1,分红没有兑付,已完成,否,2024-05-31\n"
        + "甲子乡,,,厕所问题摸排不够细致,推进中,否,2024年6月\n"
        + "甲子乡,甲委发[2024]6号,9,没有这个问题,已完成,否,2024-05-31\n"
        + "乙丑镇,,1,分红没有兑付,已完成,否,2024-05-31\n",
    )
    frames = build_frames([PLAN], ledger, [])
    assert rows(frames["progress"], "issue_id", "matched_by", "match_strength", "status", "reported_on", "row_number")[:2] == [
        (f"{PLAN_ID}-001", "number", 100, "completed", date(2024, 5, 31), 2),
        (f"{PLAN_ID}-002", "title", 95, "in_progress", date(2024, 6, 30), 3),
    ]
    assert rows(frames["status"].filter(origin="table"), "status", "wording", "row_number") == [
        ("completed", "已完成", 2),
        ("in_progress", "推进中", 3),
        ("completed", "已完成", 4),
        ("completed", "已完成", 5),
    ]
    assert frames["source_file"].filter(kind="table")["state"].to_list() == ["loaded"]


def test_closed_without_a_status_word_is_closed_and_an_unreadable_word_is_none(tmp_path: Path) -> None:
    ledger = tables_of(
        tmp_path,
        closed="乡镇,序号,问题,是否销号\n甲子乡,1,分红没有兑付,是\n",
        unread=LEDGER + "甲子乡,,2,厕所问题摸排不细致,见附件,是,2024-05-31\n",
    )
    frames = build_frames([PLAN], ledger, [])
    assert rows(frames["status"].filter(origin="table"), "issue_id", "status", "wording") == [
        (f"{PLAN_ID}-001", "closed", "是否销号: 是")
    ]
    assert rows(frames["reject"], "file", "place", "read") == [("unread.csv", "第2行 整改状态", "见附件")]


def test_closing_raises_what_is_finished_and_contradicts_the_rest(tmp_path: Path) -> None:
    ledger = tables_of(
        tmp_path,
        progress=LEDGER
        + "甲子乡,,1,分红没有兑付,已完成,是,2024-04-30\n"
        + "甲子乡,,2,厕所问题摸排不细致,正在推进,是,2024-04-30\n"
        + "甲子乡,,1,分红没有兑付,已销号,否,2024-05-31\n",
    )
    frames = build_frames([PLAN], ledger, [])
    assert rows(frames["status"].filter(origin="table"), "status", "wording", "row_number") == [
        ("closed", "已完成; 是否销号: 是", 2),
        ("in_progress", "正在推进", 3),
        ("closed", "已销号", 4),
    ]
    audits = frames["audit"].filter(rule="closing_conflict")
    assert rows(audits, "plan_id", "issue_id", "is_ok", "stated", "computed", "row_number") == [
        (PLAN_ID, f"{PLAN_ID}-002", False, "正在推进", "是否销号: 是", 3),
        (PLAN_ID, f"{PLAN_ID}-001", False, "已销号", "是否销号: 否", 4),
    ]


def match_issue(
    township: str, plan: str | None, number: str | None, title: str | None, plans: list[ParsedPlan]
) -> Match | NoMatch:
    return matching.match_issue(
        township, plan, number, title, Plans([facts_of(plan) for plan in plans], part_of(plans, [])["issue"])
    )


@pytest.mark.parametrize(
    ("plan", "number", "title", "by"),
    [
        ("甲委发〔2024〕6号", "1", "分红没有兑付", "number"),
        ("甲子乡整改方案", "1、", None, "number"),
        ("甲子", "１", "分红没有兑付到位", "number"),
        ("甲子乡整改推进情况(原文无标题)", "1", "分红没有兑付", "number"),
        (None, None, "分红没有兑付,群众反映强烈", "title"),
        (None, "7", "分红没有兑付", "title"),
        (None, "2", "分红没有兑付", "title"),
    ],
)
def test_matching(plan: str | None, number: str | None, title: str | None, by: str) -> None:
    match = match_issue("甲子乡", plan, number, title, [PLAN])
    assert isinstance(match, Match)
    assert (match.issue_id, match.by) == (f"{PLAN_ID}-001", by)


def test_an_equal_number_with_another_title_is_no_match() -> None:
    assert isinstance(match_issue("甲子乡", None, "1", "村集体经济收入结构单一", [PLAN]), NoMatch)


def test_two_plans_of_a_township_are_told_apart_by_what_the_table_writes() -> None:
    other = hand_made_plan(file="甲子二.txt")
    other.plan.title, other.plan.doc_number = "甲子乡2021年回头看方案", "甲委发〔2021〕3号"
    match = match_issue("甲子乡", "甲委发〔2021〕3号", "1", "分红没有兑付", [PLAN, other])
    assert isinstance(match, Match)
    assert match.issue_id.startswith(other.source.sha256[:12])
    assert isinstance(match_issue("甲子乡", "别的文件", "1", "分红没有兑付", [PLAN, other]), NoMatch)


def expected_of(plan: str | None, number: str | None, title: str | None, plans: list[ParsedPlan]) -> str:
    match = match_issue("甲子乡", plan, number, title, plans)
    assert isinstance(match, NoMatch)
    return match.expected


@pytest.mark.parametrize(
    ("plan", "number", "title"),
    [
        ("2023年审计整改方案", "1", "分红没有兑付"),  # of another year
        ("审计整改方案", "1", None),  # the number alone bears nothing out
        ("审计整改方案", None, "分红没有兑付"),
        ("审计整改方案", "1", "分红没有及时足额兑付到村"),
        ("甲委发〔2024〕8号", "1", None),  # one character from the plan's own 文号
    ],
)
def test_a_named_plan_that_is_not_read_is_said_so(plan: str, number: str | None, title: str | None) -> None:
    expected = expected_of(plan, number, title, plans=[PLAN])
    assert expected == f"甲子乡 已读入的方案之一 (《甲子乡整改方案》) 的名称或文号 (方案不存在: “{plan}”)"


def test_a_row_that_fits_two_issues_alike_fits_none() -> None:
    other = hand_made_plan(file="甲子二.txt")
    other.plan.title = "甲子乡回头看方案"
    assert "《甲子乡整改方案》1、《甲子乡回头看方案》1" in expected_of(None, "1", None, plans=[PLAN, other])
    assert "同样像" in expected_of(None, "1", "分红没有兑付", plans=[PLAN, other])
    other.issues[0].title = replace(other.issues[0].title, text="别的问题")
    match = match_issue("甲子乡", None, "1", "分红没有兑付", [PLAN, other])
    assert isinstance(match, Match)
    assert match.plan_id == PLAN_ID


def test_the_exact_title_goes_before_an_equal_number_of_a_title_hardly_alike() -> None:
    plan = hand_made_plan()
    plan.issues[1].title = replace(plan.issues[1].title, text="分红没有公示")
    match = match_issue("甲子乡", None, "2", "分红没有兑付", [plan])
    assert isinstance(match, Match)
    assert match.issue_id.endswith("-001")


def test_a_plan_without_township_is_matched_only_by_its_own_name() -> None:
    nameless = hand_made_plan(township=None)
    assert match_issue("甲子乡", "甲委发〔2024〕6号", "1", "分红没有兑付", [nameless]).__class__ is Match
    assert match_issue("甲子乡", None, "1", "分红没有兑付", [nameless]).__class__ is NoMatch


def test_toilets_of_a_register_are_counted_by_village(tmp_path: Path) -> None:
    register = tables_of(
        tmp_path,
        register="乡镇,村,厕所编号,是否财政支持,是否问题厕所,整改情况\n"
        "甲子乡,甲村,1,是,是,已整改\n,甲村,2,否,是,未整改\n,甲村,3,是,否,/\n,乙村,4,是,是,已销号\n",
    )
    frames = build_frames([], register, [])
    counts = ("surveyed_count", "funded_count", "problem_count", "rectified_count")
    assert rows(frames["toilet"], "village", *counts, "row_number") == [("甲村", 3, 2, 2, 1, 2), ("乙村", 1, 1, 1, 1, 5)]
    assert frames["toilet"]["is_of_register"].to_list() == [True, True]


@pytest.mark.parametrize(
    ("register", "counts"),
    [
        ("乡镇,村,厕所编号,问题类型\n甲子乡,甲村,1,渗漏\n甲子乡,甲村,2,\n", (2, None, 1, None)),
        ("乡镇,村,厕所问题类型,整改情况\n甲子乡,甲村,渗漏,已整改\n甲子乡,甲村,无,\n", (2, None, 1, 1)),
        (
            "乡镇,村,厕所编号,问题类型,整改完成时间,统计日期\n甲子乡,甲村,1,渗漏,2024.5.1,2024.6.30\n,,2,破损,2024.9.1,2024.6.30\n",
            (2, None, 2, 1),
        ),
        ("乡镇,村,厕所编号,是否财政支持,整改情况\n甲子乡,甲村,1,否,未整改\n", (1, 0, None, 0)),
    ],
)
def test_a_register_counts_only_what_one_of_its_columns_says(
    tmp_path: Path, register: str, counts: tuple[int | None, ...]
) -> None:
    toilets = build_frames([], tables_of(tmp_path, register=register), [])["toilet"]
    assert rows(toilets, "surveyed_count", "funded_count", "problem_count", "rectified_count")[0] == counts


def test_funds_and_indicators_keep_their_place(tmp_path: Path) -> None:
    tables = tables_of(
        tmp_path,
        funds="乡镇,项目名称,金额(万元),未分红年度\n甲子乡,茶厂,88.8,2022、2023\n",
        indicators="乡镇,指标,数值,单位,统计日期\n甲子乡,参保率,98.9%,%,2024年5月\n",
    )
    frames = build_frames([], tables, [])
    assert rows(frames["fund"], "project", "planned_yuan", "unpaid_years", "row_number") == [
        ("茶厂", Decimal("888000.00"), ["2022", "2023"], 2)
    ]
    assert rows(frames["indicator"], "origin", "kind", "subject", "value", "unit", "period_to", "wording", "row_number") == [
        ("table", "ratio", "参保率", 98.9, "%", date(2024, 5, 31), "98.9%", 2)
    ]


def test_money_told_by_its_sources_alone_is_their_sum_and_said_so(tmp_path: Path) -> None:
    tables = tables_of(
        tmp_path,
        sources="乡镇,项目名称,中央资金(万元),省级资金(万元),备注\n甲子乡,茶厂,50,38.8,好\n甲子乡,道路,十,5,\n甲子乡,水池,10,,\n",
        planned="乡镇,项目名称,中央资金(万元),金额(万元)\n甲子乡,茶厂,50,\n",
    )
    frames = build_frames([], tables, [])
    assert rows(frames["fund"], "project", "central_yuan", "provincial_yuan", "planned_yuan", "note") == [
        ("茶厂", 500000, 388000, 888000, "好; 推算: 计划 = 中央 500000 + 省级 388000 = 888000 元"),
        ("道路", None, 50000, None, None),
        ("水池", 100000, None, 100000, "推算: 计划 = 中央 100000 = 100000 元"),
        ("茶厂", 500000, None, None, None),
    ]
    assert rows(frames["reject"], "place", "read") == [("第3行 中央资金(万元)", "十")]


def test_a_total_that_does_not_hold_is_an_audit_of_its_file(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, toilets="乡镇,村,摸排数,问题数\n甲子乡,甲村,3,1\n合计,,4,1\n")
    audit = build_frames([], tables, [])["audit"].filter(is_ok=False)
    assert rows(audit, "plan_id", "rule", "stated", "computed", "row_number") == [(None, "total", "4", "3", 3)]


def test_a_time_limit_without_a_last_day_is_kept_as_written_and_told() -> None:
    plan = hand_made_plan()
    issue = plan.issues[0]
    assert issue.deadline is not None
    issue.deadline = replace(issue.deadline, due_on=None)
    frames = build_frames([plan], [], [])
    assert rows(frames["issue"], "deadline_code", "due_on")[0] == ("by_date", None)
    assert rows(frames["reject"], "read", "severity") == [(TEXT[issue.deadline.start : issue.deadline.end], "value")]


def test_a_failed_file_is_a_source_file_and_a_reject() -> None:
    failure = FailedFile("坏.txt", "f" * 64, "document", "txt", 7, "二进制内容", "文本")
    frames = build_frames([], [], [failure], notes={"f" * 64: "内容相同: 又一个.txt"})
    assert rows(frames["source_file"], "file", "state", "message") == [
        ("坏.txt", "failed", "读到 二进制内容, 应为 文本; 内容相同: 又一个.txt")
    ]
    assert rows(frames["reject"], "file", "place", "severity") == [("坏.txt", "整个文件", "file")]


def test_a_plan_without_issues_is_loaded_and_said_so() -> None:
    empty = hand_made_plan()
    empty.issues.clear()
    frames = build_frames([empty], [], [])
    assert frames["source_file"]["state"].to_list() == ["partial"]
    assert rows(frames["reject"], "read", "expected") == [("没有找到一个问题或任务", "至少一个编号的问题或任务")]


def test_pages_and_what_gave_no_text() -> None:
    unread = (Unread("第2页", "扫描图片, 没有文字", "有文字层的页"),)
    paged = hand_made_plan()
    paged.source = replace(paged.source, format="pdf", pages=(0, 10, 10), unread=unread)
    frames = build_frames([paged], [], [])
    assert rows(frames["source_page"], "page", "span_start", "span_end") == [(1, 0, 10), (2, 10, 10), (3, 10, len(TEXT))]
    assert frames["source_file"]["state"].to_list() == ["partial"]
    assert rows(frames["reject"], "place", "read", "expected") == [("第2页", "扫描图片, 没有文字", "有文字层的页")]
    assert build_frames([PLAN], [], [])["source_page"].is_empty()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("甲子镇", None, "1", "分红没有兑付"), "乡镇不存在: “甲子镇”, 最接近的是“甲子乡”"),
        (("某某街道", None, "1", "分红没有兑付"), "乡镇不存在: “某某街道”, 现有 甲子乡"),
        (("甲子乡", "2019年别的文件", "1", "分红没有兑付"), "方案不存在: “2019年别的文件”"),
        (("甲子乡", None, "9", "没有这样的事"), "序号不存在: 现有 1、2"),
        (("甲子乡", None, "1", "村集体经济收入结构单一"), "标题不符: 序号 1 的标题是“分红没有兑付”"),
        (("甲子乡", None, None, "分红兑付不及时"), "标题不符, 最接近的标题是“分红没有兑付”"),
    ],
)
def test_a_row_without_issue_says_which_part_failed(words: tuple[str, str | None, str | None, str | None], reason: str) -> None:
    found = match_issue(*words, [PLAN])
    assert isinstance(found, NoMatch)
    assert reason in found.expected


def test_two_rows_of_one_place_and_day_that_differ_are_doubted(tmp_path: Path) -> None:
    head = "乡镇,村,摸排数,问题数,统计日期\n"
    tables = tables_of(
        tmp_path,
        one=head + "甲子乡,甲村,5,1,2024-05-31\n甲子乡,甲村,5,1,2024-05-31\n甲子乡,乙村,3,1,2024-05-31\n",
        two=head + "甲子乡,甲村,6,1,2024-05-31\n甲子乡,乙村,3,2,2024-06-30\n",
    )
    audits = build_frames([], tables, [])["audit"]
    assert rows(audits, "rule", "is_ok", "row_number", "message") == [
        ("toilet_conflict", False, 2, "甲子乡甲村 2024-05-31: 这一行写 摸排 6, one.csv 第2行写 摸排 5, 同地同日不一致")
    ]


def test_a_table_that_gave_no_row_is_not_read_and_notes_are_kept(tmp_path: Path) -> None:
    tables = tables_of(
        tmp_path,
        empty="乡镇,村,摸排数,问题数\n",
        named="乡镇,村,厕所编号,户主姓名,是否问题厕所\n甲子乡,甲村,1,某甲,是\n",
    )
    assert rows(build_frames([], tables, [])["source_file"], "file", "state", "message") == [
        ("empty.csv", "failed", "没有一行数据可以读入"),
        ("named.csv", "loaded", "个人信息的列不装入: 户主姓名"),
    ]


def test_a_figure_of_a_wrapped_line_keeps_the_period_of_its_sentence() -> None:
    text = "甲子乡整改方案\n一、存在问题\n(一)台账不全。2023年共培训人员1\n20人次,走访农户30户。\n整改措施:补登。\n"
    frames = build_frames([parse_plan(read_text("a.txt", text.encode()))], [], [])
    assert rows(frames["indicator"], "value", "period_from") == [(120.0, date(2023, 1, 1)), (30.0, date(2023, 1, 1))]
