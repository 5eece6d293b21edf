"""Punctuation of the genre, half and full width, as pieces of regular expressions (inside character classes)."""

from itertools import accumulate

BLANK = " \t\r\u3000\xa0"
COLON = ":\uff1a"
COMMA = ",\uff0c"
SEMICOLON = ";\uff1b"
STOP = "。!\uff01?\uff1f"
OPEN = "(\uff08"
CLOSE = ")\uff09"
OPEN_ANY = "(\uff08〔﹝\\[\uff3b【"
CLOSE_ANY = ")\uff09〕﹞\\]\uff3d】"
DOT = ".\uff0e﹒"
CHINESE_NUMERAL = "[一二三四五六七八九十]{1,3}"


def with_breaks_for(stops: str, text: str) -> str:
    """The text with a line break for each of these stops, as long as before: `find` and `rfind` look for all of them at once,
    many times faster than a pattern."""
    for stop in stops:
        text = text.replace(stop, "\n")
    return text


def ends_at(stops: str, text: str) -> list[int]:
    """The places right behind each of these stops and each line break."""
    pieces = with_breaks_for(stops, text).split("\n")
    return list(accumulate(len(piece) + 1 for piece in pieces))[:-1]
