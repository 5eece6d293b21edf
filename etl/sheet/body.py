"""The rows under a heading to typed values; which rows are no data is told by row_kinds.py."""

import re
from dataclasses import dataclass, field
from datetime import date

from etl.sheet import cells as read
from etl.sheet.cells import TOTAL, Unreadable, is_null, plain, without_personal
from etl.sheet.column import HeadingColumn
from etl.sheet.context import Context, township_in
from etl.sheet.grid import FAILED_FORMULA
from etl.sheet.heading import Heading
from etl.sheet.indicator_values import read_values
from etl.sheet.kinds import KINDS, NOT_LOADED
from etl.sheet.merged_rows import add, goes_on
from etl.sheet.parsed import TableAudit, TableReject, TableRow, Value
from etl.sheet.row_fill import fill, missing_in
from etl.sheet.row_kinds import Groups, Total, section_text, total_township
from etl.sheet.states import close, read_state, says_only_not_done, state_from_progress, state_in_limit

REPORTING_DATES = ("reported_on", "as_of")
SAYING = ("integer", "yuan", "flag", "status", "years")
# What a row of these kinds is there for: one of them must be said. A ledger may list issues nothing was reported of yet.
FACTS = {
    "toilets": [*(name for name, kind in KINDS["toilets"].columns.items() if kind in SAYING), "problem_type", "toilet_no"],
    "funds": [*(name for name, kind in KINDS["funds"].columns.items() if kind in SAYING), "purpose"],
}
FILLED_DOWN = ("township", "plan", "village")


@dataclass(slots=True)
class Reading:
    """What reading goes on with: whether the table names villages, and what merged cells said for the rows below."""

    has_villages: bool
    carried: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Body:
    """What the rows under a heading gave: typed rows with their cells, what was not understood, and the total rows."""

    rows: list[TableRow] = field(default_factory=list)
    rejects: list[TableReject] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)  # of each typed row
    audits: list[TableAudit] = field(default_factory=list)  # of rows that contradict themselves
    continued: list[tuple[int, int, list[str]]] = field(default_factory=list)  # row, the row it goes on with, its cells
    is_open: bool = False  # whether the row above is one that the next may go on with

    def beside(self, other: "Body") -> "Body":
        """This and what another reading of the same rows gave, row by row; a reject of both is one."""
        pairs = [*zip(self.rows, self.cells, strict=True), *zip(other.rows, other.cells, strict=True)]
        pairs.sort(key=lambda pair: pair[0].row)
        return Body(
            [row for row, _ in pairs],
            list(dict.fromkeys([*self.rejects, *other.rejects])),
            other.totals,
            [cells for _, cells in pairs],
            [*self.audits, *other.audits],
            [*self.continued, *other.continued],
        )


def read_body(heading: Heading, numbered: list[tuple[int, list[str]]], context: Context, reading: Reading | None = None) -> Body:
    """Typed rows of the (row number, cells) under a heading; an empty row or a repeated heading is one with no cells filled.

    A table that comes in pieces is read with one `reading`, which knows what the pieces before have left.
    """
    body = Body()
    named = {column.name: column for column in heading.columns if column.name}
    reading = reading or Reading(names_villages(numbered, heading))
    carried = reading.carried
    groups = Groups.of(heading, (cells for _, cells in numbered))
    for number, cells in numbered:
        filled = [column for column in heading.columns if cells[column.index]]
        if not filled:
            carried.clear()
            body.is_open = False
            continue
        if all(column.name == "serial" for column in filled):
            continue  # a numbered line nobody filled in
        level = groups.level(cells)
        if level and "township" in named and cells[named["township"].index]:
            level = 0  # a group is of no one township
        total = total_township(cells)
        if total is not None or level:
            body.is_open = False
        if level and total is None:
            _add_group(number, cells, filled, level, carried, body)
            continue
        if total is not None:
            stated = cells[named["township"].index] if "township" in named else ""
            township = total or (stated if stated and not TOTAL.fullmatch(plain(stated)) else None)
            is_subtotal = any("小计" in plain(cell) for cell in cells)
            body.totals.append(Total(number, cells, township, is_subtotal, len(body.rows)))
            if township and stated:  # a township merged over its 小计 and the villages below it
                carried.clear()
                carried["township"] = township
            continue
        section = section_text(cells, filled, heading, groups)
        if section is not None:
            carried.clear()
            body.is_open = False
            if township := township_in(section, whole=True):
                carried["township"] = township
            continue
        _carry_down(cells, named, carried)
        _read_row(number, cells, heading, context, reading, body)
    _read_lone_totals(heading, context, body)
    return body


def _add_group(
    number: int, cells: list[str], filled: list[HeadingColumn], level: int, carried: dict[str, str], body: Body
) -> None:
    """A row that names a group: its sums are of the rows below it; one that states none is a section."""
    carried.clear()
    if any(column.name not in ("serial", "project", "village", "indicator") for column in filled):
        body.totals.append(Total(number, cells, None, True, len(body.rows), level))


def _read_lone_totals(heading: Heading, context: Context, body: Body) -> None:
    """Read a total without parts as the figure itself: 青石乡,合计,2897,758 is of the township, with no village."""
    was_empty = not body.rows and not body.rejects
    for total in list(body.totals):
        if total.level:
            continue
        has_parts = any(row.values["township"] == total.township for row in body.rows) if total.township else not was_empty
        cells = ["" if TOTAL.fullmatch(plain(cell)) else cell for cell in total.cells]
        says_more = any(cells[column.index] for column in heading.columns if column.name not in ("township", "serial"))
        if has_parts or not says_more:
            continue
        lone = Body()
        carried = {"township": total.township} if total.township else {}
        _read_row(total.row, cells, heading, context, Reading(False, carried), lone)
        body.totals.remove(total)
        body.rows[total.after : total.after], body.cells[total.after : total.after] = lone.rows, lone.cells
        body.rejects += lone.rejects
        for later in body.totals:
            later.after += len(lone.rows) if later.row > total.row else 0


def names_villages(numbered: list[tuple[int, list[str]]], heading: Heading) -> bool:
    """Whether any row names a village: then a row without one is of no known village, else the table is of townships."""
    village = next((column for column in heading.columns if column.name == "village"), None)
    return village is not None and any(cells[village.index] for _, cells in numbered)


def _carry_down(cells: list[str], named: dict[str, HeadingColumn], carried: dict[str, str]) -> None:
    """Keep what merged cells say for the rows below; a new township ends the plan and village of the one above."""
    township = named.get("township")
    if township and cells[township.index]:
        carried.clear()
    for name in FILLED_DOWN:
        if name in named and cells[named[name].index]:
            carried[name] = cells[named[name].index]


def _read_row(number: int, cells: list[str], heading: Heading, context: Context, reading: Reading, body: Body) -> None:
    kind = KINDS[heading.kind]
    values: dict[str, Value] = {}
    wordings: dict[str, str] = {}
    rejects: list[TableReject] = []
    unreadable: set[str] = set()  # a date of the row that cannot be read is no reason to take that of the title
    # The reporting date is read first: a date of the row without a year (12月31日前) is of its year.
    for column in sorted(heading.columns, key=lambda each: each.name not in REPORTING_DATES):
        if not column.name or column.name in NOT_LOADED or kind.columns[column.name] == "percentage":
            continue
        cell = cells[column.index]
        if is_null(cell):
            values.setdefault(column.name, None)
            continue
        if column.choice is not None:
            rejects += _add_choice(number, cell, column, kind.columns[column.name], values, wordings)
            continue
        wordings[column.name] = without_personal(cell)
        try:
            values |= _read_cell(cell, column, kind.columns[column.name], context, _year(values, context))
        except Unreadable as error:
            values[column.name] = None
            unreadable.add(column.name)
            if heading.kind == "progress" or column.name != "status" or not says_only_not_done(cell, column.heading):
                expected = f"{error}{_without_date_of_table(column.name, context)}"
                rejects.append(TableReject(number, column.heading, without_personal(cell), expected))
    if heading.kind == "progress" and body.is_open and goes_on(values, wordings):
        add(body.rows[-1], values, wordings)
        body.continued.append((number, body.rows[-1].row, cells))
        body.rejects += rejects
        return
    fill(values, heading, reading.carried, context, unreadable)
    missing = missing_in(values, heading, reading.has_villages)
    body.is_open = not missing
    if missing:
        read_text = " ".join(wordings.values())[:60]
        body.rejects.append(TableReject(number, None, read_text, f"写明{missing}的一行", "row"))
        return
    if heading.kind == "progress":
        headings = {column.name: column.heading for column in heading.columns}
        state_from_progress(values, wordings, rejects, headings.get("status", "整改状态"))
        rejects += state_in_limit(number, values, wordings, headings.get("deadline_text", "整改时限"))
        body.audits += close(number, values, wordings, headings.get("is_closed", "是否销号"))
    body.rejects += rejects
    if heading.kind == "indicators":
        found, unread = read_values(number, cells, heading, context, values, wordings, unreadable)
        body.rows += found
        body.cells += [cells] * len(found)
        body.rejects += unread
        is_marked_empty = any(cells[each.index] for each in heading.columns if each.is_wide or each.name == "value")  # —
        if not (found or unread or rejects or is_marked_empty):
            body.rejects.append(_nothing_said(number, wordings, heading.kind))
        return
    if not rejects and heading.kind in FACTS and all(values.get(name) is None for name in FACTS[heading.kind]):
        if heading.project is None:  # one of several classes of aid may be paid to nobody here
            body.rejects.append(_nothing_said(number, wordings, heading.kind))
        return
    body.rows.append(TableRow(number, values, wordings))
    body.cells.append(cells)


def _nothing_said(number: int, wordings: dict[str, str], kind: str) -> TableReject:
    """A row that names its subject and then says nothing of it."""
    expected = "写明数值的一行" if kind == "indicators" else "至少有一个数、金额或状态的一行"
    return TableReject(number, None, " ".join(dict.fromkeys(wordings.values()))[:60], expected, "row")


def _without_date_of_table(name: str, context: Context) -> str:
    """What is said of a row whose own date cannot be read, where the table has one: the row is loaded without."""
    if name not in (*REPORTING_DATES, "period") or not (on := context.period[1] if context.period else context.reported_on):
        return ""
    return f"; 这一行按没有日期读入, 没有改用表上的 {on}"


def _year(values: dict[str, Value], context: Context) -> int | None:
    """The year of a date written without one: of the row's reporting date, else of the lines around the table."""
    stated = next((on for name in REPORTING_DATES if isinstance(on := values.get(name), date)), None)
    return stated.year if stated else context.year_of_dates


def _read_cell(cell: str, column: HeadingColumn, kind: str, context: Context, year: int | None) -> dict[str, Value]:
    """The values of one cell that is not blank, by what its column holds; `year` is of dates without one; raises Unreadable."""
    name = column.name or ""
    if cell.startswith(FAILED_FORMULA):
        raise Unreadable("公式算得出的值")
    match kind:
        case "text":
            cell = read.read_unit(cell) if name.endswith("_unit") else cell
            return {name: without_personal(_whole(cell) if name in ("issue_no", "toilet_no") else cell)}
        case "integer":
            return {name: read.read_integer(cell)}
        case "number":
            return {name: cell}  # read with its unit, in _read_indicators
        case "yuan":
            return {name: read.read_yuan(cell, column.factor or context.factor or 1)}
        case "flag":
            return {name: read.read_flag(cell)}
        case "status":
            return {name: read_state(cell, column.heading)}
        case "date":
            if plain(cell) in ("无", "未定", "待定"):
                return {name: None}
            return {name: read.read_day(cell, year)}
        case "period":
            first, last = read.read_period(cell, context.year)
            return {"period_from": first, "period_to": last}
        case "years":
            years = re.findall(r"(?:19|20)\d{2}", plain(cell))
            if not years:
                raise Unreadable("年度, 如 2022、2023")
            return {name: years}
        case "deadline":
            due_on = read.read_deadline(cell, year)
            dated = re.fullmatch(r"[\d./-]+(?: ?00:00:00)?", cell.strip())
            serial = due_on is not None and re.fullmatch(r"\d{5}|.* 00:00:00", cell.strip())
            return {name: due_on.isoformat() if dated and serial and due_on else without_personal(cell), "due_on": due_on}
    raise AssertionError(kind)


def _whole(cell: str) -> str:
    """A number typed as 3.0 by the spreadsheet program is 3."""
    return re.sub(r"^(\d+)\.0$", r"\1", cell)


def _add_choice(
    number: int, cell: str, column: HeadingColumn, kind: str, values: dict[str, Value], wordings: dict[str, str]
) -> list[TableReject]:
    """What a tick in a column says (已完成 below 整改状态); several ticks are several problems, but no two states of one row."""
    name, choice = column.name or "", column.choice or ""
    try:
        if not read.read_flag(cell):
            values.setdefault(name, None)
            return []
    except Unreadable:
        return [TableReject(number, column.heading, without_personal(cell), "打勾 (√) 或空着")]
    said = values.get(name)
    if kind == "text":
        values[name] = f"{said}、{choice}" if isinstance(said, str) else choice
    elif said is not None:
        values[name] = None
        return [TableReject(number, column.heading, f"{wordings[name]}、{choice}", "只勾一格")]
    else:
        values[name] = read.read_flag(choice) if kind == "flag" else read_state(choice, column.heading)
    wordings[name] = f"{wordings[name]}、{choice}" if name in wordings else choice
    return []
