"""A county-to-nation build: time, memory, size and each mart's query, at a size and at a sixteenth of it, and how they grow.

`python -m bench.nation [--share 1/40] [--folder FOLDER]`. Made-up input (python -m synthetic); `--share 1` is the whole nation:
40,000 plans, 25 million indicator values, 2 million toilets; 1/40 is some 1,100 files. Each size is built in a process of its own
by the ordinary command line: once from nothing, once with one file changed, once with none. Memory is the most that process held
at once together with its workers (their resident sets, sampled). On a shared machine the processor's seconds say more than the
clock's. What is being done, and each figure as soon as it is known, goes to the error stream: a nation takes an hour.
"""

import argparse
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from synthetic.__main__ import Size, part_of_nation, write
from warehouse import marts
from warehouse.publish import published_files
from warehouse.queries import Warehouse

SEED = 1
SMALLER = 16
AIM_EXPONENT, AIM_BYTES, AIM_SHARE = 1.05, 4 * 2**30, 0.1
SAMPLED_EVERY_S, SAID_EVERY_S = 0.2, 60.0
PAGE = os.sysconf("SC_PAGE_SIZE")
SHOWN_TOWNSHIP = "霁垣镇"


@dataclass(slots=True)
class Run:
    """One build: seconds by the clock, seconds of processor, most bytes held at once."""

    clock_s: float
    processor_s: float
    bytes_held: int


@dataclass(slots=True)
class Measured:
    """One size: its builds, the bytes of input and warehouse, and seconds a mart takes, whole and of one township.

    `compared_s`: seconds to list what changed since the build before, and the number of those changes.
    """

    size: Size
    file_count: int
    full: Run
    one_changed: Run
    none_changed: Run
    input_bytes: int
    warehouse_bytes: int
    kept_bytes: int
    compared_s: tuple[float, int]
    marts_s: dict[str, tuple[float, float]] = field(default_factory=dict)


def held_by(process_id: int) -> int:
    """Bytes that a process and those it started hold now; 0 when it is gone. Linux: from /proc."""
    total = 0
    try:
        total += int(Path(f"/proc/{process_id}/statm").read_text().split()[1]) * PAGE
        for thread in Path(f"/proc/{process_id}/task").iterdir():
            for child in (thread / "children").read_text().split():
                total += held_by(int(child))
    except (OSError, IndexError):
        return total
    return total


def say(what: str) -> None:
    """A line of progress, with the time of day."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")
    sys.stderr.flush()


def build(folder: Path, what: str) -> Run:
    """Build the input of a folder into its store, by the command line; `what` names the build in the lines of progress."""
    most = 0
    say(what)
    is_done = threading.Event()
    command = [sys.executable, "-m", "etl", "build", "--plans", str(folder / "plans"), "--tables", str(folder / "tables")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    command += ["--corrections", str(folder / "corrections.csv"), "--store", str(folder / "store")]
    # As on a clerk's machine, the compiled modules of an earlier run are there to be used.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)

    def watch() -> None:
        nonlocal most
        said_at = began
        while not is_done.wait(SAMPLED_EVERY_S):
            held = held_by(process.pid)
            most = max(most, held)
            if time.monotonic() - said_at >= SAID_EVERY_S:
                said_at = time.monotonic()
                stored = bytes_under(folder / "store")
                say(f"  {said_at - began:,.0f} s, {held / 2**20:,.0f} MiB held now, {stored / 2**20:,.0f} MiB in the store")

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    error = process.communicate()[1]
    is_done.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise RuntimeError(error.decode("utf-8", "replace"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    run = Run(time.monotonic() - began, used, most)
    say(f"  done: {run.clock_s:,.1f} s, processor {run.processor_s:,.1f} s, at most {run.bytes_held / 2**20:,.0f} MiB")
    return run


def time_marts(store: Path) -> dict[str, tuple[float, float]]:
    """Seconds to count each mart's rows, of everything and of one township."""
    warehouse = Warehouse.open(store)
    found: dict[str, tuple[float, float]] = {}
    for mart in marts.MARTS:
        seconds = []
        for townships in ((), (SHOWN_TOWNSHIP,)):
            began = time.monotonic()
            warehouse.count(mart.name, townships)
            seconds.append(time.monotonic() - began)
        found[mart.name] = (seconds[0], seconds[1])
        say(f"  {mart.name}: {1000 * seconds[0]:,.0f} ms, of one township {1000 * seconds[1]:,.0f} ms")
    return found


def compare_builds(store: Path) -> tuple[float, int]:
    """Seconds to list what changed since the build before the last, and how many rows that are."""
    warehouse = Warehouse.open(store)
    began = time.monotonic()
    changes = warehouse.read_against_build("issue_change", warehouse.earlier_builds[1])
    return time.monotonic() - began, changes.height


def measure(folder: Path, size: Size) -> Measured:
    """Write the input of a size and build it three times."""
    say(f"write {size}")
    write(folder, size, SEED)
    input_bytes = bytes_under(folder)
    file_count = sum(path.is_file() for name in ("plans", "tables") for path in (folder / name).rglob("*"))
    full = build(folder, f"build {file_count:,} files, {input_bytes / 2**20:,.0f} MiB, from nothing")
    changed = sorted((folder / "plans").rglob("*.txt"))[0]
    changed.write_text(changed.read_text(encoding="utf-8").replace("加强组织领导", "切实加强组织领导"), encoding="utf-8")
    one_changed = build(folder, "build with one file changed")
    none_changed = build(folder, "build with nothing changed")
    store = folder / "store"
    warehouse_bytes = published_files(store)[0].stat().st_size
    kept_bytes = bytes_under(store / "parsed")
    say("compare two builds, ask each mart")
    compared_s = compare_builds(store)
    say(f"  two builds compared: {compared_s[0]:,.2f} s, {compared_s[1]:,} changes")
    builds = (full, one_changed, none_changed)
    return Measured(size, file_count, *builds, input_bytes, warehouse_bytes, kept_bytes, compared_s, time_marts(store))


def bytes_under(folder: Path) -> int:
    """The bytes of all files of a folder; a file that goes meanwhile counts for nothing."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def exponent(small: float, large: float, times: float) -> float:
    """How a quantity grows with the size: 1 is in proportion."""
    return math.log(large / small) / math.log(times)


def report(small: Measured, large: Measured) -> str:
    """Both sizes side by side, with the exponents."""
    times = large.size.indicators / small.size.indicators
    lines = []

    def line(what: str, one: float, other: float, unit: str, aim: str = "") -> None:
        lines.append(f"{what:<34}{one:>12,.1f}{other:>14,.1f} {unit:<6}{exponent(one, other, times):>6.2f}  {aim}".rstrip())

    for each in (small, large):
        lines.append(f"{each.file_count:,} files, {each.size}")
    lines.append(f"{'':<34}{f'1/{SMALLER}':>12}{'all':>14} {'':<6}{'exponent':>6}")
    runs = (("build from nothing", "full"), ("one file changed", "one_changed"), ("nothing changed", "none_changed"))
    for what, name in runs:
        one, other = (getattr(each, name) for each in (small, large))
        line(what, one.clock_s, other.clock_s, "s", f"aim {AIM_EXPONENT}" if name == "full" else "")
        line("  processor", one.processor_s, other.processor_s, "s")
        line("  memory", one.bytes_held / 2**20, other.bytes_held / 2**20, "MiB", f"aim {AIM_BYTES / 2**20:,.0f} MiB at most")
    for what, name in (("input", "input_bytes"), ("warehouse", "warehouse_bytes"), ("kept parses", "kept_bytes")):
        line(what, getattr(small, name) / 2**20, getattr(large, name) / 2**20, "MiB")
    line("two builds compared", small.compared_s[0], large.compared_s[0], "s", f"{large.compared_s[1]:,} changes")
    shares = (large.one_changed.processor_s / large.full.processor_s, large.one_changed.clock_s / large.full.clock_s)
    lines.append(
        f"one file of {large.file_count:,} changed takes {shares[0]:.3f} of a full build by the processor, {shares[1]:.3f} by "
        f"the clock (aim {AIM_SHARE})"
    )
    lines.append("rows of a mart counted, ms: everything, then one township")
    for name, (all_s, one_s) in sorted(large.marts_s.items(), key=lambda each: -each[1][0]):
        small_all, small_one = small.marts_s[name]
        lines.append(
            f"  {name:<32}{1000 * small_all:>12,.0f}{1000 * all_s:>14,.0f}   {1000 * small_one:>10,.0f}{1000 * one_s:>10,.0f}"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure both sizes and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=Fraction, default=Fraction(1, 40), help="of a nation (default 1/40; 1 is all of it)")
    parser.add_argument("--folder", type=Path, help="where to write input and stores (default: a temporary folder)")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="nation-"))
    try:
        small, large = (
            measure(folder / name, part_of_nation(share))
            for name, share in (("small", arguments.share / SMALLER), ("large", arguments.share))
        )
        sys.stdout.write(report(small, large))
    finally:
        if not arguments.folder:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
