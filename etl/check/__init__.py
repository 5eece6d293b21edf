"""What a clerk is told of files before they are loaded (`python -m etl check`).

`findings.py` asks what a build of just these files would say, `documents.py` and `sheets.py` word one file each as a `FileReport`
(`report.py`), `terminal.py` lays it out for the width of a terminal.
"""

from etl.check.documents import document_report
from etl.check.findings import Findings, findings
from etl.check.report import FileReport, Part
from etl.check.sheets import sheet_reports
from etl.files import ReadFile

__all__ = ["FileReport", "Findings", "file_reports", "findings"]


def file_reports(file: ReadFile, found: Findings) -> list[FileReport]:
    """What is told of one file: one report a document, one a table of a spreadsheet."""
    if file.failure:
        said = f"不能读入。读到“{file.failure.read}”, 应为 {file.failure.expected}"
        return [FileReport(f"{file.name}: {said}", tone="wrong")]
    rejects = [message for source_id, _, message in found.rejects if source_id == file.sha256]
    doubts = [message for source_id, message in found.doubts if source_id == file.sha256]
    if file.plan:
        return [document_report(file.plan, rejects)]
    reports = sheet_reports(file)
    audit_count = sum(len(table.audits) for table in file.tables)
    reports[-1].parts.append(Part.of_messages("没有读懂", f"{len(rejects)} 处", rejects, "wrong"))
    if audit_count or doubts:
        reports[-1].parts.append(Part.of_messages("核验", f"{audit_count} 次, 存疑 {len(doubts)} 处", doubts, "doubt"))
    return reports
