"""Parsed tables to rows: toilets, funds, indicators, with rejects and audits; rows of a ledger wait for the plans (ledger.py)."""

from decimal import Decimal
from itertools import groupby

from etl.corrected_files import first_rows_of, period_id_of, reported_by, townships_of
from etl.frames.corrected import correction_row
from etl.frames.documents import ID_LENGTH, Row, Rows
from etl.frames.ledger_rows import ledger_row
from etl.frames.toilets import add_toilets
from etl.sheet.parsed import AsWritten, ParsedTable, TableReject, TableRow
from warehouse.tables_sheets import FUND

# What a fund row shares by name with the table `fund`; the identity and place columns are added.
FUND_COLUMNS = [name for name in FUND.column_names if name not in ("source_id", "sheet", "row_number", "is_whole")]
SOURCES = {
    "central_yuan": "中央",
    "provincial_yuan": "省级",
    "municipal_yuan": "市级",
    "county_yuan": "县级",
    "other_yuan": "其他",
}
NO_ROWS = "没有一行数据可以读入"


def add_tables(tables: list[ParsedTable], rows: Rows) -> None:
    """Add the rows of all tables; those of one file stand together."""
    for _, group in groupby(tables, key=lambda table: table.source.sha256):
        _add_file(list(group), rows)


def reject_place(sheet: str | None, reject: TableReject) -> str:
    """Where a reject stands, in a reader's words: 工作表“表1”第7行 金额."""
    where = f"工作表“{sheet}”" if sheet else ""
    line = f"第{reject.row}行" if reject.row else ""
    return " ".join(part for part in (where + line, reject.column or "") if part) or "全文"


def _add_file(tables: list[ParsedTable], rows: Rows) -> None:
    source = tables[0].source
    counted = {"indicator": 0, "audit": 0}
    rejected_before = len(rows["reject"])
    for table in tables:
        ids: Row = {"source_id": source.sha256, "sheet": table.source.sheet}
        for reject in table.rejects:
            _add_reject(table, reject, rows)
        is_ledger = table.kind == "progress"
        for audit in table.audits:
            counted["audit"] += 1
            rows["ledger_audit" if is_ledger else "audit"].append(
                {
                    **ids,
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
            corrections = rows["ledger_correction" if is_ledger else "correction"]
            corrections.append({**ids, **correction_row(one), "row_number": one.row})
        if table.as_written:
            _add_as_written(table.as_written, ids, rows)
        match table.kind:
            case "progress":
                rows["ledger"] += [ledger_row(row, ids) for row in table.rows]
            case "toilets":
                add_toilets(table.rows, ids, rows)
            case "funds":
                said = {**ids, "is_whole": table.is_of_wholes}
                rows["fund"] += [{**said, "row_number": row.row, **_fund_values(row)} for row in table.rows]
            case "indicators":
                _add_indicators(table, ids, counted, rows)
    loaded = sum(len(table.rows) for table in tables)
    unread = "没有认识的表头" if all(table.kind is None for table in tables) else NO_ROWS
    messages = [note for table in tables for note in table.notes] + ([] if loaded else [unread])
    rows["parsed_file"].append(
        {
            "source_id": source.sha256,
            "file": source.file,
            "kind": "table",
            "format": source.format,
            "encoding": source.encoding,
            "byte_count": source.byte_count,
            "row_count": loaded,
            "reject_count": len(rows["reject"]) - rejected_before,
            "message": "; ".join(dict.fromkeys(messages)) or None,
            "notes": list(dict.fromkeys(note for table in tables for note in table.notes)),
            "period_id": period_id_of(told := reported_by(tables)),
            "first_rows": first_rows_of(tables),
            "county": next((table.county for table in tables if table.county), None),
            "townships": townships_of(told),
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


def _add_as_written(table: AsWritten, ids: Row, rows: Rows) -> None:
    place = {**ids, "heading_row": table.heading_row}
    rows["sheet_heading"].append({**place, "headings": table.headings, "columns": table.columns})
    rows["sheet_row"] += [{**place, "row_number": row.row, "read_row": row.read_row, "cells": row.cells} for row in table.rows]


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
