"""Tables with something wrong in them: what is refused, what is doubted, what is said of what was left out."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from etl.sheet.grid import UnreadableTable
from etl.sheet.hidden import hidden_places
from etl.sheet.parse import parse_tables
from etl.sheet.parsed import TableReject
from tests.etl.sheet.reading import parsed, values
from warehouse import clock

GOLDEN = Path(__file__).parents[2] / "golden" / "files"


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b"", "空文件"),
        (b"  \r\n", "空文件"),
        (bytes(range(128)) * 4, "二进制内容"),
        (bytes(range(256)) * 4, "不是 UTF-8 也不是 GB18030"),
        (b"PK\x03\x04 broken", "打不开的工作簿"),
        (b"\xd0\xcf\x11\xe0 broken", "打不开的工作簿"),
    ],
)
def test_files_that_are_no_tables_are_named(tmp_path: Path, content: bytes, read: str) -> None:
    path = tmp_path / "坏.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableTable) as failure:
        parse_tables(path)
    assert read in failure.value.read
    assert failure.value.expected


def test_a_file_with_no_known_heading_is_one_reject(tmp_path: Path) -> None:
    table = parsed(tmp_path, "甲,乙\n1,2\n")
    assert (table.kind, table.rows) == (None, [])
    assert [(reject.severity, reject.read) for reject in table.rejects] == [("file", "甲 乙")]


def test_a_row_almost_a_heading_is_told_what_it_lacks(tmp_path: Path) -> None:
    table = parsed(tmp_path, "2024年情况\n乡镇,帮扶类,到位资金（万元）\n石门乡,甲,3\n")
    (reject,) = table.rejects
    assert (table.kind, reject.severity) == (None, "file")
    assert "第2行像表头, 认得的列名有 乡镇、到位资金（万元）" in reject.read
    assert reject.expected.startswith("资金项目的表头还要有 项目名称 一列")


def test_a_list_of_persons_is_told_no_such_thing(tmp_path: Path) -> None:
    (reject,) = parsed(tmp_path, "乡镇,人数,姓名,电话\n石门乡,1,某某,13900000000\n").rejects
    assert "像表头" not in reject.read and "某某" not in reject.read


def test_a_sheet_without_heading_does_not_quote_a_persons_data(tmp_path: Path) -> None:
    table = parsed(tmp_path, "1,某甲,990000190001011234\n2,某乙,990000190001011235\n")
    assert [reject.read for reject in table.rejects] == ["3 格的数据, 没有表头"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('乡镇,村,摸排数,问题数\n青石乡,甲村,1,1\n青石乡,"乙村,2,1\n青石乡,丙村,3,1\n', 3),
        ('乡镇,村,摸排数,问题数\n青石乡,甲村,1,"1\n', 2),
        ('乡镇,村,摸排数,备注\n青石乡,"甲村,1,1\n青石乡,乙村,2,1\n青石乡,丙村,3,"好"\n', 2),
    ],
)
def test_a_quotation_mark_never_closed_swallows_no_rows(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(UnreadableTable, match=f"第{line}行的引号没有收尾"):
        parsed(tmp_path, text)


def test_line_breaks_within_a_cell_are_fine(tmp_path: Path) -> None:
    table = parsed(tmp_path, '乡镇,村,摸排数,备注\n青石乡,甲村,1,"一、甲,乙\n二、""丙"",丁"\n青石乡,乙村,2,\n')
    assert values(table, "village", "note") == [("甲村", '一、甲,乙\n二、"丙",丁'), ("乙村", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("乡镇,指标,数值,单位\n青石乡,参保率,,%\n青石乡,户数,3,户\n", "写明数值的一行"),
        ("乡镇,村,摸排数,问题数\n青石乡,甲村,,\n青石乡,乙村,1,0\n", "至少有一个数、金额或状态的一行"),
        ("乡镇,项目名称,计划投入(元),备注\n青石乡,茶厂,,待定\n青石乡,车间,1,\n", "至少有一个数、金额或状态的一行"),
    ],
)
def test_a_row_that_names_its_subject_and_says_nothing_is_a_reject(tmp_path: Path, text: str, expected: str) -> None:
    table = parsed(tmp_path, text)
    assert len(table.rows) == 1
    assert [(reject.row, reject.expected, reject.severity) for reject in table.rejects] == [(2, expected, "row")]


def test_a_table_of_headings_only_says_so(tmp_path: Path) -> None:
    assert parsed(tmp_path, "乡镇,村,摸排数,问题数\n").rejects == [
        TableReject(None, None, "只有表头, 没有数据的行", "表头下至少一行数据", "file")
    ]


def test_a_heading_that_stands_twice_is_named_as_such(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,项目名称,计划投入(元),总投资(元)\n青石乡,茶厂,5,6\n")
    assert [reject.expected for reject in table.rejects] == ["不重复的列名 (列名重复: 与“计划投入(元)”是同一列, 这一列没有装入)"]


def test_steps_that_are_larger_than_the_step_before_are_doubted(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,财政支持,问题数,已整改\n青石乡,甲村,5,6,1,2\n青石乡,乙村,5,,5,\n")
    assert [(audit.rule, audit.ok, audit.row, audit.message) for audit in table.audits] == [
        ("nesting", False, 2, "财政支持 6 大于摸排数 5, 部分不应大于整体"),
        ("nesting", False, 2, "已整改 2 大于问题数 1, 部分不应大于整体"),
    ]


def test_a_report_of_a_day_to_come_is_doubted(tmp_path: Path) -> None:
    coming = clock.today() + timedelta(days=1)
    text = "乡镇,序号,问题,整改状态,填报日期\n"
    rows = [f"青石乡,{number},问题{number},推进中,{coming}\n" for number in (1, 2)]
    table = parsed(tmp_path, text + "".join(rows) + f"青石乡,3,问题三,推进中,{clock.today()}\n")
    assert [(audit.rule, audit.row, audit.message) for audit in table.audits] == [
        ("future_date", 2, f"填报日期写 {coming}, 晚于读入当天, 共 2 行; 到那一天之前不计入")
    ]


def test_what_is_left_out_or_hidden_is_said(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,厕所编号,户主姓名,身份证号,是否问题厕所\n青石乡,甲村,1,某甲,,是\n")
    assert table.notes == ["个人信息的列不装入: 户主姓名"]
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("甲", "乙"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["乡镇", "项目名称", "计划投入(元)"])
            sheet.write_row(1, 0, ["青石乡", "茶厂", 1])
            sheet.write_row(2, 0, ["青石乡", f"{name}厂", 1])
            if name == "乙":
                sheet.hide()
                sheet.set_row(2, None, None, {"hidden": True})
                sheet.set_column(1, 5, None, None, {"hidden": True})  # D to F hold nothing
    shown, hidden = parse_tables(path)
    assert (shown.notes, len(hidden.rows)) == ([], 2)
    assert hidden.notes == [
        "工作表“乙”是隐藏的, 也读入了",
        "工作表“乙”隐藏的行也读入了: 第3行, 共 1 行",
        "工作表“乙”隐藏的列也读入了: B列、C列, 共 2 列",
    ]


def test_what_is_hidden_in_an_old_workbook_is_said_and_a_damaged_one_is_still_read(tmp_path: Path) -> None:
    content = (GOLDEN / "hidden.xls").read_bytes()
    (table,) = parse_tables(GOLDEN / "hidden.xls")
    assert table.notes == ["工作表“台账”隐藏的行也读入了: 第3行, 共 1 行", "工作表“台账”隐藏的列也读入了: D列, 共 1 列"]
    assert [row.values["issue_title"] for row in table.rows] == ["甲问题", "乙问题"]
    assert hidden_places(content[: len(content) // 2], "xls") == {}
    assert hidden_places(b"", "xlsx") == {}


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "密.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(UnreadableTable, match="打不开的工作簿: 有密码"):
        parse_tables(path)


def test_numbers_of_persons_are_in_no_reject(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,摸排数,问题数\n青石乡,甲村,139-0000-0000,1\n,139 0000 0000,1,1\n")
    assert "0000" not in json.dumps(table.as_json(), ensure_ascii=False)


@pytest.mark.parametrize(
    ("cell", "reported_on", "expected"),
    [
        ("2024-06-31", None, "存在的日期 (6月有30天); 这一行按没有日期读入, 没有改用表上的 2024-05-31"),
        ("不清楚", None, "日期, 如 2024-05-20、2024.5.20、2024年5月20日; 这一行按没有日期读入, 没有改用表上的 2024-05-31"),
        ("", date(2024, 5, 31), None),
        ("待定", date(2024, 5, 31), None),
    ],
)
def test_a_date_of_a_row_that_cannot_be_read_is_not_the_date_of_the_title(
    tmp_path: Path, cell: str, reported_on: date | None, expected: str | None
) -> None:
    head = "青石乡整改工作台账（2024年5月）\n"
    table = parsed(tmp_path, f"{head}乡镇,序号,问题,整改状态,填报日期\n青石乡,1,台账不全,已完成,{cell}\n")
    assert values(table, "reported_on", "status") == [(reported_on, "completed")]
    assert [reject.expected for reject in table.rejects] == ([expected] if expected else [])
    table = parsed(tmp_path, f"填报日期：2024年5月31日\n乡镇,指标,数值,单位,统计日期\n青石乡,参训人数,12,人,{cell}\n")
    assert values(table, "period_to", "value") == [(None if cell else reported_on, 12.0)]  # a period is no date to come
    table = parsed(tmp_path, f"填报日期：2024年5月31日\n乡镇,村,摸排厕所数,统计日期\n青石乡,上寨村,12,{cell}\n")
    assert values(table, "as_of", "surveyed_count") == [(reported_on, 12)]


@pytest.mark.parametrize("heading", ["整改时限", "完成时间", "填报日期"])
@pytest.mark.parametrize("day", ["2024-06-31", "2024.6.31", "2024年6月31日", "20240631", "6月31日"])
def test_a_day_that_does_not_exist_is_told_in_one_way(tmp_path: Path, heading: str, day: str) -> None:
    table = parsed(tmp_path, f"乡镇,序号,问题,整改状态,{heading}\n青石乡,1,台账不全,已完成,{day}\n")
    assert [reject.expected for reject in table.rejects] == ["存在的日期 (6月有30天)"]


def test_one_township_name_under_two_counties_is_told_with_both(tmp_path: Path) -> None:
    heading = "县,乡镇,指标,数值,单位,统计日期\n"
    rows = [
        "甲山县,青石镇,参训人数,120,人,2024-05-31",
        "乙水县,青石镇,参训人数,80,人,2024-05-31",
        "乙水县,白河乡,参训人数,8,人,2024-05-31",
    ]
    table = parsed(tmp_path, heading + "\n".join([*rows, ",青石镇,就业人数,7,人,2024-05-31"]) + "\n")
    (audit,) = table.audits
    assert (audit.rule, audit.ok, audit.row) == ("township_homonym", False, 3)
    assert "青石镇 有同名的: 甲山县 (第2行)、乙水县 (第3、5行); 乡镇只按名称认" in audit.message
    assert audit.message.endswith("写成 乙水县青石镇")
    assert parsed(tmp_path, heading + "\n".join([rows[0], rows[2]]) + "\n").audits == []
    mended = [rows[0], rows[1].replace(",青石镇", ",乙水县青石镇"), rows[2]]
    assert parsed(tmp_path, heading + "\n".join(mended) + "\n").audits == []
    units = "乡镇,指标,数值,单位,责任单位\n青石镇,参训人数,120,人,甲山县\n青石镇,就业人数,80,人,乙水县\n"
    assert parsed(tmp_path, units).audits == []  # no column of counties
