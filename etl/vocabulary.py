"""Declared vocabularies: the CSV files of data/vocabulary that a clerk can extend.

A file is CSV in any usual encoding (etl/read/encoding.py: spreadsheet programs save GB18030) with a header row and one concept a
row; the columns are declared by the module that reads it. Rows whose first cell starts with # and empty rows are left out, and a
column named comment is free text. What each file means is written in data/vocabulary/README.md.

    theme,words,comment
    厕所改革,厕所|改厕|户厕,
"""

import csv
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from etl.read.encoding import decoded
from etl.read.errors import NotText
from etl.system_errors import words_of
from warehouse.labels import DEADLINE, STATUS

FOLDER = Path(__file__).resolve().parent.parent / "data" / "vocabulary"
FILES = (
    "amount_roles.csv",
    "cell_words.csv",
    "deadlines.csv",
    "departments.csv",
    "flags.csv",
    "heading_cues.csv",
    "heading_parts.csv",
    "headings.csv",
    "labels.csv",
    "measure_words.csv",
    "places.csv",
    "plan_fields.csv",
    "plan_kinds.csv",
    "sections.csv",
    "statuses.csv",
    "themes.csv",
    "units.csv",
    "wording.csv",
)
# The codes that a file of the plain shape (a code, its words) may give: file -> its column of codes, and these. Silence is no
# status, so no word gives `unreported`.
CODES: dict[str, tuple[str, tuple[str, ...]]] = {
    "statuses.csv": ("code", tuple(code for code in STATUS if code != "unreported")),
    "deadlines.csv": ("code", tuple(DEADLINE)),
    "flags.csv": ("code", ("true", "false")),
    "labels.csv": (
        "code",
        (
            *("finding", "cause", "goal", "measures", "progress", "status", "deadline", "person", "category", "other"),
            *("lead", "responsible", "supporting", "supervising"),
        ),
    ),
    "sections.csv": ("role", ("problems", "tasks", "duties", "measures", "progress", "aside")),
    "plan_fields.csv": ("field", ("doc_number", "issuer", "issued_on", "posted_on", "other")),
    "places.csv": ("level", ("province", "prefecture")),
}


# What a wrong vocabulary has as its consequence; said below its message.
STOPPED = "词表有错, 没有发布新批次, 原有批次照常使用: 请改正上面点名的地方后再运行。"
WRONG_QUOTES = ("没有成对或放错了地方的英文引号", "CSV (格里有逗号或引号时, 用英文双引号把整格括起来, 格里的引号写两个)")
RIGHT_PATTERN = "正则表达式 (括号 ( ) [ ] 要成对, * + ? 前面要有字; 只写几个词时用 | 隔开即可)"


class WrongVocabulary(Exception):
    """A vocabulary file that cannot be used; the message names file, line, what was read and what was expected."""


class Row(dict[str, str]):
    """One row of a vocabulary: column -> cell (blanks stripped, "" when empty), and the line it stands on."""

    line: int

    def words(self, column: str) -> tuple[str, ...]:
        """The cell as a list of words, parted by |."""
        return tuple(word for word in (part.strip() for part in self[column].split("|")) if word)


def read_vocabulary(
    name: str,
    columns: Collection[str],
    *,
    may_be_empty: Collection[str] = (),
    unique: Collection[str] = (),
    allowed: Mapping[str, Collection[str]] | None = None,
    patterns: Collection[str] = (),
    folder: Path | None = None,
) -> list[Row]:
    """The rows of data/vocabulary/`name`, in file order.

    `columns` must all be in the header; `comment` may be there too and nothing else. A cell is empty only in `may_be_empty`
    columns (and comment); words of `unique` columns (parted by |) stand once in the whole column; cells of `allowed` columns are
    one of the values given; cells of `patterns` columns are regular expressions.

    Raises WrongVocabulary for anything else.
    """
    path = require_file(name, folder)
    try:
        text, _ = decoded(name, path.read_bytes())
    except OSError as error:
        read, expected = words_of(error)
        raise WrongVocabulary(f"词表 {name}: 读到 {read}, 应为 {expected}") from error
    except NotText as error:
        raise WrongVocabulary(f"词表 {name}: 读到 {error.read}, 应为 {error.expected}") from error
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if sorted(set(header) - {"comment"}) != sorted(columns) or len(set(header)) != len(header):
            raise WrongVocabulary(f"词表 {name} 第1行: 读到表头“{','.join(header)}”, 应为“{','.join(columns)}” (可加 comment)")
        rows = []
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if len(cells) != len(header):
                raise WrongVocabulary(f"词表 {name} 第{reader.line_num}行: 读到 {len(cells)} 格, 应为 {len(header)} 格")
            row = Row(zip(header, (cell.strip() for cell in cells), strict=True))
            row.line = reader.line_num
            rows.append(row)
    except csv.Error as error:
        read, expected = WRONG_QUOTES
        raise WrongVocabulary(f"词表 {name} 第{reader.line_num}行: 读到 {read}, 应为 {expected}") from error
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        _check_row(name, row, {*may_be_empty, "comment"}, allowed or {}, patterns)
        for column in unique:
            for word in row.words(column):
                first = seen.setdefault((column, word), row.line)
                if first != row.line:
                    raise WrongVocabulary(f"词表 {name} 第{row.line}行 {column}: 读到“{word}”, 应为 只出现一次 (第{first}行已有)")
    return rows


def require_file(name: str, folder: Path | None = None) -> Path:
    """The path of a vocabulary file. Raises WrongVocabulary when there is none."""
    path = (folder or FOLDER) / name
    if not path.is_file():
        raise WrongVocabulary(f"词表 {name}: 读到 没有这个文件, 应为 {path}")
    return path


def _check_row(
    name: str, row: Row, may_be_empty: set[str], allowed: Mapping[str, Collection[str]], patterns: Collection[str]
) -> None:
    for column, cell in row.items():
        place = f"词表 {name} 第{row.line}行 {column}"
        if not cell:
            if column not in may_be_empty:
                raise WrongVocabulary(f"{place}: 读到 空, 应为 有内容")
        elif column in allowed and cell not in allowed[column]:
            raise WrongVocabulary(f"{place}: 读到“{cell}”, 应为 {'、'.join(allowed[column])} 之一")
        elif column in patterns:
            try:
                re.compile(cell)
            except re.error as error:
                raise WrongVocabulary(f"{place}: 读到“{cell}”, 应为 {RIGHT_PATTERN}") from error


def alternation(words: Collection[str]) -> str:
    """A regular expression that matches any of the words as written, the longest first.

    Words of one beginning share it, 整改(?:措施)?, because the re engine tries the branches of a list one after the other:
    a list of hundreds of words takes several times as long as their tree.
    """
    return "|".join(_branches([*dict.fromkeys(words)]))


def _branches(words: list[str]) -> list[str]:
    """The words by their first characters, each with what may follow it; an empty word is none."""
    tails: dict[str, list[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    return [re.escape(first) + _followed_by(rest) for first, rest in sorted(tails.items())]


def _followed_by(tails: list[str]) -> str:
    branches = _branches(tails)
    if "" in tails:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@cache
def words_by_code(name: str, code: str, words: str = "words") -> dict[str, str]:
    """word -> code for a file of CODES: each word stands once, each code is one of its list."""
    rows = read_vocabulary(name, (code, words), unique=(words,), allowed=dict([CODES[name]]))
    return {word: row[code] for row in rows for word in row.words(words)}
