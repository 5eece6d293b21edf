"""What tests of tables share: a table written as a file and read, and its values."""

from pathlib import Path

from etl.sheet.parse import parse_tables
from etl.sheet.parsed import ParsedTable


def tables(folder: Path, text: str, encoding: str = "utf-8", name: str = "表.csv") -> list[ParsedTable]:
    """The tables of a text file."""
    path = folder / name
    path.write_text(text, encoding=encoding)
    return parse_tables(path)


def parsed(folder: Path, text: str, encoding: str = "utf-8", name: str = "表.csv") -> ParsedTable:
    """The one table of a text file."""
    (table,) = tables(folder, text, encoding, name)
    return table


def values(table: ParsedTable, *columns: str) -> list[tuple[object, ...]]:
    """The values of these columns, row by row; None where a row has none."""
    return [tuple(row.values.get(column) for column in columns) for row in table.rows]
