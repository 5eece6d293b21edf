"""Each check finds the fault it is there for, and a fault stops the publish with a message that names it."""

import random
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.warehouse import hand_made
from warehouse.checks import CheckFailed, run_checks
from warehouse.load import load, load_build
from warehouse.publish import build_row, publish, published_files
from warehouse.views import SQL, create_views, read_for, statements

Frames = dict[str, pl.DataFrame]
SPAN_DIGEST = "stg_span_digest"  # which documents are sliced: run_checks reads it whatever the check


def changed(table: str, column: str, value: object, rows: int | None = 1) -> Callable[[Frames], Frames]:
    """Set a column of the first row (or of all rows) of a table."""

    def change(frames: Frames) -> Frames:
        frame = frames[table]
        is_hit = pl.int_range(pl.len()) < (rows or frame.height)
        literal = pl.lit(value, dtype=frame.schema[column])
        return {**frames, table: frame.with_columns(pl.when(is_hit).then(literal).otherwise(pl.col(column)).alias(column))}

    return change


def doubled(table: str) -> Callable[[Frames], Frames]:
    return lambda frames: {**frames, table: pl.concat([frames[table], frames[table].head(1)])}


def unplaced(table: str) -> Callable[[Frames], Frames]:
    return lambda frames: changed(table, "span_end", None)(changed(table, "span_start", None)(frames))


def loaded(frames: Frames) -> duckdb.DuckDBPyConnection:
    """The frames in memory, without any view."""
    connection = duckdb.connect()
    load(connection, frames)
    load_build(connection, build_row(connection, "test", datetime(2024, 1, 1), False))
    return connection


def broken_rules(frames: Frames) -> list[str]:
    """The checks that fail on the frames."""
    connection = loaded(frames)
    create_views(connection)
    return [offence.check for offence in run_checks(connection)]


def is_broken(check: str, frames: Frames) -> bool:
    """Whether one check fails on the frames: only what it reads is made."""
    connection = loaded(frames)
    words = set(re.findall(r"\w+", (SQL / "checks" / f"{check}.sql").read_text(encoding="utf-8")))
    every = statements("staging", "marts")
    needed = read_for(SPAN_DIGEST, *words & every.keys())
    for name, statement in every.items():
        if name in needed:
            connection.execute(statement)
    return [offence.check for offence in run_checks(connection, check)] == [check]


def paged(*pages: tuple[int, int, int]) -> Callable[[Frames], Frames]:
    """Pages (number, start, end) of the first document; the end of the text is its length where it is -1."""

    def change(frames: Frames) -> Frames:
        source_id, text = frames["source_text"].row(0)
        rows = [(source_id, page, start, len(text) if end == -1 else end) for page, start, end in pages]
        return {**frames, "source_page": pl.DataFrame(rows, schema=frames["source_page"].schema, orient="row")}

    return change


FAULTS = [
    ("pages_cover_text", paged((1, 0, 5), (2, 6, -1))),
    ("pages_cover_text", paged((1, 0, 5), (3, 5, -1))),
    ("pages_cover_text", paged((1, 1, -1))),
    ("pages_cover_text", paged((1, 0, 5))),
    ("pages_cover_text", paged((1, 0, 9999))),
    ("spans_match_text", changed("amount", "span_start", 3)),
    ("spans_match_text", changed("amount", "span_end", 9999)),
    ("spans_match_text", changed("issue", "title", "别的标题")),
    ("spans_match_text", changed("issue", "finding_end", 99999)),
    ("spans_match_text", changed("issue", "deadline_start", -1)),
    ("spans_match_text", changed("measure", "text", "三是")),
    ("spans_match_text", changed("assignment", "unit", "县")),
    ("spans_match_text", changed("status", "wording", "办完了")),
    ("spans_match_text", changed("indicator", "wording", "29个")),
    ("spans_match_text", changed("period", "span_end", None)),
    ("spans_match_text", changed("audit_span", "wording", "x")),
    ("spans_match_text", changed("unclaimed", "wording", "x")),
    ("spans_match_text", changed("source_text", "text", "另一份原文", rows=None)),
    ("document_rows_have_spans", unplaced("amount")),
    ("document_rows_have_spans", changed("toilet", "row_number", None)),
    ("ids_unique", doubled("source_file")),
    ("ids_unique", doubled("issue")),
    ("ids_unique", doubled("plan")),
    ("ids_unique", doubled("amount")),
    ("ids_unique", doubled("audit")),
    ("ids_unique", doubled("measure")),
    ("rows_not_orphaned", changed("measure", "issue_id", "none")),
    ("rows_not_orphaned", changed("amount", "plan_id", "none")),
    ("rows_not_orphaned", changed("fund", "source_id", "none")),
    ("rows_not_orphaned", changed("audit_span", "audit_id", "none")),
    ("codes_known", changed("status", "status", "unreported")),
    ("codes_known", changed("status", "status", "almost")),
    ("codes_known", changed("amount", "scope", "ours")),
    ("codes_known", changed("issue", "deadline_code", "soon")),
    ("numbers_not_negative", changed("toilet", "problem_count", -1)),
    ("numbers_not_negative", changed("indicator", "value", -2.0)),
    ("numbers_not_negative", changed("plan", "unclaimed_char_count", 10**6)),
    ("dates_in_order", changed("period", "period_to", date(1999, 1, 1))),
    ("dates_in_order", changed("issue", "deadline_code", None, rows=None)),
]  # fmt: skip


def test_a_wrapped_title_is_its_words() -> None:
    frames = hand_made.frames()
    issue = frames["issue"].row(0, named=True)
    source, title, start = issue["source_id"], issue["title"], issue["span_start"]
    text = dict(frames["source_text"].select("source_id", "text").iter_rows())[source]
    assert text[start : issue["span_end"]] == title
    for break_in, fails in (("\n", False), ("\n- 3 -\n", False), ("了", True)):
        broken = text[: start + 2] + break_in + text[start + 2 :]
        # only the title of this issue is looked at: the other spans of the document moved with the break
        alone = {name: frame.clear() for name, frame in frames.items() if name not in ("issue", "source_text", "plan")}
        first = frames["issue"].head(1)
        first = first.with_columns(
            span_end=pl.lit(issue["span_end"] + len(break_in)),
            finding_start=pl.lit(0),
            finding_end=pl.lit(1),
            deadline_start=pl.lit(None, pl.Int64),
            deadline_end=pl.lit(None, pl.Int64),
        )
        first = first.cast(dict(frames["issue"].schema))  # type: ignore[arg-type]
        is_of_it = pl.col("source_id") == source
        texts = frames["source_text"].with_columns(text=pl.when(is_of_it).then(pl.lit(broken)).otherwise("text"))
        assert is_broken("spans_match_text", {**frames, **alone, "issue": first, "source_text": texts}) == fails, break_in


@pytest.mark.parametrize(("check", "fault"), FAULTS, ids=[f"{check}-{number}" for number, (check, _) in enumerate(FAULTS)])
def test_a_fault_is_found(check: str, fault: Callable[[Frames], Frames]) -> None:
    assert is_broken(check, fault(hand_made.frames()))


def test_the_hand_made_rows_break_no_rule() -> None:
    assert broken_rules(hand_made.frames()) == []


def test_tables_without_any_plan_break_no_rule() -> None:
    """Rows of no plan and no issue lead nowhere wrong, even when there is no plan at all."""
    frames = hand_made.frames()
    documents = frames["source_file"].filter(kind="document")["source_id"]
    of_documents = {
        "measure",
        "assignment",
        "period",
        "audit_span",
        "unclaimed",
        "plan",
        "issue",
        "source_text",
        "amount",
        "status",
    }
    tables_only = {
        name: frame.clear() if name in of_documents else frame.filter(~pl.col("source_id").is_in(documents.implode()))
        for name, frame in frames.items()
    }
    assert tables_only["indicator"].height
    assert broken_rules(tables_only) == []


def test_an_indicator_of_a_table_may_fall() -> None:
    frames = hand_made.frames()
    fallen = pl.when(origin="table").then(-3.0).otherwise("value").alias("value")
    assert broken_rules({**frames, "indicator": frames["indicator"].with_columns(fallen)}) == []


def test_a_broken_rule_stops_the_publish_and_is_named_with_its_rows(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed) as caught:
        publish(changed("toilet", "problem_count", -1)(hand_made.frames()), tmp_path)
    assert str(caught.value) == (
        "数据检查没有通过, 没有发布, 原有批次照常可用 (读入时没有拦住的数据, 请把下面的话交给维护者):\n"
        "numbers_not_negative: 金额和计数不为负 不成立: place=toilet, row_id=甲子乡, value=-1.0"
    )
    assert published_files(tmp_path) == []
    assert list(tmp_path.glob("warehouse-*")) == []


def test_totals_are_compared_with_the_base_tables() -> None:
    frames = hand_made.frames()
    connection = duckdb.connect()
    load(connection, frames)
    load_build(connection, build_row(connection, "test", datetime(2024, 1, 1), False))
    create_views(connection)
    connection.execute("CREATE OR REPLACE VIEW township_theme AS SELECT 'x' AS township, 'y' AS theme, 1 AS issue_count")
    (offence,) = run_checks(connection)
    assert offence.check == "totals_agree"
    assert offence.rows == [{"mart": "township_theme", "total": 1.0, "expected": 4.0}]


def test_every_check_has_a_test_and_says_its_rule_in_chinese() -> None:
    files = sorted((SQL / "checks").glob("*.sql"))
    assert {path.stem for path in files} == {check for check, _ in FAULTS} | {"totals_agree"}
    for path in files:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("-- ")
        assert any("一" <= character <= "鿿" for character in first), path.name


def test_the_slice_of_the_checks_is_the_slice_of_python() -> None:
    """Line ends, a NUL, combining marks, joined emoji and flags: each code point counts once, wherever the span begins."""
    draw = random.Random(1)
    rows = []
    for _ in range(2000):
        text = "".join(draw.choices("a乡\r\n\x00é\u0301👨\u200d👩𠮷\ufeff🇨🇳", k=draw.randint(1, 40)))
        start = draw.randrange(len(text))
        end = draw.randint(start + 1, len(text))
        rows.append((text, start, end, text[start:end]))
    with duckdb.connect() as connection:
        connection.register("sliced", pl.DataFrame(rows, schema=["text", "span_start", "span_end", "words"], orient="row"))
        query = "SELECT count(*) FROM sliced WHERE substring(text, span_start + 1, span_end - span_start) <> words"
        assert connection.execute(query).fetchall() == [(0,)]


def test_spans_count_code_points_not_letters_as_seen() -> None:
    """A family emoji is one letter and five code points: a span behind it that counts letters does not fit."""
    frames = hand_made.frames()
    amount = frames["amount"].with_columns(pl.col("span_start") - 4, pl.col("span_end") - 4)
    assert broken_rules({**frames, "amount": amount}) == ["spans_match_text"]
