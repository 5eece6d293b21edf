"""The lines of data/corrections.csv.

    table,key,column,seen,put,reason
    金额,甲乡方案.txt 第12行,金额(元),88.8万元,888万元,"原件第3页写的是888万元, 抄录时错了"
    资金项目,资金.xlsx 工作表“五月”第7行,计划(万元),8,80,来电核实, 少写一个零

`key` is the place as every message and page writes it: the file, for a spreadsheet of several sheets the sheet, the line or row,
and where one line has the same words twice the character (第12行第30字). What a document says of itself has no line.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from etl.read.encoding import decoded
from etl.read.errors import NotText
from etl.system_errors import words_of

COLUMNS = ("table", "key", "column", "seen", "put", "reason")
MAY_BE_EMPTY = ("seen", "put")  # the source says nothing, or should not have said it
_KEY = re.compile(
    r"(?P<file>.+?)(?:\s*工作表[“\"](?P<sheet>.+?)[”\"])?"
    r"(?:\s*(?:第\d+页)?\s*第(?P<row>\d+)行(?:\s*第(?P<character>\d+)字)?)?"
)


class WrongCorrections(Exception):
    """Lines of the corrections that cannot be applied as they stand; each message names file, line, read and expected."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


@dataclass(frozen=True, slots=True)
class Correction:
    """One line: `line` of `source` says that `column` of `table` at a place reads `seen` and should read `put`."""

    source: str
    line: int
    table: str
    column: str
    seen: str
    put: str
    reason: str
    file: str
    sheet: str | None = None
    row: int | None = None
    character: int | None = None

    def wrong(self, column: str, read: str, expected: str) -> str:
        """What is said of a cell of this line that does not apply: file, line, what was read, what was expected."""
        return f"更正表 {self.source} 第{self.line}行 {column}: 读到“{read}”, 应为 {expected}"

    @property
    def key(self) -> str:
        """The place, as messages write it."""
        sheet = f" 工作表“{self.sheet}”" if self.sheet else ""
        row = f"{'' if self.sheet else ' '}第{self.row}行" if self.row else ""
        return f"{self.file}{sheet}{row}{f'第{self.character}字' if self.character else ''}"


def read_corrections(path: Path) -> list[Correction]:
    """The lines of the file, in its order; empty lines and those that begin with # are left out.

    Raises WrongCorrections for a file that is missing or no CSV with these columns, and for every line with a gap in it.
    """
    records = _records(path)
    header = [cell.strip() for cell in records[0][1]] if records else []
    if header != list(COLUMNS):
        raise WrongCorrections([f"更正表 {path.name} 第1行: 读到表头“{','.join(header)}”, 应为“{','.join(COLUMNS)}”"])
    found, wrong = [], []
    for line, cells in records[1:]:
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        place = f"更正表 {path.name} 第{line}行"
        if len(cells) != len(COLUMNS):
            wrong.append(f"{place}: 读到 {len(cells)} 格, 应为 {len(COLUMNS)} 格 (格里有逗号时, 用英文双引号把整格括起来)")
            continue
        row = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
        empty = [name for name in COLUMNS if not row[name] and name not in MAY_BE_EMPTY]
        wrong += [f"{place} {name}: 读到 空, 应为 有内容" for name in empty]
        key = _KEY.fullmatch(row["key"])
        if empty or key is None:
            continue
        number, character = (int(part) if (part := key[name]) else None for name in ("row", "character"))
        said = {name: row[name] for name in ("table", "column", "seen", "put", "reason")}
        found.append(Correction(path.name, line, **said, file=key["file"], sheet=key["sheet"], row=number, character=character))
    if wrong:
        raise WrongCorrections(wrong)
    return found


def _records(path: Path) -> list[tuple[int, list[str]]]:
    """The records of the file with the line each begins on, in any usual encoding: spreadsheet programs save GB18030."""
    try:
        text, _ = decoded(path.name, path.read_bytes())
    except OSError as error:
        read, expected = words_of(error)
        raise WrongCorrections([f"更正表 {path}: 读到“{read}”, 应为 {expected}"]) from error
    except NotText as error:
        raise WrongCorrections([f"更正表 {path.name}: 读到 {error.read}, 应为 {error.expected}"]) from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    records, line = [], 1
    try:
        for cells in reader:
            records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise WrongCorrections([f"更正表 {path.name} 第{line}行: 读到 {error}, 应为 CSV"]) from error
    return records
