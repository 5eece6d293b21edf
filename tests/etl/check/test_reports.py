"""What is told of a document, and its lines on terminals of any width."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from etl.check.documents import document_report
from etl.check.report import FileReport, Item, Part
from etl.check.terminal import lines, wrapped
from etl.parsed import Issue, Span, Title
from tests.etl.hand_made_plan import hand_made_plan


def told(report: FileReport, width: int | None = None, *, is_all: bool = False) -> list[str]:
    return [words for words, _ in lines(report, width, is_all=is_all)]


def test_a_document_is_told_with_the_line_of_everything() -> None:
    assert told(document_report(hand_made_plan(), ["第2行: 读到“甲”, 应为 乙"])) == [
        "甲子.txt: 文档, 整改方案, txt utf-8, 6 行, 119 字",
        "  标题      甲子乡整改方案",
        "  乡镇      甲子乡",
        "  文号      甲委发〔2024〕6号",
        "  发文机关  没有写明",
        "  成文日期  2024-05-20",
        "  没有读懂  1 处",
        "    第2行: 读到“甲”, 应为 乙",
        "  问题      2 个; 原文自述: 问题 2 个、4 个阶段",
        "    第2行  1 分红没有兑付",
        "    第5行  2 厕所问题摸排不细致",
        "  措施      2 条",
        "  状态      未报告 1; 推进中 1 (第4行)",
        "  时限      有到期日的 1 个; 限期 1 (第4行)",
        "  单位      2 处, 不同的 2 个, 归入部门的 1 个",
        "    第3行  财政所 → 财政",
        "  未归部门  1 个 (词表 departments.csv 里没有)",
        "    第3行  某某站",
        "  金额      1 处 (本乡镇: 分红本金 1)",
        "    第2行  “88.8万元” 888,000 元, 本乡镇, 分红本金, 总额",
        "  计数      1 处",
        "    第2行  “117户” 受益户",
        "  比例      1 处",
        "    第2行  “24.79%” 占比",
        "  日期      1 处",
        "    第2行  “2023年” 2023-01-01 至 2023-12-31",
        "  核验      1 次, 存疑 1 处",
        "    第1行  自述 3 个, 读到 2 个",
        "           所述: 3",
        "           所算: 2",
        "           位置: 第1行第1字“甲子乡整改方案”、第5行第1字“2. 厕”",
        "  未认领    6.3% (7 字, 1 段没有规则认领的原文)",
        "    第6行  “无人认领的话。”",
        "",
    ]


def test_a_document_with_pages_says_them() -> None:
    plan = hand_made_plan()
    plan.source = replace(plan.source, pages=(0, plan.source.text.index("2. ")))
    found = told(document_report(plan, []))
    assert "2 页, " in found[0]
    assert "    第2页 第5行  2 厕所问题摸排不细致" in found


def test_no_issue_is_said_in_words() -> None:
    plan = hand_made_plan()
    plan.issues = []
    assert "  问题      没有找到一个问题或任务: 应有至少一个编号的问题或任务; 原文自述: 问题 2 个、4 个阶段" in told(
        document_report(plan, [])
    )


@pytest.mark.parametrize(("count", "is_all", "listed"), [(10, False, 10), (11, False, 11), (12, False, 10), (12, True, 12)])
def test_a_long_list_is_shortened_unless_all_is_asked_for(count: int, is_all: bool, listed: int) -> None:
    plan = hand_made_plan()
    finding = Span(8, 9)
    plan.issues = [
        Issue(str(number), [], None, "其他", "problem", Title(8, 9, text="题"), finding, []) for number in range(1, count + 1)
    ]
    found = told(document_report(plan, []), is_all=is_all)
    assert sum(line.endswith(" 题") for line in found) == listed
    assert ("    … 另有 2 处 (加 --all 全部列出)" in found) == (listed < count)


def test_a_long_sentence_is_wrapped_under_its_beginning() -> None:
    part = Part(
        "核验", "1 次", [Item("第3行", "这一句比终端宽, 资金1234567.89元, “引号”不分开。", ("所述: 甲乙丙丁戊己庚辛壬癸子丑",))]
    )
    assert told(FileReport("甲.txt", [part]), 36) == [
        "甲.txt",
        "  核验      1 次",
        "    第3行  这一句比终端宽, 资金",
        "           1234567.89元, “引号”不分",
        "           开。",
        "           所述: 甲乙丙丁戊己庚辛壬",
        "                 癸子丑",
        "",
    ]


@given(st.text(alphabet="甲乙,。“”(12.ab ", max_size=200), st.integers(30, 120))
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(words: str, width: int) -> None:
    made = wrapped(words, "  标题      ", " " * 12, width)
    assert "".join("".join(made).split()) == "标题" + "".join(words.split())
    longest = max((cell_len(piece) for piece in words.split()), default=0)
    assert all(cell_len(line) <= max(width, 12 + longest) for line in made)
