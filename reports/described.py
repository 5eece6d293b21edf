"""A chart as Plotly's own description of it, put together without Plotly.

Plotly's graph objects check every setting when it is made, again whenever something is changed, and once more when the chart is
drawn: half of the time of a page with two charts. Here a description is plain dictionaries until it is complete; it is checked
when it is drawn, by the graph object that Streamlit or kaleido is given.
"""

from collections.abc import Mapping
from typing import Any, Self

Described = dict[str, Any]


class Figure:
    """A description in the making: `data`, the traces in their order, and `layout`, as Plotly's schema names their settings."""

    def __init__(self) -> None:
        self.data: list[Described] = []
        self.layout: Described = {}

    def add(self, kind: str, **settings: Any) -> Self:
        """Add a trace of a kind (bar, scatter, funnel …)."""
        self.data.append({"type": kind, **_set(settings)})
        return self

    def add_shape(self, **settings: Any) -> Self:
        """Add a shape over the traces."""
        self.layout.setdefault("shapes", []).append(_set(settings))
        return self

    def update_layout(self, **settings: Any) -> Self:
        """Change settings of the layout; of a setting that has parts, those named."""
        _merge(self.layout, settings)
        return self

    def update_xaxes(self, **settings: Any) -> Self:
        """Change settings of the horizontal axis."""
        return self.update_layout(xaxis=settings)

    def update_yaxes(self, **settings: Any) -> Self:
        """Change settings of the vertical axis."""
        return self.update_layout(yaxis=settings)

    def described(self) -> Described:
        """The description, for plotly.graph_objects.Figure; its top levels are the caller's to change."""
        layout = {name: {**part} if isinstance(part, dict) else part for name, part in self.layout.items()}
        return {"data": [{**trace} for trace in self.data], "layout": layout}


def _set(settings: Mapping[str, Any]) -> Described:
    """Without what is not set: Plotly takes None for a word to leave out."""
    return {name: value for name, value in settings.items() if value is not None}


def _merge(part: Described, settings: Mapping[str, Any]) -> None:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            _merge(part.setdefault(name, {}), value)
        else:
            part[name] = value
