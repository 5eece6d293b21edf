"""Input given twice: files whose content is the same whatever the encoding, and two files of one plan."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

from etl.frames.documents import Row
from etl.frames.plan_facts import PlanFacts
from etl.parsed import ParsedPlan
from etl.sheet.cells import plain
from etl.sheet.parsed import ParsedTable


def content_of(plan: ParsedPlan | None, tables: list[ParsedTable]) -> str | None:
    """What tells equal content: the text of a document, the typed rows of tables; None for a file that gave neither.

    Encoding, line ends and blanks around lines are no difference, nor is the file format of a table.
    """
    if plan:
        content = "\n".join(line.strip() for line in plan.source.text.strip().splitlines())
    elif any(table.rows for table in tables):
        content = repr([(table.kind, [row.values for row in table.rows]) for table in tables if table.rows])
    else:
        return None
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def duplicate_plans(plans: Sequence[PlanFacts]) -> list[tuple[PlanFacts, PlanFacts, str]]:
    """(a plan, an earlier one of the same township that has its number or title, in words what they share)."""
    found = []
    earlier: defaultdict[tuple[str | None, str, str], list[int]] = defaultdict(list)  # only plans that share a key are compared
    for position, later in enumerate(plans):
        keys = [
            (later.township, name, _bare(text)) for name, text in (("number", later.doc_number), ("title", later.title)) if text
        ]
        for other in sorted({other for key in keys for other in earlier[key]}):
            shared = _shared(later, plans[other])
            if shared:
                found.append((later, plans[other], shared))
                break
        for key in keys:
            earlier[key].append(position)
    return found


def duplicate_message(later: PlanFacts, first: PlanFacts, shared: str) -> str:
    """What a clerk is told of two files of one plan."""
    return (
        f"{later.file} 与 {first.file} 像是同一方案的两份文件 ({shared}), 内容不同: "
        "两份都已读入, 问题会重复计数, 请只留有效的一份"
    )


def duplicate_audits(plans: Sequence[PlanFacts]) -> list[Row]:
    """A failed audit of every plan that an earlier file gives too."""
    return [
        {
            "audit_id": f"{later.plan_id}-d001",
            "source_id": later.source_id,
            "plan_id": later.plan_id,
            "rule": "duplicate_plan",
            "is_ok": False,
            "stated": f"{later.file}: {shared}",
            "computed": f"{first.file}: {shared}",
            "message": duplicate_message(later, first, shared),
        }
        for later, first, shared in duplicate_plans(plans)
    ]


def _shared(one: PlanFacts, other: PlanFacts) -> str | None:
    """The number or title two plans of one township share; plans with different numbers are two, whatever their titles."""
    if one.township != other.township:
        return None
    if one.doc_number and other.doc_number:
        return f"文号 {one.doc_number}" if _bare(one.doc_number) == _bare(other.doc_number) else None
    if one.township and one.title and other.title and _bare(one.title) == _bare(other.title):
        return f"{one.township}, 标题 {one.title}"
    return None


def _bare(text: str) -> str:
    return re.sub(r"[^\w]+", "", plain(text))
