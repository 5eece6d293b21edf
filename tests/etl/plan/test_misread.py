"""Values behind a label of states or limits that no rule reads: told, never silently 未报告."""

import pytest

from tests.etl.plan.test_bare_headings import parsed


@pytest.mark.parametrize(
    ("lines", "status", "misread"),
    [
        ("整改状态:逾期未整改", None, [("逾期未整改", "整改状态")]),
        ("整改状态:√", None, [("√", "整改状态")]),
        ("整改状态:不再整改(已移交)", None, [("不再整改(已移交)", "整改状态")]),
        ("整改状态:已完成", "completed", []),
        ("整改状态:", None, []),
        ("整改情况:未完成整改。", None, [("未完成整改", "整改状态")]),
        ("整改情况:已制定学习计划。", None, []),
        ("整改时限:已完成\n整改状态:正在整改", "in_progress", [("已完成", "能算出最后一天的时限")]),
        ("整改时限:已完成", "completed", []),
        ("整改时限:视情况而定\n整改状态:正在整改", "in_progress", [("视情况而定", "能算出最后一天的时限")]),
    ],
)
def test_what_a_label_says_and_no_rule_reads(lines: str, status: str | None, misread: list[tuple[str, str]]) -> None:
    text = (
        f"柳溪镇整改方案\n2024年3月5日\n一、存在问题\n1.台账登记不全\n责任单位:镇财政所\n{lines}\n2.道路破损\n责任单位:镇财政所\n"
    )
    plan = parsed(text)
    assert (plan.issues[0].status.code if plan.issues[0].status else None) == status
    assert [(text[one.start : one.end], one.expected.split(",")[0]) for one in plan.misread] == misread
