"""What was parsed, kept between builds, so that only changed files are parsed again.

    store/parsed/<fingerprint>/<digest>/issue.parquet …   rows of a batch of files, a Parquet file a table (etl/frames/parts.py)
    store/parsed/<fingerprint>/matches-<digest>.parquet   what earlier builds found of the rows of ledgers
    store/parsed/<fingerprint>/loaded-<digest>.parquet    whose rows the last build holds

The fingerprint is of the code, vocabularies and libraries that parse and load: when one of them changes everything is parsed
again. All is written under another name and renamed whole, and called by the digest of its bytes: what a killed build, a full
disk or a failing one left half written or altered is not read, and what was in it is parsed again. Files that gave nothing are
not kept (what was missing may be there tomorrow), nor are those whose checks depend on the day.
"""

import hashlib
import secrets
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from etl.frames.ledger import MATCHES, Schema
from etl.frames.parts import PART_TABLES, Part
from etl.system_errors import system_errors_of
from etl.vocabulary import FOLDER as VOCABULARY

ROOT = Path(__file__).resolve().parent.parent
PARSING_CODE = (
    "etl",
    "warehouse/load.py",
    "warehouse/schema.py",
    "warehouse/table*.py",
    "warehouse/labels.py",
    "requirements.txt",
)
FOLDER = "parsed"
DRAFT = ".new"
ASIDE = ".aside.parquet"
MATCHED, LOADED = "matches", "loaded"
SMALL, MOST_SMALL = 64, 16  # files in a batch that counts as small; how many of those stand before they are made one
DEPENDS_ON_DAY = ("future_date",)  # rules of audits that say another thing tomorrow

Key = tuple[str, str, str, str | None]  # source_id, kind, file, corrections_id
KEY = ("source_id", "kind", "file", "corrections_id")
# The files whose rows a build holds: the build, which files, how many rows, and whether they stand in the order of its tables.
HELD: Schema = {
    **dict.fromkeys(("build_id", *KEY), pl.String),
    "row_count": pl.Int64,
    "is_in_order": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Batch:
    """A folder of rows, and the facts of the files they are of (rows of PARSED_FILE)."""

    path: Path
    files: pl.DataFrame

    @property
    def keys(self) -> list[Key]:
        """Which files: content, kind, name, and what was put right in them."""
        return list(self.files.select(KEY).iter_rows())


class ParsedFiles:
    """The batches kept in a store for the code and vocabularies of now."""

    def __init__(self, store: Path, fingerprint: str | None = None) -> None:
        self.folder = store / FOLDER / (fingerprint or parsing_fingerprint())
        self.folder.mkdir(parents=True, exist_ok=True)
        self.batches: list[Batch] = []
        self.damaged_count = 0
        for path in sorted(self.folder.iterdir()):
            if path.is_dir() and not path.name.endswith(DRAFT):
                if _digest(path) == path.name:
                    self.add(path)
                else:
                    self.damaged_count += 1
                    shutil.rmtree(path, ignore_errors=True)

    def add(self, path: Path) -> None:
        """Count a written batch in."""
        self.batches.append(Batch(path, pl.read_parquet(path / "parsed_file.parquet")))

    def known(self) -> dict[Key, dict[str, Any]]:
        """The facts of every file that need not be parsed again."""
        changing = set(self.scan("audit").filter(pl.col("rule").is_in(DEPENDS_ON_DAY)).select("source_id").collect()["source_id"])
        changing |= set(
            self.scan("ledger_audit").filter(pl.col("rule").is_in(DEPENDS_ON_DAY)).select("source_id").collect()["source_id"]
        )
        facts: dict[Key, dict[str, Any]] = {}
        for batch in self.batches:
            for key, row in zip(batch.keys, batch.files.iter_rows(named=True), strict=True):
                if key[0] not in changing:
                    facts.setdefault(key, row)
        return facts

    def settle(self, alive: Collection[Key]) -> None:
        """Keep the rows of these files alone, each once; a batch with others in it is written anew without them."""
        left = set(alive)
        kept: list[Batch] = []
        mixed: list[tuple[Batch, list[str]]] = []
        for batch in reversed(self.batches):  # what was parsed now, before what an earlier build kept of the same file
            own = [key for key in batch.keys if key in left]
            left -= set(own)
            if len(own) == len(batch.keys):
                kept.append(batch)
            elif own:
                mixed.append((batch, [key[0] for key in own]))
        small = [batch for batch in kept if batch.files.height < SMALL]
        if len(small) > MOST_SMALL:
            kept = [batch for batch in kept if batch.files.height >= SMALL]
            mixed += [(batch, [key[0] for key in batch.keys]) for batch in small]
        gone = {batch.path for batch in self.batches} - {batch.path for batch in kept}
        self.batches = kept
        if mixed:
            self.add(self._merge(mixed))
        for path in gone:
            shutil.rmtree(path)

    def _merge(self, mixed: list[tuple[Batch, list[str]]]) -> Path:
        """One batch of the named sources of several, a table at a time, without holding them in memory."""
        draft = new_draft(self.folder)
        for name in PART_TABLES:
            parts = [
                pl.scan_parquet(path).filter(pl.col("source_id").is_in(source_ids))
                for batch, source_ids in mixed
                if (path := batch.path / f"{name}.parquet").exists()
            ]
            if parts:
                with system_errors_of(draft):
                    pl.concat(parts).sink_parquet(draft / f"{name}.parquet", maintain_order=True)
        return finish(draft)

    def matches(self) -> pl.DataFrame:
        """What earlier builds found of the rows of ledgers (etl/frames/ledger.py)."""
        return self._remembered(MATCHED, MATCHES)

    def held(self) -> pl.DataFrame:
        """The files whose rows the last build holds: rows of HELD."""
        return self._remembered(LOADED, HELD)

    def remember(self, matches: pl.DataFrame, held: pl.DataFrame) -> None:
        """Keep for the next build what this one found of ledgers, and what it holds."""
        for name, rows in ((MATCHED, matches), (LOADED, held)):
            draft = self.folder / f"{name}{DRAFT}"
            with system_errors_of(draft):
                rows.write_parquet(draft, compression="lz4")
            path = draft.replace(self.folder / f"{name}-{_digest(draft)}.parquet")
            for other in self.folder.glob(f"{name}-*.parquet"):
                if other != path:
                    other.unlink()

    def _remembered(self, name: str, schema: Schema) -> pl.DataFrame:
        paths = [path for path in self.folder.glob(f"{name}-*.parquet") if path.stem == f"{name}-{_digest(path)}"]
        return pl.read_parquet(paths[0]) if paths else pl.DataFrame(schema=schema)

    def paths(self, name: str) -> list[Path]:
        """The Parquet files that hold rows of a table."""
        return [path for batch in self.batches if (path := batch.path / f"{name}.parquet").exists()]

    def write_aside(self, name: str, rows: pl.LazyFrame) -> Path:
        """Rows that are loaded once and not kept, written as they come: never all in memory."""
        path = self.folder / f"{name}{ASIDE}"
        with system_errors_of(path):
            rows.sink_parquet(path, compression="lz4")
        return path

    def scan(self, name: str) -> pl.LazyFrame:
        """All kept rows of a table of PART_TABLES, read when they are asked for."""
        paths = self.paths(name)
        return pl.scan_parquet(paths) if paths else PART_TABLES[name].frame([]).lazy()

    def forget_others(self) -> None:
        """Remove what other code or vocabularies parsed, what was written aside, and what a build that was killed left."""
        alive = {batch.path for batch in self.batches}
        left = [path for path in self.folder.iterdir() if path.is_dir() and path not in alive]
        left += [path for ending in (DRAFT, ASIDE) for path in self.folder.glob(f"*{ending}") if path.is_file()]
        for path in [*self.folder.parent.iterdir(), *left]:
            if path.is_file():
                path.unlink()
            elif path != self.folder:
                shutil.rmtree(path, ignore_errors=True)


def new_draft(folder: Path) -> Path:
    """An empty folder for a batch that is being written."""
    draft = folder / f"{secrets.token_hex(8)}{DRAFT}"
    draft.mkdir()
    return draft


def finish(draft: Path) -> Path:
    """A written batch under its own name: from now on it is read."""
    path = draft.with_name(_digest(draft))
    if path.exists():  # the same rows, kept before
        shutil.rmtree(draft)
        return path
    return draft.rename(path)


def _digest(path: Path) -> str:
    """What tells a file, or the files of a folder, from all others; of an unreadable one, nothing any is called by."""
    digest = hashlib.sha256()
    try:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            with file.open("rb") as content:
                digest.update(file.name.encode() if path.is_dir() else b"")  # a single file is written under another name
                digest.update(hashlib.file_digest(content, "sha256").digest())
    except OSError:
        return ""
    return digest.hexdigest()[:32]


def write_part(part: Part, draft: Path) -> None:
    """The rows of some files into a draft; a table without rows has no file, that of the files always."""
    for name, frame in part.items():
        if frame.height or name == "parsed_file":
            with system_errors_of(draft):
                frame.write_parquet(draft / f"{name}.parquet", compression="lz4")


def was_built(store: Path) -> bool:
    """Whether a build was published into the store with the code and vocabularies of now."""
    return any((store / FOLDER / parsing_fingerprint()).glob(f"{LOADED}-*.parquet"))


def parsing_fingerprint() -> str:
    """A hash of all that decides what a file is parsed to: code, declarations, vocabularies, versions of libraries."""
    digest = hashlib.sha256()
    for path in sorted(_parsing_files()):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _parsing_files() -> Iterable[Path]:
    for place in PARSING_CODE:
        for path in ROOT.glob(place):
            yield from path.rglob("*.py") if path.is_dir() else [path]
    yield from VOCABULARY.glob("*.csv")
