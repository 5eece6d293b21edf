"""The charts of the toilets of one township, from what was surveyed to what was put right, as figures.py."""

from reports import figures, wording
from reports.described import Figure


def toilet_funnel(stages: list[tuple[str, int]], is_doubtful: bool) -> Figure:
    """The funnel of one township; the last stage is hatched where the document contradicts itself on it."""
    names = [name for name, _ in stages]
    colours = [figures.BLUE] * (len(stages) - 1) + [figures.DOUBT if is_doubtful else figures.STATUS_COLOURS["completed"]]
    figure = Figure().add(
        "funnel",
        y=names,
        x=[count for _, count in stages],
        text=[f"{wording.count(count)} 个" for _, count in stages],
        textinfo="text",
        textposition="auto",
        marker={"color": colours},
        connector={"fillcolor": "rgba(59,120,176,0.12)"},
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    figure.update_yaxes(fixedrange=True, ticksuffix=" ")
    figure.update_xaxes(fixedrange=True)
    return figures.plain(figure, 64 * len(stages) + 24, beside_px=figures.beside(names))


def toilet_bars(stages: list[tuple[str, int]]) -> Figure:
    """The same counts side by side, where they do not contain one another and so make no funnel."""
    figure = Figure().add(
        "bar",
        y=[name for name, _ in stages],
        x=[count for _, count in stages],
        orientation="h",
        text=[f"{wording.count(count)} 个" for _, count in stages],
        textposition="auto",
        marker={"color": figures.BLUE},
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    return figures.horizontal(figure, len(stages), "厕所数 (个)")
