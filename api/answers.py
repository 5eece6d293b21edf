"""What `/api/` answers: the index of the marts, and the rows of one of them under the filters of an address.

The filters are those of the pages' address (?乡镇=黄桑乡&状态=推进中&截至=2024-05-20), read by warehouse/choices.py. What is not
understood is never ignored here: a program that feeds another would take the whole for a part. It is answered with WrongAddress.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from rapidfuzz import process

from warehouse import choices, clock
from warehouse.choices import AS_OF, DIMENSIONS, FIELDS
from warehouse.export import csv_bytes
from warehouse.marts import BY_NAME, MARTS
from warehouse.queries import EVERYTHING, Choice, Warehouse
from warehouse.schema import Column, Table
from warehouse.views import variables_of

FORMATS = ("json", "csv")
# What a mart can be asked for besides filters: the name in the address -> what it is.
SEARCH, ISSUE = "搜索", "问题"
OWN_PARAMETERS = {"issue_register": SEARCH, "evidence": ISSUE}
SHOWN_VALUES = 20


class WrongAddress(Exception):
    """The address asks for something there is not; the message says in Chinese what was read and what was expected."""


class NoSuchMart(WrongAddress):
    """The address names a mart or a format that there is not."""


@dataclass(frozen=True)
class Rows:
    """The rows of a mart under a choice, and the build they are of."""

    mart: Table
    choice: Choice
    filters: dict[str, list[str]]
    build_id: str
    rows: pl.DataFrame
    is_synthetic: bool

    def json(self) -> bytes:
        """{mart, label, build_id, is_synthetic, as_of, filters, row_count, rows}; amounts are numbers, dates 2024-05-20."""
        head = {
            "mart": self.mart.name,
            "label": self.mart.label,
            "build_id": self.build_id,
            "is_synthetic": self.is_synthetic,
            "as_of": (self.choice.as_of or clock.today()).isoformat(),
            "filters": self.filters,
            "row_count": self.rows.height,
        }
        # Written by polars, which needs a fraction of the time that one dictionary a row does.
        rows = self.rows.select(_for_json(column) for column in self.mart.columns).write_json()
        return f'{as_json(head)[:-1]},"rows":{rows}}}'.encode()

    def csv(self) -> bytes:
        """The same CSV as the pages': BOM, Chinese headings, guarded against formulas."""
        return csv_bytes(self.rows, self.mart, is_synthetic=self.is_synthetic)


def index(warehouse: Warehouse) -> dict[str, Any]:
    """What there is: each mart with its columns, units, and the filters it follows; each filter with its values."""
    options = warehouse.read("filter_options")
    return {
        "build_id": warehouse.build_id,
        "filters": {name: list(choices.labels(options, dimension).values()) for dimension, name in DIMENSIONS.items()}
        | {AS_OF: "2024-05-20"},
        "marts": [
            {
                "mart": mart.name,
                "label": mart.label,
                "grain": mart.grain,
                **{form: f"/api/{mart.name}.{form}" for form in FORMATS},
                "filters": parameters(mart),
                "columns": [
                    {
                        "name": column.name,
                        "label": column.label,
                        "type": column.kind,
                        "unit": column.unit,
                        "required": column.required,
                        "description": column.description,
                    }
                    for column in mart.columns
                ],
            }
            for mart in MARTS
        ],
    }


def mart_named(name: str) -> Table:
    """The mart of this name; raises NoSuchMart."""
    if name in BY_NAME:
        return BY_NAME[name]
    near = process.extractOne(name, list(BY_NAME), score_cutoff=50)
    hint = f"是不是 {near[0]}? " if near else ""
    raise NoSuchMart(f"没有视图“{name}”, {hint}全部视图见 /api/")


def parameters(mart: Table) -> list[str]:
    """The names that an address of this mart may have: the filters that reach it, and its own parameter."""
    variables = variables_of(mart.name)
    named = [name for dimension, name in DIMENSIONS.items() if FIELDS[dimension] in variables]
    dated = [AS_OF] if "as_of" in variables else []
    own = [OWN_PARAMETERS[mart.name]] if mart.name in OWN_PARAMETERS else []
    return [*named, *dated, *own]


def read(warehouse: Warehouse, mart: Table, asked: Mapping[str, Sequence[str]]) -> Rows:
    """The rows of a mart under the parameters of an address; raises WrongAddress for what is not understood."""
    allowed = parameters(mart)
    strange = [name for name in asked if name not in allowed]
    if strange:
        named = "、".join(f"“{name}”" for name in strange)
        expected = f"可用的筛选: {'、'.join(allowed)}" if allowed else "它不随筛选变化"
        raise WrongAddress(f"{mart.name} ({mart.label}): 不认识的筛选 {named}, {expected}")
    filters = {name: [value for value in values if value] for name, values in asked.items()}
    while True:  # begun again when another build is published meanwhile: the answer is of the build it names
        build_id, options = warehouse.build_id, warehouse.read("filter_options", EVERYTHING)
        found = choices.read_address(asked, options)
        if found.unknown:
            raise WrongAddress("; ".join(_not_understood(name, value, options) for name, value in found.unknown))
        rows = _read(warehouse, mart, found.choice, next(iter(filters.get(OWN_PARAMETERS.get(mart.name, ""), ())), ""))
        is_synthetic = warehouse.is_synthetic
        if warehouse.build_id == build_id:
            return Rows(mart, found.choice, filters, build_id, rows, is_synthetic)


def _read(warehouse: Warehouse, mart: Table, choice: Choice, own: str) -> pl.DataFrame:
    """The rows; `own` is the value of the mart's own parameter, "" for none."""
    if mart.name == "issue_register" and own:
        return warehouse.search_issues(own, choice)
    if mart.name == "evidence" and own:
        return warehouse.evidence(own)
    return warehouse.read(mart.name, choice)


def as_json(value: object) -> str:
    """The value as JSON with its Chinese letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _not_understood(name: str, value: str, options: pl.DataFrame) -> str:
    if name == AS_OF:
        return f"{name}: 读到“{value}”, 应为 2024-05-20 这样的日期"
    dimension = next(dimension for dimension, label in DIMENSIONS.items() if label == name)
    known = list(choices.labels(options, dimension).values())
    more = f" … 共 {len(known)} 个, 见 /api/" if len(known) > SHOWN_VALUES else ""
    return f"{name}: 没有“{value}”, 现有 {'、'.join(known[:SHOWN_VALUES])}{more}"


def _for_json(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    match column.kind:
        case "yuan":
            return value.cast(pl.Float64)
        case "date":
            return value.dt.to_string("%Y-%m-%d")
        case "moment":
            return value.dt.to_string("%Y-%m-%dT%H:%M:%S")
        case _:
            return value
