"""Whose words they are in a document about several townships: the township of each issue and figure.

    (一)松岭镇。摸排5,210座,…        the heading's township, for all that stands below it
    竹园乡摸排6,430座,柳河乡320座      the township named last before the figure in its sentence
    (责任单位:竹园乡人民政府)           the one township among the units of an issue

Only where the document itself speaks for no township and names at least two; a document of one township needs none of this.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TypeVar

from etl.parsed import Amount, Count, Issue, ParsedPlan, Ratio
from etl.plan.outline import Node
from etl.plan.signs import BLANK
from etl.vocabulary import alternation

Figure = TypeVar("Figure", Amount, Count, Ratio)
FEWEST = 2
# A name in a heading or at the beginning of a sentence, or a unit's name: 松岭镇, 松岭镇人民政府, 松岭镇党委.
_PEOPLES = "民族|苗族|彝族|侗族|瑶族|土家族|回族|满族|壮族|蒙古族|藏族|白族|傣族|布依族"
NAME = rf"[\u4e00-\u9fff]{{1,6}}?(?:(?:{_PEOPLES})*乡|镇|街道)"
PEOPLE = re.compile(rf"(?:{_PEOPLES})+(?=乡$)")  # 红河苗族乡 is 红河乡 for short
NOT_A_TOWNSHIP = re.compile(
    r"^(?:各|全|我|本|该|两|某|有的|部分|个别|其他|其余|多个|所有|相关|建制|中心|重点|特色|小镇|[城村集场]镇)|乡镇|(?:小|型|区|乡|县|市|业)城镇|(?:农|各|心)村镇|下乡|返乡"
)
_HEADED = re.compile(rf"(?P<name>{NAME})(?=[。:：,，、\s(（]|\Z|人民政府|党委|共|摸排|有|存在|[\u4e00-\u9fff]{{0,4}}\d)")
_UNIT = re.compile(rf"(?P<name>{NAME})(?:人民政府|政府|党委|党委政府|党委、政府)?")
_SENTENCE_END = re.compile(r"[。\n]")
_JOINED = re.compile(r"[、和及与]")


@dataclass(frozen=True, slots=True)
class _Place:
    """`township` is spoken of in text[start:end]; None where several are named at once."""

    start: int
    end: int
    township: str | None


def assign_townships(parsed: ParsedPlan, text: str, root: Node) -> list[Node]:
    """Gives the issues and figures their township; returns the nodes that each speak of one township."""
    if parsed.plan.township is not None or not ("镇" in text or "乡" in text or "街道" in text):
        return []
    headed = _headed_nodes(text, root)
    names = set(headed.values())
    for issue in parsed.issues:
        names.update(name for unit in issue.units if (name := _unit_township(unit.name)))
    if len(names) < FEWEST:
        return []
    known = re.compile(alternation(names))
    places = _spoken_of(text, known, headed)
    starts = [place.start for place in places]
    for issue in parsed.issues:
        issue.township = _of_issue(issue, known, _at(places, starts, issue.title.start))
        if issue.category == issue.township:
            issue.category = None  # 一、松岭镇 is a place, not a class

    of_issue = {issue.no: issue.township for issue in parsed.issues}

    def owned(figure: Figure) -> Figure:
        township = _at(places, starts, figure.start) or of_issue.get(figure.issue or "")
        return replace(figure, township=township) if township else figure

    parsed.amounts = [owned(figure) for figure in parsed.amounts]
    parsed.counts = [owned(figure) for figure in parsed.counts]
    parsed.ratios = [owned(figure) for figure in parsed.ratios]
    return list(headed)


def _headed_nodes(text: str, root: Node) -> dict[Node, str]:
    """The nodes whose words begin with a township's name."""
    found: dict[Node, str] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += reversed(node.children)
        start = node.body
        while start < node.end and text[start] in BLANK:
            start += 1
        match = _HEADED.match(text, start, min(node.end, start + 40)) if node is not root else None
        if match and not NOT_A_TOWNSHIP.search(match["name"]):
            found[node] = match["name"]
    return found


def _unit_township(unit: str) -> str | None:
    match = _UNIT.fullmatch(unit)
    return match["name"] if match and not NOT_A_TOWNSHIP.search(match["name"]) else None


def _spoken_of(text: str, known: re.Pattern[str], headed: dict[Node, str]) -> list[_Place]:
    """Where each township is spoken of: below its heading, and from its name to the end of the sentence; by place."""
    places = [_Place(node.start, node.end, name) for node, name in headed.items()]
    last_end = -1
    for match in known.finditer(text):
        stop = _SENTENCE_END.search(text, match.end())
        several = last_end >= 0 and _JOINED.fullmatch(text, last_end, match.start()) is not None
        places.append(_Place(match.start(), stop.start() if stop else len(text), None if several else match.group()))
        last_end = match.end()
    return sorted(places, key=lambda place: (place.start, -place.end))


def _at(places: list[_Place], starts: list[int], position: int) -> str | None:
    """The township spoken of at a position: the one named last in the sentence, else the heading's."""
    index = bisect_right(starts, position) - 1
    for back in range(index, max(index - 40, -1), -1):
        if position < places[back].end:
            return places[back].township
    return None


def _of_issue(issue: Issue, known: re.Pattern[str], around: str | None) -> str | None:
    """The township of an issue: the one its title names, else its heading's, else the only one among its units."""
    named: set[str] = set(known.findall(issue.title.text))
    if len(named) == 1:
        return named.pop()
    if around and not named:
        return around
    of_units = {name for unit in issue.units if (name := _unit_township(unit.name))}
    return of_units.pop() if len(of_units) == 1 and not named else None
