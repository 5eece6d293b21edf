"""Tables of aid to households: classes of aid stand for projects, below each other or side by side."""

from pathlib import Path

from tests.etl.sheet.reading import parsed, values

CLASSES = """2025年上半年到户帮扶资金{verb}情况统计表
乡镇,产业奖补,,公益性岗位补贴,,合计（万元）
,户数,金额（万元）,人数,金额（万元）,
石门乡,210,63,58,17.4,80.4
柳河镇,156,46.8,,,46.8
合计,366,109.8,58,18,127.2
"""


def test_classes_of_aid_side_by_side_are_projects_of_each_township(tmp_path: Path) -> None:
    table = parsed(tmp_path, CLASSES.format(verb="兑付"))
    assert table.kind == "funds"
    assert values(table, "township", "project", "household_count", "person_count", "paid_yuan", "planned_yuan") == [
        ("石门乡", "产业奖补", 210, None, 630_000, None),
        ("石门乡", "公益性岗位补贴", None, 58, 174_000, None),
        ("柳河镇", "产业奖补", 156, None, 468_000, None),  # and no post is paid there: neither a row nor a reject
    ]
    assert [row.row for row in table.rows] == [4, 4, 5]
    assert table.rejects == []
    assert [(audit.row, audit.stated, audit.computed) for audit in table.audits if not audit.ok] == [(6, "18", "17.4")]
    assert table.totals["产业奖补户数"] == 366


def test_the_title_says_whether_aid_is_planned_or_paid(tmp_path: Path) -> None:
    table = parsed(tmp_path, CLASSES.format(verb="分配"))
    assert values(table, "planned_yuan", "paid_yuan")[0] == (630_000, None)
    assert any("金额" in note for note in table.notes)
    for verb in ("", "分配兑付"):
        assert parsed(tmp_path, CLASSES.format(verb=verb)).kind == "indicators"  # nobody says what a sum is: only that it is


def test_classes_in_one_row_of_headings(tmp_path: Path) -> None:
    text = "雨露计划等补助发放表\n乡镇,雨露计划人数,雨露计划金额（元）,务工交通补助（元）\n石门乡,12,18000,40500\n"
    table = parsed(tmp_path, text)
    assert values(table, "project", "person_count", "paid_yuan") == [("雨露计划", 12, 18_000), ("务工交通补助", None, 40_500)]


def test_figures_beside_them_that_are_no_aid_leave_the_table_one_of_indicators(tmp_path: Path) -> None:
    text = "补助发放表\n乡镇,雨露计划金额（元）,务工补助金额（元）,耕地面积（亩）\n石门乡,18000,40500,900\n"
    assert parsed(tmp_path, text).kind == "indicators"


def test_classes_of_aid_each_once_for_a_village(tmp_path: Path) -> None:
    text = (
        "乡镇,村,奖补类型,奖补户数,申报金额（元）,审定奖补金额（元）,已兑现金额（元）\n"
        "石门乡,东沟村,庭院种植,45,67500,63000,63000\n"
    )
    table = parsed(tmp_path, text + ",西岭村,庭院种植,28,42000,42000,0\n柳河镇,柳村,庭院手工,12,24000,21600,0\n")
    assert values(table, "township", "project", "household_count", "planned_yuan", "paid_yuan") == [
        ("石门乡", "庭院种植", 45, 63_000, 63_000),
        ("石门乡", "庭院种植", 28, 42_000, 0),
        ("柳河镇", "庭院手工", 12, 21_600, 0),
    ]


def test_sums_below_a_heading_of_their_own_are_not_the_plan(tmp_path: Path) -> None:
    text = (
        "单位：元\n"
        "项目名称,项目地点,合同价,预付款,,累计支付\n"
        ",,,时间,金额,\n"
        "产业路,石门乡东沟村,856000,2025-03-10,256800,599200\n"
    )
    table = parsed(tmp_path, text)
    assert values(table, "township", "project", "planned_yuan", "paid_yuan") == [("石门乡", "产业路", 856_000, 599_200)]


def test_what_is_spent_of_earnings_is_no_plan(tmp_path: Path) -> None:
    text = (
        "乡镇,电站名称,收益分配支出（元）,,\n"
        ",,公益岗位工资,奖励补助,小计\n"
        "石门乡,东沟电站,84000,6000,90000\n"
        "柳河镇,柳村电站,30000,0,30000\n"
    )
    table = parsed(tmp_path, text)
    assert values(table, "project", "dividend_paid_yuan", "planned_yuan") == [
        ("东沟电站", 90_000, None),
        ("柳村电站", 30_000, None),
    ]


def test_classes_of_aid_of_villages_and_no_counts_of_toilets(tmp_path: Path) -> None:
    text = "石门乡产业到户奖补资金兑付表\n单位：元\n村名,申报户数,种植业奖补,养殖业奖补,合计\n东沟村,52,31200,46000,77200\n"
    table = parsed(tmp_path, text)
    assert values(table, "township", "project", "paid_yuan") == [
        ("石门乡", "种植业奖补", 31_200),
        ("石门乡", "养殖业奖补", 46_000),
    ]


def test_what_each_person_was_paid_is_no_project(tmp_path: Path) -> None:
    text = "乡镇,姓名,补贴项目,发放金额（元）\n石门乡,某某,耕地补贴,286\n石门乡,某甲,耕地补贴,190\n"
    assert parsed(tmp_path, text).rows == []
