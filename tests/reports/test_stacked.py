"""Words in bars stand out from their colours, and bars of documents are named so that a leader knows them."""

import polars as pl
import pytest

from reports import deadline_figures, department_figures, figures, table_figures, time_figures
from reports.stacked import contrast, word_colour

AA_CONTRAST = 4.5
UNDER_WORDS = {
    *figures.STATUS_COLOURS.values(),
    figures.DOUBT,
    *deadline_figures.DUE_COLOURS.values(),
    *department_figures.ROLE_COLOURS.values(),
    *time_figures.CHANGE_COLOURS.values(),
    *table_figures.SOURCE_COLOURS,
    table_figures.OPEN,
    table_figures.RECTIFIED,
}


def test_contrast_is_that_of_the_rule() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", sorted(UNDER_WORDS))
def test_words_stand_out_from_each_colour(colour: str) -> None:
    assert contrast(word_colour(colour), colour) >= AA_CONTRAST


def test_a_chart_of_one_state_says_its_word() -> None:
    rows = pl.DataFrame({"township": ["甲子乡"], "change": ["new"], "change_label": ["新增"], "issue_count": [16]})
    figure = time_figures.change_bars(rows)
    assert [(bar["name"], bar["showlegend"]) for bar in figure.data] == [("新增", True)]
    assert figure.layout["margin"]["t"] == figures.OVER_LEGEND_PX


def test_a_document_is_called_by_its_township_and_title_and_a_table_by_its_file() -> None:
    rows = pl.DataFrame(
        {
            "township": ["甲子乡", "甲子乡", "甲子乡", "甲子乡"],
            "plan_name": ["整改方案", "甲子乡整改方案", "甲子乡<整改>报告", None],
            "file": ["a.txt", "b<1>.txt", "c.txt", "funds.csv"],
        }
    )
    assert figures.documents_named(rows) == [
        "甲子乡<br>(a.txt)",
        "甲子乡<br>(b&lt;1&gt;.txt)",
        "甲子乡<br>&lt;整改&gt;报告",
        "funds.csv",
    ]


def test_long_titles_that_differ_in_year_or_end_are_told_apart() -> None:
    title = "年度巩固拓展乡村振兴成果同各项工作有效衔接考核反馈问题整改"
    titles = [f"{year}{title}{kind}" for year in (2022, 2023) for kind in ("方案", "情况报告")]
    rows = pl.DataFrame({"township": ["甲子乡"] * 4, "plan_name": [f"甲子乡{title}" for title in titles], "file": list("abcd")})
    assert figures.documents_named(rows) == [
        "甲子乡<br>2022年度巩…馈问题整改方案",
        "甲子乡<br>2022年度巩…题整改情况报告",
        "甲子乡<br>2023年度巩…馈问题整改方案",
        "甲子乡<br>2023年度巩…题整改情况报告",
    ]


def test_room_beside_bars_is_that_of_the_longest_name() -> None:
    assert figures.beside([]) == figures.BESIDE_NAMES_PX
    assert figures.beside(["黄桑乡", "未注明乡镇"]) == round(5 * figures.WIDE_CHAR_PX) + figures.BESIDE_NAMES_PX
    assert figures.beside(["a&lt;b"]) == round(3 * figures.NARROW_CHAR_PX) + figures.BESIDE_NAMES_PX  # one character, written out
    two_lines = f"未注明乡镇{figures.NEXT_LINE}整改方案"
    assert figures.beside([two_lines]) == figures.beside(["未注明乡镇"])
    assert figures.beside(["a&lt;br&gt;b"]) == figures.beside(["a<br b"])  # brackets of a source are no new line
