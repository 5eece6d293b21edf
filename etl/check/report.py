"""A report of one file: parts, each a label with a sentence and a list of places."""

from dataclasses import dataclass, field
from typing import Literal

from etl.parsed import Corrected

Tone = Literal["", "doubt", "wrong", "title"]
SHOWN = 5  # items of a list, unless all are asked for
SHOWN_ISSUES = 10
SHOWN_OF_WHAT_TO_MEND = 20  # of doubts and of what was not understood


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: where it stands, what is said of it, and lines that say more."""

    place: str
    words: str
    more: tuple[str, ...] = ()


@dataclass(slots=True)
class Part:
    """One part of a report; `tone` colours its items on a terminal, `shown` of them are listed unless all are asked for."""

    label: str
    said: str
    items: list[Item] = field(default_factory=list)
    tone: Tone = ""
    shown: int = SHOWN

    @classmethod
    def of_messages(cls, label: str, said: str, messages: list[str], tone: Tone) -> "Part":
        """A part whose items are whole messages, place and all."""
        return cls(label, said, [Item("", message) for message in messages], tone, SHOWN_OF_WHAT_TO_MEND)


@dataclass(slots=True)
class FileReport:
    """What is told of one file."""

    heading: str
    parts: list[Part] = field(default_factory=list)
    tone: Tone = "title"


def correction_words(one: Corrected) -> str:
    """What was put right and why, and by which line of the corrections."""
    what = one.column_label if one.row else f"{one.table_label} {one.column_label}"
    return f"{what}: 读到“{one.seen}”, 更正为“{one.put}” (更正表第{one.line}行: {one.reason})"
