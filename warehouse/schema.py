"""How a table of the warehouse is declared, and what is made from a declaration.

A column is declared once, with its type, its Chinese label and its meaning. The polars schema a frame must meet, the DDL,
the comments in DuckDB, the headings of pages and CSV files and docs/data-dictionary.md are all made from it.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl

Kind = Literal["text", "integer", "number", "yuan", "flag", "date", "moment", "text_list"]

# kind -> (polars type, DuckDB type)
TYPES: dict[Kind, tuple[pl.DataType, str]] = {
    "text": (pl.String(), "VARCHAR"),
    "integer": (pl.Int64(), "BIGINT"),
    "number": (pl.Float64(), "DOUBLE"),
    "yuan": (pl.Decimal(18, 2), "DECIMAL(18,2)"),
    "flag": (pl.Boolean(), "BOOLEAN"),
    "date": (pl.Date(), "DATE"),
    "moment": (pl.Datetime("us"), "TIMESTAMP"),
    "text_list": (pl.List(pl.String()), "VARCHAR[]"),
}


# a part of a column's name -> the unit it says
UNITS = {
    "_yuan_": "元",
    "_pct_": "%",
    "_points_": "个百分点",
    "_char_count_": "字",
    "_household_count_": "户",
    "_person_count_": "人",
    "_count_": "个",
    "_days_": "天",
    "_measures_per_": "条",
    "_units_per_": "处",
}


class FrameMismatch(Exception):
    """A frame does not meet the declaration of its table: a fault of the program, never of the input."""


@dataclass(frozen=True)
class Column:
    """One column: English name with its unit in it, kind, Chinese label, and what it means."""

    name: str
    kind: Kind
    label: str
    description: str
    required: bool = False  # True: never null
    is_long: bool = False  # whole documents: ZSTD takes a third of the room and a fifth of the time of what DuckDB would choose

    @property
    def unit(self) -> str:
        """The unit of the values, which the name says (amount_yuan: 元); "" for what is not measured."""
        if self.kind not in ("integer", "number", "yuan"):
            return ""
        return next((unit for part, unit in UNITS.items() if part in f"_{self.name}_"), "")


@dataclass(frozen=True)
class Table:
    """One table or view: name, Chinese label, grain (what one row is), columns, and the order its rows are read in."""

    name: str
    label: str
    grain: str
    columns: tuple[Column, ...]
    order_by: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()  # columns whose sum over the rows means something: no row counts what another does

    @property
    def column_names(self) -> list[str]:
        """Column names, in the order declared."""
        return [column.name for column in self.columns]

    @property
    def labels(self) -> dict[str, str]:
        """Column name -> Chinese label."""
        return {column.name: column.label for column in self.columns}

    @property
    def polars_schema(self) -> pl.Schema:
        """The schema a frame must have to be loaded."""
        return pl.Schema({column.name: TYPES[column.kind][0] for column in self.columns})

    def create_statement(self) -> str:
        """The CREATE TABLE statement."""
        lines = [
            f"    {c.name} {TYPES[c.kind][1]}{' NOT NULL' if c.required else ''}{' USING COMPRESSION zstd' if c.is_long else ''}"
            for c in self.columns
        ]
        return f"CREATE TABLE {self.name} (\n" + ",\n".join(lines) + "\n)"

    def comment_statements(self, relation: Literal["TABLE", "VIEW"] = "TABLE") -> list[str]:
        """COMMENT ON statements for the relation and its columns."""

        def quoted(text: str) -> str:
            return "'" + text.replace("'", "''") + "'"

        statements = [f"COMMENT ON {relation} {self.name} IS {quoted(f'{self.label}。{self.grain}')}"]
        for column in self.columns:
            comment = quoted(f"{column.label}。{column.description}")
            statements.append(f"COMMENT ON COLUMN {self.name}.{column.name} IS {comment}")
        return statements

    def frame(self, rows: list[dict[str, object]]) -> pl.DataFrame:
        """A frame of this table from rows keyed by column name; a missing key is null.

        Raises FrameMismatch for a key that is not declared, a null in a required column, or a value of another type.
        """
        if not rows:  # most tables of one file: made in a tenth of the time
            return pl.DataFrame(schema=self.polars_schema)
        unknown = {key for row in rows for key in row} - set(self.column_names)
        if unknown:
            raise FrameMismatch(f"{self.name}: columns not declared: {sorted(unknown)}")
        try:
            frame = pl.DataFrame([_series(column, [row.get(column.name) for row in rows]) for column in self.columns])
        except (TypeError, pl.exceptions.PolarsError) as error:
            raise FrameMismatch(f"{self.name}: {error}") from error
        return self.checked(frame)

    def checked(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame itself, when it meets the declaration; raises FrameMismatch when it does not."""
        if frame.schema != self.polars_schema:
            raise FrameMismatch(f"{self.name}: schema is {dict(frame.schema)}, declared {dict(self.polars_schema)}")
        for column in self.columns:
            if column.required and frame[column.name].null_count():
                raise FrameMismatch(f"{self.name}.{column.name}: null in a required column")
        return frame


def _series(column: Column, values: list[object]) -> pl.Series:
    kind = TYPES[column.kind][0]
    if column.kind != "yuan":
        return pl.Series(column.name, values, dtype=kind, strict=True)
    # polars 1.x takes ten times as long over Decimal objects as over their digits, and loads NumPy for them.
    if wrong := [value for value in values if not (value is None or isinstance(value, Decimal))]:
        raise TypeError(f"{column.name}: not a Decimal: {wrong[0]!r}")
    return pl.Series(column.name, [None if value is None else str(value) for value in values], dtype=pl.String).cast(kind)
