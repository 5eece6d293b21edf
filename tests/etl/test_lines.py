"""Lines and characters as a clerk counts them."""

import pytest

from etl.lines import Lines
from etl.parsed import Span


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("甲乙", "甲", "第1行第1字"),
        ("甲\n乙丙\n", "丙", "第2行第2字"),
        ("\n\n甲", "甲", "第3行第1字"),
        ("甲\n", "\n", "第1行第2字"),
    ],
)
def test_a_place_is_its_line_and_character(text: str, words: str, place: str) -> None:
    assert Lines(text).place(Span(text.index(words), len(text))) == place


@pytest.mark.parametrize(("text", "count"), [("甲", 1), ("甲\n", 1), ("甲\n乙", 2), ("甲\n\n", 2)])
def test_the_last_line_break_begins_no_line(text: str, count: int) -> None:
    assert Lines(text).count == count
