"""Files read by several processes: the same rows in the same order, and what becomes of one that dies, hangs or is stopped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.build import build
from etl.parsing import Work
from etl.workers import GivenUp, shared_out
from tests.etl.hostile_parsing import hanging, killed, spinning
from warehouse.queries import Warehouse

ROOT = Path(__file__).parents[2]
TOILETS = "乡镇,村,摸排厕所数,问题厕所数\n黄桑乡,{}村,5,1\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """No plan, six good tables, and a place for the store."""
    plans, tables = tmp_path / "plans", tmp_path / "tables"
    plans.mkdir()
    tables.mkdir()
    for number in range(6):
        (tables / f"{number}.csv").write_text(TOILETS.format(number), encoding="utf-8")
    return plans, tables, tmp_path / "store"


def test_many_files_are_read_in_the_same_order(folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    plans, tables, store = folders
    one = build(*folders)
    alone = Warehouse.open(store).read("source_summary")
    monkeypatch.setattr("etl.parsing.POOL_FROM_S", 0)
    assert build(plans, tables, store.with_name("other")).row_counts == one.row_counts
    assert Warehouse.open(store.with_name("other")).read("source_summary").equals(alone)


@pytest.mark.parametrize(
    ("work", "longest_s", "clock_s", "said"),
    [
        (killed, 60, 60, "读它的进程被系统终止"),
        (hanging, 0.5, 4, "4 秒内读不完"),
        (spinning, 2, 120, "处理器算了 2 秒还读不完"),
    ],
    ids=["killed", "waits", "works on and on"],
)
def test_a_file_that_ends_its_process_or_hangs_fails_alone_and_is_named(
    work: Work, longest_s: float, clock_s: float, said: str, folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.parsing.POOL_FROM_S", 0)
    monkeypatch.setattr("etl.parsing.LONGEST_S", longest_s)
    monkeypatch.setattr("etl.parsing.CLOCK_S", clock_s)
    monkeypatch.setattr("etl.parsing.parse_batch", work)
    report = build(*folders)
    assert (report.exit_code, report.table_count) == (1, 5)
    problems = [problem for problem in report.problems if ".csv" in problem]
    assert [problem.startswith("3.csv 整个文件") and said in problem for problem in problems] == [True]


def test_what_work_raises_is_raised_and_the_rest_is_stopped() -> None:
    results = shared_out(int, ["1", "x", "3"], 60, 60)
    assert next(results) == 1
    with pytest.raises(ValueError, match="invalid literal"):
        next(results)


def test_a_task_given_up_leaves_the_others() -> None:
    assert list(shared_out(time.sleep, [0.0, 60.0, 0.1], 60, 2)) == [None, GivenUp("2 秒内读不完的内容"), None]


def test_a_task_that_only_waits_for_the_processor_is_not_given_up() -> None:
    assert list(shared_out(time.sleep, [1.5], 0.5, 60)) == [None]


@pytest.mark.parametrize("seconds", [1.0, 1.7, 2.4])
def test_ctrl_c_to_all_processes_of_a_terminal_leaves_one_sentence(seconds: float, folders: tuple[Path, Path, Path]) -> None:
    plans, tables, store = folders
    for number in range(40):  # enough to start processes for
        (plans / f"{number}.pdf").write_bytes(b"%PDF-1.7 cut off")
    command = [sys.executable, "-m", "etl", "build", "--plans", str(plans), "--tables", str(tables), "--store", str(store)]
    run = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert (run.returncode, err) in ((2, "已中断, 原有批次照常可用。\n"), (1, ""))
