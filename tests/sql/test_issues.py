"""issue_register, attention, due_buckets, filter_options: exact rows, chosen and as of a day."""

from datetime import date

import pytest

from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, UNPLACED, UNPLACED_PLAN
from warehouse.queries import Choice, Warehouse

SEPTEMBER = date(2024, 9, 15)
OCTOBER = date(2024, 10, 25)
CONFLICT = "台账写“完成” (自报完成), 文档写“正在推进” (推进中), 台账没有日期, 以文档为准"
CONTRADICTION = "既说全部整改到位, 又说其余正在整改"


def test_issue_register_of_one_category(warehouse: Warehouse) -> None:
    assert warehouse.read("issue_register", Choice(categories=("责任落实", "未注明类别"), as_of=SEPTEMBER)).rows() == [
        (
            f"{JIAZI_PLAN}-001", JIAZI_PLAN, "甲子乡", "甲子乡整改方案", 1, "1", "(一)责任落实方面", "责任落实", "责任作风",
            "问题", "部署偏晚", "部署偏晚。有的会议走过场。", "一是每周调度。\n二是压实责任。", 2,
            None, "乡乡村振兴站、乡党建办", None, None, ["乡党建办", "乡村振兴"],
            "unreported", "未报告", None, None, None,
            "立行立改、长期坚持", "立行立改,长期坚持", None, "无明确时限", None, False, False, False, None, JIAZI, 51, 55,
            ["unreported_count", "open_count", "undated_count", "no_lead_count"],
        ),
        (
            f"{UNPLACED_PLAN}-001", UNPLACED_PLAN, "未注明乡镇", "关于低保工作的行动计划", 1, "1", None, "未注明类别", "社会保障",
            "任务", "动态管理低保对象", "动态管理低保对象。", None, 0, None, None, None, None, ["未注明责任单位"],
            "in_progress", "推进中", "正在推进", None, "document",
            "限期", "2024年6月30日前", date(2024, 6, 30), "已逾期", -77, True, False, True, CONFLICT, UNPLACED, 14, 22,
            ["in_progress_count", "reported_count", "open_count", "overdue_count", "doubtful_count", "unassigned_count"],
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("choice", [Choice(as_of=SEPTEMBER), Choice(as_of=OCTOBER), Choice(townships=("甲子乡",))])
@pytest.mark.parametrize("mart", ["overview", "department_summary"])
def test_each_issue_names_the_columns_that_count_it(warehouse: Warehouse, mart: str, choice: Choice) -> None:
    totals, named = (
        warehouse.read(mart, choice).row(0, named=True),
        warehouse.read("issue_register", choice)["counted_in"].to_list(),
    )
    of_other_things = {"issue_count", "township_count", "plan_count", "department_count", "unknown_unit_count"}
    counting = [name for name in totals if name.endswith("_count") and name not in of_other_things]
    assert {name: sum(name in names for names in named) for name in counting} == {name: totals[name] for name in counting}
    (open_count,) = warehouse.read("silence_summary", choice)["open_count"].unique().to_list()
    for name, count in {**totals, "open_count": open_count}.items():
        if name in counting or name == "open_count":
            assert warehouse.search_issues("", choice, name).height == count


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (Choice(), ["001", "002", "003", "001"]),
        (Choice(townships=("甲子乡",)), ["001", "002", "003"]),
        (Choice(themes=("产业", "社会保障")), ["002", "001"]),
        (Choice(departments=("乡村振兴",)), ["001"]),
        (Choice(departments=("乡村振兴", "农业农村")), ["001", "002"]),
        (Choice(statuses=("unreported",)), ["001", "002"]),
        (Choice(statuses=("in_progress",), as_of=SEPTEMBER), ["003", "001"]),
        (Choice(statuses=("completed",), as_of=OCTOBER), ["003"]),
        (Choice(townships=("甲子乡",), departments=("未注明责任单位",)), ["003"]),
    ],
)
def test_every_filter_chooses_issues(warehouse: Warehouse, choice: Choice, numbers: list[str]) -> None:
    assert [issue_id[-3:] for issue_id in warehouse.read("issue_register", choice)["issue_id"]] == numbers


@pytest.mark.parametrize(
    ("as_of", "bucket", "days"),
    [
        (date(2024, 6, 9), "20天以上", 21),
        (date(2024, 6, 10), "20天内", 20),
        (date(2024, 6, 19), "20天内", 11),
        (date(2024, 6, 20), "10天内", 10),
        (date(2024, 6, 30), "10天内", 0),
        (date(2024, 7, 1), "已逾期", -1),
    ],
)
def test_due_bucket_at_its_borders(warehouse: Warehouse, as_of: date, bucket: str, days: int) -> None:
    issue = warehouse.issue(f"{UNPLACED_PLAN}-001", as_of)
    assert issue.select("due_bucket", "days_to_due").rows() == [(bucket, days)]


def test_due_buckets(warehouse: Warehouse) -> None:
    assert warehouse.read("due_buckets", Choice(as_of=SEPTEMBER)).rows() == [
        ("甲子乡", "20天以上", 4, 2, 1),
        ("甲子乡", "无明确时限", 6, 1, 1),
        ("未注明乡镇", "已逾期", 1, 1, 0),
    ]
    assert warehouse.read("due_buckets", Choice(townships=("甲子乡",), as_of=OCTOBER)).rows() == [
        ("甲子乡", "20天以上", 4, 1, 1),
        ("甲子乡", "已完成", 5, 1, 0),
        ("甲子乡", "无明确时限", 6, 1, 1),
    ]


def test_attention(warehouse: Warehouse) -> None:
    task = (f"{UNPLACED_PLAN}-001", "未注明乡镇", "关于低保工作的行动计划", 1, "1", "动态管理低保对象")
    toilets = (f"{JIAZI_PLAN}-003", "甲子乡", "甲子乡整改方案", 3, "3", "问题厕所整改有待深入")
    fund = (f"{JIAZI_PLAN}-002", "甲子乡", "甲子乡整改方案", 2, "2", "分红拖延")
    assert warehouse.read("attention", Choice(as_of=date(2024, 6, 25))).rows() == [
        (*task, "数据存疑", CONFLICT, date(2024, 6, 30), 3),
        (*toilets, "数据存疑", CONTRADICTION, date(2024, 10, 31), 3),
        (*task, "10天内到期", "到期日 2024-06-30, 还有 5 天", date(2024, 6, 30), 4),
    ]
    assert warehouse.read("attention", Choice(townships=("甲子乡",), as_of=date(2025, 1, 2))).rows() == [
        (*fund, "已逾期", "到期日 2024-12-31, 已过 2 天, 没有进展报告", date(2024, 12, 31), 1),
        (*toilets, "数据存疑", CONTRADICTION, date(2024, 10, 31), 3),
    ]


def test_filter_options_offer_everything_whatever_is_chosen(warehouse: Warehouse) -> None:
    expected = [
        ("category", "工作落实", "工作落实", 2),
        ("category", "未注明类别", "未注明类别", 1),
        ("category", "责任落实", "责任落实", 1),
        ("department", "未注明责任单位", "未注明责任单位", 2),
        ("department", "乡党建办", "乡党建办", 1),
        ("department", "乡村振兴", "乡村振兴", 1),
        ("department", "农业农村", "农业农村", 1),
        ("department", "纪检监察", "纪检监察", 0),
        ("document", JIAZI, "甲子乡整改方案", 3),
        ("document", UNPLACED, "关于低保工作的行动计划", 1),
        ("due", "overdue", "已逾期", 1),
        ("due", "within_10_days", "10天内", 0),
        ("due", "within_20_days", "20天内", 0),
        ("due", "later", "20天以上", 2),
        ("due", "done", "已完成", 0),
        ("due", "undated", "无明确时限", 1),
        ("period", "2024", "2024年", 3),
        ("period", "2024-12", "2024年12月", 1),
        ("period", "2024-10", "2024年10月", 1),
        ("period", "2024-06", "2024年6月", 1),
        ("period", "2024-05", "2024年5月", 0),
        ("role", "lead", "牵头", 1),
        ("role", "responsible", "责任", 1),
        ("role", "supporting", "配合", 1),
        ("role", "supervising", "监督", 1),
        ("scope", "own", "本乡镇", 1),
        ("scope", "case", "别处例子", 1),
        ("scope", "policy", "政策标准", 1),
        ("status", "unreported", "未报告", 2),
        ("status", "not_started", "未启动", 0),
        ("status", "in_progress", "推进中", 2),
        ("status", "mostly_done", "基本完成", 0),
        ("status", "completed", "自报完成", 0),
        ("status", "verified", "已验收", 0),
        ("status", "closed", "已销号", 0),
        ("status", "returned", "退回反弹", 0),
        ("theme", "产业", "产业", 1),
        ("theme", "厕所改革", "厕所改革", 1),
        ("theme", "社会保障", "社会保障", 1),
        ("theme", "责任作风", "责任作风", 1),
        ("township", "甲子乡", "甲子乡", 3),
        ("township", "未注明乡镇", "未注明乡镇", 1),
        ("township", "乙丑镇", "乙丑镇", 0),
    ]
    for choice in (Choice(as_of=SEPTEMBER), Choice(townships=("乙丑镇",), statuses=("closed",), as_of=SEPTEMBER)):
        options = warehouse.read("filter_options", choice)
        assert options.drop("ordinal", "townships").rows() == expected
        documents = dict(options.filter(dimension="document").select("value", "townships").rows())
        assert documents == {JIAZI: ["甲子乡"], UNPLACED: ["未注明乡镇"]}
        assert options.filter(options["dimension"] != "document")["townships"].null_count() == len(expected) - 2
