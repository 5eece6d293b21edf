"""The command line's arguments, with help and messages in Chinese (argparse speaks English of its own accord)."""

import argparse
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from etl.sheet.kinds import KINDS
from warehouse.choices import read_date

ROOT = Path(__file__).resolve().parent.parent
STORE_VARIABLE = "RECTIFICATION_STORE"
FORMATS = ("csv", "xlsx", "parquet")
PAPERS = ("整改情况通报", "问题清单", "销号表")
MESSAGES = (
    (r"argument (.*): invalid _day value: (.*)", r"\1: 读到 \2, 应为 2024-05-20 这样的日期"),
    (r"argument (.*): invalid (?:_place|_folder|Path) value: (.*)", r"\1: 读到 \2, 应为 文件夹的路径"),
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"argument (.*): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1: 读到“\2”, 应为 \3 之一"),
    (r"argument (.*): expected (?:one|at least one) argument", r"\1 后面应有一个值"),
    (r"unrecognized arguments: (.*)", r"不认识的参数 \1"),
)
Run = Callable[[argparse.Namespace], int]


class WrongRequest(Exception):
    """What was asked for cannot be done; the message says why."""


class ChineseParser(argparse.ArgumentParser):
    """An argument parser whose usage, headings and errors are Chinese; an error exits with 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_ChineseFormatter, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示帮助")

    def error(self, message: str) -> NoReturn:
        """Print the usage and the message, and exit with 2."""
        for english, chinese in MESSAGES:
            message = re.sub(english, chinese, message)
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n")


class _ChineseFormatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法: " if prefix is None else prefix)


def command_parser(build: Run, parse: Run, check: Run, export: Run, template: Run, bulletin: Run) -> argparse.ArgumentParser:
    """The parser of `python -m etl`; the chosen command's function stands in the options as `run`."""
    parser = ChineseParser(
        prog="python -m etl",
        description="把方案和表格读入数据仓库, 供看板使用。",
        epilog="退出码: 0 全部读入; 1 有没读懂的行或文件 (已点名); 2 什么也没有完成。",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令", title="命令")

    command = commands.add_parser("build", help="读入全部文件并发布新批次", description="读入方案和表格, 发布新批次。")
    command.add_argument("--plans", type=_place, default=ROOT / "data/plans", metavar="文件夹", help="方案 (默认 data/plans)")
    command.add_argument("--tables", type=_place, default=ROOT / "data/tables", metavar="文件夹", help="表格 (默认 data/tables)")
    _add_corrections(command)
    _add_store(command)
    command.set_defaults(run=build)

    command = commands.add_parser("parse", help="打印读出的内容 (JSON)", description="每份文档、每张表打印一行 JSON。")
    command.add_argument("files", nargs="+", type=Path, metavar="文件", help="文档或表格")
    command.add_argument("--out", type=Path, metavar="文件", help="写到文件 (默认打印)")
    command.set_defaults(run=parse)

    command = commands.add_parser(
        "check", help="说明哪些能读入、哪些读不懂", description="逐个文件说明读到了什么、哪些没有读懂。"
    )
    command.add_argument("files", nargs="+", type=Path, metavar="文件或文件夹", help="文档、表格, 或装有它们的文件夹")
    command.add_argument("--all", action="store_true", help="长的清单全部列出")
    _add_corrections(command)
    command.set_defaults(run=check)

    command = commands.add_parser("export", help="导出一个视图", description="导出当前批次的一个视图。")
    command.add_argument("view", nargs="?", metavar="视图", help="视图名, 如 issue_register; 写错时会列出全部")
    command.add_argument("--as-ledger", type=Path, metavar="格式.xlsx", help="把问题填进这张台账格式 (不写视图), 要有 --out")
    command.add_argument("--township", action="append", default=[], metavar="乡镇", help="只导出这个乡镇 (可写多次)")
    command.add_argument("--format", choices=FORMATS, help="格式 (默认按 --out 的扩展名, 没有则为 csv)")
    command.add_argument("--out", type=Path, metavar="文件", help="写到文件 (csv 默认打印)")
    _add_store(command)
    command.set_defaults(run=export)

    command = commands.add_parser("template", help="写出空白的填报表", description="写出一张空白的填报表 (.xlsx), 填好即可读入。")
    command.add_argument("kind", choices=list(KINDS), metavar="种类", help="、".join(KINDS))
    command.add_argument("--out", type=Path, required=True, metavar="文件", help="写到这个 .xlsx 文件")
    command.set_defaults(run=template)

    described = "按当前批次写出 Word 通报, 或问题清单、销号表 (Word 或 Excel)。"
    command = commands.add_parser("bulletin", help="写出整改情况通报、问题清单或销号表", description=described)
    command.add_argument("--kind", choices=PAPERS, default=PAPERS[0], help=f"写什么 (默认 {PAPERS[0]})")
    command.add_argument("--township", action="append", default=[], metavar="乡镇", help="只写这个乡镇 (可写多次)")
    command.add_argument("--as-of", type=_day, metavar="日期", help="截至日期, 如 2024-05-20 (默认今天)")
    command.add_argument("--issuer", default="", metavar="单位", help="通报的落款单位 (默认留空待填)")
    command.add_argument("--address", default="", metavar="网址", help="看板的地址, 写进通报的出处 (默认只写页面)")
    command.add_argument("--no-charts", action="store_true", help="通报只附表, 不附图")
    command.add_argument("--out", type=Path, required=True, metavar="文件", help="写到 .docx (清单、销号表也可以是 .xlsx)")
    _add_store(command)
    command.set_defaults(run=bulletin)
    return parser


def _place(text: str) -> Path:
    """A path as typed; an empty one (a variable that is not set) is a mistake, not the folder one stands in."""
    if not text.strip():
        raise ValueError
    return Path(text)


def _day(text: str) -> date:
    """2024-05-20; anything else is a mistake."""
    day = read_date(text)
    if day is None:
        raise ValueError
    return day


def _add_corrections(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--corrections",
        type=_place,
        default=ROOT / "data/corrections.csv",
        metavar="文件",
        help="来源错误的更正表 (默认 data/corrections.csv)",
    )


def _add_store(command: argparse.ArgumentParser) -> None:
    default = Path(os.environ.get(STORE_VARIABLE) or ROOT / "store")
    command.add_argument("--store", type=_place, default=default, metavar="文件夹", help="数据仓库 (默认 store)")
