"""The quick way to read a block of a large table whose rows are all alike: columns at a time instead of cells.

What a cell means is said in one place, etl/sheet/body.py, and nothing of it is repeated here. Of a block, the rows that
differ only in place, number and value are read once, by that careful reader, and what it made of one holds for all of them.
Place and value are taken over only where they are plain: names without any special meaning, numbers of digits. Where one row
of a block is not so, None is returned and the careful reader reads the whole block (tests/etl/sheet/test_large.py compares).
"""

import io
from dataclasses import dataclass

import polars as pl

from etl.sheet.body import Reading, read_body
from etl.sheet.cells import SHORTEST_PERSONAL, TOTAL, is_null, plain, without_personal
from etl.sheet.content import without_group
from etl.sheet.context import Context, is_example, is_foot
from etl.sheet.heading import Heading
from etl.sheet.kinds import KINDS, NOT_LOADED, column_of
from etl.sheet.namesakes import SHOWN_ROWS, Namesakes
from etl.sheet.parsed import TableRow

MOST_COMBINATIONS = 5_000  # of the other cells of a block; more of them are no quick way
PLACES = ("township", "village")
PLAIN_NUMBER = r"^-?\d{1,9}(?:\.\d{1,6})?$"
PLAIN_ID = r"^[A-Za-z]*\d{4,9}$"
SERIAL = r"^\d{0,9}$"


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """A block that was read quickly. `rows`: row_number, township, village, kind_of_row and (indicators) value, wording or
    (toilets) toilet_no; `kinds`: one careful row for each kind_of_row; `runs` of rows of one township and county: township, the
    first row numbers, how many they are, and the cells that may name the county (none where no column may)."""

    rows: pl.DataFrame
    kinds: list[TableRow]
    runs: pl.DataFrame


def read_plain(
    text: str, delimiter: str, first_row: int, heading: Heading, context: Context, reading: Reading
) -> PlainBlock | None:
    """The block, or None when it needs care. `first_row` is the number of its first record."""
    free = _free_columns(heading)
    cells = _cells(text, delimiter, len(heading.columns)) if free else None
    if free is None or cells is None or not _is_plain(cells, free, heading):
        return None
    fixed = [column for column in cells.columns if column not in free.values() and not _is_serial(cells, column, heading)]
    kinds = cells.select(fixed).unique(maintain_order=True).with_row_index("kind_of_row")
    if kinds.height > MOST_COMBINATIONS:
        return None
    numbered = cells.with_row_index("row_number", offset=first_row)
    numbered = numbered.join(kinds, on=fixed, how="left", nulls_equal=True, maintain_order="left")
    firsts = numbered.unique("kind_of_row", keep="first", maintain_order=True).sort("kind_of_row")
    rows = [(row[0], list(row[1:-1])) for row in firsts.iter_rows()]
    body = read_body(heading, rows, context, Reading(reading.has_villages))
    is_clean = not (body.rejects or body.totals or body.audits) and [row.row for row in body.rows] == [row for row, _ in rows]
    if not is_clean:
        return None
    last = cells.row(-1, named=True)
    reading.carried.clear()
    reading.carried.update({name: last[free[name]] for name in PLACES if name in free and last[free[name]]})
    empty = pl.lit(None, pl.String)
    places = [(_place(numbered[free[name]]) if name in free else empty).alias(name) for name in PLACES]
    read = numbered.select(pl.col("row_number").cast(pl.Int64), "kind_of_row", *places, *_value(free), *_toilet_no(free))
    over = [f"c{column.index}" for column in Namesakes.of(heading).columns]
    return PlainBlock(read, body.rows, _runs(read, cells.select(over)))


def _runs(read: pl.DataFrame, counties: pl.DataFrame) -> pl.DataFrame:
    if not counties.width:
        return pl.DataFrame()
    rows = read.select("township", "row_number").hstack(counties)
    same = rows.select(pl.struct("township", *counties.columns).rle_id().alias("run"))
    runs = rows.hstack(same).group_by("run", maintain_order=True)
    first = [pl.col(name).first() for name in counties.columns]
    found = runs.agg(pl.col("township").first(), pl.col("row_number").head(SHOWN_ROWS), pl.len().alias("count"), *first)
    return found.drop("run")


def _free_columns(heading: Heading) -> dict[str, str] | None:
    """Canonical name -> column of the frame, of the cells that are taken over; None for a table that has to be read with care."""
    named = {column.name: f"c{column.index}" for column in heading.columns if column.name}
    if heading.kind == "indicators" and {"township", "indicator", "value"} <= set(named):
        names = ("township", "village", "value")
    elif heading.kind == "toilets" and {"township", "toilet_no"} <= set(named):
        names = ("township", "village", "toilet_no")
    else:
        return None
    kinds = KINDS[heading.kind].columns
    has_sums = any(kinds.get(name) in ("integer", "percentage") for name in named)
    if has_sums or any(column.is_wide or column.choice or not column.heading for column in heading.columns):
        return None
    return {name: named[name] for name in names if name in named}


def _cells(text: str, delimiter: str, width: int) -> pl.DataFrame | None:
    """The cells of a block as columns c0, c1, …; None where its lines are not its records, or are of another width."""
    if '"' in text or "\r" in text.replace("\r\n", ""):
        return None
    lines = text.count("\n") + (not text.endswith("\n"))
    names = [f"c{index}" for index in range(width)]
    try:
        cells = pl.read_csv(
            io.BytesIO(text.encode()),
            separator=delimiter,
            has_header=False,
            new_columns=names,
            infer_schema=False,
            quote_char=None,
        )
    except pl.exceptions.PolarsError:
        return None
    is_whole = cells.height == lines and cells.width == width
    return cells.select(pl.col(pl.String).fill_null("").str.strip_chars()) if is_whole else None


def _is_plain(cells: pl.DataFrame, free: dict[str, str], heading: Heading) -> bool:
    """Whether the cells that are taken over have no special meaning in any row."""
    if "value" in free and not cells[free["value"]].str.contains(PLAIN_NUMBER).all():
        return False
    if "toilet_no" in free and not cells[free["toilet_no"]].str.contains(PLAIN_ID).all():
        return False
    townships = cells[free["township"]].unique().to_list()
    villages = cells[free["village"]].unique().to_list() if "village" in free else []
    first = cells.to_series(0)
    if any(is_null(each) for each in townships) or (first == "").any():
        return False
    firsts = first.unique().to_list() if "toilet_no" not in free or first.name != free["toilet_no"] else []
    return not any(_is_special(each, heading) for each in {*townships, *villages, *firsts})


def _is_special(cell: str, heading: Heading) -> bool:
    """Whether a cell may make its row a total, a note at the foot, an example, or a heading."""
    text = plain(cell)
    return (
        bool(TOTAL.fullmatch(text))
        or without_group(text) != text
        or is_foot([cell])
        or is_example([cell])
        or (bool(cell) and column_of(heading.kind, cell) is not None)
    )


def _is_serial(cells: pl.DataFrame, column: str, heading: Heading) -> bool:
    """Whether a column is one that is not loaded and holds whole numbers: it then tells no kinds of rows apart."""
    name = heading.columns[int(column[1:])].name
    return name in NOT_LOADED and bool(cells[column].str.contains(SERIAL).all())


def _place(names: pl.Series) -> pl.Series:
    """Names as the careful reader stores them."""
    distinct = names.unique()
    stored = {name: None if is_null(name) else without_personal(name) for name in distinct}
    return names.replace_strict(list(stored), list(stored.values()), return_dtype=pl.String)


def _value(free: dict[str, str]) -> list[pl.Expr]:
    """The number and the cell as written; eleven digits may be a telephone number, which is not stored."""
    if "value" not in free:
        return []
    cell = pl.col(free["value"])
    checked = cell.map_elements(without_personal, return_dtype=pl.String)
    wording = pl.when(cell.str.len_chars() < SHORTEST_PERSONAL).then(cell).otherwise(checked)
    return [cell.cast(pl.Float64).alias("value"), wording.alias("wording")]


def _toilet_no(free: dict[str, str]) -> list[pl.Expr]:
    return [pl.col(free["toilet_no"]).alias("toilet_no")] if "toilet_no" in free else []
