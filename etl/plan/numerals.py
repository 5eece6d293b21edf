"""Reading a number as Chinese offices write it: 2,897 · 1 200 · 88.8万 · 四十五万 · 二〇二四 · 3亿5000万 · 两万五.

`NUMBER` is the pattern of such a number, to be built into larger patterns; `read_number` gives its value. Words that make a
number approximate (余 多 近 约 …) are not part of it. The pattern never backtracks into a run of digits, so that a megabyte
of digits costs one pass.
"""

import re
from decimal import Decimal

DIGIT_VALUES = {c: i for digits in ("零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖") for i, c in enumerate(digits)}
DIGIT_VALUES |= {"〇": 0, "○": 0, "两": 2}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE_UNITS = {"万": 10**4, "亿": 10**8}

CHINESE_CHARS = "〇○零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
ARABIC = r"(?:\d{1,3}(?:[, ]\d{3}){1,5}+(?!\d)|\d++)(?:[..]\d++)?+"
CHINESE = rf"[{CHINESE_CHARS}]++(?:点[〇○零一二三四五六七八九]++)?+"
NUMBER = rf"(?:{ARABIC}|{CHINESE})"

# Longer runs are identity or telephone numbers, never a quantity of a township.
LONGEST_RUN = 15

_SECTION = re.compile(
    rf"(?P<digits>{ARABIC})?+(?P<chinese>[{CHINESE_CHARS}]*+(?:点[〇○零一二三四五六七八九]++)?+)\s?(?P<large>[万亿]*+)"
)


class NotANumber(ValueError):
    """The wording is not a number this module can read."""


def read_number(wording: str) -> Decimal:
    """The value of a number in digits, in Chinese numerals, or in digits with 十 百 千 万 亿.

    Raises NotANumber for anything else, and for runs longer than `LONGEST_RUN` characters.
    """
    if len(wording) <= LONGEST_RUN and wording.replace(".", "", 1).isdecimal():
        return Decimal(wording)
    if len(wording) == 1 and wording in DIGIT_VALUES:
        return Decimal(DIGIT_VALUES[wording])
    wording = wording.replace(" ", "").replace("\u3000", "").replace("\n", "").replace(",", "").replace(".", ".")
    if not wording or len(wording) > 2 * LONGEST_RUN:
        raise NotANumber(wording[:40])
    total, smallest, position = Decimal(0), Decimal("Infinity"), 0
    while position < len(wording):
        found = _SECTION.match(wording, position)
        if found is None or found.end() == position:
            raise NotANumber(wording)
        section = _read_section(found["digits"], found["chinese"])
        scale = Decimal(1)
        for unit in found["large"]:
            scale *= LARGE_UNITS[unit]
        if scale >= smallest:  # 万 after 万: 1万2万 is two numbers; 3万亿 is read by its own scale
            raise NotANumber(wording)
        # 两万五, 2万5 are 25 000: one digit right after 万 counts thousands (二万零五 has a 零)
        if smallest == LARGE_UNITS["万"] and scale == 1 and len(found["chinese"]) + len(found["digits"] or "") == 1:
            section *= 1000
        total += section * scale
        smallest, position = scale, found.end()
    return total


def read_integer(wording: str) -> int:
    """The value of a number without a fraction. Raises NotANumber for anything that is none."""
    return int(wording) if wording.isdecimal() else int(read_number(wording))


def _read_section(digits: str | None, chinese: str) -> Decimal:
    """The value of the part before 万 or 亿: 1467.47, 四千零二, 5千."""
    if digits and not chinese:
        return Decimal(digits)
    if not digits and not chinese:
        raise NotANumber("万")
    if digits:
        if any(character not in SMALL_UNITS for character in chinese):
            raise NotANumber(digits + chinese)
        value = Decimal(digits)
        for character in chinese:
            value *= SMALL_UNITS[character]
        return value
    whole, _, fraction = chinese.partition("点")
    value = Decimal(_read_chinese(whole))
    if fraction:
        value += Decimal("0." + "".join(str(DIGIT_VALUES[character]) for character in fraction))
    return value


def _read_chinese(numeral: str) -> int:
    """二百三十四 by its units; 二〇二四, without any unit, digit by digit."""
    if not any(character in SMALL_UNITS for character in numeral):
        if not numeral:
            raise NotANumber(numeral)
        return int("".join(str(DIGIT_VALUES[character]) for character in numeral))
    total, last_unit = 0, 0
    pending: int | None = None
    for character in numeral:
        if character in SMALL_UNITS:
            unit = SMALL_UNITS[character]
            if last_unit and unit >= last_unit:
                raise NotANumber(numeral)
            total += (1 if pending is None else pending) * unit
            pending, last_unit = None, unit
        elif character in "零〇○":
            pending = None
        else:
            if pending is not None:
                raise NotANumber(numeral)
            pending = DIGIT_VALUES[character]
    if pending is not None:
        # 三千二 is 3 200, 一百五 is 150; 一百零五 is 105
        follows_unit = numeral[-2] in "百千佰仟"
        total += pending * (last_unit // 10 if follows_unit else 1)
    return total
