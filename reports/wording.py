"""Figures as leaders write them. Nothing is computed here; whole sentences: reports/sentences.py."""

from decimal import Decimal

from warehouse import clock

NONE = "—"


def count(value: int | None) -> str:
    """2897 -> 2,897; nothing -> a dash."""
    return NONE if value is None else f"{value:,}"


def number(value: float | None) -> str:
    """2.5 -> 2.5, 12.0 -> 12; nothing -> a dash."""
    return NONE if value is None else f"{value:,g}"


def percent(value: float | None) -> str:
    """3.69 -> 3.69%; nothing (no base) -> a dash."""
    return NONE if value is None else f"{value:g}%"


def change(value: int | None) -> str:
    """3 -> 多3个, -1 -> 少1个, 0 -> 持平."""
    if value is None:
        return NONE
    return f"{'多' if value > 0 else '少'}{abs(value):,}个" if value else "持平"


def signed(value: float | None) -> str:
    """3 -> +3, -1.5 -> -1.5, 0 -> 0."""
    if value is None:
        return NONE
    return f"{value:+,}" if isinstance(value, int) and value else f"{value:+g}" if value else "0"


def yuan(value: Decimal | None) -> str:
    """888000 -> 88.8 万元, 71040 -> 71,040 元: 万元 is display only, where two decimals of it say the amount exactly."""
    if value is None:
        return NONE
    in_ten_thousands = value.scaleb(-4)
    if value >= 10_000 and in_ten_thousands == in_ten_thousands.quantize(Decimal("0.01")):
        return f"{in_ten_thousands.normalize():,f} 万元"
    return f"{value.normalize():,f} 元"


def build(build_id: str) -> str:
    """20240601-080000-3f2a (UTC) -> 2024-06-01 16:00 (20240601-080000-3f2a): a build by its time in Beijing."""
    try:
        started = clock.of_build(build_id)
    except ValueError:
        return build_id
    return f"{clock.in_china(started):%Y-%m-%d %H:%M} ({build_id})"
