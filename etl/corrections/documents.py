"""Corrections of what was read from a document: the value is put right, the words and their place stay.

A value is found by the line (and character) its words begin on. Words that several rows share (one 责任单位 line for three
issues) are one mistake, and are put right in all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from etl.corrections.lines import Correction
from etl.corrections.reaudit import Change, reaudited
from etl.corrections.values import Value, read_value
from etl.parsed import Corrected, Count, Issue, ParsedPlan, Span
from etl.sheet.cells import Unreadable, plain
from warehouse.schema import Column
from warehouse.tables import BY_NAME

# table -> column -> the attribute that holds it. What is not listed is made of these, or is the source's own words.
COLUMNS: dict[str, dict[str, str]] = {
    "plan": {
        **{name: name for name in ("title", "doc_number", "issuer", "province", "prefecture", "county", "township")},
        **{name: name for name in ("issued_on", "kind")},
        **{f"declared_{one}_count": many for one, many in (("issue", "issues"), ("item", "items"), ("class", "classes"))},
        "declared_stage_count": "stages",
    },
    "issue": {
        **{name: name for name in ("category", "theme", "kind", "township")},
        "title": "text",
        "deadline_code": "code",
        "due_on": "due_on",
    },
    "assignment": {"role": "role", "unit": "name"},
    "status": {"status": "code"},
    "amount": {
        **{name: name for name in ("township", "role", "scope", "per")},
        "amount_yuan": "yuan",
        "amount_yuan_max": "yuan_max",
        "is_approx": "approx",
    },
    "indicator": {
        **{name: name for name in ("township", "subject", "value", "value_max", "unit", "scope")},
        "is_approx": "approx",
    },
    "period": {"period_from": "first_on", "period_to": "last_on"},
}
# Columns whose value an audit may rest on: a doubt about the words they came from is answered by their correction.
AUDITED = {
    ("issue", "title"),
    ("issue", "due_on"),
    ("assignment", "unit"),
    ("status", "status"),
    *(("amount", name) for name in ("amount_yuan", "amount_yuan_max")),
    *(("indicator", name) for name in ("value", "value_max", "unit")),
    *(("period", name) for name in ("period_from", "period_to")),
}
MOST_NAMED = 3  # places named in a message


@dataclass(frozen=True, slots=True)
class Target:
    """One stored value: its words in the text (None: of the whole document), the value, and how another is put in its place."""

    span: Span | None
    value: Value
    put: Callable[[Any], None]
    issue_ordinal: int | None = None
    issue: str | None = None


def corrected_plan(parsed: ParsedPlan, corrections: Sequence[Correction]) -> list[str]:
    """Put right what the lines name, and audit the document anew; messages of the lines that do not apply."""
    wrong: list[str] = []
    changes: list[Change] = []
    taken: dict[tuple[str, str, Span | None], int] = {}
    for correction in corrections:
        try:
            table, column = _declared(correction)
            found = _found(parsed, correction, table, column)
            value = _value(correction, table, column, correction.put, "put")
            if column.required and value is None:
                raise Unreadable(correction.wrong("put", "空", f"{column.label}的值 (这一列不能空)"))
            span = found[0].span
            first = taken.setdefault((table, column.name, span and Span(span.start, span.end)), correction.line)
            if first != correction.line:
                raise Unreadable(correction.wrong("key", correction.key, f"只更正一次的值 (第{first}行已更正它)"))
            if value == found[0].value:
                raise Unreadable(correction.wrong("put", correction.put, "与读到的值不同的值 (现在读到的就是它)"))
        except Unreadable as error:
            wrong.append(str(error))
            continue
        seen = str(found[0].value) if column.kind == "text" and isinstance(found[0].value, str) else correction.seen
        labels = BY_NAME[table].label, column.label
        for target in found:
            target.put(value)
            parsed.corrected.append(_applied(correction, table, column, labels, seen, target))
        if span and (table, column.name) in AUDITED:
            changes.append(Change(correction.source, correction.line, span, _words(parsed, span), correction.put))
    if len(parsed.corrected):
        parsed.audits = reaudited(parsed, changes)
    return wrong


def place_of(text: str, span: Span) -> str:
    """Where words begin, as a clerk counts: 第12行第30字."""
    before = text.rfind("\n", 0, span.start) + 1
    return f"第{text.count(chr(10), 0, span.start) + 1}行第{span.start - before + 1}字"


def _applied(correction: Correction, table: str, column: Column, labels: tuple[str, str], seen: str, target: Target) -> Corrected:
    span = target.span
    return Corrected(
        line=correction.line,
        table=table,
        table_label=labels[0],
        column=column.name,
        column_label=labels[1],
        place=correction.key.removeprefix(correction.file).strip() or "全文",
        seen=seen,
        put=correction.put,
        reason=correction.reason,
        start=span.start if span else None,
        end=span.end if span else None,
        issue_ordinal=target.issue_ordinal,
        issue=target.issue,
    )


def _declared(correction: Correction) -> tuple[str, Column]:
    """The table and column a line names, by Chinese label or name. Raises Unreadable with the whole message."""
    tables = {name: BY_NAME[name] for name in COLUMNS}
    table = next((name for name, each in tables.items() if correction.table in (name, each.label)), None)
    if table is None:
        expected = f"{'、'.join(each.label for each in tables.values())} 之一 (文档里的值)"
        raise Unreadable(correction.wrong("table", correction.table, expected))
    columns = [column for column in tables[table].columns if column.name in COLUMNS[table]]
    for column in columns:
        if plain(correction.column) in (column.name, plain(column.label)):
            return table, column
    raise Unreadable(correction.wrong("column", correction.column, f"{'、'.join(column.label for column in columns)} 之一"))


def _found(parsed: ParsedPlan, correction: Correction, table: str, column: Column) -> list[Target]:
    """The rows of the one place where the value is what the line expects to see. Raises Unreadable with the whole message."""
    if table == "plan" and correction.row is not None:
        raise Unreadable(correction.wrong("key", correction.key, "只写文件名 (方案的值不在某一行)"))
    if table != "plan" and correction.row is None:
        raise Unreadable(correction.wrong("key", correction.key, "文件名和行号, 如 甲乡方案.txt 第12行"))
    targets = list(_targets(parsed, table, column.name))
    text = parsed.source.text
    wanted = plain(f"第{correction.row}行{f'第{correction.character}字' if correction.character else ''}")
    here = [each for each in targets if each.span is None or _is_at(place_of(text, each.span), wanted, correction)]
    seen = _value(correction, table, column, correction.seen, "seen", or_words=True)
    fitting = [each for each in here if _reads(parsed, each, correction.seen, seen)]
    places = list(dict.fromkeys((each.span.start, each.span.end) if each.span else None for each in fitting))
    if len(places) == 1:
        return fitting
    if not places:
        elsewhere = [each for each in targets if each.span and _reads(parsed, each, correction.seen, seen)]
        raise Unreadable(correction.wrong("seen", correction.seen, _expected(parsed, correction, column, here, elsewhere)))
    named = "、".join(place_of(text, Span(*place)) for place in places[:MOST_NAMED] if place)
    raise Unreadable(correction.wrong("key", correction.key, f"只指一处的位置 (这一行有 {len(places)} 处, 请写到字: {named})"))


def _is_at(place: str, wanted: str, correction: Correction) -> bool:
    return place == wanted if correction.character else place.startswith(wanted + "第")


def _expected(parsed: ParsedPlan, correction: Correction, column: Column, here: list[Target], elsewhere: list[Target]) -> str:
    """What stands at the place instead, and where the words now stand: the source may have changed."""
    said = [f"“{_words(parsed, each.span) if each.span else each.value or ''}” ({each.value})" for each in here[:MOST_NAMED]]
    stands = (
        f"{correction.key} 现在的{column.label}: {'、'.join(said)}"
        if said
        else f"{correction.key} 的一个{column.label} (这一行没有)"
    )
    places = [place_of(parsed.source.text, each.span) for each in elsewhere[:MOST_NAMED] if each.span]
    return stands + (f" (“{correction.seen}”现在在 {'、'.join(places)})" if places else "")


def _reads(parsed: ParsedPlan, target: Target, words: str, value: Value) -> bool:
    """Whether a value is the one expected: by its words in the source, or as a value."""
    if target.span is not None and words and plain(_words(parsed, target.span)) == plain(words):
        return True
    if isinstance(value, str) and isinstance(target.value, str):
        return plain(value) == plain(target.value)
    return value == target.value


def _value(correction: Correction, table: str, column: Column, text: str, cell: str, *, or_words: bool = False) -> Value:
    try:
        return read_value(table, column.name, column.kind, text)
    except Unreadable as error:
        if or_words:  # the source's words need not be a value in themselves
            return text
        raise Unreadable(correction.wrong(cell, text, str(error))) from error


def _words(parsed: ParsedPlan, span: Span) -> str:
    return parsed.source.text[span.start : span.end]


def _targets(parsed: ParsedPlan, table: str, column: str) -> Iterator[Target]:
    """Every value of a column, in the order of the document."""
    name = COLUMNS[table][column]
    if column.startswith("declared_"):
        yield Target(None, parsed.plan.declared.get(name), partial(_put_declared, parsed.plan.declared, name))
    elif table == "plan":
        yield Target(None, getattr(parsed.plan, name), partial(setattr, parsed.plan, name))
    elif table in ("issue", "assignment", "status"):
        for ordinal, issue in enumerate(parsed.issues, start=1):
            yield from _targets_of_issue(issue, ordinal, table, column)
    else:
        lists: dict[str, list[list[Any]]] = {
            "amount": [parsed.amounts],
            "indicator": [parsed.counts, parsed.ratios],
            "period": [parsed.periods],
        }
        for values in lists[table]:
            for index, value in enumerate(values):
                if name != "unit" or isinstance(value, Count):
                    yield Target(value, getattr(value, name), partial(_put_item, values, index, name), issue=value.issue)


def _targets_of_issue(issue: Issue, ordinal: int, table: str, column: str) -> Iterator[Target]:
    name = COLUMNS[table][column]
    if table == "assignment":
        for index, unit in enumerate(issue.units):
            yield Target(unit, getattr(unit, name), partial(_put_item, issue.units, index, name), ordinal)
        return
    holder = {"title": "title", "deadline_code": "deadline", "due_on": "deadline", "status": "status"}.get(column)
    if holder is None:
        yield Target(issue.title, getattr(issue, name), partial(setattr, issue, name), ordinal)
    elif (part := getattr(issue, holder)) is not None:  # a document's silence is no mistake to put right
        yield Target(part, getattr(part, name), partial(_put_part, issue, holder, name), ordinal)


def _put_declared(declared: dict[str, int], name: str, value: int | None) -> None:
    if value is None:
        declared.pop(name, None)
    else:
        declared[name] = value


def _put_item(values: list[Any], index: int, name: str, value: Any) -> None:
    values[index] = replace(values[index], **{name: value})


def _put_part(issue: Issue, holder: str, name: str, value: Any) -> None:
    setattr(issue, holder, replace(getattr(issue, holder), **{name: value}))
