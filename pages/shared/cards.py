"""The figures at the head of a page, and the paragraph under them: one element, whatever their number, so that it costs little.

Values, notes and sentences are written through pages/shared/numbers.py: each number in them is a link to what it counts.
"""

from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.shared import numbers
from reports import sentences
from reports.citations import CitedRow
from warehouse.marts import OVERVIEW, OVERVIEW_COMPARISON


@dataclass(frozen=True)
class Card:
    """A figure: label, value, what it counts, what it is compared with, and whether it asks for attention."""

    label: str
    value: str
    note: str = ""
    compared: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class Totals:
    """The counts of the reader's choice, what they are compared with, and the same of all townships where some are chosen."""

    counts: CitedRow
    comparison: CitedRow
    whole: CitedRow | None

    @classmethod
    def read(cls) -> "Totals":
        """Those of the page's choice."""
        return cls(numbers.only_row(OVERVIEW), numbers.only_row(OVERVIEW_COMPARISON), numbers.everywhere(OVERVIEW))

    def card(self, name: str, share: str = "", of: str = "问题总数", note: str = "", *, is_warning: bool = False) -> Card:
        """A count with its share (a column in %, and of what), that of all townships, and what changed since the last report."""
        since = f"{name}_change"
        return Card(
            self.counts.mart.labels[name],
            self.counts.count(name),
            note,
            sentences.compared(
                (of, self.counts, share) if share else None,
                whole=self.whole,
                since=(self.comparison, since) if since in self.comparison.values else None,
            ),
            is_warning=is_warning and bool(self.counts.values[name]),
        )

    def rate_card(self, name: str, numerator: str, base: str, rule: str) -> Card:
        """A rate with what it is made of, that of all townships, and what changed since the last report."""
        counts = self.counts
        return Card(
            counts.mart.labels[f"{name}_pct"].removesuffix("(%)"),
            counts.percent(f"{name}_pct"),
            sentences.made_of(counts, f"{name}_pct", numerator, base, rule),
            sentences.compared(
                (None, counts, f"{name}_pct"), whole=self.whole, since=(self.comparison, f"{name}_points"), unit="个百分点"
            ),
        )


def fund(row: CitedRow) -> Card:
    """The card of a row of fund_register: a derived amount says so and prints its formula."""
    values = row.values
    notes = [values["role_label"], values["per_label"]]
    notes += [
        f"{row.count(f'{who}_count')} {unit}" for who, unit in (("household", "户"), ("person", "人")) if values[f"{who}_count"]
    ]
    if values["is_derived"]:
        notes = ["推算", values["formula"] or "", "不计入合计"]
    spent = (("到位", "arrived_yuan"), ("支出", "paid_yuan"))
    paid = [f"{label} {row.yuan(name)}" for label, name in spent if values[name] is not None]
    return Card(
        f"{values['township']} · {values['item']}",
        row.yuan("amount_yuan"),
        " · ".join(note for note in notes if note),
        ", ".join(paid),
        is_warning=values["is_derived"],
    )


def fund_sum(row: CitedRow, whole: CitedRow | None) -> Card:
    """The card of a row of fund_summary; `whole` is the same use of all townships, where the reader has chosen some."""
    is_derived = bool(row.values["is_derived"])
    notes = [
        f"{row.count('township_count')} 个乡镇",
        f"{row.count('fund_count')} 笔",
        "不计入合计, 算式见下表" if is_derived else "",
    ]
    return Card(
        row.values["summed_as"],
        row.yuan("total_yuan"),
        " · ".join(note for note in notes if note),
        f"全部乡镇 {whole.yuan('total_yuan')}" if whole else "",
        is_warning=is_derived,
    )


def beside(whole: CitedRow | None, name: str) -> str:
    """The same count of all townships, where the reader has chosen some."""
    return f"全部乡镇 {whole.count(name)}" if whole else ""


def row(cards: list[Card], paragraph: str = "") -> None:
    """Draw the cards, and a paragraph under them."""
    words = f'<p class="paragraph">{numbers.book().html(paragraph)}</p>' if paragraph else ""
    st.html(f'<div class="cards">{"".join(_html(card) for card in cards)}</div>{words}')


def _html(card: Card) -> str:
    html = numbers.book().html
    lines = "".join(
        f'<div class="{name}">{html(words)}</div>' for name, words in (("note", card.note), ("compared", card.compared)) if words
    )
    return (
        f'<div class="card{" warning" if card.is_warning else ""}"><div class="label">{escape(card.label)}</div>'
        f'<div class="value">{html(card.value)}</div>{lines}</div>'
    )
