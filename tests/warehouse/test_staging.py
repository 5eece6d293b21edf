"""What is stored by source is the same made at once, in parts, or renewed for some of the sources."""

from collections.abc import Callable
from datetime import datetime

import duckdb
import polars as pl
import pytest

from tests.warehouse import hand_made
from warehouse import staging
from warehouse.load import decided_together, load, load_build, renew
from warehouse.publish import build_row
from warehouse.staging import NotRenewable, Renewal, is_by_source
from warehouse.views import create_views, is_made_alike, renew_views, statements, tables_by_source, tables_followed

Frames = dict[str, pl.DataFrame]
STARTED_AT = datetime(2024, 1, 1)


def loaded(frames: Frames) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    load(connection, frames)
    load_build(connection, build_row(connection, "test", STARTED_AT, False))
    return connection


def stored(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The rows of every stored table of sql/staging, in no order."""
    names = [name for name, statement in statements("staging").items() if "create or replace table" in statement]
    return {name: sorted(map(repr, connection.execute(f"FROM {name}").fetchall())) for name in names}


def whole(frames: Frames) -> dict[str, list[str]]:
    connection = loaded(frames)
    create_views(connection)
    return stored(connection)


def test_parts_of_one_source_give_the_rows_of_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = hand_made.frames()
    at_once = whole(frames)
    monkeypatch.setattr(staging, "PART_WEIGHT", 1)
    connection = loaded(frames)
    create_views(connection)
    assert connection.execute("SELECT count(DISTINCT by_source) > 1 FROM source_part").fetchall() == [(True,)]
    assert stored(connection) == at_once
    empty = {name for name in tables_by_source() if not at_once[name]}
    assert empty == {"stg_pair_deadline"}  # no ledger made by hand states a last day


def renewed(before: Frames, after: Frames, changed: list[str], finished_at: datetime = STARTED_AT) -> duckdb.DuckDBPyConnection:
    """A file made of the frames before, renewed to those after; `changed` are the sources known to have changed."""
    connection = loaded(before)
    create_views(connection)
    connection.begin()
    touched = renew(connection, after, changed)
    load_build(connection, build_row(connection, "after", finished_at, False))
    renew_views(connection, Renewal(connection, touched, decided_together(after)))
    connection.commit()
    return connection


def rewritten(table: str, column: str, value: object) -> Callable[[Frames], Frames]:
    """Another value in the first row of a table."""

    def change(frames: Frames) -> Frames:
        frame = frames[table]
        first = pl.int_range(pl.len()) == 0
        put = pl.when(first).then(pl.lit(value, dtype=frame.schema[column])).otherwise(pl.col(column)).alias(column)
        return {**frames, table: frame.with_columns(put)}

    return change


def without_issue(frames: Frames) -> Frames:
    """As if the first issue had not been found."""
    gone = frames["issue"]["issue_id"][0]
    of_issues = {name: frame for name, frame in frames.items() if "issue_id" in frame.columns}
    return {**frames, **{name: frame.filter(pl.col("issue_id").ne_missing(gone)) for name, frame in of_issues.items()}}


CHANGES: dict[str, Callable[[Frames], Frames]] = {
    "nothing": lambda frames: frames,
    "status of a ledger": lambda frames: {**frames, "status": frames["status"].filter(pl.col("origin") == "document")},
    "rows of a ledger": lambda frames: {**frames, "progress": frames["progress"].clear()},
    "measure": rewritten("measure", "text", "另一条措施"),
    "unit": rewritten("assignment", "department", "教育"),
    "audit": lambda frames: {**frames, "audit": frames["audit"].with_columns(is_ok=~pl.col("is_ok"))},
    "day of a plan": rewritten("plan", "issued_on", datetime(2024, 2, 29).date()),
    "names of files": lambda frames: {
        **frames,
        "source_file": frames["source_file"].with_columns(file=pl.lit("改名/") + pl.col("file")),
    },
    "issue gone": without_issue,
    "correction": lambda frames: {**frames, "correction": frames["correction"].clear()},
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changed_the_rows_are_those_of_a_build_from_nothing(name: str) -> None:
    before = hand_made.frames()
    after = CHANGES[name](before)
    assert stored(renewed(before, after, [])) == whole(after)


def test_a_source_that_is_known_to_have_changed_is_made_anew() -> None:
    """Of a table that is not loaded anew only the sources are known of which rows went or came."""
    before = hand_made.frames()
    source = before["unclaimed"]["source_id"][0]
    after = {**before, "unclaimed": before["unclaimed"].filter(pl.col("source_id") != source)}
    assert stored(renewed(before, after, [source])) == whole(after)


def test_a_list_that_all_follow_makes_a_renewal_impossible() -> None:
    before = hand_made.frames()
    connection = loaded(before)
    create_views(connection)
    renewal = Renewal(connection, renew(connection, before, []), decided_together(before))
    connection.execute("UPDATE code_label SET label = '另一个词' WHERE dimension = 'per'")
    with pytest.raises(NotRenewable):
        renew_views(connection, renewal)


def test_a_file_tells_whether_other_statements_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = loaded(hand_made.frames())
    create_views(connection)
    assert is_made_alike(connection)
    monkeypatch.setattr("warehouse.views.digest", lambda: "other")
    assert not is_made_alike(connection)


def test_what_is_stored_by_source_follows_no_day_and_no_reader() -> None:
    assert "build" not in tables_followed()
    by_source = {name: text for name, text in statements("staging", "marts").items() if is_by_source(text)}
    assert set(by_source) == set(tables_by_source())
    assert all("create or replace table" in text for text in by_source.values())
