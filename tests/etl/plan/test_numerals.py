"""Numbers as offices write them, there and back."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.plan.numerals import NotANumber, read_number

DIGITS = "零一二三四五六七八九"


def below_ten_thousand(number: int) -> str:
    """1..9999 in Chinese numerals, without leading or doubled 零."""
    wording, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            wording += ("零" if gap and wording else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return wording


def chinese(number: int) -> str:
    """A number of up to 10^12 in Chinese numerals, as a cheque has it."""
    if number == 0:
        return "零"
    wording, pending = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, unit)
        if section:
            wording += ("零" if wording and (pending or section < 1000) else "") + below_ten_thousand(section) + name
            pending = False
        elif wording:
            pending = True
    return wording


@given(st.integers(0, 10**12 - 1))
def test_any_integer_in_chinese_numerals_reads_back(number: int) -> None:
    assert read_number(chinese(number)) == number


@given(st.integers(10, 19))
def test_ten_to_nineteen_need_no_leading_one(number: int) -> None:
    assert read_number(chinese(number).removeprefix("一")) == number


@given(st.integers(0, 10**9))
def test_any_integer_with_thousands_marks_reads_back(number: int) -> None:
    assert read_number(f"{number:,}") == number


@given(
    st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from([("万", 10**4), ("亿", 10**8), ("千", 10**3), ("", 1)])
)
def test_decimals_with_a_scale_read_back(number: Decimal, scale: tuple[str, int]) -> None:
    assert read_number(f"{number}{scale[0]}") == number * scale[1]


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("二〇二四", 2024),
        ("二○一七", 2017),
        ("两万五", 25000),
        ("二万零五", 20005),
        ("三千二", 3200),
        ("一百五", 150),
        ("一百零五", 105),
        ("十", 10),
        ("三点五万", 35000),
        ("3亿5000万", 350_000_000),
        ("5千", 5000),
        ("1万亿", 10**12),
        ("1467.47万", 14_674_700),
        ("31820.6 万", 318_206_000),
        ("伍万", 50000),
        ("壹佰贰拾", 120),
        ("2897", 2897),
    ],
)
def test_wordings(wording: str, value: int) -> None:
    assert read_number(wording) == value


@pytest.mark.parametrize("wording", ["", "万", "户", "1万2万", "十百", "一二十", "9" * 40, "3.5.1"])
def test_what_is_no_number_is_refused(wording: str) -> None:
    with pytest.raises(NotANumber):
        read_number(wording)


@given(st.text(alphabet="0123456789,.〇零一二三十百千万亿两点 ", max_size=40))
def test_any_run_of_number_characters_is_read_or_refused(wording: str) -> None:
    with suppress(NotANumber):
        assert read_number(wording) >= 0
