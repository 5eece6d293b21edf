"""Generated plans: the same content through every format, and every stored value at its words in the warehouse."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from etl.build import build
from etl.parsed import ParsedPlan
from etl.plan.parse import parse_plan
from etl.read.doc import OFFICE_COMMANDS, installed
from etl.read.text import read_bytes
from tests.etl.generated_plans import plan_lines
from tests.etl.plan.wordings import is_wording
from tests.etl.read.test_doc import converted
from tests.etl.read.test_same_issues import OFFICIAL, bare, check_spans, essence
from tests.etl.read.writers import docx_bytes, docx_table_bytes, html_text, printed
from warehouse.publish import published_files

SEEDS = st.integers(0, 10_000)
WRITERS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "gb18030": ("txt", lambda lines: "\r\n".join(lines).encode("gb18030")),
    "utf-16 without mark": ("txt", lambda lines: "\n".join(lines).encode("utf-16-be")),
    "word": ("docx", docx_bytes),
    "word numbers": ("docx", lambda lines: docx_bytes(lines, numbered=True)),
    "word tables": ("docx", docx_table_bytes),
    "page": ("html", lambda lines: html_text(lines).encode()),
    "page named .doc": ("doc", lambda lines: html_text(lines).replace("utf-8", "gb2312").encode("gb18030")),
}


def all_of(parsed: ParsedPlan) -> dict[str, object]:
    """What a plan says: issues, measures, units, and all figures."""
    found: dict[str, object] = essence(parsed)
    found["counts"] = [(count.value, count.unit, count.issue) for count in parsed.counts]
    found["ratios"] = [(ratio.value, ratio.issue) for ratio in parsed.ratios]
    found["periods"] = [(period.first_on, period.last_on) for period in parsed.periods]
    found["audits"] = [(audit.rule, audit.ok, bare(audit.stated)) for audit in parsed.audits]
    return found


def check_same(lines: list[str], content: bytes, named: str) -> None:
    expected = all_of(parse_plan(read_bytes("方案.txt", "\n".join(lines).encode(), "txt")))
    parsed = parse_plan(read_bytes(f"方案.{named}", content, named))
    assert expected["issues"]
    assert all_of(parsed) == expected
    check_spans(parsed)


@pytest.mark.parametrize("writer", WRITERS)
@settings(max_examples=25, deadline=None, derandomize=True)
@given(seed=SEEDS)
def test_the_same_plan_through_every_format(writer: str, seed: int) -> None:
    named, written = WRITERS[writer]
    lines = plan_lines(seed)
    check_same(lines, written(lines), named)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_plan_as_pdf(seed: int, browser: Browser) -> None:
    lines = plan_lines(seed)
    check_same(lines, printed(browser, html_text(lines, style=OFFICIAL, furniture=False)), "pdf")


@pytest.mark.skipif(installed(OFFICE_COMMANDS) is None, reason="LibreOffice: `make office` installs it")
@pytest.mark.parametrize("seed", range(2))
def test_the_same_plan_as_doc(seed: int, tmp_path: Path) -> None:
    lines = plan_lines(seed)
    check_same(lines, converted(docx_bytes(lines, numbered=True), tmp_path), "doc")


def test_every_stored_value_lies_at_its_words(tmp_path: Path) -> None:
    plans, tables, store = tmp_path / "plans", tmp_path / "tables", tmp_path / "store"
    plans.mkdir()
    tables.mkdir()
    for seed in range(40):
        named, written = list(WRITERS.values())[seed % len(WRITERS)]
        (plans / f"{seed}.{named}").write_bytes(written(plan_lines(100 + seed)))
    shutil.copy(Path(__file__).parents[1] / "golden" / "files" / "ledger.pdf", plans)
    assert build(plans, tables, store).document_count == 41
    (published,) = published_files(store)
    with duckdb.connect(str(published), read_only=True) as connection:
        texts = dict(connection.execute("SELECT source_id, text FROM source_text").fetchall())
        checked = 0
        for name, wording in (
            *(("issue", "title"), ("measure", "text"), ("assignment", "unit"), ("status", "wording"), ("amount", "wording")),
            *(("indicator", "wording"), ("period", "wording"), ("audit_span", "wording")),
        ):
            query = f"SELECT source_id, span_start, span_end, {wording} FROM {name} WHERE span_start IS NOT NULL"
            rows = connection.execute(query).fetchall()
            assert rows, name
            for source_id, start, end, words in rows:
                assert is_wording(texts[source_id][start:end], words), (name, words)
            checked += len(rows)
    assert checked > 1000
