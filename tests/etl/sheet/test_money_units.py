"""Sums whose heading says no unit."""

from pathlib import Path

from tests.etl.sheet.reading import tables, values

FUNDS = "乡镇,项目名称,资金规模（万元）,其中：衔接资金,其他资金\n石门乡,产业路,92.5,80,12.5\n柳河镇,大棚,110,100,{other}\n"


def test_parts_of_a_sum_have_its_unit(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, FUNDS.format(other="10"))
    assert values(table, "planned_yuan", "other_yuan") == [(925_000, 125_000), (1_100_000, 100_000)]
    assert any("其他资金" in note for note in table.notes) and table.audits == []


def test_what_is_larger_than_the_sum_is_no_part_in_its_unit(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, FUNDS.format(other="100000"))
    assert values(table, "other_yuan")[1] == (100_000,)
    assert [audit.rule for audit in table.audits] == ["money_unit"]


def test_of_parts_without_a_sum_none_is_the_whole(tmp_path: Path) -> None:
    text = "单位：元\n项目名称,实施乡镇,预算数,支出数,\n,,,甲类支付,乙类支付\n产业路,石门乡,1500000,1200000,150000\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "planned_yuan", "paid_yuan") == [(1_500_000, None)]
