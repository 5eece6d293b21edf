"""Mutated documents: each is read without a crash, in linear time, and every value lies at its words; or it is refused by name.

    python -m tests.fuzz_parser --inputs 100000        (make fuzz INPUTS=100000)

Of twenty inputs seventeen are texts: a document of the bundled and invented ones is cut, its pieces doubled, dropped, wrapped,
run together, and sprinkled with the signs the reader lives by. The others are .docx, .html and .pdf (tests/fuzz_files.py). An
input that takes too long, or ends the process that reads it, is a failure like any other. A failure prints the seed of its
input: `--first SEED --inputs 1` reads that one again.
"""

import argparse
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pebble import ProcessExpired, ProcessPool
from tqdm import tqdm

from etl.parsed import ParsedPlan, Source
from etl.plan.parse import parse_plan
from etl.read.errors import UnreadableDocument
from etl.read.text import read_bytes
from tests.etl.plan.wordings import is_wording
from tests.fuzz_files import FORMS, mutated_file

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "data" / "plans", ROOT / "tests" / "golden" / "layouts")
SIGNS = (
    *(
        "一、",
        "（二）",
        "(一)",
        "1.",
        "2、",
        "（1）",
        "①",
        "一是",
        "二是",
        "问题1：",
        "第一部分",
        "整改措施：",
        "责任单位：",
        "整改时限：",
    ),
    *(
        "（责任单位：",
        "进展情况：",
        "关于“",
        "”的问题",
        "《",
        "》",
        "（",
        "）",
        "“",
        "\n",
        "\n\n",
        "\t",
        "|",
        "\r\n",
        "\x0c",
        "\u3000",
        "\xa0",
    ),
    *(
        "序号\t问题\t整改措施\t责任单位\n",
        "\n- 3 -\n",
        "\n第 4 页 共 9 页\n",
        "已完成",
        "正在整改",
        "2023年",
        "5月底前",
        "3—5万元",
        "1 200亩",
    ),
    *(
        "七成",
        "12户",
        "50%",
        "〔2019",
        "201912月",
        "X",
        "𠮷",
        "e\u0301",
        "。",
        "；",
        "，",
        "、",
        "乡人民政府",
        "松岭镇",
        "其中",
        "共",
    ),
)
SLOWEST = 4e-4  # seconds a character on a busy machine; ten thousand characters of text at most 4 s
LONGEST = 4000
BATCH = 100
LIMIT_S = 20  # for one input, whatever it is
CHINESE = re.compile("[\u4e00-\u9fff]")


@cache
def documents() -> tuple[str, ...]:
    """The texts to mutate."""
    return tuple(path.read_text("utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.txt")))


def mutated(seed: int) -> str:
    """The text of one input, always the same for a seed."""
    chance = random.Random(seed)
    text = chance.choice(documents())
    start = chance.randrange(max(1, len(text) - 100))
    text = text[start : start + chance.randrange(50, LONGEST)]
    for _ in range(chance.randrange(12)):
        place, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        end = min(end, place + 200)
        match chance.randrange(6):
            case 0:
                text = text[:place] + text[end:]
            case 1:
                text = text[:end] + text[place:]
            case 2:
                text = text[:place] + chance.choice(SIGNS) * chance.choice((1, 1, 2, 40)) + text[place:]
            case 3:
                text = text[:place] + text[place:end].replace("\n", "") + text[end:]
            case 4:
                width = chance.randrange(8, 45)
                text = re.sub(rf"([^\n]{{{width}}})(?!\n)", r"\1\n", text)
            case _:
                other = chance.choice(documents())
                at = chance.randrange(len(other))
                text = text[:place] + other[at : at + 100] + text[place:]
    return text or "空"


def faults(parsed: ParsedPlan) -> list[str]:
    """What is wrong with what was read."""
    text, found = parsed.source.text, []
    for issue in parsed.issues:
        for span, words in ((issue.title, issue.title.text), *((unit, unit.name) for unit in issue.units)):
            if not is_wording(text[span.start : span.end], words):
                found.append(f"{words!r} stands not at {span.start}-{span.end}")
    spans = [*parsed.amounts, *parsed.counts, *parsed.ratios, *parsed.periods, *parsed.unclaimed]
    spans += [span for issue in parsed.issues for span in (issue.finding, *issue.measures, issue.status, issue.deadline) if span]
    spans += [span for audit in parsed.audits for span in audit.spans]
    found += [f"{span} is empty or outside" for span in spans if not 0 <= span.start < span.end <= len(text)]
    numbers = [issue.no for issue in parsed.issues]
    if len(numbers) != len(set(numbers)):
        found.append("two issues of one number")
    return found


def form_of(seed: int) -> str:
    """The format of the input of this seed."""
    return dict(enumerate(FORMS)).get(seed % 20, "txt")


def tried(seed: int) -> tuple[str, str | None]:
    """What became of the input of this seed (read or refused), and what is wrong with it; None when nothing is."""
    form = form_of(seed)
    content = mutated(seed).encode("utf-8") if form == "txt" else mutated_file(seed, form)
    began = time.process_time()
    try:
        source = read_bytes("a", content, form) if form != "txt" else _source(content)
        parsed = parse_plan(source)
        parsed.as_json()
    except UnreadableDocument as error:
        named = CHINESE.search(error.read) and CHINESE.search(error.expected)
        return "refused", None if named else f"seed {seed} ({form}): a message that says nothing: {error}"
    except Exception as error:  # any other exception is the finding
        return "read", f"seed {seed} ({form}): {type(error).__name__}: {error}"
    seconds = time.process_time() - began
    wrong = faults(parsed)
    if list(source.pages) != sorted(source.pages):
        wrong.append("pages that do not follow each other")
    if seconds > 0.5 + SLOWEST * max(len(source.text), len(content)):
        wrong.append(f"{len(source.text)} characters took {seconds:.2f} s")
    return "read", f"seed {seed} ({form}): {'; '.join(wrong[:3])}" if wrong else None


def _source(content: bytes) -> Source:
    """A text as the parser gets it; not by way of its bytes' real format, which a mutation may change."""
    text = content.decode("utf-8")
    return Source("a.txt", "0" * 64, "txt", "utf-8", len(content), text)


def tried_all(seeds: range) -> tuple[Counter[str], list[str]]:
    """How many inputs of a batch were read or refused, by format, and the findings."""
    counts: Counter[str] = Counter()
    findings = []
    for seed in seeds:
        outcome, found = tried(seed)
        counts[f"{form_of(seed)} {outcome}"] += 1
        findings += [found] if found else []
    return counts, findings


def run(seeds: range, processes: int) -> Iterator[tuple[Counter[str], list[str]]]:
    """The batches of all seeds; the seed that hangs or ends its process is found by trying its batch one by one."""
    batches = [seeds[start : start + BATCH] for start in range(0, len(seeds), BATCH)]
    with ProcessPool(processes) as pool:
        ended = pool.map(tried_all, batches, timeout=LIMIT_S + BATCH).result()
        for batch in batches:
            try:
                yield next(ended)
            except (TimeoutError, ProcessExpired):
                for seed in batch:
                    try:
                        yield pool.schedule(tried_all, args=[range(seed, seed + 1)], timeout=LIMIT_S).result()
                    except (TimeoutError, ProcessExpired) as error:
                        what = "ended its process" if isinstance(error, ProcessExpired) else f"took more than {LIMIT_S} s"
                        yield Counter({f"{form_of(seed)} read": 1}), [f"seed {seed} ({form_of(seed)}): {what}"]


def main() -> int:
    """Read the inputs on all cores; 1 when one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first input")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    seeds = range(arguments.first, arguments.first + arguments.inputs)
    found: list[str] = []
    counts: Counter[str] = Counter()
    with tqdm(total=len(seeds), disable=not sys.stderr.isatty()) as bar:
        for batch_counts, findings in run(seeds, arguments.processes):
            counts += batch_counts
            found += findings
            bar.update(batch_counts.total())
    for finding in found[:20]:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write("".join(f"{outcome}: {count:,}\n" for outcome, count in sorted(counts.items())))
    sys.stdout.write(f"{arguments.inputs:,} inputs from seed {arguments.first}, {len(found)} with a fault\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
