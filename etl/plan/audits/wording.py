"""Wordings that cannot be true together: all done and the rest under way, one unit under two names, a title quoted otherwise."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from etl.parsed import Audit, Span, Unit
from etl.plan.audits.document import Document
from etl.plan.units import is_short_for, renamed, short_name, without_level

_ALL_DONE = re.compile(r"全部(?:都)?(?:已)?(?:整改|完成|解决|落实|销号|办结|改造|整治|处理|到位)[一-鿿]{0,6}")
_ALREADY = re.compile(r"(?:目前)?(?:现|均)?已经?$")
_THE_REST = re.compile(
    r"(?:(?:其余|其他|其它|剩余|余下)(?!工作|措施|事项|方面)|(?:尚有|仍有|还有)(?=\d|部分问题|个别问题))[^,,。;;\n]{0,12}(?:正在|未|尚未|没有|整改中|推进中|进行中|待)[一-鿿]{0,6}"
)
# What may stand between a comma and 其余 without naming what the rest is of: 饮水工程还有2处 is the rest of something else.
_OF_NO_OTHER = re.compile(r"(?:但是?|不过|而|对|将|目前|现在?|仅|只|也|均|截至目前|\s)*")
_PART_OF = re.compile(r"其中|[个户条项处件]中|中有")
_NUMBER = r"(?P<no>[((][一二三四五六七八九十]{1,3}[))]|[一二三四五六七八九十]{1,3}、|\d{1,2}[..、])"
_QUOTED_TITLE = re.compile(r"“(?P<title>[^“”\n]{4,120})”(?:的|等)?(?:问题|方面)")
_BEFORE_QUOTE = re.compile(rf"{_NUMBER}?\s?(?:关于|针对)$")
_HEADING = re.compile(rf"\n[ \t\u3000]*{_NUMBER}\s?(?P<title>[^\n]{{2,160}})")
_PUNCTUATION = re.compile(r"\W+")
_MASKED = re.compile(
    r"(?<![A-Za-z0-9×*])(?:[Xx]{2,4}|×{2,4}|\*{2,4}|(?<![〇○零一二三四五六七八九十百千])[〇○]{2,4})[余多]?(?:万元|亿元|元|万亩|户|人(?!民)|名|个|亩|座|处|头|只|公里|米|次|%)"
    r"|(?<!\d)(?:19|20)(?:\d[Xx×*]|[Xx×*]{2})年"
)
_CLAUSE_MARKS = ",，;；:：。\n"
_MASKS = "Xx×*〇○"  # one of them stands in every masked number
SHORTEST_NAME = 4
SHORTEST_CORE = 3  # characters of a short form: 委办, 政府 are of many
_FARTHEST = 80  # characters between 全部 and 其余 within a sentence
_REMEMBERED = 8  # headings of one number that a quotation may go back to
_RELATED = 45  # likeness (0-100) from which a title of the same number is the same title, worded otherwise


def all_and_the_rest(document: Document) -> Iterator[Audit]:
    """28个,已全部整改到位,…其余正在整改: a contradiction, unless what is all done is called a part (其中12个已全部…), or the rest
    is of something its clause names (饮水工程还有2处正在施工)."""
    text = document.text
    starts = [count.start for count in document.parsed.counts]
    for done in _ALL_DONE.finditer(text):
        start, end = document.sentence_at(done.start())
        already = _ALREADY.search(text, max(start, done.start() - 5), done.start())
        begin = already.start() if already else done.start()
        rest = _THE_REST.search(text, done.end(), min(end, done.end() + _FARTHEST))
        if rest is None:
            continue
        clause = max(text.rfind(mark, start, rest.start()) for mark in _CLAUSE_MARKS) + 1
        if _OF_NO_OTHER.fullmatch(text, max(clause, done.end()), rest.start()) is None:
            continue
        before = bisect_right(starts, begin) - 1
        counted = document.parsed.counts[before] if before >= 0 else None
        last = counted if counted and counted.start >= start and 0 <= begin - counted.end <= 12 else None
        clause = max(text.rfind(mark, start, (last or Span(begin, done.end())).start) for mark in _CLAUSE_MARKS)
        if _PART_OF.search(text, max(clause, start), begin):
            continue
        spans = [Span((last or Span(begin, 0)).start, done.end()), Span(rest.start(), rest.end())]
        stated = f"{document.words(spans[0])}; {rest.group()}"
        message = f"同一句既说“{document.words(spans[0])}”, 又说“{rest.group()}”, 前后矛盾。"
        yield document.result("all_and_the_rest", False, stated, "全部完成则没有其余", spans, message)


def masked_values(document: Document) -> Iterator[Audit]:
    """Numbers that the copy hides (XX万元, xxx户, 201X年): no figures; one audit an issue, with every place."""
    by_issue: dict[int, list[Span]] = {}
    if not any(mask in document.text for mask in _MASKS):
        return
    for found in _MASKED.finditer(document.text):
        by_issue.setdefault(id(document.issue_at(found.start())), []).append(Span(found.start(), found.end()))
    for spans in by_issue.values():
        stated = "、".join(dict.fromkeys(document.words(span) for span in spans))
        message = f"原文隐去了数字: {stated}; 不作数据读入。"
        yield document.result("masked_values", False, stated, "没有数字", spans, message, places=len(spans))


class _Office(NamedTuple):
    """A unit by the level its name begins with (乡, 县) and the rest of the name."""

    unit: Unit
    level: str
    core: str


def one_unit_two_names(document: Document) -> Iterator[Audit]:
    """Two unit names of the same characters in another order (劳动保障事务所, 劳动事务保障所), one of them short (党政办公室,
    党政办; 扶贫开发办公室, 扶贫办), one from before a renaming (扶贫办, 乡村振兴办), or with a character doubled."""
    names: dict[str, Unit] = {}
    for issue in document.parsed.issues:
        for unit in issue.units:
            names.setdefault(unit.name, unit)
    by_letters: dict[str, list[Unit]] = {}
    for name, unit in names.items():
        if len(name) >= 4:
            by_letters.setdefault("".join(sorted(name)), []).append(unit)
    told: set[str] = set()
    for alike in by_letters.values():
        if len(alike) > 1:
            told.update(unit.name for unit in alike)
            yield _two_names(document, alike, "用字相同、字序不同")
    names = {name: unit for name, unit in names.items() if name not in told}
    place = document.parsed.plan.township or ""
    offices = [_Office(unit, *without_level(name, place)) for name, unit in names.items()]
    for why, short_form in (("一处用全称、一处用简称", short_name), ("像是更名前后的两种叫法", renamed)):
        yield from _same_in_short(document, offices, short_form, why)
    yield from _one_character_more(document, names)


def _same_in_short(document: Document, offices: list[_Office], short_form: Callable[[str], str], why: str) -> Iterator[Audit]:
    """Names of one level (乡, 县) whose short forms are the same, but that differ in more than the level.

    Of two that are called one a short form of the other, it has to be: 社会事务办 and 社会工作办 are two offices.
    """
    by_short: dict[str, list[_Office]] = {}
    for office in offices:
        by_short.setdefault(short_form(office.core), []).append(office)
    for short, same in by_short.items():
        if len(short) < SHORTEST_CORE or len(same) < 2:
            continue
        by_level: dict[str, list[tuple[str, Unit]]] = {}
        for office in same:
            by_level.setdefault(office.level, []).append((office.core, office.unit))
        if len(by_level) == 2 and "" in by_level:  # 扶贫办 beside 乡扶贫开发办公室: no level said is the other's
            by_level = {"": [one for group in by_level.values() for one in group]}
        for group in by_level.values():
            cores = dict(group)
            if short_form is short_name:
                alike = _full_and_short(cores)
            else:
                alike = [list(cores)] if len({short_name(core) for core in cores}) > 1 else []
            for names_of_one in alike:
                yield _two_names(document, sorted((cores[core] for core in names_of_one), key=lambda unit: unit.start), why)


def _full_and_short(cores: Iterable[str]) -> list[list[str]]:
    """Names that stand for one office: all that differ only in words left out, or each full name with its short one."""
    pairs = [pair for pair in combinations(cores, 2) if is_short_for(*pair) or is_short_for(*reversed(pair))]
    together = list(dict.fromkeys(core for pair in pairs for core in pair))
    is_one = len(pairs) == len(together) * (len(together) - 1) // 2
    return [together] if together and is_one else [list(pair) for pair in pairs]


def _one_character_more(document: Document, names: dict[str, Unit]) -> Iterator[Audit]:
    """Two long names of which one has a character doubled (乡乡村振兴办振兴, 乡财财政所): a slip of the pen."""
    for name, unit in names.items():
        for at in range(1, len(name)):
            if name[at] == name[at - 1]:
                other = names.get(name[:at] + name[at + 1 :])
                if other is not None and len(other.name) >= SHORTEST_NAME and name[at] not in "乡镇村县":
                    yield _two_names(document, [other, unit], "多写一个字")


def _two_names(document: Document, alike: list[Unit], why: str) -> Audit:
    stated = "、".join(unit.name for unit in alike)
    message = f"“{stated.replace('、', '”与“')}”{why}, 疑为同一单位的两种写法。"
    return document.result("unit_two_names", False, stated, f"{len(alike)}种写法", alike, message)


def quoted_titles(document: Document) -> Iterator[Audit]:
    """关于“…”的问题 against the heading of the same number above: the same words, or a title worded otherwise."""
    text = document.text
    quotes = [
        (quote, before["no"])
        for quote in _QUOTED_TITLE.finditer(text)
        if (before := _BEFORE_QUOTE.search(text, max(0, quote.start() - 10), quote.start()))
    ]
    if not quotes:
        return
    headings = _HEADING.finditer("\n" + text, 0, quotes[-1][0].start() + 1)
    by_title: dict[str, tuple[str, Span]] = {}
    by_number: dict[str, deque[tuple[str, Span]]] = {}
    heading = next(headings, None)
    for quote, number in quotes:
        while heading and heading.end() <= quote.start() + 1:
            entry = heading["title"].strip(), Span(heading.start("title") - 1, heading.end("title") - 1)
            by_title.setdefault(_bare(entry[0]), entry)
            by_number.setdefault(heading["no"], deque(maxlen=_REMEMBERED)).append(entry)
            heading = next(headings, None)
        wanted = _bare(quote["title"])
        span = Span(quote.start("title"), quote.end("title"))
        if wanted in by_title:
            original, place = by_title[wanted]
            message = f"引用的题目“{quote['title']}”与原题相符。"
            yield document.result("quoted_title", True, quote["title"], original, [place, span], message)
            continue
        within = next((one for one in by_number.get(number or "", ()) if wanted and wanted in _bare(one[0])), None)
        if within:  # the heading goes on with its finding: (一)资金管理不规范。有的…
            message = f"引用的题目“{quote['title']}”与原题相符。"
            yield document.result("quoted_title", True, quote["title"], quote["title"], [within[1], span], message)
            continue
        alike = [(fuzz.ratio(_bare(title), wanted), title, place) for title, place in by_number.get(number or "", ())]
        likeness, original, place = max(alike, key=lambda one: one[0], default=(0.0, "", span))
        if likeness >= _RELATED:
            message = f"引用的题目“{quote['title']}”与原题“{original}”不一致。"
            yield document.result("quoted_title", False, quote["title"], original, [place, span], message)


def _bare(title: str) -> str:
    """The characters of a title, without 的问题 at its end."""
    words = _PUNCTUATION.sub("", title)
    return words.removesuffix("问题").removesuffix("的") if words.endswith("问题") else words
