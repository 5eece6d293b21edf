"""What a document says of itself, and what nobody claimed."""

from datetime import date

import pytest

from etl.parsed import ParsedPlan, PlanFields
from etl.plan.deadlines import NO_YEAR, UNDATED_LIMIT, expected_limit
from etl.plan.parse import parse_plan
from etl.read.text import read_text

BODY = "一、存在问题\n(一)饮水管护不到位。管网老化。\n二、工作要求\n加强领导。\n"


def parsed(head: str, tail: str = "", body: str = BODY) -> ParsedPlan:
    return parse_plan(read_text("a.txt", (head + body + tail).encode()))


def fields(head: str, tail: str = "", body: str = BODY) -> PlanFields:
    return parsed(head, tail, body).plan


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("甲子乡饮水问题整改方案\n", "甲子乡饮水问题整改方案"),
        ("关于印发《甲子乡饮水问题整改方案》的通知\n各村:\n现印发给你们。\n", "甲子乡饮水问题整改方案"),
        ("关于印发《甲子乡整改方案》的通知\n各村:\n甲子乡饮水问题整改方案\n根据要求,制定本方案。\n", "甲子乡饮水问题整改方案"),
        ("【乡镇方案】甲子乡饮水问题整改方案【完整版】\n首页 > 方案大全\n饮水问题整改方案\n", "饮水问题整改方案"),
        ("丙县甲子乡人民政府\n关于饮水问题整改情况的报告\n", "丙县甲子乡人民政府关于饮水问题整改情况的报告"),
        ("根据县里的整改方案,现将整改情况报告如下。\n", None),
        ("甲子乡饮水问题整改方案 根据要求制定。\n", "甲子乡饮水问题整改方案"),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert fields(head).title == title


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("甲子乡整改方案\n甲委发〔2024〕6号\n", "甲委发〔2024〕6号"),
        ("甲子乡整改方案\n甲政发[2022]51 号\n", "甲政发[2022]51号"),
        ("甲子乡整改方案\n甲政发﹝2022﹞ 7号\n", "甲政发﹝2022﹞7号"),
        ("甲子乡整改方案\n按照《县里的通知》(丙办发〔2021〕3号)要求,制定本方案。\n", None),
        ("文号\n甲政发〔2020〕9号\n日期\n2020-05-06\n甲子乡整改方案\n", "甲政发〔2020〕9号"),
        ("文      号\n浏览量\n日期\n2017-04-13\n甲子乡整改方案\n", None),
    ],
)
def test_own_document_number(head: str, number: str | None) -> None:
    assert fields(head).doc_number == number


def test_signature_in_front_and_at_the_end() -> None:
    notice = "关于印发《甲子乡整改方案》的通知\n各村:\n现印发给你们。\n"
    head = f"{notice}中共甲子乡委员会\n甲子乡人民政府\n2024年5月20日\n甲子乡整改方案\n"
    assert (fields(head).issuer, fields(head).issued_on) == ("中共甲子乡委员会、甲子乡人民政府", date(2024, 5, 20))
    plan = parsed("甲子乡整改方案\n", "甲子乡人民政府\n二〇二四年五月二十日\n")
    assert (plan.plan.issuer, plan.plan.issued_on) == ("甲子乡人民政府", date(2024, 5, 20))
    assert plan.unclaimed == []


def test_metadata_block_and_posting_date() -> None:
    head = "发文机构\n丙区甲子乡人民政府\n日期\n2017-04-13\n甲子乡整改方案\n"
    assert (fields(head).issuer, fields(head).issued_on) == ("丙区甲子乡人民政府", date(2017, 4, 13))
    posted = "甲子乡整改方案\n发布时间:2023-05-31\n2023-05-31 08:25:11 来源:网友投稿\n"
    assert fields(posted).issued_on is None


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("甲子乡整改方案\n", (None, None, None, "甲子乡")),
        ("云南省昭通市丙丁县甲子镇整改方案\n", ("云南省", "昭通市", "丙丁县", "甲子镇")),
        ("红旗乡整改方案\n", (None, None, None, "红旗乡")),
        ("镇整改工作方案\n结合我镇实际,制定本方案。\n", (None, None, None, None)),
        ("甲子镇整改方案\n严格落实丙丁市委市政府安排,制定本方案。\n", (None, None, "丙丁市", "甲子镇")),
        ("甲子镇整改方案\n按照中共吉林省委办公室要求,制定本方案。\n", ("吉林省", None, None, "甲子镇")),
        ("甲子镇整改方案\n根据县委要求,制定本方案。\n", (None, None, None, "甲子镇")),
        ("审计局对乙丑县甲子镇人民政府(以下简称甲子镇)进行了审计。\n", (None, None, None, "甲子镇")),
        ("甲子镇整改情况\n自贡市、广元市完成率较高。\n", (None, None, None, "甲子镇")),
        ("甲子镇整改情况\n受市人民政府委托,现报告如下。\n", (None, None, None, "甲子镇")),
        (
            "按照《迪庆州扶贫开发领导小组关于印发方案的通知》,甲子乡党委认领问题,现将整改情况报告如下。\n",
            (None, "迪庆州", None, "甲子乡"),
        ),
        ("现将白河镇、青山乡的整改情况报告如下。\n", (None, None, None, None)),
        ("现将白河镇整改情况报告如下。\n", (None, None, None, "白河镇")),
        ("2023年白河镇党委认领问题,现报告如下。\n", (None, None, None, "白河镇")),
        ("我县白河镇党委认领问题,现报告如下。\n", (None, None, None, "白河镇")),
        ("甲子镇整改方案\n按照县扶贫开发领导小组要求,制定本方案。\n", (None, None, None, "甲子镇")),
        ("甲子镇整改方案\n国家贫困县退出评估后,制定本方案。\n", (None, None, None, "甲子镇")),
        ("甲子镇整改报告\n自丙丁县成效考核问题整改启动以来,我镇认真整改。\n", (None, None, "丙丁县", "甲子镇")),
        ("发布机构: 丙丁市戊己区甲子乡人民政府 发布时间: 2018-09-05 字体: [ ]\n", (None, "丙丁市", "戊己区", "甲子乡")),
    ],
)
def test_place_only_where_stated(head: str, place: tuple[str | None, ...]) -> None:
    found = fields(head)
    assert (found.province, found.prefecture, found.county, found.township) == place


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("甲子乡考核反馈问题整改方案", "rectification_plan"),
        ("甲子乡关于巡察整改进展情况的通报", "rectification_report"),
        ("甲子乡政策不落实问题专项清理工作方案", "cleanup_plan"),
        ("甲子乡大提升专项行动方案", "action_plan"),
        ("甲子乡考核问题整改落实进展情况的报告", "rectification_report"),
        ("甲子县人民政府关于审计发现问题整改情况的函", "rectification_report"),
    ],
)
def test_kind(title: str, kind: str) -> None:
    assert fields(f"{title}\n").kind == kind


@pytest.mark.parametrize(
    ("sentence", "declared"),
    [
        ("我乡共认领2类10项16个问题。", {"classes": 2, "items": 10, "issues": 16}),
        ("县里反馈我乡问题共5个。", {"issues": 5}),
        ("主要聚焦以下十个方面的问题。", {"issues": 10}),
        ("围绕增收、饮水等10个方面开展。", {"items": 10}),
        ("对照“九个聚焦”100个问题清单自查。", {}),
        ("覆盖3个村。", {}),
    ],
)
def test_declared_counts(sentence: str, declared: dict[str, int]) -> None:
    assert fields(f"甲子乡整改方案\n{sentence}\n").declared == declared


def test_stages_declared_in_the_introduction_of_a_part() -> None:
    assert fields("甲子乡整改方案\n", body=BODY + "三、时间步骤\n清理行动共分为四个阶段。\n(一)动员\n(二)排查\n").declared == {
        "stages": 4
    }


def test_what_nobody_claims_is_listed() -> None:
    plan = parsed("甲子乡整改方案\n这一行说不清是什么。\n", body=BODY)
    text = plan.source.text
    assert [text[span.start : span.end] for span in plan.unclaimed] == ["这一行说不清是什么。"]


def test_a_document_without_any_issue() -> None:
    plan = parse_plan(read_text("a.txt", "今天开会。\n大家讨论了天气。\n".encode()))
    assert (plan.issues, plan.plan) == ([], PlanFields())
    assert len(plan.unclaimed) == 1


REGISTER = "序号\t问题\t责任单位\t整改时限\n1\t厕所损坏\t镇农业农村办\t7月底前\n"


@pytest.mark.parametrize(
    ("head", "issuer", "due_on"),
    [
        ("甲子镇问题清单\n填报日期:2024年6月5日\n", None, date(2024, 7, 31)),
        ("甲子镇问题清单\n填报单位:甲子镇人民政府 填报日期:2024年6月5日\n", "甲子镇人民政府", date(2024, 7, 31)),
    ],
)
def test_the_day_of_filling_in_dates_a_register(head: str, issuer: str | None, due_on: date) -> None:
    plan = parsed(head, body=REGISTER)
    assert (plan.plan.issued_on, plan.plan.issuer) == (date(2024, 6, 5), issuer)
    assert [issue.deadline and issue.deadline.due_on for issue in plan.issues] == [due_on]


@pytest.mark.parametrize(
    ("head", "last_on"), [("甲子镇问题清单\n2023年8月检查。\n", date(2023, 7, 31)), ("甲子镇问题清单\n", None)]
)
def test_a_limit_without_its_year_is_one_day_in_issue_and_periods(head: str, last_on: date | None) -> None:
    plan = parsed(head, body=REGISTER)
    (issue,) = plan.issues
    assert issue.deadline is not None
    assert issue.deadline.due_on == last_on
    assert [period.last_on for period in plan.periods if period.start >= issue.deadline.start] == ([last_on] if last_on else [])


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("7月底前", NO_YEAR),
        ("国庆前", UNDATED_LIMIT),
        *((wording, "存在的日期 (6月有30天)") for wording in ("2024年6月31日", "6月31日前", "2024.6.31")),
        ("2024年13月1日前完成", "存在的日期 (没有13月)"),
    ],
)
def test_what_is_expected_of_a_limit_says_what_is_wrong_with_it(wording: str, expected: str) -> None:
    assert expected_limit(wording) == expected
