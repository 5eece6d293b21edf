"""A report read back from its file: what a leader who opens it sees."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from docx import Document
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from reports import wording
from warehouse.marts import BY_NAME, MARTS
from warehouse.queries import Choice, Warehouse

BY_LABEL = {mart.label: mart for mart in MARTS}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


@dataclass
class Paper:
    """The parts of a .docx in their order: paragraphs as texts, tables as lists of rows of cells."""

    parts: list[str | list[list[str]]]

    @classmethod
    def read(cls, content: bytes) -> "Paper":
        document = Document(io.BytesIO(content))
        parts: list[str | list[list[str]]] = []
        for part in document.iter_inner_content():
            if isinstance(part, Paragraph):
                parts.append(part.text)
            else:
                parts.append(cells(part))
        return cls(parts)

    @property
    def paragraphs(self) -> list[str]:
        return [part for part in self.parts if isinstance(part, str)]

    @property
    def tables(self) -> list[list[list[str]]]:
        return [part for part in self.parts if isinstance(part, list)]

    def tables_with_source(self) -> Iterator[tuple[str, list[list[str]]]]:
        """Each table with the mart that the line under it names."""
        for part, after in zip(self.parts, self.parts[1:], strict=False):
            source = re.match(r"来源：([^，]+)，在看板", str(after))
            if isinstance(part, list) and source:
                yield BY_LABEL[source[1]].name, part


def cells(table: WordTable) -> list[list[str]]:
    """A table's cells, read from its XML: python-docx finds each anew, which is slow."""
    rows: list[Any] = table._tbl.tr_lst
    return [["\n".join(p.text for p in cell.p_lst) for cell in row.tc_lst] for row in rows]


def matching(warehouse: Warehouse, mart: str, choice: Choice, row: str) -> pl.DataFrame:
    """The rows of a mart that "column=value; column=value" tells."""
    rows = read(warehouse, mart, choice)
    for pair in filter(None, row.split("; ")):
        column, value = pair.split("=", 1)
        rows = rows.filter(pl.col(column).cast(pl.String) == value)
    return rows


def read(warehouse: Warehouse, mart: str, choice: Choice) -> pl.DataFrame:
    """The rows of a mart; of what changed, between the last two reporting dates where the choice names no earlier day."""
    if mart in ("change_summary", "change_by_township", "issue_change") and choice.since is None:
        until, since = warehouse.read("report_date", choice)["reported_on"].to_list()[:2]
        choice = replace(choice, since=since, as_of=until)
    return warehouse.read(mart, choice)


def as_written(mart: str, column: str, value: Any) -> str:
    """A cited value as sentences write it."""
    kind = next(c.kind for c in BY_NAME[mart].columns if c.name == column)
    number = wording.percent if column.endswith("_pct") else wording.number
    return {"integer": wording.count, "number": number, "yuan": wording.yuan}[kind](value)  # type: ignore[index, no-any-return]


def without_dates(text: str) -> str:
    """The text without its dates and the build's id, whose digits count nothing."""
    text = re.sub(r"\d{8}-\d{6}-[0-9a-f]{4}", "", text)
    return re.sub(r"\d+年\d+月\d+日|\d{4}-\d{2}-\d{2}", "", text)
