"""A corrected file beside the one it corrects: 台账.xlsx and 台账（更正）.xlsx of the same period. Only the later one is loaded.

The name says which corrects which, the content that they are of one thing: the same kinds of table, the same reporting dates, the
same townships. Files that only share one of both are two files, and what they contradict is a doubt for a clerk to settle.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from etl.corrections import Correction, WrongLine
from etl.sheet.cells import plain
from etl.sheet.parsed import ParsedTable

_WORDS = r"更正|修正|修订|订正|改正|补正|重报|最终"
# 台账(更正), 台账-修订版2, 台账(1): NFKC has made full-width brackets half-width ones
_MARK = re.compile(
    rf"(?:[(\[【_-]*(?:(?:第?[\d一二三]+次)?(?:{_WORDS})(?:版|稿|后|件)?|v(?=\d))(\d*)[)\]】]*|\((\d+)\))$", re.IGNORECASE
)
REPORTED = ("reported_on", "as_of", "period_to")
Reported = tuple[str | None, str | None, date | None]  # kind of table, township, reporting date


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file that a corrected one of the same period replaces, both by their places in the input."""

    old: int
    new: int
    old_name: str
    new_name: str

    @property
    def message(self) -> str:
        """What the clerk is told."""
        return f"{self.old_name}: 同一期已有更正后的 {self.new_name}, 只读入更正后的 (原表在以前的批次中仍可查)。"

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


def replaced_files(files: Iterable[tuple[str, str | None]]) -> list[Replaced]:
    """The files, given by name and period_id, that another one corrects.

    A bare number is a mark only beside what it is a later copy of: 清单(1), 清单(2) and no 清单 are the parts of a list.
    """
    of_base: defaultdict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    only_numbered: defaultdict[tuple[str, str], bool] = defaultdict(lambda: True)
    for place, (name, period_id) in enumerate(files):
        base, rank, is_numbered = _without_mark(name)
        if period_id is not None:
            of_base[base, period_id].append((rank, place, name))
            only_numbered[base, period_id] &= is_numbered
    found = []
    for key, versions in of_base.items():
        if only_numbered[key]:
            continue
        rank, new, new_name = max(versions)
        if sum(each[0] == rank for each in versions) == 1:  # two that are equally late: which one holds is not guessed
            found += [Replaced(old, new, old_name, new_name) for _, old, old_name in versions if old != new]
    return sorted(found, key=lambda each: each.old)


def _without_mark(name: str) -> tuple[str, int, bool]:
    """A file's name without ending and marks of a correction, how late it is (0 without a mark), and whether a number in brackets
    is all that says so."""
    base, rank, is_numbered = plain(str(PurePath(name).with_suffix(""))), 0, True
    while match := _MARK.search(base):
        rank += 1 + int(match[1] or match[2] or 0)
        is_numbered = is_numbered and match[2] is not None
        base = base[: match.start()]
    return base, rank, is_numbered and rank > 0
