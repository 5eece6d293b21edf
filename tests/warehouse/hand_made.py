"""A small warehouse made by hand: two documents, one spreadsheet of each kind, every span real.

    published(tmp_path)      publishes it and gives the opened Warehouse
    frames()                 the frames, to change before publishing
    with_rows(frames, ...)   the frames with more rows in one table

甲子乡 has three issues: one the document says nothing of, one about a fund, one about toilets that contradicts itself. The
other document names no township and has one task, which a ledger without a date says is done. The texts hold an emoji, a
rare character and a combining mark, because spans count code points.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from tests.warehouse.hand_made_documents import DOCUMENT_ROWS
from tests.warehouse.hand_made_tables import TABLE_ROWS
from warehouse import tables
from warehouse.publish import publish
from warehouse.queries import Warehouse


def frames() -> dict[str, pl.DataFrame]:
    """One frame for each table the ETL gives."""
    return {
        table.name: table.frame([*DOCUMENT_ROWS.get(table.name, []), *TABLE_ROWS.get(table.name, [])]) for table in tables.TABLES
    }


def with_rows(given: dict[str, pl.DataFrame], table: str, *rows: dict[str, Any]) -> dict[str, pl.DataFrame]:
    """The frames with more rows in one table."""
    return {**given, table: pl.concat([given[table], tables.BY_NAME[table].frame(list(rows))])}


def published(store: Path, given: dict[str, pl.DataFrame] | None = None) -> Warehouse:
    """The warehouse, published into the store and opened."""
    publish(given or frames(), store, started_at=datetime(2024, 6, 1, 8, 0), is_synthetic=True)
    return Warehouse.open(store)
