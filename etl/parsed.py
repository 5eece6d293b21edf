"""What is read from one document: the parsed plan, with the place of every value.

All offsets are character positions in the text as read (`Source.text`): `text[start:end]` is the words a value came from.
`as_json` gives the object that `python -m etl parse` prints, one line a document.
"""

from bisect import bisect_right
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a document that gave no text, or not all of it: where, what was read there, what was expected."""

    place: str
    read: str
    expected: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read: file name, hash of its bytes, format, encoding, and the decoded text.

    `pages` is where each page's text begins (PDF; empty elsewhere); `unread` is what of the file the text does not have.
    """

    file: str
    sha256: str
    format: str
    encoding: str | None
    byte_count: int
    text: str
    pages: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()

    def page_at(self, position: int) -> int | None:
        """The page, from 1, on which the character at a position stands; None for a format without pages."""
        return bisect_right(self.pages, position) or None


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Title(Span):
    """The title of an issue, without its number."""

    text: str


@dataclass(frozen=True, slots=True)
class Status(Span):
    """The state of an issue as the document words it; code as in docs/rules.md."""

    code: str


@dataclass(frozen=True, slots=True)
class Deadline(Span):
    """The time limit of an issue; `due_on` is its last day where it has one."""

    code: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Unit(Span):
    """A unit named for an issue: role is lead, responsible, supporting or supervising; name as written."""

    role: str
    name: str


@dataclass(slots=True)
class Issue:
    """The finest numbered problem or task somebody is accountable for.

    `finding` is the description of the problem, title included; `blocks` are all pieces of text that belong to the issue
    (a finding in one part, its measures in another): amounts and counts inside them belong to it. `township` is stated only in
    a document about several townships.
    """

    no: str
    path: list[str]
    category: str | None
    theme: str
    kind: str
    title: Title
    finding: Span
    blocks: list[Span]
    status: Status | None = None
    deadline: Deadline | None = None
    units: list[Unit] = field(default_factory=list)
    measures: list[Span] = field(default_factory=list)
    township: str | None = None


@dataclass(frozen=True, slots=True)
class Amount(Span):
    """Money: `yuan` as a decimal; role, scope (own, case, policy) and per as in docs/rules.md; `issue` is the no of its issue.

    `yuan_max` is the upper end of a range (3-5万元), whose lower end is `yuan`; `township` as for an issue.
    """

    yuan: Decimal
    approx: bool
    role: str
    scope: str
    per: str
    issue: str | None
    yuan_max: Decimal | None = None
    township: str | None = None


@dataclass(frozen=True, slots=True)
class Count(Span):
    """A count: value and unit (户, 人, 个, 亩 …), what is counted, and whose it is; `value_max` ends a range (20-30户)."""

    value: float
    unit: str
    subject: str
    scope: str
    approx: bool
    issue: str | None
    value_max: float | None = None
    township: str | None = None


@dataclass(frozen=True, slots=True)
class Ratio(Span):
    """A percentage: 24.79% -> 24.79; `subject` is what it is a share of, as worded."""

    value: float
    subject: str
    scope: str
    approx: bool
    issue: str | None
    value_max: float | None = None
    township: str | None = None


@dataclass(frozen=True, slots=True)
class Period(Span):
    """A date or stretch of time, first to last day; an open end is None."""

    first_on: date | None
    last_on: date | None
    granularity: str
    issue: str | None


@dataclass(frozen=True, slots=True)
class Audit:
    """A check of the document against itself: what it states, what was computed, and both places."""

    rule: str
    ok: bool
    stated: str
    computed: str
    spans: tuple[Span, ...]
    message: str
    issue: str | None = None
    is_corrected: bool = False  # it failed, or would have, but for a correction of one of its figures


@dataclass(frozen=True, slots=True)
class Corrected:
    """A source's mistake put right (etl/corrections): which line of the corrections, what it names, and where it was found.

    `table` and `column` are names of warehouse/tables.py (of a spreadsheet what its rows are loaded as); `seen`, `put` are what
    the line says. In a document `start`, `end` are the source's words (None: of the document as a whole) and `issue_ordinal` or
    `issue` (its no) say whose value it is; in a spreadsheet `row` is its row.
    """

    line: int
    table: str
    table_label: str
    column: str
    column_label: str
    place: str
    seen: str
    put: str
    reason: str
    start: int | None = None
    end: int | None = None
    issue_ordinal: int | None = None
    issue: str | None = None
    row: int | None = None


@dataclass(slots=True)
class PlanFields:
    """What the document says of itself; None where it says nothing."""

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    township: str | None = None
    issued_on: date | None = None
    kind: str | None = None
    declared: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class ParsedPlan:
    """One document, read."""

    source: Source
    plan: PlanFields
    issues: list[Issue] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)
    unclaimed: list[Span] = field(default_factory=list)
    corrected: list[Corrected] = field(default_factory=list)
    joined: frozenset[int] = frozenset()  # the line breaks of a damaged copy that end no sentence of its text

    def as_json(self) -> dict[str, Any]:
        """The object printed by `python -m etl parse`: plain types, ISO dates, periods as from/to, no text in the source."""
        data = _plain(asdict(self))
        del data["source"]["text"], data["source"]["byte_count"], data["corrected"], data["joined"]
        for name in ("pages", "unread"):
            if not data["source"][name]:
                del data["source"][name]
        for period in data["periods"]:
            period["from"], period["to"] = period.pop("first_on"), period.pop("last_on")
        for audit in data["audits"]:
            audit["spans"] = [[span["start"], span["end"]] for span in audit["spans"]]
            del audit["is_corrected"]  # what is printed is the document as it stands
        data["unclaimed"] = [[span["start"], span["end"]] for span in data["unclaimed"]]
        for issue in data["issues"]:
            del issue["blocks"]
        for value in (*data["issues"], *data["amounts"], *data["counts"], *data["ratios"]):
            for key in ("township", "yuan_max", "value_max"):  # only where the document has them
                if key in value and value[key] is None:
                    del value[key]
        return data  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    """Dates to ISO text, decimals to int or float, tuples to lists."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
