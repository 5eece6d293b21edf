"""Cells as offices write them, and those that are refused."""

from datetime import date
from decimal import Decimal

import pytest

from etl.plan.deadlines import read_deadline as labelled_limit
from etl.sheet.cells import (
    Unreadable,
    is_null,
    read_deadline,
    read_flag,
    read_integer,
    read_number,
    read_period,
    read_status,
    read_yuan,
    without_personal,
)


@pytest.mark.parametrize(
    ("cell", "factor", "yuan"),
    [
        ("2,897", 1, "2897"),
        ("88.8万元", 1, "888000"),
        ("88.8万元", 10_000, "888000"),
        ("88.8", 10_000, "888000"),
        ("48,000元", 10_000, "48000"),
        ("１３５６８０．５元", 1, "135680.5"),
        ("0元", 1, "0"),
        (" 300 ", 10_000, "3000000"),
        ("1.2亿元", 1, "120000000"),
    ],
)
def test_money_is_yuan(cell: str, factor: int, yuan: str) -> None:
    assert read_yuan(cell, factor) == Decimal(yuan)


@pytest.mark.parametrize("cell", ["八十八.八", "12..5", "l47", "约九十", "1,23", "88.8公里元", "12%", "五万", "3户人"])
def test_what_is_no_money_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable):
        read_yuan(cell, 1)


@pytest.mark.parametrize(("cell", "count"), [("1,204", 1204), ("86户", 86), ("１４", 14), ("3.0", 3), ("28 座", 28)])
def test_counts(cell: str, count: int) -> None:
    assert read_integer(cell) == count


@pytest.mark.parametrize("cell", ["2.5", "-1", "50%", "待核", "一千余", "3万元", "", "3户人", "12家村"])
def test_what_is_no_count_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable):
        read_integer(cell)


def test_a_number_keeps_the_unit_written_behind_it() -> None:
    assert read_number("98.9%") == (Decimal("98.9"), "%")
    assert read_number("12,000平方米") == (Decimal("12000"), "平方米")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2024.5.20", "2024-05-20", "2024-05-20"),
        ("2024/5/20", "2024-05-20", "2024-05-20"),
        ("２０２４年５月２０日", "2024-05-20", "2024-05-20"),
        ("20240520", "2024-05-20", "2024-05-20"),
        ("2024-05-20 00:00:00", "2024-05-20", "2024-05-20"),
        ("45432", "2024-05-20", "2024-05-20"),
        ("2024年5月", "2024-05-01", "2024-05-31"),
        ("202402", "2024-02-01", "2024-02-29"),
        ("2024年6月底", "2024-06-30", "2024-06-30"),
        ("2024年第三季度", "2024-07-01", "2024-09-30"),
        ("2024年上半年", "2024-01-01", "2024-06-30"),
        ("2024年5月上旬", "2024-05-01", "2024-05-10"),
        ("2024年3月至8月", "2024-03-01", "2024-08-31"),
        ("2024年12月31日前", "2024-12-31", "2024-12-31"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024年底", "2024-12-31", "2024-12-31"),
    ],
)
def test_dates_and_periods(cell: str, first: str, last: str) -> None:
    assert read_period(cell) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_date_without_a_year_takes_the_tables_year_or_is_refused() -> None:
    assert read_period("5月20日", 2024) == (date(2024, 5, 20),) * 2
    with pytest.raises(Unreadable):
        read_period("5月20日")


@pytest.mark.parametrize(
    "cell", ["2024.2.30", "2024-06-31", "2024.13.5", "五月中旬", "0024-05-20", "2204-05-20", "详见附件", "12"]
)
def test_impossible_dates_are_refused(cell: str) -> None:
    with pytest.raises(Unreadable, match="日期"):
        read_period(cell)


@pytest.mark.parametrize(
    ("cell", "due_on"),
    [
        ("立行立改", None),
        ("立行立改，长期坚持", None),
        ("长期坚持", None),
        ("2024年8月31日前", date(2024, 8, 31)),
        ("立行立改,2024年6月底前完成", date(2024, 6, 30)),
        ("2024年3月至8月", date(2024, 8, 31)),
        ("20240831", date(2024, 8, 31)),
        ("45473", date(2024, 6, 30)),
    ],
)
def test_a_deadline_has_its_last_day_or_none(cell: str, due_on: date | None) -> None:
    assert read_deadline(cell) == due_on


ALIKE = [
    ("年内", date(2024, 12, 31)),
    ("年内完成", date(2024, 12, 31)),
    ("年底", date(2024, 12, 31)),
    ("年底前", date(2024, 12, 31)),
    ("2024年年初", date(2024, 1, 10)),
    ("2024.6", date(2024, 6, 30)),
    ("2024.6.30", date(2024, 6, 30)),
    ("20240630", date(2024, 6, 30)),
    ("24年6月底", date(2024, 6, 30)),
    ("2024.6底", date(2024, 6, 30)),
    ("6月月底前", date(2024, 6, 30)),
    ("2024年6月30日24时前", date(2024, 6, 30)),
    ("2024年6月10日-20日", date(2024, 6, 20)),
    ("6月中旬", date(2024, 6, 20)),
    ("上半年", date(2024, 6, 30)),
    ("一季度", date(2024, 3, 31)),
    ("第三季度", date(2024, 9, 30)),
    ("二〇二四年六月底", date(2024, 6, 30)),
    ("十二月底", date(2024, 12, 31)),
    ("明年6月底前", date(2025, 6, 30)),
    ("2024年5月20日会议前", date(2024, 5, 20)),
    ("2024年6月至8月", date(2024, 8, 31)),
    ("立行立改,二〇二四年六月底前完成", date(2024, 6, 30)),
    ("2024年6月底前完成,每月报送", date(2024, 6, 30)),
    ("立行立改", None),
    ("每年6月底前", None),
    ("三个月内", None),
]
NO_DAY = ["2024年6月31日", "6月31日前", "2024年2月30日", "2024年13月底", "2024年国庆前", "春节前", "6月高考前", "月底前", "年初"]


@pytest.mark.parametrize(("words", "due_on"), ALIKE)
def test_a_cell_and_a_labelled_value_have_the_same_last_day(words: str, due_on: date | None) -> None:
    assert read_deadline(words, 2024) == due_on
    labelled = labelled_limit(words, 0, len(words), 2024)
    assert (labelled.due_on if labelled else None) == due_on


@pytest.mark.parametrize("words", NO_DAY)
def test_a_time_limit_without_a_last_day_is_told_not_guessed(words: str) -> None:
    with pytest.raises(Unreadable):
        read_deadline(words, 2024)
    labelled = labelled_limit(words, 0, len(words), 2024)
    assert labelled and (labelled.code, labelled.due_on) == ("by_date", None)


@pytest.mark.parametrize("cell", ["10.8", "10/8", "10月8日"])
def test_month_and_day_are_of_the_tables_year_or_refused(cell: str) -> None:
    assert read_period(cell, 2024) == (date(2024, 10, 8),) * 2
    with pytest.raises(Unreadable):
        read_period(cell)


@pytest.mark.parametrize("cell", ["12.1", "24.6", "24.13", "246月底"])
def test_two_digits_are_a_year_only_with_its_sign_or_a_day(cell: str) -> None:
    with pytest.raises(Unreadable):
        read_period(cell, 2024)
    assert read_period("24年6月") == (date(2024, 6, 1), date(2024, 6, 30))
    assert read_period("24.6.30") == (date(2024, 6, 30),) * 2


def test_a_date_in_chinese_numerals() -> None:
    assert read_period("二〇二四年五月二十日") == (date(2024, 5, 20),) * 2


def test_an_impossible_deadline_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_deadline("2024.6.31")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("待审核", "completed"),
        ("已完成并长期坚持", "completed"),
        ("正在整改中", "in_progress"),
        ("正在有序推进。", "in_progress"),
        ("基本完成", "mostly_done"),
        ("已 销 号", "closed"),
        ("审核通过", "verified"),
        ("退回", "returned"),
    ],
)
def test_status_words(cell: str, code: str) -> None:
    assert read_status(cell) == code


@pytest.mark.parametrize("cell", ["详见附件", "同上月", "见照片", "其他"])
def test_a_word_outside_the_vocabulary_is_no_status(cell: str) -> None:
    with pytest.raises(Unreadable):
        read_status(cell)


def test_flags() -> None:
    assert [read_flag(cell) for cell in ("是", "√", "否", "×")] == [True, True, False, False]
    with pytest.raises(Unreadable):
        read_flag("待核实")


def test_dashes_say_nothing() -> None:
    assert all(is_null(cell) for cell in ("", "—", "/", " - ", "／", "——"))
    assert not is_null("0")


def test_personal_numbers_are_taken_out_of_texts() -> None:
    assert without_personal("户主张某 110101190001011234 电话13800000000") == "户主张某 〔个人信息〕 电话〔个人信息〕"
    assert without_personal("摸排2,897座, 2024年5月20日") == "摸排2,897座, 2024年5月20日"


@pytest.mark.parametrize(
    "number",
    [
        "990000198001011234",
        "990000 19800101 123X",
        "990000-19800101-1234",
        "990000 1980 01 01 1234",
        "９９００００１９８００１０１１２３４",
        "990000800101123",
        "13900000000",
        "139-0000-0000",
        "139 0000 0000",
        "139－0000－0000",
        "+86 139 000 00000",
        "8613900000000",
        "0999-5821234",
        "0999 5821234",
        "(0999)5821234",
        "（0999）582 1234",
        "09995821234",
        "010-62345678",
        "0999-5821234-805",
        "6222000000000000000",
        "6222 0000 0000 0000 000",
        "4000-0000-0000-0000",
    ],
)
def test_personal_numbers_are_left_out_however_they_are_written(number: str) -> None:
    assert without_personal(number) == "〔个人信息〕"
    assert without_personal(f"户主:{number}。") == "户主:〔个人信息〕。"


@pytest.mark.parametrize(
    "text",
    [
        "2,897 座, 其中 758 座",
        "黄委发〔2024〕6号",
        "2024-05-20 至 2024-06-30",
        "2024-05-20 08:15:00",
        "20240520",
        "2021-2022-2023-2024",
        "2021 2022 2023 2024 年",
        "2021、2022、2023",
        "投入 888000 元, 到位 13800000000元",
        "13,800,000,000",
        "15000000000.00",
        "编号 DH-2024-00123",
        "X县Y乡 1-12-123 号",
        "0.12345678901",
        "100 200 300 400",
        "2024 0520 1234",
        "第0745号 2024年",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert without_personal(text) == text
