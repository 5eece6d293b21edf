"""Lines of a text, as a clerk counts them: the 第12行第30字 of a character."""

from bisect import bisect_right

from etl.parsed import Span


class Lines:
    """Where the lines of one text begin, to be asked many times."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
        self.count = len(self._starts) - text.endswith("\n")

    def line(self, position: int) -> int:
        """The line of a character, from 1."""
        return bisect_right(self._starts, position)

    def character(self, position: int) -> int:
        """Which character of its line it is, from 1."""
        return position - self._starts[self.line(position) - 1] + 1

    def place(self, span: Span) -> str:
        """Where words begin: 第12行第30字."""
        return f"第{self.line(span.start)}行第{self.character(span.start)}字"
