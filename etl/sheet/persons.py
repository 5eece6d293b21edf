"""Names of persons in the words of a table that has a column of names: they are left out there too.

A column of names (户主, 联系人) is not loaded; what a remark or an issue says of the same person would give the name away again.
A name is known from its own column alone. Names nobody has a column for are not recognised.
"""

import re
from collections.abc import Iterable

from etl.sheet.cells import LEFT_OUT, plain
from etl.sheet.heading import Heading
from etl.sheet.kinds import column_of

WORDS = ("issue_title", "measures", "progress_text", "note", "problem_type", "purpose", "project", "deadline_text", "status")
SAFE_CHARS = 3  # a name of two characters may be a part of another word: it is left out in its own row only
_PARTED = re.compile(r"[、,，;；/\s()（）:：]+")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+")
# Columns of persons also hold addresses, banks and offices, whose names are no secret.
_NO_NAME = re.compile(
    r".*(?:村|社区|组|屯|镇|乡|街|道|路|号|县|市|省|行|社|局|办|所|站|中心|学校|小学|公司|户|人员|干部|书记|主任|镇长|乡长)"
)


def has_words(heading: Heading) -> bool:
    """Whether a table has columns of persons' data and columns of words, where a name could stand again."""
    names = {column.name for column in heading.columns}
    return "personal" in names and not names.isdisjoint(WORDS)


def without_names(heading: Heading, numbered: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The (row number, cells) under a heading, without the names that stand in the columns of persons.

    They are left out of the columns of WORDS and of those nobody knows, whose cells a reject may quote; rows of indicators that
    are persons' data themselves (户主姓名 below 指标) are left out whole.
    """
    numbered = [(number, cells) for number, cells in numbered if _says_what_a_person_is(heading, cells) is None]
    personal = [column.index for column in heading.columns if column.name == "personal"]
    if not personal:
        return numbered
    typed = {column.index for column in heading.columns if column.name and column.name not in WORDS}
    of_row = [_names(cells[index] for index in personal) for _, cells in numbered]
    everywhere = {name for names in of_row for name in names if len(name) >= SAFE_CHARS}
    found = []
    for (number, cells), names in zip(numbered, of_row, strict=True):
        made = list(cells)
        for index in set(range(len(cells))) - typed:
            made[index] = _without(cells[index], names | _named(cells[index], everywhere))
        found.append((number, made))
    return found


def rows_of_persons(heading: Heading, numbered: list[tuple[int, list[str]]]) -> list[str]:
    """A note of the rows that `without_names` leaves out."""
    found = dict.fromkeys(said for _, cells in numbered if (said := _says_what_a_person_is(heading, cells)))
    return [f"个人信息的行不装入: {'、'.join(found)}"] if found else []


def _says_what_a_person_is(heading: Heading, cells: list[str]) -> str | None:
    """The cell that names what a row of indicators is of, where that is personal data."""
    named = [cells[column.index] for column in heading.columns if column.name == "indicator"]
    return next((cell for cell in named if cell and column_of(heading.kind, cell) == "personal"), None)


def _names(cells: Iterable[str]) -> set[str]:
    parts = (plain(part) for cell in cells for part in _PARTED.split(cell))
    return {part for part in parts if _NAME.fullmatch(part) and not _NO_NAME.fullmatch(part)}


def _named(words: str, names: set[str]) -> set[str]:
    """The names that stand in the words: looked up by each of its stretches, for a register has many thousand names."""
    longest = max(map(len, names), default=0)
    starts = range(len(words) - SAFE_CHARS + 1)
    return {words[start : start + size] for start in starts for size in range(SAFE_CHARS, longest + 1)} & names


def _without(words: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, LEFT_OUT)
    return words
