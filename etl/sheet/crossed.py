"""Cross tables: items down the first column, townships or villages across the heading. Read as they would be if turned.

    项目（座）   | 河西村 | 河东村 | 合计         村     | 摸排户厕数 | 问题厕所数
    摸排户厕数   | 318    | 276    | 594    ->   河西村 | 318        | 9
    问题厕所数   | 9      | 4      | 13          河东村 | 276        | 4

A table that is one of toilets or of funds when it is turned is read as that; any other stays one of indicators. What is said of
a cell says where it stands in the sheet, not in the turned table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.sheet.body import Body
from etl.sheet.cells import TOTAL, is_null, plain
from etl.sheet.column import HeadingColumn
from etl.sheet.content import share
from etl.sheet.context import is_foot, is_page_number
from etl.sheet.heading import MAX_DEPTH, Heading, find_headings
from etl.sheet.heading_columns import heading_path
from etl.sheet.kinds import KINDS, NOT_LOADED, without_unit
from etl.sheet.parsed import TableAudit, TableReject, TableRow

# What the words above a table of each kind speak of; where they do not, all of its items have to be of that kind.
TURNED_KINDS = {"toilets": re.compile("厕"), "funds": re.compile("资金|分红|收益|投资|补助|奖补|项目")}
FEWEST_PLACES = 2
PLACE_HEADINGS = ["乡镇", "村"]
LABELS = ("indicator", "category", "ignored", None)  # what columns of the items' names are read as


@dataclass(frozen=True, slots=True)
class Crossed:
    """A cross table turned: its heading, its rows (numbered by the columns of the sheet), and where each cell stands."""

    heading: Heading
    numbered: list[tuple[int, list[str]]]
    heading_row: int  # of the places, 1-based
    item_rows: dict[int, int]  # column of the turned table -> row of the sheet, 1-based
    places: dict[int, str]  # row of the turned table -> heading of its column in the sheet

    @property
    def first_row(self) -> int:
        """The first row of items: that of all rows read, each of which is a column of the sheet."""
        return min(self.item_rows.values())

    @property
    def note(self) -> str:
        """What a clerk is told."""
        label = KINDS[self.heading.kind].label
        return f"第{self.first_row}—{max(self.item_rows.values())}行是项目, 各列是乡镇或村: 行列互换, 按{label}的表读入"

    def reject(self, reject: TableReject) -> TableReject:
        """A reject of the turned table with its place in the sheet."""
        row, column = self._place(reject.row, reject.column)
        return replace(reject, row=row, column=column)

    def audit(self, audit: TableAudit) -> TableAudit:
        """An audit of the turned table with its place in the sheet."""
        row, column = self._place(audit.row, audit.column)
        return replace(audit, row=row or self.heading_row, column=column or audit.column)

    def row(self, row: TableRow) -> TableRow:
        """A row read, with the row of the sheet in which it begins."""
        return replace(row, row=self.first_row)

    def as_body(self, cells: Sequence[list[str]]) -> Body:
        """The rows of items that are read as the sheet has them, all parts of one; others may be of persons."""
        kept = [each for each in self.heading.columns if each.name not in (None, *NOT_LOADED)]
        rows = sorted(self.item_rows[each.index] for each in kept if each.index in self.item_rows)
        return Body(continued=[(row, self.first_row, cells[row - 1]) for row in rows])

    def _place(self, number: int | None, heading: str | None) -> tuple[int | None, str | None]:
        """Row and column of a cell; of a heading nobody knows its row and itself, of a whole row the heading of its column."""
        column = next((each for each in self.heading.columns if each.heading == heading), None)
        row = self.item_rows.get(column.index) if column else None
        if number is None:
            return None, heading
        if number not in self.places:
            return row or self.heading_row, heading
        return row or self.heading_row, self.places[number]


def crossed(cells: Sequence[list[str]], heading: Heading, rows: Sequence[int], about: str) -> Crossed | None:
    """A table of indicators turned, where it then is one of toilets or funds; None for any other table.

    `rows` are the 0-based rows below its heading, `about` the words above it and the names of sheet and file.
    """
    places = [column for column in heading.columns if column.township or column.village]
    if heading.kind != "indicators" or len(places) < FEWEST_PLACES or any(column.period for column in heading.columns):
        return None
    labels = [each for each in heading.columns if each.index < places[0].index and each.name in LABELS]
    labels = [each for each in labels if _holds_words([cells[row][each.index] for row in rows])]
    unit = next((column.index for column in heading.columns if column.name == "unit"), None)
    items = [row for row in rows if _names_an_item(cells[row], labels)]
    if not 0 < len(labels) <= MAX_DEPTH or len(items) < 2:
        return None
    above = cells[heading.first : heading.first + heading.depth]
    turned = [_place_of(column, heading_path(list(above), column.index)) for column in heading.columns]
    shown = [(column, place) for column, place in zip(heading.columns, turned, strict=True) if place]
    used = [n for n in (0, 1) if any(place[n] for column, place in shown if column in places)] or [0]
    head = [[*([PLACE_HEADINGS[n] for n in used] if not depth else [""] * len(used))] for depth in range(len(labels))]
    for row in items:
        for depth, text in enumerate(_heading_of(cells[row], [each.index for each in labels], unit)):
            head[depth].append(text)
    body = [
        [*([place[n] for n in used] if column in places else [*place][: len(used)]), *(cells[row][column.index] for row in items)]
        for column, place in shown
    ]
    found = find_headings(head + body, about)
    if len(found) != 1 or found[0].kind not in TURNED_KINDS or (found[0].first, found[0].depth) != (0, len(labels)):
        return None
    read = [each for each in found[0].columns if each.heading]
    is_known = all(each.is_known and (each.is_listed or each.name not in NOT_LOADED) for each in read)
    if not is_known and not TURNED_KINDS[found[0].kind].search(about):
        return None  # 主要指标, among them some of toilets
    return Crossed(
        found[0],
        [(column.index + 1, row) for (column, _), row in zip(shown, body, strict=True)],
        heading.first + heading.depth,
        {len(used) + position: row + 1 for position, row in enumerate(items)},
        {column.index + 1: column.heading for column, _ in shown},
    )


def _holds_words(cells: Sequence[str]) -> bool:
    """Whether a column left of the places names items: a total of all places (全县 before 青石镇) may stand there too."""
    filled = [cell for cell in cells if not is_null(cell)]
    return bool(filled) and share("number", filled) < 1.0


def _names_an_item(cells: list[str], labels: Sequence[HeadingColumn]) -> bool:
    """Whether a row is of an item: no note, no number of a page, and something says of what its figures are."""
    return not is_foot(cells) and not is_page_number(cells) and any(cells[column.index] for column in labels)


def _heading_of(cells: list[str], labels: Sequence[int], unit: int | None) -> list[str]:
    """The names of an item as the heading of its column, top down, the unit that stands beside it in brackets."""
    texts = [re.sub(r"\s*\n\s*", "", cells[index]) for index in labels]
    lowest = max((place for place, text in enumerate(texts) if text), default=0)
    if unit is not None and cells[unit] and not without_unit(plain(texts[lowest]))[1]:
        texts[lowest] += f"({cells[unit]})"
    return texts


def _place_of(column: HeadingColumn, path: list[str]) -> tuple[str, str] | None:
    """Township and village of a column, or the words of a total (松坪镇小计); None for a column of neither."""
    if column.township or column.village:
        return column.township or "", column.village or ""
    if TOTAL.fullmatch(plain(column.heading)):
        return "".join(map(plain, path)), ""
    return None
