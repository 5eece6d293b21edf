"""What each column under a heading holds, by the words over it.

A column is known by its own text, else by the ones above it. Some columns say a value themselves and only hold a tick (已完成 |
正在整改 | 未启动 below 整改状态), in others the heading is the period, the township or the indicator of the values below it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from etl.sheet.aid import paid_out_as_aid
from etl.sheet.cells import COUNT_UNITS, Unreadable, plain, read_flag, read_status
from etl.sheet.column import HeadingColumn
from etl.sheet.content import sample
from etl.sheet.cues import cued_column
from etl.sheet.identity import funded_apart, names_left_out, problems_apart, with_township
from etl.sheet.kinds import KINDS, NOT_LOADED, column_of, without_unit, yuan_factor
from etl.sheet.wide_headings import (
    none_of_several,
    wide_column,
    without_instalments,
    without_lone_villages,
    without_sums_of_periods,
)

UNIT_ONLY = re.compile(r"\(?(?:[千万亿]?元|[户人座个亩头只%]|公里|平方米)\)?")
_OF_YEAR = re.compile(r"^(?:19|20)\d{2}年(?:度|以来)?|^(?:截至|截止|至)?(?:目前|当前)")
_SAYS_LITTLE = re.compile("金额|资金|数额|时间|日期|数量|名称|情况")
_SPENT = re.compile("支出|支付|拨付|分配|分红|收益|兑付|结余")
TOTALS = ("合计", "小计", "总计")
SUMS = (*TOTALS, "总数", "总", "计", "共计", "总量")
OF_THE_COUNTED = frozenset({"problem_type", "is_problem", "toilet_no"})  # a problem, or a number, of anything
_OF_TOILETS = re.compile("厕|粪|冲水|蹲便")  # in what is said to be wrong
SOURCES = frozenset({"central_yuan", "provincial_yuan", "municipal_yuan", "county_yuan", "other_yuan"})
FEWEST_COUNTS = 3  # beside each other they are the steps of one register


def columns_of(rows: list[list[str]], kind: str, about: str = "", below: Sequence[list[str]] = ()) -> tuple[HeadingColumn, ...]:
    """The columns under heading rows, read as those of a kind; `about` are the words above the table, `below` rows under it."""
    paths = [heading_path(rows, index) for index in range(len(rows[0]))]
    above = Counter(tuple(path[:-1]) for path in paths)
    columns = [_column(index, path, kind, below, above[tuple(path[:-1])] > 1) for index, path in enumerate(paths)]
    columns = without_instalments(without_sums_of_periods(without_lone_villages(columns)), kind)
    columns = none_of_several(_sum_of_parts(columns, paths, kind), paths, kind)
    columns = _sources_of_plan(columns, paths, kind)
    columns = paid_out_as_aid(_named_by_content(columns, kind), kind, about)
    columns = problems_apart(funded_apart(columns, paths, kind), paths, kind)
    columns = names_left_out(with_township(columns, below), below)
    return _first_of_each(_without_totals(_of_one_year(_only_beside(columns, kind, about, below), kind, below)))


def heading_path(rows: list[list[str]], index: int) -> list[str]:
    """Heading texts over a column, top down; a merged cell is filled to the right over columns that have a text below."""
    path = []
    for depth, row in enumerate(rows):
        text = row[index]
        if not text and depth < len(rows) - 1 and any(lower[index] for lower in rows[depth + 1 :]):
            text = next((row[left] for left in range(index - 1, -1, -1) if row[left]), "")
        if text and text not in path:
            path.append(text)
    return path


def _column(index: int, path: list[str], kind: str, below: Sequence[list[str]], has_siblings: bool) -> HeadingColumn:
    if not path:
        return HeadingColumn(index, "", None)
    units = [without_unit(plain(text))[1] for text in path] + [plain(text) for text in path if UNIT_ONLY.fullmatch(plain(text))]
    factor = next((yuan for text in reversed(units) if (yuan := yuan_factor(text))), None)
    named = [text for text in path if not UNIT_ONLY.fullmatch(plain(text))] or path
    candidates = [named[-1], "".join(named), *reversed(named[:-1])] if len(named) > 1 else named
    if len(named) > 1 and plain(named[-1]) in SUMS:  # 支出数 over 小计 | 直接支付: the sum of what is above it
        is_of_plan = not _SPENT.search("".join(named[:-1]))  # 收益分配支出 over 小计 is no plan, whatever 小计 alone is
        candidates = [*candidates[1:], *([named[-1]] if is_of_plan else [])]
    if len(named) > 1 and _SAYS_LITTLE.fullmatch(plain(without_unit(named[-1])[0])):  # 预付款 over 时间 | 金额: no sum of all
        candidates = ["".join(named), *reversed(named[:-1])]
    if path[-1] in COUNT_UNITS and named is not path:
        candidates = ["".join(path), *candidates]  # 受益对象 over 户 and 人
    if kind == "indicators" and (wide := wide_column(index, named, factor)):
        return wide
    if kind == "progress" and len(named) == 1 and _is_ticked_state(named[0], sample(below, index)):
        return HeadingColumn(index, named[0], "status", choice=named[0])
    if kind == "toilets" and len(named) == 1 and _is_ticked_problem(named[0], sample(below, index)):
        return HeadingColumn(index, named[0], "problem_type", choice=named[0])
    if has_siblings and (choice := _choice(named, kind)):
        return HeadingColumn(index, named[-1], choice, choice=named[-1], counted=column_of(kind, named[-1]))
    cells = sample(below, index)
    for text in candidates:
        of_parent = text in named[:-1]
        if listed := column_of(kind, text):
            return HeadingColumn(index, named[-1], listed, factor, of_parent=of_parent)
        if cued := (not _OF_YEAR.match(plain(text)) and cued_column(kind, text, cells)) or None:
            return HeadingColumn(index, named[-1], cued, factor, is_listed=False, of_parent=of_parent)
    return HeadingColumn(index, named[-1], None, factor)


def _is_ticked_problem(heading: str, cells: list[str]) -> bool:
    """Whether a heading says what is wrong (管道问题) and nothing but ticks stands below it."""
    return column_of("toilets", heading) is None and "问题" in heading and bool(cells) and all(map(_is_tick, cells))


def _is_tick(cell: str) -> bool:
    try:
        return not re.search(r"\w", cell) and read_flag(cell)
    except Unreadable:
        return False


def _is_ticked_state(heading: str, cells: list[str]) -> bool:
    """Whether a heading is a state (已完成 | 正在整改) and nothing but ticks stands below it."""
    try:
        read_status(heading)
        return bool(cells) and all(map(_is_tick, cells))
    except Unreadable:
        return False


def _choice(named: list[str], kind: str) -> str | None:
    """The column of which a heading below another one is a value to tick: 已完成 below 整改状态, 是 below 是否销号."""
    above = column_of(kind, named[-2]) if len(named) > 1 else None
    holds = KINDS[kind].columns.get(above or "")
    if above == "problem_type":
        return above
    try:
        if holds == "status" or above == "progress_text":
            read_status(named[-1])
            return "status"
        if holds == "flag":
            read_flag(named[-1])
            return above
    except Unreadable:
        return None
    return None


def _only_beside(columns: list[HeadingColumn], kind: str, about: str, below: Sequence[list[str]]) -> list[HeadingColumn]:
    """Headings that mean their column only beside another one are unknown without it; so are counts of toilets where neither
    they nor anything else of the table says that toilets are counted."""
    names = {column.name for column in columns}
    needed = KINDS[kind].only_beside
    columns = [
        replace(column, name=None) if names.isdisjoint(needed.get(plain(column.heading), names)) else column for column in columns
    ]
    said = KINDS[kind].counted_word
    is_said = said is None or said in about or any(said in column.heading for column in columns)
    if not is_said and all(names.isdisjoint(others) for others in needed.values()):
        columns = [replace(each, name=None) if each.name in ("problem_count", "rectified_count") else each for each in columns]
    counts = [each for each in columns if each.name and KINDS[kind].columns.get(each.name) == "integer"]
    if not is_said and len({each.name for each in counts}) < FEWEST_COUNTS:  # of which only a word says what is counted
        columns = [replace(each, name=None) if each in counts and not each.is_listed else each for each in columns]
        wrong = [cell for each in columns if each.name == "problem_type" for cell in sample(below, each.index)]
        if not any(_OF_TOILETS.search(cell) for cell in wrong):
            columns = [replace(each, name=None) if each.name in OF_THE_COUNTED else each for each in columns]
    return columns


def _of_one_year(columns: list[HeadingColumn], kind: str, below: Sequence[list[str]]) -> list[HeadingColumn]:
    """2024年度应分红 is 应分红 where no other column is: of several years none is the one."""
    found = {}
    for column in columns:
        rest = _OF_YEAR.sub("", plain(column.heading))
        if not column.is_known and rest != plain(column.heading):
            found[column.index] = column_of(kind, rest) or cued_column(kind, rest, sample(below, column.index))
    count = Counter([*found.values(), *(column.name for column in columns)])
    return [
        replace(column, name=name) if (name := found.get(column.index)) and (count[name] == 1 or name in NOT_LOADED) else column
        for column in columns
    ]


def _named_by_content(columns: list[HeadingColumn], kind: str) -> list[HeadingColumn]:
    """Where no column names the project, what it builds does: 项目内容, 建设内容."""
    names = {column.name for column in columns}
    if kind != "funds" or "project" in names:
        return columns
    return [replace(column, name="project") if column.name == "purpose" else column for column in columns]


def _sum_of_parts(columns: list[HeadingColumn], paths: list[list[str]], kind: str) -> list[HeadingColumn]:
    """Of several columns that only the heading above them names (问题户厕 over 小计 | 质量差 | 缺失) the sum alone is that."""
    groups: dict[tuple[str | None, ...], list[HeadingColumn]] = {}
    for column in columns:
        is_sum = _is_sum(column)
        if (column.of_parent or is_sum or not column.is_listed) and column.name not in (None, *NOT_LOADED):
            groups.setdefault((column.name, *paths[column.index][:-1]), []).append(column)
    parts = {
        column.index
        for (_, *above), group in groups.items()
        if len(group) > 1
        for column in group
        if (any(map(_is_sum, group)) and not _is_sum(column)) or _are_parts(group, above[-1] if above else None, kind)
    }
    if kind == "toilets":  # 已整改 over 小计 | 立行立改类: whatever a part is called, it is one of what stands above it
        summed = {tuple(paths[column.index][:-1]) for column in columns if column.of_parent and plain(column.heading) in SUMS}
        parts |= {each.index for each in columns if tuple(paths[each.index][:-1]) in summed and plain(each.heading) not in SUMS}
    return [replace(column, name=None) if column.index in parts else column for column in columns]


def _sources_of_plan(columns: list[HeadingColumn], paths: list[list[str]], kind: str) -> list[HeadingColumn]:
    """中央 below 支出资金 is what was spent of that money, no source of the plan.

    Where no column says what was spent in all, it is an unknown one, else left out.
    """
    if kind != "funds":
        return columns
    names = {column.name for column in columns}
    found = {}
    for column in columns:
        outcome = _outcome(paths[column.index][:-1]) if column.name in SOURCES else None
        if outcome:
            found[column.index] = "ignored" if outcome in names else None
    return [
        replace(each, name=(name := found[each.index]), is_listed=name is None) if each.index in found else each
        for each in columns
    ]


def _outcome(above: list[str]) -> str | None:
    """What became of the plan, as headings above a column say: 到位资金, 支出情况."""
    names = [column_of("funds", text) or cued_column("funds", text, []) for text in above]
    return next((name for name in names if name in ("arrived_yuan", "paid_yuan")), None)


def _are_parts(group: Sequence[HeadingColumn], above: str | None, kind: str) -> bool:
    """Whether money stands below one heading with no sum among it (支出数 over 直接支付 | 授权支付): none is the whole."""
    name = group[0].name or ""
    is_money = KINDS[kind].columns.get(name) == "yuan" and above is not None and column_of(kind, above) == name
    return is_money and all((column.of_parent or not column.is_listed) and not _is_sum(column) for column in group)


def _is_sum(column: HeadingColumn) -> bool:
    """小计, or 问题厕所合计."""
    return plain(column.heading) in SUMS or without_unit(plain(column.heading))[0].endswith(TOTALS)


def _without_totals(columns: list[HeadingColumn]) -> list[HeadingColumn]:
    """A column 小计 or 合计 beside one that names what it is (总投资) only adds up some of the others."""
    named = Counter(column.name for column in columns if column.is_listed)
    return [
        replace(column, name="ignored") if plain(column.heading) in TOTALS and column.name and named[column.name] > 1 else column
        for column in columns
    ]


def _first_of_each(columns: list[HeadingColumn]) -> tuple[HeadingColumn, ...]:
    """A canonical name stands once: a second column of the same name is unknown (and so a reject), not a second value.

    A heading that only a pattern knows gives way to one of the vocabulary, wherever it stands, and is then left out on purpose.
    """
    listed = {column.name for column in columns if column.name not in NOT_LOADED and column.is_listed}
    seen: dict[str, str] = {}
    kept = []
    for column in columns:
        if column.name in listed and not column.is_listed:
            column = replace(column, name="ignored", repeated=column.name)
        elif column.name and column.name in seen and column.choice is None:
            column = replace(column, name=None, repeats=seen[column.name], repeated=column.name)
        elif column.name and column.name not in NOT_LOADED:
            seen.setdefault(column.name, column.heading)
        kept.append(column)
    return tuple(kept)
