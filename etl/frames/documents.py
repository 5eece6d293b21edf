"""One parsed plan to the rows of its tables. Ids are the file's hash and a running number: the same input gives the same ids."""

import re
from bisect import bisect_right
from collections import defaultdict
from pathlib import PurePath

from etl.departments import department_of
from etl.frames.corrected import correction_row
from etl.frames.text_tables import unread_tables
from etl.parsed import Amount, Count, Issue, ParsedPlan, Period, Ratio, Span
from etl.plan.amount_parts import mark_parts
from etl.plan.deadlines import expected_limit
from etl.plan.figures import mark_repeats
from etl.plan.reading import IssueFinder
from etl.plan.width import half_width
from etl.sheet.cells import TOO_LARGE
from warehouse.labels import PLAN_KIND

Row = dict[str, object]
Rows = defaultdict[str, list[Row]]
_STOP = re.compile(r"[。;\n]")
ID_LENGTH = 12
PLAN_FIELDS = ("title", "doc_number", "issuer", "province", "prefecture", "county", "township", "issued_on", "kind")


def plan_id_of(source_id: str) -> str:
    """The id of a plan: the first characters of its file's hash."""
    return source_id[:ID_LENGTH]


def issue_id_of(plan_id: str, ordinal: int) -> str:
    """The id of the n-th issue of a plan, n from 1."""
    return f"{plan_id}-{ordinal:03d}"


def add_plan(parsed: ParsedPlan, rows: Rows) -> None:
    """Add the rows of one plan."""
    source_id = parsed.source.sha256
    plan_id = plan_id_of(source_id)
    place = _Place(parsed, plan_id)
    rejected_before = len(rows["reject"])
    rows["source_text"].append({"source_id": source_id, "text": parsed.source.text})
    rows["source_page"] += _page_rows(parsed)
    rows["plan"].append(_plan_row(parsed, plan_id))
    for ordinal, issue in enumerate(parsed.issues, start=1):
        _add_issue(parsed, issue, ordinal, issue_id_of(plan_id, ordinal), rows)
    _add_figures(parsed, plan_id, place, rows)
    _add_audits(parsed, plan_id, place, rows)
    for one in parsed.corrected:
        in_issue = issue_id_of(plan_id, one.issue_ordinal) if one.issue_ordinal else place.issue_id(one.issue, one.start or 0)
        ids: Row = {"source_id": source_id, "plan_id": plan_id, "issue_id": in_issue}
        rows["correction"].append({**ids, "span_start": one.start, "span_end": one.end, **correction_row(one)})
    for span in parsed.unclaimed:
        rows["unclaimed"].append({"plan_id": plan_id, "wording": _words(parsed, span), **_ids(parsed, span)})
    for value in parsed.misread:
        _add_reject(parsed, value, value.expected, rows)
    if not parsed.issues:
        _add_reject(parsed, None, "至少一个编号的问题或任务", rows)
    _add_unread(parsed, rows)
    rows["source_file"].append(
        {
            "source_id": source_id,
            "file": parsed.source.file,
            "kind": "document",
            "format": parsed.source.format,
            "encoding": parsed.source.encoding,
            "byte_count": parsed.source.byte_count,
            "state": "partial" if len(rows["reject"]) > rejected_before else "loaded",
            "row_count": len(parsed.issues),
        }
    )


def _add_reject(parsed: ParsedPlan, span: Span | None, expected: str, rows: Rows) -> None:
    """A value of the text that cannot be stored, or (span None) a document that gave no issue."""
    line = parsed.source.text.count("\n", 0, span.start) + 1 if span else 0
    rows["reject"].append(
        {
            "source_id": parsed.source.sha256,
            "file": parsed.source.file,
            "place": f"第{line}行" if span else "全文",
            "read": _words(parsed, span) if span else "没有找到一个问题或任务",
            "expected": expected,
            "severity": "value" if span else "row",
        }
    )


def _add_unread(parsed: ParsedPlan, rows: Rows) -> None:
    """What of the file the text does not have (a scanned page), and the tables in it that belong among the spreadsheets."""
    file: Row = {"source_id": parsed.source.sha256, "file": parsed.source.file, "severity": "row"}
    for part in (*parsed.source.unread, *unread_tables(parsed.source.text)):
        rows["reject"].append({**file, "place": part.place, "read": part.read, "expected": part.expected})


def _page_rows(parsed: ParsedPlan) -> list[Row]:
    """Where each page of a document with pages begins and ends in its text."""
    starts = parsed.source.pages
    return [
        {"source_id": parsed.source.sha256, "page": page, "span_start": start, "span_end": end}
        for page, (start, end) in enumerate(zip(starts, (*starts[1:], len(parsed.source.text)), strict=False), start=1)
    ]


class _Place:
    """Finds the issue a place of the text belongs to: the one around it, else the first of the number that was read with it."""

    def __init__(self, parsed: ParsedPlan, plan_id: str) -> None:
        self._plan_id = plan_id
        self._around = IssueFinder(parsed.issues)
        self._ordinals = {id(issue): ordinal for ordinal, issue in enumerate(parsed.issues, start=1)}
        self._first = {issue.no: issue for issue in reversed(parsed.issues)}

    def issue_id(self, no: str | None, start: int) -> str | None:
        if no is None or no not in self._first:
            return None
        around = self._around.at(start)
        issue = around if around is not None and around.no == no else self._first[no]
        return issue_id_of(self._plan_id, self._ordinals[id(issue)])


def _ids(parsed: ParsedPlan, span: Span) -> Row:
    return {"source_id": parsed.source.sha256, "span_start": span.start, "span_end": span.end}


def _words(parsed: ParsedPlan, span: Span) -> str:
    return parsed.source.text[span.start : span.end]


def _plan_row(parsed: ParsedPlan, plan_id: str) -> Row:
    fields = parsed.plan
    row: Row = {name: getattr(fields, name) for name in PLAN_FIELDS}
    row |= {
        f"declared_{one}_count": fields.declared.get(many)
        for one, many in (("issue", "issues"), ("item", "items"), ("class", "classes"), ("stage", "stages"))
    }
    return row | {
        "plan_id": plan_id,
        "source_id": parsed.source.sha256,
        "name": fields.title or _described(parsed),
        "char_count": _char_count(parsed.source.text),
        "unclaimed_char_count": sum(_char_count(_words(parsed, span)) for span in parsed.unclaimed),
    }


def _described(parsed: ParsedPlan) -> str:
    """What a document without a title is called: 霞若乡整改情况报告(原文无标题); by its file where it names no township."""
    fields = parsed.plan
    if fields.township is None or fields.kind is None:
        return f"{PurePath(parsed.source.file).stem}(原文无标题)"
    return f"{fields.township}{PLAN_KIND[fields.kind]}(原文无标题)"


def _char_count(text: str) -> int:
    return len(re.sub(r"\s+", "", text))


def _add_issue(parsed: ParsedPlan, issue: Issue, ordinal: int, issue_id: str, rows: Rows) -> None:
    ids = {"issue_id": issue_id}
    deadline = issue.deadline
    rows["issue"].append(
        {
            **ids,
            "plan_id": plan_id_of(parsed.source.sha256),
            "ordinal": ordinal,
            "issue_no": issue.no or None,
            "path": " / ".join(issue.path) or None,
            "category": issue.category,
            "theme": issue.theme,
            "kind": issue.kind,
            "township": issue.township,
            "title": issue.title.text,
            "finding_start": issue.finding.start,
            "finding_end": issue.finding.end,
            "deadline_code": deadline.code if deadline else None,
            "due_on": deadline.due_on if deadline else None,
            "deadline_start": deadline.start if deadline else None,
            "deadline_end": deadline.end if deadline else None,
            **_ids(parsed, issue.title),
        }
    )
    if deadline and deadline.code == "by_date" and deadline.due_on is None:
        _add_reject(parsed, deadline, expected_limit(half_width(_words(parsed, deadline))), rows)
    for number, measure in enumerate(issue.measures, start=1):
        rows["measure"].append({**ids, "ordinal": number, "text": _words(parsed, measure), **_ids(parsed, measure)})
    for unit in issue.units:
        named = {"role": unit.role, "unit": unit.name, "department": department_of(unit.name)}
        rows["assignment"].append({**ids, **named, **_ids(parsed, unit)})
    if issue.status:
        said = {"status": issue.status.code, "status_on": parsed.plan.issued_on, "wording": _words(parsed, issue.status)}
        rows["status"].append({**ids, **said, "origin": "document", **_ids(parsed, issue.status)})


def _add_figures(parsed: ParsedPlan, plan_id: str, place: _Place, rows: Rows) -> None:
    def shared(value: Amount | Count | Ratio | Period) -> Row:
        issue_id = place.issue_id(value.issue, value.start)
        return {"plan_id": plan_id, "issue_id": issue_id, "wording": _words(parsed, value), **_ids(parsed, value)}

    repeats = mark_repeats(parsed.amounts, parsed.source.text)
    parts = mark_parts(parsed.amounts, parsed.source.text, parsed.joined)
    for number, (amount, is_repeat, is_part) in enumerate(zip(parsed.amounts, repeats, parts, strict=True), start=1):
        if not 0 <= amount.yuan < TOO_LARGE:
            _add_reject(parsed, amount, "不为负的金额" if amount.yuan < 0 else "小于一千万亿元的金额", rows)
            continue
        rows["amount"].append(
            {
                "amount_id": f"{plan_id}-m{number:03d}",
                "township": amount.township,
                "amount_yuan": amount.yuan,
                "amount_yuan_max": amount.yuan_max,
                "is_approx": amount.approx,
                "role": amount.role,
                "scope": amount.scope,
                "per": amount.per,
                "is_repeat": is_repeat,
                "is_part": is_part,
                **shared(amount),
            }
        )
    dated = _Dates(parsed)
    figures: list[Count | Ratio] = sorted([*parsed.counts, *parsed.ratios], key=lambda figure: (figure.start, figure.end))
    for number, figure in enumerate(figures, start=1):
        if abs(figure.value) >= TOO_LARGE:
            _add_reject(parsed, figure, "小于一千万亿的数字", rows)
            continue
        if figure.value < 0 and isinstance(figure, Count):
            _add_reject(parsed, figure, "不为负的计数", rows)
            continue
        first_on, last_on = dated.around(figure)
        rows["indicator"].append(
            {
                "indicator_id": f"{plan_id}-i{number:03d}",
                "origin": "document",
                "township": None if figure.scope == "case" else figure.township or parsed.plan.township,
                "kind": "count" if isinstance(figure, Count) else "ratio",
                "subject": figure.subject,
                "value": float(figure.value),
                "value_max": figure.value_max,
                "unit": figure.unit if isinstance(figure, Count) else "%",
                "scope": figure.scope,
                "is_approx": figure.approx,
                "period_from": first_on,
                "period_to": last_on,
                **shared(figure),
            }
        )
    for period in parsed.periods:
        if _is_reversed(period):
            _add_reject(parsed, period, "不早于起始日期的截止日期", rows)
            continue
        span = {"period_from": period.first_on, "period_to": period.last_on, "granularity": period.granularity}
        rows["period"].append({**span, **shared(period)})


def _is_reversed(period: Period) -> bool:
    return period.first_on is not None and period.last_on is not None and period.last_on < period.first_on


class _Dates:
    """The period a figure belongs to: the last one named before it in its own sentence."""

    def __init__(self, parsed: ParsedPlan) -> None:
        self._text = half_width(parsed.source.text)
        self._joined = parsed.joined
        self._periods = sorted((each for each in parsed.periods if not _is_reversed(each)), key=lambda period: period.start)
        self._starts = [period.start for period in self._periods]

    def around(self, figure: Span) -> tuple[object, object]:
        index = bisect_right(self._starts, figure.start) - 1
        if index < 0:
            return None, None
        stops = _STOP.finditer(self._text, self._periods[index].end, figure.start)
        if any(stop.start() not in self._joined for stop in stops):
            return None, None
        return self._periods[index].first_on, self._periods[index].last_on


def _add_audits(parsed: ParsedPlan, plan_id: str, place: _Place, rows: Rows) -> None:
    for number, audit in enumerate(parsed.audits, start=1):
        audit_id = f"{plan_id}-a{number:03d}"
        start = audit.spans[0].start if audit.spans else 0
        rows["audit"].append(
            {
                "audit_id": audit_id,
                "source_id": parsed.source.sha256,
                "plan_id": plan_id,
                "issue_id": place.issue_id(audit.issue, start),
                "rule": audit.rule,
                "is_ok": audit.ok,
                "stated": audit.stated,
                "computed": audit.computed,
                "message": audit.message,
                "is_corrected": audit.is_corrected,
            }
        )
        for ordinal, span in enumerate(audit.spans, start=1):
            rows["audit_span"].append(
                {"audit_id": audit_id, "ordinal": ordinal, "wording": _words(parsed, span), **_ids(parsed, span)}
            )
