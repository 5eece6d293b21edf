"""A document in full width is read as the same document in half width."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from etl.parsed import ParsedPlan
from etl.plan.parse import parse_plan
from etl.plan.width import HALF_WIDTH, half_width
from etl.read.text import read_text

ROOT = Path(__file__).parents[3]
DOCUMENTS = sorted([*(ROOT / "data" / "plans").glob("*.txt"), *(ROOT / "tests" / "golden" / "layouts").glob("*.txt")])
FULL_WIDTH = str.maketrans(",;:()%0123456789", "，；：（）％０１２３４５６７８９")


def values(parsed: ParsedPlan) -> dict[str, Any]:
    """All that was read, with its places, its words in half width."""
    return {
        "plan": half(dataclasses.asdict(parsed.plan)),
        **{
            name: [half(dataclasses.asdict(value)) for value in getattr(parsed, name)]
            for name in ("issues", "amounts", "counts", "ratios", "periods", "audits", "unclaimed")
        },
    }


def half(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: half(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [half(item) for item in value]
    return half_width(value) if isinstance(value, str) else value


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_full_width_is_read_as_half_width(path: Path) -> None:
    text = half_width(path.read_text(encoding="utf-8"))
    narrow = parse_plan(read_text(path.name, text.encode()))
    wide = parse_plan(read_text(path.name, text.translate(FULL_WIDTH).encode()))
    assert values(wide) == values(narrow)


def test_what_is_stored_stands_in_the_text_as_written() -> None:
    text = "甲乡整改方案\n一、存在问题\n（一）帮扶（含监测）不到位。整改措施：加强帮扶。责任单位：乡农业中心（牵头）、派出所\n"
    parsed = parse_plan(read_text("a.txt", text.encode()))
    (issue,) = parsed.issues
    assert issue.title.text == "帮扶（含监测）不到位"
    assert text[issue.title.start : issue.title.end] == issue.title.text
    assert [text[unit.start : unit.end] for unit in issue.units] == [unit.name for unit in issue.units]


def test_every_place_stays() -> None:
    text = "".join(HALF_WIDTH) + "亿㎡①〇"
    assert len(half_width(text)) == len(text)
    assert half_width("︰").isascii() or half_width("︰") == "︰"
