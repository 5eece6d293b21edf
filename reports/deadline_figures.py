"""The charts of time limits: due buckets by township, and the months in which issues are due."""

from datetime import date

import polars as pl

from reports import figures
from reports.described import Figure
from reports.stacked import add_pieces, word_colour

DUE_COLOURS = {
    "已逾期": "#c0453a",
    "10天内": "#e2a33b",
    "20天内": "#ecc97f",
    "20天以上": "#4f9d7c",
    "已完成": "#155a50",
    "无明确时限": "#aeb7c1",
}
MONTHS = [str(month) for month in range(1, 13)]  # 月 stands below them once: on a phone 11月12月 would be one word
YEAR_ROW_PX = 40


def due_bars(rows: pl.DataFrame) -> Figure:
    """Stacked bars: a bar a township, a piece for each due bucket, from overdue to undated.

    Of more townships than a chart has room for, those with the most that is overdue.
    """
    rows = figures.first_of(rows, "township", by=pl.col("issue_count") * (pl.col("due_bucket") == "已逾期"))
    names = rows["township"].unique(maintain_order=True).to_list()
    figure = Figure()
    for bucket, colour in DUE_COLOURS.items():
        part = rows.filter(pl.col("due_bucket") == bucket)
        if part.height:
            standing = figures.standing_for("township", part["township"], due=bucket)
            add_pieces(
                figure, part["township"].to_list(), part["issue_count"].to_list(), bucket, {"color": colour}, stands_for=standing
            )
    figure.update_yaxes(categoryorder="array", categoryarray=names)
    return figures.horizontal(figure, len(names), "问题数 (个)")


def due_calendar(rows: pl.DataFrame, as_of: date) -> Figure:
    """A row a year, a cell a month: how many issues due then are not done, in the colour of the most urgent of them.

    The month of the as-of date is framed.
    """
    years = sorted({*rows["year_no"].to_list(), as_of.year})
    names = [f"{year}年" for year in years]
    figure = Figure()
    for bucket, colour in DUE_COLOURS.items():
        part = rows.filter(pl.col("due_bucket") == bucket)
        if part.is_empty():
            continue
        figures.add_cells(
            figure,
            [(month - 1, years.index(year)) for year, month in part.select("year_no", "month_no").rows()],
            name=bucket,
            showlegend=True,
            text=[str(count) for count in part["open_count"].to_list()],
            textfont={"color": word_colour(colour)},
            marker={"color": colour},
            customdata=figures.standing_for("period", part["due_month"]),
            hovertext=[f"{row['year_no']}年{row['month_no']}月: {_words(row)}" for row in part.iter_rows(named=True)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    row, column = years.index(as_of.year), as_of.month - 1
    figure.add_shape(
        type="rect", x0=column - 0.5, x1=column + 0.5, y0=row - 0.5, y1=row + 0.5, line={"width": 2, "color": figures.BLUE}
    )
    figures.cell_axes(figure, MONTHS, names)
    figure.update_xaxes(title={"text": "月份", "font": {"size": 12}})
    height_px = YEAR_ROW_PX * len(years) + figures.MARGIN_PX
    return figures.plain(
        figure, height_px, beside_px=figures.beside(names), over_px=figures.OVER_LEGEND_PX, under_px=figures.UNDER_AXIS_PX
    )


def _words(cell: dict[str, int]) -> str:
    said = f"到期 {cell['issue_count']} 个, 未完成 {cell['open_count']} 个"
    return f"{said}, 其中已逾期 {cell['overdue_count']} 个" if cell["overdue_count"] else said
