"""Percentages against the counts they are made of.

受益农户43户,其中非贫困户32户,占比74.4%      32 ÷ 43 = 74.4 %
24.79%(27户);…8.55%(10户)                 no whole number of households has 27 as 24.79 %
"""

import math
import re
from collections.abc import Iterator

from etl.parsed import Audit, Count, Ratio
from etl.plan.audits.document import Document, Sentence, plain

# 32户,占比74.4%: between part and share stands no base of its own (占全县…户数的81.27% names another)
_SHARE_LINK = re.compile(
    r"^[))]?[,,、]?\s?(?:约?占(?:比|到|其中?|总数的?|比例|比重)?|占比|比例|比重|[一-鿿]{0,4}率)\s?(?:为|达到|达|到|高达|约|近|仅|只有|的)*\s?$"
)
_RATE = re.compile(r"(?P<of>[一-鿿]{2,6})率")
_RIGHTED = re.compile(r"(?:整改|完成|办结|销号|整治|解决)率")
_NOT_YET = re.compile(r"未|尚|正在|没有|待")
_BRACKET = re.compile(r"^\s?[((]\s?$")
_NOT_EXACT = re.compile(r"(?:超过|超|近|约|以上|不足|不到|逾)\s?$")


def shares_of_a_base(document: Document) -> Iterator[Audit]:
    """N of M, a share of P %: speaks where a part stands right before its share and a larger count of its unit before both.
    Any such count confirms the share; it is doubted only where a single count can be its base."""
    for sentence in document.sentences:
        for ratio in sentence.ratios:
            pairs = [] if ratio.approx else _pairs(document, sentence, ratio)
            if ratio.approx or not (pairs or _put_right_of(document, sentence, ratio)):
                continue
            if found_before := _put_right_of(document, sentence, ratio):
                pairs = [*found_before, *(pair for pair in pairs if _fits(document, *pair, ratio))]
            fitting = [pair for pair in pairs if _fits(document, *pair, ratio)] or _rate_of_another(document, sentence, ratio)
            if fitting:
                yield _judge(document, *fitting[0], ratio, ok=True)
            elif len({base.start for _, base in pairs}) == 1 and _is_named_by(document, sentence, ratio, pairs[0][0]):
                yield _judge(document, *pairs[0], ratio, ok=False)


def _fits(document: Document, part: Count, base: Count, ratio: Ratio) -> bool:
    """Whether the share is the part of the base, rounded or cut off at the last digit written."""
    return abs(100 * part.value / base.value - ratio.value) <= _step(document, ratio) * 1.0000001


def _judge(document: Document, part: Count, base: Count, ratio: Ratio, *, ok: bool) -> Audit:
    computed = 100 * part.value / base.value
    words = f"{document.words(base)}中{document.words(part)}"
    formula = f"{plain(part.value)}÷{plain(base.value)}={computed:.2f}%"
    message = f"{words}占{document.words(ratio)}, 按原文数字计算为{computed:.2f}%, {'相符' if ok else '不相符'}。"
    return document.result("share_of_base", ok, f"{words}, 占{document.words(ratio)}", formula, (base, part, ratio), message)


def shares_without_a_base(document: Document) -> Iterator[Audit]:
    """P %(N户) of an unnamed sample: no whole number has N as P %, or two such shares of one sentence need different samples."""
    for sentence in document.sentences:
        if not sentence.ratios:
            continue
        shares = [
            (ratio, count)
            for ratio in sentence.ratios
            for count in sentence.counts
            if ratio.end <= count.start <= ratio.end + 3 and _BRACKET.match(document.between(ratio, count)) and ratio.value > 0
        ]
        shares = [
            (ratio, count) for ratio, count in shares if not _NOT_EXACT.search(document.text[ratio.start - 3 : ratio.start])
        ]
        members = {count.start for _, count in shares}
        others = [count for count in sentence.counts if count.start not in members]
        if not shares or any(other.unit == count.unit and other.value > count.value for other in others for _, count in shares):
            continue  # a base may be named in the sentence
        bases = [_whole_bases(count.value, ratio.value, _step(document, ratio)) for ratio, count in shares]
        spans = [span for pair in shares for span in pair]
        stated = "; ".join(f"{document.words(ratio)}({document.words(count)})" for ratio, count in shares)
        implied = ", ".join(
            f"{plain(count.value)}÷{plain(ratio.value)}%={100 * count.value / ratio.value:.1f}" for ratio, count in shares
        )
        one_unit = len({count.unit for _, count in shares}) == 1
        common = set.intersection(*bases) if one_unit else None
        if any(not base for base in bases):
            message = f"{stated}: 反推总数为{implied}, 没有整数的总数与所写的百分比相符。"
            yield document.result("share_implies_base", False, stated, implied, spans, message)
        elif len(shares) > 1 and one_unit and not common:
            message = f"{stated}: 同一句的占比反推总数为{implied}, 不是同一个总数。"
            yield document.result("share_implies_base", False, stated, implied, spans, message)
        elif len(shares) > 1 and one_unit:
            message = f"{stated}: 反推的总数一致, 相符。"
            yield document.result("share_implies_base", True, stated, implied, spans, message)


def _parts(document: Document, sentence: Sentence, ratio: Ratio) -> list[Count]:
    """The counts a share may be of: the one right before it, with those glued to it (40户208人)."""
    before = [count for count in sentence.counts if count.end <= ratio.start]
    if not before or not _SHARE_LINK.match(document.between(before[-1], ratio)):
        return []
    parts = [before[-1]]
    for count in reversed(before[:-1]):
        if count.end != parts[-1].start:
            break
        parts.append(count)
    return parts


def _rate_of_another(document: Document, sentence: Sentence, ratio: Ratio) -> list[tuple[Count, Count]]:
    """完成688个,…未完成5个,完成率98.71%: (part, base) for an earlier part of the sentence that the rate fits, if it is a rate."""
    counts = [count for count in sentence.counts if count.end <= ratio.start]
    if not _RATE.search(document.between(counts[-1], ratio)):
        return []
    pairs = [
        (part, base)
        for index, base in enumerate(counts)
        for part in counts[index + 1 :]
        if part.unit == base.unit and part.value < base.value
    ]
    return [pair for pair in pairs if _fits(document, *pair, ratio)][:1]


def _is_named_by(document: Document, sentence: Sentence, ratio: Ratio, part: Count) -> bool:
    """Whether a rate is the rate of this part: 已整改51座,整改率; not 未完成5个,完成率, which is a rate of the others."""
    rate = _RATE.search(document.between(part, ratio))
    if rate is None:
        return True
    own = document.text[max(sentence.start, part.start - 10) : part.start]
    return rate["of"][-2:] in own and not _NOT_YET.search(own)


def _pairs(document: Document, sentence: Sentence, ratio: Ratio) -> list[tuple[Count, Count]]:
    """(part, base) for each part of a share and each larger count of its unit before it in the sentence, the nearest first."""
    parts = _parts(document, sentence, ratio)
    return [
        (part, count)
        for part in parts
        for count in reversed(sentence.counts)
        if count.end <= parts[-1].start and count.unit == part.unit and count.value > part.value
    ]


def _put_right_of(document: Document, sentence: Sentence, ratio: Ratio) -> list[tuple[Count, Count]]:
    """(part, base) of a rate of what was put right (整改率): its base is the count named right before, be it smaller."""
    parts = _parts(document, sentence, ratio)
    if not parts or not _RIGHTED.search(document.between(parts[0], ratio)):
        return []
    before = [count for count in sentence.counts if count.end <= parts[-1].start]
    if not before or before[-1].unit != parts[0].unit or not before[-1].value or "其中" in document.between(before[-1], parts[0]):
        return []
    named = document.text[max(sentence.start, before[-1].start - 16) : before[-1].start]
    return [(parts[0], before[-1])] if "其中" not in named else []


def _step(document: Document, ratio: Ratio) -> float:
    """One unit of the last digit written: 0.01 for 24.79%."""
    digits = re.search(r"\.(\d+)", document.words(ratio).replace(".", "."))
    return float(10 ** -len(digits.group(1))) if digits else 1.0


def _whole_bases(part: float, share: float, step: float) -> set[int]:
    """The whole numbers of which `part` is `share` %, rounded or cut off at the last digit written."""
    if share <= step:
        return {0}
    low, high = 100 * part / (share + step), 100 * part / (share - step / 2)
    return set(range(math.ceil(low - 1e-9), min(math.floor(high + 1e-9), math.ceil(low) + 10_000) + 1))
