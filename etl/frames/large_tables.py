"""The blocks of a large table to rows, written as they come; numbers run on from block to block."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from etl.corrected_files import Reported, first_rows_of, period_id_of, reported, reported_by, townships_of
from etl.frames.documents import ID_LENGTH, Row
from etl.frames.parts import PARSED_FILE, PART_TABLES, Part, part_of
from etl.frames.sheets import NO_ROWS
from etl.frames.toilets import REGISTER, is_register, register_counts, register_item, register_row
from etl.sheet.large import LargeTable, NotPlain
from etl.sheet.parsed import ParsedTable
from etl.sheet.plain_block import PlainBlock
from warehouse.tables import INDICATOR
from warehouse.tables_sheets import TOILET, TOILET_ITEM

if TYPE_CHECKING:
    import pyarrow.parquet as pq

NUMBERED = {"indicator": ("indicator_id", "i", 5), "audit": ("audit_id", "a", 3), "ledger_audit": ("audit_id", "a", 3)}


def write_large(table: LargeTable, name: str, draft: Path) -> pl.DataFrame:
    """Write the rows of a large table into a draft of a batch, a Parquet file a table; the row of PARSED_FILE of its file.

    Raises NotPlain and what reading its blocks raises.
    """
    writers: dict[str, pq.ParquetWriter] = {}
    counted = {"row": 0, "reject": 0, "indicator": 0, "audit": 0}
    registers: list[pl.DataFrame] = []
    notes: list[str] = []
    told: set[Reported] = set()
    first_rows: list[str] = []
    try:
        for part in _parts(table, name, counted, registers, notes, told, first_rows):
            for kind, frame in part.items():
                if frame.height:
                    _write(writers, kind, _numbered(kind, frame, table.source.sha256, counted), draft)
        if registers:
            ids = {"source_id": table.source.sha256, "sheet": None}
            _write(writers, "toilet", TOILET.frame([{**ids, **row} for row in register_counts(pl.concat(registers))]), draft)
    finally:
        for writer in writers.values():
            writer.close()
    if not counted["row"] and not counted["reject"]:
        raise NotPlain("没有数据的行")
    source = table.source
    return PARSED_FILE.frame(
        [
            {
                "source_id": source.sha256,
                "file": name,
                "kind": "table",
                "format": source.format,
                "encoding": source.encoding,
                "byte_count": source.byte_count,
                "row_count": counted["row"],
                "reject_count": counted["reject"],
                "message": "; ".join(notes + ([] if counted["row"] else [NO_ROWS])) or None,
                "notes": notes,
                "period_id": period_id_of(told),
                "first_rows": first_rows,
                "county": table.context.county,
                "townships": townships_of(told),
            }
        ]
    )


def _parts(
    table: LargeTable,
    name: str,
    counted: dict[str, int],
    registers: list[pl.DataFrame],
    notes: list[str],
    told: set[Reported],
    first_rows: list[str],
) -> Iterator[Part]:
    for block in table.parts:
        if isinstance(block, PlainBlock):
            counted["row"] += block.rows.height
            places = block.rows.select("township", "kind_of_row").unique()
            told |= {reported(table.heading.kind, township, block.kinds[kind].values) for township, kind in places.iter_rows()}
            if table.heading.kind == "toilets":
                registers.append(_plain_register(block))
                yield {"toilet_item": _plain_items(block, table.source.sha256)}
            else:
                yield {"indicator": _plain_indicators(block, table.source.sha256)}
            continue
        counted["row"] += len(block.rows)
        told |= reported_by([block])
        first_rows += [] if first_rows else first_rows_of([block])
        counted["reject"] += len(block.rejects)
        notes += [note for note in block.notes if note not in notes]
        items: list[Row] = []
        if table.heading.kind == "toilets" and is_register({column.name for column in table.heading.columns}):
            registers.append(pl.DataFrame([register_row(row) for row in block.rows], schema=REGISTER, orient="row"))
            items = [{"source_id": table.source.sha256, **register_item(row)} for row in block.rows]
            block.rows = []  # villages are counted over all blocks
        part = part_of([], [_named(block, name)])
        part["toilet_item"] = TOILET_ITEM.frame(items)
        del part["parsed_file"]
        yield part


def _named(block: ParsedTable, name: str) -> ParsedTable:
    block.source = type(block.source)(
        name, block.source.sha256, block.source.format, block.source.encoding, block.source.byte_count, None
    )
    return block


def _plain_indicators(block: PlainBlock, source_id: str) -> pl.DataFrame:
    """Rows of the table indicator: what tells the kinds of rows apart comes from the careful row of each kind."""
    names = ("indicator", "unit", "period_from", "period_to", "note")
    schema = {"subject": pl.String, "unit": pl.String, "period_from": pl.Date, "period_to": pl.Date, "note": pl.String}
    kinds = pl.DataFrame([[kind.values.get(name) for name in names] for kind in block.kinds], schema=schema, orient="row")
    chosen = kinds[block.rows["kind_of_row"]]
    is_share = chosen["unit"] == "%"
    fixed = {"source_id": source_id, "origin": "table", "scope": "own", "is_approx": False, "indicator_id": ""}
    rows = block.rows.drop("kind_of_row").hstack(chosen)
    rows = rows.with_columns(
        pl.when(is_share).then(pl.lit("ratio")).otherwise(pl.lit("count")).alias("kind"),
        *(pl.lit(value).alias(name) for name, value in fixed.items()),
    )
    missing = [pl.lit(None, kind).alias(name) for name, kind in INDICATOR.polars_schema.items() if name not in rows.columns]
    return rows.with_columns(missing).select(INDICATOR.column_names)


def _plain_register(block: PlainBlock) -> pl.DataFrame:
    own = ["township", "village", "row_number"]
    kinds = pl.DataFrame([register_row(kind) for kind in block.kinds], schema=REGISTER, orient="row").drop(own)
    return block.rows.select(own).hstack(kinds[block.rows["kind_of_row"]]).select(list(REGISTER))


def _plain_items(block: PlainBlock, source_id: str) -> pl.DataFrame:
    """Rows of the table toilet_item: all but place and number is that of the careful row of each kind."""
    own = ["township", "village", "toilet_no", "row_number"]
    kinds = TOILET_ITEM.frame([{"source_id": source_id, **register_item(kind)} for kind in block.kinds]).drop(own)
    return block.rows.select(own).hstack(kinds[block.rows["kind_of_row"]]).select(TOILET_ITEM.column_names)


def _numbered(kind: str, frame: pl.DataFrame, source_id: str, counted: dict[str, int]) -> pl.DataFrame:
    """The rows with ids that run on over the blocks of the file."""
    if kind not in NUMBERED:
        return frame
    column, letter, digits = NUMBERED[kind]
    what = "indicator" if kind == "indicator" else "audit"
    number = pl.int_range(counted[what] + 1, counted[what] + frame.height + 1).cast(pl.String).str.zfill(digits)
    counted[what] += frame.height
    return frame.with_columns(pl.concat_str(pl.lit(f"{source_id[:ID_LENGTH]}-{letter}"), number).alias(column))


def _write(writers: dict[str, "pq.ParquetWriter"], kind: str, frame: pl.DataFrame, draft: Path) -> None:
    import pyarrow.parquet as pq  # slow to load, and no other file needs it

    rows = PART_TABLES[kind].checked(frame).to_arrow()
    if kind not in writers:
        writers[kind] = pq.ParquetWriter(draft / f"{kind}.parquet", rows.schema, compression="lz4")
    writers[kind].write_table(rows)
