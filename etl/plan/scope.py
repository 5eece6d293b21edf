"""Whose figure it is: own (the issuing township), case (an example from elsewhere), policy (a standard, a cap, a rule).

A finding quotes other places when it says so: 某县某村, 有的地方; or 第三方评估发现 where the plan answers an assessment of a
larger place. What such a finding counts is `case`, unless the sentence speaks of the township itself (我乡, 全镇). A measure that
prescribes (不超过, 标准为, 至少, 每户补助) gives a `policy` figure. Everything else is the township's own.
"""

import re

from etl.parsed import PlanFields
from etl.plan.reading import Reading
from etl.plan.townships import NOT_A_TOWNSHIP

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
_WIDER = re.compile(
    r"全国|(?<![占列居于在])[全我本](?:省|州|市|县|区|旗)(?!域|覆盖|面|级|里)|中西部|(?<![一-鿿])[一-鿿]{2,3}省(?=有|共)"
)
_OWN = re.compile(r"我[乡镇]|全[乡镇]|本[乡镇]|乡里|镇里")
# 红河乡有30户: another township, where the document is of one
_TOWNSHIP_SPEAKS = re.compile(r"(?:^|[,。;:、\n])(?P<name>[一-鿿]{2,3}[乡镇])(?=共?有|摸排|排查出|存在)")
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
_ASKS = re.compile(r"每|鼓励|要求|确保|力争|[应须要]|清单")
_DURATIONS = frozenset(("分钟", "小时", "个小时", "天", "个工作日", "工作日", "周", "个星期", "星期", "个月", "个季度", "年"))
_NORMATIVE_ROLES = frozenset(("subsidy", "reward", "loan", "wage"))
# 每户补助500元, 共58500元: a rate that has been paid is a fact, not a rule
_PAID = re.compile(r"累计|共(?=[计发兑补投安惠聘\d])|合计|以来|惠及|已(?:发放|兑[现付]|落实|补助|投入|全部)|进行了|发放了")
_PAID_IN_ALL = re.compile(r"累计|共(?=[计发兑补投安惠聘\d])|合计|惠及")
_LINE_OF_INCOME = re.compile(r"(?:低于|高于|不足|超过|少于)\s?$")


class ScopeReader:
    """Answers, for one document, whose a figure is; looks at each finding once."""

    def __init__(self, text: str, plan: PlanFields) -> None:
        self._text = text
        answers = _ASSESSED.search(text, 0, 1200) or (plan.title and _ASSESSED.search(plan.title))
        self._quoted = [_EXAMPLE, _QUOTED] if answers else [_EXAMPLE]
        self._is_report = plan.kind == "rectification_report"
        self._township = plan.township or ""
        # A county's own document says 全县 and 我县 of itself; one that names no place says 我县.
        place = plan.county or plan.prefecture or plan.province
        named = f"[全我本]{place[-1]}" if place else "我[县区市州旗省]"
        self._whole = re.compile(f"(?:{named})(?!域|覆盖|面|级|里)" if not plan.township else r"(?!)")
        self._first_quote: dict[int, int] = {}

    def of_count(self, reading: Reading) -> str:
        """The scope of a count or a percentage."""
        text, start, end = self._text, reading.start, reading.end
        before = text[max(reading.clause_start, start - 60) : start]
        duration = reading.unit in _DURATIONS
        compared = before.rstrip().endswith(_COMPARED)
        if duration and compared:
            return "policy"
        own = self._speaks_of_own(reading)
        if not own and self._is_case(reading):
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
        return "policy" if self._rules(reading, own or fact is not None) else "own"

    def of_amount(self, reading: Reading, role: str, per: str) -> str:
        """The scope of an amount whose role and per are known."""
        if not self._speaks_of_own(reading) and self._is_case(reading):
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

    def _is_case(self, reading: Reading) -> bool:
        """Whether a figure is quoted from elsewhere, in a sentence that does not speak of the township itself."""
        text, start, issue = self._text, reading.start, reading.issue
        if issue is not None and issue.finding.start <= start < issue.finding.end:
            begin = issue.finding.start
            if begin not in self._first_quote:
                line = text.rfind("\n", max(0, begin - 40), begin) + 1 or begin  # 交叉考核发现, may stand before the finding
                found = [pattern.search(text, line, issue.finding.end) for pattern in self._quoted]
                self._first_quote[begin] = min((match.start() for match in found if match), default=len(text))
            if self._first_quote[begin] < reading.end:
                return True
        sentence = self._sentence(reading)
        if self._township and any(NOT_A_TOWNSHIP.search(found["name"]) is None for found in _TOWNSHIP_SPEAKS.finditer(sentence)):
            return True
        return _EXAMPLE.search(sentence) is not None or _WIDER.search(sentence[-30:]) is not None

    def _sentence(self, reading: Reading) -> str:
        """What the sentence says before the figure."""
        return self._text[max(reading.sentence_start, reading.start - 200) : reading.start]

    def _rest_of_sentence(self, reading: Reading) -> str:
        """What the sentence says after the figure, as far as is looked at."""
        return re.split(r"[。;;\n]", self._text[reading.end : reading.end + 60], maxsplit=1)[0]

    def _speaks_of_own(self, reading: Reading) -> bool:
        """Whether the sentence speaks of the own place before the figure, its clause of no wider one (我镇9座,全县900座)."""
        if not self._names_own(self._sentence(reading)):
            return False
        clause = self._text[reading.clause_start : reading.start]
        return _WIDER.search(clause) is None or self._names_own(clause)

    def _names_own(self, sentence: str) -> bool:
        return (
            _OWN.search(sentence) is not None
            or self._whole.search(sentence) is not None
            or bool(self._township and self._township in sentence)
        )
