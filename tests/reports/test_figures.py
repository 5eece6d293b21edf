"""A chart draws as many bars as are compared by eye, and those that matter most."""

from datetime import date
from decimal import Decimal

import polars as pl

from reports import deadline_figures, figures, fund_figures, pictures, table_figures, time_figures
from reports.described import Figure
from warehouse.labels import STATUS

MANY = figures.MOST_BARS + 5
TOWNSHIPS = [f"乡{number:02}" for number in range(MANY)]


def names(figure: Figure) -> list[str]:
    """The bars of a chart, the first on top."""
    return list(dict.fromkeys(name for trace in figure.data for name in trace["y"]))


def test_what_a_chart_has_room_for_is_drawn_whole() -> None:
    rows = pl.DataFrame({"township": ["甲乡", "甲乡", "乙乡"], "issue_count": [1, 1, 9]})
    assert figures.first_of(rows, "township", 2, pl.col("issue_count")).equals(rows)
    assert figures.first_of(rows, "township", 1)["township"].to_list() == ["甲乡", "甲乡"]
    assert figures.first_of(rows, "township", 1, pl.col("issue_count"))["township"].to_list() == ["乙乡"]
    nowhere = rows.with_columns(village=pl.lit(None, dtype=pl.String))
    assert figures.first_of(nowhere, ["township", "village"], 1)["township"].to_list() == ["甲乡", "甲乡"]


def test_the_first_rows_of_a_completion_mart_are_drawn() -> None:
    counts = {f"{code}_count": [1] * MANY for code in STATUS}
    figure = figures.status_bars(pl.DataFrame({"township": TOWNSHIPS, **counts}), "township")
    assert names(figure) == TOWNSHIPS[: figures.MOST_BARS]
    assert figure.layout["height"] == figures.ROW_PX * figures.MOST_BARS + figures.MARGIN_PX


def test_of_many_townships_those_with_the_most_overdue_are_drawn() -> None:
    late = list(range(MANY))  # the last has the most
    rows = pl.DataFrame(
        {
            "township": TOWNSHIPS * 2,
            "due_bucket": ["已逾期"] * MANY + ["无明确时限"] * MANY,
            "issue_count": [*late, *(100 - number for number in late)],
        }
    )
    assert set(names(deadline_figures.due_bars(rows))) == set(TOWNSHIPS[5:])


def test_the_largest_sums_of_funds_are_drawn_first_with_their_totals() -> None:
    totals = pl.DataFrame(
        {
            "township": TOWNSHIPS[::-1],
            "role": ["paid"] * MANY,
            "role_label": ["支出"] * MANY,
            "total_yuan": [Decimal(10_000 * number) for number in range(MANY, 0, -1)],
        }
    )
    # Two funds each, of a tenth and nine tenths of the total, in another order than the totals.
    parts = [totals.with_columns(amount_yuan=pl.col("total_yuan") * share / 10, item=pl.lit("修路")) for share in (9, 1)]
    figure = fund_figures.funds_by_role(totals, pl.concat(parts).reverse().cast({"amount_yuan": pl.Decimal(18, 2)}))
    assert names(figure) == [f"{name} · 支出" for name in TOWNSHIPS[:4:-1]]
    pieces, ends = figure.data
    assert pieces["textposition"] == "inside"
    assert pieces["x"][:2] == [MANY / 10, MANY * 9 / 10]
    assert (ends["y"][0], ends["x"][0], ends["text"][0]) == (f"{TOWNSHIPS[-1]} · 支出", MANY, f"\u00a0合计 {MANY} 万元")
    assert ends["customdata"][0] == pieces["customdata"][0] == {"township": TOWNSHIPS[-1]}
    assert figure.layout["margin"]["r"] == figures.beside(ends["text"])
    assert pictures.on_paper(figure).layout.margin.r == figure.layout["margin"]["r"]


def test_of_many_townships_those_with_the_largest_plans_are_drawn() -> None:
    rows = pl.DataFrame({"township": TOWNSHIPS, "planned_yuan": [Decimal(number) for number in range(MANY)]})
    planned = rows.with_columns(source_order=pl.lit(1), source_label=pl.lit("县级"))
    assert names(table_figures.funds_by_source(planned)) == TOWNSHIPS[5:]


def test_of_many_townships_those_with_the_most_changes_are_drawn() -> None:
    rows = pl.DataFrame(
        {"township": TOWNSHIPS, "change": ["new"] * MANY, "change_label": ["新增"] * MANY, "issue_count": range(MANY)}
    )
    assert names(time_figures.change_bars(rows)) == TOWNSHIPS[5:]


def test_months_that_stand_too_near_one_another_have_one_tick() -> None:
    days = [date(2024, 1, 10), date(2024, 1, 31), date(2024, 2, 29), date(2024, 7, 31), date(2024, 12, 31)]
    figure = Figure().add("scatter", x=days, y=[1] * 5)
    time_figures.month_ticks(figure, days)
    assert figure.layout["xaxis"]["tickvals"] == [days[1], days[3], days[4]]
    one_day = Figure()
    time_figures.month_ticks(one_day, days[:1])
    assert one_day.layout["xaxis"]["tickvals"] == days[:1]


def test_months_along_a_line_stand_upright() -> None:
    figure = figures.lined(Figure(), 300, ["100%"])
    assert figure.layout["xaxis"]["tickangle"] == 0
    assert figure.layout["xaxis"]["tickformat"] == "%Y年<br>%m月"


def test_names_on_two_lines_are_smaller_on_paper() -> None:
    rows = pl.DataFrame(
        {"township": ["甲乡", "乙乡"], "village": ["一村", "一村"], "rectified_count": [1, 2], "open_count": [3, 4]}
    )
    two_lines, one_line = (pictures.on_paper(table_figures.open_toilets(part)) for part in (rows, rows.head(1)))
    assert two_lines.layout.yaxis.tickfont.size == pictures.TWO_LINES_PX
    assert one_line.layout.yaxis.tickfont.size is None
