"""A frame that does not meet its declaration raises; comments quote what they must."""

from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from warehouse.schema import Column, FrameMismatch, Table

FUND = Table(
    "fund_line",
    "资金",
    "一笔一行",
    (
        Column("name", "text", "名称", "it's a name", required=True),
        Column("amount_yuan", "yuan", "金额(元)", "元"),
        Column("paid_on", "date", "日期", "日"),
        Column("years", "text_list", "年度", "年"),
    ),
)
ROW: dict[str, object] = {"name": "甲", "amount_yuan": Decimal("1.50"), "paid_on": date(2024, 5, 20), "years": ["2022"]}


def test_a_frame_is_made_of_rows_and_missing_keys_are_null() -> None:
    assert FUND.frame([ROW, {"name": "乙"}]).rows() == [
        ("甲", Decimal("1.50"), date(2024, 5, 20), ["2022"]),
        ("乙", None, None, None),
    ]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ({"name": "甲", "amount": 1}, "amount"),
        ({"amount_yuan": Decimal(1)}, "fund_line.name"),
        ({"name": "甲", "paid_on": "五月"}, "fund_line"),
        ({"name": 5}, "fund_line"),
        ({"name": "甲", "amount_yuan": 1.5}, "amount_yuan: not a Decimal: 1.5"),
        ({"name": "甲", "amount_yuan": Decimal(10) ** 17}, "fund_line"),
    ],
)
def test_a_row_that_does_not_meet_the_declaration_raises(row: dict[str, object], named: str) -> None:
    with pytest.raises(FrameMismatch, match=named):
        FUND.frame([row])


def test_a_frame_of_another_type_or_order_raises() -> None:
    frame = FUND.frame([ROW])
    with pytest.raises(FrameMismatch):
        FUND.checked(frame.with_columns(pl.col("amount_yuan").cast(pl.Float64)))
    with pytest.raises(FrameMismatch):
        FUND.checked(frame.select(reversed(frame.columns)))


def test_statements_run_and_comments_are_quoted() -> None:
    connection = duckdb.connect()
    connection.execute(FUND.create_statement())
    for statement in FUND.comment_statements():
        connection.execute(statement)
    query = "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = 'fund_line'"
    assert connection.execute(query).fetchall() == [
        ("name", "VARCHAR", False, "名称。it's a name"),
        ("amount_yuan", "DECIMAL(18,2)", True, "金额(元)。元"),
        ("paid_on", "DATE", True, "日期。日"),
        ("years", "VARCHAR[]", True, "年度。年"),
    ]
