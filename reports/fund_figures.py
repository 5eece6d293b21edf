"""The chart of own funds by their use, in the manner of reports/figures.py."""

import polars as pl

from reports import figures, wording
from reports.described import Figure

NO_BREAK_SPACE = "\u00a0"  # keeps the words off the bar's end: a plain blank at the start of a line is not drawn


def funds_by_role(totals: pl.DataFrame, funds: pl.DataFrame) -> Figure:
    """Own funds: a bar for each of the first rows of fund_by_role, its total at the end, a piece for each fund it is the sum of.

    `funds` are the counted rows of fund_register; the amount stands in a piece that has room for it.
    """
    totals = totals.head(figures.MOST_BARS)
    funds = totals.select("township", "role").join(funds, on=["township", "role"], maintain_order="left_right")
    amounts = funds["amount_yuan"].to_list()
    figure = Figure().add(
        "bar",
        y=_bar_names(funds),
        x=[float(amount.scaleb(-4)) for amount in amounts],
        orientation="h",
        text=[wording.yuan(amount) for amount in amounts],
        customdata=figures.standing_for("township", funds["township"]),
        hovertext=[figures.plain_text(item) for item in funds["item"].to_list()],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        marker={"color": figures.BLUE, "line": {"width": 1, "color": "rgba(255,255,255,0.8)"}},
        hovertemplate="%{y}<br>%{hovertext}: %{text}<extra></extra>",
    )
    figure.update_layout(barmode="stack")
    figures.horizontal(figure, totals.height, "总额 (万元)", tickformat=",~r")
    ends = [f"{NO_BREAK_SPACE}合计 {wording.yuan(total)}" for total in totals["total_yuan"].to_list()]
    figure.add(
        "scatter",
        y=_bar_names(totals),
        x=[float(total.scaleb(-4)) for total in totals["total_yuan"].to_list()],
        mode="text",
        text=ends,
        textposition="middle right",
        cliponaxis=False,
        customdata=figures.standing_for("township", totals["township"]),
        hovertemplate="%{y}<br>%{text}<extra></extra>",
        showlegend=False,
    )
    return figure.update_layout(showlegend=False, margin={"r": figures.beside(ends)})


def _bar_names(rows: pl.DataFrame) -> list[str]:
    return [figures.plain_text(f"{row['township']} · {row['role_label']}") for row in rows.iter_rows(named=True)]
