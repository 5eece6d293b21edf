"""What is easily taken for something else: sections for problems, instalments for indicators, plans for what was done."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.etl.sheet.reading import tables, values


def test_a_row_of_a_chinese_number_and_a_name_is_a_section_where_problems_have_digits(tmp_path: Path) -> None:
    text = (
        "序号,乡镇,问题,整改措施,整改状态\n一,,责任落实,,\n1,青石乡,甲,补台账,已完成\n(二),,工作落实,,\n2,青石乡,乙,纳管,推进中\n"
    )
    (table,) = tables(tmp_path, text)
    assert values(table, "issue_no", "issue_title") == [("1", "甲"), ("2", "乙")]
    assert table.rejects == []
    (lettered,) = tables(tmp_path, "序号,乡镇,问题,整改措施,整改状态\n一,青石乡,甲,补台账,\n二,青石乡,乙,,\n")
    assert values(lettered, "issue_no", "issue_title") == [("一", "甲"), ("二", "乙")]


def test_of_the_progress_of_a_month_and_of_all_months_the_latter_is_told(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "乡镇,问题,本月整改进展,累计整改进展,整改状态\n青石乡,甲,培训1期,培训3期,推进中\n")
    assert values(table, "progress_text", "status") == [("培训3期", "in_progress")]


def test_a_count_below_problems_found_is_of_problems(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "青石乡户厕整改,,\n村别,问题厕所数,\n,排查数,完成整改数\n甲村,3,3\n乙村,5,4\n")
    assert values(table, "village", "surveyed_count", "problem_count", "rectified_count") == [
        ("甲村", None, 3, 3),
        ("乙村", None, 5, 4),
    ]


def test_a_sum_beside_months_is_no_value_of_its_own(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "青石乡2025年指标,,,,\n指标,单位,1月,2月,累计\n务工,人,10,12,22\n")
    assert [value for (value,) in values(table, "value")] == [10.0, 12.0]


def test_a_limit_below_a_heading_of_units_is_a_reject(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path, "乡镇,问题,整改措施,责任单位,整改状态\n青石乡,甲,补,2025年6月底,已完成\n青石乡,乙,补,立行立改,已完成\n"
    )
    assert values(table, "responsible_unit") == [(None,), (None,)]
    assert [(reject.row, reject.column) for reject in table.rejects] == [(2, "责任单位"), (3, "责任单位")]


def test_months_among_the_sums_of_projects_are_instalments(tmp_path: Path) -> None:
    flat = "青石乡2025年项目支付情况,,,,\n项目,预算安排（万元）,4月,5月,累计支付（万元）\n甲路,10,1,2,3\n乙渠,20,4,2,6\n"
    merged = (
        "青石乡2025年项目支付情况,,,,\n项目名称,计划（万元）,支付情况（万元）,,\n,,4月,5月,累计\n甲路,10,1,2,3\n乙渠,20,4,2,6\n"
    )
    for text in (flat, merged):
        (table,) = tables(tmp_path, text)
        assert table.kind == "funds"
        assert values(table, "project", "planned_yuan", "paid_yuan") == [
            ("甲路", Decimal(100000), Decimal(30000)),
            ("乙渠", Decimal(200000), Decimal(60000)),
        ]
    (plain,) = tables(tmp_path, "青石乡2025年指标,,,\n项目,单位,4月,5月\n务工,人,10,12\n")
    assert plain.kind == "indicators"


def test_of_the_day_planned_and_the_day_it_was_done_the_latter_is_it(tmp_path: Path) -> None:
    text = "乡镇,项目名称,计划资金,已支付,计划完工时间,实际完工时间\n"
    text += "青石乡,甲路,10,5,2025.8.30,2025.8.21\n青石乡,乙渠,20,5,2025.9.30,\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "finished_on") == [(date(2025, 8, 21),), (None,)]
    assert table.rejects == []


def test_a_village_with_its_group_is_the_village(tmp_path: Path) -> None:
    text = "青石乡问题户厕台账\n序号,所在村组,厕所编号,是否奖补,问题描述,整改措施,目前整改情况,销号时间\n"
    text += "1,青石乡东街村3组,A1,是,堵塞,疏通,已整改,2025-05-20\n2,青石乡东街村第二村民小组,A2,否,破裂,更换,正在整改,\n"
    (table,) = tables(tmp_path, text)
    assert table.kind == "toilets"
    assert values(table, "township", "village", "toilet_no", "is_funded") == [
        ("青石乡", "东街村", "A1", True),
        ("青石乡", "东街村", "A2", False),
    ]


def test_what_was_spent_of_a_source_is_no_source_of_the_plan(tmp_path: Path) -> None:
    text = "青石乡项目资金（万元）\n项目名称,支出资金（万元）,,,计划资金（万元）,,\n,小计,中央,省级,小计,中央,省级\n"
    text += "甲路,5,3,2,10,6,4\n乙渠,6,4,2,20,12,8\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "planned_yuan", "central_yuan", "provincial_yuan", "paid_yuan")[0] == tuple(
        map(Decimal, (100000, 60000, 40000, 50000))
    )
    lone = "青石乡项目资金,,,,,\n项目名称,计划资金（万元）,支出资金（万元）,,备注,\n,,中央,省级,,\n甲路,10,3,2,,\n乙渠,20,4,2,,\n"
    (unsaid,) = tables(tmp_path, lone)
    assert values(unsaid, "planned_yuan", "central_yuan", "paid_yuan")[0] == (Decimal(100000), None, None)
    assert [reject.column for reject in unsaid.rejects] == ["中央", "省级"]


def test_the_sum_of_a_quarter_among_months_is_of_the_quarter(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "青石乡2025年指标,,,,,\n指标,单位,1月,2月,3月,一季度小计\n人均收入,元,,,,3862\n")
    assert values(table, "value", "period_from", "period_to") == [(3862.0, date(2025, 1, 1), date(2025, 3, 31))]


def test_a_register_of_one_village_names_it_in_its_title(tmp_path: Path) -> None:
    text = "青石乡上寨村问题厕所排查登记表,,,,,,\n编号,户主,改厕时间,是否享受补助,厕屋问题,管道问题,是否整改\n"
    (table,) = tables(tmp_path, f"{text}1,王某某,2019,是,√,,已整改\n2,李某某,2020,否,√,√,正在整改\n")
    assert table.kind == "toilets"  # and no ledger of problems without names
    assert values(table, "township", "village", "problem_type", "is_funded", "status") == [
        ("青石乡", "上寨村", "厕屋问题", True, "completed"),
        ("青石乡", "上寨村", "厕屋问题、管道问题", False, "in_progress"),
    ]
    assert "某某" not in str(table)


def test_numbers_below_no_heading_number_the_rows(tmp_path: Path) -> None:
    (table,) = tables(
        tmp_path, ",乡镇,项目名称,计划资金（元）,已支付（元）\n1,青石乡,甲路,10,5\n2,青石乡,乙渠,20,5\n合计,,,30,10\n"
    )
    assert values(table, "project", "planned_yuan") == [("甲路", Decimal(10)), ("乙渠", Decimal(20))]
    assert table.rejects == []
    assert not any("词表" in note for note in table.notes)


def test_the_same_column_below_several_places_or_months_is_of_none(tmp_path: Path) -> None:
    places = (
        "青石镇资金情况（万元）,,,,\n项目,河西村,,河东村,\n,计划资金,已支付,计划资金,已支付\n甲路,20,10,30,15\n乙渠,5,5,8,4\n"
    )
    months = "青石镇户厕问题整改,,,,\n村名,6月,,7月,\n,问题厕所数,已整改,问题厕所数,已整改\n河西村,6,5,4,4\n河东村,2,1,3,2\n"
    assert all(not table.rows for table in tables(tmp_path, places))
    (table,) = tables(tmp_path, months.replace("整改,", "整改（2025年）,", 1))
    assert table.kind == "indicators"  # and no counts of toilets, which would be those of June
    assert values(table, "village", "indicator", "value", "period_to")[:4] == [
        ("河西村", "问题厕所数", 6.0, date(2025, 6, 30)),
        ("河西村", "已整改", 5.0, date(2025, 6, 30)),
        ("河西村", "问题厕所数", 4.0, date(2025, 7, 31)),
        ("河西村", "已整改", 4.0, date(2025, 7, 31)),
    ]
