"""Reports as lines for a terminal: labels in a column, long lines wrapped under their own beginning; piped, one line a line."""

import re
import shutil
import sys
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from etl.check.report import FileReport, Part, Tone

STYLES: dict[Tone, str] = {"": "", "title": "bold", "doubt": "yellow", "wrong": "red"}
LABEL_CELLS, ITEM_INDENT = 10, 4
NARROWEST = 12  # cells of text beside an indent
# What is not parted: a number or word, a closing mark and what it closes, an opening mark and what it opens.
_PIECE = re.compile(r"[“(《〔\[]*(?:[\w.%:/—+-]+(?<![一-鿿])|.)[,;:。、”)》〕\]!?…]*\s*", re.ASCII | re.DOTALL)
Line = tuple[str, Tone]


def show(reports: list[FileReport], *, is_all: bool) -> None:
    """Print the reports, in colours and wrapped where the output is a terminal."""
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_terminal else None
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for report in reports:
        for words, tone in lines(report, width, is_all=is_all):
            if is_terminal:
                console.print(Text(words, style=STYLES[tone]))
            else:
                sys.stdout.write(f"{words}\n")


def lines(report: FileReport, width: int | None, *, is_all: bool) -> Iterator[Line]:
    """The lines of a report, none wider than `width` cells (None: as long as they are); each with its tone."""
    for words in wrapped(report.heading, "", "  ", width):
        yield words, report.tone
    for part in report.parts:
        label = f"  {part.label}"
        label += " " * max(1, LABEL_CELLS + 2 - cell_len(label))
        has_to_mend = part.tone == "wrong" and not part.items
        for words in wrapped(part.said, label, " " * cell_len(label), width):
            yield words, part.tone if has_to_mend else ""
        yield from _items(part, width, is_all)
    yield "", ""


def _items(part: Part, width: int | None, is_all: bool) -> Iterator[Line]:
    shown = part.items if is_all or len(part.items) == part.shown + 1 else part.items[: part.shown]
    place_cells = max((cell_len(item.place) for item in shown), default=0)
    indent = " " * ITEM_INDENT
    for item in shown:
        gap = " " * (place_cells - cell_len(item.place) + 2) if place_cells else ""
        hanging = " " * (ITEM_INDENT + (place_cells + 2 if place_cells else 0))
        for words in wrapped(item.words, indent + item.place + gap, hanging, width):
            yield words, part.tone
        for more in item.more:
            for words in wrapped(more, hanging, hanging + "      ", width):
                yield words, ""
    if len(shown) < len(part.items):
        yield f"{indent}… 另有 {len(part.items) - len(shown)} 处 (加 --all 全部列出)", ""


def wrapped(words: str, first: str, hanging: str, width: int | None) -> list[str]:
    """`words` behind `first`, the following lines behind `hanging`, at most `width` cells wide; numbers and words stay whole."""
    if width is None:
        return [f"{first}{words}".rstrip()]
    room = max(NARROWEST, width - cell_len(hanging))
    made, line, used = [], first, cell_len(first) - cell_len(hanging)
    for piece in _PIECE.findall(words):
        cells = cell_len(piece.rstrip())
        if used + cells > room and used > 0:
            made.append(line.rstrip())
            line, used = hanging, 0
        line, used = line + piece, used + cell_len(piece)
    return [*made, line.rstrip()]
