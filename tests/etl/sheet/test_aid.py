"""Tables of aid to households: classes of aid stand for projects, below each other or side by side."""

from pathlib import Path

from etl.sheet.parse import parse_tables
from etl.sheet.parsed import ParsedTable

CLASSES = """2025年上半年到户帮扶资金{verb}情况统计表
乡镇,产业奖补,,公益性岗位补贴,,合计（万元）
,户数,金额（万元）,人数,金额（万元）,
石门乡,210,63,58,17.4,80.4
柳河镇,156,46.8,,,46.8
合计,366,109.8,58,18,127.2
"""


def parsed(tmp_path: Path, text: str) -> ParsedTable:
    path = tmp_path / "表.csv"
    path.write_text(text, encoding="utf-8")
    (table,) = parse_tables(path)
    return table


def values(table: ParsedTable, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.values.get(column) for column in columns) for row in table.rows]


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
