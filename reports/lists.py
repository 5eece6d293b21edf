"""问题清单 and 销号表 of any scope, as Word (A4 landscape, the heading row on each page) and as Excel.

Both are rows of the mart issue_register. 销号表 has columns left empty, to be filled in and signed by those who accept.
"""

from dataclasses import dataclass
from itertools import count

from reports.cells import shown
from reports.citations import PAGES
from reports.office_table import Align, TableText
from reports.official import OfficialPaper, date_in_words
from reports.scope import SYNTHETIC, read_scope
from reports.workbook import Sheet, workbook_bytes
from warehouse.marts import ISSUE_REGISTER
from warehouse.queries import Choice, Warehouse

SIZE_PT = 9


@dataclass(frozen=True)
class ListKind:
    """A list of issues: its name, its columns with their shares of the width, columns to be filled in, and who signs it."""

    name: str
    columns: dict[str, float]
    blanks: dict[str, float]
    signed: str = ""


ISSUE_LIST = ListKind(
    "问题清单",
    {
        "township": 15, "title": 30, "finding": 58, "measures": 72, "lead_units": 20, "responsible_units": 20,
        "deadline_wording": 18, "due_on": 22, "status_label": 14, "is_doubtful": 10,
    },
    {},
)  # fmt: skip
CLOSING_LIST = ListKind(
    "销号表",
    {
        "township": 15, "title": 46, "lead_units": 22, "responsible_units": 22, "deadline_wording": 20, "due_on": 22,
        "status_label": 14, "status_on": 22, "is_doubtful": 10,
    },
    {"整改完成情况": 34, "验收意见": 22, "验收人": 14, "销号日期": 16},
    "填表单位：　　　　　　　　填表人：　　　　　　审核人：　　　　　　日期：　　　年　　月　　日",
)  # fmt: skip
KINDS = {kind.name: kind for kind in (ISSUE_LIST, CLOSING_LIST)}
MARTS = ("issue_register", "overview", "source_summary")


def list_docx(kind: ListKind, warehouse: Warehouse, choice: Choice) -> bytes:
    """The list of a choice as a .docx file; raises NoWarehouse."""
    scope = read_scope(warehouse, choice, MARTS)
    title = f"{scope.place}{kind.name}"
    paper = OfficialPaper(title, made_at=scope.built_at, landscape=True)
    paper.title(title)
    paper.under_title(f"（截至{date_in_words(scope.as_of)}）")
    if scope.is_synthetic:
        paper.note(f"{SYNTHETIC}：不是任何地方的真实情况。")
    paper.note(f"范围：{'；'.join(scope.filters)}。共{scope.marts['issue_register'].height:,}个问题（任务）。")
    names = list(kind.columns)
    rows, numbers = scope.marts["issue_register"], count(1)
    headings = ["序号", *(ISSUE_REGISTER.labels[name] for name in names), *kind.blanks]
    shares = [10, *kind.columns.values(), *kind.blanks.values()]
    aligns: list[Align] = ["center"]
    aligns += ["left"] * (len(headings) - 1)
    # A table a township, as such lists are read; the numbers run through.
    for (township,), part in rows.group_by("township", maintain_order=True):
        lines = []
        for row in part.select(names).iter_rows():
            cells = (shown(ISSUE_REGISTER, *cell) for cell in zip(names, row, strict=True))
            lines.append([f"{next(numbers):,}", *cells, *([""] * len(kind.blanks))])
        paper.caption(f"{township}（{part.height:,}个）")
        paper.table(TableText(headings, lines, shares, aligns, SIZE_PT, rows_may_break=True))
    paper.note(
        f"来源：{ISSUE_REGISTER.label}，数据批次{scope.build_id}，"
        f"在看板“{PAGES[ISSUE_REGISTER.name][0]}”页打开：/register{scope.address}。"
    )
    if kind.signed:
        paper.note(kind.signed)
    return paper.bytes()


def list_xlsx(kind: ListKind, warehouse: Warehouse, choice: Choice) -> bytes:
    """The same list as an .xlsx file; raises NoWarehouse."""
    scope = read_scope(warehouse, choice, MARTS)
    sheet = Sheet(
        ISSUE_REGISTER, scope.marts["issue_register"], list(kind.columns), kind.name, list(kind.blanks), is_numbered=True
    )
    return workbook_bytes([sheet], scope, f"{scope.place}{kind.name}")
