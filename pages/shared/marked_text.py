"""A document's text with the very words of each value marked, in colours with words.

Everything from the document passes `escape`: it is text, whatever it looks like. The text is cut at the ends of all spans, so
that spans may overlap in any way; a piece takes the colour of the shortest span over it. Long stretches without a mark are
folded, so that the first mark stands at the top and none is far from the next.
"""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

from warehouse.labels import EVIDENCE_KIND

FOLD_CHARS = 240  # an unmarked stretch longer than this is folded, but for the paragraphs at its ends
BROAD = ("finding", "measure")  # long spans that hold others: a tint instead of a full colour


@dataclass(frozen=True)
class Mark:
    """One value in the text: `text[start:end]` are its words; `kind` a code of EVIDENCE_KIND, `reading` what it was read as."""

    start: int
    end: int
    kind: str
    reading: str


def legend(marks: list[Mark]) -> str:
    """The kinds of mark that occur, each with its number and a jump to its first place."""
    numbers = {kind: sum(mark.kind == kind for mark in marks) for kind in EVIDENCE_KIND}
    links = [
        f'<a class="key k-{kind}" href="#{_anchor(kind)}">{escape(EVIDENCE_KIND[kind])} {number}</a>'
        for kind, number in numbers.items()
        if number
    ]
    return f'<nav class="legend" aria-label="标记">{"".join(links)}</nav>'


def body(text: str, marks: list[Mark]) -> str:
    """The text as HTML, marked; the first mark of each kind is the target of the legend's jump."""
    known = [mark for mark in marks if mark.kind in EVIDENCE_KIND and 0 <= mark.start < mark.end <= len(text)]
    firsts = {kind: min((mark for mark in known if mark.kind == kind), key=_place) for kind in {mark.kind for mark in known}}
    cuts = sorted({0, len(text)} | {mark.start for mark in known} | {mark.end for mark in known})
    by_start = sorted(known, key=_place)
    pieces, open_marks, following = [], list[Mark](), 0
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while following < len(by_start) and by_start[following].start == start:
            open_marks.append(by_start[following])
            following += 1
        words = text[start:end]
        pieces.append(_marked(words, start, open_marks, firsts) if open_marks else _unmarked(words, start == 0, end == len(text)))
    return f'<div class="document" lang="zh-Hans">{"".join(pieces)}</div>'


def _marked(words: str, start: int, marks: list[Mark], firsts: dict[str, Mark]) -> str:
    shortest = min(marks, key=lambda mark: mark.end - mark.start)
    inside = "".join(f" in-{kind}" for kind in BROAD if any(mark.kind == kind for mark in marks))
    beginning = [mark for mark in marks if mark.start == start]
    anchors = "".join(f'<a id="{_anchor(mark.kind)}"></a>' for mark in beginning if firsts[mark.kind] is mark)
    # dict.fromkeys: two values of one kind that begin together need the word once.
    names = "·".join(dict.fromkeys(EVIDENCE_KIND[mark.kind] for mark in beginning))
    label = f'<span class="word">{escape(names)}</span>' if names else ""
    title = "; ".join(f"{EVIDENCE_KIND[mark.kind]}: {mark.reading}" for mark in marks if mark.kind not in BROAD)
    return f'{anchors}<mark class="k-{shortest.kind}{inside}" title="{escape(title)}">{label}{escape(words)}</mark>'


def _unmarked(words: str, is_first: bool, is_last: bool) -> str:
    """Words between marks; a long stretch is folded, whole paragraphs at a time."""
    if len(words) <= FOLD_CHARS:
        return escape(words)
    head = 0 if is_first else words.find("\n") + 1
    tail = len(words) if is_last else words.rfind("\n") + 1
    folded = words[head:tail]
    if len(folded) <= FOLD_CHARS:
        return escape(words)
    name = "上文" if is_first else "下文" if is_last else "中间"
    summary = f"<summary>{name} {len(folded):,} 字, 点开阅读</summary>"
    return f"{escape(words[:head])}<details>{summary}{escape(folded)}</details>{escape(words[tail:])}"


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _anchor(kind: str) -> str:
    return f"mark-{kind}"
