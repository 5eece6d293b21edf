"""Where the words of a heading leave a choice, the rows below it make it.

完成情况 beside 目前进展 is the state where its cells say states; columns below 问题分类 that hold counts are nothing to tick.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from etl.sheet.cells import Unreadable, is_null
from etl.sheet.cells import read_flag as flag_of
from etl.sheet.column import HeadingColumn
from etl.sheet.content import share
from etl.sheet.kinds import column_of
from etl.sheet.states import read_state

_TELLS = re.compile("进度|进展|情况")
_TASK = re.compile("任务|要求")
_INTENDED = re.compile("计划|预计|拟|应|要求|合同|约定")
_SO_FAR = re.compile("累计|实际|已")
_SUMMED = ("累计", "截至目前", "截止目前")
LONGEST_STATE = 8  # characters
ENOUGH_ROWS = 200  # tell what a column holds


def settled(columns: tuple[HeadingColumn, ...], kind: str, rows: list[list[str]]) -> tuple[HeadingColumn, ...]:
    """The columns of a heading of a kind, each as the cells below it allow."""
    rows = rows[:ENOUGH_ROWS]
    columns = tuple(_ticked(column, rows) if column.choice else column for column in columns)
    if kind == "indicators":
        return _with_indicator(columns, rows)
    if kind == "toilets":
        return _with_count(columns)
    if kind == "funds":
        return _with_actual_days(columns)
    if kind != "progress":
        return columns
    return _with_progress_so_far(_with_status(_with_problem(_with_code(columns), rows), rows))


def _with_indicator(columns: tuple[HeadingColumn, ...], rows: list[list[str]]) -> tuple[HeadingColumn, ...]:
    """Of two columns that name indicators the one that names more of them does; the other gathers them: 考核内容 | 指标名称."""
    telling = [column for column in columns if "indicator" in (column.name, column.repeated)]
    if len(telling) < 2:
        return columns
    best = max(telling, key=lambda column: (len({row[column.index] for row in rows} - {""}), _filled(column, rows)))
    chosen = {column.index: "indicator" if column is best else "ignored" for column in telling}
    return _renamed(columns, chosen)


def _with_count(columns: tuple[HeadingColumn, ...]) -> tuple[HeadingColumn, ...]:
    """Of two columns of one count the one that says what is so by now is it: 应排查户数 | 累计排查户数."""
    chosen: dict[int, str | None] = {}
    for name in ("surveyed_count", "problem_count", "rectified_count"):
        telling = [column for column in columns if name in (column.name, column.repeated) and column.name != "ignored"]
        so_far = [column for column in telling if _SO_FAR.search(column.heading)]
        if len(telling) > 1 and len(so_far) == 1 and so_far[0].name is None:
            chosen |= {column.index: name if column is so_far[0] else "ignored" for column in telling}
    return _renamed(columns, chosen)


def _with_actual_days(columns: tuple[HeadingColumn, ...]) -> tuple[HeadingColumn, ...]:
    """Of 计划完工时间 and 实际完工时间 the latter is when the work was done: where it is empty, it was not."""
    chosen: dict[int, str | None] = {}
    for name in ("started_on", "finished_on"):
        telling = [column for column in columns if name in (column.name, column.repeated)]
        actual = [column for column in telling if not _INTENDED.search(column.heading)]
        if len(telling) > 1 and len(actual) == 1:
            chosen |= {column.index: name if column is actual[0] else "ignored" for column in telling}
    return _renamed(columns, chosen)


def _renamed(columns: tuple[HeadingColumn, ...], chosen: Mapping[int, str | None]) -> tuple[HeadingColumn, ...]:
    """The columns, those at the places of `chosen` under the names it gives: they repeat no other any more."""
    return tuple(
        replace(column, name=chosen[column.index], repeats=None, repeated=None) if column.index in chosen else column
        for column in columns
    )


def _with_code(columns: tuple[HeadingColumn, ...]) -> tuple[HeadingColumn, ...]:
    """Of 序号 and 工单编号 the code numbers the problem: the other counts the rows of one report."""
    telling = [column for column in columns if "issue_no" in (column.name, column.repeated)]
    codes = [column for column in telling if column_of("indicators", column.heading) != "serial"]
    if len(telling) < 2 or len(codes) != 1:
        return columns
    chosen = {column.index: "issue_no" if column is codes[0] else "serial" for column in telling}
    return _renamed(columns, chosen)


def _with_problem(columns: tuple[HeadingColumn, ...], rows: list[list[str]]) -> tuple[HeadingColumn, ...]:
    """Of two columns that name problems the one that says more is theirs; the other, merged over several, gathers them."""
    telling = [column for column in columns if "issue_title" in (column.name, column.repeated)]
    if len(telling) < 2:
        return columns
    first, *others = telling
    best = max(others, key=lambda column: _filled(column, rows))
    tasks = [column for column in others if _TASK.search(column.heading)]
    if not any(column.name == "measures" for column in columns) and tasks and not _TASK.search(first.heading):
        chosen = {tasks[0].index: "measures"}  # 反馈问题 | 整改任务: what is to be done about it
    elif _filled(best, rows) <= _filled(first, rows):
        return columns
    else:
        chosen = {first.index: "category", best.index: "issue_title"}
    return _renamed(columns, chosen)


def _filled(column: HeadingColumn, rows: list[list[str]]) -> int:
    return sum(not is_null(row[column.index]) for row in rows)


def _ticked(column: HeadingColumn, rows: list[list[str]]) -> HeadingColumn:
    """A column to tick whose cells are counts or words is what its own heading says, or not known."""
    filled = [row[column.index] for row in rows if not is_null(row[column.index])]
    ticks = sum(map(_is_tick, filled))
    return column if 2 * ticks >= len(filled) else replace(column, name=column.counted, choice=None)


def _is_tick(cell: str) -> bool:
    if cell.isdigit():
        return False
    try:
        flag_of(cell)
    except Unreadable:
        return False
    return True


def _with_status(columns: tuple[HeadingColumn, ...], rows: list[list[str]]) -> tuple[HeadingColumn, ...]:
    """Of two columns that tell the progress one may say the state: the one whose cells all do."""
    if any(column.name == "status" for column in columns):
        return _with_progress_text(columns, rows)
    telling = [column for column in columns if "progress_text" in (column.name, column.repeated)]
    states = [column for column in telling if _says_states(column, rows)]
    if len(telling) < 2 or len(states) != 1:
        return columns
    rest = next(column for column in telling if column is not states[0])
    chosen = {states[0].index: "status", rest.index: "progress_text"}
    return _renamed(columns, chosen)


def _with_progress_text(columns: tuple[HeadingColumn, ...], rows: list[list[str]]) -> tuple[HeadingColumn, ...]:
    """整改进度 over sentences tells the progress where no other column does; the state is 完成百分比 or 是否完成.

    A sentence may be a state too (已落实): then only where the other column says states, and this one does not.
    """
    status = next(column for column in columns if column.name == "status")
    filled = [row[status.index] for row in rows if not is_null(row[status.index])]
    is_said = any(column.name == "progress_text" for column in columns) or not _TELLS.search(status.heading)
    if is_said or not filled or share("text", filled) < 1.0:
        return columns
    others = [column for column in columns if column.repeated == "status" and _says_states(column, rows)]
    is_better_said = len(others) == 1 and not _says_states(status, rows)
    if any(_is_state(cell, status.heading) for cell in filled) and not is_better_said:
        return columns
    chosen = {status.index: "progress_text"} | ({others[0].index: "status"} if len(others) == 1 else {})
    return _renamed(columns, chosen)


def _with_progress_so_far(columns: tuple[HeadingColumn, ...]) -> tuple[HeadingColumn, ...]:
    """Of 本月进展 and 累计进展 the latter tells how far the issue is: a month in which nothing was done takes nothing back."""
    telling = [column for column in columns if "progress_text" in (column.name, column.repeated)]
    so_far = [column for column in telling if column.heading.startswith(_SUMMED)]
    if len(telling) < 2 or len(so_far) != 1:
        return columns
    chosen = {column.index: "progress_text" if column is so_far[0] else "ignored" for column in telling}
    return _renamed(columns, chosen)


def _says_states(column: HeadingColumn, rows: list[list[str]]) -> bool:
    """Whether a column holds states: words no longer than one, of which most are known (滞后 beside 正常推进 is a reject)."""
    filled = [row[column.index] for row in rows if not is_null(row[column.index]) and row[column.index] != column.heading]
    states = sum(_is_state(cell, column.heading) for cell in filled)
    return bool(filled) and (
        states == len(filled) or (2 * states > len(filled) and all(len(cell) <= LONGEST_STATE for cell in filled))
    )


def _is_state(cell: str, heading: str) -> bool:
    try:
        read_state(cell, heading)
    except Unreadable:
        return False
    return True
