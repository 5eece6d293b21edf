"""A document, worded for the clerk: what it is, what was found in it and on which line, what is doubtful, what nobody claimed."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from etl.check.report import SHOWN_ISSUES, SHOWN_OF_WHAT_TO_MEND, FileReport, Item, Part, correction_words
from etl.departments import department_of
from etl.parsed import Amount, Audit, ParsedPlan, Period, Span
from warehouse import labels

DECLARED = {"issues": "问题 {} 个", "items": "{} 项", "classes": "{} 类", "stages": "{} 个阶段"}
EXCERPT = 40  # characters
SHOWN_LINES = 6  # line numbers in a row
SHOWN_PLACES = 6  # of one doubt


def document_report(parsed: ParsedPlan, rejects: Sequence[str]) -> FileReport:
    """What is told of one document; `rejects` are the messages of what a build would not understand in it."""
    text, fields = parsed.source.text, parsed.plan
    place = _Places(parsed)
    form = " ".join(filter(None, (parsed.source.format, parsed.source.encoding)))
    pages = f"{len(parsed.source.pages)} 页, " if parsed.source.pages else ""
    kind = labels.PLAN_KIND.get(fields.kind or "", "看不出文种")
    report = FileReport(
        f"{parsed.source.file}: 文档, {kind}, {form}, {pages}{place.line_count:,} 行, {len(text):,} 字",
        [
            Part("标题", fields.title or "没有"),
            Part("乡镇", f"{fields.township or '没有写明'}{_county(parsed)}"),
            Part("文号", fields.doc_number or "没有写明"),
            Part("发文机关", fields.issuer or "没有写明"),
            Part("成文日期", str(fields.issued_on or "没有写明")),
        ],
    )
    if rejects:
        report.parts.append(Part.of_messages("没有读懂", f"{len(rejects)} 处", list(rejects), "wrong"))
    report.parts += [
        _issues(parsed, place),
        *_of_issues(parsed, place),
        *_units(parsed, place),
        *_figures(parsed, place),
        *_corrected(parsed),
        _doubts(parsed, place),
        _unclaimed(parsed, place),
    ]
    return report


class _Places:
    """Line (and page) of a character of the text."""

    def __init__(self, parsed: ParsedPlan) -> None:
        text = parsed.source.text
        self._starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
        self._source = parsed.source
        self.line_count = len(self._starts) - text.endswith("\n")

    def line(self, position: int) -> int:
        """The 1-based line."""
        return bisect_right(self._starts, position)

    def of(self, span: Span, *, with_character: bool = False) -> str:
        """第3页 第12行, the page where there are pages; the character only where it is asked for."""
        page, line = self._source.page_at(span.start), self.line(span.start)
        character = f"第{span.start - self._starts[line - 1] + 1}字" if with_character else ""
        return f"{f'第{page}页 ' if page else ''}第{line}行{character}"

    def lines(self, spans: Iterable[Span]) -> str:
        """第5、7、9行: the lines of several places, the first few."""
        numbers = list(dict.fromkeys(self.line(span.start) for span in spans))
        more = f"等 {len(numbers)} 行" if len(numbers) > SHOWN_LINES else "行"
        return f"第{'、'.join(map(str, numbers[:SHOWN_LINES]))}{more}"


def _county(parsed: ParsedPlan) -> str:
    above = " ".join(filter(None, (parsed.plan.province, parsed.plan.prefecture, parsed.plan.county)))
    return f" ({above})" if above else ""


def _issues(parsed: ParsedPlan, place: _Places) -> Part:
    declared = "、".join(DECLARED[key].format(count) for key, count in parsed.plan.declared.items() if key in DECLARED)
    if not parsed.issues:
        return Part("问题", f"没有找到一个问题或任务: 应有至少一个编号的问题或任务; 原文自述: {declared or '没有'}", tone="wrong")
    items = [
        Item(place.of(issue.title), " ".join(filter(None, (issue.no, _excerpt(issue.title.text))))) for issue in parsed.issues
    ]
    return Part("问题", f"{len(items)} 个; 原文自述: {declared or '没有'}", items, shown=SHOWN_ISSUES)


def _of_issues(parsed: ParsedPlan, place: _Places) -> list[Part]:
    """Measures, states and time limits: how many, and the lines of those that were found."""
    silent = sum(issue.status is None for issue in parsed.issues)
    states: dict[str, list[Span]] = defaultdict(list)
    limits: dict[str, list[Span]] = defaultdict(list)
    for issue in parsed.issues:
        if issue.status:
            states[issue.status.code].append(issue.status)
        if issue.deadline:
            limits[issue.deadline.code].append(issue.deadline)
    dated = sum(issue.deadline is not None and issue.deadline.due_on is not None for issue in parsed.issues)
    worded = [_counted(label, states[code], place) for code, label in labels.STATUS.items() if states[code]]
    said = [_counted(label, limits[code], place) for code, label in labels.DEADLINE.items() if limits[code]]
    return [
        Part("措施", f"{sum(len(issue.measures) for issue in parsed.issues)} 条"),
        Part("状态", "; ".join([*([f"未报告 {silent}"] if silent else []), *worded]) or "没有"),
        Part("时限", "; ".join([f"有到期日的 {dated} 个", *said])),
    ]


def _counted(label: str, spans: Sequence[Span], place: _Places) -> str:
    return f"{label} {len(spans)} ({place.lines(spans)})"


def _units(parsed: ParsedPlan, place: _Places) -> list[Part]:
    named: dict[str, list[Span]] = defaultdict(list)
    for issue in parsed.issues:
        for unit in issue.units:
            named[unit.name].append(unit)
    if not named:
        return [Part("单位", "没有")]
    items = [
        Item(place.lines(spans), f"{name} → {department}") for name, spans in named.items() if (department := department_of(name))
    ]
    unknown = [Item(place.lines(spans), name) for name, spans in named.items() if department_of(name) is None]
    parts = [Part("单位", f"{sum(map(len, named.values()))} 处, 不同的 {len(named)} 个, 归入部门的 {len(items)} 个", items)]
    if unknown:
        parts.append(Part("未归部门", f"{len(unknown)} 个 (词表 departments.csv 里没有)", unknown, "doubt"))
    return parts


def _figures(parsed: ParsedPlan, place: _Places) -> list[Part]:
    text = parsed.source.text

    def quoted(span: Span) -> str:
        return f"“{_excerpt(text[span.start : span.end])}”"

    amounts = [
        Item(place.of(amount), f"{quoted(amount)} {amount.yuan.normalize():,f} 元, {', '.join(_meaning(amount))}")
        for amount in parsed.amounts
    ]
    counts = [Item(place.of(count), f"{quoted(count)} {count.subject}") for count in parsed.counts]
    ratios = [Item(place.of(ratio), f"{quoted(ratio)} {ratio.subject}") for ratio in parsed.ratios]
    dates = [Item(place.of(period), f"{quoted(period)} {_days(period)}") for period in parsed.periods]
    return [
        Part("金额", f"{len(amounts)} 处{_by_role(parsed.amounts)}", amounts),
        Part("计数", f"{len(counts)} 处", counts),
        Part("比例", f"{len(ratios)} 处", ratios),
        Part("日期", f"{len(dates)} 处", dates),
    ]


def _meaning(amount: Amount) -> tuple[str, str, str]:
    """Whose it is, what it is for, and what it is counted per."""
    return labels.SCOPE[amount.scope], labels.AMOUNT_ROLE[amount.role], labels.PER.get(amount.per, amount.per)


def _by_role(amounts: Sequence[Amount]) -> str:
    """How many of each role, by whose they are: (本乡镇: 投入 2、补助 1; 政策标准: 补助 3)."""
    counted = Counter((amount.scope, amount.role) for amount in amounts)
    scopes = []
    for scope, scope_label in labels.SCOPE.items():
        roles = [f"{label} {counted[scope, role]}" for role, label in labels.AMOUNT_ROLE.items() if counted[scope, role]]
        if roles:
            scopes.append(f"{scope_label}: {'、'.join(roles)}")
    return f" ({'; '.join(scopes)})" if scopes else ""


def _days(period: Period) -> str:
    if period.first_on == period.last_on:
        return str(period.first_on)
    return f"{period.first_on or '未定'} 至 {period.last_on or '未定'}"


def _corrected(parsed: ParsedPlan) -> list[Part]:
    items = [Item(one.place, correction_words(one)) for one in parsed.corrected]
    return [Part("更正", f"{len(items)} 处", items)] if items else []


def _doubts(parsed: ParsedPlan, place: _Places) -> Part:
    items = [_doubt(parsed, audit, place) for audit in parsed.audits if not audit.ok]
    return Part("核验", f"{len(parsed.audits)} 次, 存疑 {len(items)} 处", items, "doubt", SHOWN_OF_WHAT_TO_MEND)


def _doubt(parsed: ParsedPlan, audit: Audit, place: _Places) -> Item:
    """What a document says that does not hold: the sentence, what is stated, what was computed, and every place of it."""
    text = parsed.source.text
    places = [
        f"{place.of(span, with_character=True)}“{_excerpt(text[span.start : span.end])}”" for span in audit.spans[:SHOWN_PLACES]
    ]
    more = f" 等 {len(audit.spans)} 处" if len(audit.spans) > SHOWN_PLACES else ""
    return Item(
        place.of(audit.spans[0]) if audit.spans else "全文",
        audit.message,
        (f"所述: {audit.stated}", f"所算: {audit.computed}", f"位置: {'、'.join(places)}{more}"),
    )


def _unclaimed(parsed: ParsedPlan, place: _Places) -> Part:
    text = parsed.source.text
    pieces = [(span, "".join(text[span.start : span.end].split())) for span in parsed.unclaimed]
    count = sum(len(words) for _, words in pieces)
    share = 100 * count / max(1, len("".join(text.split())))
    items = [Item(place.of(span), f"“{_excerpt(words)}”") for span, words in pieces]
    return Part("未认领", f"{share:.1f}% ({count:,} 字, {len(items)} 段没有规则认领的原文)", items)


def _excerpt(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT] + "…"
