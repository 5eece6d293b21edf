"""The charts of one indicator: a line a township over its periods, or a bar each where there is one period only."""

import polars as pl

from reports import figures
from reports.described import Figure
from reports.time_figures import LINE_COLOURS, LINE_HEIGHT_PX, MOST_LINES, month_ticks


def place_names(rows: pl.DataFrame) -> list[str]:
    """A name for each row of indicator_series: its township, and its village where it has one."""
    return [f"{row['township']} {row['village']}" if row["village"] else row["township"] for row in rows.iter_rows(named=True)]


def lines(rows: pl.DataFrame, unit: str) -> Figure:
    """A line for each of the first places, a point each period; a value that is contradicted is a hollow point."""
    dated = figures.first_of(rows.filter(pl.col("period_to").is_not_null()), ["township", "village"], MOST_LINES)
    dated = dated.with_columns(pl.Series("place", place_names(dated), dtype=pl.String))
    figure = Figure()
    for colour, place in zip(LINE_COLOURS, dated["place"].unique(maintain_order=True).to_list(), strict=False):
        part = dated.filter(pl.col("place") == place)
        name = figures.plain_text(place)
        figure.add(
            "scatter",
            x=part["period_to"].to_list(),
            y=part["value"].to_list(),
            name=name,
            mode="lines+markers",
            line={"color": colour, "width": 2},
            customdata=figures.standing_for("township", part["township"]),
            marker={"size": 8, "symbol": ["circle-open" if doubtful else "circle" for doubtful in part["is_doubtful"].to_list()]},
            hovertemplate=f"{name}<br>%{{x|%Y年%m月%d日}}: %{{y:,}} {figures.plain_text(unit)}<extra></extra>",
        )
    figure.update_yaxes(
        title={"text": f"数值 ({figures.plain_text(unit)})" if unit else "数值", "font": {"size": 12}},
        gridcolor=figures.GRID,
        zeroline=False,
        rangemode="tozero",
        tickformat=",",
        fixedrange=True,
    )
    month_ticks(figure, sorted(dated["period_to"].to_list()))
    return figures.lined(figure, LINE_HEIGHT_PX, [f"{value:,.6g}" for value in dated["value"].drop_nulls().to_list()])


def bars(rows: pl.DataFrame, unit: str) -> Figure:
    """A bar for each of the first places: the one value each has."""
    first = rows.head(figures.MOST_BARS)
    values = first["value"].to_list()
    figure = Figure().add(
        "bar",
        y=[figures.plain_text(name) for name in place_names(first)],
        x=values,
        orientation="h",
        text=[f"{value:,.12g} {figures.plain_text(unit)}" for value in values],
        textposition="auto",
        textangle=0,
        marker={"color": figures.BLUE},
        customdata=figures.standing_for("township", first["township"]),
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    return figures.horizontal(figure, first.height, f"数值 ({figures.plain_text(unit)})" if unit else "数值", tickformat=",~r")


__all__ = ["MOST_LINES", "bars", "lines", "place_names"]
