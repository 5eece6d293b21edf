"""The number an issue is cited by: the shortest one that tells the issues of a document apart."""

from collections.abc import Sequence

from etl.plan.leaves import Leaf
from etl.plan.marks import ARABIC, BRACKETED, BRACKETED_ARABIC, CIRCLED, ONE_IS, TAGGED, chinese_numeral
from etl.plan.outline import Node


def number_text(node: Node, *, last: bool) -> str:
    """A node's number as it is cited: (一), 2. before another number and 2 at the end, (1), ①."""
    if node.family == BRACKETED:
        return f"({chinese_numeral(node.ordinal)})"
    if node.family == BRACKETED_ARABIC:
        return f"({node.ordinal})"
    if node.family == CIRCLED:
        return f"({node.ordinal})"
    if node.family in (ARABIC, TAGGED):
        return str(node.ordinal) if last else f"{node.ordinal}."
    if node.family == ONE_IS:
        return f"{chinese_numeral(node.ordinal)}是"
    return chinese_numeral(node.ordinal) if last else f"{chinese_numeral(node.ordinal)}、"


def issue_numbers(leaves: Sequence[Leaf]) -> list[str]:
    """The shortest numbers that tell the issues apart: 12, or (一)2.(1) where numbers start again.

    Issues without a number, and those that the document numbers twice, get their place in the document behind a #.
    """
    chains = []
    for leaf in leaves:
        nodes = [node for node in (*leaf.above, leaf.node) if node.family >= 0]
        chains.append([number_text(node, last=node is nodes[-1]) for node in nodes])
    numbers = [""] * len(chains)
    for level in range(max(map(len, chains), default=0) - 1, -1, -1):
        numbers = ["".join(chain[min(level, len(chain) - 1) :]) for chain in chains]
        if len(set(numbers)) == len(numbers):
            return numbers
    seen: set[str] = set()
    unique = []
    for place, number in enumerate(numbers, 1):
        if not number or number in seen:
            number = f"{number}#{place}"
        seen.add(number)
        unique.append(number)
    return unique
