"""The counts that a document declares of itself: 共认领2类10项16个问题, 以下十个方面的问题, 分为四个阶段."""

import re
from collections.abc import Sequence

from etl.parsed import Span
from etl.plan.marks import NUMERALS
from etl.plan.outline import Node
from etl.plan.reading import Stretches
from etl.plan.signs import COMMA, SEMICOLON

LONGEST_SENTENCE = 600
_DECLARED = re.compile(
    r"(?P<count>[\d一二三四五六七八九十](?:(?<=\d)\d{0,2}|(?<!\d)[一二三四五六七八九十]{0,2}))\s?(?P<what>个?大?类|个?方面的?问题|个?方面|项(?:具体)?问题|项(?:重点)?(?:任务|工作)"
    r"|(?:个|条)(?:具体|突出|主要|重点)?问题|个阶段|个步骤|项)"
)
_DECLARING = re.compile(
    r"(?:认领|反馈|梳理|查摆|查找|排查|指出|发现|涉及|存在|交办|移交|以下|下列|共|分为|分|等|列出的|细化为|[类项面]|提出)[了出有的为]{0,2}\D{0,6}$|分[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){1,5}$"
)
_TOTAL = re.compile(
    r"(?<!新)(?:反馈|认领|涉及|指出|发现|查摆|梳理|排查|查找)[^\n。,，;；]{0,8}问题(?:共计?|总计)?\s?(?:\d{1,2}大?类)?(?P<count>\d{1,3})\s?[个项条]"
)
_NOT_DECLARED = re.compile(r"对照(?!.*(?:认领|梳理|排查出|反馈|共))|上一?(?:年|轮|次)|去年|前年|往年|历年|以往")
# 聚焦“六个精准”, “三类问题”: a catchword
_QUOTED = tuple(re.compile(rf"{opening}[^“”\"\n]{{1,30}}[”\"]") for opening in '“"')
# 作风问题607个,涉及民生问题559个: counts of kinds, none of all
_OF_A_KIND = re.compile(r"问题\s?\d+\s?[余多]?[个项条]")
_SITUATION = re.compile(r"[^\n。]{0,20}情况")
_CLAUSE_STOP = re.compile(rf"[。{SEMICOLON}{COMMA}\n]")


def read_declared(text: str, root: Node, parts: Sequence[Node]) -> tuple[dict[str, int], list[Span]]:
    """Counts that the text declares of itself: 共认领2类10项16个问题, 以下十个方面的问题, 分为四个阶段; and their sentences.

    `parts` are the parts that hold issues: a total in words (反馈问题共16个) is the document's in these, before all parts and in
    a part that tells how things stand (一、总体情况), not in one that asks for something (一、总体要求).
    What was found in earlier years (上年度反馈问题5个) is not what this document lists.
    """
    declared: dict[str, int] = {}
    sentences: list[Span] = []
    quoted = Stretches(_QUOTED, text)
    zones = [(0, root.children[0].start if root.children else len(text))]
    for part in root.children:
        zones.append((part.body, part.children[0].start if part.children else part.end))
    for start, end in zones:
        for match in _DECLARED.finditer(text, start, end):
            clause = _clause_before(text, start, match.start())
            if _DECLARING.search(clause) is None or _NOT_DECLARED.search(clause) or quoted.hold(match.start()):
                continue
            if text.startswith("清单", match.end()) or text[match.start() - 1 : match.start()] == "第":
                continue
            what = match["what"]
            if "类" in what:
                code = "classes"
            elif "阶段" in what or "步骤" in what:
                code = "stages"
            elif "问题" in what:
                code = "issues"
            elif "方面" in what and text[match.end() : match.end() + 1].isdigit():
                code = "classes"
            else:
                code = "items"
            number = match["count"]
            if code == "issues":
                sentences.append(_sentence(text, match.start(), start))
            if what.endswith("类"):  # 三个方面9类27个问题: the classes are what calls itself so
                declared.pop("classes", None)
            declared.setdefault(code, int(number) if number.isdecimal() else NUMERALS.get(number, 0))
    telling = [zone for part, zone in zip(root.children, zones[1:], strict=True) if part in parts or _tells(text, part)]
    for start, end in [zones[0], *telling]:
        for total in _TOTAL.finditer(text, start, end):
            if _OF_A_KIND.search(text, max(start, text.rfind("。", start, total.start()) + 1), total.start()):
                continue
            if not (_NOT_DECLARED.search(_clause_before(text, start, total.start())) or quoted.hold(total.start("count"))):
                sentences.append(_sentence(text, total.start(), start))
                declared.setdefault("issues", int(total["count"]))
                break
    return {code: count for code, count in declared.items() if count}, sentences


def _tells(text: str, part: Node) -> bool:
    """Whether the heading of a part says that it tells how things stand: 基本情况, 整改工作开展情况."""
    return _SITUATION.match(text, part.body) is not None


def _clause_before(text: str, start: int, at: int) -> str:
    """What the clause says before a place, from `start` on."""
    return _CLAUSE_STOP.split(text[max(start, at - 30) : at])[-1]


def _sentence(text: str, at: int, start: int) -> Span:
    """The sentence around a place, from `start` on."""
    end = min(len(text), at + LONGEST_SENTENCE)
    begin = max(start, text.rfind("。", start, at) + 1, text.rfind("\n", start, at) + 1)
    stops = [place for mark in "。\n" if (place := text.find(mark, at, end)) >= 0]
    return Span(begin, min(stops, default=end))
