"""What a clerk is told of one file before it is loaded: what it is, what was found in it, what was not understood and where."""

from collections import Counter
from dataclasses import dataclass, replace

import polars as pl

from etl.departments import department_of
from etl.files import ReadFile
from etl.frames import build_frames
from etl.frames.duplicates import duplicate_message, duplicate_plans
from etl.frames.plan_facts import facts_of
from etl.parsed import ParsedPlan
from etl.sheet.kinds import KINDS
from etl.sheet.parsed import ParsedTable
from warehouse import labels

DECLARED = {"issues": "问题 {} 个", "items": "{} 项", "classes": "{} 类", "stages": "{} 个阶段"}
SHOWN_UNCLAIMED = 10
EXCERPT = 40  # characters


@dataclass(frozen=True, slots=True)
class Findings:
    """What a build of the given files would not understand or would doubt: (source hash, severity, message), and of all files."""

    rejects: list[tuple[str, str, str]]
    doubts: list[tuple[str, str]]
    notes: list[str]
    is_double: bool  # two files of one plan


def findings(files: list[ReadFile]) -> Findings:
    """What a build of just these files would say, by the same rows: check and build cannot disagree.

    Rows of progress tables are matched only when a document is among the files; else that is said.
    """
    plans = [file.plan for file in files if file.plan]
    tables = [table for file in files for table in file.tables]
    doubled = duplicate_plans([facts_of(plan) for plan in plans])
    notes = [duplicate_message(*found) for found in doubled]
    if not plans and any(table.kind == "progress" and table.rows for table in tables):
        tables = [replace(table, rows=[]) if table.kind == "progress" else table for table in tables]
        notes.append("台账的每一行要和方案核对: 把方案文件和台账一起交给 check, 才知道对不对得上。")
    frames = build_frames(plans, tables, [])
    rejects = [
        (row["source_id"], row["severity"], f"{row['place']}: 读到“{row['read']}”, 应为 {row['expected']}")
        for row in frames["reject"].iter_rows(named=True)
    ]
    failed = frames["audit"].filter(pl.col("row_number").is_not_null(), ~pl.col("is_ok"))
    doubts = [(row["source_id"], f"第{row['row_number']}行 {row['message']}") for row in failed.iter_rows(named=True)]
    return Findings(rejects, doubts, notes, bool(doubled))


def check_lines(file: ReadFile, found: Findings) -> list[str]:
    """The lines told of one file."""
    if file.failure:
        return [f"{file.name}: 不能读入。读到“{file.failure.read}”, 应为 {file.failure.expected}"]
    if file.plan:
        return _plan_lines(file.plan)
    return [line for table in file.tables for line in _table_lines(table)] + _found_lines(file, found)


def line_number(text: str, position: int) -> int:
    """The 1-based line a character stands on."""
    return text.count("\n", 0, position) + 1


def _plan_lines(parsed: ParsedPlan) -> list[str]:
    text, fields = parsed.source.text, parsed.plan
    form = " ".join(filter(None, (parsed.source.format, parsed.source.encoding)))
    pages = f"{len(parsed.source.pages)} 页, " if parsed.source.pages else ""
    lines = [f"{parsed.source.file}: 文档, {form}, {pages}{len(text)} 字"]
    lines += [f"  {part.place}: 读到“{part.read}”, 应为 {part.expected}" for part in parsed.source.unread]
    lines.append(f"  标题 {fields.title or '没有'}")
    stated = {"文号": fields.doc_number, "机关": fields.issuer, "乡镇": fields.township, "成文日期": fields.issued_on}
    lines.append("  " + "; ".join(f"{label} {value or '没有写明'}" for label, value in stated.items()))
    declared = "、".join(DECLARED[key].format(count) for key, count in fields.declared.items() if key in DECLARED)
    lines.append(f"  问题 {len(parsed.issues)} 个; 原文自述: {declared or '没有'}")
    if not parsed.issues:
        lines.append("  没有找到一个问题或任务: 应有至少一个编号的问题或任务")
    units = [unit.name for issue in parsed.issues for unit in issue.units]
    unknown = sorted({name for name in units if department_of(name) is None})
    measures = sum(len(issue.measures) for issue in parsed.issues)
    lines.append(f"  措施 {measures} 条; 单位 {len(units)} 处, 不同的 {len(set(units))} 个")
    if unknown:
        lines.append(f"  词表里没有的单位: {'、'.join(unknown)}")
    dated = sum(issue.deadline is not None and issue.deadline.due_on is not None for issue in parsed.issues)
    states = Counter(issue.status.code if issue.status else "unreported" for issue in parsed.issues)
    worded = "、".join(f"{label} {states[code]}" for code, label in labels.STATUS.items() if states[code])
    lines.append(f"  有到期日的 {dated} 个; 状态: {worded or '没有'}")
    scopes = Counter(amount.scope for amount in parsed.amounts)
    money = "、".join(f"{label} {scopes[code]}" for code, label in labels.SCOPE.items() if scopes[code])
    figures = f"计数 {len(parsed.counts)} 处; 比例 {len(parsed.ratios)} 处; 日期 {len(parsed.periods)} 处"
    lines.append(f"  金额 {len(parsed.amounts)} 处{f' ({money})' if money else ''}; {figures}")
    doubts = [audit for audit in parsed.audits if not audit.ok]
    lines.append(f"  核验 {len(parsed.audits)} 次, 存疑 {len(doubts)} 处")
    for audit in doubts:
        where = f"第{line_number(text, audit.spans[0].start)}行 " if audit.spans else ""
        lines.append(f"    {where}{audit.message}")
    return lines + _unclaimed_lines(parsed)


def _unclaimed_lines(parsed: ParsedPlan) -> list[str]:
    text = parsed.source.text
    pieces = [(span, "".join(text[span.start : span.end].split())) for span in parsed.unclaimed]
    share = 100 * sum(len(words) for _, words in pieces) / max(1, len("".join(text.split())))
    lines = [f"  没有规则认领的原文 {share:.1f}%"]
    for span, words in pieces[:SHOWN_UNCLAIMED]:
        excerpt = words if len(words) <= EXCERPT else words[:EXCERPT] + "…"
        lines.append(f"    第{line_number(text, span.start)}行 “{excerpt}”")
    if len(pieces) > SHOWN_UNCLAIMED:
        lines.append(f"    … 另有 {len(pieces) - SHOWN_UNCLAIMED} 段")
    return lines


def _table_lines(table: ParsedTable) -> list[str]:
    sheet = f" 工作表“{table.source.sheet}”" if table.source.sheet else ""
    kind = KINDS[table.kind].label if table.kind else "没有认识的表头"
    lines = [f"{table.source.file}{sheet}: 表格, {kind}, {table.source.format} {table.source.encoding or ''}".rstrip()]
    if table.kind:
        reported = f"; 填报日期 {table.reported_on}" if table.reported_on else ""
        lines.append(f"  数据 {len(table.rows)} 行{reported}")
    if table.totals:
        lines.append("  各列之和 (金额以元计): " + "; ".join(f"{heading} {total:,}" for heading, total in table.totals.items()))
    return lines + [f"  {note}" for note in table.notes]


def _found_lines(file: ReadFile, found: Findings) -> list[str]:
    """What of a table file a build would reject and doubt."""
    rejects = [message for source_id, _, message in found.rejects if source_id == file.sha256]
    doubts = [message for source_id, message in found.doubts if source_id == file.sha256]
    audit_count = sum(len(table.audits) for table in file.tables)
    lines = [f"  没有读懂 {len(rejects)} 处", *(f"    {message}" for message in rejects)]
    if audit_count or doubts:
        lines += [f"  核验存疑 {len(doubts)} 处", *(f"    {message}" for message in doubts)]
    return lines
