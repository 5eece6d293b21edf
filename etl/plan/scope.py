"""Whose figure it is: own (the issuing township), case (an example from elsewhere), policy (a standard, a cap, a rule).

A finding quotes other places when it says so: 某县某村, 有的地方; or 第三方评估发现 where the plan answers an assessment of a
larger place. What such a finding counts is `case`, unless the sentence speaks of the township itself (我乡, 全镇). In any
sentence the place named last before the figure counts: 红河乡有30户 behind 我乡有20户 is `case`, and so are 全县 and 我县 in a
township's document. A county's own document says 全县 and 我县 of itself. A measure that prescribes (不超过, 标准为, 至少,
每户补助) gives a `policy` figure. Everything else is the township's own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from etl.parsed import PlanFields
from etl.plan.measure_words import DURATIONS
from etl.plan.reading import Reading
from etl.plan.townships import NAME, NOT_A_TOWNSHIP, PEOPLE

_ASSESSED = re.compile(
    "|".join(
        rf"{assessed}[^。\n]{{0,12}}(?:发现|反馈)[^。\n]{{0,6}}问题"
        for assessed in ("考核", "评估", "成效评价", "巡视", "审计", "督查")
    )
    + r"|考核评估[^。\n]{0,12}问题"
)
# Each branch of these patterns begins with a character of its own: the re engine then tries them only where one of these stands.
_SOME_PLACE = "|".join(f"{some}(?:地方|县|市|乡镇)" for some in ("个别", "部分", "少数", "有些", "一些"))
_EXAMPLE = re.compile(
    rf"某[省市州县区旗乡镇村户局校社企厂组人]|有的(?:地方|县|市|乡|镇|村)|{_SOME_PLACE}|外[省市县]|兄弟(?:县|乡镇)"
)
# Ways in which a finding reports what was seen elsewhere; they say so only where the plan answers an assessment of many places.
_QUOTED = re.compile(
    r"有的|个别|第三方评估|交叉考核|绩效评价|协作(?:评价|考核)|暗访|抽查|走访|核查"
    + "".join(f"|{seen}(?:发现|反馈)" for seen in ("检查", "考核", "评估", "评价", "督查"))
)
# 全县, 我乡; and other ways to speak of a wider place and of the own one
_OF_A_LEVEL = re.compile(r"[全我本](?:[乡镇]|[省州市盟县区旗](?!域|覆盖|面|级|里))")
_WIDER = tuple(map(re.compile, ("全国", "中西部", r"省(?=有|共)(?<=[一-鿿]{2}省)(?<![一-鿿]{4}省)")))
_OWN = tuple(map(re.compile, ("乡里", "镇里")))
_NOT_OF_A_LEVEL = tuple("占列居于在")  # 居全县第三 is no count of the county's
_FIRST_PERSON = re.compile(r"[我本](?:[乡镇](?!村)|街道)")
_WHOLE_TOWNSHIP = re.compile(r"全(?:[乡镇](?!村)|街道)")
# XX镇: no name can be read, but the document is a township's
_OF_A_TOWNSHIP = re.compile(r"(?<![城返下家乡村集])[乡镇](?![村镇])|街道")
# 红河乡有30户: another township, where the document is of one; how its name ends, and the name as it begins a clause
_TOWNSHIP_SPEAKS = re.compile(r"[乡镇道](?<!(?<!街)道)(?=共?有|摸排|排查出|存在)")
_NAMED = re.compile(rf"(?:\A|[,。;:、\n])(?P<name>{NAME})\Z")
_LONGEST_NAME = 24  # characters of a township's
# 目前全镇, 下辖集镇: the own one or a part of it
_OF_THE_OWN = re.compile(r"^(?:下|所|管)?辖|[各全我本该](?:乡|镇|街道)$|(?:建制|中心|重点)镇$")
_RULE = re.compile(
    r"不(?:得)?(?:超过|超|低于|少于|高于|大于|小于)|不得|至少|标准(?=[为是指由::])|上限|下限|限额|封顶|原则上|限定|(?<![按照])规定|国家要求"
    r"|应(?:当|为)|每(?:户|村)(?:养|种|配|安排)"
)
_SOFT_RULE = re.compile(r"对照|对标|户型|标准(?<!高标准)(?!化)|明确(?=\d)|配备")
_FACT = re.compile(r"已|共|累计|目前|现有|截至|认领|经核查|未达到")
_COMPARED = ("超过", "超出", "低于", "高于", "不足", "少于", "达到", "未达")
_AT_LEAST_AFTER = re.compile(r"(?:及|或|人)?以[上下]|(?:问题|任务|责任)清单")
_WITHIN_AFTER = re.compile(r"以?内(?!容|部|生|外)|之内")
_CLAUSE_END = re.compile(r"[,,。;;::\n((]")
_FARTHEST = 200  # characters of a sentence that are looked back
_SENTENCE_END = re.compile(r"[。;;\n]")
_ASKS = re.compile(r"每|鼓励|要求|确保|力争|[应须要]|清单")
_NORMATIVE_ROLES = frozenset(("subsidy", "reward", "loan", "wage"))
# 每户补助500元, 共58500元: a rate that has been paid is a fact, not a rule
_PAID = re.compile(r"累计|共(?=[计发兑补投安惠聘\d])|合计|以来|惠及|已(?:发放|兑[现付]|落实|补助|投入|全部)|进行了|发放了")
_PAID_IN_ALL = re.compile(r"累计|共(?=[计发兑补投安惠聘\d])|合计|惠及")
_LINE_OF_INCOME = re.compile(r"(?:低于|高于|不足|超过|少于)\s?$")


class Mentions:
    """Where patterns match in a text, to be asked for the last place before another."""

    def __init__(self, starts: Iterable[int]) -> None:
        self._starts = sorted(starts)

    def last(self, start: int, end: int) -> int:
        """Where the last of them that begins in text[start:end] begins; -1 when none does."""
        index = bisect_left(self._starts, end) - 1
        return self._starts[index] if index >= 0 and self._starts[index] >= start else -1


def _found(text: str, patterns: Iterable[re.Pattern[str]]) -> list[int]:
    """Where any of the patterns matches."""
    return [found.start() for pattern in patterns for found in pattern.finditer(text)]


class ScopeReader:
    """Answers, for one document, whose a figure is; what its sentence says of places is found once, for all figures."""

    def __init__(self, text: str, plan: PlanFields) -> None:
        self._text = text
        answers = _ASSESSED.search(text, 0, 1200) or (plan.title and _ASSESSED.search(plan.title))
        self._is_report = plan.kind == "rectification_report"
        examples = _found(text, [_EXAMPLE])
        self._examples = Mentions(examples)
        self._quoted = Mentions([*examples, *_found(text, [_QUOTED])]) if answers else self._examples
        own, wider = _found(text, _OWN), _found(text, _WIDER)
        place = plan.county or plan.prefecture or plan.province
        is_above = _is_above_townships(text, plan, place)
        for found in _OF_A_LEVEL.finditer(text):
            start, whose, level = found.start(), found[0][0], found[0][1]
            # A county's own document says 全县 and 我县 of itself; one that names no place says 我县.
            if level in "乡镇" or (is_above and (level == place[-1] if place else whose == "我")):
                own.append(start)
            if level not in "乡镇盟" and text[start - 1 : start] not in _NOT_OF_A_LEVEL:
                wider.append(start)
        if plan.township:
            own += _places_of(text, plan.township)
        self._own, self._wider = Mentions(own), Mentions(wider)
        self._others = Mentions(_other_townships(text, plan.township) if plan.township else ())

    def of_count(self, reading: Reading) -> str:
        """The scope of a count or a percentage."""
        text, start, end = self._text, reading.start, reading.end
        before = text[max(reading.clause_start, start - 60) : start]
        duration = reading.unit in DURATIONS
        compared = before.rstrip().endswith(_COMPARED)
        if duration and compared:
            return "policy"
        whose = self._whose(reading)
        if whose == "case":
            return "case"
        if reading.unit == "人" and text.startswith("户", end):  # 2人户: a kind of household
            return "policy"
        fact = _FACT.search(before)
        if _AT_LEAST_AFTER.match(text, end) and not fact and (not self._is_report or _ASKS.search(before)):
            return "policy"
        if duration and _WITHIN_AFTER.match(text, end) and not self._is_report:
            return "policy"
        if compared and not self._is_report and not reading.in_finding and not fact:
            return "policy"
        return "policy" if self._rules(reading, whose == "own" or fact is not None) else "own"

    def of_amount(self, reading: Reading, role: str, per: str) -> str:
        """The scope of an amount whose role and per are known."""
        if self._whose(reading) == "case":
            return "case"
        if self._rules(reading, has_fact=True):
            return "policy"
        if reading.in_finding or self._is_report:
            return "own"
        if role == "cap" or (role == "income" and _LINE_OF_INCOME.search(self._text, max(0, reading.start - 4), reading.start)):
            return "policy"
        rate = role in _NORMATIVE_ROLES and per not in ("total", "year")
        paid = _PAID.search(self._sentence(reading)) or _PAID_IN_ALL.search(self._rest_of_sentence(reading))
        return "policy" if rate and not paid else "own"

    def _rules(self, reading: Reading, has_fact: bool) -> bool:
        """Whether the clause prescribes: 不超过, 标准为, 至少; or, where it reports no fact, 对照, 配备."""
        text, stop = self._text, min(len(self._text), reading.end + 30)
        start = max(reading.clause_start, reading.start - 60)
        boundary = _CLAUSE_END.search(text, reading.end, stop)
        stop = boundary.start() if boundary else stop
        return _RULE.search(text, start, stop) is not None or (
            not has_fact and not self._is_report and _SOFT_RULE.search(text, start, stop) is not None
        )

    def _whose(self, reading: Reading) -> str:
        """`own` where the sentence speaks of the own place before the figure and its clause of no wider one (我镇9座,全县900座),
        `case` where the figure is quoted from elsewhere, "" where neither is said."""
        start = reading.start
        begin = max(reading.sentence_start, start - _FARTHEST)
        own, other = self._own.last(begin, start), self._others.last(begin, start)
        if own >= max(other, 0) and (own >= reading.clause_start or self._wider.last(reading.clause_start, start) < 0):
            return "own"
        is_case = (
            self._is_in_quoted_finding(reading)
            or other > own
            or self._examples.last(begin, start) >= 0
            or self._wider.last(max(begin, start - 30), start) >= 0
        )
        return "case" if is_case else ""

    def _is_in_quoted_finding(self, reading: Reading) -> bool:
        """Whether a finding tells before the figure that it speaks of elsewhere."""
        issue = reading.issue
        if issue is None or not issue.finding.start <= reading.start < issue.finding.end:
            return False
        begin = issue.finding.start
        line = self._text.rfind("\n", max(0, begin - 40), begin) + 1 or begin  # 交叉考核发现, may stand before the finding
        return self._quoted.last(line, reading.end) >= 0

    def _sentence(self, reading: Reading) -> str:
        """What the sentence says before the figure."""
        return self._text[max(reading.sentence_start, reading.start - _FARTHEST) : reading.start]

    def _rest_of_sentence(self, reading: Reading) -> str:
        """What the sentence says after the figure, as far as is looked at."""
        return _SENTENCE_END.split(self._text[reading.end : reading.end + 60], maxsplit=1)[0]


def _places_of(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _other_townships(text: str, township: str) -> Iterator[int]:
    """Where another township begins a clause, in a document of one."""
    own = PEOPLE.sub("", township)
    for speaks in _TOWNSHIP_SPEAKS.finditer(text):
        named = _NAMED.search(text, max(0, speaks.start() - _LONGEST_NAME), speaks.end())
        name = PEOPLE.sub("", named["name"]) if named else own
        if named and not (name.endswith(own) or NOT_A_TOWNSHIP.search(name) or _OF_THE_OWN.search(name)):
            yield named.start("name")


def _is_above_townships(text: str, plan: PlanFields, place: str | None) -> bool:
    """Whether a document speaks for a county or more: it names no township as its own, by name or as 我乡, 本镇."""
    said = f"{plan.issuer or ''} {plan.title or ''}"
    if plan.township or _OF_A_TOWNSHIP.search(said) or _FIRST_PERSON.search(text):
        return False
    return bool(place and place in said) or _WHOLE_TOWNSHIP.search(text) is None
