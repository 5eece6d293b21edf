"""The issues of a document, read from the whole of it: time limits set to all, and what is said behind the last."""

import pytest

from etl.parsed import ParsedPlan
from etl.plan.parse import parse_plan
from etl.read.text import read_text

LIMIT = "问题于2024年6月30日前整改到位。"


def read(text: str) -> ParsedPlan:
    return parse_plan(read_text("a.txt", text.encode()))


@pytest.mark.parametrize(
    ("body", "limited"),
    [
        (f"1.台账不规范。有3户漏报。上述{LIMIT}\n2.走访不深入。\n3.培训少。\n", [True, False, False]),
        (f"1.台账不规范。\n2.走访不深入。上述{LIMIT}\n3.培训少。\n", [False, True, False]),
        (f"1.台账不规范。\n2.走访不深入。\n以上{LIMIT}\n", [True, True]),
        (f"1.台账不规范。\n2.走访不深入。\n二、整改要求\n以上{LIMIT}\n", [True, True]),
        (f"1.台账不规范。\n2.走访不深入。\n以上{LIMIT.replace('问题', '各类问题均')}\n", [True, True]),
    ],
)
def test_a_limit_set_to_the_problems_above(body: str, limited: list[bool]) -> None:
    issues = read(f"甲子乡整改方案\n一、存在问题\n{body}").issues
    assert [issue.deadline is not None for issue in issues] == limited


REPORT = """甲子乡整改情况报告
一、整改情况
1.台账不规范。
整改情况:已补登3户。
{first}2.走访不深入。
整改情况:已走访20户。
{last}甲子乡人民政府
2024年5月1日
"""


def in_words(parsed: ParsedPlan) -> tuple[list[str], list[str]]:
    """The measures of the last issue, and what is left unclaimed."""
    text = parsed.source.text
    return [text[one.start : one.end] for one in parsed.issues[-1].measures], [
        text[one.start : one.end] for one in parsed.unclaimed
    ]


def test_a_next_step_of_each_issue_is_its_measure() -> None:
    steps = {"first": "下一步,将每月核对一次台账。\n", "last": "下一步,将每月走访一次。\n"}
    assert in_words(read(REPORT.format(**steps))) == (["已走访20户。\n下一步,将每月走访一次"], [])


def test_a_next_step_of_the_whole_document_is_no_measure_of_the_last_issue_and_stays_visible() -> None:
    read_once = read(REPORT.format(first="", last="下一步,我乡将建立长效机制。\n特此报告。\n"))
    assert in_words(read_once) == (["已走访20户"], ["下一步,我乡将建立长效机制。"])
