"""What is left of a document when every rule has taken its words: the text nobody claimed.

Claimed are the issues with their measures, the headings above them, the parts left aside (principles, schedule, safeguards), the
fields the document says of itself, its opening sentence (根据…制定本方案), the notice's address, and every figure.
"""

import re
from collections.abc import Iterable

from etl.parsed import Span
from etl.plan.signs import COLON

_OPENING = re.compile(
    r"[ \t\u3000\xa0]*(?:为|《[^\n]{4,80}》已|根据|按照?|依据|依照|针对|就|结合|遵照|近日|日前|近期|近年来|现将|\d{4}年)[^\n]*"
    r"(?:方案|报告|通报|印发|如下|措施|公布|公开|办法|意见)[^\n]{0,30}"
)
# 国家评估组…提出了问题。…现结合我乡实际,制定整改方案如下:
_ANNOUNCING = re.compile(
    r"[^\n]*(?:制定(?:本|此|如下|[^。\n]{0,20}方案)|(?:报告|通报|汇报|公布|公开)如下|方案如下)[^。\n]{0,12}[。:：]?[ \t]*"
)
_ADDRESS = re.compile(rf"[ \t\u3000\xa0]*(?:各|县|区|市|中共)[^\n。]{{1,60}}[{COLON}][ \t]*(?=\n|$)")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def opening(text: str, end: int) -> list[Span]:
    """The opening sentence and the notice's address in front of the first part, which begins at `end`."""
    spans = []
    start = 0
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        for pattern in (_OPENING, _ADDRESS, _ANNOUNCING):
            match = pattern.match(text, start, stop)
            if match is not None and (pattern is not _ANNOUNCING or match.end() == stop):
                spans.append(Span(start, stop if pattern is _OPENING else match.end()))
                break
        start = stop + 1
    return spans


def unclaimed(text: str, claimed: Iterable[Span]) -> list[Span]:
    """The stretches of text with words in them that no claimed span covers, without blanks and stops around them."""
    left = []
    position = 0
    for span in [*sorted(claimed, key=lambda span: span.start), Span(len(text), len(text))]:
        if span.start > position and _WORD.search(text, position, span.start):
            piece = text[position : span.start]
            start = position + len(piece) - len(piece.lstrip(" \t\r\n\u3000\xa0。;；,，、"))
            end = position + len(piece.rstrip(" \t\r\n\u3000\xa0"))
            left.append(Span(start, end))
        position = max(position, span.end)
    return left
