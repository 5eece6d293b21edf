"""A fact of money counts once, whichever sources state it, and two facts of one size are not taken for one."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, JIAZI_TEXT, UNPLACED, UNPLACED_PLAN, UNPLACED_TEXT, at
from tests.warehouse.hand_made_tables import FUNDS, TABLE_ROWS
from warehouse.queries import Choice, Warehouse

JIAZI_ONLY = Choice(townships=("甲子乡",))
BINGYIN = Choice(townships=("丙寅乡",))
COPY = "9" * 64


def with_funds(store: Path, *rows: dict[str, Any]) -> Warehouse:
    """Fund rows of 丙寅乡, in funds.csv and in a second table."""
    copy = {**TABLE_ROWS["source_file"][4], "source_id": COPY, "file": "funds_again.xlsx"}
    frames = hand_made.with_rows(hand_made.frames(), "source_file", copy)
    rows = tuple({"township": "丙寅乡", "row_number": number, **row} for number, row in enumerate(rows, start=20))
    return hand_made.published(store, hand_made.with_rows(frames, "fund", *rows))


def counted(warehouse: Warehouse, choice: Choice) -> list[tuple[Any, ...]]:
    rows = warehouse.read("fund_register", choice).filter(pl.col("is_counted"))
    return rows.sort("amount_yuan", "item", "origin").select("item", "amount_yuan", "origin").rows()


CANAL = {"project": "水渠", "planned_yuan": Decimal(300000)}


def test_a_fund_table_saved_twice_is_counted_once(tmp_path: Path) -> None:
    warehouse = with_funds(tmp_path, {**CANAL, "source_id": FUNDS}, {**CANAL, "source_id": COPY, "row_number": 20})
    assert counted(warehouse, BINGYIN) == [("水渠", Decimal(300000), "table")]


def test_the_table_that_says_more_of_a_project_stands(tmp_path: Path) -> None:
    fuller = {**CANAL, "source_id": COPY, "purpose": "水利", "arrived_yuan": Decimal(100000)}
    warehouse = with_funds(tmp_path, {**CANAL, "source_id": FUNDS}, fuller)
    rows = warehouse.read("fund_register", BINGYIN)
    assert rows.select("item", "amount_yuan", "arrived_yuan", "file").rows() == [
        ("水渠", Decimal(300000), Decimal(100000), "funds_again.xlsx")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"source_id": FUNDS}, {"source_id": FUNDS}),  # two lines of one table are two sums: its total adds up both
        ({"source_id": FUNDS}, {"source_id": COPY, "planned_yuan": Decimal(300001)}),
        ({"source_id": FUNDS}, {"source_id": COPY, "project": "水池"}),
    ],
)
def test_sums_that_differ_or_stand_in_one_table_are_two(tmp_path: Path, first: dict[str, Any], second: dict[str, Any]) -> None:
    assert len(counted(with_funds(tmp_path, {**CANAL, **first}, {**CANAL, **second}), BINGYIN)) == 2


def of_jiazi(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The second document told to be of 甲子乡 as well."""
    plan = frames["plan"].with_columns(township=pl.lit("甲子乡"))
    return {**frames, "plan": plan, "fund": frames["fund"].clear()}


def stated_again(**values: Any) -> dict[str, Any]:
    """The 60.5万元 of 甲子乡, stated by the second document."""
    return {
        "amount_id": f"{UNPLACED_PLAN}-a1",
        "plan_id": UNPLACED_PLAN,
        "source_id": UNPLACED,
        "amount_yuan": Decimal(605000),
        "is_approx": False,
        "role": "principal",
        "scope": "own",
        "per": "total",
        "wording": "低保",
        "is_repeat": False,
        "is_part": False,
        **at(UNPLACED_TEXT, "低保"),
        **values,
    }


def principal(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    rows = warehouse.read("amount_by_role").filter(role="principal")
    return rows.select("township", "mention_count", "fact_count", "total_yuan").rows()


def test_plan_and_report_of_a_township_that_state_one_sum_count_it_once(tmp_path: Path) -> None:
    warehouse = hand_made.published(tmp_path, of_jiazi(hand_made.with_rows(hand_made.frames(), "amount", stated_again())))
    assert principal(warehouse) == [("甲子乡", 3, 1, Decimal(605000))]
    assert [yuan for _, yuan, _ in counted(warehouse, JIAZI_ONLY)].count(Decimal(605000)) == 1


def test_two_documents_without_township_may_be_of_two_places(tmp_path: Path) -> None:
    frames = hand_made.with_rows(hand_made.frames(), "amount", stated_again())
    warehouse = hand_made.published(tmp_path, {**frames, "plan": frames["plan"].with_columns(township=pl.lit(None, pl.String))})
    assert principal(warehouse) == [("未注明乡镇", 3, 2, Decimal(1210000))]


def test_a_document_that_states_two_facts_of_one_size_has_two_whatever_another_states(tmp_path: Path) -> None:
    twice = [stated_again(), stated_again(amount_id=f"{UNPLACED_PLAN}-a2", wording="动态", **at(UNPLACED_TEXT, "动态"))]
    warehouse = hand_made.published(tmp_path, of_jiazi(hand_made.with_rows(hand_made.frames(), "amount", *twice)))
    assert principal(warehouse) == [("甲子乡", 4, 2, Decimal(1210000))]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"role": "loan"}, [("table", None), ("document", "60.5万元")]),
        ({"role": "subsidy"}, [("table", "60.5万元")]),
        ({"per": "household"}, [("table", None), ("document", "60.5万元")]),
    ],
)
def test_table_and_document_are_one_sum_only_in_one_use_and_measure(
    tmp_path: Path, values: dict[str, str], expected: list[tuple[str, str | None]]
) -> None:
    frames = hand_made.frames()
    is_principal = pl.col("role") == "principal"
    amounts = frames["amount"].with_columns(
        pl.when(is_principal).then(pl.lit(value)).otherwise(name).alias(name) for name, value in values.items()
    )
    warehouse = hand_made.published(tmp_path, {**frames, "amount": amounts})
    rows = warehouse.read("fund_register", JIAZI_ONLY).filter(amount_yuan=Decimal(605000))
    assert sorted(rows.select("origin", "wording").rows(), reverse=True) == expected
    span = rows.filter(wording="60.5万元").select("source_id", "span_start", "span_end").row(0)
    assert span == (JIAZI, *at(JIAZI_TEXT, "60.5万元").values())


@pytest.mark.parametrize(
    ("per", "label"),
    [
        ("item_year", "每个每年"),
        ("village_month", "每村每月"),
        ("total", "总额"),
        ("bucket", "未收录的计量"),
        ("item_bucket", "未收录的计量"),
    ],
)
def test_what_an_amount_is_counted_per_is_said_in_chinese(tmp_path: Path, per: str, label: str) -> None:
    frames = hand_made.frames()
    amount = frames["amount"].with_columns(
        per=pl.when(pl.col("amount_id") == f"{JIAZI_PLAN}-a6").then(pl.lit(per)).otherwise("per")
    )
    warehouse = hand_made.published(tmp_path, {**frames, "amount": amount})
    assert warehouse.read("amount_register").filter(amount_id=f"{JIAZI_PLAN}-a6")["per_label"].to_list() == [label]
    assert warehouse.read("fund_register", JIAZI_ONLY).filter(per=per, amount_yuan=12000)["per_label"].to_list() == [label]
