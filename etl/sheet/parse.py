"""A table file to parsed tables: the way from grid to rows, step by step."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz

from etl.read.garbled import ADVICE, is_garbled
from etl.sheet.as_written import as_written
from etl.sheet.body import Body, read_body
from etl.sheet.cells import is_null, plain, without_personal
from etl.sheet.content import MOST_CELLS, are_names
from etl.sheet.context import Context, example_notes, is_example, is_foot, is_page_number, read_context, township_named
from etl.sheet.crossed import Crossed, crossed
from etl.sheet.doubts import doubts
from etl.sheet.grid import Grid, read_grids
from etl.sheet.heading import Heading, find_headings, is_line, title_lines
from etl.sheet.kinds import KINDS, NOT_LOADED, listed_word, nearest_heading
from etl.sheet.money_units import unit_audits, unit_notes, with_unit_of_whole
from etl.sheet.parsed import ParsedTable, TableAudit, TableReject
from etl.sheet.persons import rows_of_persons, without_names
from etl.sheet.totals import check_totals, column_totals
from etl.sheet.unrecognised import nearest_table

SAME_TITLE = 90  # of 100: how alike the title of a later page is
SHORTEST_TITLE = 6  # characters
SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".xlsm"})


def parse_tables(path: Path) -> list[ParsedTable]:
    """The tables of one file, in their order; a sheet without any known heading gives a table of kind None with its reject.

    Raises etl.sheet.grid.UnreadableTable for a file that is no table file, OSError when it cannot be opened.
    """
    return [table for grid in read_grids(path) for table in tables_in(grid)]


def tables_in(grid: Grid) -> list[ParsedTable]:
    """The tables of one sheet, in their order."""
    headings = find_headings(grid.cells, f"{grid.source.sheet or ''}\n{grid.source.file}")
    if not headings:
        return [_unknown(grid)]
    tables: list[list[Heading]] = []
    for heading in headings:
        if tables and tables[-1][0].same_columns(heading) and not _is_of_another(grid, tables[-1][0], heading):
            tables[-1].append(heading)
        else:
            tables.append([heading])
    starts = [group[0].first for group in tables] + [len(grid.cells)]
    above = 0
    parsed = []
    first: Context | None = None
    for position, group in enumerate(tables):
        limit = starts[position + 1]
        last_row = _end_of_body(grid, group, limit)
        context = read_context(grid.cells[above : group[0].first], grid.cells[last_row:limit], grid.source.sheet, first)
        if context.township is None and not any(column.name == "township" for column in group[0].columns):
            context.township = township_named(grid.source.sheet, grid.source.file)
        parsed.append(_table(grid, group, context, last_row))
        above, first = last_row, first or context
    return parsed


def _is_of_another(grid: Grid, first: Heading, heading: Heading) -> bool:
    """Whether a heading repeated on a sheet begins a table of its own: the title above it names another township."""
    own = read_context([grid.cells[row] for row in title_lines(grid.cells, heading, first.first + first.depth)], [], None)
    return own.township is not None and own.township != read_context(grid.cells[: first.first], [], None).township


def _end_of_body(grid: Grid, group: list[Heading], limit: int) -> int:
    """Where the data of a table end: at the notes and signatures at its foot, or at the title lines of the next table."""
    first = group[-1].first + group[-1].depth
    if limit < len(grid.cells):
        while limit > first and is_line(grid.cells[limit - 1]):
            limit -= 1
    feet = [row for row in range(first, limit) if is_foot(grid.cells[row])]
    last_data = max((row for row in range(first, limit) if _is_data(grid.cells[row])), default=first - 1)
    return next((row for row in feet if row > last_data), limit)


def _is_data(cells: list[str]) -> bool:
    """Whether a row below a note must be data that go on: several cells, and no signature line."""
    return sum(bool(cell) for cell in cells) >= 3 and not is_foot(cells)


def _table(grid: Grid, group: list[Heading], context: Context, last_row: int) -> ParsedTable:
    heading = group[0]
    blank = [""] * len(grid.cells[0])
    repeated = {row for each in group for row in range(each.first, each.first + each.depth)}
    furniture = _page_furniture(grid, group, context)
    body_rows = [
        row for row in range(heading.first + heading.depth, last_row) if not is_foot(grid.cells[row]) and row not in furniture
    ]
    above = [cell for row in grid.cells[: heading.first] for cell in row if cell]
    about = "\n".join([*above, grid.source.sheet or "", grid.source.file])
    if turned := crossed(grid.cells, heading, [row for row in body_rows if row not in repeated], about):
        return _crossed_table(grid, heading, context, turned)
    numbered = [(row + 1, blank if row in repeated else grid.cells[row]) for row in body_rows]
    data = [(number, cells) for number, cells in numbered if not is_example(cells)]
    examples, numbered = len(numbered) - len(data), without_names(heading, data)
    table, body = _read_table(grid, heading, context, numbered)
    if not body.rows and not body.rejects and not examples:
        table.rejects.append(TableReject(None, None, "只有表头, 没有数据的行", "表头下至少一行数据", "file"))
    table.notes += example_notes(examples) + rows_of_persons(heading, data)
    table.as_written = as_written(heading, body, context)
    return table


def _crossed_table(grid: Grid, heading: Heading, context: Context, turned: Crossed) -> ParsedTable:
    """A table of items down and places across, read as it is when turned; all places are those of the sheet."""
    table, _ = _read_table(grid, turned.heading, context, without_names(turned.heading, turned.numbered))
    table.rows = [turned.row(row) for row in table.rows]
    table.rejects = sorted(map(turned.reject, table.rejects), key=lambda reject: reject.row or 0)
    table.audits = sorted(map(turned.audit, table.audits), key=lambda audit: audit.row)
    table.notes.append(turned.note)
    table.as_written = as_written(heading, turned.as_body(grid.cells), context)
    return table


def _read_table(
    grid: Grid, heading: Heading, context: Context, numbered: list[tuple[int, list[str]]]
) -> tuple[ParsedTable, Body]:
    """What the rows under a heading say, with all that is to be said of them."""
    stated, heading = heading, with_unit_of_whole(heading, context, numbered)
    body, audits, sums = _read_parts(heading, numbered, context)
    rejects = unknown_headings(heading) + blank_headings(heading, numbered) + body.rejects
    table = ParsedTable(
        grid.source,
        heading.kind,
        context.title,
        context.reported_on,
        body.rows,
        [without_personal_data(reject) for reject in sorted(rejects, key=lambda reject: reject.row or 0)],
        audits + unit_audits(heading, context) + doubts(heading, body),
        sums,
        grid.notes + left_out(heading, numbered) + by_shape(heading) + unit_notes(stated, heading),
        county=context.county,
        is_of_wholes=heading.is_of_wholes,
    )
    return table, body


def _read_parts(
    heading: Heading, numbered: list[tuple[int, list[str]]], context: Context
) -> tuple[Body, list[TableAudit], dict[str, Decimal]]:
    """The rows of a table, the checks of them, and the sums of its columns; of classes of aid side by side those of all."""
    whole = Body()
    audits: list[TableAudit] = []
    sums: dict[str, Decimal] = {}
    for part in heading.parts:
        body = read_body(part, numbered, context)
        audits += body.audits + check_totals(part, body, context)
        sums |= {f"{part.project or ''}{name}": total for name, total in column_totals(part, body).items()}
        whole = whole.beside(body)
    return whole, audits, sums


def _page_furniture(grid: Grid, group: list[Heading], context: Context) -> set[int]:
    """The rows of a table that only a printed page has: its number, and the title repeated above a repeated heading."""
    rows = {row for row in range(group[0].first, len(grid.cells)) if is_page_number(grid.cells[row])}
    for above, heading in pairwise(group):
        for row in title_lines(grid.cells, heading, above.first + above.depth):
            words = "".join(map(plain, filter(None, grid.cells[row])))
            if context.title and fuzz.partial_ratio(words, context.title) >= SAME_TITLE and len(words) >= SHORTEST_TITLE:
                rows.add(row)
    return rows


def without_personal_data(reject: TableReject) -> TableReject:
    """A reject as stored: whatever is quoted in it, no number of a person."""
    column = None if reject.column is None else without_personal(reject.column)
    return replace(reject, column=column, read=without_personal(reject.read))


def left_out(heading: Heading, numbered: list[tuple[int, list[str]]]) -> list[str]:
    """A note of the columns about persons, which are never loaded."""
    columns = [column for column in heading.columns if column.name == "personal"]
    personal = [column.heading for column in columns if any(cells[column.index] for _, cells in numbered)]
    return [f"个人信息的列不装入: {'、'.join(personal)}"] if personal else []


def by_shape(heading: Heading) -> list[str]:
    """A note of the columns whose headings no list has and that their words or their cells told: a wrong guess is seen."""
    guessed = [column for column in heading.columns if column.name and column.heading and not column.is_listed]
    taken = [(column.heading, column.name) for column in guessed if column.name]
    said = [f"“{words}”读作{listed_word(heading.kind, name)}" for words, name in taken if name not in NOT_LOADED]
    if others := [words for words, name in taken if name in NOT_LOADED and name != "personal"]:
        said.append(f"{'、'.join(others)} 不装入")
    return (
        [f"列名不在词表里, 按字样和格里的内容认: {'、'.join(said)} (不对的, 请把列名写进 data/vocabulary/headings.csv)"]
        if said
        else []
    )


def unknown_headings(heading: Heading) -> list[TableReject]:
    """The rejects of columns nobody declared, and of those given twice."""
    rejects = []
    for column in heading.columns:
        if column.is_known or not column.heading:
            continue
        near = nearest_heading(heading.kind, column.heading)
        if column.repeats:
            expected = f"不重复的列名 (列名重复: 与“{column.repeats}”是同一列, 这一列没有装入)"
            rejects.append(TableReject(heading.first + heading.depth, column.heading, column.heading, expected))
            continue
        expected = f"已知的列名{f', 最接近的是“{near}”' if near else ''}; 新列名可加入 data/vocabulary/headings.csv"
        rejects.append(TableReject(heading.first + heading.depth, column.heading, column.heading, expected))
    return rejects


def blank_headings(heading: Heading, numbered: list[tuple[int, list[str]]]) -> list[TableReject]:
    """Columns that hold something under no heading; names, and what stands beside a personal column, are not quoted."""
    rejects = []
    for position, column in enumerate(heading.columns):
        filled = [(number, cells[column.index]) for number, cells in numbered if not is_null(cells[column.index])]
        if column.is_known or column.heading or not filled:
            continue
        left = next((each for each in reversed(heading.columns[:position]) if each.heading), None)
        is_personal = (left is not None and left.name == "personal") or are_names([cell for _, cell in filled[:MOST_CELLS]])
        quoted = "" if is_personal else f", 如“{without_personal(filled[0][1])}”"
        read = f"第{column.index + 1}列没有列名而有 {len(filled)} 格内容{quoted}"
        rejects.append(TableReject(filled[0][0], f"第{column.index + 1}列", read, "有列名的列"))
    return rejects


def _unknown(grid: Grid) -> ParsedTable:
    """A sheet of no known kind; its first row is quoted only where it cannot be a person's data."""
    first = next([cell for cell in row if cell] for row in grid.cells if any(row))
    is_data = any(re.search(r"\d{6}", plain(cell)) for cell in first)
    read = f"{len(first)} 格的数据, 没有表头" if is_data else " ".join(first)[:60]
    kinds = "、".join(kind.label for kind in KINDS.values())
    is_rubbish = is_garbled("".join(cell for row in grid.cells for cell in row))
    expected = ADVICE if is_rubbish else f"{kinds} 之一的表头, 见 data/vocabulary/headings.csv"
    if not is_rubbish and (nearest := nearest_table(grid.cells)):
        read, expected = f"{nearest.read} (表的第一行: {read})", nearest.expected
    reject = TableReject(None, None, f"像是乱码: {read}" if is_rubbish else read, expected, "file")
    return ParsedTable(grid.source, None, rejects=[without_personal_data(reject)], notes=grid.notes)
