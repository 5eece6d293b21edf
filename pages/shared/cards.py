"""The row of figures at the head of a page: one element, whatever their number, so that it costs little and wraps on a phone."""

from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class Card:
    """A figure: label, value, what stands under it, and whether it asks for attention."""

    label: str
    value: str
    note: str = ""
    is_warning: bool = False


def row(cards: list[Card], paragraph: str = "") -> None:
    """Draw the cards, and a paragraph under them."""
    words = f'<p class="paragraph">{escape(paragraph)}</p>' if paragraph else ""
    st.html(f'<div class="cards">{"".join(_html(card) for card in cards)}</div>{words}')


def _html(card: Card) -> str:
    note = f'<div class="note">{escape(card.note)}</div>' if card.note else ""
    return (
        f'<div class="card{" warning" if card.is_warning else ""}"><div class="label">{escape(card.label)}</div>'
        f'<div class="value">{escape(card.value)}</div>{note}</div>'
    )
