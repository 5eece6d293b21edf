"""The charts of departments: their roles, and their completion where the base is large enough to rank."""

import polars as pl

from reports import figures, wording
from reports.described import Figure
from reports.stacked import add_pieces
from warehouse.labels import UNIT_ROLE

ROLE_COLOURS = {"lead": "#1f5a94", "responsible": "#5b9bd2", "supporting": "#e2a33b", "supervising": "#8c4a7d"}


def workload_bars(rows: pl.DataFrame) -> Figure:
    """Stacked bars: a bar for each of the first departments, a piece for each role it has."""
    first = rows.head(figures.MOST_BARS)
    names = [figures.plain_text(name) for name in first["department"].to_list()]
    figure = Figure()
    for role, label in UNIT_ROLE.items():
        counts = first[f"{role}_count"].to_list()
        if any(counts):
            standing = figures.standing_for("department", first["department"], role=role)
            add_pieces(figure, names, counts, label, {"color": ROLE_COLOURS[role]}, unit="个问题", stands_for=standing)
    return figures.horizontal(figure, len(names), "问题数 (个)")


def completion_bars(rows: pl.DataFrame) -> Figure:
    """A bar for each ranked department, the best first: its rate, with what it is made of written beside it."""
    first = rows.filter(pl.col("rank_no").is_not_null()).head(figures.MOST_BARS)
    words = [
        f"{wording.percent(row['completion_pct'])} ({row['done_count']} ÷ n={row['reported_count']})"
        for row in first.iter_rows(named=True)
    ]
    figure = Figure().add(
        "bar",
        y=[figures.plain_text(name) for name in first["department"].to_list()],
        x=first["completion_pct"].to_list(),
        orientation="h",
        text=words,
        textposition="outside",
        cliponaxis=False,
        marker={"color": figures.STATUS_COLOURS["completed"]},
        customdata=figures.standing_for("department", first["department"]),
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    figure = figures.horizontal(figure, first.height, "自报完成率 (%)")
    return figure.update_xaxes(range=[0, 150], tickvals=[0, 25, 50, 75, 100])  # room for the words beside a whole bar
