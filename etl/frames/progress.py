"""Rows of progress tables over time: which issue each speaks of, by what, and how surely.

A row is of the issue of a plan (etl/frames/matching.py), else of an issue an earlier table told, else it is an issue of its own:
no work is lost because its plan was not dropped in. A row that fits two issues alike, or that says no more than a number nobody
knows, is a reject. Tables are taken in the order of their reporting dates, so that the first one that tells an issue founds it.
"""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import polars as pl

from etl.departments import department_of
from etl.frames.documents import ID_LENGTH, Row, Rows, issue_id_of, plan_id_of
from etl.frames.matching import SAME_NUMBER_FLOOR, TITLE_FLOOR, Match, NoMatch, likeness, match_issue
from etl.parsed import Corrected, ParsedPlan
from etl.plan.deadlines import read_deadline
from etl.plan.themes import theme_of
from etl.plan.units import read_units
from etl.sheet.cells import plain
from etl.sheet.parsed import ParsedTable, TableReject, TableRow

OWN = "台账自有"  # what a correction calls an issue that only tables tell, and pages do (warehouse/labels.py)
UNIT_COLUMNS = {
    "lead_unit": "lead",
    "responsible_unit": "responsible",
    "supporting_unit": "supporting",
    "supervising_unit": "supervising",
}
# What a row of the table `progress` shares by name with a row as read.
STORED = (
    *("deadline_text", "due_on", "measures", *UNIT_COLUMNS, "responsible_person", "status", "progress_text", "completed_on"),
    *("reported_on", "note"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the hash of its file, its sheet, its number."""

    source_id: str
    sheet: str | None
    row: int


@dataclass(frozen=True, slots=True)
class RowMatch:
    """The issue of a row (None: a reject that says what was expected), by what, how alike the titles are (0 to 100)."""

    issue_id: str | None
    plan_id: str | None
    by: str | None
    strength: float
    note: str | None


@dataclass(slots=True)
class _OwnIssue:
    issue_id: str
    plan: str
    number: str
    title: str
    tables: set[tuple[str, str | None]]  # that told it: two rows of one table are two issues, however alike


class WrongMatch(Exception):
    """Lines of the corrections (number, message) that assign a row of a ledger to an issue and do not apply as they stand."""

    def __init__(self, wrong: list[tuple[int, str]]) -> None:
        self.wrong = wrong
        super().__init__("\n".join(message for _, message in wrong))


def match_rows(tables: list[ParsedTable], plans: list[ParsedPlan], rows: Rows) -> dict[Place, RowMatch]:
    """The match of every row of every progress table; issues that only tables tell are added to the rows of `issue`.

    A line of the corrections goes before what the words say. Raises WrongMatch when one does not apply.
    """
    progress = [table for table in tables if table.kind == "progress"]
    matcher = _Matcher(plans, progress)
    ordered = sorted(((table, row) for table in progress for row in table.rows), key=_order)
    matches = {place_of(table, row): matcher.match(table, row, rows) for table, row in ordered}
    if matcher.wrong:
        raise WrongMatch(matcher.wrong)
    return matches


def place_of(table: ParsedTable, row: TableRow) -> Place:
    """Where a row stands."""
    return Place(table.source.sha256, table.source.sheet, row.row)


def add_progress(table: ParsedTable, matches: dict[Place, RowMatch], rows: Rows) -> list[TableReject]:
    """The rows of one progress table with their matches, and the status of each; the rows that found no issue."""
    rejects = []
    for row in table.rows:
        match = matches[place_of(table, row)]
        if match.issue_id is None:
            named = " ".join(part for name in ("township", "plan", "issue_no", "issue_title") if (part := text_of(row, name)))
            rejects.append(TableReject(row.row, None, named, match.note or "", "row"))
            continue
        ids: Row = {"source_id": table.source.sha256, "sheet": table.source.sheet, "row_number": row.row}
        rows["progress"].append(
            {
                **ids,
                "issue_id": match.issue_id,
                "matched_by": match.by,
                "match_strength": round(match.strength),
                "match_note": match.note,
                "township": text_of(row, "township"),
                "plan_wording": text_of(row, "plan"),
                "issue_no": text_of(row, "issue_no"),
                "title": text_of(row, "issue_title"),
                **{name: row.values.get(name) for name in STORED},
            }
        )
        status = row.values.get("status")
        if status is not None:
            said = {"status": status, "status_on": row.values.get("reported_on"), "wording": row.wordings["status"]}
            rows["status"].append({**ids, "issue_id": match.issue_id, "origin": "table", **said})
    return rejects


def kept_as_own(progress: pl.DataFrame) -> pl.DataFrame:
    """The rows of the table `progress` that are of no plan's issue: kept as issues that only tables tell."""
    return progress.filter(pl.col("match_note").is_not_null())


def text_of(row: TableRow, name: str) -> str | None:
    """A value of a row as text, None when it has none."""
    value = row.values.get(name)
    return None if value is None else str(value)


def _order(pair: tuple[ParsedTable, TableRow]) -> tuple[date, str, str, str, int]:
    table, row = pair
    reported = row.values.get("reported_on")
    day = reported if isinstance(reported, date) else date.min
    return day, table.source.file, table.source.sha256, table.source.sheet or "", row.row


class _Matcher:
    """Finds issues of plans by township, and remembers the issues that only tables tell."""

    def __init__(self, plans: list[ParsedPlan], tables: list[ParsedTable]) -> None:
        self._plans = plans
        self.wrong: list[tuple[int, str]] = []
        self._corrected = {
            Place(table.source.sha256, table.source.sheet, one.row or 0): one
            for table in tables
            for one in table.corrected
            if one.column == "issue_id"
        }
        self._of: defaultdict[str | None, list[ParsedPlan]] = defaultdict(list)
        for parsed in plans:
            self._of[parsed.plan.township].append(parsed)
        self._own: defaultdict[str, list[_OwnIssue]] = defaultdict(list)
        self._known: set[str] = set()
        self._hints: dict[str, str] = {}

    def match(self, table: ParsedTable, row: TableRow, rows: Rows) -> RowMatch:
        township, plan, number, title = (text_of(row, name) for name in ("township", "plan", "issue_no", "issue_title"))
        near = self._of[township] + self._of[None]
        found = match_issue(township or "", plan, number, title, near)
        correction = self._corrected.get(place_of(table, row))
        if correction is not None:
            put = self._put(correction, found, near, title or "")
            if put is not None:
                return put
            found = NoMatch(f"按更正表第{correction.line}行, 作为台账自有的问题")
        if isinstance(found, Match):
            return RowMatch(found.issue_id, found.plan_id, found.by, found.likeness, None)
        note = found.expected if self._of[township] else self._hint(township or "", found, number, title)
        if found.is_ambiguous or not title or not township:
            return RowMatch(None, None, None, 0, note)
        return self._own_issue(table, row, (township, plan or "", number or "", title), note, rows)

    def _put(self, one: Corrected, found: Match | NoMatch, near: list[ParsedPlan], title: str) -> RowMatch | None:
        """The issue a line of the corrections assigns a row to; None where it is to be an issue of its own, or does not apply."""
        issues = [
            (plan_id_of(parsed.source.sha256), issue_id_of(plan_id_of(parsed.source.sha256), ordinal), issue)
            for parsed in near
            for ordinal, issue in enumerate(parsed.issues, start=1)
        ]
        matched_id = found.issue_id if isinstance(found, Match) else None
        seen = next(({_bare(each) for each in (issue_id, issue.no, issue.title.text)} for _, issue_id, issue in issues
                     if issue_id == matched_id), {_bare(OWN), ""})  # fmt: skip
        place = f"更正表第{one.line}行"
        if _bare(one.seen) not in seen:
            now = next((f"{issue.no} {issue.title.text}" for _, issue_id, issue in issues if issue_id == matched_id), OWN)
            expected = f"{one.place} 现在对上的问题的序号或标题 ({now})"
            self.wrong.append((one.line, f"{place} seen: 读到“{one.seen}”, 应为 {expected}"))
            return None
        if _bare(one.put) == _bare(OWN):
            return None
        meant = [each for each in issues if _bare(one.put) in {_bare(text) for text in (each[1], each[2].no, each[2].title.text)}]
        if len(meant) != 1:
            known = "、".join(issue.no for _, _, issue in (meant or issues) if issue.no)[:60]
            expected = f"这个乡镇的方案里一个问题的序号或标题, 或“{OWN}” (有 {known or '没有方案'}; 几份方案有同样的序号时写标题)"
            self.wrong.append((one.line, f"{place} put: 读到“{one.put}”, 应为 {expected}"))
            return None
        plan_id, issue_id, issue = meant[0]
        return RowMatch(issue_id, plan_id, "correction", likeness(issue.title.text, title), None)

    def _hint(self, township: str, found: NoMatch, number: str | None, title: str | None) -> str:
        """What a row of a township without any plan is told: the nearest township that has one, looked up once."""
        if township not in self._hints:
            other = match_issue(township, None, number, title, self._plans)
            self._hints[township] = other.expected if isinstance(other, NoMatch) else found.expected
        return self._hints[township]

    def _own_issue(self, table: ParsedTable, row: TableRow, words: tuple[str, str, str, str], note: str, rows: Rows) -> RowMatch:
        township, plan, number, title = words
        own_id = hashlib.sha256("\n".join(map(_bare, words)).encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH] + "-t"
        sheet = (table.source.sha256, table.source.sheet)
        if own_id in self._known:
            return RowMatch(own_id, None, "number" if number else "title", 100, note)
        best: tuple[tuple[bool, float], _OwnIssue] | None = None
        for issue in self._own[township]:
            if sheet in issue.tables or (plan and issue.plan and _bare(plan) != issue.plan):
                continue
            alike = likeness(issue.title, title)
            same_number = bool(number) and _bare(number) == issue.number
            if alike >= (SAME_NUMBER_FLOOR if same_number else TITLE_FLOOR) and (best is None or (same_number, alike) > best[0]):
                best = ((same_number, alike), issue)
        if best is not None:
            (same_number, alike), issue = best
            issue.tables.add(sheet)
            return RowMatch(issue.issue_id, None, "number" if same_number else "title", alike, note)
        self._known.add(own_id)
        self._own[township].append(_OwnIssue(own_id, _bare(plan), _bare(number), title, {sheet}))
        _add_own_issue(table, row, own_id, len(self._known), rows)
        return RowMatch(own_id, None, "own", 0, note)


def _add_own_issue(table: ParsedTable, row: TableRow, issue_id: str, ordinal: int, rows: Rows) -> None:
    """An issue as its first table tells it: with its row for a place, and no words of a document."""
    ids: Row = {"issue_id": issue_id, "source_id": table.source.sha256, "sheet": table.source.sheet, "row_number": row.row}
    title, limit, due_on = text_of(row, "issue_title") or "", text_of(row, "deadline_text"), row.values.get("due_on")
    deadline = read_deadline(limit, 0, len(limit), None) if limit else None
    rows["issue"].append(
        {
            **ids,
            "ordinal": ordinal,
            "issue_no": text_of(row, "issue_no"),
            "theme": theme_of(title, title, []),
            "kind": "problem",
            "township": text_of(row, "township"),
            "title": title,
            "deadline_code": "by_date" if due_on else deadline.code if deadline and deadline.due_on is None else None,
            "due_on": due_on,
        }
    )
    measures = text_of(row, "measures")
    if measures:
        rows["measure"].append({**ids, "ordinal": 1, "text": measures})
    for column, role in UNIT_COLUMNS.items():
        named = text_of(row, column) or ""
        for unit in {unit.name: unit for unit in read_units(named, 0, len(named), role)}.values():
            rows["assignment"].append({**ids, "role": role, "unit": unit.name, "department": department_of(unit.name)})


def _bare(text: str) -> str:
    return re.sub(r"[^\w]+", "", plain(text))
