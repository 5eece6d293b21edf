"""A corrected file beside the one it corrects: 台账.xlsx and 台账（更正）.xlsx of the same period. Only the later one is loaded.

The name says which corrects which, the content that they are of one thing: the same kinds of table, the same reporting dates, the
same townships. Files that only share one of both are two files, and what they contradict is a doubt for a clerk to settle.
A number in brackets (台账(1).xlsx) is also what a computer calls a second file of one name: there the rows must be the same too.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import PurePath
from typing import Any

from etl.corrections import Correction, WrongLine
from etl.sheet.cells import plain
from etl.sheet.kinds import IDENTITY
from etl.sheet.parsed import ParsedTable

_WORDS = r"更正|修正|修订|订正|改正|补正|重报|最终"
# 台账(更正), 台账-修订版2, 台账(1): NFKC has made full-width brackets half-width ones
_MARK = re.compile(
    rf"(?:[(\[【_-]*(?:(?:第?[\d一二三]+次)?(?:{_WORDS})(?:版|稿|后|件)?|v(?=\d))(\d*)[)\]】]*|\((\d+)\))$", re.IGNORECASE
)
REPORTED = ("reported_on", "as_of", "period_to")
COMPARED_ROWS = 50  # the first of a file: enough to tell another copy of it from another file
Reported = tuple[str | None, str | None, date | None]  # kind of table, township, reporting date


@dataclass(frozen=True, slots=True)
class TableFile:
    """What is asked of a file: its name, its period_id_of, and the first_rows_of it (none: a document)."""

    name: str
    period_id: str | None
    first_rows: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file that a corrected one of the same period replaces, both by their places in the input; how many of the rows compared
    tell of the same, and how many were (0: the rows are not known)."""

    old: int
    new: int
    old_name: str
    new_name: str
    same_count: int = 0
    compared_count: int = 0

    @property
    def message(self) -> str:
        """What the clerk is told."""
        compared = f" (比较了前 {self.compared_count} 行, {self.same_count} 行说的是同一件事)" if self.compared_count else ""
        return (
            f"{self.old_name}: 同一期已有更正后的 {self.new_name}{compared}, 只读入更正后的 (读入过原表的批次里仍可查)。"
            f"两份都要读入的, 请给其中一份换个名字; 要用原来的, 请移走 {self.new_name}。"
        )

    def not_applied(self, correction: Correction) -> WrongLine:
        """What is said of a correction of a file that is not read in."""
        return correction.line, correction.wrong("key", correction.key, f"更正后的 {self.new_name} (这个文件不再读入)")


def reported(kind: str | None, township: Any, values: Mapping[str, Any]) -> Reported:
    """What a row of a table reports: of what kind, of whom, of which day (None where the row says none)."""
    return kind, township, next((said for name in REPORTED if isinstance(said := values.get(name), date)), None)


def reported_by(tables: Iterable[ParsedTable]) -> set[Reported]:
    """What the rows of the tables report, each once."""
    return {reported(table.kind, row.values.get("township"), row.values) for table in tables for row in table.rows}


def period_id_of(told: Collection[Reported]) -> str | None:
    """What tells tables of the same things and dates: kinds, townships, reporting dates. None for a file without rows."""
    if not told:
        return None
    words = sorted(((kind, township, str(on)) for kind, township, on in told), key=str)
    return hashlib.sha256(repr(words).encode("utf-8", "surrogatepass")).hexdigest()


def townships_of(told: Iterable[Reported]) -> list[str]:
    """The townships that rows tell of, each once."""
    return sorted({township for _, township, _ in told if township})


def first_rows_of(tables: Iterable[ParsedTable]) -> list[str]:
    """What the first rows tell of, a hash each: township and issue, village, project or indicator."""
    rows = ((table.kind, row.values) for table in tables if table.kind for row in table.rows)
    told = ([kind, values.get("township"), *(values.get(name) for name in IDENTITY[kind])] for kind, values in rows)
    first = (repr(row).encode("utf-8", "surrogatepass") for row in islice(told, COMPARED_ROWS))
    return [hashlib.sha256(row).hexdigest()[:16] for row in first]


def replaced_files(files: Iterable[TableFile]) -> list[Replaced]:
    """The files that another one corrects.

    A bare number is a mark only beside what it is a later copy of: 清单(1), 清单(2) and no 清单 are parts of a list, as are files
    that tell of other rows.
    """
    of_base: defaultdict[tuple[str, str], list[tuple[int, int, bool, TableFile]]] = defaultdict(list)
    for place, file in enumerate(files):
        base, rank, is_numbered = _without_mark(file.name)
        if file.period_id is not None:
            of_base[base, file.period_id].append((rank, place, is_numbered, file))
    found = []
    for versions in of_base.values():
        rank, new, is_numbered, latest = max(versions, key=lambda version: version[:2])
        if all(version[2] for version in versions) or sum(version[0] == rank for version in versions) > 1:
            continue  # parts of a list, or two that are equally late: which one holds is not guessed
        found += [
            Replaced(place, new, file.name, latest.name, *_same_of_compared(latest, file))
            for _, place, _, file in versions
            if place != new and not (is_numbered and _tell_of_others(latest, file))
        ]
    return sorted(found, key=lambda each: each.old)


def _tell_of_others(one: TableFile, other: TableFile) -> bool:
    """Whether fewer than half of the rows compared are the same. Not said of files whose rows are not known."""
    same, compared = _same_of_compared(one, other)
    return 2 * same < compared


def _same_of_compared(one: TableFile, other: TableFile) -> tuple[int, int]:
    """How many of the rows compared tell of the same, and how many were: those of the file that has fewer."""
    first, second = set(one.first_rows), set(other.first_rows)
    return len(first & second), min(len(first), len(second))


def _without_mark(name: str) -> tuple[str, int, bool]:
    """A file's name without ending and marks of a correction, how late it is (0 without a mark), and whether a number in brackets
    is all that says so."""
    base, rank, is_numbered = plain(str(PurePath(name).with_suffix(""))), 0, True
    while match := _MARK.search(base):
        rank += 1 + int(match[1] or match[2] or 0)
        is_numbered = is_numbered and match[2] is not None
        base = base[: match.start()]
    return base, rank, is_numbered and rank > 0
