"""Money of townships or villages as a whole, no project named: what the title calls it stands for the project."""

from decimal import Decimal
from pathlib import Path

import pytest

from etl.sheet.wholes import name_of_whole
from tests.etl.sheet.reading import parsed, tables, values

TITLE = "示例县2025年度衔接资金支付情况,,,单位：万元\n"
TABLE = f"{TITLE}乡镇,计划投入,到位资金,已支付资金\n松坪镇,400,400,322\n石桥乡,240,220,178\n合计,640,620,500\n"


def test_sums_of_townships_are_funds_without_projects(tmp_path: Path) -> None:
    table = parsed(tmp_path, TABLE)
    assert (table.kind, table.is_of_wholes) == ("funds", True)
    assert values(table, "township", "project", "planned_yuan", "paid_yuan") == [
        ("松坪镇", "2025年度衔接资金", Decimal(4000000), Decimal(3220000)),
        ("石桥乡", "2025年度衔接资金", Decimal(2400000), Decimal(1780000)),
    ]


def test_sums_of_villages_have_the_name_of_the_village(tmp_path: Path) -> None:
    table = parsed(tmp_path, "松坪镇2024年度集体分红情况,,\n村名,应分红（元）,已分红（元）\n河西村,7200,3600\n河东村,5600,5600\n")
    assert values(table, "township", "project", "dividend_due_yuan", "dividend_paid_yuan") == [
        ("松坪镇", "河西村2024年度分红资金", Decimal(7200), Decimal(3600)),
        ("松坪镇", "河东村2024年度分红资金", Decimal(5600), Decimal(5600)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace("石桥乡", "松坪镇"),  # twice in one place: the sums are of something else
        TABLE.replace("石桥乡", ""),  # the same, merged
        TABLE.replace("乡镇,计划投入,到位资金,已支付资金", "乡镇,办公费,差旅费,已支付资金"),  # most sums nobody knows
        TABLE.replace("乡镇", "户主"),
    ],
)
def test_other_tables_of_money_without_projects_are_no_funds(tmp_path: Path, text: str) -> None:
    assert all(table.kind != "funds" for table in tables(tmp_path, text))


def test_a_project_is_a_project(tmp_path: Path) -> None:
    table = parsed(tmp_path, TABLE.replace("乡镇,计划投入", "乡镇,项目名称,计划投入").replace(",400,400", ",修路,400,400"))
    assert not table.is_of_wholes


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("示例县2025年度衔接资金到位情况（按乡镇）", "2025年度衔接资金"),
        ("财政衔接资金分乡镇安排支出情况表截止：2025年9月30日", "2025年度财政衔接资金"),
        ("2024年财政衔接推进乡村振兴补助资金支付情况", "2024年度财政衔接推进乡村振兴补助资金"),
        ("示例县各乡镇2025年10月省级专项资金月报", "2025年度省级专项资金"),
        ("各村2024年度分红情况", "2024年度分红资金"),
        ("支付情况", "项目资金"),
    ],
)
def test_the_title_names_the_money(about: str, name: str) -> None:
    assert name_of_whole(about) == name


def test_any_word_for_a_total_is_no_place(tmp_path: Path) -> None:
    rows = "序号,乡镇,计划投入,到位资金,已支付资金\n1,松坪镇,400,400,322\n2,石桥乡,240,220,178\n共计,,640,620,500\n"
    table = parsed(tmp_path, TITLE + rows)
    assert (table.kind, table.is_of_wholes) == ("funds", True)
    assert values(table, "township", "planned_yuan") == [("松坪镇", Decimal(4000000)), ("石桥乡", Decimal(2400000))]
