"""What money is for, by the words before it: money owed, paid back or still needed is not money put in."""

import pytest

from tests.etl.plan.test_bare_headings import parsed


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("不规范合同47份,涉及金额308.4万元。", "other"),
        ("已退回资金3万元。", "other"),
        ("道路无护栏,需资金20万元。", "other"),
        ("村级债务总额130万元。", "arrears"),
        ("往来款长期挂账86万元。", "arrears"),
        ("修建道路投入资金20万元。", "invested"),
    ],
)
def test_role_of_an_amount(words: str, role: str) -> None:
    plan = parsed(f"柳溪镇整改方案\n一、存在问题\n1.管理不规范。{words}\n2.台账不全。\n")
    assert [amount.role for amount in plan.amounts] == [role]
