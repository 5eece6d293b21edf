"""Cells of a spreadsheet put right before the table is read."""

from pathlib import Path

import pytest
import xlsxwriter

from etl.corrections import Correction, put_right
from etl.files import ReadFile, read_file

FUNDS = "乡镇,项目名称,计划(万元),到位(万元)\n甲乡,茶厂,10,五\n甲乡,车间,2,1\n合计,,13,6\n"


def table(tmp_path: Path, text: str, name: str = "资金.csv") -> ReadFile:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_file(tmp_path / name)


def line(
    row: int | None, column: str, seen: str, put: str, *, table: str = "资金项目", number: int = 2, sheet: str | None = None
) -> Correction:
    return Correction("c.csv", number, table, column, seen, put, "核实", "资金.csv", sheet, row)


def test_a_cell_is_put_right_before_the_table_is_read(tmp_path: Path) -> None:
    file = table(tmp_path, FUNDS)
    assert [(audit.column, audit.ok) for audit in file.tables[0].audits] == [("计划(万元)", False), ("到位(万元)", False)]
    right, wrong = put_right(file, [line(3, "计划(万元)", "2", "3"), line(2, "arrived_yuan", "五", "5", number=3)])
    assert wrong == []
    (read,) = right.tables
    assert [(row.values["planned_yuan"], row.values["arrived_yuan"]) for row in read.rows] == [(100000, 50000), (30000, 10000)]
    assert [row.wordings["planned_yuan"] for row in read.rows] == ["10", "2"]  # what the file says
    assert read.rejects == []
    assert [(audit.ok, audit.is_corrected) for audit in read.audits] == [(True, True), (True, True)]
    assert read.audits[0].message.endswith("[已更正: 第3行 计划(万元)、第2行 到位(万元)]")
    assert [(one.line, one.place, one.seen, one.put, one.row) for one in read.corrected] == [
        (2, "第3行", "2", "3", 3),
        (3, "第2行", "五", "5", 2),
    ]


def test_a_total_is_put_right_like_any_cell(tmp_path: Path) -> None:
    right, wrong = put_right(table(tmp_path, FUNDS), [line(4, "计划(万元)", "13", "12")])
    assert wrong == []
    assert [(audit.stated, audit.ok, audit.is_corrected) for audit in right.tables[0].audits] == [
        ("12", True, True),
        ("6", False, False),
    ]
    assert len(right.tables[0].corrected) == 1


def test_a_township_merged_over_its_rows_is_put_right_in_all_of_them(tmp_path: Path) -> None:
    file = table(tmp_path, "乡镇,村,摸排数,问题数\n甲多乡,一村,1,1\n,二村,2,1\n", "厕所.csv")
    right, wrong = put_right(file, [line(2, "乡镇", "甲多乡", "甲乡", table="厕所")])
    assert wrong == []
    assert [row.values["township"] for row in right.tables[0].rows] == ["甲乡", "甲乡"]


def test_an_empty_cell_is_filled_and_a_cell_emptied(tmp_path: Path) -> None:
    file = table(tmp_path, "乡镇,序号,问题,整改状态\n甲乡,1,路灯,\n甲乡,2,水渠,已完成\n", "台账.csv")
    right, wrong = put_right(
        file,
        [line(2, "整改状态", "", "推进中", table="整改台账"), line(3, "整改状态", "已完成", "", table="status", number=3)],
    )
    assert wrong == []
    assert [row.values["status"] for row in right.tables[0].rows] == ["in_progress", None]
    assert right.tables[0].rows[0].wordings["status"] == "(空)"


def test_a_month_of_a_wide_table_is_put_right_alone(tmp_path: Path) -> None:
    file = table(tmp_path, "乡镇,指标,单位,2024年1月,2024年2月\n甲乡,务工,人,10,10\n", "指标.csv")
    right, wrong = put_right(file, [line(2, "2024年2月", "10", "12", table="指标")])
    assert wrong == []
    assert [(row.values["value"], row.wordings["value"]) for row in right.tables[0].rows] == [(10.0, "10"), (12.0, "10")]


def test_a_cell_of_a_table_with_villages_across_is_put_right_where_it_stands(tmp_path: Path) -> None:
    file = table(tmp_path, "甲乡户厕整改,,\n项目,一村,二村\n摸排户厕数,10,20\n问题厕所数,3,四\n", "厕所.csv")
    right, wrong = put_right(file, [line(4, "二村", "四", "4", table="厕所")])
    assert wrong == []
    (read,) = right.tables
    assert [row.values["problem_count"] for row in read.rows] == [3, 4]
    assert len(read.corrected) == 1


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (line(None, "计划(万元)", "2", "3"), "key: 读到“资金.csv”, 应为 文件名和行号"),
        (line(1, "计划(万元)", "2", "3"), "key: 读到“资金.csv 第1行”, 应为 数据的一行 (到第4行为止)"),
        (line(9, "计划(万元)", "2", "3"), "key: 读到“资金.csv 第9行”, 应为 数据的一行 (到第4行为止)"),
        (
            line(3, "计划(万元)", "2", "3", sheet="五月"),
            "key: 读到“资金.csv 工作表“五月”第3行”, 应为 文件名、工作表和行号 (这个文件没有",
        ),
        (line(3, "计划(万元)", "2", "3", table="金额"), "table: 读到“金额”, 应为 资金项目 (这个表格的种类)"),
        (line(3, "支出", "2", "3"), "column: 读到“支出”, 应为 读入的列名: 乡镇、项目名称、计划(万元)、到位(万元)"),
        (line(3, "计划(万元)", "20", "3"), "seen: 读到“20”, 应为 资金.csv 第3行 计划(万元) 现在的值“2”"),
        (line(3, "计划(万元)", "2", "2.0"), "put: 读到“2.0”, 应为 与读到的值不同的值"),
        (line(3, "计划(万元)", "2", "三"), "put: 读到“三”, 应为 数字"),
        (line(3, "计划(万元)", "2", "-3"), "put: 读到“-3”, 应为 不为负的金额"),
    ],
)
def test_a_line_that_does_not_apply_is_named(tmp_path: Path, correction: Correction, message: str) -> None:
    _, wrong = put_right(table(tmp_path, FUNDS), [correction])
    assert len(wrong) == 1
    assert wrong[0][0] == 2
    assert wrong[0][1].startswith("更正表 c.csv 第2行 ")
    assert message in wrong[0][1]


def test_of_several_sheets_one_is_named(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "资金.xlsx") as book:
        for name in ("五月", "六月"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate((["乡镇", "项目", "计划(万元)"], ["甲乡", "茶厂", 10])):
                sheet.write_row(number, 0, row)
    file = read_file(tmp_path / "资金.xlsx")
    ((_, wrong),) = put_right(file, [line(2, "计划(万元)", "10", "11")])[1]
    assert "应为 文件名、工作表和行号 (工作表“五月”、工作表“六月”)" in wrong
    right, wrong = put_right(file, [line(2, "计划(万元)", "10", "11", sheet="六月")])
    assert wrong == []
    assert [each.rows[0].values["planned_yuan"] for each in right.tables] == [100000, 110000]
    assert [len(each.corrected) for each in right.tables] == [0, 1]
