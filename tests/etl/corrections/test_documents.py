"""Values of a document put right: rows in, exact rows out; and every line that does not apply is named."""

import re
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.corrections import Correction
from etl.corrections.documents import corrected_plan
from etl.corrections.reaudit import audits_of
from etl.frames import build_frames
from etl.parsed import Count, ParsedPlan
from etl.plan.damage import find_damage
from etl.plan.parse import parse_plan
from etl.plan.width import half_width
from etl.read.text import read_text
from tests.etl.hand_made_plan import hand_made_plan, place
from tests.etl.plan.test_width import DOCUMENTS, FULL_WIDTH

ROOT = Path(__file__).parents[3]
# Line 2 of the hand-made plan: 1. 分红没有兑付。2023年投入88.8万元,惠及117户,占24.79%。
AMOUNT, COUNT = ("金额", "金额(元)", "第2行"), ("指标", "数值", "第2行")


def line(what: tuple[str, str, str], seen: str, put: str, number: int = 2) -> Correction:
    """A correction of (table, column, place) of the hand-made plan."""
    table, column, where = what
    row = int(where.removeprefix("第").split("行")[0]) if where else None
    character = int(where.split("行第")[1].removesuffix("字")) if "字" in where else None
    return Correction("c.csv", number, table, column, seen, put, "核实", "甲子.txt", None, row, character)


def corrected(*corrections: Correction) -> tuple[ParsedPlan, list[str]]:
    plan = hand_made_plan()
    return plan, corrected_plan(plan, corrections)


@pytest.mark.parametrize(
    ("what", "seen", "put", "table", "column", "value"),
    [
        (AMOUNT, "88.8万元", "888万元", "amount", "amount_yuan", Decimal("8880000.00")),
        (AMOUNT, "888000", "8,880,000", "amount", "amount_yuan", Decimal("8880000.00")),
        (("amount", "amount_yuan", "第2行"), "888000元", "1", "amount", "amount_yuan", Decimal("1.00")),
        (("金额", "用途", "第2行"), "分红本金", "投入", "amount", "role", "invested"),
        (COUNT, "117户", "171", "indicator", "value", 171.0),
        (("指标", "单位", "第2行"), "户", "人", "indicator", "unit", "人"),
        (("整改状态", "状态", "第4行"), "正在整改", "已完成", "status", "status", "completed"),
        (("整改状态", "状态", "第4行"), "推进中", "已销号", "status", "status", "closed"),
        (("问题", "到期日", "第4行"), "2024年6月底", "2024年7月31日", "issue", "due_on", date(2024, 7, 31)),
        (("问题", "主题", "第5行"), "厕所改革", "产业", "issue", "theme", "产业"),
        (("问题", "标题", "第5行"), "厕所问题摸排不细致", "厕所问题摸排不细", "issue", "title", "厕所问题摸排不细"),
        (("责任单位", "单位", "第3行"), "某某站", "民政所", "assignment", "department", "民政"),
        (("期间", "期初", "第2行"), "2023年", "2022年", "period", "period_from", date(2022, 1, 1)),
        (("方案", "乡镇", ""), "甲子乡", "甲丑乡", "plan", "township", "甲丑乡"),
        (("方案", "乡镇", ""), "甲子乡", "甲丑乡", "indicator", "township", "甲丑乡"),
        (("方案", "乡镇", ""), "甲子乡", "", "plan", "township", None),
        (("方案", "县区", ""), "", "某某县", "plan", "county", "某某县"),
        (("方案", "自述阶段数", ""), "4", "3", "plan", "declared_stage_count", 3),
        (("方案", "成文日期", ""), "2024-05-20", "2024.5.21", "status", "status_on", date(2024, 5, 21)),
    ],
)
def test_a_value_is_put_right_and_its_words_stay(
    what: tuple[str, str, str], seen: str, put: str, table: str, column: str, value: Any
) -> None:
    plan, wrong = corrected(line(what, seen, put))
    assert wrong == []
    before, after = (build_frames([each], [], []) for each in (hand_made_plan(), plan))
    assert value in after[table][column].to_list()
    assert value not in before[table][column].to_list()
    for name in ("amount", "indicator", "status", "period"):
        spans = ["span_start", "span_end", "wording"]
        assert after[name].select(spans).rows() == before[name].select(spans).rows()
    (row,) = after["correction"].iter_rows(named=True)
    assert (row["correction_line"], row["put"], row["correction_reason"]) == (2, put or None, "核实")


def test_the_row_of_a_correction_says_where_and_whose_it_is() -> None:
    plan, _ = corrected(line(AMOUNT, "88.8万元", "888万元", 7), line(("方案", "乡镇", ""), "甲子乡", "甲丑乡", 8))
    rows = build_frames([plan], [], [])["correction"]
    plan_id = plan.source.sha256[:12]
    start, end = place("88.8万元")
    columns = ["correction_line", "issue_id", "table_label", "column_label", "place", "seen", "put", "span_start", "span_end"]
    assert rows.select(columns).rows() == [
        (7, f"{plan_id}-001", "金额", "金额(元)", "第2行", "88.8万元", "888万元", start, end),
        (8, None, "方案", "乡镇", "全文", "甲子乡", "甲丑乡", None, None),
    ]


@pytest.mark.parametrize(
    ("what", "seen", "put", "message"),
    [
        (
            ("钱", "金额(元)", "第2行"),
            "88.8万元",
            "1",
            "table: 读到“钱”, 应为 方案、问题、责任单位、整改状态、金额、指标、期间 之一",
        ),
        (
            ("金额", "原话", "第2行"),
            "88.8万元",
            "1",
            "column: 读到“原话”, 应为 乡镇、金额(元)、金额上限(元)、约数、用途、范围、计量 之一",
        ),
        (("金额", "金额(元)", ""), "88.8万元", "1", "key: 读到“甲子.txt”, 应为 文件名和行号"),
        (("方案", "乡镇", "第1行"), "甲子乡", "乙", "key: 读到“甲子.txt 第1行”, 应为 只写文件名"),
        (AMOUNT, "99万元", "1", "seen: 读到“99万元”, 应为 甲子.txt 第2行 现在的金额(元): “88.8万元” (888000)"),
        (("金额", "金额(元)", "第3行"), "88.8万元", "1", "(这一行没有) (“88.8万元”现在在 第2行第18字)"),
        (AMOUNT, "88.8万元", "很多", "put: 读到“很多”, 应为 数字"),
        (AMOUNT, "88.8万元", "-5", "put: 读到“-5”, 应为 不为负的金额"),
        (AMOUNT, "88.8万元", "", "put: 读到“空”, 应为 金额(元)的值 (这一列不能空)"),
        (AMOUNT, "88.8万元", "888000", "put: 读到“888000”, 应为 与读到的值不同的值"),
        (("整改状态", "状态", "第4行"), "推进中", "未报告", "put: 读到“未报告”, 应为 未启动、推进中、"),
        (("问题", "到期日", "第4行"), "2024年6月底", "年底以后", "put: 读到“年底以后”, 应为 日期"),
        (("问题", "到期日", "第5行"), "", "2024-06-30", "seen: 读到“”, 应为 甲子.txt 第5行 的一个到期日 (这一行没有)"),
        (("问题", "主题", "第5行"), "厕所改革", "厕", "put: 读到“厕”, 应为 "),
    ],
)
def test_a_line_that_does_not_apply_is_named_and_changes_nothing(
    what: tuple[str, str, str], seen: str, put: str, message: str
) -> None:
    plan, wrong = corrected(line(what, seen, put))
    assert len(wrong) == 1
    assert wrong[0][0] == 2
    assert wrong[0][1].startswith("更正表 c.csv 第2行 ")
    assert message in wrong[0][1]
    assert plan == hand_made_plan()


def test_words_that_stand_twice_in_a_line_need_their_character() -> None:
    text = "甲乡整改方案\n一、存在问题\n1. 帮扶不到位。走访农户12户,慰问农户12户。\n2. 厕所管护不到位。\n"
    what = ("指标", "数值", "第3行")
    plan = parse_plan(read_text("甲.txt", text.encode()))
    ((_, wrong),) = corrected_plan(plan, [line(what, "12户", "13")])
    assert "key: 读到“甲子.txt 第3行”, 应为 只指一处的位置 (这一行有 2 处, 请写到字: 第3行第14字、第3行第22字)" in wrong
    assert corrected_plan(plan, [line(("指标", "数值", "第3行第22字"), "12户", "13")]) == []
    assert [count.value for count in plan.counts] == [12, 13]


def test_a_value_is_corrected_once() -> None:
    _, wrong = corrected(line(COUNT, "117户", "118", 2), line(COUNT, "117户", "119", 3))
    assert wrong == [(3, "更正表 c.csv 第3行 key: 读到“甲子.txt 第2行”, 应为 只更正一次的值 (第2行已更正它)")]


def read(text: str) -> ParsedPlan:
    return parse_plan(read_text("甲子.txt", text.encode()))


SHARES = "甲乡整改方案\n一、存在问题\n1. 帮扶不到位。抽查农户120户,其中未走访60户,占比40%。\n2. 厕所管护不到位。\n"


@pytest.mark.parametrize(
    ("seen", "put", "ok", "is_corrected"),
    [("40%", "50%", True, True), ("60户", "48", True, True), ("60户", "59", False, False)],
)
def test_a_doubt_is_computed_anew_and_says_the_correction(seen: str, put: str, ok: bool, is_corrected: bool) -> None:
    plan = read(SHARES)
    assert [(audit.rule, audit.ok) for audit in plan.audits if audit.rule == "share_of_base"] == [("share_of_base", False)]
    assert corrected_plan(plan, [line(("指标", "数值", "第3行"), seen, put)]) == []
    (audit,) = (audit for audit in plan.audits if audit.rule == "share_of_base")
    assert (audit.ok, audit.is_corrected) == (ok, is_corrected)
    assert audit.message.endswith(f"[“{seen}”已更正为“{put}” (c.csv 第2行)]")


def test_an_audit_that_held_before_is_not_called_corrected() -> None:
    plan = read(SHARES.replace("40%", "50%"))
    corrected_plan(plan, [line(("指标", "数值", "第3行"), "120户", "118"), line(("指标", "数值", "第3行"), "60户", "59", 3)])
    (audit,) = (audit for audit in plan.audits if audit.rule == "share_of_base")
    assert (audit.ok, audit.is_corrected) == (True, False)


def test_no_figure_answers_words_that_contradict_each_other() -> None:
    plan = read(
        "甲乡整改方案\n一、存在问题\n1. 厕所不细。发现问题厕所28个,目前已全部整改到位,其余问题正在整改中。\n2. 帮扶不实。\n"
    )
    assert [audit.ok for audit in plan.audits if audit.rule == "all_and_the_rest"] == [False]
    corrected_plan(plan, [line(("指标", "数值", "第3行"), "28个", "27")])
    (audit,) = (audit for audit in plan.audits if audit.rule == "all_and_the_rest")
    assert (audit.ok, audit.is_corrected) == (False, False)
    assert "已更正为“27”" in audit.message


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("table", [{}, FULL_WIDTH], ids=["as written", "full width"])
@pytest.mark.parametrize("width", [0, 38])
def test_audits_of_an_uncorrected_document_are_those_it_was_read_with(path: Path, table: dict[int, int], width: int) -> None:
    text = path.read_text(encoding="utf-8").translate(table)
    if width:  # a copy with wrapped lines: audited on its logical text, marked in the copy
        text = "\n".join(text[start : start + width] for text in text.splitlines() for start in range(0, len(text) or 1, width))
        if path.parent.name == "plans":  # some layouts are too short to be seen as wrapped
            assert find_damage(half_width(text))
    plan = parse_plan(read_text("甲.txt", text.encode()))
    assert audits_of(plan) == plan.audits


def test_a_correction_of_a_place_keeps_the_doubts_of_a_document_in_full_width() -> None:
    plan = read("甲子乡整改方案\n一、存在问题\n１．厕所改造不到位。全乡摸排20个（14个贫困村和7个非贫困村）。\n２．帮扶不实。\n")
    assert [audit.rule for audit in plan.audits if not audit.ok] == ["parts_of_total"]
    before = list(plan.audits)
    assert corrected_plan(plan, [line(("方案", "县区", ""), "", "某某县")]) == []
    assert plan.audits == before


def test_many_values_take_linear_time() -> None:
    def seconds(number: int) -> float:
        text = "".join(f"走访农户{index}户。" + "加强帮扶。" * 20 + "\n" for index in range(1, number + 1))
        lines = [line(("指标", "数值", f"第{index}行"), f"{index}户", "0", index) for index in range(1, 21)]
        plan = hand_made_plan()
        plan.source = replace(plan.source, text=text)
        plan.counts = [
            Count(found.start(), found.end(), float(found[0][:-1]), "户", "农户", "own", False, None)
            for found in re.finditer(r"\d+户", text)
        ]
        plan.amounts, plan.ratios, plan.periods, plan.audits, plan.issues = [], [], [], [], []
        began = time.process_time()
        assert corrected_plan(plan, lines) == []
        return time.process_time() - began

    seconds(100)
    # Eight times the values: linear is 8, quadratic 64; a busy machine was seen to make 27 of 8. The best of several runs counts.
    assert min(seconds(4_000) for _ in range(2)) < 40 * min(seconds(500) for _ in range(3)) + 0.05
