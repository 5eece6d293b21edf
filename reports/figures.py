"""The charts: Plotly figures (reports/described.py) from the rows of a mart, in Chinese, on either theme, at any width.

Colours stand for a status everywhere in the same way and always come with the word. Columns are passed as lists: a numpy
column would be packed as base64 in the chart's description. No figure computes a number that a mart does not have.

A point that stands for values of filters says so in its customdata: {"township": "黄桑乡", "status": "in_progress"}, a filter's
dimension (warehouse/choices.py) and its value or label. A page makes such a chart one that chooses (pages/shared/charts.py).
"""

import html
import unicodedata
from collections.abc import Iterable
from typing import Any

import polars as pl

from reports.described import Figure
from reports.stacked import add_pieces
from warehouse.labels import STATUS

# From grey (nothing is said) over amber to green, red only for what came back; told apart in grey scale too.
STATUS_COLOURS = {
    "unreported": "#c3cbd4",
    "not_started": "#9a6b3f",
    "in_progress": "#e2a33b",
    "mostly_done": "#7fb3d5",
    "completed": "#4f9d7c",
    "verified": "#2b7a67",
    "closed": "#155a50",
    "returned": "#c0453a",
}
BLUE, DOUBT, GRID = "#3b78b0", "#e2a33b", "rgba(128,140,155,0.25)"
HEAT, PALEST, DARKEST = "rgba(59,143,224,{:.2f})", 0.1, 0.7  # a tint over the page's ground
INK = "#1b2733"  # of words on a tint; the pages draw them in the colour of their theme
CELL_SHARE = 0.94  # of its place that a cell fills
HEAT_ROW_PX, HEAT_NAME_PX, MOST_LEVEL_NAMES, MOST_COLUMNS = 28, 16, 5, 16
MOST_TITLE_CHARS = 14  # of a document beside its bar
NEXT_LINE = "<br>"  # within a name along an axis
# Room around the bars, measured here: Plotly's own measure (automargin) draws every chart twice. Of the pages' theme, whose names
# along an axis are 11.25 px high.
WIDE_CHAR_PX, NARROW_CHAR_PX, BESIDE_NAMES_PX = 11.5, 6.6, 18
UNDER_AXIS_PX, OVER_LEGEND_PX, TICKS_PX, TITLE_PX, EDGE_PX, LAST_TICK_PX = 56, 41, 44, 18, 8, 24
ROW_PX, MARGIN_PX = 38, 96
MOST_BARS = 20  # of a chart: as many as an A4 page has room for; a thousand stop the browser, and the table has them all
MOST_SINGLE_TICKS = 6
MOST_MONTH_TICKS = 5  # as many as stand side by side on a phone


def first_of(rows: pl.DataFrame, columns: str | list[str], most: int = MOST_BARS, by: pl.Expr | None = None) -> pl.DataFrame:
    """The rows of the bars a chart has room for: those of the first `most` values of the columns, in their order.

    `by`, summed over the rows of a value, says which come first where there are more: those with the most.
    """
    keys = rows.select(columns).unique(maintain_order=True)
    if keys.height <= most:
        return rows
    if by is not None:
        counted = rows.group_by(columns, maintain_order=True).agg(by.sum().alias("counted"))
        keys = counted.sort("counted", descending=True, maintain_order=True).select(columns)
    return rows.join(keys.head(most), on=columns, how="semi", maintain_order="left", nulls_equal=True)


def status_bars(rows: pl.DataFrame, label_column: str) -> Figure:
    """Stacked bars: a bar for each of the first rows of a completion mart, a piece for each status that occurs."""
    rows = rows.head(MOST_BARS)
    names = [plain_text(name) for name in rows[label_column].to_list()]
    figure = Figure()
    for code, label in STATUS.items():
        counts = rows[f"{code}_count"].to_list()
        if any(counts):
            standing = standing_for(label_column, rows[label_column], status=code)
            add_pieces(figure, names, counts, label, _status_marker(code), stands_for=standing)
    return horizontal(figure, len(names), "问题数 (个)")


def standing_for(dimension: str, values: Iterable[str], **others: str) -> list[dict[str, str]]:
    """For each value what its point stands for: one filter by its value, and others that all points share."""
    return [{dimension: value, **others} for value in values]


def status_columns(label_column: str) -> list[str]:
    """The columns that status_bars shows."""
    return [label_column, *(f"{code}_count" for code in STATUS)]


def heatmap(rows: pl.DataFrame, across: tuple[str, list[str]], down: tuple[str, list[str]]) -> Figure:
    """Two dimensions, each (column, its values in order): the number of issues in each cell, no cell where there is none.

    The colour is a tint over the page's ground and the words take the page's own colour (style.css, charts whose key begins with
    heat_), so that numbers are read on the light and on the dark theme.
    """
    columns, lines = ({name: place for place, name in enumerate(names)} for names in (across[1], down[1]))
    drawn = [row for row in rows.iter_rows(named=True) if row[across[0]] in columns and row[down[0]] in lines]
    counts = [row["issue_count"] for row in drawn]
    figure = Figure()
    add_cells(
        figure,
        [(columns[row[across[0]]], lines[row[down[0]]]) for row in drawn],
        text=[str(count) for count in counts],
        marker={"color": tints(counts)},
        textfont={"color": INK},
        customdata=[{across[0]: row[across[0]], down[0]: row[down[0]]} for row in drawn],
        hovertext=[f"{plain_text(row[across[0]])}<br>{plain_text(row[down[0]])}" for row in drawn],
        hovertemplate="%{hovertext}: %{text} 个问题<extra></extra>",
        showlegend=False,
    )
    names = [_upright(name) if len(across[1]) > MOST_LEVEL_NAMES else plain_text(name) for name in across[1]]
    cell_axes(figure, names, [plain_text(name) for name in down[1]])
    figure.update_xaxes(side="top")
    longest = max((len(name) for name in across[1]), default=0) if len(across[1]) > MOST_LEVEL_NAMES else 1
    height_px = HEAT_ROW_PX * len(down[1]) + HEAT_NAME_PX * longest + MARGIN_PX // 2
    return plain(figure, height_px, beside_px=beside(down[1]), over_px=HEAT_NAME_PX * longest + EDGE_PX)


def tints(counts: list[int]) -> list[str]:
    """The colour of each cell, from the palest for 0 to the darkest: of a number as colour Plotly warns, and that takes time."""
    most = max(counts, default=1)
    return [HEAT.format(PALEST + (DARKEST - PALEST) * count / most) for count in counts]


def add_cells(figure: Figure, places: list[tuple[int, int]], **options: Any) -> None:
    """Cells of a table of colours, at (column, line): drawn as bars, because a cell of Plotly's heat map cannot be clicked."""
    figure.add(
        "bar",
        x=[column for column, _ in places],
        y=[CELL_SHARE] * len(places),
        base=[line - CELL_SHARE / 2 for _, line in places],
        width=CELL_SHARE,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        **options,
    )


def cell_axes(figure: Figure, columns: list[str], lines: list[str]) -> None:
    """The axes of a table of cells: a name a column and a line, the first line on top."""
    bare = {"showgrid": False, "zeroline": False, "fixedrange": True, "ticks": "", "tickmode": "array"}
    figure.update_xaxes(
        tickvals=list(range(len(columns))), ticktext=columns, tickangle=0, range=[-0.5, len(columns) - 0.5], **bare
    )
    lined = {"tickvals": list(range(len(lines))), "ticktext": lines, "range": [len(lines) - 0.5, -0.5]}
    figure.update_yaxes(**lined, ticksuffix=" ", **bare)
    figure.update_layout(barmode="overlay")


def _upright(name: str) -> str:
    """A name written downwards, a character a line, as Chinese can be: it is never cut and needs no slant."""
    return "<br>".join(plain_text(character) for character in name)


def audit_bars(rows: pl.DataFrame) -> Figure:
    """A bar for each of the first sources: checks that hold, and checks that do not."""
    rows = rows.head(MOST_BARS)
    figure = Figure()
    names = documents_named(rows)
    standing = standing_for("document", rows["source_id"])
    for column, label, colour in (("ok_count", "相符", STATUS_COLOURS["completed"]), ("doubt_count", "存疑", DOUBT)):
        add_pieces(figure, names, rows[column].to_list(), label, {"color": colour}, unit="项", stands_for=standing)
    return horizontal(figure, rows.height, "核验数 (项)")


def documents_named(rows: pl.DataFrame) -> list[str]:
    """What the sources of rows with township, plan_name and file are called: short, and no two alike.

    A document by its township and, on a second line, its title, cut in the middle where it is long: titles of one kind begin
    alike, and differ in their year and in their end. Where that is not enough to tell it, its file stands in place of the title.
    A table, which has no title, by its file.
    """
    names = [_document_name(row) for row in rows.iter_rows(named=True)]
    return [
        name if names.count(name) == 1 else NEXT_LINE.join(plain_text(part) for part in (row["township"], f"({row['file']})"))
        for name, row in zip(names, rows.iter_rows(named=True), strict=True)
    ]


def _document_name(row: dict[str, str]) -> str:
    if not row["plan_name"]:
        return plain_text(row["file"])
    title = row["plan_name"].removeprefix(row["township"])
    return f"{plain_text(row['township'])}{NEXT_LINE}{plain_text(_short(title))}"


def _short(title: str) -> str:
    if len(title) <= MOST_TITLE_CHARS:
        return title
    end_chars = MOST_TITLE_CHARS // 2
    return f"{title[: MOST_TITLE_CHARS - end_chars]}…{title[-end_chars:]}"


def _status_marker(code: str) -> dict[str, Any]:
    marker: dict[str, Any] = {"color": STATUS_COLOURS[code]}
    if code == "unreported":  # silence is not a state: hatched, so that it is never taken for one
        marker["pattern"] = {"shape": "/", "bgcolor": marker["color"], "fgcolor": "#93a0ad", "size": 7, "solidity": 0.2}
    return marker


def plain_text(text: str) -> str:
    """Words of a source for a label or hover text: Plotly reads a few HTML tags there, so the brackets are written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def horizontal(figure: Figure, bar_count: int, axis_title: str, tickformat: str = ",d") -> Figure:
    """Bars from the left, the first row on top, one height a bar."""
    figure.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False, ticksuffix=" ")
    figure.update_xaxes(
        title={"text": axis_title, "font": {"size": 12}},
        fixedrange=True,
        gridcolor=GRID,
        zeroline=False,
        rangemode="tozero",
        tickformat=tickformat,
        nticks=6,
    )
    _whole_ticks(figure)
    figure.update_layout(bargap=0.3, uniformtext={"minsize": 9, "mode": "hide"})
    names = [name for bar in figure.data for name in bar["y"]]
    over_px = OVER_LEGEND_PX if len(figure.data) > 1 or any(bar.get("showlegend") for bar in figure.data) else EDGE_PX
    return plain(figure, ROW_PX * bar_count + MARGIN_PX, beside_px=beside(names), over_px=over_px, under_px=UNDER_AXIS_PX)


def beside(names: Iterable[str]) -> int:
    """Pixels that the longest line of the names along the vertical axis needs; names as Plotly gets them (plain_text)."""
    widths = [
        sum(
            WIDE_CHAR_PX if unicodedata.east_asian_width(character) in "WFA" else NARROW_CHAR_PX
            for character in html.unescape(line)
        )
        for name in names
        for line in name.split(NEXT_LINE)
    ]
    return round(max(widths, default=0)) + BESIDE_NAMES_PX


def _whole_ticks(figure: Figure) -> None:
    """A tick at every whole number where the bars are short: Plotly would write halves as whole numbers, twice each."""
    longest: dict[str, float] = {}
    for bar in figure.data:
        for name, length in zip(bar["y"], bar["x"], strict=True):
            longest[name] = longest.get(name, 0) + length
    if longest and max(longest.values()) <= MOST_SINGLE_TICKS:
        figure.update_xaxes(dtick=1)


def lined(figure: Figure, height_px: int, ticks: Iterable[str]) -> Figure:
    """Lines over dates, a legend above; `ticks` are the widest words that may stand along the vertical axis beside its title.

    A month stands upright below its year, which takes half the width: beside one another they would be slanted on a phone.
    """
    figure.update_xaxes(tickformat="%Y年<br>%m月", tickangle=0, fixedrange=True, showgrid=False, nticks=MOST_MONTH_TICKS)
    return plain(figure, height_px, beside_px=beside(ticks) + TITLE_PX, over_px=OVER_LEGEND_PX, under_px=TICKS_PX)


def plain(figure: Figure, height_px: int, *, beside_px: int = EDGE_PX, over_px: int = EDGE_PX, under_px: int = EDGE_PX) -> Figure:
    """What all figures share: no background of their own, legend above, and the room that their names and titles need."""
    figure.update_xaxes(automargin=False, ticklabeloverflow="allow")
    figure.update_yaxes(automargin=False, ticklabeloverflow="allow")
    return figure.update_layout(
        height=max(height_px, 170),
        margin={"l": beside_px, "r": LAST_TICK_PX, "t": over_px, "b": under_px},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0, "xanchor": "left", "x": 0, "traceorder": "normal"},
        hoverlabel={"align": "left"},
        dragmode=False,
    )
