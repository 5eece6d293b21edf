"""Columns whose heading says nothing known, by what stands in them and beside them, where that leaves no choice.

    #  | 哪个村 | 巡察点位             | 举措     | 责任单位   | 期限      | 完成度  | 归档
    1  | 松坪村 | 村务公开栏长期不更新 | 立即更新 | 松坪村委会 | 2025.2.20 | 已完成  | 2025.2.18
    2  | 岩脚村 | 公益岗有人脱岗       | 停发补贴 | 社保所     | 2025.3.31 | 推进中  |
    <- running numbers | village | the finding | … | all states | days where the state is done, and only there

A column that could be two things stays unknown, and so does every column where two could be one thing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from etl.sheet.aid import class_of_aid
from etl.sheet.cells import Unreadable, is_null, plain, read_number
from etl.sheet.column import HeadingColumn
from etl.sheet.content import MOST_OF, MOST_ROWS, sample, share
from etl.sheet.context import township_in
from etl.sheet.kinds import KINDS
from etl.sheet.states import OPEN, read_state

FEWEST_ROWS = 2  # one row alone tells nothing
FEWEST_PLACES = 2  # beside each other in a heading, before a column left of them is what the figures are of
SENTENCE = 6  # characters that the cells of a finding have at least, on the mean
LEDGER_COLUMNS = frozenset({"measures", "responsible_unit", "lead_unit", "deadline_text", "status", "progress_text"})
FEWEST_SUMS = 2  # of money, before a column without a known heading is what it is for
ENOUGH_OF_A_LEDGER = 3  # of these columns, before one without a known heading is the finding
_OF_A_PLAN = re.compile(r"计划|投资|投入|预算|概算|合同|造价|安排|下达|批复|核定|分配")
SAME_PERCENT = Decimal("0.06")  # written with one decimal
SAME_WHOLE = Decimal("0.6")  # written with none
RATIO_COLUMNS = {  # (numerator, denominator) that a column of percentages may say
    "toilets": {"rectified_pct": ("rectified_count", "problem_count")},
    "funds": {"paid_pct": ("paid_yuan", "planned_yuan")},
}


def told_by_cells(columns: Sequence[HeadingColumn], kind: str, below: Sequence[list[str]]) -> list[HeadingColumn]:
    """The columns, those named that nothing but their cells name."""
    rows = [row for row in below[:MOST_ROWS] if sum(bool(cell) for cell in row) > 1]
    if len(rows) < FEWEST_ROWS:
        return list(columns)
    for find in FINDERS:
        found = find(columns, kind, rows)
        columns = [
            replace(column, name=found[column.index], is_listed=False, repeats=None, repeated=None)
            if column.index in found
            else column
            for column in columns
        ]
    return _without_any_sum(columns, rows)


def _without_any_sum(columns: Sequence[HeadingColumn], rows: Sequence[list[str]]) -> list[HeadingColumn]:
    """A sum that only a word like 金额 names, beside another sum nobody can name, may be any: neither is the plan."""
    unnamed = any(column.factor and _most("yuan", rows, column) for column in _unknown(columns))
    return [
        replace(column, name=None)
        if unnamed and column.name == "planned_yuan" and not column.is_listed and not _OF_A_PLAN.search(column.heading)
        else column
        for column in columns
    ]


def _unknown(columns: Sequence[HeadingColumn]) -> list[HeadingColumn]:
    return [column for column in columns if column.heading and not column.is_known and not column.repeats]


def _lone(fitting: list[HeadingColumn], name: str) -> dict[int, str]:
    return {fitting[0].index: name} if len(fitting) == 1 else {}


def _has(columns: Sequence[HeadingColumn], name: str) -> bool:
    return any(column.name == name for column in columns)


def _serial(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """Running numbers in the first column: 1, 2, 3."""
    first = next((column for column in columns if column.heading or sample(rows, column.index)), None)
    if first is None or first.is_known or _has(columns, "issue_no") or _has(columns, "serial"):
        return {}
    numbers = [re.sub(r"\.0$", "", plain(cell)) for cell in sample(rows, first.index)]
    runs = len(numbers) >= FEWEST_ROWS and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return {first.index: "issue_no" if kind == "progress" else "serial"} if runs else {}


def _village(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """Names of villages, with or without their township before them."""
    if "village" not in KINDS[kind].columns or _has(columns, "village"):
        return {}
    free = [*_unknown(columns), *(column for column in columns if column.name == "ignored")]
    return _lone([column for column in free if _most("village", rows, column)], "village")


def _most(holds: str, rows: Sequence[list[str]], column: HeadingColumn) -> bool:
    cells = sample(rows, column.index)
    return len(cells) >= FEWEST_ROWS and share(holds, cells, column.heading) >= MOST_OF


def _state(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """Nothing but states: 已完成, 推进中. A share of the work or a yes is none without its heading."""
    if kind != "progress" or _has(columns, "status"):
        return {}
    fitting = [column for column in _unknown(columns) if _only_states(sample(rows, column.index))]
    return _lone(fitting, "status")


def _only_states(cells: list[str]) -> bool:
    return len(cells) >= FEWEST_ROWS and share("status", cells) == 1.0 and share("flag", cells) == 0.0


def _completed_on(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """Days that stand in the rows whose state is done, and in no other."""
    status = next((column for column in columns if column.name == "status"), None)
    if kind != "progress" or status is None or _has(columns, "completed_on"):
        return {}
    fitting = [
        column
        for column in _unknown(columns)
        if share("date", cells := sample(rows, column.index)) == 1.0
        and len(cells) >= FEWEST_ROWS - 1
        and _stand_where_done(column, status, rows)
    ]
    return _lone(fitting, "completed_on")


def _stand_where_done(column: HeadingColumn, status: HeadingColumn, rows: Sequence[list[str]]) -> bool:
    done = [_is_done(row[status.index], status.heading) for row in rows]
    filled = [not is_null(row[column.index]) for row in rows]
    return done == filled and any(done) and not all(done)


def _is_done(cell: str, heading: str) -> bool:
    try:
        return read_state(cell, heading) not in OPEN
    except Unreadable:
        return False


def _finding(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """The one column of sentences, hardly any twice, left of all that is done about them in what else is a ledger."""
    done_about = [column.index for column in columns if column.name in LEDGER_COLUMNS]
    if kind != "progress" or _has(columns, "issue_title") or len(done_about) < ENOUGH_OF_A_LEDGER:
        return {}
    free = [*_unknown(columns), *(column for column in columns if column.name == "ignored")]
    left = [column for column in free if column.index < min(done_about)]
    return _lone([column for column in left if _are_sentences(sample(rows, column.index))], "issue_title")


def _opinion(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """Of two columns that may be what is done, the first is what is found where nothing else is: 审议意见 | 研究处理措施."""
    doing = [column for column in columns if "measures" in (column.name, column.repeated)]
    if kind != "progress" or _has(columns, "issue_title") or len(doing) != 2 or doing[0].is_listed:
        return {}
    about = [column.index for column in columns if column.name in LEDGER_COLUMNS and column not in doing]
    if len(about) < ENOUGH_OF_A_LEDGER - 1 or doing[1].index > min(about) or not _are_sentences(sample(rows, doing[0].index)):
        return {}
    return {doing[0].index: "issue_title", doing[1].index: "measures"}


def _are_sentences(cells: list[str]) -> bool:
    if len(cells) < FEWEST_ROWS or share("text", cells) < 1.0 or share("unit", cells) > 0.5:
        return False
    return len(set(cells)) >= MOST_OF * len(cells) and sum(len(plain(cell)) for cell in cells) >= SENTENCE * len(cells)


def _unit_of_measure(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """户, 人, 万元: the unit of the values beside it."""
    if kind != "indicators" or _has(columns, "unit"):
        return {}
    return _lone([column for column in _unknown(columns) if _most("unit_word", rows, column)], "unit")


def _value(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """The only numbers of a table that names an indicator and its unit."""
    names = {column.name for column in columns}
    if kind != "indicators" or not {"indicator", "unit"} <= names or "value" in names or any(each.is_wide for each in columns):
        return {}
    return _lone([column for column in _unknown(columns) if _most("number", rows, column)], "value")


def _indicator(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """The only words of a table that says a unit, and a place or a value: 要素 over 茶园面积, 生猪存栏."""
    names = {column.name for column in columns}
    if kind == "indicators" and "indicator" not in names and sum(map(_is_of_place, columns)) >= FEWEST_PLACES:
        return _before_places(columns, rows)
    if kind != "indicators" or "indicator" in names or "unit" not in names or not names & {"township", "village", "value"}:
        return {}
    free = [*_unknown(columns), *(column for column in columns if column.name == "ignored")]
    return _lone([column for column in free if _are_words(sample(rows, column.index))], "indicator")


def _is_of_place(column: HeadingColumn) -> bool:
    return bool(column.township or column.village)


def _before_places(columns: Sequence[HeadingColumn], rows: Sequence[list[str]]) -> dict[int, str]:
    """The column of words right before those of townships or villages: 问题类型, or no heading, beside 青石镇 | 石桥镇."""
    first = next(column.index for column in columns if _is_of_place(column))
    free = [column for column in columns if column.index < first and column.name in (None, "ignored", "category")]
    words = [column for column in free if not column.is_wide and _are_words(sample(rows, column.index), may_be_units=True)]
    return {words[-1].index: "indicator"} if words else {}


def _project(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """The only words of a table of two sums of money or more, hardly any of them twice: 标的, 电站名称."""
    sums = [column for column in columns if column.name and KINDS[kind].columns.get(column.name) == "yuan"]
    if kind != "funds" or _has(columns, "project") or len(sums) < FEWEST_SUMS:
        return {}
    return _lone([column for column in _unknown(columns) if _names_each(column, sample(rows, column.index))], "project")


def _names_each(column: HeadingColumn, cells: list[str]) -> bool:
    return _are_words(cells, plain(column.heading).endswith("名称")) and len(set(cells)) == len(cells)


def _are_words(cells: list[str], may_be_units: bool = False) -> bool:
    is_free = may_be_units or max(share("unit", cells), share("person", cells)) <= 0.5
    return len(cells) >= FEWEST_ROWS and share("text", cells) == 1.0 and is_free


def _problem_count(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """Numbers below a heading of what is wrong (存在问题 over 18, 9) say how many."""
    if kind != "toilets" or _has(columns, "problem_count") or not _has(columns, "surveyed_count"):
        return {}
    wrong = [column for column in columns if column.name == "problem_type" and column.choice is None]
    return _lone([column for column in wrong if _most("integer", rows, column)], "problem_count")


def _ratio(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """One of two columns of which a percentage beside them is the quotient, in every row: 实付 ÷ 批复 = 实付率."""
    for name, (above, below) in RATIO_COLUMNS.get(kind, {}).items():
        percentage = next((column for column in columns if column.name == name), None)
        known = {column.name: column for column in columns}
        if percentage is None or (above in known) == (below in known):
            continue
        given, wanted = (known[above], below) if above in known else (known[below], above)
        fitting = [
            column
            for column in _unknown(columns)
            if _is_quotient(percentage, *((given, column) if wanted == below else (column, given)), rows)
        ]
        if len(fitting) == 1:
            return {fitting[0].index: wanted}
    return {}


def _is_quotient(percentage: HeadingColumn, above: HeadingColumn, below: HeadingColumn, rows: Sequence[list[str]]) -> bool:
    """Whether enough rows state the quotient of two numbers, and none another one."""
    held = 0
    for row in rows:
        if township_in(plain(row[0]), whole=True) is None and any("计" in cell for cell in row):
            continue  # a total
        try:
            stated, sign = read_number(row[percentage.index])
            part, whole = read_number(row[above.index])[0], read_number(row[below.index])[0]
        except Unreadable:
            continue
        share_stated = stated if sign == "%" or stated > 1 else 100 * stated
        if not whole or not part:
            continue
        if abs(100 * part / whole - share_stated) > (SAME_PERCENT if share_stated % 1 else SAME_WHOLE):
            return False
        held += 1
    return held >= FEWEST_ROWS


def _dividend_paid(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """What was paid (兑付金额), right behind the dividends that are due and never more than they: dividends paid."""
    names = {column.name for column in columns}
    if kind != "funds" or "dividend_due_yuan" not in names or "dividend_paid_yuan" in names:
        return {}
    filled = [column for column in columns if column.heading]
    for due, paid in pairwise(filled):
        if due.name == "dividend_due_yuan" and paid.name == "paid_yuan":
            return {paid.index: "dividend_paid_yuan"} if _never_more(paid, due, rows) else {}
    return {}


def _never_more(part: HeadingColumn, whole: HeadingColumn, rows: Sequence[list[str]]) -> bool:
    pairs = [(row[part.index], row[whole.index]) for row in rows if row[part.index] and row[whole.index]]
    try:
        return len(pairs) >= FEWEST_ROWS and all(read_number(small)[0] <= read_number(large)[0] for small, large in pairs)
    except Unreadable:
        return False


FINDERS = (
    *(_serial, _village, _state, _completed_on, _opinion, _finding, _unit_of_measure, _indicator, _value, _project),
    *(class_of_aid, _problem_count, _ratio, _dividend_paid),
)
