"""Whole tables in, exact rows out: the shapes offices send, each made here."""

import json
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from etl.sheet.kinds import KINDS, column_of
from etl.sheet.parse import parse_tables
from etl.sheet.parsed import TableReject
from tests.etl.sheet.reading import parsed, values

ROOT = Path(__file__).parents[3]


TOILETS = '乡镇,村,摸排厕所数,问题厕所数\n青石乡,上寨村,"2,897",12\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    table = parsed(tmp_path, TOILETS, encoding)
    assert values(table, "township", "village", "surveyed_count", "problem_count") == [("青石乡", "上寨村", 2897, 12)]
    assert table.rejects == []


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    table = parsed(
        tmp_path, delimiter.join(("乡镇", "村", "摸排数", "备注")) + "\n" + delimiter.join(("青石乡", "上寨村", "5", "好")) + "\n"
    )
    assert values(table, "surveyed_count", "note") == [(5, "好")]


FUNDS = """示例县2024年衔接资金台账,,,,,
填报单位：示例县财政局,,截至日期：2024年5月31日,,单位：万元,
序号,乡镇,项目名称,计划投入,累计支出(元),支出进度(%)
1,青石乡,茶厂,88.8万元,444000,50
2,,道路,１０,５００００,62
,小计,,98.8,494000,50.0
3,柳河镇,车间,八十,0,—
合 计,,,98.8,494000,
备注：支出进度=累计支出/计划投入,,,,,
负责人：某某,,,联系电话：0000-0000000,,
"""


def test_a_table_with_title_unit_line_merged_townships_totals_and_foot(tmp_path: Path) -> None:
    table = parsed(tmp_path, FUNDS)
    assert (table.kind, table.reported_on) == ("funds", date(2024, 5, 31))
    assert values(table, "township", "project", "planned_yuan", "paid_yuan", "as_of") == [
        ("青石乡", "茶厂", Decimal(888000), Decimal(444000), date(2024, 5, 31)),
        ("青石乡", "道路", Decimal(100000), Decimal(50000), date(2024, 5, 31)),
        ("柳河镇", "车间", None, Decimal(0), date(2024, 5, 31)),
    ]
    assert [row.row for row in table.rows] == [4, 5, 7]
    assert table.rejects == [TableReject(7, "计划投入", "八十", "数字")]
    assert [(a.rule, a.ok, a.row, a.column, a.stated, a.computed) for a in table.audits if not a.ok] == [
        ("percentage", False, 5, "支出进度(%)", "62", "50")
    ]
    assert [(a.rule, a.row, a.column) for a in table.audits if a.rule != "percentage"] == [
        ("subtotal", 6, "计划投入"),
        ("subtotal", 6, "累计支出(元)"),
        ("total", 8, "计划投入"),
        ("total", 8, "累计支出(元)"),
    ]


def test_a_wrong_total_is_an_audit_and_never_a_row(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n合计,,31,4\n青石乡,甲村,10,1\n青石乡,乙村,20,3\n")
    assert values(table, "village", "surveyed_count") == [("甲村", 10), ("乙村", 20)]
    (wrong,) = [audit for audit in table.audits if not audit.ok]
    assert (wrong.row, wrong.column, wrong.stated, wrong.computed) == (2, "摸排数", "31", "30")


def test_two_row_heading_repeated_down_the_page(tmp_path: Path) -> None:
    heading = "序号,乡镇,反馈问题,整改责任,,整改进展,\n,,,牵头单位,责任单位,进展情况,状态\n"
    table = parsed(
        tmp_path, f"{heading}1,青石乡,问题一,县局,乡政府,已办,已完成\n{heading}2,青石乡,问题二,县局,乡政府,在办,推进中\n"
    )
    assert values(table, "issue_no", "issue_title", "lead_unit", "responsible_unit", "progress_text", "status") == [
        ("1", "问题一", "县局", "乡政府", "已办", "completed"),
        ("2", "问题二", "县局", "乡政府", "在办", "in_progress"),
    ]
    assert [row.row for row in table.rows] == [3, 6]


def test_wide_months_take_the_year_of_the_title_and_leave_dashes_out(tmp_path: Path) -> None:
    table = parsed(
        tmp_path, '青石乡2024年指标月报表,,,,\n指标名称,计量单位,1月,2月,3月\n脱贫户数,户,"1,286",—,12..5\n参保率,%,96.8%,97,\n'
    )
    assert values(table, "township", "indicator", "value", "unit", "period_from", "period_to") == [
        ("青石乡", "脱贫户数", 1286.0, "户", date(2024, 1, 1), date(2024, 1, 31)),
        ("青石乡", "参保率", 96.8, "%", date(2024, 1, 1), date(2024, 1, 31)),
        ("青石乡", "参保率", 97.0, "%", date(2024, 2, 1), date(2024, 2, 29)),
    ]
    assert table.rejects == [TableReject(3, "3月", "12..5", "数字")]


def test_an_unknown_heading_is_a_reject_that_suggests_the_nearest(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排厕所数,行政村编制\n青石乡,上寨村,5,1\n")
    (reject,) = table.rejects
    assert (reject.row, reject.column) == (1, "行政村编制")
    assert "行政村" in reject.expected
    assert values(table, "surveyed_count") == [(5,)]


def test_an_unreadable_cell_is_a_reject_and_the_rest_of_its_row_loads(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,序号,问题,整改状态,完成时间,填报日期\n青石乡,1,问题一,见附件,2024.2.30,2024-05-31\n")
    assert values(table, "issue_title", "status", "completed_on", "reported_on") == [("问题一", None, None, date(2024, 5, 31))]
    assert [(reject.column, reject.read) for reject in table.rejects] == [("整改状态", "见附件"), ("完成时间", "2024.2.30")]


def test_a_row_that_names_no_township_or_no_village_is_a_reject_whole(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n,甲村,1,1\n青石乡,乙村,2,1\n,,3,1\n")
    assert values(table, "village") == [("乙村",)]
    assert [(reject.row, reject.column, reject.severity) for reject in table.rejects] == [(2, None, "row"), (4, None, "row")]


def test_an_empty_row_ends_the_merged_township(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n青石乡,甲村,1,1\n,,,\n,乙村,2,1\n")
    assert values(table, "village") == [("甲村",)]
    assert [reject.row for reject in table.rejects] == [4]


def test_a_section_row_is_no_data(tmp_path: Path) -> None:
    table = parsed(tmp_path, "序号,乡镇,问题,整改状态\n一、责任落实方面,,,\n1,青石乡,问题一,已完成\n")
    assert values(table, "issue_title") == [("问题一",)]
    assert table.rejects == []


def test_a_note_amid_the_table_ends_nothing(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n青石乡,甲村,1,1\n注：以上为第一批,,,\n,乙村,2,1\n审核人：某某,,填表人：,\n")
    assert values(table, "township", "village", "surveyed_count") == [("青石乡", "甲村", 1), ("青石乡", "乙村", 2)]
    assert table.rejects == []


def test_a_date_under_the_table_is_its_date_when_none_stands_above(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n青石乡,甲村,1,1\n审核人：,,填表日期：2024年6月3日,\n")
    assert values(table, "as_of") == [(date(2024, 6, 3),)]


def test_a_narrow_table_keeps_its_rows_when_another_follows(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("甲乡指标,\n指标,数值\n户数,1\n人数,2\n,\n甲乡资金,\n项目名称,计划投入(元)\n茶厂,5\n", encoding="utf-8")
    indicators, funds = parse_tables(path)
    assert values(indicators, "township", "indicator", "value") == [("甲乡", "户数", 1.0), ("甲乡", "人数", 2.0)]
    assert values(funds, "township", "project", "planned_yuan") == [("甲乡", "茶厂", Decimal(5))]


def test_a_township_merged_over_its_subtotal_at_the_top(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n全县合计,,3,2\n青石乡,小计,3,2\n,甲村,1,1\n,乙村,2,1\n")
    assert values(table, "township", "village") == [("青石乡", "甲村"), ("青石乡", "乙村")]
    assert [(audit.rule, audit.row) for audit in table.audits] == [("total", 2), ("total", 2), ("subtotal", 3), ("subtotal", 3)]
    assert all(audit.ok for audit in table.audits)


def test_a_total_may_say_so_behind_its_numbers(tmp_path: Path) -> None:
    heading = "摸排数,财政支持数,问题数,已整改数,乡镇,村\n"
    table = parsed(tmp_path, heading + "1,1,0,0,青石乡,甲村\n2,2,1,1,,乙村\n3,3,1,1,,小计\n3,3,1,1,合计,\n")
    assert values(table, "township", "village", "surveyed_count") == [("青石乡", "甲村", 1), ("青石乡", "乙村", 2)]
    assert {(audit.rule, audit.row, audit.ok) for audit in table.audits} == {("subtotal", 4, True), ("total", 5, True)}


TOILET_COUNTS = ("township", "village", "surveyed_count", "problem_count")


def test_a_total_without_parts_is_the_townships_own_figure(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n青石乡,合计,2897,28\n")
    assert values(table, *TOILET_COUNTS) == [("青石乡", None, 2897, 28)]
    assert (table.rejects, table.audits) == ([], [])
    table = parsed(tmp_path, "青石乡户厕统计表,,,\n乡镇,村,摸排数,问题数\n合计,,2897,28\n")
    assert values(table, *TOILET_COUNTS) == [("青石乡", None, 2897, 28)]


def test_townships_with_and_without_villages_and_the_total_of_both(tmp_path: Path) -> None:
    table = parsed(
        tmp_path, "乡镇,村,摸排数,问题数\n柳河镇,合计,7,1\n青石乡,甲村,1,1\n,乙村,2,1\n青石乡,小计,3,2\n合计,,10,3\n合计,,,\n"
    )
    assert values(table, *TOILET_COUNTS) == [("柳河镇", None, 7, 1), ("青石乡", "甲村", 1, 1), ("青石乡", "乙村", 2, 1)]
    assert [(audit.rule, audit.ok, audit.stated) for audit in table.audits] == [
        ("subtotal", True, "3"),
        ("subtotal", True, "2"),
        ("total", True, "10"),
        ("total", True, "3"),
    ]
    assert table.rejects == []


def test_a_total_without_parts_that_is_nobodys_is_a_reject(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n合计,,2897,28\n")
    assert [(reject.row, reject.severity, reject.expected) for reject in table.rejects] == [(2, "row", "写明乡镇的一行")]
    table = parsed(tmp_path, "乡镇,项目名称,计划投入(元)\n青石乡,合计,500\n")
    assert [(reject.row, reject.severity, reject.expected) for reject in table.rejects] == [(2, "row", "写明项目的一行")]
    empty = parsed(tmp_path, "乡镇,村,摸排数,问题数\n合计,,,\n")  # a form nobody filled in
    assert [reject.read for reject in empty.rejects] == ["只有表头, 没有数据的行"]


@pytest.mark.parametrize("row", [",,产业项目管理不规范,,,,", ",产业项目管理不规范,,,,,"])
def test_a_row_with_its_problem_alone_is_no_section(tmp_path: Path, row: str) -> None:
    problem_first = row.startswith(",产")
    heading = "序号,问题,乡镇,措施,责任单位,状态,备注" if problem_first else "序号,乡镇,问题,措施,责任单位,状态,备注"
    table = parsed(tmp_path, f"{heading}\n{row}\n")
    assert [(reject.row, reject.read, reject.severity) for reject in table.rejects] == [(2, "产业项目管理不规范", "row")]


@pytest.mark.parametrize("section", ["一、产业项目管理", "(二)产业项目管理", "产业发展方面", "青石乡"])
def test_a_numbered_or_class_line_is_a_section_in_any_column(tmp_path: Path, section: str) -> None:
    table = parsed(tmp_path, f"问题,乡镇,措施,状态\n{section},,,\n问题一,青石乡,措施,已完成\n")
    assert (values(table, "issue_title"), table.rejects) == ([("问题一",)], [])


def test_content_under_no_heading_is_a_reject(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数,\n青石乡,甲村,5,1,\n青石乡,乙村,5,1,其中监测户1户\n")
    assert [(reject.row, reject.column, reject.read) for reject in table.rejects] == [
        (3, "第5列", "第5列没有列名而有 1 格内容, 如“其中监测户1户”")
    ]
    table = parsed(tmp_path, "乡镇,村,厕所编号,是否问题厕所,户主姓名,\n青石乡,甲村,1,是,某甲,某乙\n")
    assert [reject.read for reject in table.rejects] == ["第6列没有列名而有 1 格内容"]


def test_three_row_heading(tmp_path: Path) -> None:
    table = parsed(
        tmp_path,
        "乡镇,村,户厕数量（座）,,,整改情况,\n,,摸排数,其中：,,已整改,整改率\n,,,财政支持,问题厕所,,\n甲乡,A村,20,12,3,2,66.7%\n",
    )
    counts = ("surveyed_count", "funded_count", "problem_count", "rectified_count")
    assert values(table, "village", *counts) == [("A村", 20, 12, 3, 2)]
    assert [(audit.rule, audit.ok) for audit in table.audits] == [("percentage", True)]


def test_yes_answers_a_heading_that_asks_and_no_says_only_not_done(tmp_path: Path) -> None:
    table = parsed(
        tmp_path,
        "乡镇,序号,问题,整改进展,是否完成整改\n"
        "甲乡,1,问题一,办结,是\n甲乡,2,问题二,正在整改,否\n甲乡,3,问题三,等待,否\n甲乡,4,问题四,已完成,否\n甲乡,5,问题五,等待,未完成\n",
    )
    assert values(table, "issue_no", "status") == [
        ("1", "completed"),
        ("2", "in_progress"),
        ("3", None),
        ("4", None),
        ("5", None),
    ]
    assert table.rows[1].wordings["status"] == "正在整改; 是否完成整改: 否"
    assert [(reject.row, reject.column, reject.read) for reject in table.rejects] == [
        (4, "是否完成整改", "否"),
        (5, "是否完成整改", "否"),
        (6, "是否完成整改", "未完成"),
    ]
    assert all("未启动、推进中" in reject.expected for reject in table.rejects)


def test_a_toilet_that_is_not_done_is_no_reject(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,厕所编号,是否问题厕所,是否已整改\n甲乡,甲村,1,是,否\n甲乡,甲村,2,是,是\n")
    assert (values(table, "status"), table.rejects) == ([(None,), ("completed",)], [])


def test_a_date_without_year_is_of_the_reporting_year(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,序号,问题,整改时限,整改状态,填报日期\n甲乡,1,问题一,12月31日前,推进中,2024-06-30\n")
    assert values(table, "deadline_text", "due_on") == [("12月31日前", date(2024, 12, 31))]


def test_a_sheet_of_one_township_is_of_it(tmp_path: Path) -> None:
    path = tmp_path / "资金.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for township in ("甲乡", "乙镇"):
            sheet = book.add_worksheet(township)
            sheet.write_row(0, 0, ["项目名称", "计划投入（万元）", "累计支出"])
            sheet.write_row(1, 0, ["道路", 1, 1])
    assert [values(table, "township", "project") for table in parse_tables(path)] == [[("甲乡", "道路")], [("乙镇", "道路")]]


def test_money_without_a_unit_is_read_as_yuan_and_said_so(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,项目名称,计划投入,到位资金\n甲乡,茶厂,88.8万,500\n")
    assert values(table, "planned_yuan", "arrived_yuan") == [(Decimal(888000), Decimal(500))]
    assert [(audit.rule, audit.ok) for audit in table.audits] == [("money_unit", False)]


def test_personal_columns_are_nowhere_in_the_output(tmp_path: Path) -> None:
    table = parsed(
        tmp_path,
        "乡镇,村,厕所编号,户主姓名,身份证号,联系电话,是否问题厕所,整改情况,备注\n"
        "青石乡,上寨村,A-1,某甲,990000190001011234,10000000001,是,见13900000000,户主99000019000101123X\n",
    )
    printed = json.dumps(table.as_json(), ensure_ascii=False)
    for personal in ("某甲", "990000190001011234", "10000000001", "13900000000", "99000019000101123X"):
        assert personal not in printed
    assert values(table, "toilet_no", "is_problem") == [("A-1", True)]


def test_several_tables_on_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text(
        "厕所情况,,,\n乡镇,村,摸排数,问题数\n青石乡,甲村,3,1\n,,,\n资金情况,,单位:万元,\n乡镇,项目名称,计划投入,到位资金\n青石乡,茶厂,2,1\n",
        encoding="utf-8",
    )
    toilets, funds = parse_tables(path)
    assert (toilets.kind, values(toilets, "village", "surveyed_count")) == ("toilets", [("甲村", 3)])
    assert (funds.kind, values(funds, "project", "planned_yuan")) == ("funds", [("茶厂", Decimal(20000))])


def test_a_workbook_with_merged_headings_dates_and_two_sheets(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet = book.add_worksheet("台账")
        sheet.merge_range("A2:G2", "整改台账")
        for column, heading in enumerate(["序号", "乡镇", "问题", "整改责任"]):
            sheet.write(3, column, heading)
        sheet.merge_range("D4:E4", "整改责任")
        sheet.write_row(3, 5, ["整改状态", "完成时间"])
        sheet.write_row(4, 3, ["牵头单位", "责任单位"])
        sheet.write_row(5, 0, [1, "青石乡", "问题一", "县局", "乡政府", "已完成"])
        sheet.write_datetime(5, 6, datetime(2024, 5, 20), day)
        other = book.add_worksheet("说明")
        other.write(0, 0, "这里没有表")
    ledger, notes = parse_tables(path)
    assert values(ledger, "issue_no", "lead_unit", "responsible_unit", "completed_on") == [
        ("1", "县局", "乡政府", date(2024, 5, 20))
    ]
    assert (ledger.source.sheet, ledger.rows[0].row) == ("台账", 6)
    assert notes.kind is None
    assert [reject.read for reject in notes.rejects] == ["这里没有表"]


def test_formulas_are_read_by_their_values_and_a_failed_one_is_a_reject(tmp_path: Path) -> None:
    path = tmp_path / "资金.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("资金")
        sheet.write_row("B3", ["乡镇", "项目名称", "计划投入(万元)", "资金用途"])
        sheet.write_row("B4", ["青石乡", "茶厂"])
        sheet.write_formula("D4", "=5*2", None, 10)
        sheet.write_formula("E4", "=A1", None, "#REF!")
        sheet.write_row("B5", ["青石乡", "车间"])
        sheet.write_formula("D5", "=1/0", None, "#DIV/0!")
        sheet.set_row(4, None, None, {"hidden": True})
    (table,) = parse_tables(path)
    assert values(table, "project", "planned_yuan", "purpose") == [("茶厂", Decimal(100000), None), ("车间", None, None)]
    assert [(reject.row, reject.column, reject.read) for reject in table.rejects] == [
        (4, "资金用途", "#公式出错 Ref"),
        (5, "计划投入(万元)", "#公式出错 Div0"),
    ]


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("funds.csv", "funds", 2),
        ("indicators.csv", "indicators", 23),
        ("progress.csv", "progress", 16),
        ("toilets.csv", "toilets", 1),
    ],
)
def test_the_bundled_tables_load_whole(name: str, kind: str, count: int) -> None:
    (table,) = parse_tables(ROOT / "data" / "tables" / name)
    assert (table.kind, len(table.rows), table.rejects) == (kind, count, [])


def test_every_word_of_the_heading_vocabulary_is_found_under_its_kind() -> None:
    assert {column_of("funds", "计划投入（万元）"), column_of("funds", " 计划 投入 ")} == {"planned_yuan"}
    assert column_of("progress", "联系电话") == "personal"
    assert column_of("progress", "没有这种列") is None
    for kind in KINDS.values():
        assert column_of(kind.name, "乡镇") == "township"


def test_the_shared_examples_score_as_a_clerk_would(shared: Path, tmp_path: Path) -> None:
    lines = [
        json.dumps(table.as_json(), ensure_ascii=False)
        for path in sorted((shared / "tables" / "files").iterdir())
        for table in parse_tables(path)
    ]
    parsed = tmp_path / "tables.jsonl"
    parsed.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(shared / "tables" / "score.py"), str(parsed), "--floor", "0.99"]
    score = subprocess.run(command, capture_output=True, text=True, check=False)
    assert score.returncode == 0, score.stdout
