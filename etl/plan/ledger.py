"""A ledger pasted into a document as text: one line an issue, its cells parted by tabs or |.

    序号	问题	整改措施	责任单位	整改时限
    1	公益性岗位管理不规范	1.完善制度。2.加强考核。	乡社保所	2023年6月30日

The line of headings is known by its words (data/vocabulary/headings.csv, those of progress tables). Each row becomes an issue
of the outline, each cell a labelled piece of it.

    2	〃	3.公示名单。	乡纪委	〃

A cell that says the same as above (〃 typed, or put by a reader where a cell of a table reaches down; 同上) has the words of the
row above, with their place. Where that is the problem, the row goes on with the issue above; in the line behind the headings
it is a second line of headings.
"""

import re
from bisect import bisect_left
from functools import cache

from etl.parsed import Span
from etl.plan.leaves import Leaf
from etl.plan.marks import ARABIC
from etl.plan.outline import Field, Node, read_outline
from etl.plan.signs import BLANK
from etl.read.lines import SAME_AS_ABOVE
from etl.sheet.kinds import HEADING_CODES
from etl.vocabulary import read_vocabulary

CODES = {
    "issue_no": "number",
    "issue_title": "finding",
    "category": "category",
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
FEWEST_HEADINGS = 3
LONGEST_REPEATED = 1500  # characters: a longer cell is not read once more for each row that repeats it
_LINE = re.compile(r"[^\n]*[\t|\uff5c][^\n]*")
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计")  # a line of totals is no issue
_SAME = re.compile(rf"[{SAME_AS_ABOVE}″”\"]{{1,4}}|同上。?")
_RULER = re.compile(rf"[-:+=|\uff5c{BLANK}]+")


@cache
def _headings() -> dict[str, str]:
    """Words of a heading cell -> code of the piece."""
    rows = read_vocabulary("headings.csv", ("kind", "column", "words"), allowed=HEADING_CODES)
    return {
        word: CODES[row["column"]]
        for row in rows
        if row["kind"] == "progress" and row["column"] in CODES
        for word in row.words("words")
    }


def find_ledger(text: str) -> tuple[list[Leaf], list[Span], list[Span]]:
    """The issues of the ledgers in a text, the lines of their headings, and the cells that say the same as above."""
    leaves: list[Leaf] = []
    headings: list[Span] = []
    repeats: list[Span] = []
    if "\t" not in text and "|" not in text and "\uff5c" not in text:
        return leaves, headings, repeats
    codes: list[str | None] = []
    above: list[Field | None] = []  # of each column, what the row above says
    is_below_headings = False
    for line in _LINE.finditer(text):
        cells = _cells(text, line.start(), line.end())
        named = [_headings().get(re.sub(r"\s", "", text[start:end])) for start, end in cells]
        same = [_SAME.fullmatch(text, start, end) is not None for start, end in cells]
        if "finding" in named and sum(code is not None for code in named) >= FEWEST_HEADINGS:
            codes, above, is_below_headings = named, [None] * len(named), True
            headings.append(Span(line.start(), line.end()))
        elif codes and _RULER.fullmatch(line.group()):
            headings.append(Span(line.start(), line.end()))
        elif codes and len(cells) != len(codes):
            above = [None] * len(codes)
        elif codes and is_below_headings and same[codes.index("finding")]:
            codes = [
                code if is_same or first == last else own
                for code, own, is_same, (first, last) in zip(codes, named, same, cells, strict=True)
            ]
            is_below_headings = False
            headings.append(Span(line.start(), line.end()))
        elif codes and not _TOTAL.match(text, cells[0][0]):
            is_below_headings = False
            own = [_piece(*cell, code, is_same) for cell, code, is_same in zip(cells, codes, same, strict=True)]
            shown = [upper if is_same else piece for piece, upper, is_same in zip(own, above, same, strict=True)]
            repeats += [Span(*cell) for cell, is_same, upper in zip(cells, same, above, strict=True) if is_same and upper]
            above = shown
            if not same[codes.index("finding")]:
                pieces = [piece for piece in shown if piece and (piece in own or piece.end - piece.body <= LONGEST_REPEATED)]
                leaf = _row(text, line.start(), line.end(), pieces, len(leaves) + 1)
                leaves += [leaf] if leaf else []
            elif shown[codes.index("finding")]:
                _go_on(text, leaves[-1], line.end(), [piece for piece in own if piece])
    return leaves, headings, repeats


def _piece(start: int, end: int, code: str | None, is_same: bool) -> Field | None:
    """What a cell itself says, if anything."""
    return Field(code, start, start, end) if code and end > start and not is_same else None


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


def _row(text: str, start: int, end: int, pieces: list[Field], ordinal: int) -> Leaf | None:
    """One row as an issue; None for a row without a problem (a total, a note)."""
    finding = next((piece for piece in pieces if piece.code == "finding"), None)
    if finding is None:
        return None
    number = next((text[piece.body : piece.end] for piece in pieces if piece.code == "number"), "")
    node = Node(ARABIC, int(number) if number.isdecimal() else ordinal, start, finding.body, end, True)
    leaf = Leaf(node, frozenset({"problems"}), [])
    _go_on(text, leaf, end, [piece for piece in pieces if piece.code != "number"])
    return leaf


def _go_on(text: str, leaf: Leaf, end: int, pieces: list[Field]) -> None:
    """Gives an issue the pieces of a row, the numbered ones of its measures too, and makes it reach to the row's `end`."""
    node = leaf.node
    for piece in pieces:
        if piece.code in ("measures", "progress") and piece.start >= node.start and not piece.listed:
            for child in read_outline(text[piece.body : piece.end], []).children:
                first, last = child.start + piece.body, child.end + piece.body
                inner = Node(child.family, child.ordinal, first, child.body + piece.body, last, False, None, node, piece)
                node.children.append(inner)
                piece.listed.append(inner)
    node.fields += pieces
    node.end = end
