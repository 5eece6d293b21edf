"""What the tables inside a document hold that no rule of documents reads: named, with what the clerk should do.

    序号	项目名称	资金用途	计划(万元)	到位(万元)		<- a table of funds: belongs among the spreadsheets
    序号	存在问题	涉及金额(万元)	责任单位		<- a ledger, read; its bare 33.6 is no amount without its unit

Cells are parted by tabs, as Word tables and pasted spreadsheets are read. The kind of a table is told by the headings of
spreadsheets (etl/sheet/heading.py).
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from etl.parsed import Unread
from etl.plan.ledger import find_ledger
from etl.plan.width import half_width
from etl.read.lines import SAME_AS_ABOVE
from etl.sheet.cells import plain, without_personal
from etl.sheet.heading import find_headings
from etl.sheet.kinds import KINDS, without_unit, yuan_factor

ADVICE = "表格文件 (文档里的这种表不读入, 请把它另存为 .xlsx, 放进表格文件夹)"
_TABLE = re.compile(r"[^\n]*\t[^\n]*(?:\n[^\n]*\t[^\n]*)*")
_BARE_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
UNITS = {1: "元", 1_000: "千元", 10_000: "万元", 100_000_000: "亿元"}
SHOWN = 60  # characters of a heading row


def unread_tables(text: str) -> Iterator[Unread]:
    """What to say of each table that belongs among the spreadsheets, and of each bare sum in a ledger, from the top."""
    if "\t" not in text:
        return
    text = half_width(text)
    ledgers = {span.start for span in find_ledger(text)[1]}
    for table in _TABLE.finditer(text):
        lines = table.group().split("\n")
        starts = [table.start()]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        first = text.count("\n", 0, table.start()) + 1
        rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
        if any(start in ledgers for start in starts):
            heads = [row if start in ledgers else None for row, start in zip(rows, starts, strict=False)]
            yield from _bare_sums(rows, heads, first)
        else:
            yield from _other_kinds(rows, first)


def _other_kinds(rows: list[list[str]], first: int) -> Iterator[Unread]:
    width = max(map(len, rows))
    own = [["" if cell == SAME_AS_ABOVE else cell for cell in row] for row in rows]
    for heading in find_headings([[*row, *[""] * (width - len(row))] for row in own]):
        if heading.kind != "progress" and heading.first + heading.depth < len(rows):
            words = without_personal(" ".join(filter(None, own[heading.first])))[:SHOWN]
            yield Unread(f"第{first + heading.first}行", f"像{KINDS[heading.kind].label}表: {words}", ADVICE)


def _bare_sums(rows: list[list[str]], heads: list[list[str] | None], first: int) -> Iterator[Unread]:
    """Numbers in a money column of a ledger that say no unit themselves."""
    head: list[str] = []
    for number, (row, own_head) in enumerate(zip(rows, heads, strict=True), start=first):
        if own_head is not None:
            head = [
                above if cell == SAME_AS_ABOVE else cell
                for cell, above in zip_longest(own_head, head[: len(own_head)], fillvalue="")
            ]
        elif len(row) == len(head):
            for heading, cell in zip(head, row, strict=True):
                if _is_money(heading) and _BARE_NUMBER.fullmatch(cell):
                    unit = UNITS.get(yuan_factor(plain(heading)) or 0, "万元")
                    expected = f"自己写明单位的金额, 如 {cell}{unit} (“{heading}”一列的数没有读入)"
                    yield Unread(f"第{number}行", cell, expected)


def _is_money(heading: str) -> bool:
    name, unit = without_unit(plain(heading))
    return yuan_factor(unit) is not None or name.endswith(("金额", "资金", "金额数"))
