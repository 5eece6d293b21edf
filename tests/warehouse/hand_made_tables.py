"""What the hand-made spreadsheets hold: one of each kind, and a file that could not be read."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, UNPLACED, UNPLACED_PLAN

PROGRESS = "c" * 64
TOILETS = "d" * 64
FUNDS = "e" * 64
INDICATORS = "f" * 64
BROKEN = "0" * 64


def _file(source_id: str, file: str, kind: str, row_count: int, state: str = "loaded", **values: Any) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "file": file,
        "kind": kind,
        "format": file.rsplit(".", 1)[-1],
        "encoding": "utf-8",
        "byte_count": 100,
        "state": state,
        "row_count": row_count,
        **values,
    }


def _sheet(source_id: str, columns: dict[str, str], *rows: list[str]) -> dict[str, list[dict[str, Any]]]:
    """A table as its file has it: heading -> what the column holds, and the cells of the rows from the second on."""
    place = {"source_id": source_id, "heading_row": 1}
    cells = [{**place, "row_number": number, "read_row": number, "cells": row} for number, row in enumerate(rows, start=2)]
    return {"sheet_heading": [{**place, "headings": list(columns), "columns": list(columns.values())}], "sheet_row": cells}


SHEETS = [
    _sheet(
        PROGRESS,
        {"乡镇": "乡镇", "问题": "问题", "完成情况": "整改状态", "联系电话": ""},
        ["甲子乡", "问题厕所", "已完成", ""],
        ["", "动态管理低保对象", "完成", ""],
    ),
    _sheet(
        TOILETS,
        {
            "乡镇": "乡镇",
            "村": "村",
            "摸排": "摸排厕所数",
            "财政": "财政支持厕所数",
            "问题": "问题厕所数",
            "已改": "已整改数",
            "备注": "备注",
        },
        ["甲子乡", "", "2,000", "700", "28", "28", "前后不一"],
        ["乙丑镇", "一村", "100", "40", "50", "", ""],
        ["乙丑镇", "二村", "20", "10", "5", "1", ""],
    ),
    _sheet(
        FUNDS,
        {
            "乡镇": "乡镇",
            "项目": "项目",
            "金额(万元)": "计划",
            "到位(万元)": "到位",
            "年分红(元)": "年度应分红",
            "未分红": "未分红年度",
        },
        ["甲子乡", "委托帮扶", "60.5", "", "48400", "2022、2023"],
        ["乙丑镇", "扶贫车间", "29.53005", "20", "", ""],
    ),
    _sheet(
        INDICATORS,
        {"乡镇": "乡镇", "指标": "指标", "数值": "数值", "单位": "单位"},
        ["乙丑镇", "培训党员干部", "224", "人"],
    ),
]


TABLE_ROWS: dict[str, list[dict[str, Any]]] = {
    "source_file": [
        _file(JIAZI, "jiazi_2024.txt", "document", 3),
        _file(UNPLACED, "dibao.txt", "document", 1),
        _file(PROGRESS, "progress.csv", "table", 2),
        _file(TOILETS, "toilets.csv", "table", 3, state="partial"),
        _file(FUNDS, "funds.csv", "table", 2),
        _file(INDICATORS, "indicators.csv", "table", 1),
        _file(BROKEN, "broken.txt", "document", 0, state="failed", message="空文件"),
    ],
    **{name: [row for sheet in SHEETS for row in sheet[name]] for name in ("sheet_heading", "sheet_row")},
    "assignment": [
        # The ledger names the same unit once more, without a span.
        {
            "issue_id": f"{JIAZI_PLAN}-003",
            "source_id": PROGRESS,
            "role": "supporting",
            "unit": "乡乡村振兴站",
            "department": "乡村振兴",
            "row_number": 2,
        },
    ],
    "status": [
        {
            "issue_id": f"{JIAZI_PLAN}-003",
            "source_id": PROGRESS,
            "status": "completed",
            "status_on": date(2024, 9, 30),
            "origin": "table",
            "wording": "已完成",
            "row_number": 2,
        },
        {
            "issue_id": f"{UNPLACED_PLAN}-001",
            "source_id": PROGRESS,
            "status": "completed",
            "origin": "table",
            "wording": "完成",
            "row_number": 3,
        },
    ],
    "indicator": [
        {
            "indicator_id": f"{INDICATORS[:12]}-n1",
            "source_id": INDICATORS,
            "origin": "table",
            "township": "乙丑镇",
            "kind": "count",
            "subject": "培训党员干部",
            "value": 224.0,
            "unit": "人",
            "scope": "own",
            "is_approx": False,
            "period_to": date(2024, 5, 20),
            "wording": "224",
            "row_number": 2,
        },
    ],
    "toilet": [
        {
            "source_id": TOILETS,
            "township": "甲子乡",
            "as_of": date(2023, 12, 31),
            "surveyed_count": 2000,
            "funded_count": 700,
            "problem_count": 28,
            "rectified_count": 28,
            "note": "前后不一",
            "row_number": 2,
        },
        {
            "source_id": TOILETS,
            "township": "乙丑镇",
            "village": "一村",
            "as_of": date(2024, 3, 31),
            "surveyed_count": 100,
            "funded_count": 40,
            "problem_count": 50,
            "row_number": 3,
        },
        {
            "source_id": TOILETS,
            "township": "乙丑镇",
            "village": "二村",
            "as_of": date(2024, 6, 30),
            "surveyed_count": 20,
            "funded_count": 10,
            "problem_count": 5,
            "rectified_count": 1,
            "row_number": 4,
        },
    ],
    "fund": [
        {
            "source_id": FUNDS,
            "township": "甲子乡",
            "project": "委托帮扶",
            "purpose": "产业委托帮扶",
            "planned_yuan": Decimal(605000),
            "household_count": 30,
            "person_count": 90,
            "dividend_due_yuan": Decimal(48400),
            "unpaid_years": ["2022", "2023"],
            "row_number": 2,
        },
        {
            "source_id": FUNDS,
            "township": "乙丑镇",
            "project": "扶贫车间",
            "planned_yuan": Decimal("295300.50"),
            "arrived_yuan": Decimal(200000),
            "row_number": 3,
        },
    ],
    "reject": [
        {
            "source_id": TOILETS,
            "file": "toilets.csv",
            "place": "第5行 摸排厕所数",
            "read": "若干",
            "expected": "整数",
            "severity": "value",
            "row_number": 5,
        },
        {
            "source_id": BROKEN,
            "file": "broken.txt",
            "place": "整个文件",
            "read": "0 字节",
            "expected": "文本",
            "severity": "file",
        },
    ],
}
