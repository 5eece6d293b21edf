"""The made-up county: the same bytes for the same seed, read whole by the ordinary ETL, and marked wherever it is shown."""

import hashlib
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from etl.build import BuildReport, build
from synthetic.__main__ import COUNTY, Size, part_of_nation, write
from synthetic.places import TOWNSHIPS_OF, most_townships, township
from synthetic.plans import LAYOUTS, plan
from warehouse.export import csv_bytes, parquet_bytes
from warehouse.marts import COMPLETION_BY_TOWNSHIP
from warehouse.queries import Warehouse

SEED = 1  # of which a dozen townships use every layout
SMALL = Size(plans=12, months=3, indicators=500, toilets=0)


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, Path, Path]:
    folder = tmp_path_factory.mktemp("county")
    write(folder / "input", SMALL, seed=SEED)
    report = build(folder / "input" / "plans", folder / "input" / "tables", folder / "store")
    return report, folder / "input", folder / "store"


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("again", 3), ("other", 4)):
        write(tmp_path / name, Size(3, 2, 200, 50), seed)
    assert digest(tmp_path / "one") == digest(tmp_path / "again")
    assert digest(tmp_path / "one") != digest(tmp_path / "other")


def test_every_township_of_a_nation_has_a_name_of_its_own() -> None:
    size = part_of_nation(Fraction(1))
    assert size == Size(40_000, 1, 25_000_000, 2_000_000)
    assert size.plans <= most_townships()
    assert len({township(number).name for number in range(size.plans)}) == size.plans


def test_every_layout_is_read_with_all_its_issues_and_no_doubt(built: tuple[BuildReport, Path, Path]) -> None:
    report, _, store = built
    plans = [plan(township(number), SEED) for number in range(SMALL.plans)]
    assert {each.layout for each in plans} == {*LAYOUTS}
    assert report.row_counts["issue"] == sum(len(each.findings) for each in plans)
    assert (report.exit_code, report.problems) == (0, [])
    audits = Warehouse.open(store).read("audit_register")
    between_sources = pl.col("rule").str.contains("^status_conflict$|_reconciled$")  # plans and tables are made independently
    assert audits.filter(~pl.col("is_ok"), ~between_sources).is_empty()
    toilets = audits.filter(rule="toilets_reconciled")  # but for the toilets, which they tell alike
    assert toilets.height > 0
    assert toilets["is_ok"].all()


def test_ledgers_find_every_issue_and_months_go_on(built: tuple[BuildReport, Path, Path]) -> None:
    report, _, store = built
    plans = [plan(township(number), SEED) for number in range(SMALL.plans)]
    stated = sum(len(each.findings) for each in plans if each.layout == "report")
    assert report.row_counts["status"] == SMALL.months * report.row_counts["issue"] + stated
    funnel = Warehouse.open(store).read("toilet_funnel")
    assert funnel["surveyed_count"].sum() > 0
    assert COUNTY.plans == TOWNSHIPS_OF


def test_a_made_up_build_says_so_in_every_export(built: tuple[BuildReport, Path, Path]) -> None:
    warehouse = Warehouse.open(built[2])
    assert warehouse.is_synthetic
    rows = warehouse.read("completion_by_township")
    lines = csv_bytes(rows, COMPLETION_BY_TOWNSHIP, is_synthetic=True).decode("utf-8-sig").splitlines()
    assert lines[0].endswith(",合成数据")
    assert all(line.endswith(",是") for line in lines[1:])
    assert pl.read_parquet(parquet_bytes(rows, is_synthetic=True))["is_synthetic"].all()
    assert "合成数据" not in csv_bytes(rows, COMPLETION_BY_TOWNSHIP).decode("utf-8-sig")
