"""Tables of millions of rows, as a system exports them: made and written batch by batch, so that no size needs memory.

Figures come from integer arithmetic on the row number (a multiplicative generator), so the same seed gives the same bytes on
every machine and version.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from synthetic.places import VILLAGES_OF, Township, township
from synthetic.plans import MARK
from synthetic.village_toilets import VillageToilets

BATCH = 200_000  # rows made at once
ROWS_A_FILE = 2_500_000
INDICATORS = (
    *(
        ("脱贫户人均纯收入", "元"),
        ("监测对象户数", "户"),
        ("公益性岗位人数", "人"),
        ("外出务工人数", "人"),
        ("小额信贷余额", "万元"),
    ),
    *(("产业项目数", "个"), ("村集体经济收入", "万元"), ("改造户厕数", "座"), ("走访户数", "户"), ("培训人次", "人次")),
    *(("饮水检测合格率", "%"), ("医保参保率", "%"), ("项目支出率", "%")),
)
DIVISIBLE = ("元", "万元", "%")
PROBLEMS = ("无水", "化粪池渗漏", "便器损坏", "无门", "管道堵塞")
OPEN, RECTIFIED = ("未启动", "正在整改"), ("已完成", "已验收", "已销号")
MODULUS = 2_147_483_647
FIRST_YEAR = 2021
REGISTER_DAY, REGISTER_MONTHS = date(2024, 12, 31), 12  # the day of the registers, months after the work began


@dataclass(frozen=True, slots=True)
class _Places:
    townships: pl.Series
    villages: pl.Series  # those of the first township, of the second, …

    @classmethod
    def of(cls, count: int) -> "_Places":
        found = [township(number) for number in range(count)]
        return cls(pl.Series([each.name for each in found]), pl.Series([name for each in found for name in each.villages]))

    def village(self, place: pl.Series, row: pl.Series) -> pl.Series:
        return self.villages.gather(place * VILLAGES_OF + row % VILLAGES_OF)


def write_indicators(folder: Path, rows: int, townships: int, seed: int) -> int:
    """Tables of indicators (one value a row) of so many rows in all, over so many townships; the number of files."""
    places = _Places.of(townships)
    each = max(1, -(-rows // townships))
    subjects, units = (pl.Series(list(part)) for part in zip(*INDICATORS, strict=True))
    days = pl.Series([_month_end(month).isoformat() for month in range(-(-each // len(INDICATORS)))])

    def batch(row: pl.Series) -> pl.DataFrame:
        place, within = row // each, row % each
        subject, month = within % len(INDICATORS), within // len(INDICATORS)
        table = pl.DataFrame({"number": _scrambled(row, seed), "unit": units.gather(subject)})
        cents = pl.when(pl.col("unit") == "%").then(pl.col("number") % 10_000).otherwise(pl.col("number") % 50_000_000)
        with_cents = (cents // 100).cast(pl.String).add(".").add((cents % 100).cast(pl.String).str.zfill(2))
        return table.select(
            places.townships.gather(place).alias("乡镇"),
            places.village(place, row).alias("村"),
            subjects.gather(subject).alias("指标"),
            pl.when(pl.col("unit").is_in(DIVISIBLE)).then(with_cents).otherwise((cents // 100).cast(pl.String)).alias("数值"),
            pl.col("unit").alias("单位"),
            days.gather(month).alias("统计日期"),
        )

    starts = range(0, rows, BATCH)
    return _write(folder, f"指标_{MARK}", (batch(pl.int_range(start, min(start + BATCH, rows), eager=True)) for start in starts))


def write_toilets(folder: Path, townships: Iterable[tuple[Township, list[VillageToilets]]], seed: int) -> int:
    """Registers (one row a toilet) that count what village_toilets says of each village; the number of files."""
    kinds = {name: pl.Series(list(words)) for name, words in (("problem", PROBLEMS), ("open", OPEN), ("rectified", RECTIFIED))}

    def word(name: str, number: pl.Series) -> pl.Series:
        return kinds[name].gather(number % len(kinds[name]))

    def register(villages: list[tuple[str, str, int, int, int, int]], first: int) -> pl.DataFrame:
        counts = pl.DataFrame(
            villages, schema=["township", "village", "surveyed", "funded", "problems", "rectified"], orient="row"
        )
        table = counts.with_columns(pl.int_ranges(0, pl.col("surveyed")).alias("within")).explode("within").drop_nulls("within")
        row = pl.int_range(first, first + table.height, eager=True)
        number = _scrambled(row, seed)
        table = table.with_columns(
            row.alias("row"),
            word("problem", number).alias("problem"),
            word("open", number // 8).alias("open"),
            word("rectified", number // 8).alias("done"),
        )
        has_problem, is_rectified = (pl.col("within") < pl.col(name) for name in ("problems", "rectified"))
        return table.select(
            pl.col("township").alias("乡镇"),
            pl.col("village").alias("村"),
            pl.lit("H").add(pl.col("row").cast(pl.String).str.zfill(8)).alias("厕所编号"),
            _yes_or_no(pl.col("within") < pl.col("funded")).alias("是否财政支持"),
            _yes_or_no(has_problem).alias("是否问题厕所"),
            pl.when(has_problem).then("problem").otherwise(pl.lit("")).alias("问题类型"),
            pl.when(is_rectified).then("done").when(has_problem).then("open").otherwise(pl.lit("")).alias("整改状态"),
            pl.lit(REGISTER_DAY.isoformat()).alias("统计日期"),
        )

    def batches() -> Iterator[pl.DataFrame]:
        villages: list[tuple[str, str, int, int, int, int]] = []
        first, rows = 0, 0
        for place, counted in townships:
            for each in counted:
                rectified = each.rectified_after(REGISTER_MONTHS)
                villages.append((place.name, each.village, each.surveyed, each.funded, each.problems, rectified))
                rows += each.surveyed
            if rows >= BATCH:
                yield register(villages, first)
                villages, first, rows = [], first + rows, 0
        if villages:
            yield register(villages, first)

    return _write(folder, f"一厕一档_{MARK}", batches())


def _yes_or_no(is_so: pl.Expr) -> pl.Expr:
    return pl.when(is_so).then(pl.lit("是")).otherwise(pl.lit("否"))


def _scrambled(row: pl.Series, seed: int) -> pl.Series:
    """A number from 0 to MODULUS - 1 for each row number."""
    mixed = (row + 1 + seed * 7_919) % MODULUS * 48_271 % MODULUS
    return mixed * 69_621 % MODULUS


def _month_end(number: int) -> date:
    """The last day of the n-th month since January of FIRST_YEAR."""
    year, month = FIRST_YEAR + number // 12, number % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _write(folder: Path, name: str, batches: Iterable[pl.DataFrame]) -> int:
    """Files of about ROWS_A_FILE rows, written a batch at a time; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    number, rows = 0, ROWS_A_FILE
    for batch in batches:
        is_first = rows >= ROWS_A_FILE
        number, rows = (number + 1, 0) if is_first else (number, rows)
        with (folder / f"{name}_{number:03d}.csv").open("wb" if is_first else "ab") as file:
            batch.write_csv(file, include_header=is_first)
        rows += batch.height
    return number
