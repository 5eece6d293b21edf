"""A large text table, block by block: its heading stands in the first rows, then come rows of data to the end.

Each block gives what a sheet would give: as a ParsedTable by the careful reader, or as a PlainBlock by the quick one. What only
a table as a whole can say (totals, a second table, notes at its foot that date it) is refused with its place: a table of this
size is what a system exports, and such lines in it are a mistake.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from etl.sheet.blocks import blocks, encoding_of
from etl.sheet.body import Reading, names_villages, read_body
from etl.sheet.context import Context, example_notes, is_example, is_foot, read_context
from etl.sheet.doubts import doubts_of_rows
from etl.sheet.grid import delimiter_of, records_of
from etl.sheet.heading import Heading, find_headings
from etl.sheet.kinds import column_of
from etl.sheet.money_units import unit_audits
from etl.sheet.namesakes import Namesakes
from etl.sheet.parse import blank_headings, by_shape, left_out, unknown_headings, without_personal_data
from etl.sheet.parsed import ParsedTable, TableSource
from etl.sheet.persons import has_words, without_names
from etl.sheet.plain_block import PlainBlock, read_plain
from etl.sheet.totals import check_totals

LARGE_BYTES = 8_000_000
HEAD_ROWS = 60
SUFFIXES = frozenset({".csv", ".tsv"})


class NotPlain(Exception):
    """A large table with what only a table read as a whole may have: `read` says what, with its row."""

    def __init__(self, read: str) -> None:
        super().__init__(read)
        self.read = read


@dataclass(slots=True)
class LargeTable:
    """The heading of a large table, what stands above it, and its blocks, each read when it is asked for."""

    source: TableSource
    heading: Heading
    context: Context
    parts: Iterator[ParsedTable | PlainBlock]


def is_large(path: Path) -> bool:
    """Whether a file is a text table of a size that is read in blocks."""
    try:
        return path.suffix.lower() in SUFFIXES and path.stat().st_size >= LARGE_BYTES
    except OSError:
        return False


def open_large(path: Path, source_id: str, is_quick: bool = True) -> LargeTable | None:
    """The large table; None when it is not text in UTF-8 or GB18030 or has no heading in its first rows.

    Raises NotPlain, while the blocks are read, for what such a table may not have; UnreadableTable for a quotation mark that is
    never closed.
    """
    encoding = encoding_of(path)
    if encoding is None:
        return None
    texts = blocks(path, encoding)
    first = next(texts, "")
    delimiter = delimiter_of(first)
    head = list(islice(records_of(_trimmed(first), delimiter), HEAD_ROWS))
    width = max(map(len, head), default=0)
    padded = [row + [""] * (width - len(row)) for row in head]
    headings = find_headings(padded, path.name)
    if not headings:
        return None
    heading = headings[0]
    form = "tsv" if path.suffix.lower() == ".tsv" else "csv"
    source = TableSource(path.name, source_id, form, encoding, path.stat().st_size, None)
    context = read_context(padded[: heading.first], [], None)
    reader = _Reader(source, heading, context, delimiter, width, is_quick, Namesakes.of(heading))
    return LargeTable(source, heading, context, reader.read(chain([first], texts)))


@dataclass(slots=True)
class _Reader:
    source: TableSource
    heading: Heading
    context: Context
    delimiter: str
    width: int
    is_quick: bool
    namesakes: Namesakes
    row: int = 0  # records that were read
    reading: Reading | None = None

    def read(self, texts: Iterator[str]) -> Iterator[ParsedTable | PlainBlock]:
        for number, text in enumerate(texts):
            quick = None
            if self.is_quick and number and self.reading and not has_words(self.heading):
                quick = read_plain(text, self.delimiter, self.row + 1, self.heading, self.context, self.reading)
            if quick:
                self.row += quick.rows.height
                for township, rows, count, *cells in quick.runs.iter_rows():
                    self.namesakes.add(township, cells, rows, count)
                yield quick
            else:
                yield self._carefully(text, is_first=number == 0)
        if audits := self.namesakes.audits():  # only the whole table tells
            yield ParsedTable(self.source, self.heading.kind, audits=audits)

    def _carefully(self, text: str, is_first: bool) -> ParsedTable:
        heading = self.heading
        start = self.row
        records = list(records_of(_trimmed(text), self.delimiter))
        self.row += len(records)
        cells = [self._fitted(row, start + place + 1) for place, row in enumerate(records)]
        own = range(heading.first, heading.first + heading.depth) if is_first else range(0)
        skipped = heading.first + heading.depth if is_first else 0
        repeated = self._repeated(cells, start, own)
        blank = [""] * self.width
        numbered = [(start + place + 1, blank if place in repeated else row) for place, row in enumerate(cells)][skipped:]
        for number, row in numbered:
            if is_foot(row):
                raise NotPlain(f"第{number}行是表尾的说明或签名")
            if self._is_of_heading(row):
                raise NotPlain(f"第{number}行像是表头的一行")
            if is_example(row) and not is_first:
                raise NotPlain(f"第{number}行是填写示例")
        data = [(number, row) for number, row in numbered if not is_example(row)]
        examples, numbered = len(numbered) - len(data), without_names(heading, data)
        if self.reading is None:
            self.reading = Reading(names_villages(numbered, heading))
        elif not self.reading.has_villages and names_villages(numbered, heading):
            raise NotPlain(f"第{start + 1}行以后才写村")
        body = read_body(heading, numbered, self.context, self.reading)
        self.namesakes.add_body(body)
        if body.totals:
            raise NotPlain(f"第{body.totals[0].row}行是合计")
        unnamed = blank_headings(heading, numbered)
        if unnamed and not is_first:
            raise NotPlain(f"第{unnamed[0].row}行的{unnamed[0].read}")
        rejects = (unknown_headings(heading) + unnamed if is_first else []) + body.rejects
        audits = body.audits + check_totals(heading, body, self.context) + doubts_of_rows(heading, body)
        audits += unit_audits(heading, self.context) if is_first else []
        return ParsedTable(
            self.source,
            heading.kind,
            rows=body.rows,
            rejects=[without_personal_data(reject) for reject in sorted(rejects, key=lambda reject: reject.row or 0)],
            audits=audits,
            notes=left_out(heading, numbered) + by_shape(heading) + example_notes(examples) if is_first else [],
        )

    def _fitted(self, row: list[str], number: int) -> list[str]:
        """The cells of a row, as many as the first rows have; raises NotPlain where one has more."""
        if any(row[self.width :]):
            raise NotPlain(f"第{number}行有 {len(row)} 格, 前面的行只有 {self.width} 格")
        return [*row[: self.width], *[""] * (self.width - len(row))]

    def _is_of_heading(self, row: list[str]) -> bool:
        """Whether a row holds nothing but words of headings: the half of a heading whose other half may be in another block."""
        filled = [cell for cell in row if cell]
        return len(filled) > 1 and all(column_of(self.heading.kind, cell) is not None for cell in filled)

    def _repeated(self, cells: list[list[str]], start: int, own: range) -> set[int]:
        """The places of the heading's own rows, and of the same heading repeated; another heading is another table."""
        places = set(own)
        for found in find_headings(cells):
            if found.first in places:
                continue
            if not found.same_columns(self.heading):
                raise NotPlain(f"第{start + found.first + 1}行是另一张表的表头")
            places |= set(range(found.first, found.first + found.depth))
        return places


def _trimmed(text: str) -> str:
    """The text without the line end of its last record."""
    return text.removesuffix("\n").removesuffix("\r")
