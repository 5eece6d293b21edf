"""Tables of townships or villages whose columns are indicators, and no other kind of table.

乡镇   | 脱贫户数(户) | 参保率(%) | 公益岗        乡镇   | 反馈问题数 | 已完成 | 正在推进
青石镇 | 142          | 100       | 12            青石镇 | 16         | 12     | 3
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from etl.sheet.cells import COUNT_UNITS, YUAN_FACTORS, Unreadable, is_null, plain, read_number, read_status
from etl.sheet.column import HeadingColumn
from etl.sheet.content import are_names, filled_down, sample, share
from etl.sheet.heading_columns import columns_of, heading_path
from etl.sheet.kinds import KINDS, bare_heading, column_of
from etl.sheet.states import says_only_not_done
from etl.sheet.wide_headings import period_of

MEASURE = re.compile(r".{2,}(?:数|率|额|量|产值|比例|比重|占比)|.*(?:户数|人数|人口|收入|面积)")
_OF_PROBLEMS = frozenset({"issue_title", "issue_no", "status", *KINDS["toilets"].columns} - {"township", "village", "note"})
FEWEST_MEASURES = 2  # columns that make a table one of indicators
_BEHIND = re.compile(r"(.+?)[(\uff08【\[]([^()\uff08\uff09]{1,6})[)\uff09】\]]")
# Says too little without what stands above it: 户数 below 脱贫户.
_BARE = re.compile("(?:户|人|头|件|个)数|人口|金额|数量|面积|规模|资金|占比|比例|户|人|中央|省级|市级|县级|市县")
_PART_OF = re.compile("^其中[:：]?")
_DONE_ABOUT = re.compile("问题|措施")
_COUNTED = re.compile(r".{0,8}(?:问题|任务|事项|工单|案件|隐患|信访件|办件|件)(?:总?数|总数|数量|个数|件数|总量|\(个\)|\(件\))")
_OF_PERSONS = re.compile(r"姓名|户主|身份证|户名")


def measure_columns(rows: list[list[str]], below: list[list[str]]) -> tuple[HeadingColumn, ...] | None:
    """The columns of a table of townships or villages whose other columns are indicators; None for any other table.

    An indicator's heading is one of no kind of table, names its unit in brackets or ends as a count does (参保率), and has
    numbers below it. Beside two of these any other column of numbers is one; so are the states of problems that are counted.
    """
    known = [_freed(column, heading_path(rows, column.index), below) for column in columns_of(rows, "indicators", below=below)]
    if not {column.name for column in known} & {"township", "village"}:
        return None
    if any(map(is_of_persons, known)):
        return None  # a list of persons: its figures are theirs, not the township's
    paths = [heading_path(rows, column.index) for column in known]
    free = [column for column in known if column.heading and not column.is_known and not column.repeats]
    numbers = [column for column in free if _holds_numbers(column, below)]
    found = {column.index for column in free if _is_measure(paths[column.index], column, below)}
    is_dated = any(column.name == "period" for column in known)  # 年月 | 乡镇 | 外出务工: then numbers are of what is over them
    found |= _counts_of_problems(numbers)
    if is_dated or len(found) >= FEWEST_MEASURES:
        found |= {column.index for column in numbers if not _is_of_problems(column.heading)}
    lowest = Counter(path[-1] for path in paths if path)
    columns = [_measure(column, paths[column.index], lowest) if column.index in found else column for column in known]
    free = [column for column in columns if column.heading and not column.is_known]
    telling = [*free, *(column for column in columns if column.name in ("ignored", "indicator") and not column.is_listed)]
    if any(_names_rows(column, columns, below) or _lists_persons(column, columns, below) for column in telling):
        return None  # the figures are of what it names, not of the township
    return tuple(columns) if len(found) >= max(FEWEST_MEASURES, len(free)) else None


def is_of_persons(column: HeadingColumn) -> bool:
    """Whether a column names the persons that the rows are of: 姓名, 户主."""
    return column.name == "personal" and _OF_PERSONS.search(plain(column.heading)) is not None


def _freed(column: HeadingColumn, path: list[str], below: Sequence[list[str]]) -> HeadingColumn:
    """Where no column names indicators, a word like 完成 or 目前 makes no column the value of one: 目前在岗人数 is one itself.

    本月 below 监测户 is a value of that. Nor is a count of problems left out, as 存在问题 beside an indicator is, nor
    落实帮扶措施(户), nor 已整改 below 饮水问题整改.
    """
    counted = _COUNTED.fullmatch(plain(column.heading)) or (_DONE_ABOUT.search(column.heading) and split_unit(column.heading)[1])
    is_of_state = (
        _is_state(column.heading) or KINDS["toilets"].columns.get(column_of("toilets", column.heading) or "") == "integer"
    )
    is_below = len(path) > 1 and not column.is_listed and is_of_state and _holds_numbers(column, below)
    is_count = column.name == "ignored" and (bool(counted) or is_below)
    is_free = is_count or ("value" in (column.name, column.repeated) and (not column.is_listed or len(path) > 1))
    return replace(column, name=None, repeats=None, repeated=None) if is_free else column


def _measure(column: HeadingColumn, path: list[str], lowest: Counter[str]) -> HeadingColumn:
    """The column as that of an indicator: its name takes the headings above where it alone says too little (户数); a month among
    these is the period of its values."""
    core, unit = split_unit(path[-1])
    unit = unit or next((found for text in reversed(path[:-1]) if (found := split_unit(text)[1])), None)
    period = next((found for text in path[:-1] if (found := period_of(text))), None)
    above = [split_unit(_PART_OF.sub("", text))[0] for text in path[:-1] if not period_of(text)]
    made = HeadingColumn(column.index, path[-1], None, indicator="".join([*above, core]), unit=unit, period=period)
    if above and column_of("indicators", core) == "value":
        return replace(made, indicator="".join(above))  # 本月 below 监测户
    says_enough = lowest[path[-1]] == 1 and not _BARE.fullmatch(plain(core))
    return replace(made, indicator=core) if says_enough else made


def _counts_of_problems(numbers: Sequence[HeadingColumn]) -> set[int]:
    """问题数 | 已完成 | 正在推进: how many problems a township has, and how many of them in which state."""
    counted = [each for each in numbers if _COUNTED.fullmatch(plain(each.heading)) or _counts_problems(each.heading)]
    states = [column for column in numbers if _is_state(column.heading)]
    return {column.index for column in (*counted, *states)} if counted and states else set()


def _counts_problems(heading: str) -> bool:
    return column_of("toilets", heading) == "problem_count"


def _is_state(heading: str) -> bool:
    core = re.sub("(?:数|件数|个数|项数)$", "", bare_heading(heading))
    try:
        read_status(core)
    except Unreadable:
        return says_only_not_done(core, "")
    return True


def _names_rows(column: HeadingColumn, columns: Sequence[HeadingColumn], below: Sequence[list[str]]) -> bool:
    """Whether a column of words says something else in every row, or parts the rows of one place: a project, a class of aid."""
    cells = sample(below, column.index)
    if not cells or share("text", cells) < 1.0:
        return False
    return len(set(cells)) == len(cells) or _share_places(column, columns, below)


def _lists_persons(column: HeadingColumn, columns: Sequence[HeadingColumn], below: Sequence[list[str]]) -> bool:
    """Whether a column names persons, several of them of one place: one each may be who answers for the place."""
    return are_names(sample(below, column.index)) and _share_places(column, columns, below)


def _share_places(column: HeadingColumn, columns: Sequence[HeadingColumn], below: Sequence[list[str]]) -> bool:
    """Whether several rows with something in a column are of one place and period; merged cells hold for the rows below."""
    keys = [each.index for each in columns if each.name in ("township", "village", "period")]
    places = [place for place, row in zip(filled_down(below, keys), below, strict=True) if row[column.index]]
    return len(set(places)) < len(places)


def _is_measure(path: list[str], column: HeadingColumn, below: Sequence[list[str]]) -> bool:
    core, unit = split_unit(path[-1])
    if len(path) == 1 and _is_of_problems(path[-1]):
        return False  # below another heading (玉米播种) it is of that
    cells = [row[column.index] for row in below if not is_null(row[column.index])]
    unit = unit or next((found for text in path[:-1] if (found := split_unit(text)[1])), None)
    return bool(unit or MEASURE.fullmatch(plain(core))) and any(map(_is_number, cells))


def _is_of_problems(heading: str) -> bool:
    """Whether a heading is a column of ledgers or of toilets: counts of them, of which something else is missing."""
    core, unit = split_unit(heading)
    counted = ("progress",) if unit else ("progress", "toilets")
    return any(column_of(kind, text) in _OF_PROBLEMS for kind in counted for text in {heading, core})


def _holds_numbers(column: HeadingColumn, below: Sequence[list[str]]) -> bool:
    """Whether all filled cells are numbers, and no codes (512301, 512302): those are long and of one length."""
    cells = sample(below, column.index)
    is_code = all(re.fullmatch(r"\d{6,}", plain(cell)) for cell in cells) and len({len(plain(cell)) for cell in cells}) == 1
    return bool(cells) and all(map(_is_number, cells)) and not is_code


def _is_number(cell: str) -> bool:
    try:
        read_number(cell)
    except Unreadable:
        return False
    return True


def split_unit(text: str) -> tuple[str, str | None]:
    """An indicator's name and the unit in brackets behind it: 外出务工(人) -> 外出务工, 人; brackets of anything else stay."""
    match = _BEHIND.fullmatch(text.strip())
    unit = plain(match[2]).removeprefix("单位:") if match else ""
    is_unit = unit == "%" or unit.removeprefix("万") in {*COUNT_UNITS, *YUAN_FACTORS} or re.sub(r"/.*", "", unit) in YUAN_FACTORS
    return (match[1].strip(), unit) if match and is_unit else (text.strip(), None)
