"""What of a plan others speak of."""

import pytest

from etl.frames.plan_facts import county_of_folder


@pytest.mark.parametrize(
    ("file", "county"),
    [
        ("03_甲山县/青石镇.txt", "甲山县"),
        ("2024/乙水县/方案/青石镇.txt", "乙水县"),
        ("青石镇.txt", None),
        ("2024年/青石镇.txt", None),
        ("甲山县2024年方案/青石镇.txt", None),
        ("共享区/青石镇.txt", None),
    ],
)
def test_a_folder_named_after_a_county_says_which(file: str, county: str | None) -> None:
    assert county_of_folder(file) == county
