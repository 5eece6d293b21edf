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


def test_a_document_is_called_by_its_township_and_title_and_a_table_by_its_file() -> None:
    long = "二〇二四年乡村振兴考核评估反馈问题整改工作方案"
    rows = pl.DataFrame(
        {
            "township": ["甲子乡", "甲子乡", "甲子乡", "乙丑镇"],
            "plan_name": ["整改方案", "整改方案", None, long],
            "file": ["a.txt", "b.txt", "funds.csv", "c.docx"],
        }
    )
    assert figures.documents_named(rows) == [
        "甲子乡 · 整改方案 (a.txt)",
        "甲子乡 · 整改方案 (b.txt)",
        "funds.csv",
        f"乙丑镇 · {long}"[: figures.MOST_NAME_CHARS] + "…",
    ]


def test_room_beside_bars_is_that_of_the_longest_name() -> None:
    assert figures.beside([]) == figures.BESIDE_NAMES_PX
    assert figures.beside(["黄桑乡", "未注明乡镇"]) == round(5 * figures.WIDE_CHAR_PX) + figures.BESIDE_NAMES_PX
    assert figures.beside(["a&lt;b"]) == round(3 * figures.NARROW_CHAR_PX) + figures.BESIDE_NAMES_PX  # one character, written out
