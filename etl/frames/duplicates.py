"""Input given twice: files whose content is the same whatever the encoding, and two files of one plan."""

import hashlib
import re

from etl.frames.documents import ID_LENGTH, Row, Rows, plan_id_of
from etl.parsed import ParsedPlan
from etl.sheet.cells import plain
from etl.sheet.parsed import ParsedTable


def content_of(plan: ParsedPlan | None, tables: list[ParsedTable]) -> str | None:
    """What tells equal content: the text of a document, the typed rows of tables; None for a file that gave neither.

    Encoding, line ends and blanks at line ends are no difference, nor is the file format of a table.
    """
    if plan:
        content = "\n".join(line.rstrip() for line in plan.source.text.strip().splitlines())
    elif any(table.rows for table in tables):
        content = repr([(table.kind, [row.values for row in table.rows]) for table in tables if table.rows])
    else:
        return None
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def duplicate_plans(plans: list[ParsedPlan]) -> list[tuple[ParsedPlan, ParsedPlan, str]]:
    """(a plan, an earlier one of the same township that has its number or title, in words what they share)."""
    found = []
    for position, later in enumerate(plans):
        for first in plans[:position]:
            shared = _shared(later, first)
            if shared:
                found.append((later, first, shared))
                break
    return found


def duplicate_message(later: ParsedPlan, first: ParsedPlan, shared: str) -> str:
    """What a clerk is told of two files of one plan."""
    return (
        f"{later.source.file} 与 {first.source.file} 像是同一方案的两份文件 ({shared}), 内容不同: "
        "两份都已读入, 问题会重复计数, 请只留有效的一份"
    )


def add_duplicates(plans: list[ParsedPlan], rows: Rows) -> None:
    """A failed audit of every plan that an earlier file gives too."""
    for later, first, shared in duplicate_plans(plans):
        plan_id = plan_id_of(later.source.sha256)
        audit: Row = {
            "audit_id": f"{later.source.sha256[:ID_LENGTH]}-d001",
            "source_id": later.source.sha256,
            "plan_id": plan_id,
            "rule": "duplicate_plan",
            "is_ok": False,
            "stated": f"{later.source.file}: {shared}",
            "computed": f"{first.source.file}: {shared}",
            "message": duplicate_message(later, first, shared),
        }
        rows["audit"].append(audit)


def _shared(one: ParsedPlan, other: ParsedPlan) -> str | None:
    """The number or title two plans of one township share; plans with different numbers are two, whatever their titles."""
    fields, others = one.plan, other.plan
    if fields.township != others.township:
        return None
    if fields.doc_number and others.doc_number:
        return f"文号 {fields.doc_number}" if _bare(fields.doc_number) == _bare(others.doc_number) else None
    if fields.township and fields.title and others.title and _bare(fields.title) == _bare(others.title):
        return f"{fields.township}, 标题 {fields.title}"
    return None


def _bare(text: str) -> str:
    return re.sub(r"[^\w]+", "", plain(text))
