"""Golden plans: every value of the bundled documents as read, compared exactly.

A change of the reader that changes a value shows here. After looking at the difference by eye, write the files anew:
    pytest tests/etl/plan/test_golden.py --regenerate-golden
"""

import json
from pathlib import Path
from typing import Any

import pytest

from etl.parsed import Issue, ParsedPlan
from etl.plan.parse import parse_plan
from etl.read.text import read_document
from tests.etl.plan.wordings import is_wording

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden"
PLANS = sorted((ROOT / "data" / "plans").glob("*.txt"))
LAYOUTS = sorted((GOLDEN / "layouts").glob("*.txt"))


def compare(found: Any, path: Path, regenerate: bool) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if regenerate:
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing: run with --regenerate-golden"
    assert json.loads(text) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_bundled_plan_is_read_as_before(path: Path, request: pytest.FixtureRequest) -> None:
    parsed = parse_plan(read_document(path))
    compare(parsed.as_json(), GOLDEN / f"{path.stem}.json", request.config.getoption("--regenerate-golden"))


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_layout_is_read_as_before(path: Path, request: pytest.FixtureRequest) -> None:
    """Invented documents, one a layout of the genre; the expected files hold words instead of places, to be read by eye."""
    parsed = parse_plan(read_document(path))
    compare(in_words(parsed), path.with_suffix(".json"), request.config.getoption("--regenerate-golden"))


@pytest.mark.parametrize("path", [*PLANS, *LAYOUTS], ids=lambda path: path.stem)
def test_every_span_is_its_words(path: Path) -> None:
    parsed = parse_plan(read_document(path))
    text = parsed.source.text
    for issue in parsed.issues:
        assert is_wording(text[issue.title.start : issue.title.end], issue.title.text)
        for unit in issue.units:
            assert is_wording(text[unit.start : unit.end], unit.name)
        for span in (issue.finding, *issue.blocks, *issue.measures):
            assert text[span.start : span.end].strip()
    for span in (*parsed.amounts, *parsed.counts, *parsed.ratios, *parsed.periods, *parsed.unclaimed):
        assert text[span.start : span.end].strip()


def in_words(parsed: ParsedPlan) -> dict[str, Any]:
    """What was read, each value in its words."""
    text = parsed.source.text
    fields = parsed.as_json()["plan"]
    return {
        "plan": {key: value for key, value in fields.items() if value},
        "issues": [issue_in_words(issue, text) for issue in parsed.issues],
        "unclaimed": [text[span.start : span.end] for span in parsed.unclaimed],
    }


def issue_in_words(issue: Issue, text: str) -> dict[str, Any]:
    deadline = issue.deadline and [issue.deadline.code, str(issue.deadline.due_on or "")]
    return {
        "no": issue.no,
        "path": issue.path,
        "title": issue.title.text,
        "category": issue.category,
        "theme": issue.theme,
        "kind": issue.kind,
        "finding": text[issue.finding.start : issue.finding.end],
        "status": issue.status and issue.status.code,
        "deadline": deadline,
        "units": [f"{unit.role} {unit.name}" for unit in issue.units],
        "measures": [text[span.start : span.end] for span in issue.measures],
    }
