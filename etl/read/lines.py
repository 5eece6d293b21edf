"""Lines of text as all formats give them: one paragraph a line, one table row a line with its cells parted by tabs."""

import re
from collections.abc import Iterable, Sequence

from etl.read.errors import EmptyFile

# What a Chinese office writes for 同上; here also in a cell that a cell with words reaches down into.
SAME_AS_ABOVE = "〃"
_BLANKS = re.compile(r"[ \t\n\r\f\v\u3000\xa0]+")
_STOPPED = ("。", ";", "；", ":", "：", "!", "！", "?", "？", "、", ",", "，")
_NUMBERED = re.compile(r"(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳])")
# No text holds these; they would break a line or end a text early elsewhere.
CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n"} | {0x7F: None, 0xFEFF: None, 0xFFFE: None, 0xFFFF: None}
# Signs that show nothing but may stand inside a word: the hyphen of a line end, blanks without width.
CONTROL |= dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060))


def is_numbered(words: str) -> bool:
    """Whether words begin with a number of a list."""
    return _NUMBERED.match(words) is not None


def cell_text(lines: Iterable[str]) -> str:
    """The paragraphs of a table's cell as one piece: parted by a blank, a numbered one by ; where the one before has no stop.

    ["1.完善制度", "2.加强考核"] -> 1.完善制度;2.加强考核
    """
    joined = ""
    for line in lines:
        words = _BLANKS.sub(" ", line).strip()
        if not words or not joined or joined.endswith(_STOPPED):
            joined += words
        else:
            joined += ("；" if is_numbered(words) else " ") + words
    return joined


def row_line(cells: Sequence[str]) -> str | None:
    """A table's row as one line; None for a row without words of its own."""
    return "\t".join(cells) if any(cell and cell != SAME_AS_ABOVE for cell in cells) else None


def whole_text(file: str, lines: Iterable[str], expected: str) -> str:
    """The lines as a text without blanks at line ends. Raises EmptyFile when there is no word in it."""
    text = "\n".join(line.rstrip(" \u3000\xa0\r") for part in lines for line in part.translate(CONTROL).split("\n"))
    text = text.strip("\n")
    if not text.strip():
        raise EmptyFile(file, "没有一个字", expected)
    return text
