"""fund_register, amount_by_role, amount_register: exact rows; own money apart from cases and standards, nothing twice."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, JIAZI_TEXT, UNPLACED, UNPLACED_PLAN, UNPLACED_TEXT, at
from tests.warehouse.hand_made_tables import FUNDS
from warehouse.queries import Choice, Warehouse

FUND_ISSUE = f"{JIAZI_PLAN}-002"
PRINCIPAL = tuple(at(JIAZI_TEXT, "60.5万元").values())
DIVIDEND = tuple(at(JIAZI_TEXT, "48400元").values())
LEFT_OVER = tuple(at(JIAZI_TEXT, "1.2万元").values())
JIAZI_FUNDS = [
    (
        "甲子乡", "委托帮扶", "principal", "分红本金", Decimal(605000), "total", "总额", 30, 90, None, None,
        False, None, False, True, "分红本金", "table", False, None, "60.5万元", FUND_ISSUE, "funds.csv", 2, JIAZI, *PRINCIPAL,
        FUNDS, None, "计划",
    ),
    (
        "甲子乡", "委托帮扶 年度应分红", "dividend", "分红", Decimal(48400), "year", "每年", 30, 90, None, None,
        False, None, False, False, None, "table", False, None, "48400元", FUND_ISSUE, "funds.csv", 2, JIAZI, *DIVIDEND,
        FUNDS, None, "年度应分红",
    ),
    (
        "甲子乡", "全乡另有结余1.2万元。", "other", "其他", Decimal(12000), "total", "总额", None, None, None, None,
        False, None, False, True, "其他", "document", False, None, "1.2万元", None, "jiazi_2024.txt", None, JIAZI, *LEFT_OVER,
        None, None, None,
    ),
    (
        "甲子乡", "委托帮扶 未分红合计", "dividend", "分红", Decimal(96800), "total", "总额", 30, 90, None, None,
        True, "48,400元/年 × 2年 (2022、2023) = 96,800元", False, False, "推算的分红", "derived", False, None,
        "48400元", FUND_ISSUE, "funds.csv", 2, JIAZI, *DIVIDEND, FUNDS, None, "年度应分红|未分红年度",
    ),
]  # fmt: skip
WORKSHOP = (
    "乙丑镇", "扶贫车间", "invested", "投入", Decimal("295300.50"), "total", "总额", None, None, Decimal(200000), None,
    False, None, False, True, "投入", "table", False, None, None, None, "funds.csv", 3, FUNDS, None, None, FUNDS, None, "计划",
)  # fmt: skip


def test_a_sum_in_table_and_document_is_listed_once_with_its_words(warehouse: Warehouse) -> None:
    assert warehouse.read("fund_register").rows() == [WORKSHOP, *JIAZI_FUNDS]


def test_an_issue_filter_leaves_the_tables_and_takes_what_stands_outside_issues(warehouse: Warehouse) -> None:
    chosen = Choice(townships=("甲子乡",), themes=("厕所改革",))
    assert warehouse.read("fund_register", chosen).rows() == [JIAZI_FUNDS[0], JIAZI_FUNDS[1], JIAZI_FUNDS[3]]


def test_own_amounts_of_a_document_no_table_knows_are_listed_once(tmp_path: Path) -> None:
    frames = hand_made.frames()
    warehouse = hand_made.published(tmp_path, {**frames, "fund": frames["fund"].filter(township="乙丑镇")})
    rows = warehouse.read("fund_register", Choice(townships=("甲子乡",)))
    assert rows.select("amount_yuan", "per", "is_counted", "origin", "span_start").rows() == [
        (Decimal(605000), "total", True, "document", PRINCIPAL[0]),
        (Decimal(48400), "year", False, "document", DIVIDEND[0]),
        (Decimal(12000), "total", True, "document", LEFT_OVER[0]),
    ]


def test_money_of_cases_and_policies_is_never_own(warehouse: Warehouse) -> None:
    assert {Decimal(265000), Decimal(20000)}.isdisjoint(warehouse.read("fund_register")["amount_yuan"])


@pytest.mark.parametrize(
    ("due", "years", "yuan", "formula"),
    [
        ("71040", ["2022", "2023"], "142080", "71,040元/年 × 2年 (2022、2023) = 142,080元"),
        ("1000.55", ["2021", "2022", "2023"], "3001.65", "1,000.55元/年 × 3年 (2021、2022、2023) = 3,001.65元"),
        ("999.50", ["2023"], "999.50", "999.50元/年 × 1年 (2023) = 999.50元"),
    ],
)
def test_unpaid_dividend_is_derived_with_its_formula(tmp_path: Path, due: str, years: list[str], yuan: str, formula: str) -> None:
    row = {
        "source_id": FUNDS,
        "township": "丙寅乡",
        "project": "入股",
        "dividend_due_yuan": Decimal(due),
        "dividend_paid_yuan": Decimal(10),
        "unpaid_years": years,
        "row_number": 7,
    }
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "fund", row))
    rows = warehouse.read("fund_register", Choice(townships=("丙寅乡",)))
    columns = ("item", "role", "amount_yuan", "per", "is_derived", "formula", "is_counted", "origin")
    assert rows.sort("item").select(columns).rows() == [
        ("入股 已分红", "dividend", Decimal(10), "total", False, None, True, "table"),
        ("入股 年度应分红", "dividend", Decimal(due), "year", False, None, False, "table"),
        ("入股 未分红合计", "dividend", Decimal(yuan), "total", True, formula, False, "derived"),
    ]


def test_fund_by_role_sums_what_the_register_counts(warehouse: Warehouse) -> None:
    counted = warehouse.read("fund_register").filter(is_counted=True)
    sums = counted.group_by("township", "role", "role_label").agg(pl.len().cast(pl.Int64), pl.col("amount_yuan").sum())
    rows = warehouse.read("fund_by_role").rows()
    assert len(rows) > 1
    assert sorted(rows) == sorted(sums.rows())
    assert [row[-1] for row in rows] == sorted((row[-1] for row in rows), reverse=True)
    assert warehouse.read("fund_by_role", Choice(townships=("丁卯乡",))).is_empty()


def test_fund_summary_sums_each_use_over_the_chosen_townships_and_what_is_derived_apart(warehouse: Warehouse) -> None:
    derived = ("推算的分红", "分红", True, 1, 1, Decimal(96800))
    of_jiazi = [("分红本金", "分红本金", False, 1, 1, Decimal(605000)), ("其他", "其他", False, 1, 1, Decimal(12000)), derived]
    invested = ("投入", "投入", False, 1, 1, Decimal("295300.50"))
    assert warehouse.read("fund_summary").rows() == [of_jiazi[0], invested, *of_jiazi[1:]]
    assert warehouse.read("fund_summary", Choice(townships=("甲子乡",))).rows() == of_jiazi
    assert warehouse.read("fund_summary", Choice(scopes=("case", "policy"))).is_empty()


def test_fund_summary_adds_what_several_townships_state_of_one_use(tmp_path: Path) -> None:
    row = {"source_id": FUNDS, "township": "丙寅乡", "project": "修路", "planned_yuan": Decimal(100), "row_number": 7}
    sums = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "fund", row)).read("fund_summary")
    assert sums.filter(summed_as="投入").rows() == [("投入", "投入", False, 2, 2, Decimal("295400.50"))]


@pytest.mark.parametrize(
    ("project_as_of", "whole_as_of", "total"),
    [
        (date(2025, 5, 31), date(2025, 6, 30), 100),  # named project by project: the sum of the township would count it twice
        (None, date(2025, 6, 30), 100),
        (date(2024, 5, 31), date(2025, 6, 30), 1000),
    ],
)
def test_a_sum_of_the_whole_township_counts_where_no_projects_of_its_year_are_named(
    tmp_path: Path, project_as_of: date | None, whole_as_of: date, total: int
) -> None:
    place = {"source_id": FUNDS, "township": "丙寅乡"}
    rows = [
        {**place, "project": "修路", "planned_yuan": Decimal(100), "as_of": project_as_of, "row_number": 7},
        {**place, "project": "衔接资金", "planned_yuan": Decimal(900), "as_of": whole_as_of, "is_whole": True, "row_number": 8},
    ]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "fund", *rows))
    sums = warehouse.read("fund_summary", Choice(townships=("丙寅乡",)))
    assert sums.filter(summed_as="投入")["total_yuan"].to_list() == [Decimal(total)]


def test_dividends_of_whole_villages_count_beside_projects_that_state_none(tmp_path: Path) -> None:
    place = {"source_id": FUNDS, "township": "丙寅乡", "as_of": date(2025, 6, 30)}
    rows = [
        {**place, "project": "修路", "planned_yuan": Decimal(100), "row_number": 7},
        {**place, "project": "一村分红资金", "dividend_paid_yuan": Decimal(30), "is_whole": True, "row_number": 8},
    ]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "fund", *rows))
    items = warehouse.read("fund_register", Choice(townships=("丙寅乡",)))["item"].to_list()
    assert sorted(items) == ["一村分红资金 已分红", "修路"]


def test_amount_by_role_never_mixes_scopes_and_counts_a_repeat_once(warehouse: Warehouse) -> None:
    expected = [
        ("甲子乡", "case", "别处例子", "invested", "投入", 1, 1, Decimal(265000)),
        ("甲子乡", "own", "本乡镇", "principal", "分红本金", 2, 1, Decimal(605000)),
        ("甲子乡", "own", "本乡镇", "other", "其他", 1, 1, Decimal(12000)),
        ("甲子乡", "own", "本乡镇", "dividend", "分红", 1, 1, None),
        ("甲子乡", "policy", "政策标准", "cap", "限额", 1, 1, None),
    ]
    assert warehouse.read("amount_by_role").rows() == expected
    inside_issues = [row for row in expected if row[3] != "other"]
    assert warehouse.read("amount_by_role", Choice(departments=("农业农村",))).rows() == inside_issues
    assert warehouse.read("amount_by_role", Choice(townships=("乙丑镇",))).is_empty()


def test_a_fact_counts_also_where_only_its_repeat_is_chosen(tmp_path: Path) -> None:
    again = {
        "amount_id": f"{JIAZI_PLAN}-a7",
        "plan_id": JIAZI_PLAN,
        "issue_id": f"{JIAZI_PLAN}-003",
        "source_id": JIAZI,
        "amount_yuan": Decimal(605000),
        "is_approx": False,
        "role": "principal",
        "scope": "own",
        "per": "total",
        "wording": "60.5万元",
        "is_repeat": True,
        "is_part": False,
        **at(JIAZI_TEXT, "60.5万元"),
    }
    frames = hand_made.with_rows(hand_made.frames(), "amount", again)
    warehouse = hand_made.published(tmp_path, {**frames, "fund": frames["fund"].clear()})
    toilets = Choice(themes=("厕所改革",))
    expected = ("甲子乡", "own", "本乡镇", "principal", "分红本金", 1, 1, Decimal(605000))
    assert warehouse.read("amount_by_role", toilets).rows() == [expected]
    assert warehouse.read("amount_by_role").row(1) == (*expected[:5], 3, 1, Decimal(605000))
    assert warehouse.read("fund_register", toilets).select("amount_yuan", "issue_id").rows() == [
        (Decimal(605000), f"{JIAZI_PLAN}-003")
    ]
    assert warehouse.read("fund_register").filter(amount_yuan=Decimal(605000))["issue_id"].to_list() == [f"{JIAZI_PLAN}-002"]


@pytest.mark.parametrize(
    "again",
    [
        None,
        # stated again on its own: as a repeat, or by another document of the township
        {"is_repeat": True, "wording": "1.2万元", **at(JIAZI_TEXT, "1.2万元")},
        {"plan_id": UNPLACED_PLAN, "source_id": UNPLACED, "wording": "低保", **at(UNPLACED_TEXT, "低保")},
    ],
)
def test_a_part_is_listed_beside_its_total_and_not_added(tmp_path: Path, again: dict[str, Any] | None) -> None:
    frames = hand_made.frames()
    amounts = frames["amount"].filter(pl.col("role") == "principal", ~pl.col("is_repeat"))
    own = {"amount_yuan": Decimal(265000), "wording": "26.5万元", **at(JIAZI_TEXT, "26.5万元")}
    part = {**amounts.row(0, named=True), **own, "amount_id": "part", "is_part": True}
    rows = [part] if again is None else [part, {**part, "amount_id": "again", "is_part": False, "issue_id": None, **again}]
    plan = frames["plan"].with_columns(township=pl.lit("甲子乡"))
    frames = hand_made.with_rows({**frames, "amount": amounts, "plan": plan, "fund": frames["fund"].clear()}, "amount", *rows)
    warehouse = hand_made.published(tmp_path, frames)
    by_role = warehouse.read("amount_by_role").select("mention_count", "fact_count", "total_yuan")
    assert by_role.rows() == [(1 + len(rows), 1, Decimal(605000))]
    assert warehouse.read("fund_register").select("amount_yuan", "is_part", "is_counted").rows() == [
        (Decimal(605000), False, True),
        (Decimal(265000), True, False),
    ]


def test_amount_register_has_the_sentence_of_each_amount(warehouse: Warehouse) -> None:
    place = ("甲子乡", "甲子乡整改方案")
    issue = (FUND_ISSUE, "2", "分红拖延")
    fund = "我乡委托资金60.5万元,涉及30户90人,每年分红48400元,2022年、2023年没有分红。"
    own, total = ("own", "本乡镇"), ("total", "总额")
    repeat = tuple(at(JIAZI_TEXT, "60.5万元", "前述").values())
    assert warehouse.read("amount_register").rows() == [
        (f"{JIAZI_PLAN}-a1", *place, *issue, "60.5万元", fund, Decimal(605000), False,
         *own, "principal", "分红本金", *total, False, False, JIAZI, *PRINCIPAL),
        (f"{JIAZI_PLAN}-a2", *place, *issue, "48400元", fund, Decimal(48400), False,
         *own, "dividend", "分红", "year", "每年", False, False, JIAZI, *DIVIDEND),
        (f"{JIAZI_PLAN}-a3", *place, *issue, "26.5万元", "某县投入26.5万元闲置。", Decimal(265000), False,
         "case", "别处例子", "invested", "投入", *total, False, False, JIAZI, *at(JIAZI_TEXT, "26.5万元").values()),
        (f"{JIAZI_PLAN}-a4", *place, *issue, "2万元", "每户补助不超过2万元。", Decimal(20000), False,
         "policy", "政策标准", "cap", "限额", "household", "每户", False, False, JIAZI,
         *at(JIAZI_TEXT, "2万元", "每户补助").values()),
        (f"{JIAZI_PLAN}-a5", *place, *issue, "60.5万元", "前述60.5万元仍在催收。", Decimal(605000), False,
         *own, "principal", "分红本金", *total, True, False, JIAZI, *repeat),
        (f"{JIAZI_PLAN}-a6", *place, None, None, None, "1.2万元", "全乡另有结余1.2万元。", Decimal(12000), True,
         *own, "other", "其他", *total, False, False, JIAZI, *LEFT_OVER),
    ]  # fmt: skip
    assert warehouse.read("amount_register", Choice(categories=("责任落实",))).is_empty()


def test_a_project_of_which_no_sum_could_be_read_is_listed_without_one(tmp_path: Path) -> None:
    frames = hand_made.frames()
    unread = frames["fund"].with_columns(
        planned_yuan=pl.lit(None, pl.Decimal(18, 2)), arrived_yuan=pl.lit(None, pl.Decimal(18, 2))
    )
    warehouse = hand_made.published(tmp_path, {**frames, "fund": unread})
    rows = warehouse.read("fund_register", Choice(townships=("乙丑镇",)))
    assert rows.select("item", "amount_yuan", "is_counted").rows() == [("扶贫车间", None, False)]
