"""Aid to households with its classes side by side: each is a project of the township.

    乡镇   | 产业奖补 |              | 公益性岗位 |              | 合计(万元)
           | 户数     | 金额（万元） | 人数       | 金额（万元） |
    石桥镇 | 210      | 63           | 58         | 17.4         | 80.4

A bare 金额 is what the title says of it: 兑付, 发放 paid, 分配, 计划 planned; where it says neither, or both, nothing is guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.sheet.cells import plain
from etl.sheet.column import HeadingColumn
from etl.sheet.content import aid_words, sample, share
from etl.sheet.heading_columns import SOURCES, TOTALS, columns_of, heading_path
from etl.sheet.kinds import KINDS, column_of, without_unit, yuan_factor

FEWEST_CLASSES = 2
_COUNTED = re.compile(r"(?P<name>.+?)(?P<what>户数|人数|金额|资金|户|人)?")
_COUNTS = {"户数": "household_count", "户": "household_count", "人数": "person_count", "人": "person_count"}
_PAID, _PLANNED = re.compile("兑付|发放|支付|拨付|支出|到户情况"), re.compile("分配|计划|安排|下达|预算|测算|需求")


def aid_columns(rows: list[list[str]], about: str, below: Sequence[list[str]]) -> tuple[HeadingColumn, ...] | None:
    """The columns of such a table, each class of aid the `project` of its columns; None for any other table."""
    known = columns_of(rows, "funds", about, below)
    is_placed = any(column.name == "township" or column_of("indicators", column.heading) == "village" for column in known)
    if not is_placed or any(column.name in ("project", "personal") for column in known):
        return None
    columns = []
    for column in known:
        cells = sample(below, column.index)
        if column.name in ("township", "serial", "note") or not cells or share("number", cells) < 1.0:
            columns.append(column)
        elif any(word in plain(column.heading) for word in TOTALS) or _is_of_all(column, rows):
            columns.append(replace(column, name="ignored"))
        elif found := _of_class(column, heading_path(rows, column.index), about):
            columns.append(found)
        else:
            return None  # a figure of nobody knows what
    classes = {column.project for column in columns if column.project}
    has_sum = any(column.project and KINDS["funds"].columns[column.name or ""] == "yuan" for column in columns)
    return tuple(columns) if len(classes) >= FEWEST_CLASSES and has_sum else None


def _is_of_all(column: HeadingColumn, rows: list[list[str]]) -> bool:
    """Whether a column counts the households or persons of all classes: 申报户数."""
    return column.name in _COUNTS.values() and not aid_words().search("".join(heading_path(rows, column.index)))


def _of_class(column: HeadingColumn, path: Sequence[str], about: str) -> HeadingColumn | None:
    """The column as one of a class of aid: 产业奖补 over 户数, 产业奖补户数, 产业奖补(万元)."""
    cores = [without_unit(plain(text))[0] for text in path]
    match = _COUNTED.fullmatch("".join(cores))
    if column.name in SOURCES or not match or not aid_words().search(match["name"]):
        return None
    factor = next((yuan for text in reversed(path) if (yuan := yuan_factor(plain(text)))), None)
    listed = column_of("funds", cores[-1]) if len(cores) > 1 else None
    what = match["what"] or ""
    if what in _COUNTS:
        return replace(column, name=_COUNTS[what], project=match["name"], factor=None, repeats=None, repeated=None)
    if what or listed is None:
        column = replace(column, project=match["name"], factor=factor, is_listed=False, repeats=None, repeated=None)
        return replace(column, name=name) if (name := _amount(about)) else None
    if KINDS["funds"].columns.get(listed) not in ("yuan", "integer"):
        return None
    return replace(column, name=listed, project="".join(cores[:-1]), factor=factor, repeats=None, repeated=None)


def _amount(about: str) -> str | None:
    """What the title says that a bare sum is."""
    said = aid_words().sub("", about)  # 雨露计划 plans nothing
    paid, planned = _PAID.search(said), _PLANNED.search(said)
    if bool(paid) == bool(planned):
        return None
    return "paid_yuan" if paid else "planned_yuan"
