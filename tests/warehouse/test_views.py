"""The SQL files: read in the order they need, one statement a file, and headers that tell the truth."""

import re
from pathlib import Path

import pytest

from warehouse.views import SQL, statements

FILES = sorted(path for folder in ("staging", "marts", "checks") for path in (SQL / folder).glob("*.sql"))


def header(path: Path) -> str:
    return "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("--"))


def body(path: Path) -> str:
    return re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))


def test_every_view_comes_after_those_it_reads() -> None:
    names = list(statements("staging", "marts"))
    assert names.index("stg_issue") < names.index("stg_issue_current") < names.index("stg_issue_chosen") < names.index("overview")
    assert sorted(names) == sorted(path.stem for path in FILES if path.parent.name != "checks")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_one_statement_that_names_its_columns(path: Path) -> None:
    assert ";" not in body(path)
    assert not re.search(r"select\s+\*|group\s+by\s+(\d|all)|\w\.\*", body(path), re.IGNORECASE)


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "checks"], ids=lambda path: path.stem)
def test_a_header_names_what_is_read_and_whether_it_is_stored(path: Path) -> None:
    read = set(re.findall(r"(?<!distinct )\b(?:from|join)\s+(\w+)\b(?!\()", body(path)))
    inside = set(re.findall(r"(\w+)\s+as\s+(?:(?:not\s+)?materialized\s+)?\(\s*(?:--[^\n]*\n\s*)*select", body(path)))
    assert {name for name in read - inside if not re.search(rf"\b{name}\b", header(path))} == set()
    is_table = bool(re.search(r"create\s+or\s+replace\s+table", body(path)))
    assert ("Stored" in header(path)) == is_table
    assert not (is_table and "getvariable" in body(path)), "a stored table cannot follow the reader"


def test_a_rate_is_computed_in_one_place() -> None:
    dividing = {path.stem for path in FILES if re.search(r"100\.0 \*|\bshare_pct\(", body(path))}
    toilets = {"toilet_funnel", "toilet_summary", "toilet_by_village", "toilet_clearance", "toilet_by_problem_type"}
    shares = {"change_summary", "department_summary", "due_summary", "silence_summary"}  # of the issues they count
    others = {
        "share_pct",
        "completion_rates",
        "stg_completion",
        "stg_document",
        "fund_progress",
        "reconciliation_summary",
        "dated_share_pct",
    }
    compared = {"stg_pair_paid_share"}  # with what a document states; the rate that pages show is fund_progress's
    assert dividing == {*others, *shares, *toilets, *compared}
