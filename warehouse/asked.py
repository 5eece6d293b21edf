"""Which rows of a mart are asked for beside the reader's choice, as SQL: names are checked against the declaration, values are
parameters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.schema import Table

WORDED = ("title", "finding", "measures")  # of issue_register: what is searched for words


@dataclass(frozen=True)
class Asked:
    """The rows of a mart that meet all of these, and which come first.

    `equal`: a text column and the values it may have. `flag`: a column that is true. `least`: a column of numbers and its
    least value. `words`: those of issue_register whose title, finding and measures contain every one of them, letter case ignored
    (words are what blanks part). `counted_in`: those of issue_register that this column of overview, department_summary or
    silence_summary counts. `found`: columns, and words of which each stands in some cell of them. `order_by`: a column before
    the declared order, what is empty last.
    """

    equal: tuple[str, tuple[str, ...]] | None = None
    flag: str = ""
    least: tuple[str, int] | None = None
    words: str = ""
    counted_in: str | None = None
    found: tuple[tuple[str, ...], str] = ((), "")
    order_by: str = ""
    is_descending: bool = False

    def conditions(self, mart: Table) -> tuple[str, list[Any]]:
        """As SQL, with its parameters; KeyError for a column that the mart does not declare."""
        parts: list[str] = []
        values: list[Any] = []

        def add(test: str, value: Any) -> None:
            values.append(value)
            parts.append(test.replace("$", f"${len(values)}"))

        if self.equal:
            column, wanted = _declared(mart, self.equal[0]), self.equal[1]
            if len(wanted) == 1:  # reaches every table of a join, as a list does not: six times as fast of an indicator's series
                add(f"{column} = $", wanted[0])
            else:
                add(f"list_contains($::varchar[], {column})", list(wanted))
        if self.flag:
            parts.append(_declared(mart, self.flag))
        if self.least:
            add(f"{_declared(mart, self.least[0])} >= $", self.least[1])
        for columns, words in ((WORDED, self.words), self.found):
            for word in words.split():
                add(f"contains(lower({_text_of(mart, columns)}), lower($))", word)
        if self.counted_in:
            add("list_contains(counted_in, $)", self.counted_in)
        return " AND ".join(parts) or "true", values

    def first_of(self, mart: Table) -> str:
        """What stands before the declared order, "" for nothing; KeyError for a column that the mart does not declare."""
        if not self.order_by:
            return ""
        return f"{_declared(mart, self.order_by)} {'DESC' if self.is_descending else 'ASC'} NULLS LAST"


def _declared(mart: Table, column: str) -> str:
    """The column's name, which stands in SQL; KeyError for one that the mart does not declare."""
    if column not in mart.column_names:
        raise KeyError(f"{mart.name}.{column}")
    return column


def _text_of(mart: Table, names: Sequence[str]) -> str:
    """The cells of these columns of a row as one text, a line each; 是 and 否 are no text."""
    cells = {
        column.name: f"array_to_string({column.name}, '、')" if column.kind == "text_list" else f"{column.name}::varchar"
        for column in mart.columns
        if column.kind != "flag"
    }
    return f"concat_ws(chr(10), {', '.join(cells[name] for name in names if name in cells)})"
