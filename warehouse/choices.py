"""The reader's choice in plain words: in an address (?乡镇=黄桑乡&状态=推进中&截至=2024-05-20) and in a line of a report.

The pages, the JSON addresses and the command line all read and word it here. A value that the data does not know is never
guessed: it is named, with what was expected.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

import polars as pl

from warehouse import clock
from warehouse.queries import Choice

# the dimension of filter_options -> its name in the sidebar and in the address
DIMENSIONS = {
    "township": "乡镇",
    "category": "类别",
    "theme": "主题",
    "department": "部门",
    "role": "角色",
    "status": "状态",
    "due": "到期",
    "document": "方案",
    "period": "期间",
    "scope": "金额范围",
}
AS_OF = "截至"
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)  # what the page offers as the as-of date
# the dimension -> the field of Choice (and the session variable of the SQL) that holds its values
FIELDS = {
    "township": "townships",
    "category": "categories",
    "theme": "themes",
    "department": "departments",
    "role": "roles",
    "status": "statuses",
    "due": "due_codes",
    "document": "documents",
    "period": "periods",
    "scope": "scopes",
}
# what 厕所整改 alone can be narrowed to: the dimension of toilet_option -> its name in the address
OF_TOILETS = {"village": "村", "problem_type": "问题类型"}
OF_TOILETS_FIELDS = {"village": "villages", "problem_type": "problem_types"}
EVERYWHERE = "全部乡镇"


@dataclass(frozen=True)
class AddressRead:
    """What an address asks for: the choice, and each value that was not understood as (name, value)."""

    choice: Choice
    unknown: tuple[tuple[str, str], ...]


def labels(options: pl.DataFrame, dimension: str) -> dict[str, str]:
    """Value -> Chinese label of one dimension, from the rows of filter_options, in their order."""
    rows = options.filter(pl.col("dimension") == dimension)
    return dict(zip(rows["value"].to_list(), rows["label"].to_list(), strict=True))


def read_address(parameters: Mapping[str, Sequence[str]], options: pl.DataFrame) -> AddressRead:
    """The choice that the parameters of an address name; names that are no filter are left to the caller."""
    picked: dict[str, tuple[str, ...]] = {}
    unknown = []
    for dimension, name in DIMENSIONS.items():
        asked = [value for value in parameters.get(name, ()) if value]
        values = {label: value for value, label in labels(options, dimension).items()} if asked else {}
        picked[FIELDS[dimension]] = tuple(values[value] for value in asked if value in values)
        unknown += [(name, value) for value in asked if value not in values]
    dates = [value for value in parameters.get(AS_OF, ()) if value]
    unknown += [(AS_OF, value) for value in dates if read_date(value) is None]
    as_of = next((day for day in map(read_date, dates) if day), None)
    return AddressRead(Choice(**picked, as_of=as_of, since=None), tuple(unknown))


def read_date(text: str) -> date | None:
    """2024-05-20, and nothing else; None for any other text, and for a day that no page offers."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def parameters(choice: Choice, options: pl.DataFrame) -> list[tuple[str, str]]:
    """The choice as the parameters of an address, name and value as they stand there."""
    pairs = []
    for dimension, name in DIMENSIONS.items():
        if values := getattr(choice, FIELDS[dimension]):
            known = labels(options, dimension)
            pairs += [(name, known.get(value, value)) for value in values]
    if choice.as_of:
        pairs.append((AS_OF, choice.as_of.isoformat()))
    return pairs


def address(choice: Choice, options: pl.DataFrame) -> str:
    """The choice as the query of an address, "" when nothing is chosen."""
    return query(parameters(choice, options))


def query(pairs: Sequence[tuple[str, str]]) -> str:
    """Parameters as the query of an address, readable (only what would break it is escaped), "" when there are none."""
    joined = "&".join(f"{name}={_readable(value)}" for name, value in pairs)
    return f"?{joined}" if joined else ""


def _readable(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_.·、" else quote(sign) for sign in text)


def place_in_words(choice: Choice) -> str:
    """黄桑乡、霞若乡, or 全部乡镇."""
    return "、".join(choice.townships) or EVERYWHERE


def narrowing_in_words(choice: Choice, options: pl.DataFrame) -> list[str]:
    """The filters other than townships and date in plain words: ["主题: 产业", "状态: 推进中"]."""
    words = []
    for dimension, name in DIMENSIONS.items():
        values = getattr(choice, FIELDS[dimension])
        if values and dimension != "township":
            known = labels(options, dimension)
            words.append(f"{name}: {'、'.join(known.get(value, value) for value in values)}")
    for dimension, name in OF_TOILETS.items():
        if values := getattr(choice, OF_TOILETS_FIELDS[dimension]):
            words.append(f"{name}: {'、'.join(values)}")
    return words


def in_words(choice: Choice, options: pl.DataFrame) -> list[str]:
    """The whole choice in plain words, township first, as of when last: ["黄桑乡", "状态: 推进中", "截至 2024-05-20"]."""
    as_of = choice.as_of or clock.today()
    return [place_in_words(choice), *narrowing_in_words(choice, options), f"截至 {as_of.isoformat()}"]
