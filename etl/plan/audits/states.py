"""How far the work is said to be, against the list of issues; and steps of the work that each hold the next.

16个问题,已完成12个,正在整改4个                  12 + 4 = 16
已完成整改6个, 基本完成1个, 其余2个正在推进        the states of the issues of the list: 6, 1 and 2
摸排户厕1500座, 发现问题86座, 已整改90座          nothing is put right that was not found: 90 > 86
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from etl.parsed import Audit, Count
from etl.plan.audits.document import Document, Sentence, plain
from etl.plan.audits.sums import sum_of_counts

_DONE = ("completed", "verified", "closed")
_DONE_BEFORE = re.compile(
    r"(?:(?<!未)(?<!正在)(?<![需应待须])(?:已|已经|全部)?(?:完成|整改|销号|解决|办结)(?:到位|完成|销号)?)[^\d,,。;;]{0,3}$"
)
_OPEN_BEFORE = re.compile(
    r"(?:正在(?:整改|推进|办理)|推进中|整改中|未(?:完成|启动|整改|销号|办结)|尚未[一-鿿]{0,4}|长期(?:整改|坚持)|持续(?:推进|整改))[^\d,,。;;]{0,3}$"
)
_DONE_OF_ISSUES = re.compile(r"(?:已经?|目前)?(?:全部)?(?:完成|整改|销号|办结)(?:整改|销号|到位|完成)?(?:问题)?\s?$")
_NOT_DONE_WORDS = re.compile(r"未|正在|基本|尚|计划|部分")
_ISSUES = re.compile(r"^[个项条]$")
_SAYS_ISSUES = re.compile(r"问题|任务|事项")
# From the widest to the narrowest: what is put right was found, what was found was supported, what was supported was surveyed.
_STEPS = (
    re.compile(r"(?:摸排|排查|核查|普查|检查)[^\d,，。;；]{0,8}$"),
    re.compile(r"(?:财政(?:资金)?支持|财政(?:资金)?补助|享受财政补助)[^\d,，。;；]{0,8}$"),
    re.compile(
        r"(?:发现|查出|排查出|梳理出|存在)[^\d,，。;；]{0,8}(?:问题|隐患)[^\d,，。;；]{0,8}$|(?:问题|隐患)(?:户厕|厕所|房屋|线索)?\s?$"
    ),
    re.compile(r"(?<!未)(?:已整改|已完成整改|完成整改|整改到位|已整治|整治完成|已修复|已改造|已销号)[^\d,，。;；]{0,6}$"),
)


def states_of_the_list(document: Document) -> Iterator[Audit]:
    """已完成整改N个 said of the issues before the list, against the states of the list: speaks only where every issue has one."""
    issues = document.parsed.issues
    if len(issues) < 2 or any(issue.status is None for issue in issues):
        return
    first = min(issue.title.start for issue in issues)
    states = [issue.status for issue in issues if issue.status is not None and issue.status.code in _DONE]
    done = len(states)
    for sentence in document.sentences:
        if sentence.start >= first:
            return
        total = next((count for count in sentence.counts if _is_of_issues(document, sentence, count)), None)
        if total is None or total.value != len(issues):
            continue
        for count in sentence.counts:
            before = document.text[max(sentence.start, count.start - 12) : count.start]
            clause = re.split(r"[,，;；:：、]", before)[-1]
            if count.start <= total.start or count.unit != total.unit or not _DONE_OF_ISSUES.search(clause):
                continue
            if _NOT_DONE_WORDS.search(clause):
                continue
            ok = count.value == done
            stated = f"已完成{document.words(count)}"
            message = f"原文说{stated}, 所列问题中已完成的有{done}个, {'相符' if ok else '不相符'}。"
            yield document.result("states_of_list", ok, stated, f"所列{done}个", [count, *states], message)
            return


def states_of_a_total(document: Document) -> Iterator[Audit]:
    """16个问题,已完成12个,正在整改4个: done and not done make the whole. Speaks where both stand after their total.

    Beside other counts of that unit (基本完成2个, 新发现1个) a sum that holds is confirmed and one that does not is no doubt.
    """
    text = document.text
    for sentence in document.sentences:
        if len(sentence.counts) < 3:
            continue
        for counts in _by_semicolon(document, sentence.counts):
            words = {count.start: text[max(0, count.start - 12) : count.start] for count in counts}
            open_ones = [count for count in counts if _OPEN_BEFORE.search(words[count.start])]
            done = [count for count in counts if _DONE_BEFORE.search(words[count.start]) and count not in open_ones]
            if len(done) != 1 or not open_ones or open_ones[0].start < done[0].start:
                continue
            parts = [*done, *open_ones]
            units = {part.unit for part in parts}
            total = next((c for c in reversed(counts) if c.end <= done[0].start and c.unit in units), None)
            if total is None or len(units) > 1 or total.start in {part.start for part in parts}:
                continue
            same = [count for count in counts if count.unit in units and count.start >= done[0].start]
            others = [count for count in same if count not in parts]
            ok = _make(total, parts)
            if not ok and others:  # 基本完成2个 between done and not done is a part as well
                run = [count for count in same if count.start <= parts[-1].start]
                ok, parts = _make(total, run), run
            if ok or not others:
                yield sum_of_counts(document, total, parts, ok=ok)


def _by_semicolon(document: Document, counts: list[Count]) -> Iterator[list[Count]]:
    """The counts of a sentence as a whole, or of each of its pieces between two ; where it counts one total after another."""
    groups = [counts[:1]]
    for before, count in pairwise(counts):
        if ";" in document.between(before, count):
            groups.append([])
        groups[-1].append(count)
    totalled = sum(len(group) > 2 for group in groups) > 1
    yield from groups if totalled else [counts]


def _make(total: Count, parts: list[Count]) -> bool:
    return abs(sum(part.value for part in parts) - total.value) < 1e-6


def _is_of_issues(document: Document, sentence: Sentence, count: Count) -> bool:
    """Whether a count is of the document's issues: 9个问题, 问题共8个."""
    around = document.text[max(sentence.start, count.start - 8) : count.end + 4]
    return _ISSUES.match(count.unit) is not None and _SAYS_ISSUES.search(around) is not None


def steps_in_order(document: Document) -> Iterator[Audit]:
    """Surveyed, found and put right, of one unit in one sentence: no step is larger than the one before."""
    for sentence in document.sentences:
        if len(sentence.counts) < 2:
            continue
        steps: list[tuple[int, Count]] = []
        for count in sentence.counts:
            before = document.text[max(sentence.start, count.start - 16) : count.start]
            step = next((number for number in (3, 2, 1, 0) if _STEPS[number].search(before)), None)
            if step is not None and (not steps or (step > steps[-1][0] and count.unit == steps[-1][1].unit)):
                steps.append((step, count))
        if len(steps) < 2 or any(count.approx for _, count in steps):
            continue
        counts = [count for _, count in steps]
        wrong = next(((one, two) for one, two in pairwise(counts) if two.value > one.value), None)
        stated = "、".join(document.words(count) for count in counts)
        if wrong is None:
            formula = "≥".join(plain(count.value) for count in counts)
            yield document.result("steps_in_order", True, stated, formula, counts, f"{stated}逐级不增, 相符。")
        else:
            one, two = wrong
            message = f"后一步{document.words(two)}多于前一步{document.words(one)}, 不相符。"
            yield document.result("steps_in_order", False, stated, f"{plain(two.value)}>{plain(one.value)}", wrong, message)
