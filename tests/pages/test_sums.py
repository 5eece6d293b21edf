"""厕所整改 and 资金: what one township says, and what several say together, never more complete than they say."""

from reports import wording
from tests.pages.conftest import figure, markup, open_page, said
from warehouse.queries import Warehouse


def test_a_contradiction_is_never_shown_as_complete(warehouse: Warehouse) -> None:
    drawn = said(open_page("toilets", 乡镇="甲子乡"))
    assert '<div class="label">自报整改率</div><div class="value">数据存疑</div>' in drawn
    assert "既说全部整改到位, 又说其余正在整改" in drawn
    assert "原话: 已全部整改到位 / 其余问题正在整改中" in drawn
    assert "100%" not in drawn


def test_both_problem_rates_print_their_bases(warehouse: Warehouse) -> None:
    drawn = said(open_page("toilets", 乡镇="甲子乡"))
    assert '<div class="value">4%</div><div class="note">28 ÷ 700 (问题 ÷ 财政支持)</div>' in drawn
    assert '<div class="value">1.4%</div><div class="note">28 ÷ 2,000 (问题 ÷ 摸排)</div>' in drawn


def test_a_funnel_is_drawn_only_for_subsets(warehouse: Warehouse) -> None:
    app = open_page("toilets", 乡镇="甲子乡")
    assert figure(app)["data"][0]["type"] == "funnel"
    app = open_page("toilets", 乡镇="乙丑镇")
    assert figure(app)["data"][0]["type"] == "bar"
    assert figure(app)["data"][0]["x"] == [120, 50, 55]


def test_toilets_of_several_townships_are_told_as_sums_of_them_all(warehouse: Warehouse) -> None:
    app = open_page("toilets")
    drawn, total = said(app), warehouse.read("toilet_summary").row(0, named=True)
    assert f'<div class="label">摸排</div><div class="value">{total["surveyed_count"]:,}</div>' in drawn
    assert "2 个乡镇之和" in drawn
    assert "2 个乡镇中 1 个写了" not in drawn  # both state their problems
    assert "28 ÷ 700 (问题 ÷ 财政支持)" in drawn  # 乙丑镇 has more problems than supported toilets: no subset
    assert "数据存疑的2个乡镇（甲子乡、乙丑镇）不算在整改率里" in drawn
    assert '<div class="label">自报整改率</div><div class="value">—</div>' in drawn
    assert figure(app)["data"][0]["type"] == "bar"
    app = open_page("toilets", 核对="数据存疑")
    assert app.dataframe[0].value.shape[0] == total["doubtful_count"]


def test_a_township_is_compared_with_the_toilets_of_all(warehouse: Warehouse) -> None:
    drawn = said(open_page("toilets", 乡镇="甲子乡"))
    assert f"全部乡镇 {warehouse.read('toilet_summary')['surveyed_count'][0]:,}" in drawn


def test_derived_money_says_so_with_its_formula(warehouse: Warehouse) -> None:
    drawn = markup(open_page("funds", 乡镇="甲子乡"))
    assert "推算 · 48,400元/年 × 2年 (2022、2023) = 96,800元 · 不计入合计" in drawn
    drawn = figure(open_page("funds"))["data"][0]
    counted = warehouse.read("fund_register").filter(is_counted=True)
    assert sorted(drawn["x"]) == sorted(float(amount) / 10_000 for amount in counted["amount_yuan"])


def test_funds_of_several_townships_are_told_as_sums_of_them_all(warehouse: Warehouse) -> None:
    drawn = said(open_page("funds"))
    sums = warehouse.read("fund_summary")
    for row in sums.iter_rows(named=True):
        value = f'<div class="label">{row["summed_as"]}</div><div class="value">{wording.yuan(row["total_yuan"])}</div>'
        assert f'{value}<div class="note">{row["township_count"]} 个乡镇 · {row["fund_count"]} 笔' in drawn
    assert drawn.count('<div class="value">') == sums.height
    assert "不计入合计, 算式见下表" in drawn
    assert "用途不同的不相加" in drawn
    of_two = open_page("funds", 乡镇=["甲子乡", "乙丑镇"])
    assert "全部乡镇 60.5 万元" in said(of_two)


def test_a_sum_of_funds_opens_what_it_is_made_of(warehouse: Warehouse) -> None:
    app = open_page("funds", 合计为="推算的分红")
    assert app.dataframe[0].value["item"].tolist() == ["委托帮扶 未分红合计"]


def test_funds_end_in_the_total_of_their_use_the_largest_first(warehouse: Warehouse) -> None:
    ends = figure(open_page("funds"))["data"][1]
    totals = warehouse.read("fund_by_role").sort("total_yuan", descending=True)
    assert ends["text"] == [f"\u00a0合计 {wording.yuan(total)}" for total in totals["total_yuan"]]


def test_a_narrowed_register_says_what_each_figure_counts(warehouse: Warehouse) -> None:
    drawn = said(open_page("register", 只看="未报告"))
    whole = warehouse.read("overview").row(0, named=True)
    unreported = f'<div class="label">下表所列</div><div class="value">{whole["unreported_count"]}</div>'
    assert f'{unreported}<div class="note">计入“未报告”</div>' in drawn
    assert f'<div class="label">问题总数</div><div class="value">{whole["issue_count"]}</div>' in drawn
    assert "不随“搜索”和“只看”变化" in drawn
    plain = said(open_page("register"))
    assert "下表所列" not in plain
    assert "不随" not in plain
