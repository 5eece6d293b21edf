"""整改情况通报: the state of the rectification as an official paper, in words, tables and charts, each number with its source.

It only says what the marts say. What the layout follows: reports/official.py; where numbers come from: reports/citations.py.
"""

from datetime import date

from reports import bulletin_parts as parts
from reports import pictures
from reports.citations import COUNTED_ROWS, PAGES, Citations
from reports.office_table import TableText
from reports.official import OfficialPaper, date_in_words
from reports.pictures import NoPictures
from reports.scope import AUTHOR, Scope, read_scope
from warehouse import clock
from warehouse.queries import Choice, Warehouse

NO_ISSUER = "（印发单位）"
SOURCES = "文中数字出处"
PICTURE_PX = 720  # over the width of the text: its words are then about as large as those of the tables


def bulletin(
    warehouse: Warehouse, choice: Choice, *, issuer: str = "", host: str = "", today: date | None = None, with_charts: bool = True
) -> bytes:
    """The bulletin of a choice as a .docx file.

    `issuer` signs it (else a place to fill in), `host` is the dashboard's address (http://…) for links, `today` the date of the
    paper. Raises NoWarehouse.
    """
    scope = read_scope(warehouse, choice, [*parts.MARTS, "build_summary"])
    title = f"{scope.place}问题整改情况通报"
    paper, book = OfficialPaper(title, made_at=scope.built_at, author=issuer or AUTHOR), Citations()
    paper.title(title)
    paper.under_title(f"（截至{date_in_words(scope.as_of)}）")
    writer = parts.Writer(paper, book, scope, _draw if with_charts else _no_draw)
    writer.whole()
    paper.attachments([SOURCES])
    paper.signature(issuer or NO_ISSUER, today or clock.today())
    _sources(paper, book, scope, host)
    return paper.bytes()


def _draw(chart: parts.Chart) -> bytes:
    return pictures.png_bytes(chart.figure, width_px=PICTURE_PX)


def _no_draw(chart: parts.Chart) -> bytes:
    raise NoPictures("制作时没有要求附图")


def _sources(paper: OfficialPaper, book: Citations, scope: Scope, host: str) -> None:
    """The attachment: every number of the text with the mart, column and row it came from, and where it can be opened."""
    paper.attachment("附件", SOURCES)
    paper.note(
        f"范围：{'；'.join(scope.filters)}。数据批次：{scope.build_id}。正文中方括号内的号码与下表序号对应；"
        f"“列”为“{COUNTED_ROWS}”的，数字是该视图的行数。各表的来源视图写在表下。"
    )
    pages: dict[str, str] = {}
    for citation in book.all:
        name, path, tab = PAGES[citation.mart]
        query = "&".join(part for part in (tab, scope.address.removeprefix("?")) if part)
        opened = f"{name}（{tab.rpartition('=')[2]}）" if tab else name
        pages.setdefault(opened, f"{host.rstrip('/')}/{path}?{query}")
    paper.note("在看板中打开（同样的筛选和日期）：")
    for name, address in pages.items():
        paper.link(f"{name}：", address, is_link=bool(host))
    rows = [[str(number), c.text, c.label, *c.place, PAGES[c.mart][0]] for number, c in enumerate(book.all, start=1)]
    headings = ["序号", "数字", "含义", "视图", "列", "行", "页面"]
    paper.table(
        TableText(
            headings, rows, [6, 9, 22, 18, 18, 21, 10], ["center", "right", "left", "left", "left", "left", "left"], size_pt=9
        )
    )
