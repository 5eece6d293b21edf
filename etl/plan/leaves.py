"""Which nodes of the outline are the issues: the finest numbered problem or task that somebody is accountable for.

    一、存在问题            part (problems)
    (一)责任落实方面         class
    1.工作部署不够。…        issue
    整改措施:一是…          field of the issue
    二、保障措施            part left aside

A node is divided into its numbered children unless those are its measures, its labelled pieces, or share one unit at their end.
Problems in one part and measures in a later one are joined by number, or by the problem quoted in the measures' heading.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from etl.plan.brackets import Brackets
from etl.plan.headings import Headings
from etl.plan.marks import CHAPTER, FIRSTLY
from etl.plan.outline import Field, Node, with_finding
from etl.plan.wording import is_deficient, is_fault, is_imperative, is_quoting, quoted_problem

ACCOUNTABLE = frozenset({"measures", "progress", "lead", "responsible", "supporting", "deadline", "status", "goal", "person"})
# What a part may name for all problems of the part before it: 二、责任单位 / 三、整改时限.
FOR_ALL = frozenset({"lead", "responsible", "supporting", "supervising", "deadline", "status"})
# A quoted problem is taken for another number's only when the wording is this much alike (per cent).
SAME_WORDING = 80
OTHER_WORDING = 50
MOST_COMPARED = 200
PARAGRAPH = -2
_TELLS_PROBLEMS = re.compile(r"(?:问题|不足|短板)(?:主要)?(?:有|是|为)?[:：,，][ \n]*\Z")
_QUOTING_LINE = re.compile(r"\n[ \t\u3000\xa0]*((?:关于|针对|对于?)[“\"「『‘])")


@dataclass(slots=True, eq=False)
class Leaf:
    """One issue in the outline: its node, the roles of the part it stands in, the parts above (outermost first), and the nodes
    of a later part that hold its measures. Where a node holds several unnumbered issues, `span` and `fields` are the issue's."""

    node: Node
    roles: frozenset[str]
    above: list[Node]
    joined: list[Node] = field(default_factory=list)
    answer_roles: frozenset[str] = frozenset()
    span: tuple[int, int] | None = None
    fields: list[Field] = field(default_factory=list)


class Leaves(Headings):
    """Finds the issues of one document."""

    def __init__(self, text: str, root: Node, brackets: Brackets) -> None:
        super().__init__(text)
        self.root = root
        self.brackets = brackets
        self.asides: list[Node] = []
        self.parts: list[Node] = []
        self.classes: list[Node] = []

    @cached_property
    def part_nodes(self) -> frozenset[Node]:
        """The parts that hold issues, to be asked; only once all issues are found."""
        return frozenset(self.parts)

    def claimed(self) -> list[tuple[int, int]]:
        """Where the parts left aside stand, and the headings of the parts and classes that hold issues."""
        places = [(node.start, node.end) for node in self.asides]
        places += [(node.start, self.heading(node)[1]) for node in (*self.parts, *self.classes)]
        return places

    def find(self) -> list[Leaf]:
        """All issues, in text order of their problems."""
        found = self._parts(self.root, frozenset(), [])
        if not found and any(piece.code == "finding" for piece in with_finding(self.text, self.root.fields)):
            return self._unnumbered(self.root, frozenset(), [])
        return self._without_bare_parts(found) if found else self._told_in_aside()

    def _told_in_aside(self) -> list[Leaf]:
        """The problems that a part of another kind tells in words (一、基本情况 … 存在三个问题:一是…;二是…;三是…)."""
        for part in self.asides:
            kids = [child for child in part.children if child.family >= FIRSTLY]
            if len(kids) > 1 and _TELLS_PROBLEMS.search(self.text[part.body : kids[0].start]):
                self.asides.remove(part)
                self.parts.append(part)
                return [Leaf(kid, frozenset({"problems"}), [part]) for kid in kids]
        return []

    def _without_bare_parts(self, found: list[Leaf]) -> list[Leaf]:
        """Leaves out parts that tell in words only what the numbered issues of other parts spell out (目标任务, 排查发现问题)."""
        bare = [
            leaf
            for leaf in found
            if leaf.span is None
            and not leaf.joined
            and leaf.node in self.part_nodes
            and self.is_named_part(leaf.node)
            and not self._is_accountable(leaf.node)
        ]
        if len(bare) == len(found):
            return found
        self.asides.extend(leaf.node for leaf in bare)
        left_out = {leaf.node for leaf in bare}
        return [leaf for leaf in found if leaf.node not in left_out]

    def _parts(self, parent: Node, inherited: frozenset[str], above: list[Node]) -> list[Leaf]:
        """The issues of the parts below a node: problems and measures are joined, aside parts left out."""
        chapters = {CHAPTER} & {child.family for child in parent.children if child.own_line}  # 二、 may run on in a line
        nodes = [child for child in parent.children if child.own_line or child.family in chapters] or parent.children
        if parent is self.root:  # 整改完成情况: / 1.…2.… are a label's value
            nodes = [node for node in nodes if node.under is None or node.under.code not in ("measures", "progress")]
        roles = {node: self.roles(node) for node in nodes}
        known = any(role - {"aside"} for role in roles.values())
        others = any(role - {"aside", "duties"} for role in roles.values())
        form = not inherited and any(node.label in FOR_ALL for node in nodes)
        if form and not any("problems" in role for role in roles.values()):  # 一、整改任务 / 二、责任单位 / 三、整改情况
            roles |= {node: frozenset({"problems"}) for node in nodes[:1] if "tasks" in roles[node]}
        assigned = any("tasks" in role for role in roles.values()) and not any("problems" in role for role in roles.values())
        for node, role in roles.items():
            if role == {"duties"}:  # 责任分工: who does what of the issues above; the tasks themselves where there are no others
                roles[node] = frozenset({"aside" if others else "tasks"})
        leaves: list[Leaf] = []
        asked: tuple[Node, list[Leaf]] | None = None
        for node in nodes:
            if form and asked is not None and (node.label in FOR_ALL or roles[node] == {"tasks"}):
                self.parts.append(node)
                self._answer(asked[0], node, asked[1])
                continue
            if asked is None and not inherited and is_quoting(self.words(node)):  # 一、关于“…”问题整改情况: the issue itself
                leaves.append(Leaf(node, roles[node] | {"problems"}, above))
                continue
            role = roles[node] or inherited
            if role == {"aside"} and self.has_contents(node):  # 一、行动范围、内容、目标: the contents are a part below
                self.parts.append(node)
                leaves.extend(self._parts(node, frozenset(), [*above, node]))
                continue
            if role == {"measures"} and assigned:  # 工作措施 beside 重点任务 are how all of them are done
                self.asides.append(node)
                continue
            if role == {"aside"}:
                self.asides.append(node)
                continue
            if asked is not None and "problems" in role and role & {"progress"} and self._tells_of_all(asked, node):
                role = role - {"problems"}  # 二、发现的问题 / (一)…(二)… / 三、发现问题的整改情况: one report of all
            if role and role <= {"measures", "progress"} and asked is not None and not inherited:
                if not self._repeats_problems(asked, node):
                    self.parts.append(node)
                    self._answer(asked[0], node, asked[1])
                    for leaf in asked[1]:
                        leaf.answer_roles |= role
                    continue
                leaves = [leaf for leaf in leaves if leaf not in asked[1]]
            elif not role and not inherited and (self.is_place(node) or (not known and self.lists_faults(node))):
                # 一、大湾村 / 1.消防器材过期。 or 二、聚焦突出问题,推进整改 / (一)补贴发放不规范问题。
                role = frozenset({"progress" if self.reports_each(node) else "problems"})
            elif not role and not self._is_accountable(node) and (known or not self.names_fault(node)):
                continue
            self.parts.append(node)
            found = self._below(node, role, [*above, node], is_part=bool(roles[node]))
            if form and [leaf.node for leaf in found] == [node]:
                found[0].span = (self.heading(node)[1], node.end)
            if "problems" in roles[node] and not roles[node] & {"measures", "progress"}:
                asked = (node, found)
            leaves.extend(found)
        return leaves

    def _repeats_problems(self, asked: tuple[Node, list[Leaf]], node: Node) -> bool:
        """Whether the part of measures names its own problems, after a part of problems that lists none."""
        part, found = asked
        if not all(leaf.node is part for leaf in found):
            return False
        listed = [child for child in node.children if child.own_line]
        faults = [child for child in listed if is_fault(self.words(child))]
        return 2 * len(faults) > len(listed) or any(self._is_accountable(child) for child in listed)

    def _tells_of_all(self, asked: tuple[Node, list[Leaf]], node: Node) -> bool:
        """Whether a part without a list on lines of its own follows a part that lists problems."""
        listed = any(leaf.node is not asked[0] for leaf in asked[1])
        return listed and not any(child.own_line for child in node.children)

    def _is_accountable(self, node: Node) -> bool:
        """Whether measures, units or time limits are named somewhere below."""
        return (
            self.brackets.any_within(node.start, node.end)
            or any(piece.code in ACCOUNTABLE for piece in node.fields)
            or any(self._is_accountable(child) for child in node.children)
        )

    def _below(self, node: Node, roles: frozenset[str], above: list[Node], *, is_part: bool) -> list[Leaf]:
        """The issues of a part or class, or the node itself as the issue."""
        listed = self._listed_below_labels(node, above)
        if listed:
            return listed
        if is_part:
            inner = [child for child in node.children if child.own_line]
            kinds = [self.roles(child) - {"aside"} for child in inner]
            answered = any(kind and kind <= {"measures", "progress"} for kind in kinds)
            if answered and any(kind and not kind & {"measures", "progress"} for kind in kinds):
                return self._parts(node, frozenset(), above)
        kids = self.issue_children(node, is_part=is_part)
        if kids:
            self.classes.append(node)
            return [leaf for kid in kids for leaf in self._below(kid, roles, [*above, kid], is_part=False)]
        if not is_part:
            return [Leaf(node, roles, above[:-1])]
        return self._unnumbered(node, roles, above)

    def _listed_below_labels(self, node: Node, above: list[Node]) -> list[Leaf]:
        """The problems listed below a class's numbered label, with its measures, units and limit.

        一、责任落实方面 / (一)存在问题 / 1.…2.… / (二)整改措施 / 1.…2.… / (三)责任单位:…
        """
        asked = next((child for child in node.children if child.label == "finding" and child.own_line), None)
        faults = [child for child in asked.children if child.own_line and child.label is None] if asked else []
        if (
            asked is None
            or not faults
            or 2 * sum(is_deficient(self.words(child)) for child in faults) <= len(faults)
            or is_fault(self.words(node))
        ):
            return []
        leaves = [Leaf(child, frozenset({"problems"}), above) for child in faults]
        self.classes += [node, asked]
        for child in node.children:
            if child.label in ("measures", "progress"):
                self._answer(asked, child, leaves)
            elif child.label in ACCOUNTABLE:
                for leaf in leaves:
                    leaf.joined.append(child)
        return leaves

    def issue_children(self, node: Node, *, is_part: bool) -> list[Node]:
        """The children that are issues of their own; none when the node is the issue."""
        described = [child for child in node.children if child.label == "finding"]
        several = len(described) > 1
        kids = [
            child
            for child in node.children
            if (child.label is None or (several and child.label == "finding"))
            and (child.under is None or child.under.code == "finding")
            and (child.own_line or is_part)
        ]
        if is_part and any(kid.own_line for kid in kids):
            listed = {kid.family for kid in kids if kid.own_line and kid.family >= FIRSTLY}  # 一是…二是… may run on in one line
            kids = [kid for kid in kids if kid.own_line or kid.family in listed]
        if not kids and self.tells_faults(node):
            kids = [child for child in node.children if child.family >= FIRSTLY and child.under is None]
            return kids if all(is_deficient(self.words(kid)) for kid in kids) else []
        if not kids or is_part:
            return kids
        if not several and any(child.label in ACCOUNTABLE | {"finding", "cause"} for child in node.children):
            return []
        if any(piece.code in ACCOUNTABLE and piece.start < kids[0].start for piece in node.fields):
            return []
        own = [self._has_own(kid) for kid in kids]
        if any(piece.code in ACCOUNTABLE for piece in node.fields):
            return []
        if self.brackets.any_within(node.body, kids[0].start) and not any(own):
            return []
        if len(kids) > 1 and own[-1] and not any(own[:-1]):
            return []
        words = self.words(node)
        labelled = any(
            piece.code in ACCOUNTABLE | {"finding"}
            for kid in kids
            for holder in (kid, *(child for child in kid.children if child.label))
            for piece in holder.fields
        )
        if quoted_problem(words) and not labelled:
            return []
        if kids[0].family >= FIRSTLY:
            return []
        if is_deficient(words) and not labelled and not any(own):
            fixes = sum(is_imperative(self.words(kid)) and not is_deficient(self.words(kid)) for kid in kids)
            if 2 * fixes > len(kids):
                return []
        return kids

    def _has_own(self, node: Node) -> bool:
        """Whether a child names its own measures, unit or time limit, in a label or a bracket."""
        return self.brackets.any_within(node.start, node.end) or any(
            piece.code in ACCOUNTABLE for inner in (node, *node.children) for piece in inner.fields
        )

    def _unnumbered(self, part: Node, roles: frozenset[str], above: list[Node]) -> list[Leaf]:
        """The issues of a part without numbers: one for each 问题描述: label, else the part itself."""
        pieces = with_finding(self.text, part.fields)
        findings = [piece for piece in pieces if piece.code == "finding" and piece.start < piece.end]
        if len(findings) > 1 or (findings and (part is self.root or roles == {"progress"})):
            ends = [piece.start for piece in findings[1:]] + [part.end]
            groups: dict[int, list[Field]] = {}
            for piece in pieces:
                groups.setdefault(bisect_right(ends, piece.start), []).append(piece)
            return [
                Leaf(part, roles, above, span=(piece.start, end), fields=groups[index])
                for index, (piece, end) in enumerate(zip(findings, ends, strict=True))
            ]
        if self.text[self.heading(part)[1] : part.end].strip("。 \n\t") and roles != {"progress"}:
            return [Leaf(part, roles, above[:-1])]
        return []

    def _answer(self, problem: Node, answer: Node, leaves: list[Leaf]) -> None:
        """Gives the leaves of a part of problems the measures of a later part."""
        by_node = {leaf.node: leaf for leaf in leaves}
        below: dict[Node, list[Leaf]] = {}
        for leaf in leaves:
            node: Node | None = leaf.node
            while node is not None:
                below.setdefault(node, []).append(leaf)
                node = node.parent
        self._join(problem, answer, by_node, below)

    def _join(self, problem: Node, answer: Node, by_node: dict[Node, Leaf], below: dict[Node, list[Leaf]]) -> None:
        """Joins two nodes: their children pair by number or quoted title; one without children answers all below the other."""
        if problem in by_node:
            by_node[problem].joined.append(answer)
            return
        problems = [child for child in problem.children if child in below]
        answers = self._listed(answer) or self._paragraphs(answer)
        if not answers:
            for leaf in below.get(problem, []):
                leaf.joined.append(answer)
            return
        self.classes.append(answer)
        by_number = {child.ordinal: child for child in problems}
        for child in answers:
            partner = by_number.get(child.ordinal)
            quote = quoted_problem(words := self.words(child))
            if quote and len(problems) <= MOST_COMPARED:
                wording = words[quote[0] : quote[1]]
                if partner is None or fuzz.partial_ratio(wording, self.words(partner)) < OTHER_WORDING:
                    best = max(problems, key=lambda other: fuzz.partial_ratio(wording, self.words(other)), default=None)
                    if best is not None and fuzz.partial_ratio(wording, self.words(best)) >= SAME_WORDING:
                        partner = best
            if partner is not None:
                self._join(partner, child, by_node, below)

    @staticmethod
    def _listed(answer: Node) -> list[Node]:
        """The numbered answers on lines of their own; a list 一是…二是… that begins a line may run on in it."""
        families = {child.family for child in answer.children if child.own_line and child.family >= FIRSTLY}
        return [child for child in answer.children if child.label is None and (child.own_line or child.family in families)]

    def _paragraphs(self, answer: Node) -> list[Node]:
        """The paragraphs of a part without numbers that each quote a problem (针对“…”问题,…), as nodes."""
        starts = [match.start(1) for match in _QUOTING_LINE.finditer(self.text, answer.body, answer.end)]
        ends = [*starts[1:], answer.end][: len(starts)]
        return [Node(PARAGRAPH, 0, start, start, end, True) for start, end in zip(starts, ends, strict=True)]
