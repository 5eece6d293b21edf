"""Which amounts are parts of a sum their sentence states before them, and so must not be added to it again.

    村级债务总额860万元,其中柳河村210万元、新桥村95万元      behind 其中
    总投资90万元,包括财政资金60万元、自筹30万元              behind 包括, 分别为 where the list is no more than the total
    应分配收益31万元,已分配19万元,未分配12万元              what is done and not done of what was due

A part and its total have one role (behind 其中 the part may have none of its own, 其他), scope and per, one township and one
issue: a filter that chooses the part chooses its total as well, and a township's part of a sum of several stays its own.
"""

import re
from collections.abc import Iterable

from etl.parsed import Amount
from etl.plan.width import half_width

_LEAD = 6  # characters between a total and 包括
_LONGEST_LIST = 20
_FARTHEST = 300  # characters that are looked back for the total
_STOPS = "。!?\n"
# 其中 speaks of what follows up to ; or, behind 其中: as a list, to the end of the sentence; (其中…) up to its bracket.
_AMONG = re.compile(r"(?P<bracket>\(\s*)?其\s*中(?P<list>\s*:)?")
_LISTING = re.compile(r"包括|包含|分别(?:为|是)")
_ENDS = re.compile(r"[;)]|另(?:[有外行需]|(?=[一二两\d]))|此外|除此")
_DUE = re.compile(r"应(?:该|当)?(?P<act>[\u4e00-\u9fff]+)")
_DONE = re.compile(r"(?:已经?|实际?|未)(?P<act>[\u4e00-\u9fff]+)")
# 应付工程款…,已支付…: one verb, said in one character or in two.
_LONG_VERB = re.compile(
    r"支(?=付)|兑(?=[付现])|给(?=付)|上(?=[缴交])|补(?=[缴交])|清(?=[退收偿])|追(?=[缴收])|归(?=还)|偿(?=还)|回(?=收)"
)
_CLAUSE_END = re.compile(r"[,;(]")
# Verbs of one character, whatever follows them: 应收租金…已收回…, 应缴税费…实缴金额…
_SHORT_VERBS = "收付还缴退补"


def mark_parts(amounts: list[Amount], text: str, joined: Iterable[int] = ()) -> list[bool]:
    """Which of the amounts, in text order, are parts of one before them; `joined` are line breaks that end no sentence."""
    signs = list(half_width(text))
    for at in joined:
        signs[at] = " "
    said = "".join(signs)
    words: list[str] = []  # what each amount's clause says between the amount before it and itself
    parts: list[bool] = []
    first = 0  # the first amount near enough to be a total
    for index, amount in enumerate(amounts):
        begin = _sentence_start(said, amount.start)
        previous_end = amounts[index - 1].end if index else 0
        words.append(_CLAUSE_END.split("".join(said[max(begin, previous_end) : amount.start].split()))[-1])
        while amounts[first].start < amount.start - _FARTHEST:
            first += 1
        totals = [at for at in range(first, index) if _is_total_for(amounts[at], amount)]
        due = [at for at in totals if amounts[at].start >= begin and amounts[at].role == amount.role]
        parts.append(
            any(_is_done_of(words[at], words[index]) for at in due)
            or (bool(totals) and _is_among(said, begin, amount, [amounts[at] for at in totals]))
            or _is_listed(said, begin, index, amounts, due)
        )
    return parts


def _is_total_for(total: Amount, part: Amount) -> bool:
    same = (total.scope, total.per, total.township, total.issue) == (part.scope, part.per, part.township, part.issue)
    return same and total.yuan >= part.yuan and part.role in (total.role, "other")


def _sentence_start(text: str, position: int) -> int:
    farthest = max(0, position - _FARTHEST)
    return max(farthest, *(text.rfind(stop, farthest, position) + 1 for stop in _STOPS))


def _is_among(text: str, begin: int, part: Amount, totals: list[Amount]) -> bool:
    """Whether a 其中 speaks of the part, in whose sentence a total stands before it, or in the one before where 其中 begins its
    own (。其中…)."""
    for among in _AMONG.finditer(text, begin, part.start):
        ends = (end.group() for end in _ENDS.finditer(text, among.end(), part.start))
        if any(not (end == ";" and among["list"]) and not (end == ")" and not among["bracket"]) for end in ends):
            continue
        opens = not text[begin : among.start()].strip() and begin > 0 and text[begin - 1] != "\n"
        since = _sentence_start(text, begin - 1) if opens else begin
        if any(since <= total.start < among.start() for total in totals):
            return True
    return False


def _is_listed(text: str, begin: int, index: int, amounts: list[Amount], totals: list[int]) -> bool:
    """Whether the part stands behind 包括 or 分别为, right behind its total, in a list that is no more than the total."""
    for at in reversed(totals):
        total = amounts[at]
        opens = _LISTING.search(text, total.end, amounts[at + 1].start)
        if opens is None or opens.start() - total.end > _LEAD or total.start < begin:
            continue
        stop = min([place for sign in _STOPS + ";" if (place := text.find(sign, opens.end())) >= 0], default=len(text))
        listed = [one for one in amounts[at + 1 : index + _LONGEST_LIST] if one.start < stop and one.per == total.per]
        return amounts[index].start < stop and sum(one.yuan for one in listed) <= total.yuan
    return False


def _is_done_of(due: str, done: str) -> bool:
    """Whether the words before an amount say that it is done, or not, of what the words before another say is due."""
    wanted = [found["act"] for found in _DUE.finditer(due)]
    if not wanted or any(_one_verb(act, found["act"]) for found in _DONE.finditer("".join(wanted)) for act in wanted):
        return False  # 应收未收5万元 is no total
    return any(_one_verb(act, found["act"]) for found in _DONE.finditer(done) for act in wanted)


def _one_verb(one: str, other: str) -> bool:
    """Whether two phrases begin with the same verb: two characters alike, or one that is a verb or all that one of them says;
    支付 is 付, 归还 is 还."""
    one, other = _LONG_VERB.sub("", one[:2]) + one[2:], _LONG_VERB.sub("", other[:2]) + other[2:]
    if one[0] != other[0]:
        return False
    return one[1:2] == other[1:2] or one[0] in _SHORT_VERBS or 1 in (len(one), len(other))
