"""The charts of tables: toilets by village and type of problem, funds by project and source."""

import polars as pl

from reports import figures, wording
from reports.described import Figure
from reports.stacked import add_pieces

MOST_PROJECTS, ROOM_FOR_WORDS = 15, 1.8  # the words of the longest bar stand beside it
OPEN, RECTIFIED, PLANNED, ARRIVED = "#c98f2b", figures.STATUS_COLOURS["completed"], "#aeb7c1", "#7fb3d5"
# The word always stands beside the colour: grey says nothing of fast or slow.
PACE_COLOURS = {
    "逾期未付完": "#c0453a",
    "滞后": "#c0453a",
    "偏慢": "#e2a33b",
    "按进度": "#4f9d7c",
    "已付完": "#155a50",
    "无时间进度": "#8794a1",
}
SOURCE_COLOURS = ("#1f5a94", "#3b78b0", "#7fb3d5", "#a9c7e3", "#ecc97f", "#aeb7c1")


def open_toilets(rows: pl.DataFrame) -> Figure:
    """Stacked bars: a bar a village, what is rectified and what is open; a village without both counts has none.

    Of several townships a village stands below its township's name: two may have one name.
    """
    return _open_bars(rows, ["township", "village"] if rows["township"].n_unique() > 1 else ["village"], ["township", "village"])


def open_toilets_of_townships(rows: pl.DataFrame) -> Figure:
    """The same, a bar a township of toilet_clearance; one whose figures are doubtful has none: it may look cleared."""
    return _open_bars(rows.filter(~pl.col("is_doubtful")), ["township"], ["township"])


def problem_types(rows: pl.DataFrame) -> Figure:
    """The same, a bar a type of problem."""
    return _open_bars(rows, ["problem_type"], ["problem_type"])


def project_payments(rows: pl.DataFrame) -> Figure:
    """Three bars a project: planned, arrived, paid; the last in the colour of its pace, its word and rate beside it."""
    first = rows.head(MOST_PROJECTS)
    # Two lines: on a phone the names would leave no room for the bars.
    places = first.select("township", "project").rows()
    names = [figures.NEXT_LINE.join(map(figures.plain_text, place)) for place in places]
    paid = first.select("paid_yuan", "paid_pct", "pace_label").rows()
    figure = Figure()
    for column, label, colour, words in (
        ("planned_yuan", "计划", PLANNED, [wording.yuan(amount) for amount in first["planned_yuan"].to_list()]),
        ("arrived_yuan", "到位", ARRIVED, [wording.yuan(amount) for amount in first["arrived_yuan"].to_list()]),
        (
            "paid_yuan",
            "支出",
            [PACE_COLOURS[pace] for _, _, pace in paid],
            [f"{pace} {wording.percent(rate)} · {wording.yuan(amount)}" for amount, rate, pace in paid],
        ),
    ):
        figure.add(
            "bar",
            y=names,
            x=_ten_thousands(first[column]),
            orientation="h",
            name=label,
            showlegend=column != "paid_yuan",  # its colours say the pace, which is written beside it
            marker={"color": colour},
            text=words,
            textposition="outside",
            cliponaxis=False,
            customdata=figures.standing_for("township", first["township"]),
            hovertemplate=f"%{{y}}<br>{label}: %{{text}}<extra></extra>",
        )
    longest = max((value for bar in figure.data for value in bar["x"]), default=0.0)
    figure.update_layout(barmode="group")
    figure = figures.horizontal(figure, 2 * len(names), "金额 (万元)", tickformat=",~r")
    return figure.update_xaxes(range=[0, longest * ROOM_FOR_WORDS])


def funds_by_source(rows: pl.DataFrame) -> Figure:
    """Stacked bars: a bar a township, a piece for each source level; of many townships, those with the most money planned."""
    rows = figures.first_of(rows, "township", by=pl.col("planned_yuan"))
    names = rows["township"].unique(maintain_order=True).to_list()
    figure = Figure()
    levels = rows.select("source_order", "source_label").unique().sort("source_order")["source_label"].to_list()
    for level, colour in zip(levels, SOURCE_COLOURS, strict=False):
        part = rows.filter(pl.col("source_label") == level)
        words = [wording.yuan(amount) for amount in part["planned_yuan"].to_list()]
        standing = figures.standing_for("township", part["township"])
        lengths = _ten_thousands(part["planned_yuan"])
        add_pieces(figure, part["township"].to_list(), lengths, level, {"color": colour}, words=words, stands_for=standing)
    figure.update_yaxes(categoryorder="array", categoryarray=names)
    return figures.horizontal(figure, len(names), "计划 (万元)", tickformat=",~r")


def _open_bars(rows: pl.DataFrame, named: list[str], standing_for: list[str]) -> Figure:
    known = rows.filter(pl.col("open_count").is_not_null()).head(figures.MOST_BARS)
    names = [figures.NEXT_LINE.join(map(figures.plain_text, row)) for row in known.select(named).iter_rows()]
    figure = Figure()
    for column, label, colour in (("rectified_count", "自报已整改", RECTIFIED), ("open_count", "未整改", OPEN)):
        counts = known[column].to_list()
        add_pieces(figure, names, counts, label, {"color": colour}, stands_for=known.select(standing_for).to_dicts())
    return figures.horizontal(figure, len(names), "问题厕所 (个)")


def _ten_thousands(amounts: pl.Series) -> list[float]:
    """Yuan in 万元, for the length of a bar only: what is written is the exact amount."""
    return [0.0 if amount is None else float(amount.scaleb(-4)) for amount in amounts.to_list()]
