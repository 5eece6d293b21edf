"""Audits of a document against itself: for each rule a statement that holds, one that does not, and where it keeps silent."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parsed import Audit, Issue, ParsedPlan, PlanFields, Source, Span, Status, Title, Unit
from etl.plan.audits import audit
from etl.plan.figures import read_figures

PLAN = PlanFields(title="青石镇整改方案", township="青石镇", doc_number="青政发〔2024〕6号", kind="rectification_plan")


def audits(text: str, issues: list[Issue] | None = None) -> list[Audit]:
    issues = issues or []
    figures = read_figures(text, issues, PLAN)
    source = Source("a.txt", "0" * 64, "txt", "utf-8", len(text), text)
    return audit(ParsedPlan(source, PLAN, issues, figures.amounts, figures.counts, figures.ratios, figures.periods))


def results(text: str, rule: str, issues: list[Issue] | None = None) -> list[bool]:
    return [result.ok for result in audits(text, issues) if result.rule == rule]


def leaf(no: str, path: list[str], title: str, start: int, units: tuple[str, ...] = ()) -> Issue:
    end = start + len(title)
    named = [Unit(start, end, "responsible", unit) for unit in units]
    return Issue(no, path, None, "其他", "problem", Title(start, end, title), Span(start, end), [Span(start, end)], units=named)


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        ("受益农户40户,其中脱贫户30户,占比75%。", "share_of_base", [True]),
        ("受益农户40户,其中脱贫户30户,占比72%。", "share_of_base", [False]),
        ("问题厕所56座,已整改51座,整改率91.07%。", "share_of_base", [True]),
        ("摸排户厕1500座,发现问题户厕86座,已整改80座。", "steps_in_order", [True]),
        ("摸排户厕1500座,发现问题户厕86座,已整改90座。", "steps_in_order", [False]),
        ("发现隐患9处,未整改10处。", "steps_in_order", []),
        ("改造幸福院4所,每所补助3万元,共12万元。", "rate_times_holders", [True]),
        ("改造幸福院4所,每所补助3万元,共15万元。", "rate_times_holders", [False]),
        ("存在道路破损、路灯不亮、垃圾外溢等3个问题。", "enumeration", [True]),
        ("抽查1200户,低于标准的有30户150人,占比3.6%。", "share_of_base", [False]),
        ("反馈697个问题,完成688个,基本完成4个,未完成5个,完成率98.71%。", "share_of_base", [True]),
        ("反馈60个问题,完成50个,未完成10个,完成率90%。", "share_of_base", []),
        ("甲县30户、乙县20户,占全省搬迁户的81.27%。", "share_of_base", []),
        ("全镇40户,涉及6个村,脱贫户30户,占比约70%。", "share_of_base", []),
        ("占比达到24.79%(27户);另有8.55%(10户)无法还款。", "share_implies_base", [False]),
        ("占比达到25%(30户);另有10%(12户)无法还款。", "share_implies_base", [True]),
        ("占比达到25%(30户);另有10%(20户)无法还款。", "share_implies_base", [False]),
        ("抽查120户,占比达到25%(30户)。", "share_implies_base", []),
        ("购入鸡苗12万只,其中自养14242只,代养105758只。", "parts_of_total", [True]),
        ("全镇20个村(14个脱贫村和6个非脱贫村)。", "parts_of_total", [True]),
        ("全镇20个村(14个脱贫村和7个非脱贫村)。", "parts_of_total", [False]),
        ("购入鸡苗12万只,其中自养14242只,死亡300只。", "parts_of_total", []),
        ("改建户厕1980座,其中2018年以前改建620座,2018年以来改建1360座。", "parts_of_total", [True]),
        ("改建户厕1950座,其中2018年以前改建620座,2018年以来改建1360座。", "parts_of_total", [False]),
        ("改建户厕1990座,其中2018年以前改建620座,2018年以来改建1360座。", "parts_of_total", [False]),
        ("有户厕1950座,其中2018年以前改建620座,2018年以来改建1360座。", "parts_of_total", [False]),
        ("排查问题房屋200户,其中:2023年6月底前整改50户,2023年7月以来整改30户。", "parts_of_total", []),
        ("排查问题房屋200户,其中:2023年6月底前整改50户,2023年6月以来整改30户。", "parts_of_total", []),
        ("有户厕1000座,其中2018年以前报废20座,2018年以来损坏60座。", "parts_of_total", []),
        ("有户厕1000座,其中2018年以前新建800座,2018年以来损坏300座。", "parts_of_total", []),
        ("问题户厕260座,其中厕屋类92座、化粪池类115座、管理类61座。", "parts_of_total", [False]),
        ("问题户厕270座,其中厕屋类92座、化粪池类115座。", "parts_of_total", []),
        ("脱贫户30户,其中低保20户、残疾15户。", "parts_of_total", []),
        ("共16个问题,已完成12个,正在整改4个。", "parts_of_total", [True]),
        ("共16个问题,已完成12个,正在整改3个。", "parts_of_total", [False]),
        ("共16个问题,已完成12个,已销号9个。", "parts_of_total", []),
        ("总投资180万元,其中财政资金100万元、自筹80万元。", "parts_of_total", [True]),
        ("总投资180万元,其中财政资金200万元。", "parts_of_total", [False]),
        ("使用资金200万元实施项目,其中使用80万元建圈舍。另120万元购买鸡苗。", "parts_of_total", [True]),
        ("2017-2019年分红金额均为2万元,累计分红6万元。", "rate_times_years", [True]),
        ("2017-2019年分红金额均为2万元,累计分红8万元。", "rate_times_years", [False]),
        ("为117户每户补助500元,共58500元。", "rate_times_holders", [True]),
        ("为117户每户补助500元,共60000元。", "rate_times_holders", [False]),
        ("贫困户1062户,设置岗位864个,平均每1.2户设一个。", "average", [True]),
        ("贫困户1062户,设置岗位864个,平均每2.4户设一个。", "average", [False]),
        ("全镇摸排厕所900座,其中财政支持300座,问题厕所12座。", "subset_of_whole", [True]),
        ("脱贫户30户,其中监测户40户。", "subset_of_whole", [False]),
        ("涉及3个村,其中发现问题12个。", "subset_of_whole", []),
        ("发现问题厕所28个,已全部整改到位,其余问题正在整改中。", "all_and_the_rest", [False]),
        ("共16个问题,其中12个已全部整改到位,其余4个正在整改。", "all_and_the_rest", []),
        ("问题厕所28个,已全部整改到位,其余工作正在推进。", "all_and_the_rest", []),
        ("危房已全部改造完成,仍有部分群众未改变习惯。", "all_and_the_rest", []),
        ("共16个问题,已完成12个,正在整改3个,另1个已移交。", "parts_of_total", []),
        ("反馈60个问题,完成整改52个,基本完成并持续整改5个,未完成3个。", "parts_of_total", [True]),
        (
            "东片需整改问题51个,已整改完成47个,未整改到位4个,新发现1个;西片需整改问题9个,已整改7个,未整改2个。",
            "parts_of_total",
            [True, True],
        ),
        ("完成收入15亿元,比上年14亿元增长7.1%,加上补助收入2亿元、上年结余1亿元,合计18亿元。", "parts_of_total", [True]),
        ("完成收入15亿元,加上补助收入2亿元、上年结余1亿元,收入合计19亿元。", "parts_of_total", []),
        ("收到信访件41件,均已交办。其中,已办结30件,正在办理11件。", "parts_of_total", [True]),
        ("收到信访件41件,均已交办。其中,已办结30件,正在办理10件。", "parts_of_total", []),
        ("信访件41件,查实属实38件,不属实3件。", "parts_of_total", [True]),
        ("信访件41件,查实属实38件,不属实5件。", "parts_of_total", []),
        ("反馈意见提出7大方面19个问题,均在整改。", "declared_list", []),
        ("为117户每户补助500元,共投入资金8万元。", "rate_times_holders", []),
        ("(七)资金管理不规范。有的村账目不清\n(七)关于“资金管理不规范”的问题\n", "quoted_title", [True]),
        ("抓好以下三个方面工作:组织到位;责任到人;督查到底。", "declared_list", []),
        ("发现问题厕所28个,已全部整改到位。其余工作正在推进。", "all_and_the_rest", []),
        ("道路硬化已全部完成,饮水工程还有2处正在施工。", "all_and_the_rest", []),
        ("第一批12个问题已全部整改到位,第二批还有3个正在推进。", "all_and_the_rest", []),
        ("道路硬化已全部完成,饮水工程其余2处正在施工。", "all_and_the_rest", []),
        ("问题厕所28个已全部整改到位,目前还有3个正在推进。", "all_and_the_rest", [False]),
        ("问题厕所28个已全部整改到位,但其余3个正在推进。", "all_and_the_rest", [False]),
        ("通过走访、座谈、问卷三种方式听取意见。", "enumeration", [True]),
        ("全镇13个行政村、2个社区。", "enumeration", []),
        ("通过走访、座谈四种方式听取意见。", "enumeration", []),
        ("自2024年9月1日至2024年3月1日实施。", "dates_in_order", [False]),
        ("自2024年3月1日至2024年9月1日实施。", "dates_in_order", []),
        ("(一)动员(4月1日—4月10日)\n(二)整改(4月5日—5月10日)\n", "stages_in_order", [True]),
        ("(一)动员(6月1日—6月10日)\n(二)整改(4月5日—5月10日)\n", "stages_in_order", [False]),
        ("摸排厕所1500座,发现问题86座,已整改90座,整改率95%。", "share_of_base", [False]),
        ("摸排厕所1500座,发现问题86座,已整改43座,整改率50%。", "share_of_base", [True]),
        ("发现问题86座,其中墙体20座,已整改43座,整改率60%。", "share_of_base", [False]),
        ("总投资500万元,其中中央300万元、省级150万元、县级60万元。", "parts_of_total", [False]),
        ("总投资500万元,其中中央300万元、省级100万元。", "parts_of_total", []),
        ("三年分别投入10万元、20万元、30万元,共计60万元。", "parts_of_total", [True]),
        ("三年分别投入10万元、20万元、30万元,共计70万元。", "parts_of_total", [False]),
        ("全乡12个村,其中贫困村5个、非贫困村8个。", "parts_of_total", [False]),
        ("全乡党员45名,其中女党员12名、少数民族党员40名。", "parts_of_total", []),
        ("收入由8000元增加到10000元,增长25%。", "change", [True]),
        ("收入由8000元增加到10000元,增长20%。", "change", [False]),
        ("参保率由85%提高到92%,提高7个百分点。", "change", [True]),
        ("参保率由85%提高到92%,提高8个百分点。", "change", [False]),
        ("由8000元补到10000元,占比20%。", "change", []),
        ("收入由10000元下降到8000元,下降20%。", "change", [True]),
        ("收入由8000元减少到10000元,增长25%。", "change", []),
        ("收入由8000元增加到10000元,降幅25%。", "change", []),
        ("收入由10000元增加到12000元,成本下降5%。", "change", []),
        ("投入XX万元,惠及xxx户,201X年完成。", "masked_values", [False]),
        ("惠及二〇〇户,培训一〇〇人,修路三〇〇〇米。", "masked_values", []),
        ("惠及〇〇户。", "masked_values", [False]),
        ("由张XX负责,联系XX村,使用XXL号,加强**建设。", "masked_values", []),
        ("摸排厕所900座,财政支持1000座。", "steps_in_order", [False]),
        ("于2024年6月31日前完成。", "day_exists", [False]),
        ("于2023.2.29前完成。", "day_exists", [False]),
        ("于6月30日、2024年2月29日前完成。", "day_exists", []),
        ("第13月报告3.2.31版, 版本2024.2.31.5。", "day_exists", []),
        ("自20184月开始。", "lost_date_characters", [False]),
        ("自2018年4月开始。", "lost_date_characters", []),
        ("按《通知》(青办发〔201634号)执行。", "lost_number_characters", [False]),
        ("按《通知》(青办发〔2016〕34号)执行。", "lost_number_characters", []),
        ("(一)饮水不安全\n(一)关于“饮水不安全”的问题\n", "quoted_title", [True]),
        ("(七)资金管理不规范\n(七)关于“资金管理不到位”的问题\n", "quoted_title", [False]),
        ("(七)资金管理不规范\n(三)关于“驻村帮扶走过场”的问题\n", "quoted_title", []),
        ("主要聚焦以下三个方面:\n(一)甲\n(二)乙\n(三)丙\n", "declared_list", [True]),
        ("围绕住房、饮水等10个方面:\n(一)甲\n(二)乙\n(三)丙\n", "declared_list", [False]),
    ],
)  # fmt: skip
def test_rules(text: str, rule: str, expected: list[bool]) -> None:
    assert results(text, rule) == expected


def test_declared_issues_against_the_outline() -> None:
    issues = [leaf(f"{part}{number}", [part, f"{part}题"], f"第{number}题", 40 + number) for part in "一二" for number in (1, 2)]
    assert results("共认领2类2项4个问题。" + "。" * 60, "declared_issues", issues) == [True]
    assert results("共认领2类2项5个问题。" + "。" * 60, "declared_issues", issues) == [False]


def test_a_declared_number_is_not_doubted_where_the_numbering_has_gaps() -> None:
    issues = [leaf(f"一{number}", ["一"], f"第{number}题", 40 + number) for number in (1, 4)]
    assert results("共认领5个问题。" + "。" * 60, "declared_issues", issues) == []


def test_a_declared_list_inside_an_issue_is_not_the_document_s() -> None:
    text = "从组织、宣传等7个方面抓好落实。"
    issue = leaf("1", [], text, 0)
    assert results(text, "declared_list", [issue]) == []


def test_a_declared_list_marks_the_statement_and_the_list() -> None:
    text = "抓好以下三个方面:\n(一)组织到位\n(二)责任到人\n(三)督查到底\n"
    (result,) = [result for result in audits(text) if result.rule == "declared_list"]
    assert [text[span.start : span.end] for span in result.spans][:2] == ["三个方面", "(一)组织到位"]
    assert len(result.spans) == 4


def test_a_list_declared_behind_its_items_is_the_document_s_and_marks_the_statement() -> None:
    numerals = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")
    items = "".join(f"({numeral})第{numeral}类工作\n" for numeral in numerals)
    text = f"{items}重点抓好十五个方面。\n"
    (result,) = [result for result in audits(text, [leaf("(一)", [], "第一类工作", 3)]) if result.rule == "declared_list"]
    assert (result.ok, result.issue) == (False, None)
    assert "十五个方面" in [text[span.start : span.end] for span in result.spans]


def test_one_unit_under_two_names() -> None:
    other = leaf("1", [], "甲", 0, ("镇劳动保障事务所", "镇财政所"))
    assert results("甲乙", "unit_two_names", [other, leaf("2", [], "乙", 1, ("镇劳动事务保障所",))]) == [False]
    assert results("甲乙", "unit_two_names", [other, leaf("2", [], "乙", 1, ("镇劳动保障事务所",))]) == []


def test_an_audit_says_what_is_stated_and_computed_marks_both_places_and_names_its_issue() -> None:
    text = "1.奖补不精准。受益农户40户,其中脱贫户30户,占比72%。"
    issue = leaf("1", [], text, 0)
    result = next(result for result in audits(text, [issue]) if result.rule == "share_of_base")
    assert [text[span.start : span.end] for span in result.spans] == ["40户", "30户", "72%"]
    assert (result.stated, result.computed, result.issue) == ("40户中30户, 占72%", "30÷40=75.00%", "1")
    assert result.message == "40户中30户占72%, 按原文数字计算为75.00%, 不相符。"


PIECES = [
    *("其中", "占比", "30户", "40户", "75%", "(", ")", "共", "20万元", "每户补助", "、", ",", "。", "已全部整改", "其余正在整改"),
    *("2018316日", "等3个方面", "\n(一)", "4月1日至5日", "关于“", "”的问题"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_audited_with_places_inside(text: str) -> None:
    for result in audits(text):
        assert result.message.endswith("。")
        assert result.spans
        assert all(0 <= span.start < span.end <= len(text) for span in result.spans)


@pytest.mark.parametrize(
    "piece",
    ["3户,", "(3户", "其中3个", "、", "一、", "占3%(2户)", "全部整改", "关于“", "(一)4月1日—2日\n", "等3个方面", "3万元,其中"],
)
def test_long_runs_take_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.process_time()
        audits(text)
        return time.process_time() - began

    seconds(1000)
    assert seconds(16_000) < 12 * seconds(4_000) + 0.2


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("乡党政办公室", "乡党政办"), [False]),
        (("乡财财政所", "乡财政所"), [False]),
        (("乡农业服务中心", "乡社会保障服务中心"), []),
        (("乡村建办", "乡乡村建办"), []),
        (("各村", "各村村"), []),
    ],
)
def test_one_unit_by_two_names(names: tuple[str, ...], found: list[bool]) -> None:
    issues = [leaf(str(number), [], "路面破损", 0, (name,)) for number, name in enumerate(names, 1)]
    assert results("路面破损。", "unit_two_names", issues) == found


def test_a_short_name_that_fits_two_offices_is_told_with_each() -> None:
    names = ("乡社会事务办", "乡社会工作办", "乡社会办")
    issues = [leaf(str(number), [], "路面破损", 0, (name,)) for number, name in enumerate(names, 1)]
    told = [one.stated for one in audits("路面破损。", issues) if one.rule == "unit_two_names"]
    assert sorted(told) == ["乡社会事务办、乡社会办", "乡社会工作办、乡社会办"]


@pytest.mark.parametrize(("said", "found"), [("已完成整改2个", [True]), ("已完成整改3个", [False]), ("基本完成整改3个", [])])
def test_states_said_against_those_of_the_list(said: str, found: list[bool]) -> None:
    text = f"反馈的3个问题,{said}。\n路面破损。已完成。灯不亮。已完成。墙破。正在整改。"
    issues = []
    for number, (title, code) in enumerate((("路面破损", "completed"), ("灯不亮", "closed"), ("墙破", "in_progress")), 1):
        issue = leaf(str(number), [], title, text.index(title))
        issue.status = Status(issue.title.end + 1, issue.title.end + 3, code)
        issues.append(issue)
    assert results(text, "states_of_list", issues) == found
    issues[2].status = None
    assert results(text, "states_of_list", issues) == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("乡扶贫办", "乡扶贫开发办公室"), 1),
        (("扶贫办", "乡扶贫开发办公室"), 1),
        (("乡扶贫办", "乡村振兴办"), 1),
        (("乡农业综合服务中心", "乡农业服务中心"), 1),
        (("乡人民政府办公室", "乡政府办"), 1),
        (("乡财政所", "财政所"), 0),
        (("乡社会事务办", "乡社会工作办"), 0),
        (("乡农业服务中心", "乡农业开发中心"), 0),
        (("乡项目管理办公室", "乡项目服务办"), 0),
        (("乡农业综合服务中心", "乡农业中心"), 1),
        (("扶贫办", "扶贫开发办公室"), 1),
        (("县扶贫办", "乡扶贫办"), 0),
        (("县扶贫开发办公室", "乡扶贫办"), 0),
        (("县农业局", "乡农业中心"), 0),
        (("县委办", "县委组织部办公室"), 0),
        (("乡农业机械站", "乡农业站"), 0),
        (("乡村振兴站", "乡村振兴办"), 0),
        (("各村", "各村委会"), 0),
    ],
)
def test_short_and_former_names_of_one_unit(names: tuple[str, ...], expected: int) -> None:
    issues = [leaf("1", [], "甲", 0, (names[0],)), leaf("2", [], "乙", 1, (names[1],))]
    assert len(results("甲乙", "unit_two_names", issues)) == expected
