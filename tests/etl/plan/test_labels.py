"""The labels beside the repository: how much of what careful readers found is found."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from etl.plan.parse import parse_plan
from etl.read.text import read_document

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("documents", "labels"),
    [("seeds", "gold"), ("plans", "plans/gold")],
    ids=["public documents", "bundled digests"],
)
def test_labels_are_met(shared: Path, tmp_path: Path, documents: str, labels: str) -> None:
    parsed = tmp_path / "parsed.jsonl"
    paths = sorted((shared / documents).glob("*.txt"))
    assert len(paths) == 5
    lines = [json.dumps(parse_plan(read_document(path)).as_json(), ensure_ascii=False) for path in paths]
    parsed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, shared / "gold" / "score.py", parsed, "--gold", shared / labels, "--floor", "0.98", "--show"]
    scored = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert scored.returncode == 0, scored.stdout[-3000:]
