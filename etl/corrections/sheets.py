"""Corrections of cells of a spreadsheet: the cell is put right before the table is read.

So everything that follows (the row's place and its issue, totals, a register's counts) is read from the right value; what stands
in the file is kept as its wording.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from etl.corrections.lines import Correction, WrongLine
from etl.parsed import Corrected
from etl.sheet.cells import Unreadable, plain, read_number, without_personal
from etl.sheet.column import HeadingColumn
from etl.sheet.grid import Grid, read_grids
from etl.sheet.heading import Heading, find_headings
from etl.sheet.kinds import KINDS, NOT_LOADED
from etl.sheet.parse import tables_in
from etl.sheet.parsed import ParsedTable
from warehouse.tables import BY_NAME

# kind of table -> the table of the warehouse its rows go to: a line may name either
LOADED_AS = {"progress": "status", "toilets": "toilet", "funds": "fund", "indicators": "indicator"}
MATCH = "对应"  # which issue a row of a ledger is of: no cell, so etl/frames/progress.py applies it
EMPTY = "(空)"  # the wording of a value that the file does not have


def corrected_tables(
    path: Path, tables: Sequence[ParsedTable], corrections: Sequence[Correction]
) -> tuple[list[ParsedTable], list[WrongLine]]:
    """The tables of the file read anew with its cells put right, and messages of the lines that do not apply.

    `tables` are those read before: their name of the file is kept, and an audit that failed then and holds now is answered.
    """
    grids = read_grids(path)
    applied: dict[str | None, list[Corrected]] = {grid.source.sheet: [] for grid in grids}
    wrong: list[WrongLine] = []
    for correction in corrections:
        try:
            grid = _grid(grids, correction)
            applied[grid.source.sheet].append(_applied(grid, correction))
        except Unreadable as error:
            wrong.append((correction.line, str(error)))
    lines = {correction.line: correction for correction in corrections}
    found: list[ParsedTable] = []
    for grid in grids:
        read = tables_in(grid)
        for one in applied[grid.source.sheet]:
            wrong += _unread(read, one, lines[one.line])
            _keep_wording(read, one)
            table = next((each for each in read if _holds(each, one)), read[0])
            table.corrected.append(one)
        found += read
    for table in found:
        table.source = replace(table.source, file=tables[0].source.file)
        _answer(table, tables)
    return found, wrong


def _grid(grids: list[Grid], correction: Correction) -> Grid:
    """The sheet a line names. Raises Unreadable with the whole message."""
    named = [grid for grid in grids if correction.sheet in (None, grid.source.sheet)]
    if len(named) == 1:
        return named[0]
    sheets = "、".join(f"工作表“{grid.source.sheet}”" for grid in grids if grid.source.sheet)
    raise Unreadable(correction.wrong("key", correction.key, f"文件名、工作表和行号 ({sheets or '这个文件没有工作表'})"))


def _applied(grid: Grid, correction: Correction) -> Corrected:
    """Put the cell right. Raises Unreadable with the whole message when it is not what the line expects to see."""
    row = correction.row
    if row is None or correction.character is not None:
        raise Unreadable(correction.wrong("key", correction.key, "文件名和行号, 如 资金.csv 第3行"))
    above = [heading for heading in find_headings(grid.cells) if heading.first + heading.depth < row]
    last = max(number for number, cells in enumerate(grid.cells, start=1) if any(cells))
    if not above or row > last:
        raise Unreadable(correction.wrong("key", correction.key, f"数据的一行 (到第{last}行为止)"))
    heading = above[-1]
    kind = KINDS[_kind_as_read(grid, heading)]
    known = BY_NAME[LOADED_AS[kind.name]]
    if correction.table not in (kind.name, kind.label, known.name, known.label):
        raise Unreadable(correction.wrong("table", correction.table, f"{kind.label} (这个表格的种类)"))
    place = correction.key.removeprefix(correction.file).strip()
    if kind.name == "progress" and plain(correction.column) == MATCH:
        said = (correction.seen, correction.put, correction.reason)
        return Corrected(correction.line, known.name, kind.label, "issue_id", MATCH, place, *said, row=row)
    column = _column(heading, correction)
    cell = grid.cells[row - 1][column.index]
    if not _same(cell, correction.seen):
        raise Unreadable(
            correction.wrong("seen", correction.seen, f"{correction.key} {column.heading} 现在的值“{without_personal(cell)}”")
        )
    if _same(cell, correction.put):
        raise Unreadable(correction.wrong("put", correction.put, "与读到的值不同的值 (现在读到的就是它)"))
    grid.cells[row - 1][column.index] = correction.put
    return Corrected(
        line=correction.line,
        table=known.name,
        table_label=kind.label,
        column=column.name or "value",
        column_label=column.heading,
        place=place,
        seen=without_personal(cell),
        put=correction.put,
        reason=correction.reason,
        row=row,
    )


def _kind_as_read(grid: Grid, heading: Heading) -> str:
    """The kind a table is loaded as: one of places across may be read turned (etl/sheet/crossed.py)."""
    if any(column.township or column.village for column in heading.columns):
        for table in tables_in(grid):
            if table.kind and table.as_written and table.as_written.heading_row == heading.first + heading.depth:
                return table.kind
    return heading.kind


def _column(heading: Heading, correction: Correction) -> HeadingColumn:
    """The column a line names, by its heading in the file or its name. Raises Unreadable with the whole message."""
    loaded = [each for each in heading.columns if each.is_wide or (each.name and each.name not in NOT_LOADED)]
    for column in loaded:
        if plain(correction.column) in (plain(column.heading), column.name):
            return column
    expected = f"读入的列名: {'、'.join(column.heading for column in loaded)}"
    raise Unreadable(correction.wrong("column", correction.column, expected))


def _same(cell: str, words: str) -> bool:
    """Whether a cell says these words; 2,897 and 2897.0 are one number."""
    if plain(cell) == plain(words):
        return True
    try:
        return read_number(cell) == read_number(words)
    except Unreadable:
        return False


def _unread(tables: list[ParsedTable], one: Corrected, correction: Correction) -> list[WrongLine]:
    """A value put in that its column cannot hold."""
    return [
        (correction.line, correction.wrong("put", one.put, reject.expected))
        for table in tables
        for reject in table.rejects
        if reject.row == one.row and reject.column == one.column_label and one.put and plain(reject.read) == plain(one.put)
    ]


def _holds(table: ParsedTable, one: Corrected) -> bool:
    written = table.as_written.rows if table.as_written else []  # of a turned table each row is one of several
    return one.row in {*(row.row for row in table.rows), *(row.row for row in written), *(audit.row for audit in table.audits)}


def _keep_wording(tables: list[ParsedTable], one: Corrected) -> None:
    """What the file says stays the wording of the value."""
    for table in tables:
        for row in table.rows:
            is_of_column = row.wordings.get("column", one.column_label) == one.column_label  # of a table with a column a period
            if row.row == one.row and one.column in row.wordings and is_of_column:
                row.wordings[one.column] = one.seen or EMPTY


def _answer(table: ParsedTable, before: Sequence[ParsedTable]) -> None:
    """Say of every audit that failed before the corrections and holds now that it was corrected."""
    failed = {
        (each.source.sheet, audit.rule, audit.row, audit.column) for each in before for audit in each.audits if not audit.ok
    }
    said = "、".join(f"第{one.row}行 {one.column_label}" for one in table.corrected)
    table.audits = [
        replace(audit, is_corrected=True, message=f"{audit.message} [已更正: {said}]")
        if audit.ok and (table.source.sheet, audit.rule, audit.row, audit.column) in failed
        else audit
        for audit in table.audits
    ]
