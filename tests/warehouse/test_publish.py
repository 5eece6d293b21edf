"""A build is published whole or not at all, whatever stops it; old builds are kept and dropped; two at once are refused."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse import hand_made
from warehouse import publish as publishing
from warehouse.publish import publish, published_files
from warehouse.queries import Warehouse
from warehouse.underway import AlreadyBuilding

ROOT = Path(__file__).parent.parent.parent


def dying_build(store: Path, function: str = "none") -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.warehouse.dying_build", str(store), function], cwd=ROOT)


def names(store: Path) -> set[str]:
    return {path.name for path in store.iterdir()} - {"build.lock", "building"}


def test_a_build_is_one_file_and_the_pointer_names_it(tmp_path: Path) -> None:
    build_id = publish(hand_made.frames(), tmp_path / "new" / "store")
    assert names(tmp_path / "new" / "store") == {f"warehouse-{build_id}.duckdb", "current"}
    assert published_files(tmp_path / "new" / "store") == [tmp_path / "new" / "store" / f"warehouse-{build_id}.duckdb"]


@pytest.mark.parametrize("moment", ["load", "create_views", "run_checks", "_write_pointer", "replace"])
def test_a_build_killed_at_any_moment_leaves_the_old_one_serving(tmp_path: Path, moment: str) -> None:
    first = publish(hand_made.frames(), tmp_path)
    assert dying_build(tmp_path, moment).wait(60) == -signal.SIGKILL
    leftovers = names(tmp_path) - {f"warehouse-{first}.duckdb", "current"}
    assert leftovers, "it died before it wrote anything"

    warehouse = Warehouse.open(tmp_path)
    assert warehouse.build_id == first
    assert warehouse.read("overview")["issue_count"].to_list() == [4]

    second = publish(hand_made.frames(), tmp_path)
    assert names(tmp_path) == {f"warehouse-{first}.duckdb", f"warehouse-{second}.duckdb", "current"}
    assert warehouse.build_id == second


def test_a_first_build_that_was_killed_leaves_no_warehouse(tmp_path: Path) -> None:
    assert dying_build(tmp_path, "_write_pointer").wait(60) == -signal.SIGKILL
    assert published_files(tmp_path) == []


@pytest.mark.parametrize("seconds", [0.8, 1.1, 1.4, 1.8])
def test_a_build_killed_by_the_clock_leaves_a_whole_warehouse(tmp_path: Path, seconds: float) -> None:
    first = publish(hand_made.frames(), tmp_path)
    build = dying_build(tmp_path)
    time.sleep(seconds)
    build.kill()
    build.wait(60)
    assert Warehouse.open(tmp_path).read("overview")["issue_count"].to_list() == [4]
    last = publish(hand_made.frames(), tmp_path)
    kept = [path.name for path in published_files(tmp_path)]
    assert (kept[0], kept[-1]) == (f"warehouse-{last}.duckdb", f"warehouse-{first}.duckdb")
    assert names(tmp_path) == {*kept, "current"}


def test_a_fault_of_the_program_leaves_the_old_build_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish(hand_made.frames(), tmp_path)

    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(publishing, "create_views", broken)
    with pytest.raises(ZeroDivisionError):
        publish(hand_made.frames(), tmp_path)
    assert names(tmp_path) == {f"warehouse-{first}.duckdb", "current"}


def test_the_last_builds_are_kept_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "KEPT_BUILDS", 2)
    builds = [publish(hand_made.frames(), tmp_path) for _ in range(3)]
    assert [path.name for path in published_files(tmp_path)] == [f"warehouse-{build}.duckdb" for build in (builds[2], builds[1])]
    assert names(tmp_path) == {f"warehouse-{build}.duckdb" for build in builds[1:]} | {"current"}


def test_an_old_build_that_cannot_be_removed_does_not_stop_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "KEPT_BUILDS", 1)
    first = publish(hand_made.frames(), tmp_path)

    def held_open(*_: Any, **__: Any) -> None:
        raise PermissionError

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", held_open)
        second = publish(hand_made.frames(), tmp_path)
    assert names(tmp_path) == {f"warehouse-{first}.duckdb", f"warehouse-{second}.duckdb", "current"}
    third = publish(hand_made.frames(), tmp_path)
    assert names(tmp_path) == {f"warehouse-{third}.duckdb", "current"}


def test_the_second_of_two_builds_is_refused_and_the_first_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_loading, may_go_on = threading.Event(), threading.Event()
    load = publishing.load

    def slow_load(*arguments: Any) -> None:
        is_loading.set()
        assert may_go_on.wait(30)
        load(*arguments)

    monkeypatch.setattr(publishing, "load", slow_load)
    builds: list[str] = []
    first = threading.Thread(target=lambda: builds.append(publish(hand_made.frames(), tmp_path)))
    first.start()
    assert is_loading.wait(30)
    with pytest.raises(AlreadyBuilding, match="另一个构建正在运行"):
        publish(hand_made.frames(), tmp_path)
    may_go_on.set()
    first.join(30)
    assert names(tmp_path) == {f"warehouse-{builds[0]}.duckdb", "current"}


def test_a_lock_file_left_behind_locks_nothing(tmp_path: Path) -> None:
    (tmp_path / "build.lock").touch()
    assert publish(hand_made.frames(), tmp_path) == Warehouse.open(tmp_path).build_id
