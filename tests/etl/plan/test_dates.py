"""Dates and stretches of time: each style there and back, open ends, yearless dates, lost characters."""

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.plan.dates import document_year, last_day, posting_year, read_date, read_periods
from etl.plan.repairs import find_repairs

DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))
CHINESE_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else CHINESE_DIGITS[tens] + "十") + (CHINESE_DIGITS[ones] if ones else "")


def chinese_date(day: date) -> str:
    year = "".join(CHINESE_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


STYLES = {
    "年月日": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "zeros": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    "blanks": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "iso": lambda day: day.isoformat(),
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "chinese": chinese_date,
}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def readings(text: str, year: int | None = 2024) -> list[tuple[str, str | None, str | None]]:
    """(wording, first day, last day) of each period."""
    return [(text[p.start : p.end], iso(p.first_on), iso(p.last_on)) for p in read_periods(text, year)]


@given(DAYS, st.sampled_from(sorted(STYLES)))
def test_a_date_in_any_style_reads_back(day: date, style: str) -> None:
    wording = STYLES[style](day)
    assert read_date(wording) == day
    (period,) = read_periods(f"经查,于{wording}完成验收。", None)
    assert (period.first_on, period.last_on, period.granularity) == (day, day, "day")


@given(DAYS)
def test_a_compact_date_reads_back(day: date) -> None:
    assert read_date(f"{day:%Y%m%d}") == day


@given(DAYS, st.integers(0, 400), st.sampled_from(["—", "-", "至", "到", "~"]))
def test_a_range_reads_back(first: date, length: int, link: str) -> None:
    last = first + timedelta(days=length)
    (period,) = read_periods(f"自{STYLES['年月日'](first)}{link}{STYLES['年月日'](last)}开展。", None)
    assert (period.first_on, period.last_on) == (first, last)


@given(DAYS)
def test_a_date_without_its_year_takes_the_document_s(day: date) -> None:
    (period,) = read_periods(f"于{day.month}月{day.day}日召开会议。", 2024)
    assert period.first_on == day.replace(year=2024)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请于2024年9月30日前完成", [("2024年9月30日前", None, "2024-09-30")]),
        ("2024年6月底前完成", [("2024年6月底前", None, "2024-06-30")]),
        ("力争年底前销号", [("年底前", None, "2024-12-31")]),
        ("12月底前见效", [("12月底前", None, "2024-12-31")]),
        ("(9月30日—10月11日前)", [("9月30日—10月11日前", "2024-09-30", "2024-10-11")]),
        ("(4月下旬至5月上旬)", [("4月下旬至5月上旬", "2024-04-21", "2024-05-10")]),
        ("(7月至9月底)", [("7月至9月底", "2024-07-01", "2024-09-30")]),
        ("从9月底到11月中旬开展", [("9月底到11月中旬", "2024-09-30", "2024-11-20")]),
        ("从2018年起逐年增加", [("2018年起", "2018-01-01", None)]),
        ("2016年以来形成的资产", [("2016年以来", "2016-01-01", None)]),
        ("2015年11月中央工作会议以来", [("2015年11月中央工作会议以来", "2015-11-01", None)]),
        ("2017-2019年每年分红", [("2017-2019年", "2017-01-01", "2019-12-31")]),
        ("2019、2020年新入住", [("2019、2020年", "2019-01-01", "2020-12-31")]),
        ("2024年第三季度完成", [("2024年第三季度", "2024-07-01", "2024-09-30")]),
        ("2024年上半年完成", [("2024年上半年", "2024-01-01", "2024-06-30")]),
        ("11月至次年3月巡护", [("11月至次年3月", "2024-11-01", "2025-03-31")]),
        ("明年3月验收", [("明年3月", "2025-03-01", "2025-03-31")]),
        ("2023年10月27日纳入,其人已于10月20日去世", [
            ("2023年10月27日", "2023-10-27", "2023-10-27"), ("10月20日", "2023-10-20", "2023-10-20"),
        ]),
        ("2019年2月28日申请当年5月底前退款", [
            ("2019年2月28日", "2019-02-28", "2019-02-28"), ("当年5月底前", None, "2019-05-31"),
        ]),
        ("2022年11月29日至2023年2月20日开展,3月14日反馈", [
            ("2022年11月29日至2023年2月20日", "2022-11-29", "2023-02-20"), ("3月14日", "2023-03-14", "2023-03-14"),
        ]),
        ("整改\n1.2023年10月开展排查", [("2023年10月", "2023-10-01", "2023-10-31")]),
        ("整改\n2.5月底前完成", [("5月底前", None, "2024-05-31")]),
        ("自 2025 年 8 月以来", [("2025 年 8 月以来", "2025-08-01", None)]),
        ("到2023\n年已砍去一半", [("2023\n年", "2023-01-01", "2023-12-31")]),
        ("2024年5月20日之后新建的", [("2024年5月20日之后", "2024-05-21", None)]),
        ("截至2021年末", [("2021年末", None, "2021-12-31")]),
        ("2016年底人均收入", [("2016年底", "2016-12-31", "2016-12-31")]),
    ],
)  # fmt: skip
def test_wordings(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert readings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对2018316日(含16日)动工前建的", [("2018316日(含16日)动工前", None, "2018-03-16")]),
        ("自20183月开始至201811月底", [("20183月开始至201811月底", "2018-03-01", "2018-11-30")]),
        ("(201847—16日)", [("201847—16日", "2018-04-07", "2018-04-16")]),
        ("(2018219—43日)", [("2018219—43日", "2018-02-19", "2018-04-03")]),
        ("2018517日完成。各村420前入户,421日至28日走访。", [
            ("2018517日", "2018-05-17", "2018-05-17"), ("420前", None, "2018-04-20"), ("421日至28日", "2018-04-21", "2018-04-28"),
        ]),
        ("2018年316日完成", [("2018年316日", "2018-03-16", "2018-03-16")]),
        ("20185月20日完成", [("20185月20日", "2018-05-20", "2018-05-20")]),
    ],
)  # fmt: skip
def test_lost_characters_are_repaired(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert readings(text, 2018) == expected
    assert [repair.kind for repair in find_repairs(text)] == ["date"] * len(expected)


@pytest.mark.parametrize(
    "text",
    [
        "《青石镇2024年5月工作方案》",  # a title
        "青石镇人民政府\n2024年5月20日\n第一条",  # the document's own date
        "2023-05-31 08:25:11 来源:本站",  # a web page's stamp
        "2023年度考核评估问题",  # a year that names a thing
        "每年12月底前总结",  # every year's
        "每季度开展一次,为期3个月",
        "完成前期工作120前期",
        "联系电话2017234567",
        "420前",  # lost only where other dates of the document are
        "金额2017.35万元",
        "较去年增长",
        "于201X年5月完成",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert readings(text) == []


def test_a_yearless_date_without_any_year_is_left_out() -> None:
    assert readings("5月20日召开会议", None) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年6月底", date(2024, 6, 30)),
        ("2024年12月31日", date(2024, 12, 31)),
        ("9月底前", date(2024, 9, 30)),
        ("2024年5月—8月", date(2024, 8, 31)),
        ("立行立改,2024年5月30日前", date(2024, 5, 30)),
        ("长期坚持", None),
        ("2024年2月底", date(2024, 2, 29)),
    ],
)
def test_last_day_of_a_time_limit(text: str, day: date | None) -> None:
    assert last_day(text, 2024) == day


def test_document_year_takes_the_first_source_that_has_one() -> None:
    assert document_year(None, "青政发〔2022〕51号", "2021年度整改方案") == 2022
    assert document_year(date(2024, 1, 1), "〔2022〕51号") == 2024
    assert document_year(None, None, "整改方案") is None


def test_document_numbers_that_lost_a_bracket() -> None:
    repairs = find_repairs("(青办发〔201634号)和(青政〔2016〕35号)")
    assert [(repair.reading, repair.kind) for repair in repairs] == [("〔2016〕34号", "doc_number")]


@given(st.text(alphabet="0123456789年月日号前后底上中下旬至—-.、《》(\n) 今当以来起第季度一二十〇", max_size=80))
def test_any_text_is_read_and_spans_are_inside(text: str) -> None:
    periods = read_periods(text, 2024)
    assert all(0 <= p.start < p.end <= len(text) for p in periods)
    assert all(a.end <= b.start for a, b in pairwise(periods))
    assert all(p.first_on or p.last_on for p in periods)
    find_repairs(text)


@pytest.mark.parametrize("piece", ["2", "年", "2017", "(", "1月", "2024年5月", "9—", "《", "以"])
def test_long_runs_take_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.process_time()
        read_periods(text, 2024)
        return time.process_time() - began

    # The best of several runs: a busy machine makes single ones long.
    assert min(seconds(40_000) for _ in range(5)) < 12 * min(seconds(10_000) for _ in range(5)) + 0.05


@pytest.mark.parametrize("text", ["于2024年6月31日完成。", "2024年2月30日前办结。", "2024年6月35日。", "2024年国庆前完成。"])
def test_a_day_that_does_not_exist_is_no_period(text: str) -> None:
    assert readings(text) == []


def test_year_of_a_posting_is_not_that_of_a_much_older_text() -> None:
    posted = date(2022, 11, 1)
    assert posting_year(posted, "2013年9月25日督查,8月30日拆除。") == 2013
    assert posting_year(posted, "2021年9月巡察反馈,12月底前完成;2024年6月底前验收。") == 2022
    assert posting_year(posted, "8月30日拆除。") == 2022
    assert posting_year(None, "2013年9月") is None
