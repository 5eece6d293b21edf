"""Tables of one indicator that only the title names: places down, months across."""

from datetime import date
from pathlib import Path

import pytest

from etl.sheet.titled import indicator_of
from tests.etl.sheet.reading import parsed, tables, values

TABLE = """各乡镇2025年脱贫人口务工就业人数月报表,,,
单位：人,,,
乡镇,去年同期,1月,2月
松坪镇,2100,1980,2015
石桥乡,1310,1277,—
合计,3410,3257,2015
"""


def test_townships_down_and_months_across(tmp_path: Path) -> None:
    table = parsed(tmp_path, TABLE)
    january, february = (date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 2, 28))
    assert values(table, "township", "indicator", "value", "unit", "period_from", "period_to") == [
        ("松坪镇", "脱贫人口务工就业人数", 1980.0, "人", *january),
        ("松坪镇", "脱贫人口务工就业人数", 2015.0, "人", *february),
        ("石桥乡", "脱贫人口务工就业人数", 1277.0, "人", *january),
    ]
    assert [audit.ok for audit in table.audits] == [True, True]


def test_without_a_title_that_names_a_figure_nothing_is_guessed(tmp_path: Path) -> None:
    assert [table.kind for table in tables(tmp_path, TABLE.replace("脱贫人口务工就业人数", "工作"))] == [None]


@pytest.mark.parametrize(
    ("title", "indicator", "unit"),
    [
        ("示例县各乡镇2025年小额信贷发放金额统计表", "小额信贷发放金额", None),
        ("松坪镇2024年村集体经济收入情况统计表", "村集体经济收入", None),
        ("2025年上半年各村外出务工人数月报", "外出务工人数", None),
        ("各乡镇医保参保率（%）月度情况表", "医保参保率", "%"),
        ("各乡镇工作情况表", None, None),
    ],
)
def test_the_title_names_the_indicator(title: str, indicator: str | None, unit: str | None) -> None:
    assert indicator_of(title) == (indicator, unit)
