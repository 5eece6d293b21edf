"""Tables of indicators: places side by side, figures side by side, and the place that only a title or a name tells."""

from pathlib import Path

from etl.sheet.parse import parse_tables
from tests.etl.sheet.reading import parsed, tables, values

VILLAGES = """石门乡2024年上半年重点数据
{item},单位,{first},{second},全乡合计
转移就业人数,人,210,188,398
村集体收入,万元,12.5,8.8,21.3
"""


def test_villages_side_by_side(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, VILLAGES.format(item="项目", first="东沟村", second="西岭村"))
    assert table.kind == "indicators"
    assert values(table, "township", "village", "indicator", "value", "unit") == [
        ("石门乡", "东沟村", "转移就业人数", 210.0, "人"),
        ("石门乡", "西岭村", "转移就业人数", 188.0, "人"),
        ("石门乡", "东沟村", "村集体收入", 12.5, "万元"),
        ("石门乡", "西岭村", "村集体收入", 8.8, "万元"),
    ]
    assert table.rejects == []


def test_kinds_of_villages_side_by_side_are_no_villages(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, VILLAGES.format(item="项目", first="脱贫村", second="示范村"))
    assert table.rows == []


def test_indicators_of_one_township_need_no_known_word_over_their_names(tmp_path: Path) -> None:
    text = "饮水安全季度统计表\n填报单位：石门乡,填报时间：2024年4月5日\n甲栏,量纲,期末数\n供水人口,人,18320\n合格率,%,99.2\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "township", "indicator", "value", "unit") == [
        ("石门乡", "供水人口", 18320.0, "人"),
        ("石门乡", "合格率", 99.2, "%"),
    ]


def test_the_name_of_the_file_tells_the_township_where_nothing_else_does(tmp_path: Path) -> None:
    text = "指标,单位,数值\n供水人口,人,18320\n"
    for name, township in (("石门乡指标表.csv", "石门乡"), ("指标表.csv", None)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        (table,) = parse_tables(path)
        assert [row.values["township"] for row in table.rows] == ([township] if township else [])
        assert [reject.expected for reject in table.rejects] == ([] if township else ["写明乡镇的一行"])


def test_a_row_without_its_township_does_not_take_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "石门乡指标表.csv"
    path.write_text("乡镇,指标,单位,数值\n,供水人口,人,18320\n柳河镇,供水人口,人,9\n", encoding="utf-8")
    (table,) = parse_tables(path)
    assert [row.values["township"] for row in table.rows] == ["柳河镇"]


def test_beside_indicators_other_columns_of_numbers_are_indicators(tmp_path: Path) -> None:
    text = (
        "石门乡各村情况（2024年6月）\n村,总户数,总人口,监测户,村编码\n东沟村,520,1988,6,512301001\n西岭村,388,1422,3,512301002\n"
    )
    (table,) = tables(tmp_path, text)
    assert [row[1:] for row in values(table, "village", "indicator", "value") if row[0] == "西岭村"] == [
        ("总户数", 388.0),
        ("总人口", 1422.0),
        ("监测户", 3.0),
    ]


def test_a_count_that_says_too_little_takes_the_heading_above_it(tmp_path: Path) -> None:
    text = "乡镇,监测对象,,务工\n,户数,人数,年末在外人数\n石门乡,142,488,1300\n"
    (table,) = tables(tmp_path, text)
    assert {row[0] for row in values(table, "indicator")} == {"监测对象户数", "监测对象人数", "年末在外人数"}


def test_a_month_of_no_year_is_a_reject_that_asks_for_the_year(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, "乡镇,指标名称,计量单位,三季度累计完成\n石门乡,茶园面积,亩,820\n")
    assert table.rows == [] and "年份" in table.rejects[0].expected


def test_sums_of_indicators_have_the_unit_of_the_line_above_and_counts_do_not(tmp_path: Path) -> None:
    text = "石门乡村级集体经济统计表\n单位：万元\n村名,经营收入,总收入,受益户数\n东沟村,12.6,28.8,40\n西岭村,6.1,23.5,31\n"
    (table,) = tables(tmp_path, text)
    assert values(table, "indicator", "unit")[:3] == [("经营收入", "万元"), ("总收入", "万元"), ("受益户数", None)]


def test_a_second_row_of_headings_is_never_taken_for_figures(tmp_path: Path) -> None:
    text = (
        "生产进度表\n单位,水稻育秧（亩）,,玉米播种（亩）,\n,计划,已完成,计划,已完成\n"
        "石门乡,820,760,5200,5100\n柳河镇,410,402,3600,3300\n"
    )
    (table,) = tables(tmp_path, text)
    assert {
        ("石门乡", "水稻育秧已完成", "亩", 760.0),
        ("石门乡", "玉米播种已完成", "亩", 5100.0),
    } <= set(values(table, "township", "indicator", "unit", "value"))
    assert not {row[0] for row in values(table, "indicator")} & {"水稻育秧", "玉米播种"}


def test_the_whole_township_is_a_total_of_its_villages(tmp_path: Path) -> None:
    text = "石门乡监测周报\n村别,脱贫户（户）,监测户（户）\n东沟村,65,4\n西岭村,48,7\n全乡,113,12\n"
    (table,) = tables(tmp_path, text)
    assert len(table.rows) == 4
    assert [(audit.row, audit.stated, audit.computed) for audit in table.audits if not audit.ok] == [(5, "12", "11")]


def test_a_count_named_as_words_of_a_ledger_are_is_an_indicator(tmp_path: Path) -> None:
    text = "石门乡排查统计表\n村名,排查农户数（户）,落实帮扶措施（户）\n东沟村,36,70\n西岭村,28,66\n"
    (table,) = tables(tmp_path, text)
    assert {row[0] for row in values(table, "indicator")} == {"排查农户数", "落实帮扶措施"}


def test_this_month_below_an_indicator_is_its_value(tmp_path: Path) -> None:
    text = "主要指标（2025年9月）,,,,\n乡镇,监测户（户）,,务工（人）,\n,本月,上月,本月,上月\n"
    text += "青石镇,88,86,1420,1398\n石桥乡,61,61,873,870\n"
    table = parsed(tmp_path, text)
    assert values(table, "township", "indicator", "value", "unit") == [
        ("青石镇", "监测户", 88.0, "户"),
        ("青石镇", "务工", 1420.0, "人"),
        ("石桥乡", "监测户", 61.0, "户"),
        ("石桥乡", "务工", 873.0, "人"),
    ]


def test_states_below_what_they_count_are_counted_too(tmp_path: Path) -> None:
    text = (
        "整改情况汇总,,,,\n乡镇,户厕问题整改,,饮水问题整改,\n,问题数,已整改,问题数,已整改\n青石镇,22,20,6,5\n石桥乡,16,16,3,2\n"
    )
    table = parsed(tmp_path, text)
    assert values(table, "indicator", "value")[:4] == [
        ("户厕问题整改问题数", 22.0),
        ("户厕问题整改已整改", 20.0),
        ("饮水问题整改问题数", 6.0),
        ("饮水问题整改已整改", 5.0),
    ]
