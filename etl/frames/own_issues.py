"""Issues that only ledgers tell: one through all months, founded by the first row that speaks of it."""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import polars as pl

from etl.departments import department_of
from etl.frames.documents import ID_LENGTH, Row, Rows
from etl.frames.ledger_rows import NAMED, PLACE
from etl.frames.matching import SAME_NUMBER_FLOOR, TITLE_FLOOR, likeness
from etl.plan.deadlines import read_deadline
from etl.plan.themes import theme_of
from etl.plan.units import read_units
from etl.sheet.cells import plain

UNIT_COLUMNS = {
    "lead_unit": "lead",
    "responsible_unit": "responsible",
    "supporting_unit": "supporting",
    "supervising_unit": "supervising",
}


@dataclass(slots=True)
class _OwnIssue:
    issue_id: str
    plan: str
    number: str
    title: str
    tables: set[tuple[str, str | None]]  # that told it: two rows of one table are two issues, however alike


class OwnIssues:
    """Remembers the issues that only ledgers tell; rows are to be given in the order of their reporting dates."""

    def __init__(self) -> None:
        self.founded: list[tuple[str, str | None, int, str, int]] = []  # PLACE, issue_id, ordinal
        self._of_township: defaultdict[str, list[_OwnIssue]] = defaultdict(list)
        self._of_number: defaultdict[tuple[str, str], list[_OwnIssue]] = defaultdict(list)
        self._known: set[str] = set()

    def keep(self, row: dict[str, Any]) -> Row:
        """The place of a row that names a township and a title, and the issue it is of, by what, and how alike (0 to 100)."""
        place: Row = {name: row[name] for name in PLACE}
        issue_id, by, strength = self._issue_of(row)
        return {**place, "issue_id": issue_id, "matched_by": by, "match_strength": round(strength)}

    def _issue_of(self, row: dict[str, Any]) -> tuple[str, str, float]:
        township, plan, number, title = (str(row[name] or "") for name in NAMED)
        words = "\n".join(map(_bare, (township, plan, number, title)))
        own_id = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH] + "-t"
        sheet = (str(row["source_id"]), row["sheet"])
        if own_id in self._known:
            return own_id, "number" if number else "title", 100
        # A number that is the same goes before any likeness, so the others are compared only where it finds none.
        numbered = self._of_number[township, _bare(number)] if number else []
        best = self._best(numbered, row, SAME_NUMBER_FLOOR) or self._best(self._of_township[township], row, TITLE_FLOOR)
        if best is not None:
            alike, issue = best
            issue.tables.add(sheet)
            return issue.issue_id, "number" if number and _bare(number) == issue.number else "title", alike
        self._known.add(own_id)
        founded = _OwnIssue(own_id, _bare(plan), _bare(number), title, {sheet})
        self._of_township[township].append(founded)
        if number:
            self._of_number[township, _bare(number)].append(founded)
        self.founded.append((row["source_id"], row["sheet"], row["row_number"], own_id, len(self._known)))
        return own_id, "own", 0

    def _best(self, issues: list[_OwnIssue], row: dict[str, Any], floor: float) -> tuple[float, _OwnIssue] | None:
        """The issue of another table whose title is most like the row's, at least as the floor says; None when there is none."""
        _, plan, _, title = (str(row[name] or "") for name in NAMED)
        best: tuple[float, _OwnIssue] | None = None
        for issue in issues:
            if (str(row["source_id"]), row["sheet"]) in issue.tables or (plan and issue.plan and _bare(plan) != issue.plan):
                continue
            alike = likeness(issue.title, title)
            if alike >= floor and (best is None or alike > best[0]):
                best = alike, issue
        return best


def own_issue_rows(ledger: pl.DataFrame) -> Rows:
    """Rows of the tables issue, measure and assignment: each issue as its first row tells it, with no words of a document.

    `ledger` are those rows of LEDGER, with the issue_id and ordinal of the issue each founds.
    """
    rows: Rows = defaultdict(list)
    for row in ledger.iter_rows(named=True):
        _add_own_issue(row, rows)
    return rows


def _add_own_issue(row: dict[str, Any], rows: Rows) -> None:
    ids: Row = {name: row[name] for name in ("issue_id", *PLACE)}
    title, limit, due_on = row["title"], row["deadline_text"], row["due_on"]
    deadline = read_deadline(limit, 0, len(limit), None) if limit else None
    rows["issue"].append(
        {
            **ids,
            "ordinal": row["ordinal"],
            "issue_no": row["issue_no"],
            "theme": theme_of(title, title),
            "kind": "problem",
            "township": row["township"],
            "title": title,
            "deadline_code": "by_date" if due_on else deadline.code if deadline and deadline.due_on is None else None,
            "due_on": due_on,
        }
    )
    if row["measures"]:
        rows["measure"].append({**ids, "ordinal": 1, "text": row["measures"]})
    for column, role in UNIT_COLUMNS.items():
        named = row[column] or ""
        for unit in {unit.name: unit for unit in read_units(named, 0, len(named), role)}.values():
            rows["assignment"].append({**ids, "role": role, "unit": unit.name, "department": department_of(unit.name)})


def _bare(text: str) -> str:
    return re.sub(r"[^\w]+", "", plain(text))
