"""What the headings of a document say: the role of the part below them, a class, a place, or a fault."""

import re
from functools import cache

from etl.plan.marks import FIRSTLY
from etl.plan.outline import Node
from etl.plan.units import place_endings
from etl.plan.wording import is_deficient, is_fault, says_class, section_roles
from etl.vocabulary import alternation


@cache
def _place() -> re.Pattern[str]:
    """A heading that is only the name of a place or unit, with the number of its problems: 大湾村(3个问题)."""
    return re.compile(rf"[\u4e00-\u9fff]{{1,12}}(?:{alternation(place_endings())})(?:[(（]\d{{1,3}}[个项条]?(?:问题)?[)）])?")


class Headings:
    """The headings of one document, each read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._headings: dict[Node, tuple[int, int]] = {}
        self._roles: dict[Node, frozenset[str]] = {}

    def heading(self, node: Node) -> tuple[int, int]:
        """The first sentence or line of a node's words, before any child or labelled piece."""
        known = self._headings.get(node)
        if known is None:
            known = self._headings[node] = self._first_sentence(node)
        return known

    def _first_sentence(self, node: Node) -> tuple[int, int]:
        start, limit, text = node.body, node.end, self.text
        if node.children:
            limit = min(limit, node.children[0].start)
        if node.fields:
            limit = min(limit, node.fields[0].start)
        limit = max(limit, start)
        while start < limit and text[start] in " \t\n\r\u3000\xa0":
            start += 1
        for mark in "\n。":
            place = text.find(mark, start, limit)
            limit = place if place >= 0 else limit
        return start, limit

    def words(self, node: Node) -> str:
        """The heading as text."""
        start, end = self.heading(node)
        return self.text[start:end]

    def roles(self, node: Node) -> frozenset[str]:
        """What the heading says that the part below it holds."""
        known = self._roles.get(node)
        if known is None:
            # 二是紧盯问题整改 is a sentence of a list, no part
            known = self._roles[node] = frozenset() if node.family >= FIRSTLY else section_roles(self.words(node))
        return known

    def is_named_part(self, node: Node) -> bool:
        """Whether the heading only says what kind of part it is (一、存在问题), so that it is no class (责任落实方面的问题)."""
        return bool(self.roles(node)) and "方面" not in self.words(node)

    def is_place(self, node: Node) -> bool:
        """Whether a heading is only the name of a place or unit, and what is listed below it are faults found there."""
        faults = [child for child in node.children if child.own_line and is_fault(self.words(child))]
        return 2 * len(faults) > len(node.children) and _place().fullmatch(self.words(node).rstrip("。:：")) is not None

    def lists_faults(self, node: Node) -> bool:
        """Whether what is listed below a heading are faults, whatever the heading says."""
        listed = [child for child in node.children if child.own_line and child.label is None]
        faults = sum(is_fault(self.words(child)) for child in listed)
        return len(listed) > 1 and 2 * faults > len(listed)

    def reports_each(self, node: Node) -> bool:
        """Whether what stands behind each fault below is its report: 1.垃圾未清理。已清理。"""
        told = [self.text[self.heading(child)[1] : child.end].lstrip("。 ") for child in node.children]
        return 2 * sum(words.startswith(("已", "正在", "现已")) for words in told) > len(told)

    def has_contents(self, node: Node) -> bool:
        """Whether a heading of several things (…范围、内容、目标) has a part below that lists the contents."""
        words = self.words(node)
        return "、" in words and "内容" in words and any("内容" in self.words(child)[:8] for child in node.children)

    def names_fault(self, node: Node) -> bool:
        """Whether a part without a role tells of a problem: in its heading, or below a heading that is only a class (…方面)."""
        words = self.words(node)
        return self.tells_faults(node) or (not says_class(words) and is_fault(words))

    def tells_faults(self, node: Node) -> bool:
        """Whether a heading is only a class and its problems follow on the same line: (一)责任落实方面。一是…不够。二是…"""
        if not says_class(self.words(node)):
            return False
        end = self.heading(node)[1]
        rest = self.text[end : node.end].lstrip("。")
        return bool(rest) and rest[0] != "\n" and is_deficient(self.text[end : self._sentence_end(node)])

    def _sentence_end(self, node: Node) -> int:
        """Where the first sentence behind a node's heading ends."""
        start = self.heading(node)[1] + 1
        ends = [place for mark in "\n。" if (place := self.text.find(mark, start, node.end)) >= 0]
        return min(ends, default=node.end)
