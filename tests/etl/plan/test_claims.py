"""What is left of a document: only what no rule read, inside the issues as well."""

import pytest

from etl.plan.parse import parse_plan
from etl.read.text import read_text

HEAD = "甲子乡整改方案\n一、存在问题\n"
ISSUE = (
    "(一)台账管理不规范。个别村登记不全。\n整改目标:账实相符。\n整改措施:1.完善制度。\n2.加强考核。\n"
    "责任单位:乡社保所\n责任人:张某\n整改时限:2024年6月底\n整改状态:该问题已完成整改。\n"
)


def left(text: str) -> list[str]:
    parsed = parse_plan(read_text("a.txt", text.encode()))
    return [text[span.start : span.end] for span in parsed.unclaimed]


def test_an_issue_that_was_read_whole_leaves_nothing() -> None:
    assert left(HEAD + ISSUE) == []


@pytest.mark.parametrize("stray", ["沙溪镇召开春季植树会议", "相关阅读 乡村振兴推进会", "以上由乡整改办汇总"])
def test_a_paragraph_behind_the_fields_of_an_issue_is_left(stray: str) -> None:
    assert left(HEAD + ISSUE + stray + "\n(二)档案不齐。部分村缺档。\n责任单位:乡档案室\n") == [stray]


def test_a_sentence_behind_the_units_is_left() -> None:
    assert left(HEAD + "(一)台账不全。个别村登记不全。\n责任单位:乡社保所。此件公开发布。\n") == ["此件公开发布。"]


def test_a_cell_of_an_unknown_column_is_left() -> None:
    ledger = "序号|问题|整改措施|责任单位|满意率\n1|台账不全|补登台账|乡社保所|群众比较满意\n"
    assert left("甲子乡整改台账\n" + ledger) == ["群众比较满意"]
