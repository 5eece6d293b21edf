"""Columns told by what stands in them, and the ones that must stay unknown although something stands in them."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from etl.sheet.content import MOST_CELLS, are_names, sample, share
from etl.sheet.heading import find_headings
from etl.sheet.parsed import ParsedTable
from tests.etl.sheet.reading import parsed


def column(table: ParsedTable, name: str) -> list[object]:
    return [row.values.get(name) for row in table.rows]


LEDGER = """#,乡镇,{finding},应对举措,责任单位,办理时限,{state},{day}
1,青石乡,蓄水池漏水长期无人管护,更换阀门,青石乡水利站,2024年6月底,已完成,2024-06-20
2,青石乡,通组道路塌方未清理,组织清理,青石乡村建办,2024年7月底,正在推进,
3,柳河镇,帮扶台账前后数据不一致,逐户核对,柳河镇民政所,2024年6月底,已完成,2024-06-25
"""


def test_the_finding_the_state_and_the_day_it_was_done_need_no_known_heading(tmp_path: Path) -> None:
    table = parsed(tmp_path, LEDGER.format(finding="甲栏", state="乙栏", day="丙栏"))
    assert column(table, "issue_no") == ["1", "2", "3"]
    assert column(table, "issue_title")[1] == "通组道路塌方未清理"
    assert column(table, "status") == ["completed", "in_progress", "completed"]
    assert [str(day) for day in column(table, "completed_on")] == ["2024-06-20", "None", "2024-06-25"]
    (note,) = table.notes
    for words in ("“甲栏”读作问题", "“乙栏”读作整改状态", "“丙栏”读作完成时间"):
        assert words in note


def test_days_that_stand_in_open_rows_too_are_no_day_of_completion(tmp_path: Path) -> None:
    text = LEDGER.format(finding="问题", state="整改状态", day="丙栏").replace("正在推进,", "正在推进,2024-05-01")
    table = parsed(tmp_path, text)
    assert column(table, "completed_on") == [None, None, None]
    assert [reject.column for reject in table.rejects] == ["丙栏"]


def test_of_two_columns_of_sentences_none_is_the_finding(tmp_path: Path) -> None:
    text = LEDGER.format(finding="甲栏,丁栏", state="整改状态", day="完成时间")
    head, *rows = text.splitlines()
    said = ["一句别的什么话", "第三句不同的话", "另一句别的话语"]
    doubled = [head, *(re.sub("(乡|镇),", rf"\1,{words},", row, count=1) for row, words in zip(rows, said, strict=True))]
    table = parsed(tmp_path, "\n".join(doubled))
    assert column(table, "issue_title") in ([], [None, None, None])
    assert {"甲栏", "丁栏"} <= {reject.column for reject in table.rejects}


def test_a_village_written_with_its_township_is_both(tmp_path: Path) -> None:
    table = parsed(tmp_path, "何处,摸排厕所数,问题厕所数\n青石乡上寨村,20,3\n柳河镇石板村,30,4\n")
    assert [(row.values["township"], row.values["village"]) for row in table.rows] == [("青石乡", "上寨村"), ("柳河镇", "石板村")]


def test_a_percentage_tells_the_number_it_is_the_quotient_of(tmp_path: Path) -> None:
    text = "乡镇,项目名称,甲额(万元),累计支出(万元),支出进度\n青石乡,水渠,80,40,50%\n青石乡,道路,60,45,75%\n"
    table = parsed(tmp_path, text)
    assert column(table, "planned_yuan") == [Decimal(800_000), Decimal(600_000)]
    wrong = parsed(tmp_path, text.replace("75%", "70%"))
    assert column(wrong, "planned_yuan") == [None, None]
    assert [reject.column for reject in wrong.rejects] == ["甲额(万元)"]


def test_what_was_paid_behind_dividends_due_is_dividends(tmp_path: Path) -> None:
    text = "乡镇,项目名称,应分红(元),兑付金额(元)\n青石乡,养殖场,5000,5000\n青石乡,茶园,8000,3000\n"
    table = parsed(tmp_path, text)
    assert column(table, "dividend_paid_yuan") == [Decimal(5000), Decimal(3000)]
    more = parsed(tmp_path, text.replace("8000,3000", "3000,8000"))
    assert column(more, "paid_yuan") == [Decimal(5000), Decimal(8000)]


def test_the_sum_of_parts_is_the_count_and_no_part_is(tmp_path: Path) -> None:
    text = "乡镇,村,摸排厕所数,问题厕所数,,,已整改数\n,,,小计,蹲便器类,管网类,\n青石乡,上寨村,20,5,3,2,4\n"
    table = parsed(tmp_path, text)
    assert column(table, "problem_count") == [5]
    assert {reject.column for reject in table.rejects} == {"蹲便器类", "管网类"}


def test_names_of_persons_are_told_by_their_cells_and_never_come_out(tmp_path: Path) -> None:
    names = ["王甲乙", "李丙丁", "赵戊己"]
    assert are_names(names)
    assert not are_names(["漏水", "破损", "上冻"])
    assert not are_names(["王家村", "李家村", "赵家村"])
    rows = "\n".join(f"青石乡,上寨村,QS-{place},是,{name},{name}" for place, name in enumerate(names))
    table = parsed(tmp_path, f"乡镇,村,厕所编号,是否有问题,存在的毛病,\n{rows}\n")
    assert column(table, "problem_type") == [None, None, None]
    said = str(table)
    assert not [name for name in names if name in said]


def test_columns_of_money_beside_an_unknown_text_are_no_indicators(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,扶持对象简称,甲(元),乙(元)\n青石乡,茶园一期,500,20\n柳河镇,茶园二期,300,20\n")
    assert table.rows == []


def test_a_list_of_persons_is_no_table_of_indicators(tmp_path: Path) -> None:
    table = parsed(tmp_path, "乡镇,村,姓名,补贴面积(亩),补贴金额(元)\n青石乡,上寨村,王甲乙,3,300\n青石乡,下寨村,李丙丁,2,200\n")
    assert (table.kind, table.rows) == (None, [])
    assert "王甲乙" not in str(table)


def test_what_one_word_says_is_no_issue_and_no_value_where_nothing_agrees(tmp_path: Path) -> None:
    projects = (
        "乡镇,建设事项名称,盘子,计划开始日,实际完成日\n青石乡,村道,8,2025-2-10,2025-10-30\n柳河镇,水渠,6,2025-3-5,2025-9-30\n"
    )
    assert parsed(tmp_path, projects).rows == []
    shares = "乡镇,联结项目,甲,本年度数,乙\n青石乡,茶园,80,40,2\n柳河镇,果园,60,45,3\n"
    assert parsed(tmp_path, shares).rows == []


def test_a_sum_of_no_name_beside_another_is_not_the_plan(tmp_path: Path) -> None:
    text = "乡镇,项目名称,折股金额(元),累计支出(元){more}\n青石乡,茶园,500,20{cell}\n柳河镇,果园,300,20{cell}\n"
    (one, *_) = parsed(tmp_path, text.format(more="", cell="")).rows
    assert one.values["planned_yuan"] == Decimal(500)
    (two, *_) = parsed(tmp_path, text.format(more=",甲额(元)", cell=",7")).rows
    assert "planned_yuan" not in two.values


def test_a_project_that_opens_with_its_township_is_of_it(tmp_path: Path) -> None:
    table = parsed(tmp_path, "项目名称,总投资(元)\n青石乡上寨村路灯,500\n柳河镇石板村水渠,300\n")
    assert column(table, "township") == ["青石乡", "柳河镇"]
    assert column(table, "project") == ["青石乡上寨村路灯", "柳河镇石板村水渠"]


def test_only_the_first_cells_of_a_column_are_looked_at() -> None:
    rows = [["2024-05-20"] for _ in range(MOST_CELLS)] + [["不是日期"]] * 5000
    assert share("date", sample(rows, 0)) == 1.0


def test_rows_of_words_alone_are_not_asked_each_whether_they_are_a_heading() -> None:
    heading = ["乡镇", "问题", "整改措施", "责任单位", "整改时限", "办理结果", "完成度"]
    rows = [["青石乡", f"第{place}处道路破损", "修补", "县交通局", "立行立改", "已修补", "已完成"] for place in range(3000)]
    asked: list[int] = []

    class Row(list[str]):
        def __getitem__(self, index: object) -> str:  # type: ignore[override]
            asked.append(1)
            return super().__getitem__(index)  # type: ignore[index, return-value]

    (found,) = find_headings([heading, *map(Row, rows)])
    assert found.kind == "progress"
    assert len(asked) < 20 * len(rows)


@pytest.mark.parametrize(("second_village", "value_count"), [("上寨村", 0), ("岩脚村", 6)])
def test_figures_of_persons_are_not_those_of_their_village(tmp_path: Path, second_village: str, value_count: int) -> None:
    rows = f"青石乡,上寨村,王甲乙,3,12000\n青石乡,{second_village},李丙丁,4,9000\n青石乡,下寨村,赵戊己,2,7000\n"
    assert len(parsed(tmp_path, f"乡镇,村,对象,家庭人口(人),年收入(元)\n{rows}").rows) == value_count


def test_a_remark_that_only_names_persons_is_none(tmp_path: Path) -> None:
    rows = "1,路灯不亮,维修,已完成,{}\n2,垃圾未清,清运,推进中,{}\n3,沟渠堵塞,疏通,推进中,{}\n"
    head = "青石乡整改台账 2024年5月20日\n序号,问题,整改措施,整改状态,其他情况\n"
    assert "王甲乙" not in str(parsed(tmp_path, head + rows.format("王甲乙", "李丙丁", "赵戊己")))
    said = ["已换灯", "每周一次", "等待雨停"]
    assert column(parsed(tmp_path, head + rows.format(*said)), "note") == said
