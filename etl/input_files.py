"""The files of an input folder, before they are read: which there are, and what tells whether one has changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from etl.corrections import Correction
from etl.files import id_of_name


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of an input folder: path, name (the path within that folder), document or table, what is put right in it."""

    path: Path
    name: str
    kind: str
    corrections: tuple[Correction, ...] = ()


def input_files(folder: Path, kind: str) -> tuple[list[InputFile], list[str]]:
    """The files under a folder in a fixed order, and the names of those left out: hidden files and lock files (~$…)."""
    files, skipped = [], []
    for path in sorted(path for path in folder.rglob("*") if not path.is_dir()):
        within = path.relative_to(folder)
        if any(part.startswith((".", "~$")) for part in within.parts):
            skipped.append(within.as_posix())
        else:
            files.append(InputFile(path, within.as_posix(), kind))
    return files, skipped


def skipped_message(folder: Path, skipped: list[str]) -> str:
    """What is said of the files of a folder that are left out."""
    return f"{folder}: 隐藏文件和办公软件的临时文件不读: {'、'.join(skipped)}"


def named_files(paths: Iterable[Path]) -> tuple[list[tuple[Path, str]], list[str]]:
    """Files and folders as typed to files, each once with its name, a folder's as a build has them; and what is to be said."""
    named: dict[Path, tuple[Path, str]] = {}
    said = []
    for path in paths:
        if not path.is_dir():
            named.setdefault(path.resolve(), (path, path.name))
            continue
        files, skipped = input_files(path, "")
        for file in files:
            named.setdefault(file.path.resolve(), (file.path, file.name))
        said += [skipped_message(path, skipped)] if skipped else []
        said += [] if files else [f"{path}: 读到“空文件夹”, 应为 有文件的文件夹"]
    return list(named.values()), said


def source_id_of(file: InputFile) -> str:
    """The SHA-256 of a file's content; of its name where there is no content, so that unread files are told apart."""
    try:
        with file.path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
            return digest if content.tell() else id_of_name(file.name)
    except OSError:
        return id_of_name(file.name)


def corrections_id(corrections: tuple[Correction, ...]) -> str | None:
    """What tells equal corrections of a file, None for none."""
    return hashlib.sha256(repr(corrections).encode("utf-8", "surrogatepass")).hexdigest() if corrections else None
