"""Documents parsed a second on one core, beside the least that any reader must do, in the same run.

`python -m bench.parse_speed [--plans data/plans] [--rounds 20]`. The floor reads the same bytes and runs one compiled pattern
over the text. The two take turns, so that a slow moment of the machine meets both.
"""

import argparse
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

from etl.plan.parse import parse_plan
from etl.read.text import read_document

TARGET_PER_S = 200
ANY_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万]+")


def parse(path: Path) -> None:
    """What the product does with a document, from its bytes to the parsed plan."""
    parse_plan(read_document(path))


def scan(path: Path) -> None:
    """The floor: the bytes, decoded, and one pattern over them."""
    sum(1 for _ in ANY_NUMBER.finditer(path.read_bytes().decode("utf-8")))


def per_second(work: Callable[[Path], None], paths: list[Path]) -> float:
    """Documents a second over the paths, each once."""
    began = time.process_time()
    for path in paths:
        work(path)
    return len(paths) / (time.process_time() - began)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=Path, default=Path("data/plans"))
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    paths = sorted(arguments.plans.glob("*.txt"))
    per_second(parse, paths)  # vocabularies and patterns are made once a process
    parsed, scanned = [], []
    for _ in tqdm(range(arguments.rounds), desc="rounds", disable=not sys.stderr.isatty()):
        parsed.append(per_second(parse, paths))
        scanned.append(per_second(scan, paths * 20))
    speed, floor = statistics.median(parsed), statistics.median(scanned)
    characters = statistics.mean(len(path.read_text("utf-8")) for path in paths)
    sys.stdout.write(
        f"{len(paths)} documents of {characters:,.0f} characters, {arguments.rounds} rounds, one core, medians\n"
        f"parse            {speed:10,.0f} documents/s  (aim: {TARGET_PER_S})\n"
        f"read and scan    {floor:10,.0f} documents/s\n"
        f"parse takes {floor / speed:.1f} times as long as reading and scanning\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
