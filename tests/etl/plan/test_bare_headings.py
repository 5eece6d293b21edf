"""Headings of parts without numbers: a line 存在问题 above 1. 2. is read as 一、存在问题."""

import hashlib

from etl.parsed import ParsedPlan, Source
from etl.plan.parse import parse_plan


def parsed(text: str) -> ParsedPlan:
    content = text.encode()
    return parse_plan(Source("a.txt", hashlib.sha256(content).hexdigest(), "txt", "utf-8", len(content), text))


LISTED = """柳溪镇整改方案
2024年3月5日
存在问题
1.台账登记不全
去年的台账缺2本。
责任单位:镇财政所
整改时限:2024年5月31日前
整改状态:已完成
2.危房改造滞后
责任单位:镇规划建设中心
整改时限:2024年12月底前
"""
ANSWERED = """柳溪镇整改方案
存在问题
1.台账登记不全。
2.危房改造滞后。
整改措施:
1.补登台账。
责任单位:镇财政所
2.加快施工。
责任单位:镇规划建设中心
工作要求
各村要高度重视。
"""
LABELS = """柳溪镇整改方案
1.台账登记不全。
存在问题
缺2本。
责任单位:镇财政所
2.危房改造滞后。
责任单位:镇规划建设中心
"""


def read(text: str) -> list[tuple[object, ...]]:
    """What is said of each issue, and the words no rule read."""
    plan = parsed(text)
    assert not plan.unclaimed
    return [
        (
            issue.title.text,
            [unit.name for unit in issue.units],
            str(issue.deadline.due_on) if issue.deadline else None,
            issue.status.code if issue.status else None,
            [text[span.start : span.end] for span in issue.measures],
        )
        for issue in plan.issues
    ]


def test_a_heading_without_a_number_is_read_as_one_with_it() -> None:
    expected = [
        ("台账登记不全", ["镇财政所"], "2024-05-31", "completed", []),
        ("危房改造滞后", ["镇规划建设中心"], "2024-12-31", None, []),
    ]
    assert read(LISTED) == read(LISTED.replace("存在问题", "一、存在问题")) == expected


def test_a_second_part_answers_by_number_and_a_part_left_aside_is_none_of_the_last_issue() -> None:
    assert read(ANSWERED) == [
        ("台账登记不全", ["镇财政所"], None, None, ["补登台账"]),
        ("危房改造滞后", ["镇规划建设中心"], None, None, ["加快施工"]),
    ]


def test_the_same_words_below_a_number_stay_a_label_of_the_issue() -> None:
    assert [each[:2] for each in read(LABELS)] == [("台账登记不全", ["镇财政所"]), ("危房改造滞后", ["镇规划建设中心"])]
