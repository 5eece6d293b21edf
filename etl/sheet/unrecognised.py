"""What is said of a sheet without any heading: the row most like one, and what a table of its kind would need beside."""

from dataclasses import dataclass

from etl.sheet.kinds import KINDS, NOT_LOADED, SheetKind, column_of, listed_word

LOOKED_AT = 15  # rows from the top
FEWEST_KNOWN = 2  # headings of a kind, before a row is called like one of it


@dataclass(frozen=True, slots=True)
class Nearest:
    """A row (1-based) with headings of a kind, and what none of them says: one column of each group."""

    row: int
    kind: SheetKind
    headings: list[str]
    missing: list[str]

    @property
    def read(self) -> str:
        """The headings that are known; nothing else of the row is quoted."""
        return f"第{self.row}行像表头, 认得的列名有 {'、'.join(self.headings)}"

    @property
    def expected(self) -> str:
        """What would make it a table of the kind."""
        needed = f"还要有 {'; 还要有 '.join(self.missing)}" if self.missing else "半数以上认得的列名"
        return f"{self.kind.label}的表头{needed} (列名见 data/vocabulary/headings.csv)"


def nearest_table(cells: list[list[str]]) -> Nearest | None:
    """The row with most headings of one kind of table, of several the one that lacks least; None where none has two."""
    found: list[tuple[int, int, Nearest]] = []
    for number, row in enumerate(cells[:LOOKED_AT], start=1):
        for kind in KINDS.values():
            named = {cell: column_of(kind.name, cell) for cell in row if cell}
            known = {cell: name for cell, name in named.items() if name not in (None, *NOT_LOADED)}
            if len(set(known.values())) < FEWEST_KNOWN or "personal" in named.values():
                continue  # a list of persons is none of these tables
            names = set(known.values())
            missing = [_one_of(kind, group) for group in kind.required if not names & group]
            found.append((len(names), -len(missing), Nearest(number, kind, list(known), missing)))
    return max(found, key=lambda each: each[:2])[2] if found else None


def _one_of(kind: SheetKind, group: frozenset[str]) -> str:
    """The headings of a group in the order of the kind's columns, three at most."""
    words = [listed_word(kind.name, column) for column in kind.columns if column in group]
    return f"{' 或 '.join(words[:3])}{' 等' if len(words) > 3 else ''} 一列"
