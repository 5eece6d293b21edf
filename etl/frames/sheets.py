"""Parsed tables to rows: progress to status rows of the plans' issues, toilets, funds, indicators, with rejects and audits."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby

from etl.frames.corrected import correction_row
from etl.frames.documents import ID_LENGTH, Row, Rows
from etl.frames.matching import Match, NoMatch, match_issue
from etl.parsed import ParsedPlan
from etl.sheet.parsed import ParsedTable, TableReject, TableRow
from warehouse.tables import FUND

# What a fund row shares by name with the table `fund`; the identity and place columns are added.
FUND_COLUMNS = [name for name in FUND.column_names if name not in ("source_id", "sheet", "row_number")]
SOURCES = {
    "central_yuan": "中央",
    "provincial_yuan": "省级",
    "municipal_yuan": "市级",
    "county_yuan": "县级",
    "other_yuan": "其他",
}
COUNT_COLUMNS = ("surveyed_count", "funded_count", "problem_count", "rectified_count")
REGISTER_COLUMNS = {"is_funded", "problem_type"}  # told of one toilet each, where the table counts none
NO_PROBLEM = ("无", "没有", "无问题", "没有问题", "正常")
RECTIFIED = frozenset({"completed", "verified", "closed"})


def add_tables(tables: list[ParsedTable], plans: list[ParsedPlan], rows: Rows) -> None:
    """Add the rows of all tables; those of one file stand together."""
    for _, group in groupby(tables, key=lambda table: table.source.sha256):
        _add_file(list(group), plans, rows)


def reject_place(sheet: str | None, reject: TableReject) -> str:
    """Where a reject stands, in a reader's words: 工作表“表1”第7行 金额."""
    where = f"工作表“{sheet}”" if sheet else ""
    line = f"第{reject.row}行" if reject.row else ""
    return " ".join(part for part in (where + line, reject.column or "") if part) or "全文"


def _add_file(tables: list[ParsedTable], plans: list[ParsedPlan], rows: Rows) -> None:
    source = tables[0].source
    counted = {"indicator": 0, "audit": 0}
    rejected_before = len(rows["reject"])
    for table in tables:
        ids: Row = {"source_id": source.sha256, "sheet": table.source.sheet}
        for reject in table.rejects:
            _add_reject(table, reject, rows)
        matches = _add_progress(table, plans, ids, rows) if table.kind == "progress" else {}
        for audit in table.audits:
            match = matches.get(audit.row)
            counted["audit"] += 1
            rows["audit"].append(
                {
                    **ids,
                    "plan_id": match.plan_id if match else None,
                    "issue_id": match.issue_id if match else None,
                    "audit_id": f"{source.sha256[:ID_LENGTH]}-a{counted['audit']:03d}",
                    "rule": audit.rule,
                    "is_ok": audit.ok,
                    "stated": audit.stated,
                    "computed": audit.computed,
                    "message": audit.message,
                    "is_corrected": audit.is_corrected,
                    "row_number": audit.row,
                }
            )
        for one in table.corrected:
            of = matches.get(one.row or 0)
            about: Row = {"plan_id": of.plan_id, "issue_id": of.issue_id} if of else {}
            rows["correction"].append({**ids, **correction_row(one), "row_number": one.row, **about})
        match table.kind:
            case "toilets":
                rows["toilet"] += _toilet_rows(table.rows, ids)
            case "funds":
                rows["fund"] += [{**ids, "row_number": row.row, **_fund_values(row)} for row in table.rows]
            case "indicators":
                _add_indicators(table, ids, counted, rows)
    rejected = len(rows["reject"]) - rejected_before
    loaded = sum(len(table.rows) for table in tables)
    unread = "没有认识的表头" if all(table.kind is None for table in tables) else "没有一行数据可以读入"
    said = [note for table in tables for note in table.notes] + ([] if loaded else [unread])
    rows["source_file"].append(
        {
            "source_id": source.sha256,
            "file": source.file,
            "kind": "table",
            "format": source.format,
            "encoding": source.encoding,
            "byte_count": source.byte_count,
            "state": "failed" if not loaded else "partial" if rejected else "loaded",
            "row_count": loaded,
            "message": "; ".join(dict.fromkeys(said)) or None,
        }
    )


def _add_reject(table: ParsedTable, reject: TableReject, rows: Rows) -> None:
    rows["reject"].append(
        {
            "source_id": table.source.sha256,
            "file": table.source.file,
            "place": reject_place(table.source.sheet, reject),
            "read": reject.read,
            "expected": reject.expected,
            "severity": reject.severity,
            "sheet": table.source.sheet,
            "row_number": reject.row,
        }
    )


def _add_progress(table: ParsedTable, plans: list[ParsedPlan], ids: Row, rows: Rows) -> dict[int, Match]:
    """A status row for each row whose issue is found (row number -> match); a row of no known issue is a reject that names it."""
    matches: dict[int, Match] = {}
    for row in table.rows:
        township, plan, number, title = (_text(row, name) for name in ("township", "plan", "issue_no", "issue_title"))
        match = match_issue(township or "", plan, number, title, plans)
        if isinstance(match, NoMatch):
            named = " ".join(part for part in (township, plan, number, title) if part)
            _add_reject(table, TableReject(row.row, None, named, match.expected, "row"), rows)
            continue
        matches[row.row] = match
        status = row.values.get("status")
        if status is None:
            continue
        wording = row.wordings["status"]
        said = {"status": status, "status_on": row.values.get("reported_on"), "wording": wording, "origin": "table"}
        rows["status"].append({**ids, "issue_id": match.issue_id, "row_number": row.row, **said})
    return matches


def _fund_values(row: TableRow) -> Row:
    """The columns of a project; where the table has no 计划 or 合计 column, 计划 is the sum of its sources, said in the note.

    A source whose cell could not be read leaves the sum unknown.
    """
    values: Row = {name: row.values.get(name) for name in FUND_COLUMNS}
    parts = {label: row.values.get(name) for name, label in SOURCES.items() if name in row.wordings}
    known = {label: yuan for label, yuan in parts.items() if isinstance(yuan, Decimal)}
    if "planned_yuan" not in row.values and known and len(known) == len(parts):
        total = sum(known.values(), Decimal(0))
        formula = " + ".join(f"{label} {yuan.normalize():f}" for label, yuan in known.items())
        note = f"推算: 计划 = {formula} = {total.normalize():f} 元"
        values |= {"planned_yuan": total, "note": f"{values['note']}; {note}" if values["note"] else note}
    return values


def _text(row: TableRow, name: str) -> str | None:
    value = row.values.get(name)
    return None if value is None else str(value)


def _toilet_rows(found: list[TableRow], ids: Row) -> Iterable[Row]:
    """Counts as they stand; of a register (one row a toilet) the counts of each village at each date."""
    names = ("township", "village", "as_of")
    columns = {name for row in found for name in row.values}
    is_register = columns & {"toilet_no", "is_problem"} or (REGISTER_COLUMNS & columns and not columns & {*COUNT_COLUMNS})
    if not is_register:
        return [
            {**ids, "row_number": row.row, **{name: row.values.get(name) for name in (*names, *COUNT_COLUMNS, "note")}}
            for row in found
        ]

    def village(row: TableRow) -> tuple[str, str, date]:
        township, name, as_of = (row.values.get(each) for each in names)
        return str(township or ""), str(name or ""), as_of if isinstance(as_of, date) else date.min

    villages = [list(group) for _, group in groupby(sorted(found, key=village), key=village)]
    return [
        {
            **ids,
            **{name: group[0].values.get(name) for name in names},
            "row_number": group[0].row,
            "surveyed_count": len(group),
            "funded_count": _count(row.values.get("is_funded") is True for row in group) if "is_funded" in columns else None,
            "problem_count": _count(map(_is_problem, group)) if columns & {"is_problem", "problem_type"} else None,
            "rectified_count": _count(map(_is_rectified, group)) if columns & {"status", "rectified_on"} else None,
            "note": f"由一厕一档 {len(group)} 行汇总",
        }
        for group in sorted(villages, key=lambda group: group[0].row)
    ]


def _count(answers: Iterable[bool]) -> int:
    return sum(answers)


def _is_problem(row: TableRow) -> bool:
    """Whether a toilet has a problem: as the table says, else where it names the problem's type."""
    said, named = row.values.get("is_problem"), row.values.get("problem_type")
    return said is True if said is not None else named is not None and named not in NO_PROBLEM


def _is_rectified(row: TableRow) -> bool:
    """Whether a toilet's problem is rectified: by its state, else by a day of it that is not yet to come at the table's date."""
    if row.values.get("is_problem") is False:
        return False
    status, on, as_of = (row.values.get(name) for name in ("status", "rectified_on", "as_of"))
    if status is not None or "status" in row.wordings:
        return status in RECTIFIED
    return isinstance(on, date) and not (isinstance(as_of, date) and on > as_of)


def _add_indicators(table: ParsedTable, ids: Row, counted: dict[str, int], rows: Rows) -> None:
    for row in table.rows:
        counted["indicator"] += 1
        unit = row.values.get("unit")
        rows["indicator"].append(
            {
                **ids,
                "indicator_id": f"{table.source.sha256[:ID_LENGTH]}-i{counted['indicator']:05d}",
                "origin": "table",
                "kind": "ratio" if unit == "%" else "count",
                "subject": row.values["indicator"],
                "scope": "own",
                "is_approx": False,
                "wording": row.wordings["value"],
                "row_number": row.row,
                **{
                    name: row.values.get(name)
                    for name in ("township", "village", "value", "unit", "period_from", "period_to", "note")
                },
            }
        )
