"""One column under a heading: what is known of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadingColumn:
    """One column: its position, heading as written, canonical name (None when unknown), yuan of one unit where stated.

    `period` is the plain text of a heading that is itself a period (1月, 2024年5月) of a wide table, `township` one that is a
    township, `village` a village, `indicator` one that is the indicator of the values below it and `unit` their unit. `choice`
    is what a tick in the column says of `name`, and `counted` what the column is where it holds counts and no ticks; `repeats`
    is the heading of an earlier column that holds the same thing (then this one has no name, and `repeated` is it). One that
    is not `is_listed` is known by a word in its heading and what stands below it; one `of_parent` by the heading above its own
    only. `project` is the class of aid that the heading names, where several stand side by side.
    """

    index: int
    heading: str
    name: str | None
    factor: int | None = None
    period: str | None = None
    repeats: str | None = None
    repeated: str | None = None
    choice: str | None = None
    counted: str | None = None
    township: str | None = None
    village: str | None = None
    indicator: str | None = None
    unit: str | None = None
    project: str | None = None
    is_listed: bool = True
    of_parent: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether the heading itself says of what the values below it are."""
        return bool(self.period or self.township or self.village or self.indicator)

    @property
    def is_known(self) -> bool:
        """Whether the column is understood, loaded or not."""
        return self.name is not None or self.is_wide
