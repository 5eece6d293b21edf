"""Mutated documents: each is read without a crash, in linear time, and every value lies at its words.

    python -m tests.fuzz_parser --inputs 100000        (make fuzz INPUTS=100000)

A document of the bundled and invented ones is cut, its pieces doubled, dropped, wrapped, run together, and sprinkled with the
signs the reader lives by. A failure prints the seed of its input: `--first SEED --inputs 1` reads that one again.
"""

import argparse
import os
import random
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from tqdm import tqdm

from etl.parsed import ParsedPlan, Source
from etl.plan.parse import parse_plan
from tests.etl.plan.wordings import is_wording

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
BATCH = 250


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


def tried(seed: int) -> str | None:
    """What is wrong with the input of this seed; None when nothing is."""
    text = mutated(seed)
    began = time.process_time()
    try:
        parsed = parse_plan(Source("a.txt", "0" * 64, "txt", "utf-8", len(text), text))
        parsed.as_json()
    except Exception as error:  # any exception is the finding
        return f"seed {seed}: {type(error).__name__}: {error}"
    seconds = time.process_time() - began
    wrong = faults(parsed)
    if seconds > 0.2 + SLOWEST * len(text):
        wrong.append(f"{len(text)} characters took {seconds:.2f} s")
    return f"seed {seed}: {'; '.join(wrong[:3])}" if wrong else None


def tried_all(seeds: range) -> list[str]:
    """The findings of a batch."""
    return [found for seed in seeds if (found := tried(seed))]


def main() -> int:
    """Read the inputs on all cores; 1 when one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first input")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    last = arguments.first + arguments.inputs
    batches = [range(start, min(start + BATCH, last)) for start in range(arguments.first, last, BATCH)]
    found: list[str] = []
    with ProcessPoolExecutor(arguments.processes) as pool:
        for findings in tqdm(pool.map(tried_all, batches), total=len(batches), disable=not sys.stderr.isatty()):
            found += findings
    for finding in found[:20]:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"{arguments.inputs:,} inputs from seed {arguments.first}, {len(found)} with a fault\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
