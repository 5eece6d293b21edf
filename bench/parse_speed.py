"""How fast documents are read and parsed on one core, and whether a long run keeps its memory.

`python -m bench.parse_speed [--plans data/plans] [--rounds 20] [--documents 2000]`. Three parts:

- text: read and parsed, beside the least that any reader must do in the same run (the same bytes, one compiled pattern over the
  text). The two take turns, so that a slow moment of the machine meets both.
- formats: the same plans as .docx, .html, .pdf and .doc, read and parsed.
- memory: the most that a process of its own holds after a tenth of many documents and after all of them.
"""

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import sync_playwright
from tqdm import tqdm

from etl.plan.parse import parse_plan
from etl.read.doc import OFFICE_COMMANDS, installed
from etl.read.text import read_document
from tests.browser.conftest import launched
from tests.etl.read.writers import docx_bytes, html_text, printed

TARGET_PER_S = 500
MOST_GROWTH = 0.05  # of the memory held after a tenth of a long run: above this it is not flat
ANY_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万]+")
MIB = 1024 if sys.platform == "linux" else 1024 * 1024  # in units of ru_maxrss: KiB on Linux, bytes elsewhere


def parse(path: Path) -> None:
    """What the product does with a document, from its bytes to the parsed plan."""
    parse_plan(read_document(path))


def scan(path: Path) -> None:
    """The floor: the bytes, decoded, and one pattern over them."""
    sum(1 for _ in ANY_NUMBER.finditer(path.read_bytes().decode("utf-8")))


def per_second(work: Callable[[Path], None], paths: list[Path], clock: Callable[[], float] = time.process_time) -> float:
    """Documents a second over the paths, each once."""
    began = clock()
    for path in paths:
        work(path)
    return len(paths) / (clock() - began)


def text_speed(paths: list[Path], rounds: int) -> str:
    """Text files, beside the floor."""
    per_second(parse, paths)  # vocabularies and patterns are made once a process
    parsed, scanned = [], []
    for _ in tqdm(range(rounds), desc="rounds", disable=not sys.stderr.isatty()):
        parsed.append(per_second(parse, paths))
        scanned.append(per_second(scan, paths * 20))
    speed, floor = statistics.median(parsed), statistics.median(scanned)
    characters = statistics.mean(len(path.read_text("utf-8")) for path in paths)
    return (
        f"{len(paths)} documents of {characters:,.0f} characters, {rounds} rounds, one core, medians\n"
        f"read and parse   {speed:10,.0f} documents/s  (aim: {TARGET_PER_S})\n"
        f"read and scan    {floor:10,.0f} documents/s\n"
        f"parse takes {floor / speed:.1f} times as long as reading and scanning\n"
    )


def write_formats(paths: list[Path], folder: Path) -> None:
    """The plans as .docx, .html and .pdf, and as .doc where LibreOffice is installed to write them."""
    with sync_playwright() as playwright, launched(playwright) as browser:
        for path in tqdm(paths, desc="files", disable=not sys.stderr.isatty()):
            lines = path.read_text("utf-8").splitlines()
            (folder / f"{path.stem}.docx").write_bytes(docx_bytes(lines))
            (folder / f"{path.stem}.html").write_text(html_text(lines), "utf-8")
            (folder / f"{path.stem}.pdf").write_bytes(printed(browser, html_text(lines, furniture=False)))
    office = installed(OFFICE_COMMANDS)
    if office is not None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder)]
        subprocess.run([*command, *map(str, sorted(folder.glob("*.docx")))], capture_output=True, timeout=120, check=True)


def format_speed(paths: list[Path], rounds: int) -> str:
    """Each file format, read and parsed: the best of its rounds."""
    lines = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_formats(paths, folder)
        for ending in (".txt", ".docx", ".html", ".pdf", ".doc"):
            files = paths if ending == ".txt" else sorted(folder.glob(f"*{ending}"))
            if not files:
                lines.append(f"{ending:6s}       not measured: no LibreOffice to write it\n")
                continue
            if ending == ".doc":  # read by a program of its own, whose time only the clock knows
                lines.append(f"{ending:6s} {per_second(parse, files, time.perf_counter):20,.1f} documents/s (by the clock)\n")
                continue
            speed = max(per_second(parse, files) for _ in range(rounds))
            lines.append(f"{ending:6s} {speed:20,.1f} documents/s\n")
    return "".join(["read and parsed, by format\n", *lines])


def _most_held(paths: list[Path], documents: int) -> tuple[int, int]:
    """The most memory of this process after a tenth of the documents and after all, in units of ru_maxrss."""
    early = 0
    for number, path in enumerate(islice(cycle(paths), documents), 1):
        parse(path)
        if number == documents // 10:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return early, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def memory(paths: list[Path], documents: int) -> tuple[str, bool]:
    """What a long run holds, and whether that is flat; in a process of its own, where nothing else was read before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        early, late = pool.submit(_most_held, paths, documents).result()
    is_flat = late <= early * (1 + MOST_GROWTH)
    report = (
        f"most memory held: {early / MIB:.1f} MiB after {documents // 10:,} documents, {late / MIB:.1f} MiB after {documents:,}: "
        f"{'flat' if is_flat else 'IT GROWS'}\n"
    )
    return report, is_flat


def main() -> int:
    """Measure and print; 1 when the memory of a long run grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=Path, default=Path("data/plans"))
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--documents", type=int, default=2000, help="length of the run whose memory is looked at")
    arguments = parser.parse_args()
    paths = sorted(arguments.plans.glob("*.txt"))
    sys.stdout.write(text_speed(paths, arguments.rounds) + "\n")
    sys.stdout.write(format_speed(paths, min(arguments.rounds, 3)) + "\n")
    report, is_flat = memory(paths, arguments.documents)
    sys.stdout.write(report)
    return 0 if is_flat else 1


if __name__ == "__main__":
    sys.exit(main())
