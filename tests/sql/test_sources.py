"""Audits, files, rejects, the build, indicators, evidence: exact rows."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, JIAZI_TEXT, UNPLACED, UNPLACED_PLAN, UNPLACED_TEXT, at
from tests.warehouse.hand_made_tables import BROKEN, FUNDS, INDICATORS, PROGRESS, TOILETS
from warehouse.load import connect
from warehouse.publish import published_files
from warehouse.queries import Choice, Warehouse

JIAZI_ONLY = Choice(townships=("甲子乡",), themes=("产业",))


def test_audit_by_document(warehouse: Warehouse) -> None:
    # Two of its own, and two facts that tables state too: the principal and the problem toilets.
    jiazi = ("甲子乡", "jiazi_2024.txt", "甲子乡整改方案", 4, 3, 1, JIAZI)
    unplaced = ("未注明乡镇", "dibao.txt", "关于低保工作的行动计划", 1, 0, 1, UNPLACED)
    assert warehouse.read("audit_by_document").rows() == [unplaced, jiazi]
    assert warehouse.read("audit_by_document", JIAZI_ONLY).rows() == [jiazi]


@pytest.mark.parametrize("choice", [Choice(), JIAZI_ONLY, Choice(townships=("没有",))])
def test_doubts_are_the_audits_that_do_not_hold(warehouse: Warehouse, choice: Choice) -> None:
    audits = warehouse.read("audit_register", choice)
    doubts = audits.filter(is_ok=False)
    told = [doubts[name].drop_nulls().n_unique() for name in ("source_id", "issue_id")]
    assert warehouse.read("doubt_summary", choice).rows() == [(audits.height, doubts.height, *told)]


def test_audit_register(warehouse: Warehouse) -> None:
    start = at(JIAZI_TEXT, "已全部整改到位")["span_start"]
    end = at(JIAZI_TEXT, "其余问题正在整改中")["span_end"]
    rule = "toilet_status_contradiction"
    rows = warehouse.read("audit_register", JIAZI_ONLY).filter(~pl.col("rule").str.ends_with("_reconciled"))
    # Labels of the rules of the ETL are tested where the rules are: here only that the marts show one.
    assert rows.drop("rule_label").rows() == [
        (
            f"{JIAZI_PLAN}-u1", "甲子乡", "jiazi_2024.txt", "第12行", f"{JIAZI_PLAN}-003", "问题厕所整改有待深入",
            rule, False, False, "存疑", "已全部整改到位; 其余问题正在整改中", "全部整改到位则无其余",
            "既说全部整改到位, 又说其余正在整改",
            "已全部整改到位 / 其余问题正在整改中", JIAZI_PLAN, JIAZI, None, None, start, end,
        ),
        (
            f"{JIAZI_PLAN}-u2", "甲子乡", "jiazi_2024.txt", None, None, None, "declared_issue_count", True, False, "相符",
            "3个", "3个", "自述问题数与所列相符", None, JIAZI_PLAN, JIAZI, None, None, None, None,
        ),
    ]  # fmt: skip


def test_a_code_without_label_is_said_to_be_unknown_in_chinese(tmp_path: Path) -> None:
    frames = hand_made.frames()
    renamed = {
        "audit": frames["audit"].with_columns(rule=pl.lit("rule_of_tomorrow")),
        "amount": frames["amount"].with_columns(per=pl.lit("per_bucket")),
    }
    warehouse = hand_made.published(tmp_path, {**frames, **renamed})
    rules = warehouse.read("audit_register", JIAZI_ONLY).select("rule", "rule_label").unique().rows()
    assert ("rule_of_tomorrow", "未收录的规则") in rules
    assert set(warehouse.read("amount_register")["per_label"]) == {"未收录的计量"}


def test_source_summary_of_a_township_keeps_what_is_of_no_township(warehouse: Warehouse) -> None:
    broken = ("broken.txt", "文档", "txt", "utf-8", "未读入", 0, 1, None, None, None, "空文件", BROKEN)
    unplaced = ("dibao.txt", "文档", "txt", "utf-8", "全部读入", 1, 0, 40, 0, 0.0, None, UNPLACED)
    rest = [
        ("jiazi_2024.txt", "文档", "txt", "utf-8", "全部读入", 3, 0, 400, 10, 2.5, None, JIAZI),
        ("funds.csv", "表格", "csv", "utf-8", "全部读入", 2, 0, None, None, None, None, FUNDS),
        ("indicators.csv", "表格", "csv", "utf-8", "全部读入", 1, 0, None, None, None, None, INDICATORS),
        ("progress.csv", "表格", "csv", "utf-8", "全部读入", 2, 0, None, None, None, None, PROGRESS),
        ("toilets.csv", "表格", "csv", "utf-8", "部分未识别", 3, 1, None, None, None, None, TOILETS),
    ]
    assert warehouse.read("source_summary").rows() == [broken, unplaced, *rest]
    assert warehouse.read("source_summary", JIAZI_ONLY).rows() == [broken, *rest]


def test_reject_register(warehouse: Warehouse) -> None:
    assert warehouse.read("reject_register", JIAZI_ONLY).rows() == [
        ("broken.txt", "整个文件", "0 字节", "文本", "整个文件", BROKEN),
        ("toilets.csv", "第5行 摸排厕所数", "若干", "整数", "一个值", TOILETS),
    ]


def test_build_summary(tmp_path: Path) -> None:
    store = tmp_path
    warehouse = hand_made.published(store)
    summary = warehouse.read("build_summary", JIAZI_ONLY)
    assert summary["build_id"].to_list() == [warehouse.build_id]
    with connect(published_files(store)[0], read_only=True) as connection:
        (stored,) = connection.execute("select finished_at from build").fetchall()[0]
    assert summary["finished_at"].to_list() == [stored + timedelta(hours=8)]  # Beijing time of a UTC moment
    assert summary.drop("build_id", "finished_at").rows() == [(2, 4, 1, 2, 4, 5, 2, 0, True)]


def test_indicator_register(warehouse: Warehouse) -> None:
    toilets = (
        "甲子乡", None, "问题厕所", 28.0, "个", "count", "本乡镇", False, None, None,
        "文档", "jiazi_2024.txt", None, "28个", f"{JIAZI_PLAN}-003", JIAZI, *at(JIAZI_TEXT, "28个").values(),
    )  # fmt: skip
    share = (
        "甲子乡", None, "占比", 24.79, "%", "ratio", "别处例子", False, None, None,
        "文档", "jiazi_2024.txt", None, "24.79%", f"{JIAZI_PLAN}-003", JIAZI, *at(JIAZI_TEXT, "24.79%").values(),
    )  # fmt: skip
    trained = (
        "乙丑镇", None, "培训党员干部", 224.0, "人", "count", "本乡镇", False, None, date(2024, 5, 20),
        "表格", "indicators.csv", 2, "224", None, INDICATORS, None, None,
    )  # fmt: skip
    assert warehouse.read("indicator_register").rows() == [trained, toilets, share]
    assert warehouse.read("indicator_register", Choice(themes=("产业",))).rows() == [trained]
    assert warehouse.read("indicator_register", Choice(townships=("甲子乡",), themes=("厕所改革",))).rows() == [toilets, share]


def test_evidence_of_one_issue(warehouse: Warehouse) -> None:
    issue_id = f"{JIAZI_PLAN}-003"
    doubt = "存疑: 既说全部整改到位, 又说其余正在整改"
    expected = [
        ("title", "标题", "主题: 厕所改革", "问题厕所整改有待深入", ""),
        ("finding", "问题描述", "问题", "问题厕所整改有待深入。", ""),
        ("count", "计数", "问题厕所 · 28个 · 本乡镇", "28个", ""),
        ("doubt", "存疑", doubt, "已全部整改到位", ""),
        ("doubt", "存疑", doubt, "其余问题正在整改中", ""),
        ("status", "整改状态", "推进中 2024-05-20", "正在整改中", ""),
        ("ratio", "比例", "占比 · 24.79% · 别处例子", "24.79%", ""),
        ("unit", "单位", "配合单位: 乡村振兴", "乡乡村振兴站", "配合单位"),
        ("unit", "单位", "监督单位: 纪检监察", "乡纪委", ""),
        ("period", "时间", "2024-10-01 至 2024-10-31", "2024年10月", ""),
        ("deadline", "整改时限", "限期 2024-10-31", "2024年10月底", ""),
    ]
    found = warehouse.evidence(issue_id)
    assert found.drop("correction", "line", "character_no", "page").rows() == [
        (issue_id, JIAZI, kind, label, reading, words, *at(JIAZI_TEXT, words, after).values())
        for kind, label, reading, words, after in expected
    ]
    assert set(found["correction"]) == {None}
    assert set(found["page"]) == {None}
    for line, character, words in found.select("line", "character_no", "wording").rows():
        assert JIAZI_TEXT.split("\n")[line - 1][character - 1 :].startswith(words)


def test_evidence_says_what_an_amount_and_an_unknown_unit_were_read_as(warehouse: Warehouse) -> None:
    amounts = warehouse.evidence(f"{JIAZI_PLAN}-002").filter(kind="amount")["reading"].to_list()
    assert amounts == [
        "605,000元 · 分红本金 · 总额 · 本乡镇",
        "48,400元 · 分红 · 每年 · 本乡镇",
        "265,000元 · 投入 · 总额 · 别处例子",
        "20,000元 · 限额 · 每户 · 政策标准",
        "605,000元 · 分红本金 · 总额 · 本乡镇 · 重复陈述",
    ]
    units = warehouse.evidence(f"{JIAZI_PLAN}-001").filter(kind="unit")["reading"].to_list()
    assert units == ["责任单位: 乡村振兴", "责任单位: 乡党建办 (词表没有)"]


def test_every_word_of_evidence_is_in_its_text(warehouse: Warehouse) -> None:
    texts = {JIAZI: JIAZI_TEXT, UNPLACED: UNPLACED_TEXT}
    rows = warehouse.read("evidence").rows(named=True)
    assert {row["issue_id"] for row in rows} == {*(f"{JIAZI_PLAN}-00{n}" for n in (1, 2, 3)), f"{UNPLACED_PLAN}-001"}
    for row in rows:
        assert texts[row["source_id"]][row["span_start"] : row["span_end"]] == row["wording"]
