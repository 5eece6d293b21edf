"""The counts that a document declares of itself: 共认领2类10项16个问题, 以下十个方面的问题, 分为四个阶段."""

import re

from etl.parsed import Span
from etl.plan.marks import NUMERALS
from etl.plan.outline import Node
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
    r"(?:反馈|认领|涉及|指出|发现|查摆|梳理|排查|查找)[^\n。,，;；]{0,8}问题(?:共计?|总计)?\s?(?:\d{1,2}大?类)?(?P<count>\d{1,3})\s?[个项条]"
)
_NOT_DECLARED = re.compile(r"对照(?!.*(?:认领|梳理|排查出|反馈|共))|聚焦“")
_CLAUSE_STOP = re.compile(rf"[。{SEMICOLON}{COMMA}\n]")


def read_declared(text: str, root: Node) -> tuple[dict[str, int], list[Span]]:
    """Counts that the text declares of itself: 共认领2类10项16个问题, 以下十个方面的问题, 分为四个阶段; and their sentences."""
    declared: dict[str, int] = {}
    sentences: list[Span] = []
    zones = [(0, root.children[0].start if root.children else len(text))]
    for part in root.children:
        zones.append((part.body, part.children[0].start if part.children else part.end))
    for start, end in zones:
        for match in _DECLARED.finditer(text, start, end):
            clause = _CLAUSE_STOP.split(text[max(start, match.start() - 30) : match.start()])[-1]
            if _DECLARING.search(clause) is None or _NOT_DECLARED.search(clause) or text.startswith("清单", match.end()):
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
    for start, end in zones:
        total = _TOTAL.search(text, start, end)
        if total is not None:
            sentences.append(_sentence(text, total.start(), start))
            declared.setdefault("issues", int(total["count"]))
    return {code: count for code, count in declared.items() if count}, sentences


def _sentence(text: str, at: int, start: int) -> Span:
    """The sentence around a place, from `start` on."""
    end = min(len(text), at + LONGEST_SENTENCE)
    begin = max(start, text.rfind("。", start, at) + 1, text.rfind("\n", start, at) + 1)
    stops = [place for mark in "。\n" if (place := text.find(mark, at, end)) >= 0]
    return Span(begin, min(stops, default=end))
