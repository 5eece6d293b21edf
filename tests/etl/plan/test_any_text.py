"""Any text is read without a crash, and every span stays inside it."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.plan.parse import parse_plan
from etl.read.text import read_text
from tests.etl.plan.wordings import is_wording

PIECES = [
    *(
        "一、",
        "（二）",
        "(一)",
        "1.",
        "2、",
        "（1）",
        "①",
        "一是",
        "二是",
        "第一,",
        "问题1:",
        "三、工作要求",
        "二、整改措施",
        "存在问题",
    ),
    *(
        "整改措施:",
        "责任单位:",
        "（责任单位:乡财政所、各村;",
        "完成时限:2024年6月底",
        "整改时限",
        "序号\t问题\t整改措施\t责任单位\n1\t甲\t乙\t丙\n",
    ),
    *(
        "关于“资金管理不到位”的问题",
        "针对",
        "厕所改造不到位",
        "加强排查",
        "已完成",
        "正在推进",
        "。",
        ";",
        "\n",
        "\n\n",
        " ",
        "\t",
        "|",
        "(",
    ),
    *(
        "）",
        "《",
        "”",
        "甲子乡人民政府",
        "\n2024年5月20日\n",
        "共认领2类10项16个问题",
        "投入88.8万元",
        "117户",
        "24.79%",
        "２０１８",
        "\U0001f600",
    ),
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1, max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    if not text.strip() or any(character < " " and character not in "\t\n\r\f\v" for character in text):
        return
    content = text.encode("utf-8", "surrogatepass")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return
    parsed = parse_plan(read_text("a.txt", content))
    read = parsed.source.text
    for issue in parsed.issues:
        assert is_wording(read[issue.title.start : issue.title.end], issue.title.text)
        assert all(is_wording(read[unit.start : unit.end], unit.name) for unit in issue.units)
        for span in (issue.finding, *issue.blocks, *issue.measures):
            assert 0 <= span.start <= span.end <= len(read)
    numbers = [issue.no for issue in parsed.issues]
    assert len(numbers) == len(set(numbers))
    left = [(span.start, span.end) for span in parsed.unclaimed]
    assert left == sorted(left)
    assert all(first[1] <= second[0] for first, second in pairwise(left))
    parsed.as_json()


def test_labelled_findings_behind_a_tab_without_any_number() -> None:
    block = "\t具体问题:{}。\n整改措施:1.定期公示。\n责任领导:王某某\n"
    text = block.format("会议制度落实不严") + block.format("公示不及时")
    titles = [issue.title.text for issue in parse_plan(read_text("a.txt", text.encode())).issues]
    assert titles == ["会议制度落实不严", "公示不及时"]
