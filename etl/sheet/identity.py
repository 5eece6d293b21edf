"""Columns whose cells say what their heading does not: the township of a row, names of persons, counts of a part.

审议意见承办 | 承办单位       | 事项 | 备注          标的     | 合同价
青石镇       | 青石镇人民政府 | …    | 王某某        灌溉渠道 | 456800
<- a township, whatever is written over it          <- every remark is a name: nobody's business
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from etl.plan.places import leading_places
from etl.sheet.cells import plain
from etl.sheet.column import HeadingColumn
from etl.sheet.content import are_names, sample, share
from etl.sheet.cues import has_cue
from etl.sheet.kinds import column_of

UNITS = frozenset({"lead_unit", "responsible_unit", "supporting_unit", "supervising_unit"})
FEWEST_TOWNSHIPS = 2  # cells of a column that has no heading at all


def with_township(columns: list[HeadingColumn], below: Sequence[list[str]]) -> list[HeadingColumn]:
    """Where no heading says township, the column whose cells are names of townships is it: 单位 over 高坪镇, 长岭乡.

    One that is otherwise a unit is it only where another column is the same unit (认领单位 beside 主责), one without a heading
    only where all its cells are townships.
    """
    if any(column.name == "township" or column.township for column in columns):
        return columns
    count = Counter(column.name for column in columns)
    for column in columns:
        if column.is_wide:
            continue
        filled = [plain(cell) for cell in sample(below, column.index)]
        named = sum(_is_township(cell) for cell in filled)
        is_free = column.name in (None, "unit", "ignored", "category") or (column.name in UNITS and count[column.name] > 1)
        is_sure = bool(column.heading) and column.name not in UNITS
        if is_free and (3 * named >= 2 * len(filled) if is_sure else named == len(filled)) and named >= _fewest(column):
            return [replace(each, name="township") if each is column else each for each in columns]
    return columns


def _is_township(cell: str) -> bool:
    """青石乡, or a village with its township: 青石乡上寨村."""
    places, rest = leading_places(cell)
    return places.township is not None and (rest in ("", "人民政府") or share("village", [rest]) == 1.0)


def _fewest(column: HeadingColumn) -> int:
    return 1 if column.heading else FEWEST_TOWNSHIPS


def names_left_out(columns: list[HeadingColumn], below: Sequence[list[str]]) -> list[HeadingColumn]:
    """Remarks that are nothing but names of persons (备注 over 王某某, 李某某) are a column of names, whatever stands over it."""
    names = [column for column in columns if column.name == "note" and are_names(sample(below, column.index))]
    return [replace(column, name="personal") if column in names else column for column in columns]


def funded_apart(columns: list[HeadingColumn], paths: list[list[str]], kind: str) -> list[HeadingColumn]:
    """Of two numbers of toilets surveyed the one below a heading of public money (财政支持 over 摸排总数) is funded."""
    surveyed = [column for column in columns if column.name == "surveyed_count"]
    if kind != "toilets" or len(surveyed) < 2 or any(column.name == "funded_count" for column in columns):
        return columns
    funded = [column for column in surveyed if any(has_cue("toilets", text, "funded_count") for text in paths[column.index][:-1])]
    if not funded or len(funded) == len(surveyed):
        return columns
    return [replace(column, name="funded_count") if column is funded[0] else column for column in columns]


def problems_apart(columns: list[HeadingColumn], paths: list[list[str]], kind: str) -> list[HeadingColumn]:
    """排查数 below 问题厕所数 counts the problems found, not what was looked at."""
    if kind != "toilets" or any(column.name == "problem_count" for column in columns):
        return columns
    found = [
        column
        for column in columns
        if column.name == "surveyed_count" and any(column_of(kind, text) == "problem_count" for text in paths[column.index][:-1])
    ]
    return [replace(column, name="problem_count") if column in found else column for column in columns]
