"""Tables of money paid to households: what stands for the project is the class of aid, and 兑付 is no dividend.

乡镇   | 奖补类别 | 户数 | 应兑付(元) | 已兑付(元)
板桥镇 | 种植业   | 320  | 960000     | 768000
板桥镇 | 养殖业   | 210  | 630000     | 630000
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.sheet.cells import plain
from etl.sheet.column import HeadingColumn
from etl.sheet.content import filled_down, sample, share
from etl.sheet.kinds import KINDS, column_of

_CLASS = re.compile(r"类别|类型|类|种类|名目|项目|政策|奖补|补助|补贴|帮扶|资金名称|科目|险种")
_OF_SHARES = re.compile("分红|红利|收益|股|租|利益联结|资产|经营")
_PAID_OUT = re.compile("兑付|兑现|发放|应发|已发")
AID_COLUMNS = {"dividend_due_yuan": "planned_yuan", "dividend_paid_yuan": "paid_yuan"}


def paid_out_as_aid(columns: list[HeadingColumn], kind: str, about: str) -> list[HeadingColumn]:
    """应兑付 and 已兑付 are dividends only where something of the table speaks of shares; else aid that is due and paid."""
    said = about + "".join(column.heading for column in columns)
    if kind != "funds" or _OF_SHARES.search(said):
        return columns
    names = {column.name for column in columns}
    return [
        replace(column, name=aid)
        if (aid := AID_COLUMNS.get(column.name or "")) and aid not in names and _PAID_OUT.search(column.heading)
        else column
        for column in columns
    ]


def class_of_aid(columns: Sequence[HeadingColumn], kind: str, rows: Sequence[list[str]]) -> dict[int, str]:
    """Where nothing names a project, the one column of classes of aid, each once for a township: the project."""
    names = {column.name for column in columns}
    if kind != "funds" or names & {"project", "personal"} or not names & set(KINDS[kind].required[1]):
        return {}
    places = [
        column.index
        for column in columns
        if column.name == "township" or (column.heading and column_of("indicators", column.heading) == "village")
    ]
    free = [
        column
        for column in columns
        if column.heading and (column.name == "ignored" or not column.is_known) and _CLASS.search(plain(column.heading))
    ]
    fitting = [column for column in free if _tells_apart(column.index, places, rows)]
    return {fitting[0].index: "project"} if len(fitting) == 1 else {}


def _tells_apart(index: int, places: Sequence[int], rows: Sequence[list[str]]) -> bool:
    """Whether a column of words says something else in each row of a township, or of a village where these are named."""
    cells = sample(rows, index)
    if len(cells) < 2 or share("text", cells) < 1.0:
        return False
    told = [(*place, row[index]) for place, row in zip(filled_down(rows, places), rows, strict=True) if row[index]]
    return len(set(told)) == len(told)
