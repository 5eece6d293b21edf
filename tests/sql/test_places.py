"""Where words stand (line, character, page), what was left unclaimed, where an audit lies, what was put right: exact rows."""

from pathlib import Path
from typing import Any

import polars as pl

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, JIAZI_TEXT, UNPLACED, at
from tests.warehouse.hand_made_tables import TOILETS
from warehouse.queries import Choice, Warehouse

JIAZI_ONLY = Choice(townships=("甲子乡",))


def line_of(words: str) -> int:
    return JIAZI_TEXT.count("\n", 0, JIAZI_TEXT.index(words)) + 1


def correction(number: int, table: str, column: str, words: str, **values: Any) -> dict[str, Any]:
    return {
        "correction_line": number,
        "source_id": JIAZI,
        "plan_id": JIAZI_PLAN,
        "table_name": table,
        "table_label": table,
        "column_name": column,
        "column_label": column,
        "place": f"第{line_of(words)}行",
        "seen": words,
        "put": "改",
        "correction_reason": "核实",
        **at(JIAZI_TEXT, words),
        **values,
    }


def test_unclaimed_register(warehouse: Warehouse) -> None:
    row = (
        "jiazi_2024.txt", "甲子乡", line_of("全乡另有结余"), None, 6, "全乡另有结余", JIAZI_PLAN, JIAZI,
        *at(JIAZI_TEXT, "全乡另有结余").values(),
    )  # fmt: skip
    assert warehouse.read("unclaimed_register").rows() == [row]
    assert warehouse.read("unclaimed_register", Choice(townships=("乙丑镇",))).is_empty()
    assert warehouse.unclaimed(JIAZI).rows() == [row]
    assert warehouse.unclaimed(UNPLACED).is_empty()


def test_places_of_an_audit(warehouse: Warehouse) -> None:
    rows = warehouse.audit_places(f"{JIAZI_PLAN}-u1")
    assert rows.select("ordinal", "wording", "line", "page", "source_id", "span_start").rows() == [
        (number, words, line_of(words), None, JIAZI, at(JIAZI_TEXT, words)["span_start"])
        for number, words in ((1, "已全部整改到位"), (2, "其余问题正在整改中"))
    ]
    assert warehouse.audit(f"{JIAZI_PLAN}-u1")["message"].to_list() == ["既说全部整改到位, 又说其余正在整改"]
    assert warehouse.audit_places(f"{JIAZI_PLAN}-u2").is_empty()
    assert warehouse.audit("nothing").is_empty()


def test_a_page_is_the_one_its_words_begin_on(tmp_path: Path) -> None:
    second = at(JIAZI_TEXT, "2.分红")["span_start"]
    pages = [(1, 0, 0), (2, 0, second), (3, second, second), (4, second, len(JIAZI_TEXT))]  # 1 and 3 are pages without text
    rows = [{"source_id": JIAZI, "page": page, "span_start": start, "span_end": end} for page, start, end in pages]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "source_page", *rows))
    found = warehouse.read("evidence").filter(pl.col("source_id") == JIAZI)
    assert set(found.filter(pl.col("span_start") < second)["page"]) == {2}
    assert set(found.filter(pl.col("span_start") >= second)["page"]) == {4}
    assert set(warehouse.read("evidence").filter(pl.col("source_id") == UNPLACED)["page"]) == {None}
    assert warehouse.source_pages(JIAZI) == [(2, 0), (4, second)]
    assert warehouse.source_pages(UNPLACED) == []


def test_corrections_are_listed_and_said_beside_their_values(tmp_path: Path) -> None:
    second, third = f"{JIAZI_PLAN}-002", f"{JIAZI_PLAN}-003"
    nowhere = {"span_start": None, "span_end": None, "place": "全文", "seen": None}
    of_table = {**nowhere, "source_id": TOILETS, "plan_id": None, "row_number": 2, "place": "第2行", "seen": "八"}
    rows = [
        correction(2, "amount", "amount_yuan", "26.5万元", issue_id=second),
        correction(3, "indicator", "value", "28个", issue_id=third),
        correction(4, "indicator", "unit", "28个", issue_id=third),
        correction(5, "issue", "due_on", "2024年10月底", issue_id=third),
        correction(6, "plan", "county", "甲子乡", **nowhere),
        correction(7, "toilet", "surveyed_count", "甲子乡", **of_table),
    ]
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "correction", *rows))
    listed = warehouse.read("correction_register")
    assert listed.select("correction_line", "township", "place", "seen", "issue_id").rows()[:1] == [
        (2, "甲子乡", f"第{line_of('2.分红')}行", "26.5万元", second)
    ]
    assert listed.height == 6
    assert warehouse.read("correction_register", Choice(townships=("丙寅乡",))).is_empty()
    said = {
        (row["kind"], row["wording"]): row["correction"]
        for issue in (second, third)
        for row in warehouse.evidence(issue).iter_rows(named=True)
        if row["correction"]
    }
    assert said == {
        ("amount", "26.5万元"): "已更正 amount_yuan: 读到“26.5万元”, 应为“改” (核实, 更正表第2行)",
        ("count", "28个"): "已更正 value: 读到“28个”, 应为“改” (核实, 更正表第3行)\n"
        "已更正 unit: 读到“28个”, 应为“改” (核实, 更正表第4行)",
        ("deadline", "2024年10月底"): "已更正 due_on: 读到“2024年10月底”, 应为“改” (核实, 更正表第5行)",
    }
    assert warehouse.issue_corrections(third)["correction_line"].to_list() == [3, 4, 5, 6]
    assert warehouse.corrections(TOILETS)["correction_line"].to_list() == [7]
    assert warehouse.read("build_summary")["correction_count"].to_list() == [6]


def test_an_audit_that_a_correction_answers_is_no_doubt(tmp_path: Path) -> None:
    frames = hand_made.frames()
    is_first = pl.col("audit_id") == f"{JIAZI_PLAN}-u1"
    frames["audit"] = frames["audit"].with_columns(
        is_ok=pl.col("is_ok") | is_first, is_corrected=pl.when(is_first).then(True).otherwise(pl.col("is_corrected"))
    )
    warehouse = hand_made.published(tmp_path, frames)
    (row,) = warehouse.audit(f"{JIAZI_PLAN}-u1").iter_rows(named=True)
    assert (row["result_label"], row["is_ok"], row["is_corrected"]) == ("已更正", True, True)
    assert warehouse.issue(f"{JIAZI_PLAN}-003")["is_doubtful"].to_list() == [False]


def test_a_title_put_right_is_checked_against_the_source(tmp_path: Path) -> None:
    frames = hand_made.frames()
    issue_id = f"{JIAZI_PLAN}-001"
    renamed = pl.when(pl.col("issue_id") == issue_id).then(pl.lit("部署太晚")).otherwise(pl.col("title")).alias("title")
    frames["issue"] = frames["issue"].with_columns(renamed)
    row = correction(2, "issue", "title", "部署偏晚", issue_id=issue_id)
    warehouse = hand_made.published(tmp_path, hand_made.with_rows(frames, "correction", row))
    assert warehouse.issue(issue_id)["title"].to_list() == ["部署太晚"]
