"""Twice the text takes about twice the time, also for text made to be slow."""

import time

import pytest

from etl.parsed import Source
from etl.plan.parse import parse_plan

HOSTILE = {
    "blanks": " ",
    "a bracket and blanks": "( ",
    "joined units": "责任单位:" + "乡政府和" * 50,
    "digits": "1",
    "numerals": "一",
    "open brackets": "(",
    "quotes": "“",
    "numbered measures": "一是改。",
    "numbered lines": "1.改\n",
}


# A ledger whose rows all have the measures and units of the first one, and one whose rows are all of one issue.
FIRST_ROW = "序号\t问题\t整改措施\t责任单位\n1\t甲\t" + "一是改。" * 50 + "\t" + "乡政府、" * 50 + "\n"
REPEATED = {"rows that repeat cells": "2\t乙\t〃\t〃\n", "rows of one issue": "2\t〃\t一是改。\t乡政府\n"}
TEXTS = [*(("", piece) for piece in HOSTILE.values()), *((FIRST_ROW, piece) for piece in REPEATED.values())]


@pytest.mark.parametrize(("head", "piece"), TEXTS, ids=[*HOSTILE, *REPEATED])
def test_hostile_text_takes_linear_time(head: str, piece: str) -> None:
    def seconds(length: int) -> float:
        text = head + piece * (length // len(piece))
        began = time.process_time()
        parse_plan(Source("a.txt", "0" * 64, "txt", "utf-8", len(text), text))
        return time.process_time() - began

    seconds(1000)
    # Four times the text: linear is 4, quadratic 16. The best of several runs, because a busy machine makes single ones long.
    assert min(seconds(40_000) for _ in range(3)) < 8 * min(seconds(10_000) for _ in range(3)) + 0.05
