"""Months of returns, and the pace at which a made-up issue goes on from one to the next."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from random import Random

from synthetic.wordings import STATES

LAST_STATE = len(STATES) - 1


@dataclass(frozen=True, slots=True)
class Month:
    """The n-th month of returns, n from 0, and its last day, on which the tables are dated."""

    number: int
    last_day: date

    @classmethod
    def after(cls, first_year: int, number: int) -> "Month":
        """Months count on from January of the first year."""
        year, month = first_year + number // 12, number % 12 + 1
        return cls(number, date(year, month, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Pace:
    """How an issue goes on: the month it begins, the months a state lasts, and whether it comes back; a few never begin."""

    start: int
    months_a_step: int
    comes_back: bool

    @classmethod
    def drawn(cls, random: Random) -> "Pace":
        """Any pace."""
        return cls(random.randint(0, 4), random.choice((1, 2, 2, 3, 4, 30)), random.random() < 0.03)

    def state_at(self, month: Month) -> str:
        """The state reached in a month."""
        reached = min(LAST_STATE, max(0, month.number - self.start) // self.months_a_step)
        return "退回" if self.comes_back and reached >= 4 else STATES[reached]
