"""What the headings above an issue say of it: their words, the class the document states, and the state they gather."""

import re
from typing import NamedTuple

from etl.parsed import Status
from etl.plan.leaves import Leaf, Leaves
from etl.plan.outline import Node
from etl.plan.signs import BLANK
from etl.plan.statuses import grouped_status
from etl.plan.themes import Said, said_above
from etl.plan.wording import is_imperative, says_class, without_problem_noun

LONGEST_CLASS = 40
_CLASS_BEFORE_FAULT = re.compile(r"在?(?P<name>[^,，。:：;；“”\n]{2,20})方面[:：]")
_TWO_CLAUSES = re.compile(r"[,，].{3,}")


class Above(NamedTuple):
    """What the headings above an issue say: their words, the class, whether one of them is a class, the state they gather, and
    the theme they speak of."""

    path: list[str]
    category: str | None
    has_class: bool
    status: Status | None
    theme: Said | None


class Classes:
    """The headings above the issues of one document, each read once; their words are cut from `written`."""

    def __init__(self, text: str, written: str, leaves: Leaves) -> None:
        self.text = text
        self.written = written
        self.leaves = leaves
        self._above: dict[Node, Above] = {}

    def above(self, leaf: Leaf) -> Above:
        """What the headings above say, read once for all issues below them."""
        if not leaf.above:
            return Above([], None, False, None, None)
        known = self._above.get(leaf.above[-1])
        if known is None:
            path = [self._heading_text(node) for node in leaf.above]
            known = self._above[leaf.above[-1]] = Above(
                path,
                self._class_above(leaf.above),
                any(self._is_class(node) for node in leaf.above),
                self._group_status(leaf.above),
                said_above(path[1:]),
            )
        return known

    def named_by(self, leaf: Leaf, above: Above) -> str | None:
        """The class that the own heading of an issue right below its part names with 方面."""
        named = "" if above.has_class else self.leaves.words(leaf.node).rstrip("。:： ")
        if named.endswith("方面"):
            return named.removesuffix("方面") if len(named) <= LONGEST_CLASS else None
        led = _CLASS_BEFORE_FAULT.match(named)  # 一是基层党建方面:支部活动开展少
        return led["name"] if led else None

    def _is_class(self, node: Node) -> bool:
        """Whether a heading above names a class: not what kind of part it is, no village, no slogan (坚持问题导向,狠抓落实)."""
        words = self.leaves.words(node)
        if is_imperative(words) and _TWO_CLAUSES.search(words):
            return False
        return not (node in self.leaves.part_nodes and (self.leaves.is_named_part(node) or self.leaves.is_place(node)))

    def _class_above(self, above: list[Node]) -> str | None:
        """The class: a heading that calls itself one (…方面, …的问题), else the one right below the part."""
        classes = [(self.leaves.words(node), without_problem_noun(self.leaves.words(node))) for node in above]
        named = next(
            (name for words, name in classes if name != words and says_class(words) and 0 < len(name) <= LONGEST_CLASS), None
        )
        if named is not None:
            return named
        first = next((node for node in above if self._is_class(node)), None)
        name = without_problem_noun(self.leaves.words(first)) if first is not None else ""
        return name if 0 < len(name) <= LONGEST_CLASS else None

    def _heading_text(self, node: Node) -> str:
        return self.written[node.start : self.leaves.heading(node)[1]].rstrip(BLANK + "\n:：")

    def _group_status(self, above: list[Node]) -> Status | None:
        """The state of a heading above that gathers issues by state (已完成整改的问题)."""
        for node in reversed(above):
            found = grouped_status(self.text, *self.leaves.heading(node))
            if found is not None:
                return found
        return None
