"""The charts of time limits: due buckets by township, and the months in which issues are due."""

from datetime import date

import plotly.graph_objects as go
import polars as pl

from reports import figures

DUE_COLOURS = {
    "已逾期": "#c0453a",
    "10天内": "#e2a33b",
    "20天内": "#ecc97f",
    "20天以上": "#4f9d7c",
    "已完成": "#155a50",
    "无明确时限": "#aeb7c1",
}
PALE_BUCKETS = ("10天内", "20天内", "无明确时限")
MONTHS = [f"{month}月" for month in range(1, 13)]
YEAR_ROW_PX = 40


def due_bars(rows: pl.DataFrame) -> go.Figure:
    """Stacked bars: a bar a township, a piece for each due bucket, from overdue to undated."""
    names = rows["township"].unique(maintain_order=True).to_list()
    figure = go.Figure()
    for bucket, colour in DUE_COLOURS.items():
        part = rows.filter(pl.col("due_bucket") == bucket)
        if part.height:
            figure.add_bar(
                y=part["township"].to_list(),
                x=part["issue_count"].to_list(),
                orientation="h",
                name=bucket,
                text=part["issue_count"].to_list(),
                textposition="inside",
                textangle=0,
                insidetextanchor="middle",
                insidetextfont={"color": figures.DARK_TEXT if bucket in PALE_BUCKETS else "#ffffff"},
                marker={"color": colour},
                hovertemplate=f"%{{y}}<br>{bucket}: %{{x}} 个<extra></extra>",
            )
    figure.update_layout(barmode="stack")
    figure.update_yaxes(categoryorder="array", categoryarray=names)
    return figures.horizontal(figure, len(names), "问题数 (个)")


def due_calendar(rows: pl.DataFrame, as_of: date) -> go.Figure:
    """A row a year, a cell a month: how many issues due then are not done, in the colour of the most urgent of them.

    The month of the as-of date is framed.
    """
    years = sorted({*rows["year_no"].to_list(), as_of.year})
    names = [f"{year}年" for year in years]
    figure = go.Figure()
    for bucket, colour in DUE_COLOURS.items():
        part = {
            (row["year_no"], row["month_no"]): row for row in rows.filter(pl.col("due_bucket") == bucket).iter_rows(named=True)
        }
        if not part:
            continue
        cells = [[part.get((year, month)) for month in range(1, 13)] for year in years]
        figure.add_heatmap(
            x=MONTHS,
            y=names,
            z=[[1 if cell else None for cell in line] for line in cells],
            text=[[str(cell["open_count"]) if cell else "" for cell in line] for line in cells],
            texttemplate="%{text}",
            textfont={"color": figures.DARK_TEXT if bucket in PALE_BUCKETS else "#ffffff"},
            customdata=[[_words(cell) if cell else "" for cell in line] for line in cells],
            colorscale=[[0, colour], [1, colour]],
            showscale=False,
            hoverongaps=False,
            xgap=2,
            ygap=2,
            hovertemplate="%{y}%{x}: %{customdata}<extra></extra>",
        )
        # A heat map has no entry in the legend: a mark of the same colour stands for it.
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=bucket, marker={"symbol": "square", "size": 11, "color": colour}
        )
    row, column = years.index(as_of.year), as_of.month - 1
    figure.add_shape(
        type="rect", x0=column - 0.5, x1=column + 0.5, y0=row - 0.5, y1=row + 0.5, line={"width": 2, "color": figures.BLUE}
    )
    figure.update_xaxes(
        categoryorder="array",
        categoryarray=MONTHS,
        range=[-0.5, 11.5],
        showgrid=False,
        fixedrange=True,
        tickangle=0,
        ticks="",
        zeroline=False,
    )
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=names,
        range=[len(years) - 0.5, -0.5],
        showgrid=False,
        fixedrange=True,
        automargin=True,
        ticksuffix=" ",
        ticks="",
        zeroline=False,
    )
    return figures.plain(figure, YEAR_ROW_PX * len(years) + figures.MARGIN_PX)


def _words(cell: dict[str, int]) -> str:
    said = f"到期 {cell['issue_count']} 个, 未完成 {cell['open_count']} 个"
    return f"{said}, 其中已逾期 {cell['overdue_count']} 个" if cell["overdue_count"] else said
