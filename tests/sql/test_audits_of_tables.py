"""An audit of a table is of the township its rows are of, and makes what is read from that table doubtful."""

from pathlib import Path
from typing import Any

import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_tables import FUNDS, INDICATORS, PROGRESS, TOILETS
from warehouse.queries import Choice, Warehouse

WRONG = "合计的问题厕所数写 30, 各行相加为 28, 不相符"


def with_audit(store: Path, source_id: str, row_number: int, is_ok: bool = False, **values: Any) -> Warehouse:
    audit = {
        "audit_id": f"{source_id[:12]}-a001",
        "source_id": source_id,
        "rule": "total",
        "is_ok": is_ok,
        "stated": "30",
        "computed": "28",
        "message": WRONG,
        "row_number": row_number,
        **values,
    }
    return hand_made.published(store, hand_made.with_rows(hand_made.frames(), "audit", audit))


@pytest.mark.parametrize(
    ("source_id", "row_number", "township"),
    [
        (INDICATORS, 9, "乙丑镇"),  # a total below rows of one township
        (TOILETS, 3, "乙丑镇"),  # a row of its own, in a table of several townships
        (TOILETS, 2, "甲子乡"),
        (TOILETS, 9, "未注明乡镇"),
        (FUNDS, 9, "未注明乡镇"),
        (PROGRESS, 2, "甲子乡"),  # a row that reports on an issue is of the township of its document
    ],
)
def test_an_audit_of_a_table_is_of_the_township_of_its_rows(
    tmp_path: Path, source_id: str, row_number: int, township: str
) -> None:
    warehouse = with_audit(tmp_path, source_id, row_number)
    found = warehouse.read("audit_register", Choice(townships=(township,))).filter(source_id=source_id, rule="total")
    assert found.select("township", "message").rows() == [(township, WRONG)]
    others = Choice(townships=tuple({"甲子乡", "乙丑镇", "未注明乡镇"} - {township}))
    assert warehouse.read("audit_register", others).filter(rule="total").is_empty()
    by_document = warehouse.read("audit_by_document", Choice(townships=(township,))).filter(source_id=source_id)
    assert by_document["doubt_count"].to_list() == [1]


@pytest.mark.parametrize(("is_ok", "doubts"), [(False, WRONG), (True, None)])
def test_a_failed_audit_of_the_table_makes_its_figures_doubtful(tmp_path: Path, is_ok: bool, doubts: str | None) -> None:
    funds = with_audit(tmp_path / "funds", FUNDS, 3, is_ok).read("fund_register")
    assert set(funds.filter(township="乙丑镇").select("is_doubtful", "doubts").rows()) == {(not is_ok, doubts)}
    assert set(funds.filter(township="甲子乡")["is_doubtful"]) == {False}
    toilets = with_audit(tmp_path / "toilets", TOILETS, 2, is_ok).read("toilet_funnel", Choice(townships=("甲子乡",)))
    assert [(WRONG in text) for text in toilets["doubts"]] == [not is_ok]


def test_an_audit_of_another_sheet_of_the_file_is_no_doubt_of_this_one(tmp_path: Path) -> None:
    funds = with_audit(tmp_path, FUNDS, 3, sheet="另一张").read("fund_register")
    assert set(funds["is_doubtful"]) == {False}
