"""Shapes of tables beyond one value a column: ticks, columns of townships and indicators, groups, printed pages."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from etl.sheet.kinds import column_of
from tests.etl.sheet.reading import tables, values


@pytest.mark.parametrize(
    ("kind", "heading", "column"),
    [
        ("progress", "交办问题", "issue_title"),
        ("progress", "反馈问题描述", "issue_title"),
        ("toilets", "财政支持改建", "funded_count"),
        ("toilets", "行政村（居）", "village"),
        ("toilets", "镇（街道）", "township"),
        ("funds", "已报账金额（元）", "paid_yuan"),
        ("funds", "其中：省级财政资金", "provincial_yuan"),
        ("progress", "整改责任人及联系电话", "personal"),
        ("toilets", "户主姓名及身份证号", "personal"),
        ("toilets", "新建户厕数", None),  # 新建 changes the meaning: not left out
        ("progress", "计划内容", None),
    ],
)
def test_words_that_change_nothing_may_stand_at_the_ends_of_a_heading(kind: str, heading: str, column: str | None) -> None:
    assert column_of(kind, heading) == column


def test_a_state_is_ticked_below_its_heading(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path,
        "序号,乡镇,问题,整改状态,,,备注\n,,,已完成,正在整改,未启动,\n1,青石乡,甲,√,,,\n2,青石乡,乙,,√,,\n3,青石乡,丙,√,√,,\n4,青石乡,丁,,,,\n",
    )
    assert values(table, "issue_title", "status") == [("甲", "completed"), ("乙", "in_progress"), ("丙", None), ("丁", None)]
    (reject,) = table.rejects
    assert (reject.row, reject.read, reject.expected) == (5, "已完成、正在整改", "只勾一格")


def test_types_of_problems_are_ticked_and_counts_below_the_same_heading_are_not(tmp_path: Path) -> None:
    ticked = "乡镇,村,厕所编号,是否问题厕所,问题类型,,\n,,,,厕屋,化粪池,其他\n青石乡,甲村,A1,是,√,√,\n青石乡,甲村,A2,否,,,\n"
    (register,) = tables(tmp_path, ticked)
    assert values(register, "toilet_no", "problem_type") == [("A1", "厕屋、化粪池"), ("A2", None)]
    counted = "乡镇,村,摸排数,问题厕所数,问题类型,,\n,,,,厕屋,化粪池,其他\n青石乡,甲村,50,9,4,5,0\n"
    (counts,) = tables(tmp_path, counted)
    assert values(counts, "problem_count", "problem_type") == [(9, None)]
    assert {reject.column for reject in counts.rejects} == {"厕屋", "化粪池", "其他"}


def test_a_problem_merged_over_several_measures_is_one_issue(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path,
        "序号,乡镇,问题,整改措施,责任单位,整改时限,整改状态\n"
        "1,青石乡,垃圾清运不及时,增设收集点,村建办,2025年5月,已完成\n,,,每日清运,村建办,2025年6月,推进中\n"
        "2,青石乡,,补台账,,,\n3,青石乡,污水直排,纳管,,,\n,,,,,,\n,,,另一措施,,,\n",
    )
    assert values(table, "issue_no", "issue_title", "measures", "responsible_unit", "due_on", "status") == [
        ("1", "垃圾清运不及时", "增设收集点\n每日清运", "村建办", date(2025, 6, 30), "in_progress"),
        ("2", None, "补台账", None, None, None),
        ("3", "污水直排", "纳管", None, None, None),
    ]
    assert [reject.row for reject in table.rejects] == [7]  # behind an empty row nothing goes on


def test_two_columns_of_progress_of_which_one_holds_states(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "乡镇,问题,目前进展,完成情况\n青石乡,甲,增设了9处,推进中\n青石乡,乙,已关停,已完成\n")
    assert values(table, "progress_text", "status") == [("增设了9处", "in_progress"), ("已关停", "completed")]
    (words,) = tables(tmp_path, "乡镇,问题,目前进展,完成情况\n青石乡,甲,增设了9处,还差一半\n")
    assert values(words, "progress_text", "status") == [("增设了9处", None)]
    assert [reject.column for reject in words.rejects] == ["完成情况"]


@pytest.mark.parametrize(
    ("cell", "status"),
    [("100%", "completed"), ("60%", "in_progress"), ("0%", "not_started"), ("0.6", "in_progress"), ("130%", None)],
)
def test_a_share_of_the_work_says_the_state(tmp_path: Path, cell: str, status: str | None) -> None:
    (table,) = tables(tmp_path, f"乡镇,问题,整改进度\n青石乡,甲,{cell}\n")
    assert values(table, "status") == [(status,)]
    assert len(table.rejects) == (status is None)


def test_groups_state_the_sums_of_the_rows_below_them(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path,
        "序号,项目名称,乡镇,计划投资(万元)\n一,产业发展,,920\n1,大棚,河西镇,380\n2,养殖,河东乡,540\n二,基础设施,,371\n"
        "（一）,道路,,190\n3,硬化,河西镇,190\n（二）,饮水,,180\n4,管网,河东乡,180\n",
    )
    assert values(table, "project", "township", "planned_yuan") == [
        ("大棚", "河西镇", Decimal(3_800_000)),
        ("养殖", "河东乡", Decimal(5_400_000)),
        ("硬化", "河西镇", Decimal(1_900_000)),
        ("管网", "河东乡", Decimal(1_800_000)),
    ]
    assert table.rejects == []
    assert [(audit.row, audit.stated, audit.computed) for audit in table.audits if not audit.ok] == [(5, "371", "370")]


def test_chinese_numbers_of_a_ledger_are_those_of_its_problems(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "序号,乡镇,问题,整改状态\n（一）,青石乡,甲,已完成\n（二）,青石乡,乙,推进中\n")
    assert values(table, "issue_no") == [("（一）",), ("（二）",)]


def test_townships_as_columns_and_periods_of_the_title(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path, "示例县2024年一季度主要指标完成情况,,,,\n指标,单位,青石乡,柳河镇,合计\n务工人数,人,12,30,42\n参保率,%,82.4,,\n"
    )
    quarter = (date(2024, 1, 1), date(2024, 3, 31))
    assert values(table, "township", "indicator", "value", "unit", "period_from", "period_to") == [
        ("青石乡", "务工人数", 12.0, "人", *quarter),
        ("柳河镇", "务工人数", 30.0, "人", *quarter),
        ("青石乡", "参保率", 82.4, "%", *quarter),
    ]


def test_indicators_as_columns(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path,
        "工作月报表（2024年8月）,,,\n乡镇,脱贫户数（户）,参保率（%）,备注\n青石乡,1284,99.6,\n柳河镇,—,98,\n合计,1285,,\n",
    )
    assert values(table, "township", "indicator", "value", "unit", "period_to") == [
        ("青石乡", "脱贫户数", 1284.0, "户", date(2024, 8, 31)),
        ("青石乡", "参保率", 99.6, "%", date(2024, 8, 31)),
        ("柳河镇", "参保率", 98.0, "%", date(2024, 8, 31)),
    ]
    assert [(audit.row, audit.column) for audit in table.audits if not audit.ok] == [(5, "脱贫户数（户）")]


def test_a_list_of_people_is_no_table_of_indicators_and_counted_problems_are_toilets_only_where_said(tmp_path: Path) -> None:
    (people,) = tables(tmp_path, "乡镇,姓名,职务,电话\n青石乡,某某,乡长,13900000000\n")
    (counts,) = tables(tmp_path, "乡镇,问题总数,已完成,正在整改\n青石乡,6,4,2\n柳河镇,3,1,2\n")
    assert (people.kind, counts.kind) == (None, "indicators")
    assert values(counts, "township", "indicator", "value")[:3] == [
        ("青石乡", "问题总数", 6.0),
        ("青石乡", "已完成", 4.0),
        ("青石乡", "正在整改", 2.0),
    ]
    (toilets,) = tables(tmp_path, "问题厕所整改情况,,,\n乡镇,问题总数,已完成,正在整改\n青石乡,6,4,2\n柳河镇,3,1,2\n")
    assert toilets.kind == "toilets"


def test_cumulated_months_and_units_in_brackets_behind_an_indicator(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "青石乡2024年衔接资金支出情况,,\n指标,1-2月,1—5月\n支出额（万元）,12.5,90.7\n")
    assert values(table, "indicator", "unit", "period_from", "period_to") == [
        ("支出额", "万元", date(2024, 1, 1), date(2024, 2, 29)),
        ("支出额", "万元", date(2024, 1, 1), date(2024, 5, 31)),
    ]


def test_a_title_repeated_on_a_page_is_furniture_and_one_of_another_township_begins_a_table(tmp_path: Path) -> None:
    heading = "村名,户厕总数,问题厕所数\n"
    title = "青石乡农村户厕问题整改台账"
    paged = f"{title},,\n{heading}甲村,10,1\n,,第1页 共2页\n{title}（续）,,\n{heading}乙村,20,2\n第2页 共2页,,\n"
    (table,) = tables(tmp_path, paged)
    assert values(table, "township", "village") == [("青石乡", "甲村"), ("青石乡", "乙村")]
    assert table.rejects == []
    two = f"{title},,\n{heading}甲村,10,1\n,,\n柳河镇农村户厕问题整改台账,,\n{heading}乙村,20,2\n"
    assert [values(each, "township", "village") for each in tables(tmp_path, two)] == [[("青石乡", "甲村")], [("柳河镇", "乙村")]]


def test_a_label_may_stand_in_the_cell_before_what_it_names(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "整改问题清单,,,\n报送单位：,,示例县青石乡党委,\n序号,问题,整改措施,状态\n1,甲,走访,推进中\n")
    assert values(table, "township") == [("青石乡",)]


def test_villages_of_a_register_without_numbers_are_merged(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "乡镇,村,问题类别,整改状态\n青石乡,甲村,厕具损坏,已整改\n,,化粪池渗漏,整改中\n")
    assert values(table, "township", "village", "problem_type") == [
        ("青石乡", "甲村", "厕具损坏"),
        ("青石乡", "甲村", "化粪池渗漏"),
    ]


def test_a_village_of_a_project_is_not_loaded_and_stops_nothing(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "乡镇,村,项目名称,总投资(万元)\n青石乡,甲村,道路,12\n")
    assert values(table, "project", "planned_yuan") == [("道路", Decimal(120_000))]
    assert table.rejects == []


def test_the_finer_of_two_columns_of_problems_is_the_problem(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path, "乡镇,反馈意见,序号,具体问题,整改状态\n青石乡,党建弱化,1.1,规则不严,已完成\n,,1.2,报告不及时,推进中\n"
    )
    assert values(table, "township", "issue_no", "issue_title") == [
        ("青石乡", "1.1", "规则不严"),
        ("青石乡", "1.2", "报告不及时"),
    ]
    (other,) = tables(tmp_path, "乡镇,问题,具体问题,整改状态\n青石乡,甲,甲的细节,已完成\n")
    assert values(other, "issue_title") == [("甲",)]


def test_a_total_of_some_columns_is_not_the_sum_of_the_project(tmp_path: Path) -> None:
    heading = "乡镇,项目名称,财政资金,,,总投资(万元),支出(万元),支付率\n,,小计,中央(万元),省级(万元),,,\n"
    (table,) = tables(tmp_path, f"{heading}青石乡,道路,85,60,25,90,72,80%\n")
    assert values(table, "planned_yuan", "paid_yuan") == [(Decimal(900_000), Decimal(720_000))]
    assert table.rejects == []
    assert all(audit.ok for audit in table.audits)
    (alone,) = tables(tmp_path, "乡镇,项目名称,资金,\n,,中央(万元),合计(万元)\n青石乡,道路,60,85\n")
    assert values(alone, "planned_yuan") == [(Decimal(850_000),)]


def test_the_year_before_a_heading_is_left_out_only_where_one_column_is_of_it(tmp_path: Path) -> None:
    (one,) = tables(tmp_path, "乡镇,项目名称,2024年度应分红(元)\n青石乡,养殖,35000\n")
    assert values(one, "dividend_due_yuan") == [(Decimal(35_000),)]
    (two,) = tables(tmp_path, "乡镇,项目名称,总投资(元),2023年分红金额(元),2024年分红金额(元)\n青石乡,养殖,9,3,4\n")
    assert "dividend_paid_yuan" not in two.rows[0].values
    assert len(two.rejects) == 2


def test_tables_below_the_title_of_a_report_share_its_township_and_month(tmp_path: Path) -> None:
    found = tables(
        tmp_path,
        "青石乡工作月报,,,\n报告期：2024年3月,,,\n一、指标情况,,,\n指标,单位,数值,\n新增监测户,户,2,\n,,,\n二、问题整改情况,,,\n"
        "序号,问题,责任单位,状态\n1,台账不全,驻村办,推进中\n,,,\n三、资金（单位：万元）,,,\n项目,预算,支出,\n道路管护,12,4.5,\n",
    )
    assert [(each.kind, each.reported_on) for each in found] == [
        ("indicators", date(2024, 3, 31)),
        ("progress", date(2024, 3, 31)),
        ("funds", date(2024, 3, 31)),
    ]
    assert values(found[0], "township", "period_from", "period_to") == [("青石乡", date(2024, 3, 1), date(2024, 3, 31))]
    assert values(found[1], "township", "status") == [("青石乡", "in_progress")]
    assert values(found[2], "township", "planned_yuan") == [("青石乡", Decimal(120_000))]


def test_a_value_marked_as_not_counted_is_no_reject_and_a_missing_one_is(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path, "乡镇,监测指标,监测值,计量单位\n青石乡,失业人数,—,人\n青石乡,就业人数,,人\n青石乡,参保人数,5,人\n"
    )
    assert values(table, "indicator", "value") == [("参保人数", 5.0)]
    assert [reject.row for reject in table.rejects] == [3]


def test_a_heading_of_a_period_may_say_that_it_is_what_was_done(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "青石乡2024年重点指标,,,\n指标名称,单位,年度目标,1-9月完成\n造林面积,亩,500,480\n")
    assert values(table, "indicator", "value", "period_to") == [("造林面积", 480.0, date(2024, 9, 30))]


def test_what_is_built_names_a_project_without_a_name(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "乡镇,建设内容,分配金额（元）\n青石乡,硬化道路3公里,1500\n")
    assert values(table, "project", "planned_yuan") == [("硬化道路3公里", Decimal(1500))]


def test_problems_of_anything_else_are_no_toilets(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path, "序号,乡镇,反映情况描述,行业类别,处置单位\n1,石门乡,砂石厂粉尘大,大气,环保所\n2,柳河镇,污水直排,水,环保所\n"
    )
    assert table.kind != "toilets"


def test_of_a_running_number_and_a_code_the_code_numbers_the_problem(tmp_path: Path) -> None:
    text = (
        "序号,工单编号,乡镇,诉求内容,责任单位,办理状态\n1,GD-07,石门乡,井盖破损,村建办,在办\n2,GD-11,石门乡,路灯暗,村建办,办结\n"
    )
    (table,) = tables(tmp_path, text)
    assert values(table, "issue_no", "status") == [("GD-07", "in_progress"), ("GD-11", "completed")]
    assert table.rejects == []


def test_the_sum_of_counted_problems_goes_before_its_parts(tmp_path: Path) -> None:
    text = "问题户厕统计\n乡镇,摸排户厕数,不能正常使用,使用但有问题,问题厕所合计,已整改\n石门乡,380,5,12,17,16\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "surveyed_count", "problem_count", "rectified_count") == [(380, 17, 16)]


def test_tasks_beside_findings_are_what_is_to_be_done(tmp_path: Path) -> None:
    text = "序号,乡镇,反馈问题,整改任务,完成时限,责任单位,销号情况\n1,石门乡,蓄水池漏水,更换阀门,2024年6月底,水利站,已销号\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "issue_title", "measures", "is_closed") == [("蓄水池漏水", "更换阀门", True)]
    assert table.rejects == []


def test_a_column_of_states_may_hold_a_word_that_is_none(tmp_path: Path) -> None:
    text = (
        "序号,乡镇,任务内容,牵头单位,进展情况,完成情况\n"
        "1,石门乡,修路,交通站,完成路基,正常推进\n"
        "2,石门乡,架桥,交通站,停工,滞后\n"
        "3,柳河镇,修渠,水利站,完工,已完成\n"
    )
    (table,) = tables(tmp_path, text)
    assert values(table, "status", "progress_text")[::2] == [("in_progress", "完成路基"), ("completed", "完工")]
    assert [(reject.row, reject.read) for reject in table.rejects] == [(3, "滞后")]


def test_parts_of_a_sum_of_toilets_are_not_another_count(tmp_path: Path) -> None:
    text = (
        "问题厕所统计\n"
        "乡镇,摸排总数,问题厕所,,,已整改,,\n"
        ",,小计,立行立改类,限期整改类,小计,立行立改类,限期整改类\n"
        "石门乡,265,18,12,6,15,12,3\n"
    )
    (table,) = tables(tmp_path, text)
    assert values(table, "surveyed_count", "problem_count", "rectified_count") == [(265, 18, 15)]


def test_the_place_of_a_danger_is_not_the_danger(tmp_path: Path) -> None:
    text = (
        "隐患编号,隐患所在单位,所属镇街,隐患描述,整改责任部门,目前状态,验收销号时间\n"
        "A1,加油站,石门镇,接地失效,应急办,已销号,2025-04-28\n"
    )
    (table,) = tables(tmp_path, text)
    assert [str(value) for value in values(table, "issue_title", "completed_on")[0]] == ["接地失效", "2025-04-28"]


def test_what_is_so_by_now_goes_before_what_should_be(tmp_path: Path) -> None:
    text = "户厕日报\n乡镇,应排查户数,累计排查户数,累计发现问题户数,累计整改户数\n石门乡,3105,2980,210,186\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "surveyed_count", "problem_count", "rectified_count") == [(2980, 210, 186)]


def test_numbered_toilets_are_no_issues_of_a_ledger(tmp_path: Path) -> None:
    text = (
        "乡镇,村,厕所编号,问题描述,整改措施,责任人,整改时限,整改情况\n"
        "石门乡,东沟村,H-18,盖板破损,更换,村主任,2025-04-30,已完成整改\n"
    )
    (table,) = tables(tmp_path, text)
    assert table.kind == "toilets"
    assert values(table, "toilet_no", "problem_type", "status") == [("H-18", "盖板破损", "completed")]


def test_states_to_tick_need_no_heading_above_them(tmp_path: Path) -> None:
    text = "序号,乡镇,问题,整改措施,已完成,正在整改\n1,石门乡,沟渠淤塞,清淤,√,\n2,石门乡,路灯不亮,维修,,√\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "status") == [("completed",), ("in_progress",)]
    assert table.rejects == []


def test_a_column_of_progress_over_sentences_is_no_state(tmp_path: Path) -> None:
    text = (
        "序号,乡镇,问题,责任部门,整改进度,完成百分比\n"
        "1,石门乡,危房未改造,村建办,1户主体封顶,80%\n"
        "2,石门乡,台账滞后,社保所,数据均更新,100%\n"
    )
    (table,) = tables(tmp_path, text)
    assert values(table, "progress_text", "status") == [("1户主体封顶", "in_progress"), ("数据均更新", "completed")]
    assert table.rejects == []


def test_of_two_columns_of_states_the_one_that_holds_them_is_the_state(tmp_path: Path) -> None:
    text = (
        "序号,乡镇,反馈问题,责任站所,办理进度,是否完成\n"
        "1,清水乡,产业项目推进慢,农业农村办,已完成招标,推进中\n"
        "2,清水乡,厕所管护不到位,乡村振兴站,已落实,是\n"
        "3,清水乡,资金支付滞后,财政所,支付 60%,差不多了\n"
    )
    (table,) = tables(tmp_path, text)
    told = [("已完成招标", "in_progress"), ("已落实", "completed"), ("支付 60%", None)]
    assert values(table, "progress_text", "status") == told
    assert [reject.read for reject in table.rejects] == ["差不多了"]
