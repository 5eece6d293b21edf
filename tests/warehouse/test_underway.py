"""While a build runs, readers can tell since when; a build that was killed says nothing."""

import multiprocessing
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.pages.conftest import markup, open_page, troubles
from warehouse.queries import Warehouse
from warehouse.underway import BEGUN, building, building_since


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def die_building(store: Path) -> None:
    """As a build that is killed does: nothing is put away."""
    with building(store):
        os._exit(1)


def test_a_build_that_runs_says_since_when(tmp_path: Path) -> None:
    assert building_since(tmp_path) is None
    with building(tmp_path):
        began = building_since(tmp_path)
        assert began is not None and timedelta(0) <= now() - began < timedelta(minutes=1)
        with building(tmp_path):  # a build holds the store once more when it publishes
            pass
        assert building_since(tmp_path) == began
    assert building_since(tmp_path) is None
    assert not (tmp_path / BEGUN).exists()


def test_looking_keeps_no_build_from_beginning(tmp_path: Path) -> None:
    (tmp_path / BEGUN).write_text(now().isoformat(), encoding="utf-8")
    assert building_since(tmp_path) is None
    with building(tmp_path):
        assert building_since(tmp_path) is not None


def test_a_build_that_was_killed_does_not_run(tmp_path: Path) -> None:
    killed = multiprocessing.get_context("spawn").Process(target=die_building, args=(tmp_path,))
    killed.start()
    killed.join(60)
    assert (tmp_path / BEGUN).exists()
    assert building_since(tmp_path) is None


def test_the_pages_say_that_a_build_runs(warehouse: Warehouse, store: Path) -> None:
    assert "正在建库" not in markup(open_page())
    with building(store):
        app = open_page("quality")
        began = building_since(store)
        assert began is not None
        assert f"正在建库 ({began + timedelta(hours=8):%H:%M} 起)" in markup(app)
        assert troubles(app) == []
    assert "正在建库" not in markup(app.run())


def test_the_first_build_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    assert "还没有数据仓库" in troubles(open_page())[0]
    with building(tmp_path):
        app = open_page()
    assert troubles(app) == []
    assert "建好后刷新本页" in app.info[0].value
