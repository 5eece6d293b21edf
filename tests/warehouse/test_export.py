"""What leaves the house opens right in a spreadsheet program, and nothing in it runs."""

import csv
import io
from datetime import date
from decimal import Decimal

import polars as pl

from warehouse.export import cell_text, csv_bytes, parquet_bytes
from warehouse.schema import Column, Table

TABLE = Table(
    "sample",
    "样表",
    "一行一例",
    (
        Column("title", "text", "标题", "标题"),
        Column("amount_yuan", "yuan", "金额(元)", "金额"),
        Column("on", "date", "日期", "日期"),
        Column("is_done", "flag", "完成", "完成"),
        Column("units", "text_list", "单位", "单位"),
        Column("pct", "number", "占比(%)", "占比"),
    ),
)
FRAME = TABLE.frame(
    [
        {
            "title": "=1+1",
            "amount_yuan": Decimal("-3.50"),
            "on": date(2024, 5, 20),
            "is_done": True,
            "units": ["财政所", "@站"],
            "pct": 3.69,
        },
        {"title": "123456789012345678"},
        {"title": '两行\n"引号",逗号', "is_done": False, "pct": 100.0},
    ]
)


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_bom_chinese_headings_and_guards() -> None:
    content = csv_bytes(FRAME, TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_back(content) == [
        ["标题", "金额(元)", "日期", "完成", "单位", "占比(%)"],
        ["'=1+1", "-3.50", "2024-05-20", "是", "财政所、@站", "3.69"],
        ["\t123456789012345678", "", "", "", "", ""],
        ['两行\n"引号",逗号', "", "", "否", "", "100"],
    ]


def test_csv_of_chosen_columns_in_their_order() -> None:
    assert read_back(csv_bytes(FRAME, TABLE, ["pct", "title"]))[0] == ["占比(%)", "标题"]


def test_an_empty_frame_still_has_its_headings() -> None:
    assert read_back(csv_bytes(TABLE.frame([]), TABLE)) == [["标题", "金额(元)", "日期", "完成", "单位", "占比(%)"]]


def test_formula_starts_are_guarded_and_numbers_are_not() -> None:
    for text in ("=A1", "+86", "-2+3", "@SUM(A1)", "\tx", "＝A1"):
        assert cell_text(text) == "'" + text
    assert [cell_text(value) for value in (-5, -2.5, Decimal("-1"), "整改-完成", "12345678901")] == [
        "-5",
        "-2.5",
        "-1",
        "整改-完成",
        "12345678901",
    ]


def test_parquet_reads_back_the_same() -> None:
    assert pl.read_parquet(io.BytesIO(parquet_bytes(FRAME))).equals(FRAME)
