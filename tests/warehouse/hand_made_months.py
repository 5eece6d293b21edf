"""The hand-made warehouse over time: a ledger reports in five more months, and tells an issue that no plan has."""

from datetime import date
from typing import Any

import polars as pl

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI_PLAN
from tests.warehouse.hand_made_tables import PROGRESS

# issue, status, reporting date, deadline: the document itself is of 20 May (003 in progress); 003 is completed on 30 September.
MONTHS = [
    ("001", "in_progress", date(2024, 8, 31), None),
    ("002", "in_progress", date(2024, 8, 31), date(2024, 12, 31)),
    ("001", "closed", date(2024, 9, 30), None),
    ("002", "in_progress", date(2024, 9, 30), date(2025, 3, 31)),
    ("001", "returned", date(2024, 10, 31), None),
    ("002", "verified", date(2025, 3, 31), date(2025, 3, 31)),
]


def report(issue: str, status: str, day: date, due_on: date | None, row_number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A row of a ledger as status and as progress."""
    place = {"issue_id": f"{JIAZI_PLAN}-{issue}", "source_id": PROGRESS, "row_number": row_number}
    said = {"status": status, "status_on": day, "origin": "table", "wording": status}
    told = {"township": "甲子乡", "matched_by": "number", "match_strength": 100, "reported_on": day, "due_on": due_on}
    return {**place, **said}, {**place, **told, "title": f"问题{issue}", "issue_no": issue, "deadline_text": str(due_on or "")}


OWN = "9" * 12 + "-t"
OWN_ISSUE = {
    "issue_id": OWN,
    "source_id": PROGRESS,
    "ordinal": 1,
    "theme": "其他",
    "kind": "problem",
    "township": "丙寅乡",
    "title": "水窖没有建好",
    "row_number": 20,
}


def month_frames() -> dict[str, pl.DataFrame]:
    """The hand-made warehouse with five more months, and an issue of 丙寅乡 that only the ledger tells, from September on."""
    frames = hand_made.frames()
    reports = [report(*month, row_number) for row_number, month in enumerate(MONTHS, start=4)]
    status, told = report("x", "not_started", date(2024, 9, 30), date(2024, 10, 20), 20)
    own = {"issue_id": OWN, "township": "丙寅乡", "matched_by": "own", "match_strength": 0, "match_note": "乡镇不存在"}
    frames = hand_made.with_rows(frames, "issue", {**OWN_ISSUE, "deadline_code": "by_date", "due_on": date(2024, 10, 20)})
    frames = hand_made.with_rows(frames, "status", *(status for status, _ in reports), {**status, "issue_id": OWN})
    told |= {"title": "水窖没有建好", "issue_no": "7", "plan_wording": "县台账"}
    return hand_made.with_rows(frames, "progress", *(told for _, told in reports), {**told, **own})
