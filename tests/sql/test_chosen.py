"""Which issues, amounts and indicators each filter of the reader chooses: exact rows."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI, UNPLACED
from warehouse.queries import Choice, Warehouse

SEPTEMBER = date(2024, 9, 15)


def titles(warehouse: Warehouse, **chosen: tuple[str, ...]) -> list[str]:
    return warehouse.read("issue_register", Choice(**chosen, as_of=SEPTEMBER))["title"].to_list()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"roles": ("lead",)}, ["分红拖延"]),
        ({"roles": ("supporting", "supervising")}, ["问题厕所整改有待深入"]),
        ({"departments": ("乡村振兴",)}, ["部署偏晚"]),
        ({"departments": ("乡村振兴",), "roles": ("supporting",)}, ["问题厕所整改有待深入"]),
        ({"departments": ("乡村振兴",), "roles": ("responsible", "supporting")}, ["部署偏晚", "问题厕所整改有待深入"]),
        ({"departments": ("乡村振兴",), "roles": ("lead",)}, []),
        ({"due_codes": ("overdue",)}, ["动态管理低保对象"]),
        ({"due_codes": ("later", "undated")}, ["部署偏晚", "分红拖延", "问题厕所整改有待深入"]),
        ({"documents": (UNPLACED,)}, ["动态管理低保对象"]),
        ({"documents": (JIAZI,), "periods": ("2024-12",)}, ["分红拖延"]),
        ({"periods": ("2024",)}, ["分红拖延", "问题厕所整改有待深入", "动态管理低保对象"]),
        ({"periods": ("2023", "2024-06")}, ["动态管理低保对象"]),
    ],
)
def test_issues(warehouse: Warehouse, chosen: dict[str, tuple[str, ...]], expected: list[str]) -> None:
    assert titles(warehouse, **chosen) == expected


def test_amounts_follow_their_scope_and_document(warehouse: Warehouse) -> None:
    def read(**chosen: tuple[str, ...]) -> set[tuple[str, str]]:
        rows = warehouse.read("amount_register", Choice(**chosen, as_of=SEPTEMBER))  # type: ignore[arg-type]
        return set(rows.select("scope", "source_id").rows())

    assert read() == {("own", JIAZI), ("case", JIAZI), ("policy", JIAZI)}
    assert read(scopes=("case", "policy")) == {("case", JIAZI), ("policy", JIAZI)}
    assert read(documents=(UNPLACED,)) == set()
    funds = warehouse.read("fund_progress", Choice(as_of=SEPTEMBER)).height
    assert funds == warehouse.read("fund_progress", Choice(scopes=("own", "case"), as_of=SEPTEMBER)).height > 0
    assert warehouse.read("fund_progress", Choice(scopes=("policy",), as_of=SEPTEMBER)).is_empty()


def test_indicators_of_tables_follow_the_period_they_end_in(warehouse: Warehouse) -> None:
    every = warehouse.read("indicator_series")
    for month in every["period_to"].dt.strftime("%Y-%m").unique():
        chosen = warehouse.read("indicator_series", Choice(periods=(month,)))
        assert chosen["value"].to_list() == every.filter(every["period_to"].dt.strftime("%Y-%m") == month)["value"].to_list()
    assert warehouse.read("indicator_series", Choice(periods=("1999",))).is_empty()


def test_audits_and_sources_follow_the_document(warehouse: Warehouse) -> None:
    for mart in ("audit_register", "audit_by_document", "unclaimed_register", "source_summary", "reject_register"):
        every, chosen = warehouse.read(mart), warehouse.read(mart, Choice(documents=(JIAZI,)))
        assert chosen["source_id"].to_list() == every.filter(every["source_id"] == JIAZI)["source_id"].to_list(), mart
    assert warehouse.read("source_summary", Choice(documents=(JIAZI,))).height == 1


def test_with_a_role_all_who_are_accountable_are_counted(warehouse: Warehouse) -> None:
    accountable = Choice(departments=("乡村振兴",), as_of=SEPTEMBER)
    supporting = Choice(departments=("乡村振兴",), roles=("supporting",), as_of=SEPTEMBER)
    assert warehouse.read("completion_by_department", accountable)["department"].to_list() == ["乡村振兴"]
    assert warehouse.read("completion_by_department", supporting)["department"].to_list() == ["未注明责任单位"]


def test_two_documents_of_one_name_are_told_apart_by_their_files(tmp_path: Path) -> None:
    frames = hand_made.frames()
    frames["plan"] = frames["plan"].with_columns(name=pl.lit("甲子乡整改方案"))
    options = hand_made.published(tmp_path, frames).read("filter_options").filter(dimension="document")
    assert sorted(options["label"].to_list()) == ["甲子乡整改方案 (dibao.txt)", "甲子乡整改方案 (jiazi_2024.txt)"]
