"""The made-up county: the same bytes for the same seed, read whole by the ordinary ETL, and marked wherever it is shown."""

import hashlib
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from etl.build import BuildReport, build
from synthetic.__main__ import COUNTY, Size, part_of_nation, write
from synthetic.differences import SHARE, differs
from synthetic.places import TOWNSHIPS_OF, most_townships, township
from synthetic.plans import LAYOUTS, Plan, plan
from warehouse.export import csv_bytes, parquet_bytes
from warehouse.marts import COMPLETION_BY_TOWNSHIP
from warehouse.queries import Warehouse

SEED = 1  # of which a dozen townships use every layout
SMALL = Size(plans=12, months=3, indicators=500, toilets=0)
REGISTERED = Size(plans=60, months=1, indicators=0, toilets=3_000)


def plans_of(size: Size, seed: int = SEED) -> list[Plan]:
    return [plan(township(number), seed, size.returns, size.surveyed(number)) for number in range(size.plans)]


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
    plans = plans_of(SMALL)
    assert {each.layout for each in plans} == {*LAYOUTS}
    assert report.row_counts["issue"] == sum(len(each.findings) for each in plans)
    assert (report.exit_code, report.problems) == (0, [])
    audits = Warehouse.open(store).read("audit_register")
    between_sources = pl.col("rule").str.contains("^status_conflict$|_reconciled$")
    assert audits.filter(~pl.col("is_ok"), ~between_sources).is_empty()


def test_sources_agree_but_where_they_differ_on_purpose(built: tuple[BuildReport, Path, Path]) -> None:
    pairs = Warehouse.open(built[2]).read("reconciliation")
    findings = [(each, finding) for each in plans_of(SMALL) for finding in each.findings]
    reported = [(each, finding) for each, finding in findings if each.layout == "report"]
    month = {each.last_day: each for each in SMALL.returns}
    status = {
        (each.township.name, finding.title): finding.state == finding.pace.state_at(month[each.issued_on])
        for each, finding in reported
    }
    dated = [(each, finding) for each, finding in findings if finding.deadline[0] == "2"]
    deadline = {(each.township.name, finding.title): finding.deadline == finding.ledger_deadline for each, finding in dated}
    for kind, expected in (("status", status), ("deadline", deadline)):
        found = pairs.filter(kind=kind).select("township", "subject", "is_equal").rows()
        assert {(place, subject): is_equal for place, subject, is_equal in found} == expected
        assert 0 < list(expected.values()).count(False) < 3 * SHARE * len(expected)


def test_registers_of_toilets_say_what_plans_say(tmp_path: Path) -> None:
    write(tmp_path, REGISTERED, seed=SEED)
    rows = pl.concat(pl.read_csv(path) for path in (tmp_path / "tables").glob("一厕一档*.csv"))
    assert rows.height == REGISTERED.toilets == rows["厕所编号"].n_unique()
    build(tmp_path / "plans", tmp_path / "tables", tmp_path / "store")
    pairs = Warehouse.open(tmp_path / "store").read("reconciliation")
    plans = plans_of(REGISTERED)
    for kind, word, subject in (("toilets", "摸排户厕", "问题厕所数"), ("funds", "支出率低于序时进度", "项目")):
        found = pairs.filter(pl.col("kind") == kind, pl.col("subject").str.contains(subject)).select("township", "is_equal")
        expected = {each.township.name: not differs(SEED, kind, each.township.number) for each in plans if word in each.text}
        assert expected.items() <= set(found.rows())
        assert False in expected.values(), "none differs: nothing was tested"
    assert pairs.filter(subject="摸排厕所数")["is_equal"].all()


def test_ledgers_find_every_issue_and_months_go_on(built: tuple[BuildReport, Path, Path]) -> None:
    report, _, store = built
    plans = plans_of(SMALL)
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
