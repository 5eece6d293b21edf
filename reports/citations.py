"""Each number of a report with the cell of the mart it was taken from, and the page where a reader can open it.

A number gets into a sentence only through a CitedRow or `Citations.row_count`, so that none can stand there without its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports import wording
from warehouse.marts import BY_NAME
from warehouse.schema import Table

ROW_COUNT = "*"  # as the column of a citation: the number of the mart's rows
COUNTED_ROWS = "(行数)"
SAID = {"true": "是"}
# mart -> the page that shows it: its title, its address, and the tab to open there
PAGES = {
    "overview": ("总览", "", ""),
    "completion_by_township": ("整改进度", "progress", "分组=按乡镇"),
    "completion_by_department": ("整改进度", "progress", "分组=按部门"),
    "completion_by_theme": ("整改进度", "progress", "分组=按主题"),
    "due_buckets": ("时限与预警", "deadlines", ""),
    "change_summary": ("本期变化", "changes", "比较=按填报日期"),
    "change_by_township": ("本期变化", "changes", "比较=按填报日期"),
    "issue_change": ("本期变化", "changes", "比较=按填报日期"),
    "township_theme": ("总览", "", ""),
    "attention": ("总览", "", ""),
    "toilet_funnel": ("厕所整改", "toilets", ""),
    "fund_register": ("资金", "funds", ""),
    "issue_register": ("问题台账", "register", ""),
    "build_summary": ("数据质量", "quality", "质量=批次"),
}


@dataclass(frozen=True)
class Citation:
    """One number: as written, what it counts, its mart and column, and the values that tell its row (none for the only one)."""

    text: str
    label: str
    mart: str
    column: str
    where: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it stands, as docs/data-dictionary.md calls it: view, column, row: 总览, 问题总数, "" for the only row."""
        mart = BY_NAME[self.mart]
        row = "; ".join(f"{mart.labels[column]}={SAID.get(value, value)}" for column, value in self.where)
        return mart.label, COUNTED_ROWS if self.column == ROW_COUNT else mart.labels[self.column], row


class Citations:
    """The numbers of one report, numbered from 1 in the order they were first used."""

    def __init__(self) -> None:
        self._numbered: dict[Citation, int] = {}
        self._since = 0

    @property
    def all(self) -> list[Citation]:
        """In the order of their numbers."""
        return list(self._numbered)

    def row(self, mart: Table, values: Mapping[str, Any], *told_by: str) -> "CitedRow":
        """A row of a mart whose numbers can be written; `told_by` are the columns that tell it from the mart's other rows."""
        return CitedRow(self, mart, values, tuple((column, str(values[column])) for column in told_by))

    def row_count(self, mart: Table, rows: pl.DataFrame, label: str, *where: tuple[str, str]) -> str:
        """How many rows a mart has, all or those where a column has a value; `rows` are exactly those."""
        return self.written(Citation(wording.count(rows.height), label, mart.name, ROW_COUNT, where))

    def written(self, citation: Citation) -> str:
        """The text of a number, which is then one of the report."""
        self._numbered.setdefault(citation, len(self._numbered) + 1)
        return citation.text

    def mark(self) -> str:
        """The numbers of the citations that are new since the last mark: [1—5], "" when there is none."""
        first, last = self._since + 1, len(self._numbered)
        self._since = last
        if last < first:
            return ""
        return f"[{first}]" if first == last else f"[{first}—{last}]"


@dataclass(frozen=True)
class CitedRow:
    """One row of a mart: what it gives to a sentence is cited."""

    book: Citations
    mart: Table
    values: Mapping[str, Any]
    where: tuple[tuple[str, str], ...]

    def count(self, column: str) -> str:
        """2,897."""
        return self._written(column, wording.count(self.values[column]))

    def percent(self, column: str) -> str:
        """3.69%."""
        return self._written(column, wording.percent(self.values[column]))

    def number(self, column: str) -> str:
        """2.5: a mean or a median."""
        return self._written(column, wording.number(self.values[column]))

    def yuan(self, column: str) -> str:
        """88.8 万元."""
        return self._written(column, wording.yuan(self.values[column]))

    def change(self, column: str) -> str:
        """多3个, 少1个, 持平."""
        return self._written(column, wording.change(self.values[column]))

    def signed(self, column: str) -> str:
        """+3, -1.5, 0: a change as figures write it."""
        return self._written(column, wording.signed(self.values[column]))

    def day(self, column: str) -> str:
        """2024-05-20."""
        return self._written(column, f"{self.values[column]:%Y-%m-%d}")

    def _written(self, column: str, text: str) -> str:
        return self.book.written(Citation(text, self.mart.labels[column], self.mart.name, column, self.where))
