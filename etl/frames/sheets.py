"""Parsed tables to rows: progress to status rows of the plans' issues, toilets, funds, indicators, with rejects and audits."""

from decimal import Decimal
from itertools import groupby

from etl.frames.corrected import correction_row
from etl.frames.documents import ID_LENGTH, Row, Rows
from etl.frames.progress import Place, RowMatch, add_progress, match_rows
from etl.frames.toilets import add_toilets
from etl.parsed import ParsedPlan
from etl.sheet.parsed import ParsedTable, TableReject, TableRow
from warehouse.tables_sheets import FUND

# What a fund row shares by name with the table `fund`; the identity and place columns are added.
FUND_COLUMNS = [name for name in FUND.column_names if name not in ("source_id", "sheet", "row_number")]
SOURCES = {
    "central_yuan": "中央",
    "provincial_yuan": "省级",
    "municipal_yuan": "市级",
    "county_yuan": "县级",
    "other_yuan": "其他",
}


def add_tables(tables: list[ParsedTable], plans: list[ParsedPlan], rows: Rows) -> None:
    """Add the rows of all tables; those of one file stand together."""
    matches = match_rows(tables, plans, rows)
    for _, group in groupby(tables, key=lambda table: table.source.sha256):
        _add_file(list(group), matches, rows)


def reject_place(sheet: str | None, reject: TableReject) -> str:
    """Where a reject stands, in a reader's words: 工作表“表1”第7行 金额."""
    where = f"工作表“{sheet}”" if sheet else ""
    line = f"第{reject.row}行" if reject.row else ""
    return " ".join(part for part in (where + line, reject.column or "") if part) or "全文"


def _add_file(tables: list[ParsedTable], matches: dict[Place, RowMatch], rows: Rows) -> None:
    source = tables[0].source
    counted = {"indicator": 0, "audit": 0}
    rejected_before = len(rows["reject"])
    for table in tables:
        ids: Row = {"source_id": source.sha256, "sheet": table.source.sheet}
        for reject in table.rejects:
            _add_reject(table, reject, rows)
        for reject in add_progress(table, matches, rows) if table.kind == "progress" else ():
            _add_reject(table, reject, rows)
        for audit in table.audits:
            match = matches.get(Place(source.sha256, table.source.sheet, audit.row))
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
            of = matches.get(Place(source.sha256, table.source.sheet, one.row or 0))
            about: Row = {"plan_id": of.plan_id, "issue_id": of.issue_id} if of else {}
            rows["correction"].append({**ids, **correction_row(one), "row_number": one.row, **about})
        match table.kind:
            case "toilets":
                add_toilets(table.rows, ids, rows)
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
