"""Which file each line of the corrections is of, and that file with its mistakes put right."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from rapidfuzz import process

from etl.corrections.documents import corrected_plan
from etl.corrections.lines import Correction, WrongLine
from etl.corrections.sheets import corrected_tables

if TYPE_CHECKING:  # a file is put together with what frames need, and frames read corrections
    from etl.files import ReadFile


def assigned(
    corrections: Sequence[Correction], files: Sequence[tuple[Path, str]], *, is_whole_input: bool = True
) -> tuple[dict[Path, list[Correction]], list[WrongLine]]:
    """The lines of each file (path, name as in messages), and messages of the lines that name no file or several.

    A line names a file as messages do (五月/台账.xlsx), or by the end of its path where that is enough (台账.xlsx). Where the
    files are not the whole input, a line may be of another one.
    """
    of_file: dict[Path, list[Correction]] = {}
    wrong: list[WrongLine] = []
    for correction in corrections:
        named = [path for path, name in files if name == correction.file]
        named = named or [path for path, _ in files if path.absolute().as_posix().endswith(f"/{correction.file}")]
        if len(named) == 1:
            of_file.setdefault(named[0], []).append(correction)
        elif named:
            places = "、".join(path.as_posix() for path in named)
            said = correction.wrong("key", correction.key, f"只指一个文件的名字, 写上文件夹 ({places})")
            wrong.append((correction.line, said))
        elif is_whole_input:
            near = process.extractOne(correction.file, [name for _, name in files], processor=_stem, score_cutoff=50)
            hint = f", 最接近的是“{near[0]}”" if near else ""
            wrong.append((correction.line, correction.wrong("key", correction.key, f"输入文件夹里的一个文件{hint}")))
    return of_file, wrong


def put_right(file: "ReadFile", corrections: Sequence[Correction]) -> "tuple[ReadFile, list[WrongLine]]":
    """The file with the mistakes that these lines name put right, and messages of the lines that do not apply."""
    if not corrections:
        return file, []
    if file.plan:
        return file, corrected_plan(file.plan, corrections)
    if file.tables:
        tables, wrong = corrected_tables(file.path, file.tables, corrections)
        return replace(file, tables=tables), wrong
    expected = "能读入的文件 (这个文件没有读入)"
    return file, [(correction.line, correction.wrong("key", correction.key, expected)) for correction in corrections]


def _stem(name: str) -> str:
    return PurePath(name).stem
