"""The tables of a spreadsheet file, worded for the clerk."""

from collections import Counter

from etl.check.report import FileReport, Item, Part, correction_words
from etl.files import ReadFile
from etl.sheet.kinds import KINDS
from etl.sheet.parsed import ParsedTable


def sheet_reports(file: ReadFile) -> list[FileReport]:
    """One report a table, in the order of the file."""
    return [_report(table) for table in file.tables]


def _report(table: ParsedTable) -> FileReport:
    sheet = f" 工作表“{table.source.sheet}”" if table.source.sheet else ""
    kind = KINDS[table.kind].label if table.kind else "没有认识的表头"
    form = f"{table.source.format} {table.source.encoding or ''}".rstrip()
    report = FileReport(f"{table.source.file}{sheet}: 表格, {kind}, {form}")
    if table.kind:
        numbers = dict.fromkeys((table.rows[0].row, table.rows[-1].row)) if table.rows else ()
        places = f", 第{'—'.join(map(str, numbers))}行" if numbers else ""
        reported = f"; 填报日期 {table.reported_on}" if table.reported_on else ""
        report.parts.append(Part("数据", f"{len(table.rows)} 行{places}{reported}"))
        townships = Counter(str(row.values["township"]) for row in table.rows if row.values.get("township"))
        if townships:
            report.parts.append(Part("乡镇", "、".join(f"{name} {count} 行" for name, count in townships.items())))
    if table.totals:
        totals = "; ".join(f"{heading} {total:,}" for heading, total in table.totals.items())
        report.parts.append(Part("各列之和", f"{totals} (金额以元计)"))
    if table.corrected:
        items = [Item(one.place, correction_words(one)) for one in table.corrected]
        report.parts.append(Part("更正", f"{len(items)} 处", items))
    if table.notes:
        report.parts.append(Part("说明", "; ".join(table.notes)))
    return report
