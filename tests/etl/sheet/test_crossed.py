"""Cross tables, items down and places across, are read as the table they are when turned; places are those of the sheet."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.etl.sheet.reading import parsed, values

TOILETS = """松坪镇户厕摸排整改情况统计表（截至2025年7月31日）,,,,
项目,河西村,河东村,合计
摸排户厕数（座）,318,276,594
其中：财政补助改建（座）,140,96,236
问题厕所（座）,9,若干,13
已完成整改（座）,8,4,13
整改率（%）,88.9,100,92.3
"""
COUNTS = ("surveyed_count", "funded_count", "problem_count", "rectified_count")
FUNDS = """2025年度衔接资金到位及支付情况（按乡镇）,,,,
填报时间：2025年10月10日,,,单位：万元
资金项目,松坪镇,石桥乡,合计
中央资金,260,145.5,405.5
省级资金,84,60,144
计划投入,344,205.5,549.5
已支付资金,300,178.6,478.6
"""


def test_items_of_toilets_down_and_villages_across(tmp_path: Path) -> None:
    table = parsed(tmp_path, TOILETS)
    assert table.kind == "toilets"
    assert values(table, "township", "village", *COUNTS) == [
        ("松坪镇", "河西村", 318, 140, 9, 8),
        ("松坪镇", "河东村", 276, 96, None, 4),
    ]
    assert {row.row for row in table.rows} == {3}  # all begin in the first row of items
    assert [(reject.row, reject.column, reject.read) for reject in table.rejects] == [(5, "河东村", "若干")]
    failed = [(audit.rule, audit.row, audit.column) for audit in table.audits if not audit.ok]
    assert failed == [("total", 5, "合计"), ("total", 6, "合计"), ("percentage", 7, "合计")]


def test_rows_of_items_are_shown_as_the_sheet_has_them(tmp_path: Path) -> None:
    written = parsed(tmp_path, TOILETS).as_written
    assert written is not None
    assert written.heading_row == 2
    assert [(row.row, row.read_row, row.cells[1]) for row in written.rows] == [
        *((3, 3, "318"), (4, 3, "140"), (5, 3, "9"), (6, 3, "8"), (7, 3, "88.9")),
    ]


def test_villages_stand_below_their_townships(tmp_path: Path) -> None:
    text = "户厕摸排整改情况,,,,,\n项目,松坪镇,,,石桥乡,\n,河西村,河东村,小计,桥头村,桥尾村\n"
    text += "摸排户厕数,51,43,94,31,28\n问题厕所数,12,9,20,6,5\n"
    table = parsed(tmp_path, text)
    assert values(table, "township", "village", "surveyed_count", "problem_count") == [
        ("松坪镇", "河西村", 51, 12),
        ("松坪镇", "河东村", 43, 9),
        ("石桥乡", "桥头村", 31, 6),
        ("石桥乡", "桥尾村", 28, 5),
    ]
    assert [(audit.row, audit.column) for audit in table.audits if not audit.ok] == [(5, "小计")]


def test_types_of_problems_down_are_not_known_and_the_counts_are(tmp_path: Path) -> None:
    text = "问题厕所分类整改统计表,,,\n问题类型,松坪镇,石桥乡,合计\n渗漏,12,8,20\n问题厕所合计,12,8,20\n已整改,10,8,18\n"
    table = parsed(tmp_path, text)
    assert values(table, "township", "problem_count", "rectified_count") == [("松坪镇", 12, 10), ("石桥乡", 8, 8)]
    assert [(reject.row, reject.column) for reject in table.rejects] == [(3, "渗漏")]


@pytest.mark.parametrize("corner", ["资金项目", "", "类别"])
def test_items_of_money_down_and_townships_across(tmp_path: Path, corner: str) -> None:
    table = parsed(tmp_path, FUNDS.replace("资金项目", corner))
    assert (table.kind, table.is_of_wholes) == ("funds", True)
    columns = ("township", "project", "central_yuan", "provincial_yuan", "planned_yuan", "paid_yuan")
    assert values(table, *columns) == [
        ("松坪镇", "2025年度衔接资金", *map(Decimal, (2600000, 840000, 3440000, 3000000))),
        ("石桥乡", "2025年度衔接资金", *map(Decimal, (1455000, 600000, 2055000, 1786000))),
    ]
    assert all(audit.ok for audit in table.audits)


def test_the_unit_and_the_class_of_an_item_stand_beside_it(tmp_path: Path) -> None:
    text = "各镇资金情况\n类别,内容,单位,松坪镇,石桥乡\n来源,中央,万元,26,14\n,省级,元,84000,60000\n使用,已支出,万元,30,17\n"
    columns = ("township", "central_yuan", "provincial_yuan", "paid_yuan")
    assert values(parsed(tmp_path, text), *columns) == [
        ("松坪镇", *map(Decimal, (260000, 84000, 300000))),
        ("石桥乡", *map(Decimal, (140000, 60000, 170000))),
    ]


def test_other_items_across_townships_stay_indicators(tmp_path: Path) -> None:
    table = parsed(tmp_path, "2025年主要指标\n指标,单位,松坪镇,石桥乡\n脱贫户数,户,168,96\n产业奖补资金,万元,58.6,31.2\n")
    assert table.kind == "indicators"
    assert values(table, "township", "indicator", "value")[1] == ("石桥乡", "脱贫户数", 96.0)


def test_some_items_of_toilets_among_others_stay_indicators(tmp_path: Path) -> None:
    text = "2025年主要指标\n指标,松坪镇,石桥乡\n脱贫户数,168,96\n摸排户厕数,510,430\n问题厕所数,6,4\n"
    mixed = parsed(tmp_path, text)
    assert mixed.kind == "indicators"
    assert len(mixed.rows) == 6
    assert parsed(tmp_path, text.replace("脱贫户数,168,96\n", "")).kind == "toilets"


def test_a_total_may_stand_before_the_places(tmp_path: Path) -> None:
    text = "2025年衔接资金支付进度\n（单位：万元）\n指标,全县,松坪镇,石桥乡\n"
    text += "资金总额,100,60,40\n其中：中央资金,70,40,31\n已支付,50,30,20\n"
    table = parsed(tmp_path, text)
    assert values(table, "township", "planned_yuan", "central_yuan", "paid_yuan") == [
        ("松坪镇", Decimal(600000), Decimal(400000), Decimal(300000)),
        ("石桥乡", Decimal(400000), Decimal(310000), Decimal(200000)),
    ]
    assert [(audit.row, audit.column) for audit in table.audits if not audit.ok] == [(5, "全县")]
