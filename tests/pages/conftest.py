"""The dashboard over the hand-made warehouse, driven without a browser."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"
Opening = Callable[..., AppTest]


def open_page(name: str = "overview", **address: str | list[str]) -> AppTest:
    """The app on one of its pages, the address' query parameters set."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    if name != "overview":
        app.switch_page(f"pages/{name}.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def markup(app: AppTest) -> str:
    """All HTML the page drew with st.html, without the style sheet."""
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def said(app: AppTest) -> str:
    """The same without the links of its numbers."""
    return re.sub(r'<a class="number"[^>]*>(.*?)</a>', r"\1", markup(app))


def figure(app: AppTest, number: int = 0) -> dict[str, Any]:
    """A Plotly chart of the page as its description."""
    spec: dict[str, Any] = json.loads(app.get("plotly_chart")[number].proto.spec)
    return spec


def troubles(app: AppTest) -> list[str]:
    """Everything the page complains of."""
    return [str(element.value) for element in (*app.exception, *app.error, *app.warning)]
