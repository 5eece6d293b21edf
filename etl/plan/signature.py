"""The end of a document: the offices that sign it and the day, and the closing words in front of them.

特此报告。                        closing words
黄桑乡人民政府                    an office
2024年5月20日                     the day, alone on its line or behind the office
"""

import re
from dataclasses import dataclass
from datetime import date

from etl.parsed import Span
from etl.plan.dates import read_date
from etl.plan.signs import CLOSE, OPEN

LAST_LINES = 12
BLANKS = " \t\r\u3000\xa0"
DATE_LINE = re.compile(
    rf"[{OPEN}]?((?:19|20)\d\d\s?[年.．/-]\s?\d{{1,2}}\s?[月.．/-]\s?\d{{1,2}}\s?日?|[二〇○零一三四五六七八九十]{{4}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日)[{CLOSE}]?"
)
ISSUER = re.compile(
    r"[\u4e00-\u9fff()（）]{3,40}(?:委员会|政府|党委|办公室|指挥部|领导小组|工作组|局|委|站|中心|办|部|会|办事处|管理处|管理区)"
)
_SIGNED_LINE = re.compile(rf"(?P<office>{ISSUER.pattern})[{BLANKS}]*(?P<day>{DATE_LINE.pattern})")
_DAY_ENDS = "日0123456789" + CLOSE
_CLOSING = re.compile(
    rf"[{BLANKS}]*(?:特此(?:报告|通报|通知|函复|函告|公告|公示|说明)|专此报告|以上(?:报告|汇报)|欢迎(?:广大|社会)|公示(?:期|时间|日期)|如(?:对|有)[^\n。]{{0,24}}异议|(?:监督|举报|联系)(?:电话|人)|附表[:：]|附件[:：]|妥否|(?:此页)?无正文)"
)
_NEXT_STEP = re.compile(rf"^[{BLANKS}]*下一步[，,]", re.MULTILINE)


@dataclass(slots=True)
class Line:
    """A line with words: text[start:end] without the blanks around them."""

    start: int
    end: int
    text: str


def lines_with_words(text: str, start: int, end: int) -> list[Line]:
    """The lines with words in text[start:end], blanks around them left out; an office and a date on one line are two."""
    lines = []
    at_line = start
    for line in text[start:end].split("\n"):
        words = line.strip(BLANKS)
        at = at_line + line.index(words)
        at_line += len(line) + 1
        if not words:
            continue
        signed = _SIGNED_LINE.fullmatch(words) if words[-1] in _DAY_ENDS else None
        if signed is not None:
            lines.append(Line(at, at + signed.end("office"), signed["office"]))
            at, words = at + signed.start("day"), signed["day"]
        lines.append(Line(at, at + len(words), words))
    return lines


def day_of(words: str) -> date | None:
    """The day that a line is; None for any other line."""
    match = DATE_LINE.fullmatch(words)
    return read_date(re.sub(r"\s", "", match[1])) if match else None


def signature_start(text: str) -> int:
    """Where the signature at the end begins (offices, then the date alone on its line; or a date that is the last line); the
    text's end when there is none."""
    tail_start = text.rfind("\n", 0, max(0, len(text) - 400)) + 1
    lines = lines_with_words(text, tail_start, len(text))[-LAST_LINES:]
    for index in range(len(lines) - 1, 0, -1):
        if day_of(lines[index].text) is None:
            continue
        first = index
        while first and all(ISSUER.fullmatch(name) for name in lines[first - 1].text.split()):
            first -= 1
        if first < index or index == len(lines) - 1:
            return lines[first].start
    return len(text)


def read_closing(text: str, end: int) -> tuple[int, list[Span]]:
    """Where the closing paragraphs before the signature at `end` begin, which belong to no numbered one, and those of mere form.

    特此报告 is form. 下一步,… says what will be done: it closes the document where it stands once; where earlier paragraphs begin
    so too, each belongs to its issue.
    """
    forms: list[Span] = []
    for _ in range(LAST_LINES):
        stop = end
        while stop and text[stop - 1].isspace():
            stop -= 1
        line = text.rfind("\n", 0, stop) + 1
        if line == 0:
            break
        if _CLOSING.match(text, line, end):
            forms.append(Span(line, end))
        elif _NEXT_STEP.match(text, line, end) is None or _NEXT_STEP.search(text, 0, line):
            break
        end = line
    return end, forms
