"""Headings: what the README promises, and words that need company."""

import re
from pathlib import Path

import pytest

from etl.sheet.heading import find_headings
from etl.sheet.kinds import KINDS

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_headings_that_the_readme_names_are_those_of_their_kind(kind: str) -> None:
    readme = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    (sentence,) = [line for line in readme.splitlines() if line.startswith("表格的种类按表头识别")]
    named = dict(re.findall(r"[:、]([^:、()]+)\(([^()]+)…\)", sentence))
    label = {"toilets": "厕所", "funds": "资金"}.get(kind, KINDS[kind].label)
    headings = named[label].split("、")
    (heading,) = find_headings([headings])
    assert (heading.kind, [column.heading for column in heading.columns if column.name is None]) == (kind, [])


def test_a_bare_problem_is_a_count_only_beside_counted_toilets() -> None:
    (counted,) = find_headings([["乡镇", "村", "摸排", "问题"]])
    (ledger,) = find_headings([["乡镇", "村", "问题", "整改时限", "整改状态"]])
    assert (counted.kind, counted.columns[3].name) == ("toilets", "problem_count")
    assert (ledger.kind, ledger.columns[2].name) == ("progress", "issue_title")
