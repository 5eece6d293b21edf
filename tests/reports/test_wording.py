"""Figures as leaders write them."""

from decimal import Decimal

import pytest

from reports import wording


@pytest.mark.parametrize(("amount", "written"), [
    (Decimal("888000.00"), "88.8 万元"), (Decimal("295300.00"), "29.53 万元"), (Decimal("71040.00"), "71,040 元"),
    (Decimal("142080.00"), "142,080 元"), (Decimal("500.50"), "500.5 元"), (Decimal("12000000"), "1,200 万元"), (None, "—"),
])  # fmt: skip
def test_money_is_exact(amount: Decimal | None, written: str) -> None:
    assert wording.yuan(amount) == written


def test_a_rate_without_a_base_is_not_zero() -> None:
    assert wording.percent(None) == "—"
    assert wording.percent(0.0) == "0%"


def test_a_change_says_which_way() -> None:
    assert [wording.signed(value) for value in (3, -1, 0, 2.5, -0.5, None)] == ["+3", "-1", "0", "+2.5", "-0.5", "—"]
    assert [wording.change(value) for value in (3, -1200, 0, None)] == ["多3个", "少1,200个", "持平", "—"]
