"""Rows that follow from one file alone: what parsing gives, whatever the other files say.

They are kept between builds (etl/parsed_files.py). Beside the tables of the warehouse there are rows that wait for other files:
those of ledgers, whose issues stand in the plans, and the facts of each file, from which source_file is made.
"""

from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from etl.frames.documents import Rows, add_plan
from etl.frames.ledger_rows import LEDGER
from etl.frames.sheets import add_tables
from etl.parsed import ParsedPlan
from etl.sheet.parsed import ParsedTable
from warehouse.schema import Column, Table
from warehouse.table_columns import SOURCE_ID
from warehouse.tables import TABLES
from warehouse.tables_quality import AUDIT, CORRECTION

Part = dict[str, pl.DataFrame]

LEDGER_CORRECTION = Table("ledger_correction", "台账更正", "台账的一处更正一行; 等待与方案核对", CORRECTION.columns)
LEDGER_AUDIT = Table("ledger_audit", "台账核验", "对台账的一次核验一行; 等待与方案核对", AUDIT.columns)
PARSED_FILE = Table(
    "parsed_file",
    "已解析文件",
    "一个读入的文件一行",
    (
        SOURCE_ID,
        Column("file", "text", "文件", "文件名, 不含文件夹", required=True),
        Column("kind", "text", "类型", "document | table", required=True),
        Column("format", "text", "格式", "格式", required=True),
        Column("encoding", "text", "编码", "编码"),
        Column("byte_count", "integer", "字节数", "文件大小", required=True),
        Column("row_count", "integer", "读入行数", "表格: 数据行数; 文档: 问题数", required=True),
        Column("reject_count", "integer", "未识别数", "这个文件自身的未识别数", required=True),
        Column("message", "text", "说明", "未读入的原因, 和有意不装入的"),
        Column("notes", "text_list", "提示", "有意不装入、应当告诉台账员的", required=True),
        Column("content_id", "text", "内容标识", "内容相同的文件相同, 无论编码和格式; 没有内容则为空"),
        Column("period_id", "text", "期标识", "种类、乡镇、填报日期都相同的表格相同; 文档为空"),
        Column("first_rows", "text_list", "前几行", "表格前几行各说的是什么 (乡镇和问题、村、项目或指标) 的标识"),
        Column("county", "text", "县", "表格的标题或填报单位写的县"),
        Column("townships", "text_list", "乡镇", "表格各行的乡镇, 各写一次; 没有表格则为空"),
        Column("corrections_id", "text", "更正标识", "对这个文件的更正相同, 标识就相同; 没有更正则为空"),
        Column("read", "text", "读到", "没有读入的文件: 读到什么"),
        Column("expected", "text", "应为", "没有读入的文件: 应当是什么"),
    ),
)
# The rows of the warehouse's tables source_file and progress are made of PARSED_FILE and LEDGER once all files are known.
MADE_ACROSS_FILES = ("source_file", "progress")
PART_TABLES: dict[str, Table] = {
    table.name: table
    for table in (*TABLES, LEDGER, LEDGER_AUDIT, LEDGER_CORRECTION, PARSED_FILE)
    if table.name not in MADE_ACROSS_FILES
}


def part_of(plans: Sequence[ParsedPlan], tables: Sequence[ParsedTable]) -> Part:
    """The rows of some files, one frame for each of PART_TABLES. Raises FrameMismatch for a fault of the program."""
    rows: Rows = defaultdict(list)
    for plan in plans:
        add_plan(plan, rows)
    add_tables(list(tables), rows)
    return {name: table.frame(rows[name]) for name, table in PART_TABLES.items()}
