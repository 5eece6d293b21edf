"""What stands in a published file: every declared table with comments, and nothing that was not declared."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.warehouse import hand_made
from warehouse.labels import DIMENSIONS
from warehouse.load import StoredRows, connect, decided_together, load
from warehouse.publish import published_files
from warehouse.schema import FrameMismatch
from warehouse.tables import BY_NAME


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    store = tmp_path_factory.mktemp("load")
    hand_made.published(store)
    return connect(published_files(store)[0], read_only=True)


@pytest.mark.parametrize("table", BY_NAME.values(), ids=lambda table: table.name)
def test_a_table_holds_what_its_frame_held(connection: duckdb.DuckDBPyConnection, table: hand_made.tables.Table) -> None:
    loaded = connection.sql(f"SELECT * FROM {table.name}").pl()
    table.checked(loaded)
    if table.name in hand_made.frames():
        given = hand_made.frames()[table.name]
        assert sorted(map(str, loaded.rows())) == sorted(map(str, given.rows()))


def test_tables_and_columns_carry_their_labels(connection: duckdb.DuckDBPyConnection) -> None:
    tables = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    views = dict(connection.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
    assert tables["amount"] == "金额。原文中出现的一处金额一行"
    assert views["toilet_funnel"].startswith("厕所整改漏斗。")


def test_rows_are_sorted_so_that_blocks_can_be_skipped(connection: duckdb.DuckDBPyConnection) -> None:
    assert connection.execute("SELECT township FROM stg_issue").fetchall() == [("未注明乡镇",)] + [("甲子乡",)] * 3
    assert connection.execute("SELECT issue_id FROM status").fetchall() == sorted(
        connection.execute("SELECT issue_id FROM status").fetchall()
    )


def test_every_label_is_loaded_in_its_order(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute("SELECT dimension, code, label FROM code_label ORDER BY dimension, ordinal").fetchall()
    assert rows == [(name, code, label) for name in sorted(DIMENSIONS) for code, label in DIMENSIONS[name].items()]


def test_no_extension_is_fetched_from_the_network(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.duckdb")
    settings = "SELECT value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', 'autoload_known_extensions')"
    assert connection.execute(settings).fetchall() == [("false",), ("false",)]


def test_missing_undeclared_and_wrong_frames_raise(tmp_path: Path) -> None:
    frames = hand_made.frames()
    wrong: list[tuple[dict[str, pl.DataFrame], str]] = [
        ({name: frame for name, frame in frames.items() if name != "toilet"}, "toilet"),
        ({**frames, "village": pl.DataFrame()}, "village"),
        ({**frames, "toilet": frames["toilet"].drop("note")}, "toilet"),
    ]
    for number, (given, named) in enumerate(wrong):
        with pytest.raises(FrameMismatch, match=named):
            load(connect(tmp_path / f"{number}.duckdb"), given)


def test_tables_decided_together_are_all_but_those_of_single_sources() -> None:
    together = decided_together({**hand_made.frames(), "toilet": StoredRows((), (), None)})
    assert "toilet" not in together
    assert {"fund", "issue"} <= together
