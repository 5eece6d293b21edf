"""A value of a mart as a cell of a printed table shows it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from reports import wording
from warehouse.schema import Table


def shown(table: Table, column: str, value: Any) -> str:
    """2,897; 3.69; 888,000.00; 是; 2024-05-20; 、 between the parts of a list; — for nothing. Units stand in the heading."""
    if value is None or value in ("", []):
        return wording.NONE
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.10g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
