"""Write made-up input: `python -m synthetic --out FOLDER` a county with twelve months of returns, `--share 1/64` of a nation.

    FOLDER/plans/…txt      one plan a township
    FOLDER/tables/…csv     ledgers by county and month, toilets, funds; indicators and registers of up to millions of rows
    FOLDER/corrections.csv an empty list of corrections
    FOLDER/合成数据.txt     the marker that makes every page and export say so

A nation is 40,000 plans, 25 million indicator values and 2 million toilets.
"""

import argparse
import shutil
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from etl.corrections.lines import COLUMNS
from etl.synthetic_mark import MARKER
from synthetic import county_tables, mass_tables
from synthetic.months import Month
from synthetic.places import TOWNSHIPS_OF, most_townships, township
from synthetic.plans import plan
from synthetic.village_toilets import village_toilets

FIRST_YEAR = 2024
MARKER_TEXT = "本文件夹的全部输入由程序生成: 地名为虚构, 不含任何人的信息。\n"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is written: plans (one a township), months of returns, indicator values, toilets."""

    plans: int
    months: int
    indicators: int
    toilets: int

    @property
    def returns(self) -> list[Month]:
        """The months of returns."""
        return [Month.after(FIRST_YEAR, number) for number in range(self.months)]

    def surveyed(self, number: int) -> int | None:
        """The toilets of the n-th township where there are registers of them; else not decided here."""
        return self.toilets * (number + 1) // self.plans - self.toilets * number // self.plans if self.toilets else None


COUNTY = Size(plans=TOWNSHIPS_OF, months=12, indicators=TOWNSHIPS_OF * 13 * 12, toilets=0)
NATION = Size(plans=40_000, months=1, indicators=25_000_000, toilets=2_000_000)


def part_of_nation(share: Fraction) -> Size:
    """A nation's share: the same number of everything to a township."""
    return Size(
        plans=max(1, round(NATION.plans * share)),
        months=NATION.months,
        indicators=round(NATION.indicators * share),
        toilets=round(NATION.toilets * share),
    )


def write(out: Path, size: Size, seed: int) -> None:
    """Write the input of this size; the folder is made anew. ValueError for more plans than there are invented names."""
    if size.plans > most_townships():
        raise ValueError(f"at most {most_townships()} plans")
    for name in ("plans", "tables"):
        shutil.rmtree(out / name, ignore_errors=True)
    (out / "plans").mkdir(parents=True)
    (out / "tables").mkdir()
    (out / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    (out / "corrections.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    for first in range(0, size.plans, TOWNSHIPS_OF):
        _write_county(out, range(first, min(first + TOWNSHIPS_OF, size.plans)), size, seed)
    if size.indicators:
        mass_tables.write_indicators(out / "tables", size.indicators, size.plans, seed)
    if size.toilets:
        villages = ((each, village_toilets(each, seed, size.surveyed(each.number))) for each in map(township, range(size.plans)))
        mass_tables.write_toilets(out / "tables", villages, seed)


def _write_county(out: Path, numbers: range, size: Size, seed: int) -> None:
    townships = [township(number) for number in numbers]
    plans = [plan(each, seed, size.returns, size.surveyed(each.number)) for each in townships]
    county = f"{numbers.start // TOWNSHIPS_OF:04d}_{townships[0].county}"
    folder = out / "plans" / county
    folder.mkdir()
    for each in plans:
        name = f"{each.township.number:05d}_{each.township.name}_{each.issued_on.year}.txt"
        (folder / name).write_text(each.text, encoding="utf-8")
    tables = out / "tables" / county
    for month in size.returns:
        dated = f"{month.last_day:%Y-%m}"
        county_tables.progress(tables / f"整改台账_{dated}.csv", plans, month)
        if not size.toilets:
            county_tables.toilets(tables / f"厕所_{dated}.csv", townships, month, seed)
    county_tables.funds(tables / "资金.csv", townships, size.returns[-1], seed)


def main() -> int:
    """Write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=Fraction, help="part of a nation, such as 1/64 or 1 (default: one county)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    size = part_of_nation(arguments.share) if arguments.share else COUNTY
    write(arguments.out, size, arguments.seed)
    sys.stdout.write(f"{arguments.out}: {size}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
