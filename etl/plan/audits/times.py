"""Dates in order, and characters that a copy lost."""

import re
from collections.abc import Iterator
from itertools import pairwise

from etl.parsed import Audit, Period, Span
from etl.plan.audits.document import Document
from etl.plan.impossible_days import impossible_days
from etl.plan.repairs import find_repairs

_CJK = "[一二三四五六七八九十]{1,3}"
_STAGE_HEADING = re.compile(rf"^[ \t\u3000]*(?:[((]{_CJK}[))]|{_CJK}、|\d{{1,2}}[..、]|第{_CJK}阶段)", re.M)
_KINDS = {"date": ("lost_date_characters", "日期掉字"), "doc_number": ("lost_number_characters", "文号掉字")}


def ranges_in_order(document: Document) -> Iterator[Audit]:
    """A stretch of time that ends before it begins."""
    for period in document.parsed.periods:
        if period.first_on and period.last_on and period.last_on < period.first_on:
            words = document.words(period)
            message = f"“{words}”的止期{period.last_on}早于起期{period.first_on}, 不相符。"
            yield document.result("dates_in_order", False, words, f"{period.last_on}<{period.first_on}", [period], message)


def days_that_exist(document: Document) -> Iterator[Audit]:
    """A day that no calendar has: 6月31日, 2023年2月29日. A day that exists needs no audit."""
    for span, computed in impossible_days(document.text):
        stated = document.words(span)
        message = f"“{stated}”这一天不存在: {computed}。没有按别的日子读。"
        yield document.result("day_exists", False, stated, computed, [span], message)


def stages_in_order(document: Document) -> Iterator[Audit]:
    """Numbered stages, each with its stretch of time: none begins before the one above it (they may overlap)."""
    stages = _stages(document)
    for run in stages:
        starts = [period.first_on for period in run if period.first_on]
        late = next(
            ((one, two) for one, two in pairwise(run) if one.first_on and two.first_on and two.first_on < one.first_on), None
        )
        stated = "、".join(document.words(period) for period in run)
        if late is None:
            message = f"各阶段按时间先后排列: {stated}。"
            yield document.result("stages_in_order", True, stated, " ≤ ".join(str(start) for start in starts), run, message)
        else:
            words = document.words(late[1])
            message = f"后一阶段“{words}”早于前一阶段“{document.words(late[0])}”, 不相符。"
            yield document.result("stages_in_order", False, stated, f"{late[1].first_on}<{late[0].first_on}", late, message)


def _stages(document: Document) -> list[list[Period]]:
    """Runs of two or more sibling headings whose own line (or the line below) begins with a stretch of time."""
    dated = [p for p in document.parsed.periods if p.first_on and p.last_on and p.first_on != p.last_on]
    runs: list[list[Period]] = []
    last_end = -1
    for period in dated:
        line = document.text.rfind("\n", max(0, period.start - 200), period.start) + 1
        words_above = document.text[max(0, line - 200) : line].rstrip()
        above = document.text.rfind("\n", max(0, line - 200), max(0, line - 200) + len(words_above)) + 1
        heading = _STAGE_HEADING.match(document.text, line) or (
            document.text[line : period.start].strip() == "" and _STAGE_HEADING.search(document.text, above, line)
        )
        if not heading or period.start - line > 40 or re.search("[。]", document.text[line : period.start]):
            continue
        same_run = (
            runs and last_end >= 0 and period.start - last_end < 1200 and not _section_between(document, last_end, period.start)
        )
        if same_run:
            runs[-1].append(period)
        else:
            runs.append([period])
        last_end = period.end
    return [run for run in runs if len(run) > 1]


def _section_between(document: Document, start: int, end: int) -> bool:
    return re.search(rf"\n[ \t\u3000]*{_CJK}、", document.text[start:end]) is not None


def lost_characters(document: Document) -> Iterator[Audit]:
    """Dates and document numbers that were repaired: one audit for each of the two kinds, with every place."""
    repairs = find_repairs(document.text, document.parsed.periods)
    for kind, (rule, label) in _KINDS.items():
        places = [repair for repair in repairs if repair.kind == kind]
        if not places:
            continue
        spans = [Span(repair.start, repair.end) for repair in places]
        stated = "、".join(dict.fromkeys(document.words(span) for span in spans))
        computed = "、".join(dict.fromkeys(repair.reading for repair in places))
        message = f"{label}, 照字面不成立: {stated}; 读作{computed}。"
        yield document.result(rule, False, stated, computed, spans, message, places=len(spans))
