"""Figures as leaders write them, and a paragraph that says nothing but the mart's numbers."""

import re
from decimal import Decimal

import pytest

from reports import wording
from warehouse.marts import OVERVIEW
from warehouse.queries import Warehouse


@pytest.mark.parametrize(("amount", "written"), [
    (Decimal("888000.00"), "88.8 万元"), (Decimal("295300.00"), "29.53 万元"), (Decimal("71040.00"), "71,040 元"),
    (Decimal("142080.00"), "142,080 元"), (Decimal("500.50"), "500.5 元"), (Decimal("12000000"), "1,200 万元"), (None, "—"),
])  # fmt: skip
def test_money_is_exact(amount: Decimal | None, written: str) -> None:
    assert wording.yuan(amount) == written


def test_a_rate_without_a_base_is_not_zero() -> None:
    assert wording.percent(None) == "—"
    assert wording.percent(0.0) == "0%"
    assert "不计算" in wording.share(0, 0, None, "已销号 ÷ 有进展报告")


def test_every_number_of_the_paragraph_is_one_of_the_mart(warehouse: Warehouse) -> None:
    row = warehouse.read("overview").row(0, named=True)
    said = re.findall(r"\d[\d,.]*", wording.overview_paragraph(row).replace("%", ""))
    assert said
    assert {float(number.rstrip(",.").replace(",", "")) for number in said} <= {float(v) for v in row.values() if v is not None}


def test_nothing_reported_is_said_as_silence() -> None:
    row = {column.name: 0 for column in OVERVIEW.columns} | {"issue_count": 3, "unreported_count": 3}
    paragraph = wording.overview_paragraph(row)
    assert "不计算完成率" in paragraph
    assert "3 个问题来源没有写状态" in paragraph
