"""A figure that changed: by how much it is said to have changed, against the two figures.

由8000元增加到10000元,增长25%        (10000 - 8000) ÷ 8000 = 25 %
由85%提高到92%,提高7个百分点          92 - 85 = 7
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from etl.parsed import Amount, Audit, Count, Ratio
from etl.plan.audits.document import Document, Sentence, plain

Figure = Amount | Count | Ratio

_FROM = re.compile(r"[由从][^,。;]{0,12}$")
_TO = re.compile(
    r"^(?:左右)?(?P<up>增加|增长|提高|提升|上升|扩大|增)?(?P<down>减少|下降|降低|缩小|降)?(?:到|至|为)[^,。;]{0,10}$"
)
_BY = re.compile(r"^[^。;]{0,10}?(?:增长|增加|提高|提升|上升|增幅|下降|减少|降低|降幅)[^,。;]{0,3}$")


def changes(document: Document) -> Iterator[Audit]:
    """From A to B, a change of P % or of N 个百分点: speaks where the three stand one behind the other in a sentence."""
    for sentence in document.sentences:
        if not sentence.ratios:
            continue
        figures = _figures(sentence)
        for index, (first, second) in enumerate(pairwise(figures[:-1])):
            by = figures[index + 2]
            if (
                isinstance(by, Ratio)
                and not (first.approx or second.approx or by.approx)
                and _is_change(document, first, second, by)
            ):
                yield from _judge(document, first, second, by)


def _figures(sentence: Sentence) -> list[Figure]:
    return sorted([*sentence.amounts, *sentence.counts, *sentence.ratios], key=lambda figure: figure.start)


def _is_change(document: Document, first: Figure, second: Figure, by: Ratio) -> bool:
    text = document.text
    return (
        type(first) is type(second)
        and getattr(first, "unit", None) == getattr(second, "unit", None)
        and _FROM.search(text, max(0, first.start - 16), first.start) is not None
        and _TO.match(document.between(first, second)) is not None
        and _BY.match(document.between(second, by)) is not None
    )


def _judge(document: Document, first: Figure, second: Figure, by: Ratio) -> Iterator[Audit]:
    points = "点" in document.words(by)
    one, two = _value(first), _value(second)
    if isinstance(first, Ratio) != points or not one:
        return  # a share grown by a per cent of itself is seldom meant
    change = abs(two - one) if points else 100 * abs(two - one) / one
    decimals = len(plain(by.value).partition(".")[2])
    ok = abs(change - by.value) <= 10**-decimals * 1.0000001 if not points else abs(change - by.value) < 1e-6
    computed = f"{plain(max(one, two))}-{plain(min(one, two))}={plain(round(change, 2))}个百分点"
    if not points:
        computed = f"({plain(max(one, two))}-{plain(min(one, two))})÷{plain(one)}={change:.2f}%"
    words = f"由{document.words(first)}到{document.words(second)}"
    message = (
        f"{words}, 按原文数字计算变化{computed.rpartition('=')[2]}, 与所写{document.words(by)}{'相符' if ok else '不相符'}。"
    )
    yield document.result("change", ok, f"{words}, {document.words(by)}", computed, (first, second, by), message)


def _value(figure: Figure) -> float:
    return float(figure.yuan) if isinstance(figure, Amount) else float(figure.value)
