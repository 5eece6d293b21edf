"""Sentences say only what the marts say: every number in them is cited, and is the number of its mart."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from reports import sentences
from reports.citations import ROW_COUNT, Citation, Citations
from tests.reports.reading_back import NUMBER, as_written, matching
from tests.warehouse import hand_made
from tests.warehouse.hand_made_months import month_frames
from warehouse.marts import BY_NAME, TOILET_FUNNEL
from warehouse.queries import Choice, Warehouse

CHOICES = {
    "everything": Choice(as_of=date(2024, 10, 31)),
    "one township": Choice(townships=("甲子乡",), as_of=date(2025, 4, 30)),
    "two filters": Choice(townships=("甲子乡",), statuses=("unreported",), as_of=date(2024, 5, 20)),
    "nothing": Choice(townships=("甲子乡",), themes=("没有",)),
}
Say = Callable[[Citations, Warehouse, Choice], str]


def only(book: Citations, warehouse: Warehouse, choice: Choice, mart: str) -> Any:
    return book.row(BY_NAME[mart], warehouse.read(mart, choice).row(0, named=True))


def rows(book: Citations, warehouse: Warehouse, choice: Choice, mart: str, told_by: str) -> dict[str, Any]:
    found = warehouse.read(mart, choice).iter_rows(named=True)
    return {str(row[told_by]): book.row(BY_NAME[mart], row, told_by) for row in found}


def of_one_row(sentence: Callable[[Any], str], mart: str) -> Say:
    return lambda book, warehouse, choice: sentence(only(book, warehouse, choice, mart))


def of_each_row(sentence: Callable[[Any], str], mart: str, told_by: str) -> Say:
    return lambda book, warehouse, choice: "".join(map(sentence, rows(book, warehouse, choice, mart, told_by).values()))


def deadlines(book: Citations, warehouse: Warehouse, choice: Choice) -> str:
    silent = next(iter(rows(book, warehouse, choice, "silence_summary", "step_days").values()))
    return sentences.deadlines(rows(book, warehouse, choice, "due_summary", "due_code"), silent)


def funds(book: Citations, warehouse: Warehouse, choice: Choice) -> str:
    return sentences.funds(book, warehouse.read("fund_register", choice).filter(pl.col("is_counted")))


def fund_sums(book: Citations, warehouse: Warehouse, choice: Choice) -> str:
    counted = warehouse.read("fund_register", choice).filter(pl.col("is_counted"))
    return sentences.fund_sums(book, counted, list(rows(book, warehouse, choice, "fund_summary", "summed_as").values()))


def compared(book: Citations, warehouse: Warehouse, choice: Choice) -> str:
    total, comparison = (only(book, warehouse, choice, mart) for mart in ("overview", "overview_comparison"))
    return sentences.compared(("全部", total, "reported_pct"), since=(comparison, "done_count_change")) + sentences.compared(
        (None, total, "completion_pct"), since=(comparison, "completion_points"), unit="个百分点"
    )


SAID: dict[str, Say] = {
    "listed": of_one_row(sentences.listed, "overview"),
    "state": of_one_row(sentences.state, "overview"),
    "late": of_one_row(sentences.late, "overview"),
    "since": of_one_row(sentences.since, "overview_comparison"),
    "compared": compared,
    "register": of_one_row(lambda row: sentences.register(row, "", ""), "overview"),
    "departments": of_one_row(sentences.departments, "department_summary"),
    "deadlines": deadlines,
    "bucket": of_each_row(sentences.bucket, "due_summary", "due_code"),
    "toilets": of_each_row(sentences.toilets, "toilet_funnel", "township"),
    "toilets_of_all": of_one_row(lambda row: sentences.toilets_of_all(row, ["甲子乡"]), "toilet_summary"),
    "funds": funds,
    "fund_sums": fund_sums,
    "which_townships": lambda book, warehouse, choice: sentences.which_townships(
        book, warehouse.read("completion_by_township", choice)
    ),
    "attention": lambda book, warehouse, choice: sentences.attention(book, warehouse.read("attention", choice)),
    "indicator": of_each_row(sentences.indicator, "indicator_subject", "subject_label"),
    "document": of_each_row(sentences.document, "document_figures", "source_id"),
    "build": of_one_row(sentences.build, "build_summary"),
    "audits": of_one_row(sentences.audits, "doubt_summary"),
    "made_of": of_one_row(lambda row: sentences.made_of(row, "completion_pct", "done_count", "reported_count", "率"), "overview"),
    "changes": lambda book, warehouse, choice: sentences.changes(
        list(
            rows(book, warehouse, Choice(**{**choice.__dict__, "since": date(2024, 9, 30)}), "change_summary", "change").values()
        ),
        "",
    ),
}


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return hand_made.published(tmp_path_factory.mktemp("months"), month_frames())


def written(citation: Citation, value: Any) -> set[str]:
    """How a value of a mart may stand in a sentence."""
    if isinstance(value, date):
        return {value.isoformat()}
    if citation.column.endswith(("_change", "_points")):
        return {f"{value:+g}", "0", "持平", f"多{value:g}个", f"少{-value:g}个"} if value else {"0", "持平"}
    return {as_written(citation.mart, citation.column, value)}


def bare(number: str) -> str:
    return number.rstrip(",")


@pytest.mark.parametrize("choice", CHOICES.values(), ids=list(CHOICES))
@pytest.mark.parametrize("name", SAID)
def test_every_number_is_the_number_of_its_mart(name: str, choice: Choice, months: Warehouse) -> None:
    book = Citations()
    text = SAID[name](book, months, choice)
    choice = Choice(**{**choice.__dict__, "since": date(2024, 9, 30)}) if name == "changes" else choice
    for citation in book.all:
        where = "; ".join(f"{column}={value}" for column, value in citation.where)
        found = matching(months, citation.mart, choice, where)
        if citation.column == ROW_COUNT:
            assert citation.text == f"{found.height:,}"
        else:
            assert found.height == 1, citation
            assert citation.text in written(citation, found[citation.column][0])
    doubts = "".join(filter(None, months.read("toilet_funnel", choice)["doubts"].to_list()))
    labels = "10天内到期"  # a due bucket's name, and no number
    rest = text.replace(labels, "").replace("10天内", "")
    cited = {number for citation in book.all for number in NUMBER.findall(citation.text)}
    assert {number for number in map(bare, NUMBER.findall(rest)) if number not in NUMBER.findall(doubts)} <= cited


def test_every_sentence_is_tried() -> None:
    source = Path(sentences.__file__).read_text("utf-8")
    assert set(re.findall(r"^def ([a-z]\w*)\(", source, re.M)) - {"sides"} == set(SAID)


def test_the_sentences_speak_of_something(months: Warehouse) -> None:
    book = Citations()
    said = "".join(say(book, months, CHOICES["everything"]) for say in SAID.values())
    assert len(book.all) > 50
    for words in ("比上期填报 (2024-09-30) -1", "少", "数据存疑", "推进中"):
        assert words in said


def test_nothing_reported_is_said_as_silence(months: Warehouse) -> None:
    choice = Choice(statuses=("unreported",), as_of=date(2024, 5, 20))
    said = SAID["state"](Citations(), months, choice)
    assert "不计算完成率" in said
    assert "个问题来源没有写状态，记为“未报告”" in said
    assert "没有基数, 不计算" in SAID["made_of"](Citations(), months, choice)


def test_sides_are_named() -> None:
    assert sentences.sides(["产业"], [], ["教育", "生态"]) == (
        "两边都涉及的主题：产业；只有左边涉及的：没有；只有右边涉及的：教育、生态。"
    )


def test_doubts_of_toilets_are_joined_without_a_second_full_stop(months: Warehouse) -> None:
    row = dict.fromkeys(months.read("toilet_funnel").columns)
    row |= {"township": "甲子乡", "problem_count": 9, "is_doubtful": True, "doubts": "两处都写问题厕所数，前后矛盾。\n村级数不全"}
    said = sentences.toilets(Citations().row(TOILET_FUNNEL, row, "township"))
    assert said == "甲子乡有问题9座。数据存疑：两处都写问题厕所数，前后矛盾；村级数不全。"
