"""All files of a build: which are parsed now, which were before, which are the same content given twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from etl.corrected_files import TableFile, replaced_files
from etl.corrections import WrongLine
from etl.frames.assemble import failed_files
from etl.frames.parts import PARSED_FILE
from etl.input_files import InputFile, corrections_id, source_id_of
from etl.parsed_files import KEY, Key, ParsedFiles
from etl.parsing import parse_files
from etl.same_content import Content, Contents

OnFile = Callable[[str, str, int], None]  # name of a file that was parsed, what it gave in words, the number of files to parse
Fact = dict[str, Any]


@dataclass(slots=True)
class Input:
    """The files of a build, each content once: rows of PARSED_FILE in their order, failed files too.

    `twins` are kept sources that are not loaded, because another file says the same; `parsed` those parsed now; `notes` what a
    source file's message says of a twin, by source_id; `wrong` lines of the corrections that do not apply: then nothing may be
    published.
    """

    files: pl.DataFrame = field(default_factory=lambda: PARSED_FILE.frame([]))
    twins: list[str] = field(default_factory=list)
    parsed: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    wrong: list[WrongLine] = field(default_factory=list)

    @property
    def has_rows(self) -> bool:
        """Whether a document or a row of a table could be read."""
        read = self.files.filter(pl.col("read").is_null())
        return not read.filter((pl.col("kind") == "document") | (pl.col("row_count") > 0)).is_empty()


def read_input(files: list[InputFile], kept: ParsedFiles, on_file: OnFile | None = None) -> Input:
    """Parse what was not parsed before; afterwards `kept` holds the rows of these files and no others, unless lines are wrong."""
    keys = [(source_id_of(file), file.kind, file.name, corrections_id(file.corrections)) for file in files]
    facts = kept.known()
    found, parsed, wrong = _facts_of(files, keys, kept, facts, on_file)
    chosen, read = _each_content_once(files, found)
    read.parsed = {key[0] for key in parsed}
    read.wrong += wrong
    if read.wrong:
        return read
    read.files = PARSED_FILE.frame(chosen)
    alive = {tuple(fact[name] for name in KEY) for fact in found if fact["read"] is None}
    if unchanged := len({key[0] for key in keys} - read.parsed):
        read.notices.insert(0, f"{unchanged} 个文件没有变化, 沿用上次解析的结果; 新解析 {len(parsed)} 个。")
    kept.settle(alive)
    read.twins = sorted({key[0] for key in alive} - {fact["source_id"] for fact in chosen})
    return read


def _facts_of(
    files: list[InputFile], keys: list[Key], kept: ParsedFiles, facts: dict[Key, Fact], on_file: OnFile | None
) -> tuple[list[Fact], list[Key], list[WrongLine]]:
    """The facts of each file, the keys of those parsed now, and messages of corrections that do not apply.

    Rows are told apart by the hash of their file, so that of equal bytes only one file may give some: the first that can be
    read, as a document or a table and by its suffix. The others are not tried, their facts are those of that one.
    """
    first_of: dict[tuple[str, str, str], int] = {}  # equal bytes that are read in the same way give the same
    same = [first_of.setdefault((key[0], key[1], files[place].path.suffix.lower()), place) for place, key in enumerate(keys)]
    tried: set[int] = set()
    read_as: dict[str, int] = {}  # of each content that could be read: as which file
    parsed: list[Key] = []
    wrong: list[WrongLine] = []
    waiting = list(first_of.values())
    while waiting:
        now = list({keys[place][0]: place for place in reversed(waiting)}.values())[::-1]  # the first of each content
        wanted = [place for place in now if keys[place] not in facts]
        parsed += [keys[place] for place in wanted]
        wrong += _parse([files[place] for place in wanted], parsed, kept, facts, on_file)
        tried.update(now)
        read_as |= {keys[place][0]: place for place in now if facts[keys[place]]["read"] is None}
        waiting = [place for place in waiting if place not in tried and keys[place][0] not in read_as]
    found = [facts[keys[place if place in tried else read_as[keys[place][0]]]] for place in same]
    return found, parsed, wrong


def _parse(
    files: list[InputFile], keys: list[Key], kept: ParsedFiles, facts: dict[Key, Fact], on_file: OnFile | None
) -> list[WrongLine]:
    """Parse the files and note their facts; messages of corrections that do not apply. `keys`: of all parsed so far."""
    key_of = {(key[1], key[2]): key for key in keys}  # a file that was saved while the build runs has another hash by now
    wrong: list[WrongLine] = []
    for batch in parse_files(files, kept.folder):
        for file in batch.wrong:
            wrong += file.wrong
            known = {"source_id": file.source_id, "content_id": file.content_id, "file": file.file}
            facts[key_of[file.kind, file.file]] = {**dict.fromkeys((*KEY, "read", "period_id", "first_rows")), **known}
        for name, gist in batch.gists:
            if on_file:
                on_file(name, gist, len(keys))
        if batch.path:
            kept.add(batch.path)
            _note(kept.batches[-1].files, key_of, facts)
        _note(failed_files(batch.failures), key_of, facts)
    return wrong


def _note(files: pl.DataFrame, key_of: dict[tuple[str, str], Key], facts: dict[Key, Fact]) -> None:
    for fact in files.iter_rows(named=True):
        facts[key_of[fact["kind"], fact["file"]]] = fact


def _each_content_once(files: list[InputFile], found: list[Fact]) -> tuple[list[Fact], Input]:
    """The facts of the files that are loaded, in their order: the same content is loaded once, whatever its bytes.

    With what is to be said of that, and lines of the corrections that speak of files which are therefore not loaded.
    """
    chosen: dict[Path, Fact] = {}
    read = Input()
    contents = Contents()
    for file, fact in zip(files, found, strict=True):
        content = Content(file.path, file.name, fact["source_id"], fact["content_id"], is_read=fact["read"] is None)
        same = contents.same_as(content)
        if same:
            read.notices.append(same.message)
            note = read.notes.get(same.kept.source_id)
            read.notes[same.kept.source_id] = f"{note}、{same.other.name}" if note else f"内容相同: {same.other.name}"
            if not same.is_read_here:
                read.wrong += map(same.not_applied, file.corrections)
                continue
            chosen.pop(same.first.path, None)  # could not be read where it stood (a table among the documents), but here
        chosen[file.path] = fact
    _latest_of_each_period(files, chosen, read)
    return list(chosen.values()), read


def _latest_of_each_period(files: list[InputFile], chosen: dict[Path, Fact], read: Input) -> None:
    """Leave out of the chosen files those that a corrected one of the same period replaces."""
    paths = list(chosen)
    corrections = {file.path: file.corrections for file in files}
    replaced = replaced_files(
        [TableFile(chosen[path]["file"], chosen[path]["period_id"], chosen[path]["first_rows"] or ()) for path in paths]
    )
    for one in replaced:
        read.notices.append(one.message)
        new_id = chosen[paths[one.new]]["source_id"]
        note = read.notes.get(new_id)
        read.notes[new_id] = f"{note}; 代替 {one.old_name}" if note else f"代替同一期的 {one.old_name}"
        read.wrong += map(one.not_applied, corrections[paths[one.old]])
    for one in replaced:
        del chosen[paths[one.old]]
