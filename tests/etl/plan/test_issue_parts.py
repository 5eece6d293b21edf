"""The parts of an issue read from their words: units, time limits, states, themes, titles, headings."""

from datetime import date

import pytest

from etl.plan.deadlines import find_deadline, read_deadline
from etl.plan.statuses import Statuses, grouped_status, read_status
from etl.plan.themes import said_above, theme_of
from etl.plan.units import read_units, read_verb_units, split_labels
from etl.plan.wording import (
    ends_in_fault,
    is_bare_name,
    is_deficient,
    quoted_problem,
    section_roles,
    title_span,
    without_problem_noun,
)


def names(words: str) -> list[str]:
    units = read_units(words, 0, len(words), "responsible")
    assert all(words[unit.start : unit.end] == unit.name for unit in units)
    return [unit.name for unit in units]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("乡党建办、乡财政所", ["乡党建办", "乡财政所"]),
        ("乡乡村振兴站及相关站所", ["乡乡村振兴站", "相关站所"]),
        ("镇民政办和镇残联", ["镇民政办", "镇残联"]),
        ("区人力资源和社会保障局", ["区人力资源和社会保障局"]),
        ("镇自然资源和规划建设所，各村", ["镇自然资源和规划建设所", "各村"]),
        ("各村（社区）、乡农科站", ["各村（社区）", "乡农科站"]),
        ("各村(社区)乡国土所", ["各村(社区)", "乡国土所"]),
        ("镇扶贫办、住建所等", ["镇扶贫办", "住建所"]),
        ("镇扶贫办、各村、相关站所按职责分工落实", ["镇扶贫办", "各村", "相关站所"]),
        ("乡财政所 乡扶贫办", ["乡财政所", "乡扶贫办"]),
        ("乡财政所、;", ["乡财政所"]),
        ("乡财政所。其他的话", ["乡财政所"]),
        ("乡财政所、\n乡扶贫办\n整改情况", ["乡财政所", "乡扶贫办"]),
        ("\n乡财政所\n", ["乡财政所"]),
        ("组织、宣传", ["组织", "宣传"]),
        ("待定", []),
        ("镇财政所、待明确", ["镇财政所"]),
        ("", []),
        ("、；，", []),
    ],
)
def test_unit_names(words: str, expected: list[str]) -> None:
    assert names(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("镇财政所牵头,镇纪委配合", [("lead", "镇财政所"), ("supporting", "镇纪委")]),
        (
            "镇财政所、镇经管站牵头;各村(社区)、镇纪委协助",
            [*(("lead", name) for name in ("镇财政所", "镇经管站")), ("supporting", "各村(社区)"), ("supporting", "镇纪委")],
        ),
        ("镇财政所牵头,各村", [("lead", "镇财政所"), ("responsible", "各村")]),
        ("镇财政所、各村配合", [("responsible", "镇财政所"), ("responsible", "各村")]),
    ],
)
def test_a_clause_behind_a_label_may_say_its_role(words: str, expected: list[tuple[str, str]]) -> None:
    assert [(unit.role, unit.name) for unit in read_units(words, 0, len(words), "responsible")] == expected


def test_labels_of_a_bracket_also_without_colon() -> None:
    words = "整改责任主体乡搬迁小组、各村;配合单位：乡国土所；监督责任单位:乡整改领导小组"
    found = [(code, words[start:end].strip("；;")) for code, start, end in split_labels(words, 0, len(words))]
    assert found == [("responsible", "乡搬迁小组、各村"), ("supporting", "乡国土所"), ("supervising", "乡整改领导小组")]


def test_blanks_between_a_label_and_its_colon_are_not_of_the_value() -> None:
    words = "责任单位 :乡国土所"
    assert [words[start:end] for _, start, end in split_labels(words, 0, len(words))] == ["乡国土所"]


def test_units_by_verbs() -> None:
    words = "由镇扶贫办牵头，镇财政所、各村配合"
    found = [(unit.role, unit.name) for unit in read_verb_units(words, 0, len(words))]
    assert found == [("lead", "镇扶贫办"), ("supporting", "镇财政所"), ("supporting", "各村")]


@pytest.mark.parametrize(
    ("words", "code", "due_on"),
    [
        ("立行立改,长期坚持", "immediate_and_ongoing", None),
        ("立行立改", "immediate", None),
        ("长期坚持", "ongoing", None),
        ("2024年6月底前", "by_date", date(2024, 6, 30)),
        ("6月底前完成", "by_date", date(2023, 6, 30)),
        ("2023年10月31日前完成，长期坚持", "by_date", date(2023, 10, 31)),
        ("3个月内", "period", None),
        ("每周五前", "ongoing", None),
        ("每旬末报送", "ongoing", None),
        ("每半年6月底前", "ongoing", None),
        ("每个季度末", "ongoing", None),
        ("2024年6月底前,每月调度", "by_date", date(2024, 6, 30)),
    ],
)
def test_time_limits(words: str, code: str, due_on: date | None) -> None:
    deadline = read_deadline(f"整改时限：{words}\n", 5, len(words) + 6, 2023)
    assert deadline is not None
    assert (deadline.code, deadline.due_on) == (code, due_on)
    assert (deadline.start, deadline.end) == (5, 5 + len(words))


def test_words_that_are_no_time_limit() -> None:
    assert read_deadline("另行通知", 0, 4, 2023) is None
    assert read_deadline("  ", 0, 2, 2023) is None


def test_time_limit_inside_a_measure() -> None:
    words = "积极协调，确保2017年4月30日前完成置换工作。"
    deadline = find_deadline(words, 0, len(words), 2017)
    assert deadline is not None
    assert (deadline.due_on, words[deadline.start : deadline.end]) == (date(2017, 4, 30), "确保2017年4月30日前完成")
    assert find_deadline("2月28日前已动工并完成的", 0, 12, 2017) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("漏评2户。正在有序推进。", "in_progress"),
        ("漏评2户。该问题目前已整改。", "completed"),
        ("漏评2户（已完成）", "completed"),
        ("28个已整改,其余问题正在整改中,", "in_progress"),
        ("已全部整改到位,其余问题正在整改中。", "in_progress"),
        ("已列入整改计划,完成率不高。", None),
        ("督促未完成任务的村及时完成。", None),
        ("有的项目已完成招标,资金闲置。", None),
    ],
)
def test_states_in_running_text(words: str, code: str | None) -> None:
    found = Statuses(words).within(0, len(words))
    assert (found and found.code) == code
    assert found is None or words[found.start : found.end] in words


def test_states_in_labels_and_headings() -> None:
    status = read_status("（已完成并长期坚持）建立制度", 0, 14)
    assert status is not None and status.code == "completed"
    group = grouped_status("已完成整改的问题", 0, 8)
    assert group is not None and group.code == "completed"
    assert grouped_status("完成情况", 0, 4) is None


@pytest.mark.parametrize(
    ("title", "finding", "headings", "theme"),
    [
        ("问题厕所整改有待深入", "", [], "厕所改革"),
        ("安置点建设资金缺口大", "", [], "资金项目"),
        ("有的安置区后续产业带贫作用弱", "", [], "易地搬迁"),
        ("培育提升高素质农民队伍", "", ["产业帮扶方面"], "产业"),
        ("政策不落实的问题", "重点是贫困群众医疗负担较重", [], "医疗健康"),
        ("其他事项", "", [], "其他"),
    ],
)
def test_themes(title: str, finding: str, headings: list[str], theme: str) -> None:
    assert theme_of(title, finding, said_above(headings)) == theme


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("工作部署推进有待加强。少数干部认识不足。", "工作部署推进有待加强"),
        ("交叉考核发现,新型经营主体风险评估进展缓慢。核查", "新型经营主体风险评估进展缓慢"),
        ("按照《关于推广创新模式的方案(1.0版)》,推广运用积分制、清单制。", "推广运用积分制、清单制"),
        (
            "认真落实《关于持续开展部门(单位)包保帮扶的意见》(某办发〔2021〕20号),按要求严格选派驻村干部;认真履职。",
            "认真落实《关于持续开展部门(单位)包保帮扶的意见》(某办发〔2021〕20号)",
        ),
        ("落实供水制度,及时处理突发事件,防止出现规模性饮水安全问题,特别是缺水问题。", "落实供水制度"),
        ("公益性岗位履职不到位（已完成）", "公益性岗位履职不到位"),
        ("资金缺口大\n项目前期费用不足", "资金缺口大"),
    ],
)
def test_titles(words: str, title: str) -> None:
    start, end = title_span(words, 0, len(words))
    assert words[start:end] == title


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("存在问题及整改推进情况", {"problems", "progress"}),
        ("问题及整改措施", {"problems", "measures"}),
        ("整改原则", {"aside"}),
        ("强化保障", {"aside"}),
        ("重点任务", {"tasks"}),
        ("组织领导不到位", set()),
        ("责任落实方面", set()),
        ("总体要求深入学习贯彻重要论述和指示精神", {"aside"}),
    ],
)
def test_parts_of_a_document(heading: str, roles: set[str]) -> None:
    assert section_roles(heading) == roles


def test_headings_that_quote_a_problem() -> None:
    heading = "关于“资金管理不到位”的问题"
    span = quoted_problem(heading)
    assert span is not None and heading[slice(*span)] == "资金管理不到位"
    assert quoted_problem("关于责任落实方面存在的问题") is None
    assert quoted_problem("针对各级检查发现问题,进行整改") is None


def test_classes_faults_and_names() -> None:
    assert without_problem_noun("责任落实方面存在的问题") == "责任落实"
    assert without_problem_noun("工作中需要进一步完善的问题") == "工作中需要进一步完善"
    assert is_deficient("带贫作用弱")
    assert not is_deficient("不断健全机制")
    assert not is_deficient("突出重点,严格执法")


def test_what_is_done_about_a_fault_is_none() -> None:
    assert ends_in_fault("路口存在安全隐患")
    assert not ends_in_fault("及时排查存在的安全隐患")
    assert ends_in_fault("隐患排查不到位")
    assert is_bare_name("农村道路畅通专项行动")
    assert not is_bare_name("落实往返就业交通费补助等政策")


def test_a_title_begins_behind_the_circumstance_of_its_fault() -> None:
    words = "在日常巡河中,部分岸线仍然存在堆放建筑渣土、倾倒生活垃圾等突出问题。"
    start, end = title_span(words, 0, len(words))
    assert words[start:end] == "部分岸线仍然存在堆放建筑渣土、倾倒生活垃圾等突出问题"


def test_the_part_of_a_heading_that_is_itself_a_fault_or_tells_of_the_whole() -> None:
    assert section_roles("整改措施不精准,部分问题整改不彻底") == frozenset()
    assert section_roles("整改工作总体部署和推进情况") == frozenset({"aside"})


def test_each_day_of_a_recurring_limit_has_no_last_day() -> None:
    for words in ("每年3月、9月底前", "每年3月底、9月底前完成"):
        limit = read_deadline(words, 0, len(words), 2024)
        assert limit is not None and (limit.code, limit.due_on) == ("ongoing", None)
    words = "每年6月底前自查、2024年12月底前整改到位"
    limit = read_deadline(words, 0, len(words), 2024)
    assert limit is not None and limit.due_on == date(2024, 12, 31)
