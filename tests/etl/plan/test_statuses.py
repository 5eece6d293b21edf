"""What counts as a state of an issue, and what only looks like one."""

import pytest

from etl.plan.statuses import Statuses, read_status


def code_of_label(text: str) -> str | None:
    found = read_status(text, 0, len(text))
    return found.code if found else None


def code_in_finding(text: str) -> str | None:
    found = Statuses(text).within(0, len(text), facts_only=True)
    return found.code if found else None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("已完成", "completed"),
        ("已完成。", "completed"),
        ("已完成并长期坚持", "completed"),
        ("已完成,下一步加强管护", "completed"),
        ("正在推进(7月)", "in_progress"),
        ("已销号 ", "closed"),
        ("此问题已整改完成并长期坚持。", "completed"),
        ("该问题已经销号", "closed"),
        ("已于2024年8月12日通过县水利局验收销号。", "closed"),
        ("已通过镇纪委验收", "verified"),
        ("未通过县水利局验收", None),
        ("验收未通过", "returned"),
        ("已完成80%", "in_progress"),
        ("已完成100%", "completed"),
        ("已整改9座,剩余6座。", "in_progress"),
        ("已整改15座,剩余0座。", "completed"),
        ("已整改9座。", None),
        ("长期推进", "in_progress"),
        ("已完成前期摸排,正在组织施工", None),
        ("完成率仅为20%", None),
        ("完成了三个村的摸底", None),
        ("完成一个,销号一个", None),
    ],
)
def test_a_labelled_state_is_a_clause_of_its_own(value: str, code: str | None) -> None:
    assert code_of_label(value) == code


@pytest.mark.parametrize(
    ("finding", "code"),
    [
        ("部分厕所闲置。正在有序推进。", "in_progress"),
        ("镇政府已采取措施并正在整改中。", "in_progress"),
        ("逐户核实并完成整改。", None),
        ("共摸排28个,已全部整改到位。", "completed"),
        ("该项工作基本完成,基本完成。", "mostly_done"),
        ("台账不全。(持续推进)", "in_progress"),
        ("作风不实,敷衍应付,整改不到位。", None),
        ("去年的任务,未完成。", None),
        ("资产闲置,由各村负责,长期推进。", None),
        ("资产闲置。(长期推进)", "in_progress"),
        ("一是倒排工期,完成整改。", None),
        ("限期销号,整改到位。", None),
    ],
)
def test_in_a_finding_only_what_is_told_as_a_fact_is_a_state(finding: str, code: str | None) -> None:
    assert code_in_finding(finding) == code
