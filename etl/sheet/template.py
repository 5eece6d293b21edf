"""Empty tables for a clerk to fill in (`python -m etl template`): headings, notes, drop-downs, an example.

What is written here reads back: the headings are the first words of data/vocabulary/headings.csv, the states those of
statuses.csv, and the row marked 示例 is left out by the reader (etl/sheet/parse.py).
"""

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.sheet.kinds import KINDS
from etl.vocabulary import read_vocabulary

EXAMPLE = "示例"
SERIAL = "序号"
MOST_ROWS = 2000  # of a drop-down
WIDE, NARROW = 28, 14  # characters
FORMS = {
    "yuan": "数, 以万元计",
    "integer": "整数",
    "number": "数, 可带单位",
    "date": "日期, 如 2024-05-31",
    "period": "日期或月份, 如 2024年5月",
    "flag": "是 或 否",
    "status": "从下拉单中选",
    "deadline": "日期, 或 立行立改、长期坚持",
    "years": "年度, 如 2022、2023",
    "text": "文字",
}
LONG = ("issue_title", "measures", "progress_text", "purpose")
SAID = f"说明:在“{EXAMPLE}”一行下面填写; 示例行不读入, 可以删去。列的顺序可以换, 用不到的列可以删。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a template: its name, its kind of table, and an example of each of its columns."""

    name: str
    kind: str
    example: dict[str, str]


TEMPLATES: dict[str, tuple[Sheet, ...]] = {
    "progress": (
        Sheet(
            "整改台账",
            "progress",
            {
                "township": "示例乡",
                "plan": "示例乡整改方案",
                "issue_no": "1",
                "issue_title": "问题的标题, 与方案相同",
                "measures": "一是…; 二是…",
                "lead_unit": "乡农业农村服务中心",
                "responsible_unit": "示例村民委员会",
                "deadline_text": "2024-12-31",
                "progress_text": "已完成摸排, 正在整改",
                "status": "推进中",
                "completed_on": "",
                "is_closed": "否",
                "reported_on": "2024-05-31",
                "note": "",
            },
        ),
    ),
    "toilets": (
        Sheet(
            "分村统计",
            "toilets",
            {
                "township": "示例乡",
                "village": "示例村",
                "as_of": "2024-05-31",
                "surveyed_count": "120",
                "funded_count": "80",
                "problem_count": "6",
                "rectified_count": "4",
                "note": "",
            },
        ),
        Sheet(
            "一厕一档",
            "toilets",
            {
                "township": "示例乡",
                "village": "示例村",
                "toilet_no": "SL-001",
                "as_of": "2024-05-31",
                "is_funded": "是",
                "is_problem": "是",
                "problem_type": "化粪池渗漏",
                "status": "推进中",
                "due_on": "2024-08-31",
                "rectified_on": "",
                "note": "",
            },
        ),
    ),
    "funds": (
        Sheet(
            "资金项目",
            "funds",
            {
                "township": "示例乡",
                "project": "示例村产业路",
                "purpose": "硬化产业路2公里",
                "central_yuan": "50",
                "provincial_yuan": "30",
                "municipal_yuan": "",
                "county_yuan": "20",
                "other_yuan": "",
                "planned_yuan": "100",
                "arrived_yuan": "80",
                "paid_yuan": "45.5",
                "household_count": "117",
                "person_count": "444",
                "dividend_due_yuan": "",
                "dividend_paid_yuan": "",
                "unpaid_years": "",
                "started_on": "2024-03-01",
                "finished_on": "2024-11-30",
                "as_of": "2024-05-31",
                "note": "",
            },
        ),
    ),
    "indicators": (
        Sheet(
            "指标",
            "indicators",
            {
                "township": "示例乡",
                "village": "",
                "indicator": "培训党员干部",
                "value": "224",
                "unit": "人",
                "period": "2024年5月",
                "note": "",
            },
        ),
    ),
}


def template_bytes(name: str) -> bytes:
    """The workbook of a template, one of TEMPLATES."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    said = book.add_format({"italic": True, "font_color": "#5b6875", "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#dbe7f3", "border": 1, "align": "center", "text_wrap": True})
    example = book.add_format({"font_color": "#8794a1", "italic": True, "border": 1, "text_wrap": True})
    for sheet in TEMPLATES[name]:
        _write(book.add_worksheet(sheet.name), sheet, title, said, head, example)
    book.close()
    return out.getvalue()


def _write(
    page: Worksheet,
    sheet: Sheet,
    title: xlsxwriter.format.Format,
    said: xlsxwriter.format.Format,
    head: xlsxwriter.format.Format,
    example: xlsxwriter.format.Format,
) -> None:
    kind = KINDS[sheet.kind]
    columns = list(sheet.example)
    # A ledger's own number is its 序号; in other tables the column only carries the mark of the example.
    headings = [first_heading(sheet.kind, name) for name in columns]
    if "issue_no" not in columns:
        columns, headings = ["", *columns], [SERIAL, *headings]
    else:
        columns.insert(0, columns.pop(columns.index("issue_no")))
        headings = [first_heading(sheet.kind, name) for name in columns]
    last = len(columns) - 1
    page.merge_range(0, 0, 0, last, sheet.name, title)
    page.merge_range(
        1, 0, 1, last, f"说明:在“{EXAMPLE}”一行下面填写; 示例行不读入, 可以删去。列的顺序可以换, 用不到的列可以删。", said
    )
    for index, (name, heading) in enumerate(zip(columns, headings, strict=True)):
        holds = kind.columns.get(name, "text")
        unit = "(万元)" if holds == "yuan" else ""
        page.write_string(2, index, f"{heading}{unit}", head)
        page.write_string(3, index, EXAMPLE if index == 0 else sheet.example[name], example)
        page.set_column(
            index, index, WIDE if holds == "text" and name.endswith(("title", "measures", "text", "purpose")) else NARROW
        )
        if name:
            page.write_comment(2, index, _note(sheet.kind, name, holds))
        choices = _choices(holds)
        if choices:
            page.data_validation(4, index, 4 + MOST_ROWS, index, {"validate": "list", "source": choices, "error_type": "warning"})
    page.freeze_panes(3, 0)


def first_heading(kind: str, column: str) -> str:
    """The first word of the vocabulary for a column: the kind's own, else that of any kind."""
    rows = read_vocabulary("headings.csv", ("kind", "column", "words"))
    return next(row.words("words")[0] for of in (kind, "any") for row in rows if (row["kind"], row["column"]) == (of, column))


def state_words() -> dict[str, str]:
    """Status code -> the first word of the vocabulary for it: what a table says of an issue, and reads back as the code."""
    return {row["code"]: row.words("words")[0] for row in read_vocabulary("statuses.csv", ("code", "words"))}


def _choices(holds: str) -> list[str]:
    if holds == "status":
        return list(state_words().values())
    return ["是", "否"] if holds == "flag" else []


def _note(kind: str, column: str, holds: str) -> str:
    """What a column holds, and other headings that are read as it."""
    rows = read_vocabulary("headings.csv", ("kind", "column", "words"))
    words = [word for row in rows if row["kind"] in (kind, "any") and row["column"] == column for word in row.words("words")]
    others = "、".join(words[1:6])
    needed = (
        "必填。" if any(column in group and len(group) <= 2 for group in KINDS[kind].required) or column == "township" else ""
    )
    return f"{needed}{FORMS[holds]}。" + (f"也认得的列名: {others}" if others else "")
