"""Money: what an amount is for (role), what it is counted per, and which amounts state a fact twice.

The role comes from the words nearest to the amount in its clause (data/vocabulary/amount_roles.csv); a clause without one
continues the sentence (2017-2019年分红均为2万元, 累计6万元). An amount without a `per` of its own takes that of the same
role and sum elsewhere in the document (每户6万元贷款 … 承接的6万元贷款).
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz

from etl.parsed import Amount
from etl.plan.reading import Reading
from etl.plan.scope import ScopeReader
from etl.vocabulary import alternation, read_vocabulary
from warehouse.labels import AMOUNT_ROLE

# Two clauses are the same statement from this likeness on (rapidfuzz ratio, 0-100): one word may differ in a short clause.
ALIKE = 85
_AROUND = 24  # characters each side that make the surrounding clause

_CAP_BEFORE = re.compile(
    r"不(?:得)?(?:超过|超|高于|大于|突破)|上限|最高(?!的)|封顶|限额|自筹[^,,。;;]{0,12}超|超出?自筹|控制在|不多于"
)
_CAP_AFTER = re.compile(r"(?:元)?(?:的)?(?:封顶|以[内下]|之内|为(?:上)?限|的?上限)")
_THRESHOLD = re.compile(r"(?:低于|高于|不足|超过|不低于|达到|少于)$")
_HOLDER = re.compile(
    r"(?P<person>人均|每人|每名|按人|每个?学生|每生)|(?P<household>户均|每户|按户)|(?P<mu>每亩|亩均)|(?P<village>每村|每个村|村均)"
    r"|(?P<item>每(?:个|头|只|株|座|吨|台|次|项|处|间|辆|口|套|平方米|所|栋|幢|家|条|公里|张|盏|眼|棚))"
)
_TIME = re.compile(
    r"(?P<month>每月|月均|按月|月(?=工资|薪|发|增|收入|补))|(?P<year>每年|年均|年度|逐年|一年|每学年|年(?=租金|产值|收入|分红|人均))|(?P<day>每天|每日|日均)"
)
# Every wording of a holder or a time has one of these: a text without them need not be searched.
_PER_SIGN = re.compile("[每均按年月]")
_RATE_AFTER = re.compile(
    r"\s?[/每]\s?(?:人|户|亩|学年|年|月|天|村|个月)(?:\s?[/每.·•]?\s?(?:人|户|亩|学年|年|月|天|村|个月)(?!均|收|纯)){0,2}"
)
_RATE_PART = {"人": "person", "户": "household", "亩": "mu", "村": "village", "年": "year", "月": "month", "天": "day"}
_ONE_YEAR = re.compile(r"(?<![\d—–-])(?:19|20)\d\d\s?年(?!度?[—–-])")
_TIMES = ("year", "month", "day")
_EACH_YEAR = re.compile(r"(?:19|20)\d\d\s?年?\s?[—–-]\s?(?:19|20)\d\d\s?年[^,,。;;]{0,8}均")
_TOTAL = re.compile(r"累计|合计|共(?![享建同产青党和])|总(?:计|投资|额|金额|收入)")
_PRINCIPAL_CONTEXT = re.compile(r"委托(?:帮扶|经营|资金|投资)|入股|分红|股金")
_STOP = re.compile(r"[,,。;;、\n]")


@cache
def _role_patterns() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """(word -> role, ruling words, strong words, weak words)."""
    allowed = {"role": tuple(AMOUNT_ROLE), "strength": ("ruling", "strong", "weak")}
    rows = read_vocabulary("amount_roles.csv", ("role", "words", "strength"), unique=("words",), allowed=allowed)
    words = {word: row["role"] for row in rows for word in row.words("words")}
    by_strength = {
        strength: re.compile(alternation([w for row in rows if row["strength"] == strength for w in row.words("words")]))
        for strength in ("ruling", "strong", "weak")
    }
    return words, by_strength["ruling"], by_strength["strong"], by_strength["weak"]


class AmountReader:
    """Reads the amounts of one document."""

    def __init__(self, text: str, scopes: ScopeReader) -> None:
        self._text = text
        self._scopes = scopes
        self._words, self._ruling, self._strong, self._weak = _role_patterns()
        self._readings: list[Reading] = []
        self._end_of_last = 0

    def read(self, reading: Reading) -> Amount:
        """The amount at `reading`."""
        text = self._text
        before = text[max(reading.clause_start, reading.start - 60) : reading.start]
        stop = _STOP.search(text, reading.end, reading.end + 20)
        after = text[reading.end : stop.start() if stop else reading.end + 20]
        sentence = text[max(reading.sentence_start, reading.start - 160) : reading.start]
        role = self._role(text[max(reading.clause_start, self._end_of_last, reading.start - 60) : reading.start], after, sentence)
        self._end_of_last = reading.end
        per = self._per(before, after, sentence, role)
        scope = self._scopes.of_amount(reading, role, per)
        self._readings.append(reading)
        issue = reading.issue.no if reading.issue else None
        return Amount(reading.start, reading.end, reading.value, reading.is_approx, role, scope, per, issue, reading.upper)

    def complete(self, amounts: list[Amount]) -> list[Amount]:
        """The amounts with a `per` taken, where they have none, from the same role and sum elsewhere in the document."""
        stated: dict[tuple[str, object], set[str]] = defaultdict(set)
        for amount in amounts:
            if amount.per != "total":
                stated[amount.role, amount.yuan].add(amount.per)
        completed = []
        for amount, reading in zip(amounts, self._readings, strict=True):
            pers = stated[amount.role, amount.yuan]
            if amount.per == "total" and amount.role in ("cap", "loan", "subsidy", "reward") and len(pers) == 1:
                per = next(iter(pers))
                scope = self._scopes.of_amount(reading, amount.role, per)
                amount = replace(amount, per=per, scope=scope)
            completed.append(amount)
        return completed

    def _role(self, before: str, after: str, sentence: str) -> str:
        if (_CAP_BEFORE.search(before) or _CAP_AFTER.match(after)) and "收入" not in before:
            return "cap"
        if ruling := self._ruling.search(before) or self._ruling.search(after[:20]):
            return self._words[ruling.group()]
        strong = list(self._strong.finditer(before))
        if strong:
            role = self._words[strong[-1].group()]
            if role == "invested" and (purpose := self._strong.match(before + after, len(before))) is not None:
                return self._words[purpose.group()]
            return role
        if purpose := self._strong.search(after[:16]):
            return self._words[purpose.group()]
        weak = self._weak.search(before) or self._weak.search(after[:16])
        if weak:
            return "principal" if _PRINCIPAL_CONTEXT.search(sentence) and "资金" in before else self._words[weak.group()]
        earlier = list(self._strong.finditer(sentence)) or list(self._weak.finditer(sentence))
        return self._words[earlier[-1].group()] if earlier else "other"

    def _per(self, before: str, after: str, sentence: str, role: str) -> str:
        if _TOTAL.search(before):
            return "total"
        rate = _RATE_AFTER.match(after)
        suffix = [_RATE_PART[character] for character in rate.group() if character in _RATE_PART] if rate else []
        holder = next((part for part in suffix if part not in _TIMES), "") or _last(_HOLDER, before)
        time = next((part for part in suffix if part in _TIMES), "") or _last(_TIME, before)
        if not holder and (suffix or role == "income"):
            holder = _last(_HOLDER, sentence)  # 每户养2头以上的, 奖补3000元/年
        if role == "income" and holder == "person" and not time:
            time = "year"  # 人均纯收入 is a year's
        if not holder and not time:
            one_year = role == "dividend" and _ONE_YEAR.search(before) is not None
            if one_year or _EACH_YEAR.search(before) or (role == "cap" and _last(_TIME, sentence) == "year"):
                time = "year"
        return "_".join(part for part in (holder, time) if part) or "total"


def _last(pattern: re.Pattern[str], text: str) -> str:
    """The name of the last group that matched in `text`, "" when none."""
    name = ""
    if _PER_SIGN.search(text) is None:
        return name
    for found in pattern.finditer(text):
        name = found.lastgroup or ""
    return name


def mark_repeats(amounts: list[Amount], text: str) -> list[bool]:
    """Which amounts state a fact again: same yuan, role, scope and per, in words at least `ALIKE` to a statement before."""
    seen: dict[tuple[object, ...], list[str]] = defaultdict(list)
    repeats = []
    for amount in amounts:
        around = _clause(text, amount)
        earlier = seen[amount.yuan, amount.role, amount.scope, amount.per]
        repeats.append(any(fuzz.ratio(around, other) >= ALIKE for other in earlier))
        earlier.append(around)
    return repeats


def _clause(text: str, amount: Amount) -> str:
    """The words around an amount, up to the ends of its sentence."""
    left = max(text.rfind(mark, max(0, amount.start - _AROUND), amount.start) for mark in "。\n")
    right = min(
        (at for mark in "。\n" if (at := text.find(mark, amount.end, amount.end + _AROUND)) >= 0), default=amount.end + _AROUND
    )
    return text[left + 1 if left >= 0 else max(0, amount.start - _AROUND) : right]
