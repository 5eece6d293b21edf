"""A document's text with the very words of each value marked, in colours with words.

Everything from the document passes `escape`: it is text, whatever it looks like. The text is cut at the ends of all spans, so
that spans may overlap in any way; a piece takes the colour of the shortest span over it. All before the paragraph of the first
mark that is looked for is folded, and so are long stretches without a mark: the words one came for stand at the top.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from warehouse.labels import EVIDENCE_KIND

FOLD_CHARS = 240  # an unmarked stretch longer than this is folded, but for the paragraphs at its ends
BROAD = ("finding", "measure")  # long spans that hold others: a tint instead of a full colour
CORRECTED, UNCLAIMED = "corrected", "unclaimed"
MOST_LISTED = 8  # places of a list before the rest is folded
EXCERPT = 36  # characters


@dataclass(frozen=True)
class Mark:
    """One value in the text: `text[start:end]` are its words; `kind` a code of EVIDENCE_KIND, `reading` what it was read as.

    `correction` says what was put right, `word` stands before the words instead of the kind's label, `anchor` can be jumped to.
    """

    start: int
    end: int
    kind: str
    reading: str
    correction: str = ""
    word: str = ""
    anchor: str = ""


def legend(marks: list[Mark]) -> str:
    """The kinds that occur, each with its number and a jump to its first place."""
    numbers = {kind: sum(mark.kind == kind for mark in marks) for kind in EVIDENCE_KIND}
    numbers[CORRECTED] = sum(bool(mark.correction) for mark in marks)
    links = [
        f'<a class="key k-{kind}" href="#{_anchor(kind)}">{escape(EVIDENCE_KIND[kind])} {number}</a>'
        for kind, number in numbers.items()
        if number
    ]
    return f'<nav class="legend" aria-label="标记">{"".join(links)}</nav>'


def places(name: str, listed: Iterable[tuple[str, str, str]]) -> str:
    """A list of (place, words, anchor) that jumps to each; a long one is folded behind its first places."""
    links = [
        f'<li><a href="#{escape(anchor)}">{escape(place)} <q>{escape(_excerpt(words))}</q></a></li>'
        for place, words, anchor in listed
    ]
    more = links[MOST_LISTED:]
    rest = f"<details><summary>另有 {len(more)} 处</summary><ul>{''.join(more)}</ul></details>" if more else ""
    return f'<nav class="places" aria-label="{escape(name)}"><ul>{"".join(links[:MOST_LISTED])}</ul>{rest}</nav>'


def body(text: str, marks: list[Mark], pages: Sequence[tuple[int, int]] = ()) -> str:
    """The text as HTML, marked; the first mark of each kind is the target of the legend's jump.

    `pages` are (number, where its text begins): each is said at its place, and of a folded stretch to which page it goes.
    """
    known = [mark for mark in marks if mark.kind in EVIDENCE_KIND and 0 <= mark.start < mark.end <= len(text)]
    anchors = _anchors(known)
    top = _top(text, known)
    cuts = sorted({0, top, len(text)} | {mark.start for mark in known} | {mark.end for mark in known})
    by_start = sorted(known, key=_place)
    above, pieces = list[str](), list[str]()
    open_marks, following = list[Mark](), 0
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while following < len(by_start) and by_start[following].start == start:
            open_marks.append(by_start[following])
            following += 1
        words = _Words(text, start, end, pages)
        if open_marks:
            (above if end <= top else pieces).append(_marked(words, open_marks, anchors))
        elif end <= top:
            above.append(words.html())
        else:
            pieces.append(_unmarked(words, end == len(text)))
    folded = _folded("上文", _Words(text, 0, top, pages), "".join(above), sum(mark.start < top for mark in known)) if top else ""
    return f'<div class="document" lang="zh-Hans">{folded}{"".join(pieces)}</div>'


def _top(text: str, marks: list[Mark]) -> int:
    """Where the paragraph begins that the reader came for, 0 where little stands above it.

    What nobody claimed comes along with everything: it is looked for only where nothing else is marked.
    """
    sought = [mark for mark in marks if mark.kind != UNCLAIMED] or marks
    if not sought:
        return 0
    begin = text.rfind("\n", 0, min(mark.start for mark in sought)) + 1
    return begin if begin > FOLD_CHARS else 0


def _folded(name: str, words: "_Words", html: str, mark_count: int = 0) -> str:
    """A stretch behind a line that says how long it is, to which page it goes and what is marked in it."""
    to_page = f", 到第{words.begun()[-1][0]}页" if words.begun() else ""
    marked = f", 含标记 {mark_count} 处" if mark_count else ""
    return f"<details><summary>{name} {words.end - words.start:,} 字{to_page}{marked}, 点开阅读</summary>{html}</details>"


@dataclass(frozen=True)
class _Words:
    """A stretch of the text, with the pages that begin in it."""

    text: str
    start: int
    end: int
    pages: Sequence[tuple[int, int]]

    def part(self, start: int, end: int) -> "_Words":
        return _Words(self.text, start, end, self.pages)

    def begun(self) -> list[tuple[int, int]]:
        """The pages that begin here."""
        return [(page, start) for page, start in self.pages if self.start <= start < self.end]

    def html(self) -> str:
        """The words, each page said where it begins."""
        made, position = "", self.start
        for page, start in self.begun():
            made += f'{escape(self.text[position:start])}<span class="page">第{page}页</span>'
            position = start
        return made + escape(self.text[position : self.end])


def _anchors(marks: list[Mark]) -> dict[int, list[str]]:
    """Where jumps lead: id of a mark -> the names to be set before it."""
    first_of: dict[str, Mark] = {}
    for mark in sorted(marks, key=_place):
        for name in (mark.kind, *([CORRECTED] if mark.correction else [])):
            first_of.setdefault(name, mark)
    anchors: dict[int, list[str]] = {}
    for name, mark in first_of.items():
        anchors.setdefault(id(mark), []).append(_anchor(name))
    for mark in marks:
        if mark.anchor:
            anchors.setdefault(id(mark), []).append(mark.anchor)
    return anchors


def _marked(words: _Words, marks: list[Mark], anchors: dict[int, list[str]]) -> str:
    shortest = min(marks, key=lambda mark: mark.end - mark.start)
    inside = "".join(f" in-{kind}" for kind in BROAD if any(mark.kind == kind for mark in marks))
    inside += " is-corrected" if any(mark.correction for mark in marks) else ""
    beginning = [mark for mark in marks if mark.start == words.start]
    targets = "".join(f'<a id="{escape(name)}"></a>' for mark in beginning for name in anchors.get(id(mark), ()))
    # dict.fromkeys: two values of one kind that begin together need the word once.
    named = [mark.word or EVIDENCE_KIND[mark.kind] for mark in beginning]
    named += [EVIDENCE_KIND[CORRECTED]] if any(mark.correction for mark in beginning) else []
    label = f'<span class="word">{escape("·".join(dict.fromkeys(named)))}</span>' if named else ""
    said = [
        f"{EVIDENCE_KIND[mark.kind]}: {mark.reading}" if mark.reading else EVIDENCE_KIND[mark.kind]
        for mark in marks
        if mark.kind not in BROAD
    ]
    title = "; ".join([*said, *(mark.correction for mark in marks if mark.correction)])
    return f'{targets}<mark class="k-{shortest.kind}{inside}" title="{escape(title)}">{label}{words.html()}</mark>'


def _unmarked(words: _Words, is_last: bool) -> str:
    """Words between marks; a long stretch is folded, whole paragraphs at a time."""
    if words.end - words.start <= FOLD_CHARS:
        return words.html()
    head = words.text.find("\n", words.start, words.end) + 1 or words.start
    tail = words.end if is_last else words.text.rfind("\n", words.start, words.end) + 1 or words.start
    if tail - head <= FOLD_CHARS:
        return words.html()
    before, folded, after = words.part(words.start, head), words.part(head, tail), words.part(tail, words.end)
    return f"{before.html()}{_folded('下文' if is_last else '中间', folded, folded.html())}{after.html()}"


def _excerpt(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT] + "…"


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _anchor(name: str) -> str:
    return f"mark-{name}"
