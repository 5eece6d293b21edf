"""`python -m etl`: build, parse, check, export, template, bulletin.

Exit 0: all well, 1: something was not understood (named), 2: nothing done. What only one command needs is imported by it: loading
the libraries of Word, Excel and charts would take a build with little to do longer than its work.
"""

import argparse
import errno
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from etl.arguments import WrongRequest, command_parser
from etl.build import NothingToLoad, build
from etl.corrected_files import TableFile, first_rows_of, period_id_of, replaced_files, reported_by
from etl.corrections import WrongCorrections, assigned, put_right, read_corrections
from etl.files import ReadFile, known_suffixes, read_file
from etl.input_files import named_files
from etl.same_content import Content, Contents
from etl.system_errors import words_of
from etl.vocabulary import STOPPED, WrongVocabulary
from etl.vocabulary_check import check_vocabularies
from warehouse.checks import CheckFailed
from warehouse.export import DatabaseError
from warehouse.load import MEMORY_LIMIT
from warehouse.publish import published_files
from warehouse.queries import NoWarehouse
from warehouse.underway import AlreadyBuilding

if TYPE_CHECKING:
    from tqdm import tqdm

SHOWN_PROBLEMS = 30
INTERRUPTED = "已中断, 原有批次照常可用。"
OUT_OF_MEMORY = f"内存不够: 建库最多用 {MEMORY_LIMIT}。请关闭别的程序后再运行 python -m etl build; 再不行请把下面一行交给维护者"
DAMAGED = "数据仓库出错: 文件打不开、已损坏或写不下。请核对磁盘空间后重新运行 python -m etl build; 再不行请把下面一行交给维护者"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    options = command_parser(_build, _parse, _check, _export, _template, _bulletin).parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except (
        WrongRequest,
        NothingToLoad,
        NoWarehouse,
        AlreadyBuilding,
        CheckFailed,
    ) as error:
        hint = " 请先运行 python -m etl build。" if isinstance(error, NoWarehouse) else ""
        _warn(f"{error}{hint}")
    except WrongVocabulary as error:
        _warn(f"{error}\n{STOPPED}")
    except WrongCorrections as error:
        count = f"更正表里有 {len(error.messages)} 处对不上"
        _warn(f"{error}\n{count}, 没有发布新批次, 原有批次照常使用: 请改正上面点名的行, 或删去不再需要的行。")
    except BrokenPipeError:
        with suppress(OSError):
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the reader went away: nothing to flush to
    except OSError as error:
        written = error.filename2 if error.errno == errno.ENOSPC else None  # of a copy: not the file that was read
        _warn(_refused(error, written or error.filename, options))
    except DatabaseError as error:
        if "INTERRUPT" in str(error):  # what the database makes of Ctrl-C
            _warn(INTERRUPTED)
        elif os.strerror(errno.ENOSPC) in str(error):
            _warn(_refused(OSError(errno.ENOSPC, str(error)), None, options))
        elif str(error).startswith("Out of Memory"):
            _warn(f"{OUT_OF_MEMORY}{_still_served(options)}\n{str(error).splitlines()[0]}")
        else:
            _warn(f"{DAMAGED}{_still_served(options)}\n{str(error).splitlines()[0]}")
    except KeyboardInterrupt:
        _warn(INTERRUPTED)
    return 2


def _refused(error: OSError, place: str | None, options: argparse.Namespace) -> str:
    read, expected = words_of(error)
    return f"{place or getattr(options, 'store', '')}: 无法读写, 读到“{read}”, 应为 {expected}{_still_served(options)}"


def _still_served(options: argparse.Namespace) -> str:
    if options.command != "build":
        return ""
    is_served = False
    with suppress(OSError):  # what refuses to be written may refuse to be read too
        is_served = bool(published_files(options.store))
    return f"。没有发布新批次{', 原有批次照常可用' if is_served else ''}。"


def _build(options: argparse.Namespace) -> int:
    with _Progress() as progress:
        report = build(options.plans, options.tables, options.store, progress.on_file, options.corrections)
    for notice in report.notices:
        _say(notice)
    _say_problems(report.problems)
    counts = report.row_counts
    loaded = {
        "文档": f"{report.document_count} 份",
        "问题": f"{counts['issue']} 个",
        "表格文件": f"{report.table_count} 个",
        "状态": f"{counts['status']} 条",
        "金额": f"{counts['amount']} 处",
        "指标": f"{counts['indicator']} 条",
        "来源之内的核验": f"{counts['audit']} 次",
        "更正": f"{counts['correction']} 处",
        "未识别": f"{counts['reject']} 处",
    }
    _say(f"已发布批次 {report.build_id}: {', '.join(f'{what} {count}' for what, count in loaded.items())}")
    return report.exit_code


class _Progress:
    """A progress bar on a terminal, one plain line a file otherwise."""

    def __enter__(self) -> "_Progress":
        self._bar: tqdm[NoReturn] | None = None
        self._done = 0
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def on_file(self, name: str, gist: str, count: int) -> None:
        self._done += 1
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = self._bar or tqdm(total=count, desc="读入", unit="个文件")
            self._bar.update()
        else:
            _say(f"读入 {self._done}/{count} {name}: {gist}")


def _parse(options: argparse.Namespace) -> int:
    files = [read_file(path) for path in options.files]
    parsed = [line for file in files for line in _json_lines(file)]
    text = "".join(f"{line}\n" for line in parsed)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    for file in files:
        if file.failure:
            _warn(f"{file.path}: 读到“{file.failure.read}”, 应为 {file.failure.expected}")
    return _exit_code(files)


def _json_lines(file: ReadFile) -> list[str]:
    parsed = [file.plan] if file.plan else file.tables
    return [json.dumps(each.as_json(), ensure_ascii=False) for each in parsed]


def _check(options: argparse.Namespace) -> int:
    from etl.check import file_reports, findings
    from etl.check.terminal import show

    check_vocabularies()
    corrections, wrong = read_corrections(options.corrections)
    named, said = named_files(options.files)
    files = [read_file(path, name=name) for path, name in named]
    of_file, lost = assigned(corrections, [(file.path, file.name) for file in files], is_whole_input=False)
    wrong += lost
    contents = Contents()
    compared = [TableFile(file.name, period_id_of(reported_by(file.tables)), first_rows_of(file.tables)) for file in files]
    replaced = {one.old: one for one in replaced_files(compared)}
    repeated: dict[Path, str] = {}
    for position, file in enumerate(files):
        of_this = of_file.get(file.path, [])
        if position in replaced:
            repeated[file.path] = replaced[position].message
            wrong += map(replaced[position].not_applied, of_this)
            continue
        same = contents.same_as(Content.of(file))
        if same:
            repeated[same.other.path] = same.message
        if same and not same.is_read_here:
            wrong += map(same.not_applied, of_this)
            continue
        files[position], not_applied = put_right(file, of_this)
        wrong += not_applied
    found = findings(files, repeated)
    for file in files:
        show(file_reports(file, found), is_all=options.all)
    for note in said + found.notes:
        _say(note)
    read = [file for file in files if file.path not in repeated]
    failed = sum(_is_unread(file) for file in read)
    read_ids = {file.sha256 for file in read if not file.failure}
    rejected = sum(source_id in read_ids for source_id, _, _ in found.rejects)
    _say(
        f"共 {len(files)} 个文件: 能读入 {len(read) - failed} 个, 不能读入 {failed} 个"
        f"{f', 内容相同不再读入 {len(repeated) - len(replaced)} 个' if len(repeated) > len(replaced) else ''}"
        f"{f', 已被更正不再读入 {len(replaced)} 个' if replaced else ''}; "
        f"没有读懂 {rejected} 处; 核验存疑 {found.doubt_count} 处。"
    )
    if any(file.failure and file.path.suffix.lower() not in known_suffixes() for file in read):
        _say(f"能读的文件: {'、'.join(known_suffixes())}")
    if wrong:
        raise WrongCorrections(wrong)
    return max(_exit_code(read), 1 if found.rejects or found.is_double else 0)


def _is_unread(file: ReadFile) -> bool:
    """Whether nothing of a file can be loaded: it failed, or its tables have no row."""
    return file.failure is not None or (file.plan is None and not any(table.rows for table in file.tables))


def _exit_code(files: list[ReadFile]) -> int:
    if all(map(_is_unread, files)):
        return 2
    return 1 if any(_is_doubtful(file) for file in files) else 0


def _is_doubtful(file: ReadFile) -> bool:
    """Whether something of a file was not understood."""
    if file.plan:
        return not file.plan.issues or bool(file.plan.source.unread)
    return file.failure is not None or any(table.rejects for table in file.tables)


def _export(options: argparse.Namespace) -> int:
    from etl.export import export

    return export(options)


def _bulletin(options: argparse.Namespace) -> int:
    from etl.export import bulletin

    return bulletin(options)


def _template(options: argparse.Namespace) -> int:
    from etl.sheet.template import TEMPLATES, template_bytes

    options.out.write_bytes(template_bytes(options.kind))
    sheets = "、".join(sheet.name for sheet in TEMPLATES[options.kind])
    _say(f"{options.out}: 空白填报表, 工作表 {sheets}; 填好后放进表格文件夹即可读入。")
    return 0


def _say_problems(problems: list[str]) -> None:
    if problems:
        _say(f"没有读懂或没有读入的 {len(problems)} 处:")
    for problem in problems[:SHOWN_PROBLEMS]:
        _say(f"  {problem}")
    if len(problems) > SHOWN_PROBLEMS:
        _say(f"  … 另有 {len(problems) - SHOWN_PROBLEMS} 处, 见看板的数据质量页或 python -m etl export reject_register")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _warn(text: str) -> None:
    sys.stderr.write(f"{text}\n")
