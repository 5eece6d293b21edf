"""The time limit of an issue: 立行立改,长期坚持 · 2024年6月底前 · 3个月内 · 确保4月30日前完成….

Codes: immediate, ongoing, immediate_and_ongoing, by_date (with its last day), period. Words without a date are in
data/vocabulary/deadlines.csv.
"""

import re
from functools import cache

from etl.parsed import Deadline
from etl.plan.dates import last_day
from etl.plan.signs import COMMA, SEMICOLON
from etl.vocabulary import alternation, words_by_code

# A time limit inside a measure: a date, 前, and that something is done by then.
_DONE_BY = re.compile(
    rf"前(?<=[年月日底末旬]前)[^。\n{COMMA}{SEMICOLON}]{{0,14}}?(?:完成|到位|办结|销号|建成|办完|整改完毕|达标|见效)"
    rf"|到(?<=(?:力争|确保)到)[^。\n{COMMA}{SEMICOLON}]{{2,12}}[底末]"
)
_STOPS = "。\n" + COMMA + SEMICOLON


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = words_by_code("deadlines.csv", "code")
    return re.compile(alternation(codes)), codes


def read_deadline(text: str, start: int, end: int, year: int | None) -> Deadline | None:
    """The time limit that a labelled value states; None when it states none. `year` completes yearless dates."""
    wording = text[start:end]
    stripped = wording.strip(" \t\r\n\u3000\xa0。;；,，()（）")
    if not stripped:
        return None
    start += wording.index(stripped)
    line = stripped.find("\n")
    if line >= 0:
        stripped = stripped[:line].rstrip()
    pattern, codes = _words()
    found = {codes[word] for word in pattern.findall(stripped)}
    due_on = last_day(stripped, year) if any(character.isdigit() or character in "年月底" for character in stripped) else None
    if due_on is not None:
        code = "by_date"
    elif {"immediate", "ongoing"} <= found:
        code = "immediate_and_ongoing"
    elif found:
        code = next(code for code in ("period", "immediate", "ongoing") if code in found)
    else:
        return None
    return Deadline(start, start + len(stripped), code, due_on)


def is_only_deadline(words: str) -> bool:
    """Whether words are nothing but a time limit without a date: 立行立改,长期坚持。"""
    rest, found = _words()[0].subn("", words)
    return found > 0 and not re.search(r"\w", rest)


def find_deadline(text: str, start: int, end: int, year: int | None) -> Deadline | None:
    """A time limit inside a measure (确保6月30日前完成…), the last one; None when the measure has none."""
    best = None
    for match in _DONE_BY.finditer(text, start, end):
        first = max(start - 1, *(text.rfind(stop, max(start, match.start() - 62), match.start()) for stop in _STOPS)) + 1
        wording = text[first : match.end()]
        due_on = last_day(wording, year)
        if due_on is not None and "已" not in wording:
            best = Deadline(first, match.end(), "by_date", due_on)
    return best
