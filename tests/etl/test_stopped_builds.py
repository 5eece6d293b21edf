"""Whatever stops a build, the one before is served whole, the message is clear, and the next build is as one from nothing."""

import json
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import Pipe, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from etl.build import build
from etl.parsed_files import FOLDER, ParsedFiles
from tests.etl.conftest import PLAN
from tests.etl.killed_build import build_and_die
from tests.etl.test_incremental import assert_as_from_nothing
from warehouse.queries import Warehouse

ROOT = Path(__file__).parents[2]
KILLS, SEED = 50, 4
Killed = Callable[[Path, float], tuple[int | None, float]]
NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"]


@pytest.fixture
def folder(small_folder: Path, tmp_path: Path) -> Path:
    """A copy of the small folder, built."""
    shutil.copytree(small_folder, tmp_path, dirs_exist_ok=True)
    return tmp_path


def built(folder: Path) -> list[str]:
    """Build; what was said of it."""
    return build(folder / "plans", folder / "tables", folder / "store").notices


def assert_folder_as_from_nothing(folder: Path) -> None:
    assert_as_from_nothing((folder / "plans", folder / "tables", folder / "store"))


def with_issues(folder: Path, count: int) -> None:
    """One plan of so many issues."""
    more = "".join(f"({number})第{number}处帮扶走访不够及时。\n责任单位:乡党政办\n" for number in "三四五六七八九"[: count - 2])
    (folder / "plans" / "甲.txt").write_text(PLAN + more, encoding="utf-8")


@pytest.fixture(scope="module")
def killed() -> Killed:
    """Builds in a process that dies after so many seconds of processor: its exit code, and the seconds it took if it lived."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.etl.killed_build"])

    def start(folder: Path, after_s: float) -> tuple[int | None, float]:
        told, teller = Pipe(duplex=False)
        process: BaseProcess = context.Process(target=build_and_die, args=(folder, after_s, teller))
        process.start()
        process.join(300)
        return process.exitcode, told.recv() if told.poll() else 0.0

    return start


def test_killed_at_fifty_random_moments(folder: Path, killed: Killed) -> None:
    with_issues(folder, 3)
    code, whole_s = killed(folder, 600)
    assert code == 0
    chance = random.Random(SEED)
    served, died = 5, 0
    for number in range(KILLS):
        wanted = 4 + number % 5
        with_issues(folder, wanted)
        code, _ = killed(folder, chance.uniform(0.01, whole_s))
        died += code == -signal.SIGPROF
        issues = Warehouse.open(folder / "store").read("overview")["issue_count"].item()
        assert issues in (served, wanted + 2), f"kill {number}"
        assert code == -signal.SIGPROF or issues == wanted + 2
        served = issues
        if number % 10 == 9:
            built(folder)
            served = wanted + 2
            left = {path.name for path in (folder / "store").iterdir() if not path.name.startswith("warehouse-")}
            assert left == {"build.lock", "current", FOLDER}
            assert len(list((folder / "store").glob("warehouse-*"))) == len((folder / "store" / "current").read_text().split())
    assert died > KILLS / 2, "too few died to say anything"
    assert_folder_as_from_nothing(folder)


@pytest.mark.parametrize("pattern", ["*/issue.parquet", "*/parsed_file.parquet", "matches-*.parquet", "loaded-*.parquet"])
def test_what_was_kept_and_is_damaged_is_not_used(folder: Path, pattern: str) -> None:
    kept = ParsedFiles(folder / "store").folder
    (damaged,) = kept.glob(pattern)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 0xFF
    damaged.write_bytes(content)
    said = built(folder)
    assert any("已损坏" in notice for notice in said) == pattern.startswith("*/")
    assert_folder_as_from_nothing(folder)


def test_a_kept_file_that_is_gone_is_parsed_again(folder: Path) -> None:
    (path,) = ParsedFiles(folder / "store").folder.glob("*/assignment.parquet")
    path.unlink()
    assert any("已损坏" in notice for notice in built(folder))
    assert_folder_as_from_nothing(folder)


def test_a_damaged_earlier_build_is_not_begun_with(folder: Path) -> None:
    (path,) = (folder / "store").glob("warehouse-*.duckdb")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    path.write_bytes(content)
    built(folder)
    assert_folder_as_from_nothing(folder)


@pytest.mark.skipif(
    shutil.which("unshare") is None or subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode != 0,
    reason="no file system can be mounted here",
)
def test_a_full_and_a_read_only_disk(folder: Path) -> None:
    command = [*NAMESPACE, sys.executable, "-m", "tests.etl.full_disk"]
    said = subprocess.run(
        [*command, *(str(folder / name) for name in ("plans", "tables", "store"))], cwd=ROOT, capture_output=True, check=True
    )
    first, *builds = map(json.loads, said.stdout.decode().splitlines())
    *filled, read_only, last = builds
    assert first["code"] == last["code"] == 0
    failed = [each for each in filled if each["code"] != 0]
    assert len(failed) >= 4
    assert len(failed) < len(filled), "the last had room enough"
    served = first
    for each in filled:
        if each["code"] == 0:
            served = each
            continue
        assert each["code"] == 2
        assert "读到“磁盘已满”, 应为 有空间的磁盘" in each["said"]
        assert "没有发布新批次, 原有批次照常可用。" in each["said"]
        assert (each["build"], each["issues"]) == (served["build"], served["issues"])
        assert [name for name in each["left"] if name.startswith("warehouse-")] == [f"warehouse-{served['build']}.duckdb"]
    assert "只读的磁盘" in read_only["said"]
    assert read_only["build"] == served["build"]
    assert last["issues"] == served["issues"] >= first["issues"]
    assert "current.new" not in last["left"]
