"""Tables inside documents that are not read there, and bare sums of a ledger, are named with their line."""

import pytest

from etl.frames import build_frames
from etl.frames.text_tables import unread_tables
from etl.plan.parse import parse_plan
from etl.read.text import read_text

FUNDS = "序号\t项目名称\t资金用途\t计划(万元)\t到位(万元)\t支出(万元)\n1\t道路硬化\t硬化\t118\t80\t0\n"
TOILETS = "乡镇\t村\t摸排\t财政支持\t问题\t已整改\n甲镇\t乙村\t320\t200\t15\t9\n"
LEDGER = (
    "序号\t存在问题\t涉及金额(万元)\t责任单位\t整改时限\n"
    "1\t工程款拖欠\t33.6\t镇财政所\t2024年6月底\n"
    "2\t资金闲置\t12万元\t镇财政所\t立行立改\n"
)


def said(text: str) -> list[tuple[str, str]]:
    return [(part.place, part.read) for part in unread_tables(text)]


@pytest.mark.parametrize(("table", "label"), [(FUNDS, "像资金项目表: 序号 项目名称"), (TOILETS, "像厕所表: 乡镇 村 摸排")])
def test_a_table_of_another_kind_is_named_by_its_headings(table: str, label: str) -> None:
    ((place, read),) = said(f"甲镇情况\n2024年6月5日\n{table}")
    assert place == "第3行"
    assert read.startswith(label)


def test_a_bare_sum_of_a_ledger_is_named_and_a_whole_one_read() -> None:
    text = f"甲镇问题整改台账\n{LEDGER}"
    (part,) = unread_tables(text)
    assert (part.place, part.read) == ("第3行", "33.6")
    assert part.expected.startswith("自己写明单位的金额, 如 33.6万元 ")
    assert [amount.yuan for amount in parse_plan(read_text("a.txt", text.encode())).amounts] == [120_000]


def test_each_table_of_a_document_is_named_once() -> None:
    assert [place for place, _ in said(f"{LEDGER}\n说明\n{FUNDS}\n{TOILETS}")] == ["第2行", "第6行", "第9行"]


@pytest.mark.parametrize("text", ["", "甲\t乙\n1\t2\n", "一、存在问题\n1.厕所损坏\t已完成\n", FUNDS.split("\n")[0]])
def test_what_is_no_such_table_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_build_lists_it_among_what_was_not_understood() -> None:
    rejects = build_frames([parse_plan(read_text("a.txt", f"甲镇情况\n{FUNDS}".encode()))], [], [])["reject"]
    assert "请把它另存为 .xlsx, 放进表格文件夹" in rejects.filter(place="第2行")["expected"].item()


def test_headings_of_two_lines_with_merged_cells_name_a_bare_sum() -> None:
    second = "序号\t存在问题\t涉及金额(万元)\t责任\t\t整改时限\n〃\t〃\t〃\t责任单位\t责任人\t〃\n"
    rows = "1\t工程款拖欠\t33.6\t镇财政所\t某甲\t2024年6月底\n"
    assert said(f"甲镇问题整改台账\n{second}{rows}") == [("第4行", "33.6")]
