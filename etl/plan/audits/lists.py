"""Declared numbers against the list that is there.

主要聚焦以下十个方面 … (一) to (十)            共认领2类10项16个问题            75平方米、100平方米、125平方米、150平方米四种户型
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from etl.parsed import Audit, Span
from etl.plan.audits.document import Document
from etl.plan.numerals import CHINESE_CHARS, NUMBER, NotANumber, read_number
from etl.plan.signs import with_breaks_for

_CJK = "[一二三四五六七八九十]{1,3}"
_HEADING = re.compile(
    rf"\n[ \t\u3000]*(?:(?P<section>{_CJK})[、..]|[((](?P<cjk>{_CJK})[))]"
    rf"|(?P<arabic>\d{{1,3}})[..、](?!\d)|[((](?P<bracket>\d{{1,3}})[))]|第(?P<chapter>{_CJK})[章节部阶条])"
)
_STRUCTURE = re.compile(r"[个项大类条](?:方面|阶段|步骤|重点任务|重点工作|主要任务|环节)")
_SAID_OF_IT = re.compile(
    rf"(?:以下|下列|如下|等|共分为|分为|共|聚焦|围绕|抓好|分|列出的?|重点|开展|主要|认领|梳理|的)\s?(?P<number>{NUMBER})$"
)
_ISSUES = re.compile(r"[个条项](?:具体)?问题")
_CHAIN = re.compile(
    rf"(?:(?P<classes>{NUMBER})(?:[类大]类?|个方面))?[、,,]?(?:(?P<items>{NUMBER})项)?[、,,]?(?P<issues>{NUMBER})$"
)
_OWN_ISSUES = re.compile(r"认领|反馈|梳理|查摆|发现|存在|涉及|共")
_UNITS = "种项个类大条本级户"
# The unit is looked for, and the number in front of it read when a list stands before: numbers are many more than these units.
_ENUMERATED = re.compile(rf"[{_UNITS}](?<=[\d{CHINESE_CHARS}][{_UNITS}])(?=[一-鿿])")
_NUMERALS = f"0123456789{CHINESE_CHARS}"
_LONGEST_NUMBER = 31
# A short list is often told in one sentence, without numbers: only longer ones are doubted.
FEWEST_DOUBTED = 5
# A number of issues far from the declared one shows that the outline is of another grain, not that the document errs.
MOST_DIFFERENT = 0.34
_ITEM_STOPS = ",。;:(“《"
_LONGEST_LIST = 120
_HEADING_WORDS = re.compile(r"[^\n。;:]{1,40}")  # what is marked of an item


def declared_structure(document: Document) -> Iterator[Audit]:
    """N个方面 / 阶段 / 重点任务 and N个问题 said of the document itself, outside its issues, against headings and issues."""
    lists: dict[int, list[Span]] | None = None
    for found in document.outside_issues(_STRUCTURE):
        said = _SAID_OF_IT.search(document.text, max(0, found.start() - 12), found.start())
        number = _value(said["number"]) if said else None
        if said is None or number is None or number < 2:
            continue
        span = Span(said.start("number"), found.end())
        stated = document.words(span)
        lists = _lists(document) if lists is None else lists  # most documents declare no such number
        ok = number in lists
        if not ok and (number < FEWEST_DOUBTED or max(lists, default=0) < 2):  # a text that lists nothing only speaks of a list
            continue
        closest = min(lists, key=lambda length: (abs(length - number), -length), default=0)
        listed = number if ok else _main_list(document) or closest
        computed = f"列出{number}" if ok else f"实列{listed}"
        message = f"原文说{stated}, {'与所列数目相符' if ok else f'{computed}, 不相符'}。"
        yield document.result("declared_list", ok, stated, computed, [span, *lists.get(listed, [])], message)
    yield from _declared_issues(document)


def _declared_issues(document: Document) -> Iterator[Audit]:
    """2类10项16个问题, said before the first issue, against classes, items and issues of the outline."""
    issues = document.parsed.issues
    if not issues:
        return
    first = min(issue.title.start for issue in issues)
    leaves = len(issues)
    depths: list[int] = []
    for noun in _ISSUES.finditer(document.text, 0, first):
        found = _CHAIN.search(document.text, max(0, noun.start() - 24), noun.start())
        number = _value(found["issues"]) if found else None
        if found is None or number is None or number < 2:
            continue
        inner = [value for value in (_value(found["classes"]), _value(found["items"])) if value is not None]
        own = _OWN_ISSUES.search(document.text, max(0, found.start() - 12), found.start())
        if not own or (not inner and leaves < 2):
            continue
        depths = depths or _nodes_by_depth(document)  # most documents declare no such number
        ok = number == leaves and all(value in depths for value in inner)
        if not ok and (number in depths or not _is_trusted(document) or abs(number - leaves) > number * MOST_DIFFERENT):
            continue
        stated = document.words(Span(found.start(), noun.end()))
        computed = f"所列{leaves}个问题" + (f", 各级标题{'、'.join(str(depth) for depth in sorted(depths))}个" if inner else "")
        message = f"原文自述{stated}, {'与所列问题相符' if ok else f'{computed}, 不相符'}。"
        places = [Span(found.start(), noun.end()), *(issue.title for issue in issues)]
        yield document.result("declared_issues", ok, stated, computed, places, message)


def enumerations(document: Document) -> Iterator[Audit]:
    """甲、乙、丙三种方式: confirms a list right before its number; silent where it differs, for items may hide a 、 or 和."""
    text = document.text
    for found in _ENUMERATED.finditer(text):
        before = text[max(0, found.start() - _LONGEST_NUMBER) : found.start()]
        numeral = before[len(before.rstrip(_NUMERALS)) :]
        first = found.start() - len(numeral)
        begin = max(0, first - _LONGEST_LIST)
        if text.find("、", begin, first) < 0:
            continue
        segment = text[begin:first].removesuffix("等").rstrip("”")
        cut = with_breaks_for(_ITEM_STOPS, segment).rfind("\n") + 1
        listed = segment[cut:]
        marks = listed.count("、")
        number = _value(numeral) if marks else None
        if number is None or not 2 <= number <= 30:
            continue
        if not listed.endswith("、") and number in (
            marks + 1,
            marks + 1 + len(re.findall("[和及与]", listed.rpartition("、")[2])),
        ):
            span = Span(begin + cut, found.end())
            stated = f"{numeral}{found.group()}"
            message = f"所列“{listed}”为{number}项, 与“{stated}”相符。"
            yield document.result("enumeration", True, stated, f"列举{number}项", [span], message)


def _is_trusted(document: Document) -> bool:
    """Whether the issues found are numbered without gaps: only then may a declared number be doubted."""
    last, gaps = 0, 0
    for issue in document.parsed.issues:
        numbers = re.findall(rf"\d+|{_CJK}", issue.no)
        number = _value(numbers[-1]) if numbers else None
        if number is None:
            return False
        gaps += number not in (1, last + 1)
        last = number
    return gaps == 0


def _lists(document: Document) -> dict[int, list[Span]]:
    """The lengths of all numbered lists of the text, each with the headings of one such list, and the number of nodes at each
    depth of the outline (with the issues' titles where these are the nodes)."""
    lists = _runs(document.text)
    titles: list[Span] = [issue.title for issue in document.parsed.issues]
    for nodes in _nodes_by_depth(document):
        lists.setdefault(nodes, titles if nodes == len(titles) else [])
    return lists


def _runs(text: str) -> dict[int, list[Span]]:
    """The runs of two or more headings numbered 1, 2, 3 … in one style: their length, and where the first such run stands."""
    runs: dict[int, list[Span]] = {}
    reached: defaultdict[str, list[Span]] = defaultdict(list)

    def end(style: str) -> None:
        if len(reached[style]) > 1:
            runs.setdefault(len(reached[style]), reached[style])
        reached[style] = []

    for found in _HEADING.finditer("\n" + text):
        style = found.lastgroup or ""
        number = _value(found[style])
        if number is None:
            continue
        if number != len(reached[style]) + 1:
            end(style)
        if number == len(reached[style]) + 1:
            begin = found.start() + len(found.group()) - len(found.group().lstrip("\n \t\u3000")) - 1
            words = _HEADING_WORDS.match(text, begin)
            reached[style].append(Span(begin, words.end() if words else begin))
        if style == "section":
            end("cjk")
    for style in list(reached):
        end(style)
    return runs


def _nodes_by_depth(document: Document) -> list[int]:
    """How many headings or issues stand at each depth of the outline, outermost first, then the number of issues."""
    paths = [(*issue.path, issue.title.text) for issue in document.parsed.issues]
    deepest = max((len(path) for path in paths), default=0)
    return [len({path[: depth + 1] for path in paths}) for depth in range(deepest)] + [len(paths)]


def _main_list(document: Document) -> int:
    """The number of nodes at the first depth that has more than one."""
    return next((nodes for nodes in _nodes_by_depth(document) if nodes > 1), 0)


def _value(wording: str | None) -> int | None:
    try:
        return int(read_number(wording)) if wording else None
    except NotANumber:
        return None
