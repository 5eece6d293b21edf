"""带走: the bulletin, the lists, the page's tables as one workbook, its charts as pictures. All are made only when asked for.

The buttons stand in a fold below the heading of every page; they are drawn only while it is open, so that a closed one costs
the page nothing. A file is made when its button is pressed, of the choice that the page showed.
"""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from pages.shared import downloads, filters, paper, store
from pages.shared.gathered import Gathered, ShownChart, ShownTable
from reports import lists, pictures
from reports.bulletin import bulletin
from reports.pictures import NoPictures
from reports.scope import Scope, read_scope
from reports.workbook import Sheet, workbook_bytes
from warehouse.export import parquet_bytes
from warehouse.queries import Choice, Warehouse

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPENED = "带走"


def draw(shown: Gathered) -> None:
    """The fold, in the place that the page's heading kept for it; nothing where a page has kept none."""
    if shown.place is None:
        return
    offers = shown.place.container(horizontal=True, key="offers")
    if paper.is_asked():
        paper.offer(offers)
        return
    fold = offers.popover(OPENED, type="tertiary", icon=":material/download:", key="take_home", on_change="rerun")
    paper.offer(offers)
    if not fold.open:
        return
    # The choice and the warehouse are taken now: a button's file is made outside of the page's run.
    warehouse, choice = store.warehouse(), Choice(**{**store.choice().__dict__, "as_of": store.as_of()})
    with fold:
        st.html(f'<p class="take-home">范围: {" · ".join(filters.in_words())}</p>')
        _papers(warehouse, choice)
        _page(warehouse, choice, shown)


def _papers(warehouse: Warehouse, choice: Choice) -> None:
    address = urlsplit(st.context.url or "")
    host = f"{address.scheme}://{address.netloc}" if address.netloc else ""
    _button("整改情况通报 (Word)", "整改情况通报.docx", WORD, partial(bulletin, warehouse, choice, host=host))
    for kind in lists.KINDS.values():
        _button(f"{kind.name} (Word)", f"{kind.name}.docx", WORD, partial(lists.list_docx, kind, warehouse, choice))
        _button(f"{kind.name} (Excel)", f"{kind.name}.xlsx", EXCEL, partial(lists.list_xlsx, kind, warehouse, choice))


def _page(warehouse: Warehouse, choice: Choice, shown: Gathered) -> None:
    is_synthetic = store.is_synthetic()
    if shown.tables:
        book = partial(page_workbook, warehouse, choice, shown.title, shown.tables)
        _button("本页各表 (Excel)", f"{shown.title}.xlsx", EXCEL, book)
        _button(
            "本页数据 (Parquet, 供分析)",
            f"{shown.title}.zip",
            "application/zip",
            partial(page_parquet, shown.tables, is_synthetic=is_synthetic),
        )
    if shown.charts and not pictures.can_draw():
        st.caption("服务器没有装浏览器, 图不能下载为图片。")
        return
    build_id, words = warehouse.build_id, [*(["合成数据"] if is_synthetic else []), *filters.in_words()]
    for chart in shown.charts:
        line = " · ".join([*words, f"批次 {build_id}"])
        _button(f"图: {chart.alt} (PNG)", f"{chart.alt}.png", "image/png", partial(_picture, chart, line))


def page_workbook(warehouse: Warehouse, choice: Choice, title: str, tables: list[ShownTable]) -> bytes:
    """The page's tables as one workbook, a sheet each."""
    scope: Scope = read_scope(warehouse, choice, ["source_summary"])
    sheets = [Sheet(shown.table, store.whole(shown.rows), shown.columns, shown.label) for shown in tables]
    return workbook_bytes(sheets, scope, title)


def page_parquet(tables: list[ShownTable], *, is_synthetic: bool = False) -> bytes:
    """The rows of the page's tables as Parquet, all columns under their English names: one file a mart in a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        names: set[str] = set()
        for shown in tables:
            name = shown.table.name
            while name in names:
                name += "_2"
            names.add(name)
            archive.writestr(f"{name}.parquet", parquet_bytes(store.whole(shown.rows), is_synthetic=is_synthetic))
    return out.getvalue()


def _picture(chart: ShownChart, line: str) -> bytes:
    try:
        return pictures.png_bytes(chart.figure, title=chart.alt, source=line)
    except NoPictures as reason:
        return str(reason).encode()  # a button that was pressed gives a file: this one says why it is no picture


def _button(label: str, name: str, mime: str, make: Callable[[], bytes]) -> None:
    stem, _, suffix = name.rpartition(".")
    st.download_button(
        label,
        data=make,
        file_name=downloads.file_name(stem, suffix=suffix, is_synthetic=store.is_synthetic()),
        mime=mime,
        key=f"take_home_{name}",
        on_click="ignore",
        type="tertiary",
    )
