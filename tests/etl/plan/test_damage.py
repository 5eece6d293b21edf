"""Copies whose lines are not the writer's: joined, without page furniture, begun anew; every span carried back to the copy."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.parsed import Issue, ParsedPlan, PlanFields, Source, Span, Title, Unit
from etl.plan.damage import find_damage
from etl.plan.flow import Edit, Flow
from etl.plan.parse import parse_plan
from etl.plan.width import half_width
from etl.read.text import read_text
from tests.etl.plan.wordings import is_wording

PLANS = sorted((Path(__file__).parents[3] / "data" / "plans").glob("*.txt"))
SOURCE = Source("a.txt", "0" * 64, "txt", "utf-8", 1, "管网1.3户未通。")
HEAD = "某县整改方案汇编"
LINES_A_PAGE = 30


def wrapped(text: str, width: int) -> str:
    """The text as a PDF gives it: lines of one width, page numbers and running heads between."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        for start in range(0, max(len(paragraph), 1), width):
            lines.append(paragraph[start : start + width])
            if len(lines) % LINES_A_PAGE == 0:
                lines += [f"- {len(lines) // LINES_A_PAGE} -", HEAD]
    return "\n".join(lines)


def read(text: str) -> Counter[object]:
    """What matters of a document, without places."""
    parsed = parse_plan(read_text("a.txt", text.encode()))
    found: Counter[object] = Counter()
    for issue in parsed.issues:
        title = re.sub(r"\s", "", issue.title.text)
        found["title", title] += 1
        found["status", title, issue.status.code if issue.status else None] += 1
        found["deadline", title, (issue.deadline.code, issue.deadline.due_on) if issue.deadline else None] += 1
        found["measures", title, len(issue.measures)] += 1
        found.update(("unit", title, unit.role, unit.name) for unit in issue.units)
    found.update(("amount", amount.yuan) for amount in parsed.amounts)
    found.update(("count", count.value, count.unit) for count in parsed.counts)
    found.update(("period", period.first_on, period.last_on) for period in parsed.periods)
    return found


@pytest.mark.parametrize("width", [26, 34, 40])
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_wrapped_copy_is_read_as_the_whole_text(path: Path, width: int) -> None:
    """Where a line happens to begin with a number inside a sentence a value may be lost; at least 19 of 20 are as before."""
    text = path.read_text("utf-8")
    whole, copy = read(text), read(wrapped(text, width))
    assert (whole & copy).total() >= 0.95 * whole.total(), whole - copy


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_healthy_document_is_left_alone(path: Path) -> None:
    assert find_damage(half_width(path.read_text("utf-8"))) == []


WRAPPED = """临江镇安全生产专项检查反馈问
题整改情况报告
根据县安委办反馈意见,我镇对照清
单逐项整改,现将有关情况报告如下
。
(一)农村自建房隐患排查不够彻底
。整改情况:已排查经营性自建房13
6栋,发现隐患9栋,其余2栋计划于
- 1 -
临江镇人民政府文件
2022年12月底前完成。正在整改。
责任单位:镇村建办、各村(社
区)
"""


def test_words_and_numbers_broken_at_a_line_end_are_whole() -> None:
    parsed = parse_plan(read_text("a.txt", WRAPPED.encode()))
    (issue,) = parsed.issues
    assert issue.title.text == "农村自建房隐患排查不够彻底"
    assert [unit.name for unit in issue.units] == ["镇村建办", "各村(社区)"]
    assert issue.status is not None and issue.status.code == "in_progress"
    assert [(count.value, count.unit) for count in parsed.counts] == [(136, "栋"), (9, "栋"), (2, "栋")]
    text = parsed.source.text
    assert text == WRAPPED
    assert text[parsed.counts[0].start : parsed.counts[0].end] == "13\n6栋"
    for unit in issue.units:
        assert is_wording(text[unit.start : unit.end], unit.name)


ONE_LINE = (
    "甲子乡关于督察反馈问题的整改方案甲政发〔2024〕12号为抓好整改,结合我乡实际,制定本方案。一、整改清单问题一:污水直排"
    "问题描述:下湾村污水直排沟渠。整改措施:1.铺设管网1.2公里。2.建设处理站2座。牵头单位:乡生态办责任单位:下湾村整改时限:2024年9月底前"
    "问题二:粪污处置不规范问题描述:3家养殖场没有设施。整改措施:每月巡查。牵头单位:乡农业中心整改时限:立行立改进展情况:已完成整改。"
    "二、工作要求加强领导。甲子乡人民政府2024年5月6日"
)


def test_lines_are_begun_where_a_document_lost_them() -> None:
    parsed = parse_plan(read_text("a.txt", ONE_LINE.encode()))
    assert parsed.plan.title == "甲子乡关于督察反馈问题的整改方案"
    assert parsed.plan.doc_number == "甲政发〔2024〕12号"
    assert (parsed.plan.issuer, str(parsed.plan.issued_on)) == ("甲子乡人民政府", "2024-05-06")
    first, second = parsed.issues
    assert len(first.measures) == 2
    assert [(unit.role, unit.name) for unit in first.units] == [("lead", "乡生态办"), ("responsible", "下湾村")]
    assert first.deadline is not None and str(first.deadline.due_on) == "2024-09-30"
    assert second.status is not None and second.status.code == "completed"
    for issue in parsed.issues:
        assert ONE_LINE[issue.title.start : issue.title.end] == issue.title.text


@settings(max_examples=200)
@given(
    st.text("甲乙丙丁\n", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(0, 5), st.sampled_from(["", "\n"]))),
)
def test_the_way_back_leads_to_the_same_characters(copy: str, cuts: list[tuple[int, int, str]]) -> None:
    edits: list[Edit] = []
    for start, length, words in sorted(cuts):
        if start <= len(copy) and (not edits or start >= edits[-1].end):
            edits.append(Edit(start, min(start + length, len(copy)), words))
    flow = Flow(copy, edits)
    inserted = 0
    for place, character in enumerate(flow.text):
        if flow.place(place) < len(copy) and copy[flow.place(place)] == character:
            continue
        inserted += 1
    assert inserted <= sum(len(edit.words) for edit in edits)
    places = [flow.place(place) for place in range(len(flow.text))]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("培训人员12\n0人次。", "12\n0人次"),
        ("投入资金1\n.5万元。", "1\n.5万元"),
        ("于2024年1\n2月底完成。", "2024年1\n2月底"),
        ("于2024年8月1\n5日完成。", "2024年8月1\n5日"),
    ],
)
def test_a_number_broken_by_a_line_is_one(text: str, whole: str) -> None:
    parsed = parse_plan(read_text("a.txt", text.encode()))
    assert [text[one.start : one.end] for one in (*parsed.counts, *parsed.amounts, *parsed.periods)] == [whole]


@pytest.mark.parametrize(
    "text", ["联系电话:0871\n2024年3月1日", "附件1\n3户名单", "一、任务清单2\n3.加强督查", "共有问题12\n2.整改措施"]
)
def test_a_number_at_a_line_s_end_is_not_joined_to_another(text: str) -> None:
    assert not find_damage(half_width(text))


def test_a_blank_put_in_behind_a_number_stands_in_no_title() -> None:
    title = Title(0, 8, "管网1. 3户未")
    flow = Flow("管网1.3户未通。", [Edit(4, 4, " ")])
    issue = Issue("1", ["1"], None, "other", "problem", title, Span(0, 9), [], units=[Unit(3, 7, "responsible", ". 3户")])
    parsed = flow.carried_back(ParsedPlan(SOURCE, PlanFields(), [issue]), SOURCE)
    assert (parsed.issues[0].title, parsed.issues[0].units[0].name) == (Title(0, 7, "管网1.3户未"), ".3户")


def test_labels_that_only_blanks_part_from_their_values() -> None:
    text = (
        "青石镇整改方案 一、存在问题 (一)台账登记不全 整改措施 补登台账 责任单位 镇财政所 整改时限 2024年5月底前 "
        "(二)公厕管护不到位,部分蹲位堵塞长期无人清理 整改措施 落实保洁员每日清扫并由镇城管办抽查通报 责任单位 镇城管办、各村 "
        "整改时限 立行立改,长期坚持 (三)产业分红未兑现,涉及120户群众 整改措施 与合作社签订还款协议 责任单位 镇农业服务中心 "
        "整改时限 2024年9月底前 二、工作要求 各村要高度重视,按时报送整改台账和佐证材料\n"
    )
    plan = parse_plan(read_text("a.txt", text.encode()))
    assert [(issue.title.text, [unit.name for unit in issue.units], len(issue.measures)) for issue in plan.issues] == [
        ("台账登记不全", ["镇财政所"], 1),
        ("公厕管护不到位,部分蹲位堵塞长期无人清理", ["镇城管办", "各村"], 1),
        ("产业分红未兑现,涉及120户群众", ["镇农业服务中心"], 1),
    ]
    assert [issue.deadline and issue.deadline.code for issue in plan.issues] == ["by_date", "immediate_and_ongoing", "by_date"]
    assert not plan.unclaimed


PROBLEM = "{number}．{what}排查不够细。整改措施：逐户核对到位。\n责任单位：示例镇农业农村服务中心\n整改时限：立行立改，长期坚持\n"


def test_a_label_that_happens_to_end_two_pages_is_no_running_head() -> None:
    problems = [PROBLEM.format(number=number, what=what) for number, what in enumerate(["厕所", "饮水", "住房", "低保"], start=1)]
    pages = [f"{''.join(problems[:2])}\n— 1 —\n\n", f"{''.join(problems[2:])}\n— 2 —\n\n二、工作要求\n各村要高度重视。"]
    text = "示例镇问题整改方案\n一、存在问题\n" + "".join(pages)
    issues = parse_plan(read_text("a.txt", text.encode())).issues
    assert [issue.deadline.code if issue.deadline else None for issue in issues] == ["immediate_and_ongoing"] * 4


def test_a_heading_stands_in_no_bracket() -> None:
    """The bracket before it lost its end, and the line before it is full."""
    lines = [
        "一、存在问题",
        "(一)教育帮扶不够细。逐户核对在校学生名单，把补助资金",
        "及时发到每一户，不漏一人，并在村里公开，请群众监督，对",
        "不该领的及时停发，对漏掉的及时补发，长期坚持抓到底。",
        "(责任单位：示例镇中心学校、各村；配合单位：镇财政所等",
        "(二)饮水保障不到位。更换老旧管网，每季度取水样送县里",
        "检测一次，结果在村务公开栏里公布，接受群众的监督，对",
        "不合格的及时整改，管护人员的工资由村集体收入来承担。",
        "(责任单位：示例镇水利站)",
    ]
    text = "示例镇问题整改方案\n" + "\n".join(lines)
    assert [issue.no for issue in parse_plan(read_text("a.txt", text.encode())).issues] == ["(一)", "(二)"]


def test_a_title_as_wide_as_the_page_is_not_joined_to_what_follows() -> None:
    lines = [
        "示例镇巩固拓展脱贫攻坚成果同乡村振兴有效衔接专项行动方案",
        "示政发〔2024〕8号",
        "按照县里的统一部署，我镇从今年四月起集中开展专项行动，对",
        "照考核反馈的问题逐条整改，把责任落实到人，结合本镇的实际",
        "情况，就开展好这次专项行动，解决好群众反映的突出问题，制",
        "定如下方案，请各村和镇直各单位认真抓好落实，不得走了过场",
        "，也不得弄虚作假。",
        "一、存在问题",
        "(一)厕所整改不彻底。",
    ]
    fields = parse_plan(read_text("a.txt", "\n".join(lines).encode())).plan
    assert (fields.title, fields.doc_number) == (lines[0], lines[1])
