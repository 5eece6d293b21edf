"""Which rows under a heading are no data: totals, sections, and groups whose row states their sum.

一  | 产业发展 |        | 920    <- a group: named by a Chinese number where the rows of data have digits
1   | 大棚项目 | 河西镇 | 380
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from etl.sheet.cells import TOTAL, plain
from etl.sheet.column import HeadingColumn
from etl.sheet.context import township_in
from etl.sheet.heading import Heading
from etl.sheet.kinds import IDENTITY

SECTION_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+(?:部分|类|批)[:、]?)"
)
SECTION_ENDS = ("方面", "类", "领域", "部分")
_GROUP_LEVELS = (re.compile(r"[一二三四五六七八九十]+[、.]?"), re.compile(r"\([一二三四五六七八九十]+\)、?"))
GROUPED_KINDS = ("funds", "toilets", "indicators")  # in a ledger (一) numbers a problem


@dataclass(slots=True)
class Total:
    """A total row: its row number, cells, the township it is of (None: of all), and its place among the data rows.

    `level` is that of a group whose row stands above its parts (1 一, 2 (一)), 0 of any other total.
    """

    row: int
    cells: list[str]
    township: str | None
    is_subtotal: bool
    after: int  # how many data rows stand above it
    level: int = 0


def total_township(cells: list[str]) -> str | None:
    """None when the row is no total; else the township in its label (青石乡小计), "" when the label names none."""
    words = [text for cell in cells if cell and re.search(r"[\u4e00-\u9fff]", text := plain(cell))]
    for text in words[:4]:
        match = TOTAL.fullmatch(text)
        if match and not re.search(r"[0-9%]", text):
            return township_in(match[1], whole=True) or ""
    return None


def section_text(cells: list[str], filled: list[HeadingColumn], heading: Heading, groups: "Groups") -> str | None:
    """The text of a row that only names a section (一、责任落实方面), None when the row is data."""
    if groups.is_section_of_ledger(cells, filled):
        return plain(cells[filled[-1].index])
    if sum(bool(cell) for cell in cells) != 1 or len(heading.columns) < 3:
        return None
    column = filled[0]
    first = next(column.index for column in heading.columns if column.heading)
    text = SECTION_NUMBER.sub("", plain(cells[column.index]))
    is_named = text != plain(cells[column.index]) or text.endswith(SECTION_ENDS) or township_in(text, whole=True)
    if column.name in IDENTITY[heading.kind] and not is_named:
        return None  # a problem, a project, a village of which the row says nothing else
    return re.sub(r"^\d+[.、]", "", text) if column.index <= first + 1 and not re.fullmatch(r"[\d.,]+", text) else None


@dataclass(frozen=True, slots=True)
class Groups:
    """Tells the rows of groups in a table whose other rows are numbered, or named, otherwise."""

    serial: int | None
    identity: int | None
    issue_no: int | None = None  # of a ledger whose problems are numbered in digits

    @classmethod
    def of(cls, heading: Heading, rows: Iterable[list[str]]) -> "Groups":
        """Which columns tell groups: only where some rows are of groups and others are not."""
        rows = list(rows)
        if heading.kind not in GROUPED_KINDS:
            number = next((column.index for column in heading.columns if column.name in ("issue_no", "serial")), None)
            has_digits = number is not None and any(re.fullmatch(r"\d+(?:\.0)?", plain(row[number])) for row in rows)
            return cls(None, None, number if has_digits else None)
        serial = next((column.index for column in heading.columns if column.name == "serial"), None)
        named = next((column.index for column in heading.columns if column.name == IDENTITY[heading.kind][0]), None)
        if serial is not None and not any(re.fullmatch(r"\d+(?:\.0)?", plain(row[serial])) for row in rows):
            serial = None
        if named is not None and all(SECTION_NUMBER.match(plain(row[named])) for row in rows if row[named]):
            named = None
        return cls(serial, named if heading.kind == "funds" else None)

    def is_section_of_ledger(self, cells: list[str], filled: list[HeadingColumn]) -> bool:
        """Whether a row says 一 and 责任落实方面 and nothing else, where problems are numbered 1, 2, 3."""
        if self.issue_no is None or len(filled) != 2 or sum(bool(cell) for cell in cells) != 2:
            return False
        return any(pattern.fullmatch(plain(cells[self.issue_no])) for pattern in _GROUP_LEVELS)

    def level(self, cells: list[str]) -> int:
        """The level of the group whose row this is, 0 when it is of none."""
        if self.serial is not None:
            for level, pattern in enumerate(_GROUP_LEVELS, start=1):
                if pattern.fullmatch(plain(cells[self.serial])):
                    return level
        if self.identity is not None and (match := SECTION_NUMBER.match(plain(cells[self.identity]))):
            return 2 if match[0].startswith("(") else 1
        return 0
