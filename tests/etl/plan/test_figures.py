"""Amounts, counts and percentages: what is read, with which role, per and unit, and what only looks like a figure."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parsed import Issue, PlanFields, Span, Title
from etl.plan.figures import Figures, mark_repeats, read_figures

PLAN = PlanFields(title="青石镇整改方案", township="青石镇", doc_number="青政发〔2024〕6号", kind="rectification_plan")
REPORT = PlanFields(title="青石镇整改情况报告", township="青石镇", kind="rectification_report")


def figures(text: str, plan: PlanFields = PLAN) -> Figures:
    return read_figures(text, [], plan)


def amounts(text: str, plan: PlanFields = PLAN) -> list[tuple[str, Decimal, str, str]]:
    """(wording, yuan, role, per) of each amount."""
    return [(text[a.start : a.end], a.yuan, a.role, a.per) for a in figures(text, plan).amounts]


def counts(text: str) -> list[tuple[str, float, str]]:
    """(wording, value, unit) of each count."""
    return [(text[c.start : c.end], c.value, c.unit) for c in figures(text).counts]


@pytest.mark.parametrize(
    ("text", "wording", "yuan", "approx"),
    [
        ("投入资金1467.47万元实施", "1467.47万元", "14674700", False),
        ("发放奖补资金四十五万元,", "四十五万元", "450000", False),
        ("拖欠工资2万多元", "2万多元", "20000", True),
        ("户均分红100余元", "100余元", "100", True),
        ("收回资金近30万元", "30万元", "300000", True),
        ("总投资1.5亿元", "1.5亿元", "150000000", False),
        ("结算价1,234,567.89元", "1,234,567.89元", "1234567.89", False),
        ("收入达到31820.6 万元", "31820.6 万元", "318206000", False),
        ("给予救助金3000-5000元", "3000-5000元", "3000", True),
        ("罚款人民币伍万元整", "伍万元", "50000", False),
        ("涉及资金88.8万,未收回", "88.8万", "888000", False),
        ("补助两千元左右", "两千元", "2000", True),
        ("工资2000多元", "2000多元", "2000", True),
    ],
)
def test_sums(text: str, wording: str, yuan: str, approx: bool) -> None:
    (amount,) = figures(text).amounts
    assert (text[amount.start : amount.end], amount.yuan, amount.approx) == (wording, Decimal(yuan), approx)


@pytest.mark.parametrize(
    ("text", "role", "per"),
    [
        ("投入衔接资金320万元建设冷库", "invested", "total"),
        ("使用省级资金200万元实施项目", "invested", "total"),
        ("委托帮扶分红未到位的企业,涉及资金50万元", "principal", "total"),
        ("以股金30万元入股合作社", "principal", "total"),
        ("年度分红资金8万元", "dividend", "year"),
        ("约定2022年保底分红2万元", "dividend", "year"),
        ("2017-2019年分红金额均为2万元", "dividend", "year"),
        ("2017-2019年每年分红2万元,累计6万元", "dividend", "year"),
        ("奖补3000元/年", "reward", "year"),
        ("每户养牛2头以上的,奖补3000元/年", "reward", "household_year"),
        ("三年内每户每亩给予300元/年的粮食补助", "subsidy", "mu_year"),
        ("补助标准为人均2万元", "subsidy", "person"),
        ("发放每户6万元贴息贷款", "loan", "household"),
        ("自筹资金原则上户均不超过1万元", "cap", "household"),
        ("5万元封顶", "cap", "total"),
        ("拖欠工人工资2.6万元", "arrears", "total"),
        ("每户200元慰问金未兑现", "arrears", "household"),
        ("工资每人每月500元", "wage", "person_month"),
        ("人均纯收入低于3050元", "income", "person_year"),
        ("人均月增收2000元", "income", "person_month"),
        ("村集体年收入12万元", "income", "year"),
        ("追回违规资金3.25万元", "other", "total"),
        ("低保标准由每人每月480元提高", "subsidy", "person_month"),
        ("补贴标准500元/人/月", "subsidy", "person_month"),
        ("收入均达10万元,最高的超过50万元", "income", "total"),
        ("水费按每吨2.5元收取", "other", "item"),
        ("土地流转费每亩每年500元", "other", "mu_year"),
        ("管理使用好每一笔钱,共80万元到位", "invested", "total"),
    ],
)
def test_roles_and_what_is_counted_per(text: str, role: str, per: str) -> None:
    amount = figures(text).amounts[0]
    assert (amount.role, amount.per) == (role, per)


def test_a_list_of_rates_shares_its_holder_and_each_has_its_role() -> None:
    read = [(role, per) for _, _, role, per in amounts("同步搬迁户户均补助1.5万元、借款6万元")]
    assert read == [("subsidy", "household"), ("loan", "household")]


def test_an_amount_without_its_holder_takes_it_from_the_same_fact_elsewhere() -> None:
    text = "取消每户6万元贷款政策。\n公司承接已发的6万元贷款。"
    assert [per for _, _, _, per in amounts(text)] == ["household", "household"]


def test_a_total_is_not_taken_for_the_rate_of_its_sentence() -> None:
    assert [per for _, _, _, per in amounts("每户补助500元,共58500元。")] == ["household", "total"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共涉及117户444人", [("117户", 117, "户"), ("444人", 444, "人")]),
        ("惠及二十余户脱贫户", [("二十余户", 20, "户")]),
        ("购置垃圾车三辆", [("三辆", 3, "辆")]),
        ("购入鸡苗12万只", [("12万只", 120000, "只")]),
        ("建成柚子园200亩", [("200亩", 200, "亩")]),
        ("举办培训班3期、岗位培训4班次", [("3期", 3, "期"), ("4班次", 4, "班次")]),
        ("家有4人,2小孩在读", [("4人", 4, "人"), ("2小孩", 2, "人")]),
        ("路面加宽至6.5米", [("6.5米", 6.5, "米")]),
        ("面积不超过150平方米", [("150平方米", 150, "平方米")]),
        ("抽查4市县和22省", [("4市县", 4, "市县"), ("22省", 22, "省")]),
        ("收入高于标准2倍", [("2倍", 2, "倍")]),
        ("共3,412座", [("3,412座", 3412, "座")]),
        ("带动100多名群众", [("100多名", 100, "名")]),
        ("就业期限3至6个月", [("3至6个月", 3, "个月")]),
        ("7个工作日内办结", [("7个工作日", 7, "个工作日")]),
        ("梳理问题3类25项", [("3类", 3, "类"), ("25项", 25, "项")]),
        ("八个村未建立台账,三名干部被问责", [("八个", 8, "个"), ("三名", 3, "名")]),
        ("1.各村摸排,共35户", [("35户", 35, "户")]),
        ("其中:脱贫户:12户", [("12户", 12, "户")]),
        ("新建住房3栋", [("3栋", 3, "栋")]),
        ("2人户和3人户及以上", [("2人", 2, "人"), ("3人", 3, "人")]),
        ("问题厕所\t12\t座\n摸排\t30\t座", [("12\t座", 12.0, "座"), ("30\t座", 30.0, "座")]),
    ],
)  # fmt: skip
def test_counts(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "第12次会议、第三方评估、第二批",
        "住3栋2单元306室,桩号K12+300米,8:30个别谈话",
        "住306室,电话0536-8234567",
        "(青政发〔2024〕6号)第24条",
        "《稳定增收32条措施》和《应对影响十六条措施》",
        "落实“四个不摘”和“50个有”",
        "2024年5月20日、10月31日",
        "每季度召开1次会议,每周至少上报1次,每月印发信息不少于1条",
        "一个项目、一批设备、一家企业、一名干部",
        "通过走访、座谈、问卷三种方式",
        "十项重点任务、四个阶段、三年行动计划",
        "6类区域标准",
        "每课45分钟/课时",
        "1-2标段中标单位",
        "千家万户、百户示范、千万头肉牛工程",
        "XX户、xxx人",
        "五保户、九年义务教育、三级网络、两委班子",
        "按方案(1.0版)执行",
        "\r\n2\t项目管理不规范\t乡财政所\r\n3\t台账不清",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("占比达到24.79%(27户)", [24.79]),
        ("比例不低于30%", [30]),
        ("满意率达百分之九十五", [95]),
        ("提高15.6个百分点", [15.6]),
        ("分别占81.27%和64.20%", [81.27, 64.2]),
        ("完成率75%", [75]),
    ],
)
def test_percentages(text: str, values: list[float]) -> None:
    read = figures(text)
    assert [ratio.value for ratio in read.ratios] == values
    assert [count for count in read.counts if count.unit == "个"] == []


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "全镇共摸排厕所3412座,其中财政支持的厕所908座,发现问题厕所56座,已整改51座。",
            ["摸排厕所", "财政支持的厕所", "发现问题厕所", "已整改"],
        ),
        ("投入资金320万元建设冷库2座、烘干房三间", ["建设冷库", "烘干房"]),
        ("2个社区,4836户16523人,其中脱贫户623户2107人", ["社区", "户", "户", "脱贫户", "脱贫户"]),
        ("提供1200个公益岗位", ["公益岗位"]),
        ("解决1.2万人的饮水问题", ["解决"]),
        ("全镇16个问题,其中12个已完成", ["问题", "问题"]),
        ("截至2024年6月底已整改51座", ["已整改"]),
    ],
)
def test_subjects_are_the_things_counted_as_worded(text: str, subjects: list[str]) -> None:
    read = [count.subject for count in figures(text).counts]
    assert [subject.removeprefix("全镇共") for subject in read] == subjects


def test_a_figure_belongs_to_the_issue_whose_block_holds_it() -> None:
    text = "1.厕所问题。发现8座。\n2.资金问题。拖欠3万元,占5%。"
    second = text.index("2.")
    first, rest = Span(0, second), Span(second, len(text))
    issues = [
        Issue("1", [], None, "厕所改革", "problem", Title(2, 6, "厕所问题"), first, [first]),
        Issue("2", [], None, "资金项目", "problem", Title(second + 2, second + 6, "资金问题"), rest, [rest]),
    ]
    read = read_figures(text, issues, PLAN)
    assert [(c.issue) for c in read.counts] == ["1"]
    assert [(a.issue) for a in read.amounts] == ["2"]
    assert [(r.issue) for r in read.ratios] == ["2"]


def test_a_fact_stated_again_is_a_repeat_and_another_of_the_same_sum_is_not() -> None:
    text = (
        "建设扶贫车间两座,投入资金29.5万元,目前扶贫车间正在运营中。\n"
        "建设扶贫车间两座,投入资金29.5万元,目前扶贫车间正在营业中。\n"
        "硬化村组道路三条,投入资金29.5万元,群众出行更加方便。"
    )
    read = figures(text).amounts
    assert mark_repeats(read, text) == [False, True, False]


WORDS = [
    "全镇",
    "投入",
    "补助",
    "每户",
    "%",
    "万元",
    "元",
    "户",
    "人",
    "个",
    "3",
    "12.5",
    "四十",
    "2024年",
    "。",
    ",",
    "《",
    "》",
    "“",
    "”",
    "\n",
    "第",
    "(",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_text_is_read_with_spans_that_slice(text: str) -> None:
    read = figures(text)
    for amount in read.amounts:
        assert any(mark in text[amount.start : amount.end] for mark in ("元", "万"))
    for count in read.counts:
        assert text[count.start : count.end].endswith(count.unit)
    for ratio in read.ratios:
        assert "%" in text[ratio.start : ratio.end]
    assert len(mark_repeats(read.amounts, text)) == len(read.amounts)


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    figures(text)


@given(st.integers(1, 10**9), st.sampled_from(["元", "万元", "亿元"]))
def test_any_amount_in_digits_reads_back(number: int, unit: str) -> None:
    (amount,) = figures(f"投入资金{number}{unit}。").amounts
    assert amount.yuan == number * {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]


@pytest.mark.parametrize("piece", ["7", "三", "(", "3户", "“", "《", "每", "9,", "1.", "一、", "元", "共计"])
def test_long_runs_take_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.process_time()
        figures(text)
        return time.process_time() - began

    seconds(1000)
    assert seconds(40_000) < 12 * seconds(10_000) + 0.1


@pytest.mark.parametrize(
    ("text", "wording", "value", "upper"),
    [
        ("补助3—5万元。", "3—5万元", 30000, 50000),
        ("补助3万元至5万元。", "3万元至5万元", 30000, 50000),
        ("约1.5万—2万元。", "1.5万—2万元", 15000, 20000),
        ("补助3000-5000元,", "3000-5000元", 3000, 5000),
    ],
)
def test_a_range_of_money_has_both_ends(text: str, wording: str, value: int, upper: int) -> None:
    (amount,) = figures(text).amounts
    assert (text[amount.start : amount.end], amount.yuan, amount.yuan_max, amount.approx) == (wording, value, upper, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("涉及20-30户。", [(20, 30, "户")]),
        ("整改率达到85%-90%。", [(85, 90, None)]),
        ("面积1 200亩,共12 345.6亩", [(1200, None, "亩"), (12345.6, None, "亩")]),
        ("历时一个半月完成。", [(1.5, None, "个月")]),
        ("七成以上的农户,三成五的土地。", [(70, None, None)]),
        ("提高1.9个百分点,增长2.3倍。", [(2.3, None, "倍"), (1.9, None, None)]),
        ("已一成立合作社。", []),
    ],
)
def test_ranges_tenths_halves_and_grouped_numbers(text: str, expected: list[tuple[float, float | None, str | None]]) -> None:
    found = figures(text)
    counts = [(count.value, count.value_max, count.unit) for count in found.counts]
    assert counts + [(ratio.value, ratio.value_max, None) for ratio in found.ratios] == expected


def test_a_change_or_another_unit_is_no_range() -> None:
    assert [amount.yuan for amount in figures("由3万元至5万元。").amounts] == [30000, 50000]
    assert [(amount.yuan, amount.yuan_max) for amount in figures("资金2万元-2019年。").amounts] == [(20000, None)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("涉及二三十户。", 20, 30),
        ("涉及三五户。", 3, 5),
        ("涉及三四百人。", 300, 400),
        ("涉及十七八户。", 17, 18),
        ("涉及三十三户。", 33, None),
        ("涉及1万2户。", 12000, None),
        ("涉及五万三千二百一十人。", 53210, None),
        ("涉及上百户。", 100, None),
    ],
)
def test_rough_and_large_counts(text: str, low: float, high: float | None) -> None:
    (count,) = figures(text).counts
    assert (count.value, count.value_max) == (low, high)
    assert count.approx == (high is not None or "上" in text)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("投入资金1亿2000万元。", 120_000_000),
        ("投入资金3万5千元。", 35_000),
        ("投入资金一万二千三百元。", 12_300),
        ("投入资金叁万伍仟元整。", 35_000),
        ("投入资金5千余元。", 5_000),
        ("投入资金两三万元。", 20_000),
    ],
)
def test_money_in_several_parts(text: str, yuan: int) -> None:
    (amount,) = figures(text).amounts
    assert amount.yuan == yuan


@pytest.mark.parametrize(
    "text", ["投入数十万元。", "投入几十万元。", "投入〇〇万元。", "投入XX万元。", "惠及xxx户、几十户。", "实施1户1策。"]
)
def test_what_has_no_number_is_no_figure(text: str) -> None:
    read = figures(text)
    assert (read.amounts, read.counts) == ([], [])


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("三分之一的农户未参与。", 33.33),
        ("过半农户未参与。", 50),
        ("发病率千分之三。", 0.3),
        ("发病率5‰。", 0.5),
        ("占百分之九十八点五。", 98.5),
    ],
)
def test_shares_in_words(text: str, percent: float) -> None:
    (ratio,) = figures(text).ratios
    assert ratio.value == percent


def test_a_share_that_changed_is_still_of_the_same_thing() -> None:
    assert [ratio.subject for ratio in figures("参保率由85%提高到92%。").ratios] == ["参保率", "参保率"]


@pytest.mark.parametrize(
    ("text", "per"),
    [("补助500元/人·月。", "person_month"), ("补助500元/人年。", "person_year"), ("租金200元/亩·年。", "mu_year")],
)
def test_rates_with_two_denominators(text: str, per: str) -> None:
    (amount,) = figures(text).amounts
    assert amount.per == per
