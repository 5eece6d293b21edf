"""Whose figure it is: own (the issuing township), case (an example from elsewhere), policy (a standard, a cap, a rule).

A finding quotes other places when it says so (某县某村, 有的地方, 第三方评估发现 …) and the plan answers an assessment of a larger place;
what such a finding counts is `case` until the sentence speaks of the township itself (我乡, 全镇). A measure that prescribes
(不超过, 标准, 至少, 每户补助) gives a `policy` figure. Everything else is the township's own.
"""

import re

from etl.parsed import Issue, PlanFields

_ASSESSED = re.compile(
    r"(?:考核|评估|成效评价|巡视|审计|督查)[^。\n]{0,12}(?:发现|反馈)[^。\n]{0,6}问题|考核评估[^。\n]{0,12}问题"
)
_EXAMPLE = re.compile(
    r"某[省市州县区旗乡镇村户局校社企厂组人]|有的(?:地方|县|市|乡|镇|村)|(?:个别|部分|少数|有些|一些)(?:地方|县|市|乡镇)"
    r"|外[省市县]|兄弟(?:县|乡镇)"
)
_QUOTED = re.compile(
    r"有的|个别|第三方评估|交叉考核|交叉检查|绩效评价|协作(?:评价|考核)|暗访|抽查|走访|核查|检查发现|考核发现|评估发现|评价反馈|考核反馈|督查发现"
)
_WIDER = re.compile(r"全(?:国|省|州|市|县|区)(?!域|覆盖|面)|(?:中西部|东部|西部)")
_OWN = re.compile(r"我[乡镇]|全[乡镇]|本[乡镇]|[乡镇]里")
_RULE = re.compile(
    r"不(?:得)?(?:超过|超|低于|少于|高于|大于|小于|足)|不得|至少|标准|上限|下限|限额|封顶|原则上|限定|规定|国家要求|对照|对标|户型|应(?:当|为)"
    r"|明确(?=\d)|配备|每(?:户|村)(?:养|种|配|安排)"
)
_FACT = re.compile(r"已|共|累计|目前|现有|现养|截至|现种")
_RULE_AFTER = re.compile(r"(?:及|或)?以[上下内]|(?:及其?)?之内|内(?!容|部|生|外)|户(?=及|调|搬|的|$)|户型|为(?:上)?限")
_CLAUSE_START = re.compile(r"[,,。;;::、\n((]")
NORMATIVE_ROLES = frozenset({"subsidy", "reward", "loan", "cap", "income", "wage"})


class ScopeReader:
    """Answers, for one document, whose a figure is; looks at each finding once."""

    def __init__(self, text: str, plan: PlanFields) -> None:
        self._text = text
        head = text[:1200]
        self._answers_assessment = bool(_ASSESSED.search(head)) or bool(plan.title and _ASSESSED.search(plan.title))
        self._is_report = plan.kind == "rectification_report"
        self._own = re.compile(re.escape(plan.township)) if plan.township else None
        self._first_example: dict[int, int] = {}

    def of_count(self, start: int, end: int, clause_start: int, sentence_start: int, issue: Issue | None) -> str:
        """The scope of the count, ratio or period at `start`:`end`."""
        if self._is_case(start, end, sentence_start, issue):
            return "case"
        before, after = self._text[clause_start:start], self._text[end : end + 4]
        if _RULE_AFTER.match(after) and not _FACT.search(before):
            return "policy"
        return (
            "policy"
            if _RULE.search(self._text, max(sentence_start, start - 30), min(end + 6, len(self._text)))
            and self._rules(start, end, clause_start)
            else "own"
        )

    def of_amount(
        self, start: int, end: int, clause_start: int, sentence_start: int, issue: Issue | None, role: str, per: str
    ) -> str:
        """The scope of the amount at `start`:`end`, whose role and per are known."""
        if self._is_case(start, end, sentence_start, issue):
            return "case"
        in_finding = issue is not None and issue.kind == "problem" and issue.finding.start <= start < issue.finding.end
        if self._rules(start, end, clause_start):
            return "policy"
        normative = role == "cap" or (role in NORMATIVE_ROLES and per not in ("total", "year"))
        return "policy" if normative and not in_finding and not self._is_report else "own"

    def _rules(self, start: int, end: int, clause_start: int) -> bool:
        """Whether the clause prescribes: 不超过, 标准, 至少, 对照."""
        text = self._text
        stop = min(len(text), end + 10)
        boundary = _CLAUSE_START.search(text, end, stop)
        return _RULE.search(text, clause_start, boundary.start() if boundary else stop) is not None

    def _is_case(self, start: int, end: int, sentence_start: int, issue: Issue | None) -> bool:
        """Whether the figure is quoted from elsewhere."""
        text = self._text
        sentence = text[sentence_start:start]
        if self._speaks_of_own(sentence):
            return False
        if issue is not None and issue.finding.start <= start < issue.finding.end:
            if issue.finding.start not in self._first_example:
                pattern = _QUOTED if self._answers_assessment else _EXAMPLE
                found = [p.search(text, issue.finding.start, issue.finding.end) for p in (_EXAMPLE, pattern)]
                self._first_example[issue.finding.start] = min((f.start() for f in found if f), default=len(text))
            if self._first_example[issue.finding.start] < end:
                return True
        return _EXAMPLE.search(sentence) is not None or _WIDER.search(sentence[-30:]) is not None

    def _speaks_of_own(self, sentence: str) -> bool:
        return _OWN.search(sentence) is not None or (self._own is not None and self._own.search(sentence) is not None)
