"""The values of cells: numbers, money, dates and periods, yes and no, status words, as offices write them.

Each reader takes a cell's text that is not blank and raises Unreadable when it is no such value.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from etl.plan.dates import read_stretch
from etl.plan.deadlines import NoLastDay, expected_limit, is_only_deadline, read_last_day
from etl.plan.impossible_days import expected_day
from etl.plan.statuses import A_STATE
from etl.plan.statuses import read_status as worded_status
from etl.vocabulary import words_by_code

NULLS = frozenset({"", "-", "--", "---", "—", "——", "/", "\\", "－", "N/A", "n/a", "null", "NULL", "None"})
YUAN_FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "万": 10_000, "百万元": 1_000_000, "亿元": 100_000_000, "亿": 100_000_000}
COUNT_UNITS = frozenset(
    {*"户人座个头只亩处间期次条项件名家村里米套班度吨斤株羽辆台", "公里", "平方米", "人次", "班次", "公斤", "千克", "公顷"}
)
# Identity, bank card, mobile and telephone numbers, as one run or parted by blanks and dashes. An identity number holds a date of
# birth, a telephone number begins with an area code, a card with 3 to 6 or 9: four years in a row (2021-2022-2023-2024) are none.
# Money of eleven digits (13800000000元) is no mobile number.
_GAP = r"[ \t\u00a0\u3000\-\u2010-\u2015\u2212－_]{0,3}"
PERSONAL = re.compile(
    rf"""(?<![\d.])(?:
        \d{{15,19}}[\dXx]?
        | [1-9]\d{{5}}{_GAP}(?:18|19|20)\d\d{_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12]\d|3[01]){_GAP}\d{{3}}{_GAP}[\dXx]
        | [3-69]\d{{3}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,4}})?
        | (?:\+?86{_GAP})?1[3-9]\d(?:{_GAP}\d{{4}}{_GAP}\d{{4}}|{_GAP}\d{{3}}{_GAP}\d{{5}})(?![ ]*(?:[万亿]?元|[万亿]|\.\d|,\d))
        | [(]?0(?:10|2\d|[3-9]\d\d)[)]?{_GAP}[2-8]\d{{2,3}}{_GAP}\d{{4}}(?:{_GAP}(?:转|-){_GAP}\d{{1,5}})?
    )(?!\d)""",
    re.VERBOSE,
)
LEFT_OUT = "〔个人信息〕"
SHORTEST_PERSONAL = 7  # characters: QQ and five digits
# Accounts and passports: told by the word before them. A passport without one is E or G and eight digits (a code like
# G20240001 begins with a year), or E, a letter and seven digits.
ACCOUNTS = re.compile(
    r"""((?:QQ|扣扣)(?:号码?)?[ \t:：是为]{0,3})[1-9]\d{4,11}(?!\d)
        | ((?:(?:微信|V信|Weixin|WeChat)(?:号码?)?[ \t:：是为]{0,3}|(?:VX|WX)[ \t]?[:：][ \t]?))[A-Z][-_A-Z0-9]{5,19}
        | ((?:护照|通行证)(?:号码?)?[ \t:：是为]{0,3})[A-Z]{1,2}\d{7,9}(?!\d)
        | (?<![A-Z0-9-])[EG](?!0|19|20)\d{8}(?![A-Z0-9-]) | (?<![A-Z0-9-])E[A-HJ-NP-Z]\d{7}(?![A-Z0-9-])
        | [\w.+-]{2,}@[\w-]+(?:\.[\w-]+)+""",
    re.VERBOSE | re.IGNORECASE,
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９ｘＸ（）＋", "0123456789xX()+")  # length stays
# What a cell says of its row or column: 合计, 青石镇小计, 全县; with what stands before it.
TOTAL = re.compile(
    r"(.{0,12}?)(?:[(（]?(?:合计|总计|小计|共计|累计)[)）]?|(?<![\u4e00-\u9fff])全(?:[县市区旗州乡镇村]|街道))[:：]?"
)
TOO_LARGE = Decimal(10) ** 15  # no count or sum of money of any county; it still fits the warehouse's columns
_A_DATE = "日期, 如 2024-05-20、2024.5.20、2024年5月20日"
EARLIEST_YEAR, LATEST_YEAR = 1949, 2099

_NUMBER = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(E[-+]?\d+)?(\D*)", re.IGNORECASE)


class Unreadable(Exception):
    """A cell that is no value of the kind its column holds; the message says what was expected."""


@lru_cache(maxsize=100_000)  # the same words stand in most rows of a table
def plain(cell: str) -> str:
    """Half width, without white space."""
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", cell))


def is_null(cell: str) -> bool:
    """Whether the cell says nothing: empty, —, /."""
    return not cell or cell.strip() in NULLS or plain(cell) in NULLS


def without_personal(text: str) -> str:
    """The text without identity, bank card, telephone, passport and account numbers and mail addresses, however written."""
    if len(text) < SHORTEST_PERSONAL:
        return text
    text = ACCOUNTS.sub(lambda found: "".join(word or "" for word in found.groups()) + LEFT_OUT, text)
    parts, end = [], 0
    for match in PERSONAL.finditer(text.translate(_HALF_WIDTH)):
        parts += [text[end : match.start()], LEFT_OUT]
        end = match.end()
    return "".join([*parts, text[end:]])


def read_number(cell: str, units: tuple[str, ...] = ()) -> tuple[Decimal, str]:
    """A number and the unit written behind it ("" when none); thousands commas and full-width digits are fine."""
    match = _NUMBER.fullmatch(plain(cell).strip("'¥￥"))
    if not match:
        raise Unreadable("数字")
    sign, whole, fraction, power, unit = match.groups()
    unit = unit.strip("()")
    if unit and unit != "%" and unit not in units and unit not in YUAN_FACTORS and unit not in COUNT_UNITS:
        raise Unreadable("数字")
    value = Decimal(f"{sign}{whole.replace(',', '')}{fraction or ''}{power or ''}")
    if abs(value) >= TOO_LARGE:
        raise Unreadable("小于一千万亿的数字")
    return value, unit


def read_yuan(cell: str, factor: int) -> Decimal:
    """Money in yuan; `factor` is the yuan of one unit of the column, a unit written in the cell goes before it."""
    value, unit = read_number(cell)
    if unit and unit not in YUAN_FACTORS:
        raise Unreadable("金额")
    yuan = value * (YUAN_FACTORS[unit] if unit else factor)
    if yuan < 0:
        raise Unreadable("不为负的金额 (冲销、退回的钱请从原来的金额中减去)")
    if abs(yuan) >= TOO_LARGE:
        raise Unreadable("小于一千万亿元的金额")
    return yuan.quantize(Decimal("0.01"))


def read_integer(cell: str) -> int:
    """A whole number that is not negative, with or without a count unit behind it."""
    value, unit = read_number(cell)
    if value < 0:
        raise Unreadable("不为负的整数")
    if value != value.to_integral_value() or unit == "%" or unit in YUAN_FACTORS:
        raise Unreadable("整数")
    return int(value)


def read_flag(cell: str) -> bool:
    """是 or 否, as the words of data/vocabulary/flags.csv."""
    code = words_by_code("flags.csv", "code").get(plain(cell))
    if code is None:
        raise Unreadable("是 或 否")
    return code == "true"


def read_unit(cell: str) -> str:
    """The names of units as written; a limit or a day below such a heading is a sign that the heading stands one column off."""
    text = plain(cell)
    if is_only_deadline(text) or re.fullmatch(r"\d[\d年月日号./-]*[前底末]?", text):
        raise Unreadable("单位名称, 不是日期或时限 (表头与下面的格可能错开了一列)")
    return cell


def read_status(cell: str) -> str:
    """A status code, by the words of data/vocabulary/statuses.csv, or by a wording that says it (已完成80%)."""
    text = plain(cell).rstrip("。;!")
    code = words_by_code("statuses.csv", "code").get(re.sub(r"[。,，;；、!]+", "", text))
    if code is None and (worded := worded_status(text, 0, len(text))) is not None and worded.end == len(text):
        code = worded.code
    if code is None:
        raise Unreadable(A_STATE)
    return code


def read_period(cell: str, year: int | None = None) -> tuple[date, date]:
    """First and last day of a date, month, quarter, half-year or year; `year` is used when the cell names none."""
    text = re.sub(r"(?<=[-/]\d\d)T?\d\d:\d\d:\d\d(?:\.\d+)?$|(?<=^\d{8})\.0$", "", plain(cell))
    if re.fullmatch(r"[3-6]\d{4}(\.\d+)?", text):  # days since the last day of 1899, as Excel counts
        day = date(1899, 12, 30) + timedelta(days=int(float(text)))
        return day, day
    stretch = read_stretch(text, year)
    if stretch is None or not all(EARLIEST_YEAR <= day.year <= LATEST_YEAR for day in stretch):
        raise Unreadable(expected_day(text) or _A_DATE)
    if stretch[1] < stretch[0]:
        raise Unreadable("不早于起始日期的截止日期")
    return stretch


def read_day(cell: str, year: int | None = None) -> date:
    """The day something happened; the last one of a month or longer. About ten days of a month (五月中旬) is no day."""
    if "旬" in cell:
        raise Unreadable(_A_DATE)
    return read_period(cell, year)[1]


def read_deadline(cell: str, year: int | None = None) -> date | None:
    """The last day named in a deadline, None when it names none (立行立改, 长期坚持); Unreadable for one that has no such day."""
    text = plain(cell)
    if re.fullmatch(r"[\d./-]+(00:00:00)?", text):
        return read_period(text, year)[1]
    try:
        return read_last_day(text, year)
    except NoLastDay:
        raise Unreadable(expected_limit(text)) from None
