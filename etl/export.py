"""What the command line writes for others: a view as a file, the bulletin and the lists of a choice."""

import argparse
import sys
from collections.abc import Sequence

from rapidfuzz import process

from etl.arguments import FORMATS, PAPERS, WrongRequest
from etl.sheet.grid import UnreadableTable
from etl.sheet.ledger import NoLedgerLayout, fill_ledger
from reports import lists
from reports.bulletin import bulletin as bulletin_bytes
from reports.pictures import can_draw
from reports.scope import read_scope
from reports.workbook import Sheet, workbook_bytes
from warehouse import choices, clock, marts
from warehouse.export import csv_bytes, parquet_bytes
from warehouse.queries import Choice, Warehouse
from warehouse.schema import Table


def export(options: argparse.Namespace) -> int:
    """`python -m etl export`: one view, printed or written to a file; the exit code."""
    if options.as_ledger:
        return _export_ledger(options)
    if not options.view:
        raise WrongRequest(f"缺少 视图, 应为 其中之一:\n{_view_names()}")
    view = marts.BY_NAME.get(options.view)
    if view is None:
        near = process.extractOne(options.view, list(marts.BY_NAME), score_cutoff=50)
        hint = f" 是不是 {near[0]}?" if near else ""
        raise WrongRequest(f"没有视图“{options.view}”。{hint}\n可以导出的视图:\n{_view_names()}")
    form = _export_format(options)
    warehouse = _opened(options)
    choice = Choice(townships=_townships(warehouse, options.township))
    rows = warehouse.read(view.name, choice)
    is_synthetic = warehouse.is_synthetic
    if form == "xlsx":
        content = _one_sheet(warehouse, choice, view)
    elif form == "csv":
        content = csv_bytes(rows, view, is_synthetic=is_synthetic)
    else:
        content = parquet_bytes(rows, is_synthetic=is_synthetic)
    if options.out:
        options.out.write_bytes(content)
        _told(f"{options.out}: {view.label} {rows.height} 行, {_scope(warehouse, choice)}")
    else:
        sys.stdout.buffer.write(content)
    return 0


def _export_ledger(options: argparse.Namespace) -> int:
    """All issues filled into a county's own ledger layout."""
    if options.view or not options.out:
        raise WrongRequest("--as-ledger 填的是全部问题, 不写视图; 要用 --out 写明存到哪个 .xlsx 文件。")
    warehouse = _opened(options)
    choice = Choice(townships=_townships(warehouse, options.township))
    try:
        filled = fill_ledger(options.as_ledger, warehouse.read("ledger", choice).to_dicts())
    except (NoLedgerLayout, UnreadableTable) as error:
        raise WrongRequest(str(error)) from error
    options.out.write_bytes(filled.content)
    _told(f"{options.out}: 台账 {filled.row_count} 行, {_scope(warehouse, choice)}")
    if filled.empty_headings:
        _told(f"这些列没有可填的内容, 空着: {'、'.join(filled.empty_headings)}")
    return 0


def bulletin(options: argparse.Namespace) -> int:
    """`python -m etl bulletin`: the bulletin, or a list of issues, written to a file; the exit code."""
    suffix = options.out.suffix.lower()
    suffixes = (".docx",) if options.kind == PAPERS[0] else (".docx", ".xlsx")
    if suffix not in suffixes:
        raise WrongRequest(f"{options.out}: 读到扩展名“{suffix}”, {options.kind}应为 {' 或 '.join(suffixes)}。")
    warehouse = _opened(options)
    choice = Choice(townships=_townships(warehouse, options.township), as_of=options.as_of or clock.today())
    if options.kind == PAPERS[0]:
        with_charts = not options.no_charts
        if with_charts and not can_draw():
            _told("本机没有浏览器, 通报只附表, 不附图。")
        content = bulletin_bytes(warehouse, choice, issuer=options.issuer, host=options.address, with_charts=with_charts)
    else:
        write = lists.list_docx if suffix == ".docx" else lists.list_xlsx
        content = write(lists.KINDS[options.kind], warehouse, choice)
    options.out.write_bytes(content)
    _told(f"{options.out}: {options.kind}, {_scope(warehouse, choice)}")
    return 0


def _opened(options: argparse.Namespace) -> Warehouse:
    if not options.store.is_dir():
        raise WrongRequest(f"{options.store}: 还没有数据仓库。 请先运行 python -m etl build。")
    return Warehouse.open(options.store)


def _scope(warehouse: Warehouse, choice: Choice) -> str:
    mark = ", 合成数据" if warehouse.is_synthetic else ""
    return f"{choices.place_in_words(choice)}, 截至 {choice.as_of or clock.today()}, 批次 {warehouse.build_id}{mark}"


def _view_names() -> str:
    return "\n".join(f"  {name}  {mart.label}" for name, mart in marts.BY_NAME.items())


def _one_sheet(warehouse: Warehouse, choice: Choice, view: Table) -> bytes:
    scope = read_scope(warehouse, choice, {view.name, "source_summary"})
    return workbook_bytes([Sheet(view, scope.marts[view.name], view.column_names)], scope, view.label)


def _townships(warehouse: Warehouse, asked: Sequence[str]) -> tuple[str, ...]:
    """The townships asked for; WrongRequest for one the data does not know."""
    townships = list(choices.labels(warehouse.read("filter_options"), "township"))
    for township in asked:
        if township not in townships:
            near = process.extractOne(township, townships, score_cutoff=50)
            hint = f"是不是“{near[0]}”? " if near else ""
            raise WrongRequest(f"没有乡镇“{township}”, {hint}现有: {'、'.join(townships)}")
    return tuple(asked)


def _export_format(options: argparse.Namespace) -> str:
    suffix = options.out.suffix.lstrip(".").lower() if options.out else ""
    form: str = options.format or (suffix if suffix in FORMATS else "csv")
    if form != "csv" and not options.out:
        raise WrongRequest(f"{form} 不能打印, 请用 --out 写到文件。")
    if suffix and not options.format and suffix not in FORMATS:
        raise WrongRequest(f"不认识的扩展名 .{suffix}, 应为 {'、'.join(FORMATS)}, 或用 --format 写明。")
    return form


def _told(text: str) -> None:
    sys.stderr.write(f"{text}\n")
