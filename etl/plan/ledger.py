"""A ledger pasted into a document as text: one line an issue, its cells parted by tabs or |.

    序号	问题	整改措施	责任单位	整改时限
    1	公益性岗位管理不规范	1.完善制度。2.加强考核。	乡社保所	2023年6月30日

The line of headings is known by its words (data/vocabulary/headings.csv, those of progress tables). Each row becomes an issue
of the outline, each cell a labelled piece of it.
"""

import re
from bisect import bisect_left
from functools import cache

from etl.parsed import Span
from etl.plan.leaves import Leaf
from etl.plan.marks import ARABIC
from etl.plan.outline import Field, Node, read_outline
from etl.plan.signs import BLANK
from etl.sheet.kinds import HEADING_CODES
from etl.vocabulary import read_vocabulary

CODES = {
    "issue_no": "number",
    "issue_title": "finding",
    "measures": "measures",
    "lead_unit": "lead",
    "responsible_unit": "responsible",
    "supporting_unit": "supporting",
    "supervising_unit": "supervising",
    "responsible_person": "person",
    "deadline_text": "deadline",
    "status": "status",
    "progress_text": "progress",
    "is_closed": "closing",
}
# Columns that spreadsheets ignore: the class of the problem.
CATEGORY_HEADINGS = ("问题类别", "类别", "问题类型", "问题分类", "所属类别", "问题所属类别", "方面", "问题大类")
FEWEST_HEADINGS = 3
_LINE = re.compile(r"[^\n]*[\t|\uff5c][^\n]*")
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计")  # a line of totals is no issue
_RULER = re.compile(rf"[-:+=|\uff5c{BLANK}]+")


@cache
def _headings() -> dict[str, str]:
    """Words of a heading cell -> code of the piece."""
    rows = read_vocabulary("headings.csv", ("kind", "column", "words"), allowed=HEADING_CODES)
    return dict.fromkeys(CATEGORY_HEADINGS, "category") | {
        word: CODES[row["column"]]
        for row in rows
        if row["kind"] == "progress" and row["column"] in CODES
        for word in row.words("words")
    }


def find_ledger(text: str) -> tuple[list[Leaf], list[Span]]:
    """The issues of the ledgers in a text, and the lines of their headings."""
    leaves: list[Leaf] = []
    headings: list[Span] = []
    codes: list[str | None] = []
    if "\t" not in text and "|" not in text and "\uff5c" not in text:
        return leaves, headings
    for line in _LINE.finditer(text):
        cells = _cells(text, line.start(), line.end())
        named = [_headings().get(re.sub(r"\s", "", text[start:end])) for start, end in cells]
        if "finding" in named and sum(code is not None for code in named) >= FEWEST_HEADINGS:
            codes = named
            headings.append(Span(line.start(), line.end()))
        elif codes and _RULER.fullmatch(line.group()):
            headings.append(Span(line.start(), line.end()))
        elif codes and len(cells) == len(codes) and not _TOTAL.match(text, cells[0][0]):
            leaf = _row(text, line.start(), line.end(), cells, codes, len(leaves) + 1)
            if leaf is not None:
                leaves.append(leaf)
    return leaves, headings


def merged(numbered: list[Leaf], rows: list[Leaf]) -> list[Leaf]:
    """The issues of outline and ledger in text order; an outline's issue that overlaps a ledger's row is left out."""
    starts = [row.node.start for row in rows]

    def overlaps(leaf: Leaf) -> bool:
        index = bisect_left(starts, leaf.node.end) - 1
        return index >= 0 and rows[index].node.end > leaf.node.start

    return sorted([*(leaf for leaf in numbered if not overlaps(leaf)), *rows], key=lambda leaf: leaf.node.start)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of a line's cells, blanks around them left out; a | at the line's ends parts nothing."""
    line = text[start:end]
    sign = "\t" if "\t" in line else "|" if "|" in line else "\uff5c"
    cells = []
    for words in line.split(sign):
        inner = words.strip(BLANK)
        at = start + (words.index(inner) if inner else 0)
        cells.append((at, at + len(inner)))
        start += len(words) + 1
    if sign != "\t":
        cells = cells[1 if line.lstrip().startswith(sign) else 0 : -1 if line.rstrip().endswith(sign) else None]
    return cells


def _row(text: str, start: int, end: int, cells: list[tuple[int, int]], codes: list[str | None], ordinal: int) -> Leaf | None:
    """One row as an issue; None for a row without a problem (a total, a note)."""
    pieces = [Field(code, first, first, last) for (first, last), code in zip(cells, codes, strict=True) if code and last > first]
    finding = next((piece for piece in pieces if piece.code == "finding"), None)
    if finding is None:
        return None
    number = next((text[piece.body : piece.end] for piece in pieces if piece.code == "number"), "")
    node = Node(ARABIC, int(number) if number.isdecimal() else ordinal, start, finding.body, end, True)
    node.fields = [piece for piece in pieces if piece.code != "number"]
    for piece in node.fields:
        if piece.code in ("measures", "progress"):
            for child in read_outline(text[piece.body : piece.end], []).children:
                first, last = child.start + piece.body, child.end + piece.body
                inner = Node(child.family, child.ordinal, first, child.body + piece.body, last, False, None, node, piece)
                node.children.append(inner)
                piece.listed.append(inner)
    return Leaf(node, frozenset({"problems"}), [])
