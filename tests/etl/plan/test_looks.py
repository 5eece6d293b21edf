"""The same document in another look: what is read of a plan does not hang on line ends, widths, indents or the pages of a copy.

Each document is read as it is and in each look; both must say the same, places aside.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.plan.parse import parse_plan
from etl.read.text import read_text
from tests.conftest import ROOT

EXAMPLES = [*sorted((ROOT / "data" / "plans").glob("*.txt")), *sorted((ROOT.parent / "shared/seeds").glob("*.txt"))]
PLACES = ("start", "end", "spans", "source", "unclaimed")
LINE_WIDTH, PAGE_LINES = 38, 30

Look = Callable[[str], str]


def _each_line(change: Look) -> Look:
    return lambda text: "\n".join(map(change, text.split("\n")))


def _wrapped(text: str) -> str:
    """Lines of a page, as a text taken from a PDF has them."""
    return "\n".join(
        line[start : start + LINE_WIDTH] for line in text.split("\n") for start in range(0, max(1, len(line)), LINE_WIDTH)
    )


def _paged(text: str) -> str:
    """With the number of each page at its end, between paragraphs."""
    lines = text.split("\n")
    pages = [lines[start : start + PAGE_LINES] for start in range(0, len(lines), PAGE_LINES)]
    return "\n".join("\n".join([*page, "", f"— {number} —", ""]) for number, page in enumerate(pages, start=1))


LOOKS: dict[str, Look] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old Macintosh line ends": lambda text: text.replace("\n", "\r"),
    "blanks behind lines": _each_line(lambda line: f"{line}  \u3000"),
    "indented": _each_line(lambda line: f"\u3000\u3000{line.strip()}"),
    "no indents": _each_line(str.strip),
    "empty lines between": lambda text: re.sub("(?<=[。：:])\n", "\n\n\n", text),
    "empty lines of blanks": lambda text: re.sub("(?<=[。：:])\n", "\n \u3000\n", text),
    "no empty lines": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "blanks of another kind": lambda text: text.replace(" ", "\u00a0"),
    "brackets of half width": lambda text: text.replace("（", "(").replace("）", ")"),
    "brackets of full width": lambda text: text.replace("(", "（").replace(")", "）"),
    "colons of half width": lambda text: text.replace("：", ":"),
    "digits of full width": lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "wrapped": _wrapped,
    "wrapped, with Windows line ends": lambda text: _wrapped(text).replace("\n", "\r\n"),
    "numbered pages": _paged,
}


def _read(text: str) -> Any:
    return _said(parse_plan(read_text("方案.txt", text.encode())).as_json())


def _said(value: Any) -> Any:
    """Without places; words without blanks and widths."""
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items() if name not in PLACES}
    if isinstance(value, list):
        return [_said(part) for part in value]
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_document_in_another_look_says_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = _read(text)
    assert [name for name, look in LOOKS.items() if _read(look(text)) != expected] == []
