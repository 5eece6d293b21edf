"""The charts of time: the line of completion over reporting dates, and what changed, in the manner of reports/figures.py."""

from datetime import date

import polars as pl

from reports import figures
from reports.described import Figure
from reports.stacked import add_pieces
from warehouse.labels import CHANGE

__all__ = ["LINE_COLOURS", "LINE_HEIGHT_PX", "MOST_LINES", "change_bars", "completion_lines", "month_ticks"]

CHANGE_COLOURS = {
    "new": "#3b78b0",
    "advanced": "#e2a33b",
    "completed": "#4f9d7c",
    "verified": "#2b7a67",
    "closed": "#155a50",
    "returned": "#c0453a",
    "fell_back": "#8c4a7d",
    "extended": "#9a6b3f",
    "overdue": "#7d1f17",
    "removed": "#aeb7c1",
}
LINE_COLOURS = ("#3b78b0", "#e2a33b", "#4f9d7c", "#8c4a7d", "#a7774a", "#7fb3d5", "#c0453a", "#155a50")
MOST_LINES = len(LINE_COLOURS)  # more townships than this cannot be told apart
LINE_HEIGHT_PX = 360


def completion_lines(townships: pl.DataFrame, total: pl.DataFrame, rate: str, rate_label: str) -> Figure:
    """A rate over the reporting dates: a line for each of the first townships, and a heavy one for all that is chosen.

    A day without a base has no point.
    """
    figure = Figure()
    for colour, name in zip(LINE_COLOURS, townships["township"].unique(maintain_order=True).to_list(), strict=False):
        _line(figure, townships.filter(pl.col("township") == name), rate, name, {"color": colour, "width": 2}, {"township": name})
    if townships["township"].n_unique() > 1:
        _line(figure, total, rate, "所选范围", {"color": "#7a8794", "width": 4, "dash": "dot"}, {})
    figure.update_yaxes(
        title={"text": rate_label, "font": {"size": 12}},
        range=[-3, 103],
        ticksuffix="%",
        gridcolor=figures.GRID,
        zeroline=False,
        fixedrange=True,
    )
    month_ticks(figure, total["reported_on"].to_list())
    return figures.lined(figure, LINE_HEIGHT_PX, ["100%"])


def change_bars(rows: pl.DataFrame) -> Figure:
    """Stacked bars: a bar a township, a piece for each change that occurs; of many townships, those with the most changes."""
    rows = figures.first_of(rows, "township", by=pl.col("issue_count"))
    names = rows["township"].unique(maintain_order=True).to_list()
    figure = Figure()
    for code in CHANGE:
        part = rows.filter(pl.col("change") == code)
        if part.height:
            label = part["change_label"][0]  # as the rows call it: what is new in a first report is 首次列入
            standing = figures.standing_for("township", part["township"])
            marker = {"color": CHANGE_COLOURS[code]}
            add_pieces(figure, part["township"].to_list(), part["issue_count"].to_list(), label, marker, stands_for=standing)
    figure.update_yaxes(categoryorder="array", categoryarray=names)
    return figures.horizontal(figure, len(names), "问题数 (个)")


def _line(
    figure: Figure, rows: pl.DataFrame, rate: str, name: str, line: dict[str, object], stands_for: dict[str, object]
) -> None:
    figure.add(
        "scatter",
        x=rows["reported_on"].to_list(),
        y=rows[rate].to_list(),
        customdata=[stands_for | row for row in rows.select("done_count", "reported_count", "issue_count").to_dicts()],
        name=figures.plain_text(name),
        mode="lines+markers",
        line=line,
        marker={"size": 7},
        connectgaps=False,
        hovertemplate=(
            f"{figures.plain_text(name)}<br>%{{x|%Y年%m月%d日}}: %{{y:.2f}}%<br>"
            "自报完成及以上 %{customdata.done_count}, 有进展报告 %{customdata.reported_count}, "
            "共 %{customdata.issue_count} 个<extra></extra>"
        ),
    )


def month_ticks(figure: Figure, days: list[date]) -> None:
    """A tick at the last reporting date of each month, while they are few: Plotly would write one month twice.

    Of months too near one another to be read side by side, the first.
    """
    last_of = {(day.year, day.month): day for day in sorted(days)}
    if not 0 < len(last_of) <= figures.MOST_MONTH_TICKS + 1:
        return
    first, *later = last_of.values()
    apart = (max(days) - first) / figures.MOST_MONTH_TICKS
    ticks = [first]
    for day in later:
        if day - ticks[-1] >= apart:
            ticks.append(day)
    figure.update_xaxes(tickvals=ticks)
