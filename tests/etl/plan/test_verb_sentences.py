"""A sentence that says who puts a problem right and until when: 由镇农经站牵头,各村配合,于8月31日前完成整改。"""

import pytest

from etl.parsed import Issue
from tests.etl.plan.test_bare_headings import parsed


def only_issue(sentence: str) -> Issue:
    plan = parsed(
        f"柳溪镇整改方案\n2024年3月5日\n一、存在问题\n一是合同管理混乱。合同47份不规范。{sentence}\n二是资产闲置。闲置9处。\n"
    )
    assert [issue.title.text for issue in plan.issues] == ["合同管理混乱", "资产闲置"]
    assert not plan.unclaimed
    return plan.issues[0]


@pytest.mark.parametrize(
    ("sentence", "units", "limit"),
    [
        (
            "由镇农经站牵头,各村配合,于2024年8月31日前完成整改。",
            [("lead", "镇农经站"), ("supporting", "各村")],
            ("by_date", "2024-08-31"),
        ),
        (
            "由镇财政所、镇纪委负责,2025年3月底前完成。",
            [("responsible", "镇财政所"), ("responsible", "镇纪委")],
            ("by_date", "2025-03-31"),
        ),
        ("由镇财政所负责,长期推进。", [("responsible", "镇财政所")], ("ongoing", "None")),
        ("由镇财政所负责。", [("responsible", "镇财政所")], None),
        ("由镇财政所负责登记的合同丢失3份。", [], None),
        ("合同由镇财政所负责。", [], None),
    ],
)
def test_units_and_limit_of_a_sentence_by_verbs(
    sentence: str, units: list[tuple[str, str]], limit: tuple[str, str] | None
) -> None:
    issue = only_issue(sentence)
    assert [(unit.role, unit.name) for unit in issue.units] == units
    assert (issue.deadline and (issue.deadline.code, str(issue.deadline.due_on))) == limit
    assert issue.status is None
