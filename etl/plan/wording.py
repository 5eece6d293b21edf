"""What headings say: the part of a document they open, problem or task, and where the words of a title begin and end.

Words come from data/vocabulary/sections.csv and wording.csv.
"""

import re
from dataclasses import dataclass
from functools import cache

from etl.plan.signs import CLOSE, COLON, COMMA, OPEN, SEMICOLON
from etl.vocabulary import alternation, read_vocabulary, words_by_code

# A first sentence of at most this many characters is the title as a whole; of a longer one its first clause.
LONGEST_WHOLE_TITLE = 30
LONGEST_TITLE = 80
_TRAIL = re.compile(rf"(?:[{OPEN}][^{CLOSE}]{{0,20}}[{CLOSE}]|如下|[{COLON}。\s])+$")
_TRAIL_ENDS = f"{CLOSE}{COLON}。下"
_QUOTED_PROBLEM = re.compile(
    r"(?:关于|针对|对于|对)\s?(?:[“\"「『‘](?P<quoted>[^\n]{2,120}?)[”\"」』’](?:等|方面)?的?问题|(?P<bare>[^。\n“”]{2,100}?)(?:等|方面)?的?问题"
    r"(?=的?(?:整改|落实)*(?:情况|措施|工作|方面)?(?:[。:：]|$)))"
)
# 关于“黄石镇部分码头取缔不彻底,仍有5处堆场未清理。”: a problem quoted in whole sentences
_QUOTED_AT_LENGTH = re.compile(r"(?:关于|针对|对于?)\s?[“\"「『](?=[^”\"」』\n]*[。;；,，])")
# 在日常巡查中,部分岸线堆放渣土: the fault is told behind it
_CIRCUMSTANCE = re.compile(
    rf"在[^。{SEMICOLON}{COMMA}、\n“”《》]{{2,24}}(?:中|过程中|工作中)[{COMMA}](?=[^。{SEMICOLON}\n]{{4}})"
)
# 2023年6月10日前,各乡镇完成问题认领: the limit in front of a task
DATED_LEAD = re.compile(rf"(?P<limit>(?:20\d\d年)?\d{{1,2}}月(?:\d{{1,2}}日|底|末)?[之以]?前)[{COMMA}]?")
_FAULT_END = re.compile(
    r"(?:不(?!断|仅|但|少于|低于|高于|超过|大于|小于|得)[^,，]{1,5}|没有[^,，]{1,8}|未[^,，来]{1,8}|滞后|薄弱|缺失|缓慢|不足|短板|差距|漏洞|隐患|单一|有待[^,，]{1,4}|欠缺|空白)[。,，;；]?$"
)
_REMEDIED = re.compile(
    r"(?:排查|消除|整治|防范|防止|杜绝|查处|清除|化解|堵塞|补齐|弥补|解决)[^,，。;；不未]{0,12}(?:短板|漏洞|隐患|空白|差距)[。,，;；]?$"
)
_OVERALL = re.compile(r"总体|整体")  # 一、整改工作总体部署和推进情况
_SLOGAN = re.compile(r"“[^“”\n]{1,12}”")  # “保两洁、治七乱”方面 is no fault
_AFTER_PROBLEM = re.compile(rf"的?(?:整改|落实)*(?:进展|推进|完成)?(?:情况|措施|工作|方面)?[。{COLON}\s]*")
_STATE_BRACKET = re.compile(rf"[{OPEN}](?:[已未正基持长部待][^{OPEN}{CLOSE}]{{1,10}}|完成|整改中|推进中|销号)[{CLOSE}]$")
_SAYS_CLASS = re.compile(r"(?:方面|领域)(?:存在|反馈)?的?(?:主要|突出|具体)?(?:问题)?(?:[(（][^)）]{0,12}[)）])?[。:：\s]*$")
_CLASS_END = re.compile(r"(?:方面|领域)(?:存在)?$")
_PROBLEM_NOUN = re.compile(r"(?:存在的?|方面的?|的)?(?:主要|突出|具体)?问题$")
# Brackets and quotes of a title hold no clause end.
_CLAUSE = re.compile(
    rf"(?:《[^《》\n]{{1,80}}》|“[^“”\n]{{1,60}}”|[{OPEN}][^{OPEN}{CLOSE}\n]{{1,40}}[{CLOSE}]|[^。\n{COMMA}{SEMICOLON}《“{OPEN}]|[《“{OPEN}])+"
)


@dataclass(frozen=True, slots=True)
class _Wording:
    deficiency: re.Pattern[str]
    deficiency_not: re.Pattern[str]
    imperative: re.Pattern[str]
    nominal: re.Pattern[str]
    attribution: re.Pattern[str]
    basis: re.Pattern[str]


@cache
def _wording() -> _Wording:
    kinds = ("deficiency", "deficiency_not", "imperative", "nominal", "attribution", "basis", "basis_end")
    words = {
        row["kind"]: alternation(row.words("words"))
        for row in read_vocabulary("wording.csv", ("kind", "words"), unique=("kind",), allowed={"kind": kinds})
    }
    return _Wording(
        re.compile(words["deficiency"]),
        re.compile(words["deficiency_not"]),
        re.compile(rf"(?:要|应|须)?(?:{words['imperative']})"),
        re.compile(rf"[^{COMMA}、]{{2,18}}(?:{words['nominal']})$"),
        re.compile(rf"[^{COMMA}。{SEMICOLON}\n]{{2,20}}?(?:{words['attribution']})[{COMMA}{COLON}]\s*"),
        re.compile(rf"(?:{words['basis']})[^。{SEMICOLON}\n]{{1,60}}?(?:{words['basis_end']})[{COMMA}]\s*(?=\S{{4}})"),
    )


@cache
def _sections() -> tuple[re.Pattern[str], dict[str, str]]:
    roles = words_by_code("sections.csv", "role")
    return re.compile(alternation(roles)), roles


@cache
def _section_ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(_sections()[1])})$")


def section_roles(heading: str) -> frozenset[str]:
    """What the part under this heading holds: the role of the word it ends with (or, in a long line, begins with).

    一、问题及整改措施 -> problems, measures; (二)整改原则 -> aside; 组织领导不到位 -> nothing.
    """
    pattern, roles = _sections()
    name = _without_trail(heading)
    last = _section_ends().search(name[-14:])
    if last is None:
        first = pattern.match(name) if len(name) > LONGEST_WHOLE_TITLE / 2 and not ends_in_fault(name) else None
        return frozenset({roles[first.group()]}) if first else frozenset()  # 整改措施不精准,… is a fault
    role = roles[last.group()]
    if role == "problems" and any(comma in name for comma in COMMA) and is_deficient(name.removesuffix(last.group())):
        return frozenset()  # 敏锐性不强,统筹能力不足 is a fault
    if role == "progress" and _OVERALL.search(name):
        return frozenset({"aside"})
    if role == "aside":
        return frozenset({role})
    return frozenset({role} | {roles[word] for word in pattern.findall(name)} - {"aside"})


def is_deficient(words: str) -> bool:
    """Whether a title speaks of a fault (不到位, 有待加强, 缺少 …)."""
    wording = _wording()
    words = _SLOGAN.sub("", words)
    if wording.deficiency.search(words) is None:
        return False
    return wording.deficiency.search(wording.deficiency_not.sub("", words)) is not None


def is_imperative(words: str) -> bool:
    """Whether a sentence begins as a measure or task does (加强…, 建立…)."""
    return _wording().imperative.match(words) is not None


def is_fault(words: str) -> bool:
    """Whether a heading names a problem rather than what to do: 排查不深入 and 推进乡村振兴有短板, not 盘活闲置资产."""
    return is_deficient(words) and (not is_imperative(words) or ends_in_fault(words))


def ends_in_fault(words: str) -> bool:
    """Whether words end by saying what is wrong: …不到位, …滞后, …有短板; not what is done about it (排查存在的安全隐患)."""
    end = _FAULT_END.search(words)
    return end is not None and _REMEDIED.search(words) is None


def is_bare_name(words: str) -> bool:
    """Whether a task's words are only a name (农村道路畅通专项行动)."""
    return _wording().nominal.match(words) is not None


def quoted_problem(heading: str) -> tuple[int, int] | None:
    """Where in a heading 关于“…”的问题 the problem's words are; None for another heading."""
    match = _QUOTED_PROBLEM.match(heading)
    if match is None:
        return None
    if match["quoted"]:
        return match.span("quoted")
    return None if _CLASS_END.search(match["bare"]) else match.span("bare")


def behind_quote(heading: str) -> int:
    """Where the words behind 关于…的问题 begin in a heading: behind it all when nothing but 的整改情况 follows."""
    match = _QUOTED_PROBLEM.match(heading)
    if match is None or is_quoting(heading):
        return len(heading)
    return match.end()


def is_quoting(heading: str) -> bool:
    """Whether a heading is only 关于…的问题 (的整改情况), with nothing after it."""
    match = _QUOTED_PROBLEM.match(heading) if quoted_problem(heading) else None
    return match is not None and _AFTER_PROBLEM.fullmatch(heading, match.end()) is not None


def says_class(heading: str) -> bool:
    """Whether a heading calls itself a class: 责任落实方面, 责任落实方面存在的问题 (1个)."""
    return ("方面" in heading or "领域" in heading) and _SAYS_CLASS.search(heading) is not None


def without_problem_noun(heading: str) -> str:
    """责任落实方面存在的问题 -> 责任落实: a class without 方面 and 的问题."""
    name = _without_trail(heading)
    if name.endswith("问题"):
        name = _PROBLEM_NOUN.sub("", name)
    return name.removesuffix("方面").removeprefix("关于")


def _without_trail(heading: str) -> str:
    """A heading without the bracket, stops and blanks at its end. Most headings end with a word, and the pattern is slow."""
    last = heading[-1:]
    return _TRAIL.sub("", heading) if last in _TRAIL_ENDS or last.isspace() else heading


def title_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The title in an issue's words: the first sentence when it is short, else its first clause, without attribution
    (交叉考核发现,) and without 按照…, in front."""
    wording = _wording()
    for pattern in (wording.attribution, wording.basis):
        lead = pattern.match(text, start, end)
        if lead is not None:
            start = lead.end()
    circumstance = _CIRCUMSTANCE.match(text, start, end)
    if circumstance is not None:
        start = circumstance.end()
    quote = _QUOTED_AT_LENGTH.match(text, start, end)
    if quote is not None:
        start = quote.end()
    dated = DATED_LEAD.match(text, start, end)
    if dated is not None and text[dated.end() - 1] in COMMA:
        start = dated.end()
    stop = min(place for mark in "。\n" if (place := text.find(mark, start, end)) >= 0 or (place := end))
    if stop - start > LONGEST_WHOLE_TITLE:
        clause = _CLAUSE.match(text, start, stop)
        if clause is not None:
            stop = clause.end()
    state = _STATE_BRACKET.search(text, max(start, stop - 16), stop)
    if state is not None and state.start() > start:
        stop = state.start()
    stop = min(stop, start + LONGEST_TITLE)
    while stop > start and text[stop - 1] in " \t\u3000\xa0\r:：;；,，。":
        stop -= 1
    return start, stop
