"""What the lines around a table say of it."""

from datetime import date

import pytest

from etl.sheet.context import is_foot, read_context, township_in, township_named


@pytest.mark.parametrize(
    ("text", "township"),
    [
        ("青石乡2024年主要指标月报表", "青石乡"),
        ("2024年青石乡主要指标", "青石乡"),
        ("示例县青石乡人民政府", "青石乡"),
        ("某省某州某县柳河镇厕所统计表", "柳河镇"),
        ("示例县各乡镇2023年主要指标月报表", None),
        ("示例县农村户厕统计表", None),
        ("乡村振兴局", None),
        ("全镇厕所情况", None),
        ("XX县青石镇2024年台账", "青石镇"),
        ("中共青石镇委员会", "青石镇"),
        ("恩施土家族苗族自治州甲子县绿坡镇", "绿坡镇"),
        ("村镇建设表", None),
    ],
)
def test_the_township_a_line_opens_with(text: str, township: str | None) -> None:
    assert township_in(text) == township


def test_title_unit_and_date_lines() -> None:
    above = [["示例县青石乡2024年资金台账", "", ""], ["填报单位:示例县财政局", "填报日期:2024.6.5", "单位:万元"]]
    context = read_context(above, [["制表日期:2020年1月8日"]], "Sheet1")
    assert (context.title, context.township, context.reported_on) == ("示例县青石乡2024年资金台账", "青石乡", date(2024, 6, 5))
    assert (context.year, context.factor) == (2024, 10_000)


def test_the_reporting_unit_names_the_township_and_the_sheet_does_when_nothing_else() -> None:
    assert read_context([["填报单位:柳河镇人民政府(盖章)"]], [], "Sheet1").township == "柳河镇"
    assert read_context([["月报表"]], [], "石门乡").township == "石门乡"
    assert read_context([["月报表"]], [], "石门乡1月").township is None


@pytest.mark.parametrize(
    ("name", "township"),
    [
        ("附件2 石门乡9月整改台账.xlsx", "石门乡"),
        ("1.示例县石门乡指标.xls", "石门乡"),
        ("户厕台账(石门乡)20240930.csv", "石门乡"),
        ("2024年三季度石门乡指标.csv", "石门乡"),
        ("石门乡乡村振兴指标.csv", "石门乡"),
        ("石门乡1月", "石门乡"),
        ("石门乡等3个乡镇.xlsx", None),
        ("石门乡、柳河镇.xlsx", None),
        ("户厕石门乡柳河镇.xlsx", None),
        ("各乡镇汇总.xlsx", None),
        ("重点镇建设.xlsx", None),
        ("报县委办石门乡.xlsx", None),  # a name begins where nobody can tell
        ("Sheet1", None),
    ],
)
def test_the_township_a_file_is_named_after(name: str, township: str | None) -> None:
    assert township_named(name) == township


def test_a_title_line_may_hold_the_date_of_the_figures() -> None:
    context = read_context([["农村户厕问题摸排统计表(截至2024年5月31日)"]], [], None)
    assert context.reported_on == date(2024, 5, 31)
    assert context.title is not None


def test_the_reporting_unit_is_no_money_unit() -> None:
    assert read_context([["填报单位:千元村"]], [], None).factor is None
    assert read_context([["金额单位:千元"]], [], None).factor == 1_000
    assert read_context([["(万元)"]], [], None).factor == 10_000


@pytest.mark.parametrize(
    "text", ["备注:见说明", "注：1.户数以月末为准", "说明:1.整改率", "单位负责人：", "填表人:某某", "主要负责人（签字）："]
)
def test_feet(text: str) -> None:
    assert is_foot(["", text])


@pytest.mark.parametrize("text", ["1", "青石乡", "注册资金", "说明书印制项目", "审核验收项目"])
def test_data_are_no_feet(text: str) -> None:
    assert not is_foot([text, "1"])


@pytest.mark.parametrize(
    ("title", "township"),
    [
        ("县委巡察组反馈石门乡问题整改清单", "石门乡"),
        ("关于石门乡户厕问题整改的报告", "石门乡"),
        ("省级考核反馈各乡镇问题台账", None),
        ("关于建制镇生活污水问题的清单", None),
        ("督查石门乡等3个乡镇问题台账", None),
    ],
)
def test_the_township_a_title_speaks_of(title: str, township: str | None) -> None:
    assert read_context([[title]], [], None).township == township
    assert read_context([["被审计单位：石门乡人民政府"]], [], None).township == "石门乡"


def test_a_day_at_the_end_of_the_title_and_a_year_in_a_line_of_its_own() -> None:
    assert read_context([["石门乡监测统计表（2025年5月31日）"]], [], None).reported_on == date(2025, 5, 31)
    assert read_context([["月度指标台账"], ["年度：2025年"]], [], None).year == 2025


@pytest.mark.parametrize("other", ["交办日期：2025年8月12日", "下发时间:2025.8.12", "督查暗访日期 2025年8月12日"])
def test_a_day_of_something_else_is_no_reporting_date(other: str) -> None:
    context = read_context([["暗访问题清单", "", ""], [other, "", ""]], [], None)
    assert (context.reported_on, context.year_of_dates) == (None, 2025)  # days below without a year are of its year
    assert read_context([["问题清单", ""], [other, "反馈日期：2025年8月26日"]], [], None).reported_on == date(2025, 8, 26)


@pytest.mark.parametrize(
    "line", ["（2025年10月13日—10月19日）", "2025年10月13日至19日", "督办事项周报（2025年10月13日-10月19日）"]
)
def test_of_a_week_the_last_day_is_the_reporting_date(line: str) -> None:
    assert read_context([[line, ""]], [], None).reported_on == date(2025, 10, 19)


@pytest.mark.parametrize(
    ("title", "village"),
    [
        ("青石乡上寨村户厕登记表", "上寨村"),
        ("示例县青石乡东街社区2024年户厕台账", "东街社区"),
        ("青石乡农村户厕登记表", None),
        ("青石乡各村户厕统计表", None),
        ("青石乡村级户厕统计表", None),
        ("青石乡上寨村、下寨村户厕统计表", None),
        ("青石乡美丽乡村户厕改造", None),
    ],
)
def test_the_village_a_title_names_behind_its_township(title: str, village: str | None) -> None:
    assert read_context([[title, ""]], [], None).village == village
