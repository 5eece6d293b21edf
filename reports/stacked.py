"""One piece of each bar of a stacked bar chart, with its number written in it in a colour that stands out from its own."""

from collections.abc import Sequence
from typing import Any

from reports.described import Figure

DARK, WHITE = "#1b2733", "#ffffff"


def add_pieces(
    figure: Figure,
    names: list[str],
    lengths: Sequence[float],
    label: str,
    marker: dict[str, Any],
    *,
    unit: str = "个",
    words: list[str] | None = None,
    stands_for: list[dict[str, str]] | None = None,
) -> None:
    """Add to the bars of these names a piece of this label and look each, `lengths` long; none where the length is 0.

    `words` stand in the pieces in place of their lengths; `stands_for` are the filters a click sets (figures.standing_for).
    """
    figure.add(
        "bar",
        y=names,
        x=list(lengths),
        orientation="h",
        name=label,
        showlegend=True,  # also alone: a colour always comes with its word
        marker=marker,
        text=words or [str(length) if length else "" for length in lengths],
        textposition="inside",
        textangle=0,
        insidetextanchor="middle",
        insidetextfont={"color": word_colour(marker["color"])},
        customdata=stands_for,
        hovertemplate=f"%{{y}}<br>{label}: {'%{text}' if words else f'%{{x}} {unit}'}<extra></extra>",
    )
    figure.update_layout(barmode="stack")


def word_colour(fill: str) -> str:
    """Dark or white, whichever stands out more from #rrggbb."""
    return max((DARK, WHITE), key=lambda colour: contrast(colour, fill))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours #rrggbb, from 1 to 21 (WCAG 2.2, 1.4.3: 4.5 or more is wanted of small words)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
