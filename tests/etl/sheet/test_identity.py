"""Columns that only their cells tell: townships, projects, indicators, counts of a part, names that nobody may see."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from etl.sheet.parse import parse_tables
from tests.etl.sheet.reading import parsed, values


@pytest.mark.parametrize("heading", ["建设地点", "认领主体", "片区"])
def test_a_column_of_townships_is_theirs_whatever_is_written_over_it(tmp_path: Path, heading: str) -> None:
    text = f"{heading},项目名称,计划资金(元),支出资金(元)\n甲山镇,茶厂,100,50\n乙水乡,渠道,200,20\n"
    assert values(parsed(tmp_path, text), "township", "project") == [("甲山镇", "茶厂"), ("乙水乡", "渠道")]


def test_a_unit_is_the_township_only_where_another_column_is_the_unit(tmp_path: Path) -> None:
    head, row = (
        "认领单位,存在问题,整改措施,{}整改时限\n",
        "甲山镇,公厕无人管护,落实专人,{}2024-05-31\n乙水乡,路灯不亮,更换,{}2024-06-30\n",
    )
    two = parsed(tmp_path, head.format("责任单位,") + row.format("村建站,", "村建站,"))
    assert values(two, "township", "responsible_unit") == [("甲山镇", "村建站"), ("乙水乡", "村建站")]


def test_merged_townships_need_no_heading(tmp_path: Path) -> None:
    head, first = ",问题,整改措施,整改时限,整改状态", "甲山镇,公厕无人管护,落实专人,2024-05-31,推进中"
    text = f"{head}\n{first}\n,路灯不亮,更换,2024-06-30,已完成\n乙水乡,沟渠淤塞,清淤,,推进中\n"
    assert values(parsed(tmp_path, text), "township") == [("甲山镇",), ("甲山镇",), ("乙水乡",)]


def test_a_township_written_with_its_village_is_the_township(tmp_path: Path) -> None:
    text = "网格,存在问题,整改措施,责任单位\n甲山镇和平社区,楼道堆物,清理,居委会\n乙水乡东沟村,垃圾满溢,增设桶,村委会\n"
    assert values(parsed(tmp_path, text), "township") == [("甲山镇",), ("乙水乡",)]


def test_the_label_of_a_township_above_a_table(tmp_path: Path) -> None:
    for label in ("乡镇：甲山镇", "单位名称：甲山镇人民政府"):
        text = f"问题台账\n{label},,\n问题,整改措施,整改状态\n路灯不亮,更换,已完成\n"
        assert values(parsed(tmp_path, text), "township") == [("甲山镇",)]


def test_the_only_words_beside_sums_of_money_are_the_project(tmp_path: Path) -> None:
    text = "乡镇,{},到位资金(元),支出资金(元)\n甲山镇,{},100,50\n乙水乡,{},200,20\n"
    assert values(parsed(tmp_path, text.format("标的", "渠道维修", "养蜂场")), "project") == [("渠道维修",), ("养蜂场",)]
    stations = parsed(tmp_path, text.format("电站名称", "东沟村电站", "西岭村电站"))
    assert values(stations, "project") == [("东沟村电站",), ("西岭村电站",)]
    assert parsed(tmp_path, text.format("甲栏", "渠道维修", "渠道维修")).kind != "funds"  # said twice: it names no project


def test_the_only_words_beside_a_unit_are_the_indicator(tmp_path: Path) -> None:
    text = "乡镇,要素,度量,今年,去年\n甲山镇,茶园面积,亩,880,820\n乙水乡,生猪存栏,头,93,98\n"
    table = parsed(tmp_path, text)
    assert values(table, "indicator", "unit", "value") == [("茶园面积", "亩", Decimal(880)), ("生猪存栏", "头", Decimal(93))]


def test_of_two_columns_of_indicators_the_one_that_names_more_does(tmp_path: Path) -> None:
    text = "乡镇,考核内容,指标名称,完成值\n甲山镇,产业发展,粮食产量,51\n甲山镇,产业发展,新增主体,22\n乙水乡,乡村建设,户厕改造,9\n"
    assert values(parsed(tmp_path, text), "indicator") == [("粮食产量",), ("新增主体",), ("户厕改造",)]


def test_numbers_of_dated_rows_are_of_what_is_written_over_them(tmp_path: Path) -> None:
    table = parsed(tmp_path, "年月,乡镇,监测户新增,外出务工\n2025年1月,甲山镇,3,412\n2025年2月,甲山镇,2,398\n")
    assert {row[0] for row in values(table, "indicator")} == {"监测户新增", "外出务工"}
    assert [str(row[0]) for row in values(table, "period_to")] == ["2025-01-31", "2025-01-31", "2025-02-28", "2025-02-28"]


AID = "乡镇,奖补类别,户数,应兑付(元),已兑付(元)\n甲山镇,种植业,320,960,700\n,养殖业,210,630,630\n乙水乡,种植业,188,564,0\n"


def test_classes_of_aid_stand_for_projects_each_once_for_a_township(tmp_path: Path) -> None:
    table = parsed(tmp_path, AID)
    assert values(table, "township", "project", "household_count") == [
        ("甲山镇", "种植业", 320),
        ("甲山镇", "养殖业", 210),
        ("乙水乡", "种植业", 188),
    ]
    assert values(table, "planned_yuan", "paid_yuan", "dividend_due_yuan") == [(960, 700, None), (630, 630, None), (564, 0, None)]


def test_a_class_of_aid_twice_in_a_township_names_no_project(tmp_path: Path) -> None:
    assert parsed(tmp_path, AID.replace("养殖业", "种植业")).rows == []


def test_what_is_due_on_shares_stays_a_dividend(tmp_path: Path) -> None:
    table = parsed(tmp_path, AID.replace("奖补类别", "入股项目"))
    assert values(table, "dividend_due_yuan", "dividend_paid_yuan")[0] == (960, 700)


def test_counts_below_what_is_wrong_say_how_many(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排厕所数,存在问题,问题销号\n甲山镇,东沟村,230,18,18\n甲山镇,西岭村,188,9,4\n")
    assert values(table, "problem_count", "problem_type", "rectified_count") == [(18, None, 18), (9, None, 4)]


def test_what_was_done_today_is_not_what_is_done(tmp_path: Path) -> None:
    text = "乡镇,农村户厕总数,累计发现问题厕所,今日整改,累计整改\n甲山镇,330,21,5,19\n乙水乡,254,16,0,16\n全县,584,37,5,35\n"
    table = parsed(tmp_path, text)
    assert values(table, "township", "rectified_count") == [("甲山镇", 19), ("乙水乡", 16)]
    assert [audit for audit in table.audits if not audit.ok] == []  # 全县 is a total, and it holds


def test_headings_below_an_empty_row_of_merged_ones(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("乡镇", "财政支持改造的农村户厕", None, "合计摸排", "问题厕所整改情况", None),
        (None,) * 6,
        (None, "摸排总数", "其中:正常使用", None, "应整改数", "已整改数"),
        ("甲山镇", 1520, 1380, 2120, 140, 121),
        ("乙水乡", 1180, 1030, 1590, 150, 98),
    ):
        sheet.append(row)
    for merged in ("A1:A3", "B1:C2", "D1:D3", "E1:F2"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "表.xlsx")
    (table,) = parse_tables(tmp_path / "表.xlsx")
    counts = values(table, "surveyed_count", "funded_count", "problem_count", "rectified_count")
    assert counts == [(2120, 1520, 140, 121), (1590, 1180, 150, 98)]


def test_a_sum_below_a_heading_is_what_the_heading_says(tmp_path: Path) -> None:
    head = "乡镇,项目明细,指标数(元),支出数(元),,\n,,,小计,其中：直接支付,授权支付\n"
    text = head + "甲山镇,茶厂,150,120,120,0\n乙水乡,渠道,86,43,0,43\n"
    assert values(parsed(tmp_path, text), "planned_yuan", "paid_yuan") == [(150, 120), (86, 43)]


def test_units_stand_in_a_row_of_their_own(tmp_path: Path) -> None:
    text = "乡镇,项目名称,计划资金,实际支出\n,,（万元）,（万元）\n甲山镇,污水管网,300,180\n乙水乡,公墓,150,30\n"
    assert values(parsed(tmp_path, text), "planned_yuan", "paid_yuan") == [(3000000, 1800000), (1500000, 300000)]


def test_remarks_that_are_only_names_are_not_loaded(tmp_path: Path) -> None:
    text = "乡镇,村,厕所编号,存在问题,备注\n" + "".join(
        f"甲山镇,东沟村,{number},漏水,{name}\n" for number, name in enumerate(("麻某甲", "龙某乙", "石某丙", "王某丁"))
    )
    table = parsed(tmp_path, text)
    assert [row.values.get("note") for row in table.rows] == [None] * 4
    assert "某" not in repr(table)
    assert table.notes == ["个人信息的列不装入: 备注"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("联系人QQ：1234567890", "联系人QQ：〔个人信息〕"),
        ("微信号 abc_12345 已加", "微信号 〔个人信息〕 已加"),
        ("护照号E00000001", "护照号〔个人信息〕"),
        ("持E50000001入境", "持〔个人信息〕入境"),
        ("发至 nobody@example.com", "发至 〔个人信息〕"),
        ("微信群发布通知12次", "微信群发布通知12次"),
        ("编号G20240001已销", "编号G20240001已销"),
        ("厕号WXMH0001", "厕号WXMH0001"),
    ],
)
def test_accounts_and_passports_are_left_out_of_remarks(tmp_path: Path, words: str, kept: str) -> None:
    table = parsed(tmp_path, f"乡镇,问题,责任单位,整改时限,备注\n甲山镇,路灯不亮,村建站,2024-05-31,{words}\n")
    assert values(table, "note") == [(kept,)]
