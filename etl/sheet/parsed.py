"""What is read from one table of a spreadsheet file: typed rows, what was not understood, and the checks of totals."""

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from etl.parsed import Corrected

Value = str | int | float | Decimal | bool | date | list[str] | None


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table file as read, and the sheet a table stands on (None for text files)."""

    file: str
    sha256: str
    format: str
    encoding: str | None
    byte_count: int
    sheet: str | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of data: its 1-based row number, canonical column -> value, and canonical column -> the cell as written."""

    row: int
    values: dict[str, Value]
    wordings: dict[str, str]


@dataclass(frozen=True, slots=True)
class TableReject:
    """A place not understood; `column` is the heading as written, None for a whole row; severity as in warehouse/tables.py."""

    row: int | None
    column: str | None
    read: str
    expected: str
    severity: str = "value"


@dataclass(frozen=True, slots=True)
class TableAudit:
    """A stated total, subtotal or percentage against what its parts give, in the unit of the heading."""

    rule: str
    ok: bool
    row: int
    column: str
    stated: str
    computed: str
    message: str
    is_corrected: bool = False  # it failed, but for a correction of one of its figures


@dataclass(frozen=True, slots=True)
class RowAsWritten:
    """A row: its 1-based number, that of the row it was read as part of (another where it goes on with one above), its cells."""

    row: int
    read_row: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class AsWritten:
    """A table: the row its headings end in, each heading, what its column holds ("" for one that is not kept), and its rows."""

    heading_row: int
    headings: list[str]
    columns: list[str]
    rows: list[RowAsWritten] = field(default_factory=list)


@dataclass(slots=True)
class ParsedTable:
    """One recognised table; kind is None when the headings are of no known kind (then it has rejects only)."""

    source: TableSource
    kind: str | None
    title: str | None = None
    reported_on: date | None = None
    rows: list[TableRow] = field(default_factory=list)
    rejects: list[TableReject] = field(default_factory=list)
    audits: list[TableAudit] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)  # heading -> sum of its column, for the clerk's check
    notes: list[str] = field(default_factory=list)  # done on purpose, and a clerk should know: columns left out
    corrected: list[Corrected] = field(default_factory=list)
    as_written: AsWritten | None = None  # none of a large table: it would be stored twice
    county: str | None = None  # as the lines above it name it
    is_of_wholes: bool = False  # its money is that of townships or villages as a whole, no project is named

    def as_json(self) -> dict[str, Any]:
        """The object printed by `python -m etl parse`: plain types, ISO dates, money as plain numbers in yuan."""
        source = asdict(self.source)
        del source["byte_count"]
        return {
            "source": source,
            "kind": self.kind,
            "rows": [{**{name: _plain(value) for name, value in row.values.items()}, "row": row.row} for row in self.rows],
            "rejects": [asdict(reject) for reject in self.rejects],
            "audits": [{name: said for name, said in asdict(audit).items() if name != "is_corrected"} for audit in self.audits],
        }


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
