"""The values a correction names, by the type of their column: a code by its Chinese label, money with its unit, a date."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from etl.plan.themes import NO_THEME
from etl.sheet import cells as read
from etl.sheet.cells import Unreadable, plain
from etl.vocabulary import read_vocabulary, words_by_code
from warehouse import labels
from warehouse.schema import Kind

Value = str | int | float | Decimal | bool | date | None

# (table, column) -> code -> its label. Silence is no status.
CODES: dict[tuple[str, str], Mapping[str, str]] = {
    ("plan", "kind"): labels.PLAN_KIND,
    ("issue", "kind"): labels.ISSUE_KIND,
    ("issue", "deadline_code"): labels.DEADLINE,
    ("assignment", "role"): labels.UNIT_ROLE,
    ("status", "status"): {code: label for code, label in labels.STATUS.items() if code != "unreported"},
    ("amount", "role"): labels.AMOUNT_ROLE,
    ("amount", "scope"): labels.SCOPE,
    ("amount", "per"): labels.PER,
    ("indicator", "scope"): labels.SCOPE,
}


def read_value(table: str, column: str, kind: Kind, text: str) -> Value:
    """The value these words say for a column; nothing for an empty text. Raises Unreadable, which says what was expected."""
    if not text:
        return None
    if (table, column) in CODES:
        return _code(table, column, text)
    if (table, column) == ("issue", "theme"):
        return _theme(text)
    match kind:
        case "integer":
            return read.read_integer(text)
        case "number":
            value, _ = read.read_number(text)
            return float(value)
        case "yuan":
            return read.read_yuan(text, 1)
        case "flag":
            return read.read_flag(text)
        case "date":
            first, last = read.read_period(text)
            return first if column.endswith("_from") else last
    return text


def _code(table: str, column: str, text: str) -> str:
    known = CODES[table, column]
    for code, label in known.items():
        if plain(text) in (code, plain(label)):
            return code
    worded = words_by_code("statuses.csv", "code").get(plain(text)) if table == "status" else None
    if worded is None:
        raise Unreadable(f"{'、'.join(known.values())} 之一")
    return worded


def _theme(text: str) -> str:
    tiers = ("ruling", "deciding", "telling", "hinting")
    rows = read_vocabulary("themes.csv", ("theme", *tiers), may_be_empty=tiers)
    known = dict.fromkeys([*(row["theme"] for row in rows), NO_THEME])
    if text not in known:
        raise Unreadable(f"{'、'.join(known)} 之一")
    return text
