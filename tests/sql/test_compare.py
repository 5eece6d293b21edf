"""The marts of 方案对照, and which measures read alike."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN, UNPLACED_PLAN
from warehouse import likeness
from warehouse.likeness import TooManyMeasures
from warehouse.queries import Choice, Warehouse

SEPTEMBER = Choice(as_of=date(2024, 9, 15))
LEFT_MEASURE = "对全乡30户脱贫户逐户核实分红到账情况, 每季度公示一次。"
RIGHT_MEASURE = "(2)对全镇412户脱贫户逐户核实分红到账情况,每半年公示一次;"


def measures(warehouse: Warehouse, *texts: str) -> pl.DataFrame:
    """Rows of measure_register with these texts, all of one issue of their own."""
    schema = warehouse.read("measure_register").schema
    rows = [
        {**dict.fromkeys(schema), "issue_id": f"{texts[0]}-{place}", "title": "问题", "measure": text, "issue_no": str(place)}
        for place, text in enumerate(texts, start=1)
    ]
    return pl.DataFrame(rows, schema=schema)


def test_plans_and_townships_can_be_chosen(warehouse: Warehouse) -> None:
    assert warehouse.read("side_option", SEPTEMBER).rows() == [
        ("plan", UNPLACED_PLAN, "关于低保工作的行动计划", 1),
        ("plan", JIAZI_PLAN, "甲子乡整改方案", 3),
        ("township", "甲子乡", "甲子乡", 3),
    ]


def test_two_plans_of_one_name_are_told_apart_by_their_files(tmp_path: Path) -> None:
    frames = hand_made.frames()
    same = frames["plan"].with_columns(pl.lit("甲子乡整改方案").alias("name"))
    warehouse = hand_made.published(tmp_path, {**frames, "plan": same})
    rows = warehouse.read_equal("side_option", "side_kind", ["plan"], SEPTEMBER)
    assert rows["side_label"].to_list() == ["甲子乡整改方案 (dibao.txt)", "甲子乡整改方案 (jiazi_2024.txt)"]


def test_side_summary(warehouse: Warehouse) -> None:
    # plans, issues, themes, measures, each issue's, without, units, nobody accountable, dated, %, reported, doubtful
    assert [row[2:] for row in warehouse.read("side_summary", SEPTEMBER).rows()] == [
        ("关于低保工作的行动计划", 1, 1, 1, 0, 0.0, 1, 0, 1, 1, 100.0, 1, 1),
        ("甲子乡整改方案", 1, 3, 3, 2, 0.67, 2, 4, 1, 2, 66.67, 1, 1),
        ("甲子乡", 1, 3, 3, 2, 0.67, 2, 4, 1, 2, 66.67, 1, 1),
    ]


def test_side_theme_and_department(warehouse: Warehouse) -> None:
    rows = warehouse.read_equal("side_theme", "side", [JIAZI_PLAN], SEPTEMBER).select("theme", "issue_count", "measure_count")
    assert rows.rows() == [("产业", 1, 0), ("厕所改革", 1, 0), ("责任作风", 1, 2)]
    rows = warehouse.read_equal("side_department", "side", ["甲子乡"], SEPTEMBER)
    assert rows.select("department", "issue_count", "accountable_count").rows() == [
        ("乡村振兴", 2, 1), ("乡党建办", 1, 1), ("农业农村", 1, 1), ("纪检监察", 1, 0)
    ]  # fmt: skip


def test_sides_follow_the_filters(warehouse: Warehouse) -> None:
    rows = warehouse.read_equal("side_summary", "side", [JIAZI_PLAN], Choice(themes=("产业",)))
    assert rows.select("issue_count", "measure_count").rows() == [(1, 0)]


def test_measures_that_differ_in_numbers_and_a_word_read_alike(warehouse: Warehouse) -> None:
    left = measures(warehouse, LEFT_MEASURE, "加强领导。", "由村委会负责清理水渠, 确保灌溉用水。")
    right = measures(warehouse, "加强领导。", "把项目资产登记造册, 明确管护责任人。", RIGHT_MEASURE)
    rows = likeness.similar_measures(left, right)
    assert rows.select("issue_no", "measure", "other_no", "other_measure").rows() == [("1", LEFT_MEASURE, "3", RIGHT_MEASURE)]
    assert likeness.LIKENESS_FLOOR <= rows["likeness"][0] < 100


def test_a_measure_is_never_compared_with_those_of_its_own_issue(warehouse: Warehouse) -> None:
    same = measures(warehouse, LEFT_MEASURE)
    assert likeness.similar_measures(same, same).is_empty()


def test_more_than_a_reader_waits_for_is_refused(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "MOST_PAIRS", 0)
    with pytest.raises(TooManyMeasures, match="左边 1 条, 右边 1 条"):
        likeness.similar_measures(measures(warehouse, LEFT_MEASURE), measures(warehouse, RIGHT_MEASURE))


def test_measures_of_two_plans_are_compared_when_asked_for(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "FEWEST_CHARACTERS", 3)
    monkeypatch.setattr(likeness, "LIKENESS_FLOOR", 100)
    assert warehouse.similar_measures("plan", JIAZI_PLAN, UNPLACED_PLAN, SEPTEMBER).is_empty()  # the other has no measures
    assert warehouse.similar_measures("township", "甲子乡", "甲子乡", SEPTEMBER).is_empty()  # only those of the same issue
    copied = warehouse.read_equal("measure_register", "plan_id", [JIAZI_PLAN], SEPTEMBER)
    other = copied.with_columns(pl.lit("another").alias("issue_id"))
    assert likeness.similar_measures(copied, other)["likeness"].to_list() == [100, 100]
