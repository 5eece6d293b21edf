"""A build becomes a new file beside the others and is published by moving a pointer.

    store/warehouse-20240520-081500-3f2a.duckdb     one file a published build, never written again
    store/current                                   file names, newest first: the first line is what readers open
    store/saved_views.json                          names of views that readers kept (pages/shared/saved_views.py)
    store/build.lock, store/building                while a build runs (warehouse/underway.py)

The pointer is replaced by one atomic rename, and it alone says what is published: a file it does not name is what a stopped
build left behind (or an old one still open on Windows) and is removed by the next build.
"""

import os
import secrets
import shutil
import signal
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType

import duckdb
import polars as pl

from warehouse.checks import CheckFailed, remember_sliced, run_checks
from warehouse.load import TableRows, connect, decided_together, limit_memory, load, load_build, renew
from warehouse.staging import NotRenewable, Renewal
from warehouse.tables import BUILD
from warehouse.underway import building
from warehouse.views import create_views, is_made_alike, renew_views

POINTER = "current"
KEPT_BUILDS = 10


@dataclass(frozen=True)
class Basis:
    """The build a new one begins as a copy of, and the sources (source_id) that have come, gone or changed since.

    Rows that follow from an unchanged source alone are taken over with the file; all others are loaded anew.
    """

    build_id: str
    changed: Collection[str]


def published_files(store: Path) -> list[Path]:
    """The published warehouse files, newest first; empty when nothing was published yet."""
    try:
        names = (store / POINTER).read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []
    return [store / name for name in names]


def publish(
    tables: Mapping[str, TableRows],
    store: Path,
    *,
    started_at: datetime | None = None,
    is_synthetic: bool = False,
    basis: Basis | None = None,
) -> str:
    """Load the rows (of each of warehouse.tables.TABLES) into a new file, check it, publish it; the build id.

    `started_at` is the UTC time the ETL began, without zone. `basis` spares work and changes nothing: where it is not the
    published build, or what comes of it cannot be read or breaks a rule, all is loaded from nothing. Raises FrameMismatch (a
    fault of the program), CheckFailed (the data breaks a rule) and AlreadyBuilding; the published build then stays as it was.
    """
    started_at = started_at or _now()
    with building(store):
        _remove_unpublished(store)
        earlier = published_files(store)[:1]
        if basis is not None and [path.name for path in earlier] == [f"warehouse-{basis.build_id}.duckdb"]:
            with suppress(duckdb.Error, CheckFailed, NotRenewable):
                return _build(tables, store, started_at, is_synthetic, (earlier[0], basis.changed))
        return _build(tables, store, started_at, is_synthetic)


@contextmanager
def _told_of_ctrl_c() -> Iterator[None]:
    """Make Ctrl-C a KeyboardInterrupt, whatever DuckDB makes of it: within a statement it comes out as one of several errors."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread is told of signals
        yield
        return
    asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    except Exception as error:
        if asked:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:  # DuckDB finished the statement all the same
        raise KeyboardInterrupt


def _build(
    tables: Mapping[str, TableRows],
    store: Path,
    started_at: datetime,
    is_synthetic: bool,
    copied: tuple[Path, Collection[str]] | None = None,
) -> str:
    """Load, check and move the pointer; `copied` is the file to begin with, and the sources changed since."""
    build_id = f"{_now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    path = store / f"warehouse-{build_id}.duckdb"
    try:
        if copied:
            shutil.copyfile(copied[0], path)
        connection = connect(path)
        try:
            with _told_of_ctrl_c():
                limit_memory(connection)
                counted = partial(build_row, connection, build_id, started_at, is_synthetic)
                if copied:
                    _renew(connection, tables, copied[1], counted)
                else:
                    _load_anew(connection, tables, counted)
                # On closing it happens anyway, but there a disk that is full is passed over in silence.
                connection.execute("CHECKPOINT")
                offences = run_checks(connection)
        finally:
            connection.close()
        if offences:
            raise CheckFailed(offences)
        pointer = _write_pointer(store, path)
    except BaseException:
        _remove(path)
        raise
    pointer.replace(store / POINTER)
    _remove_unpublished(store)
    return build_id


def _load_anew(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, TableRows], counted: Callable[[], pl.DataFrame]
) -> None:
    """Everything into an empty file; `counted` is the row of the table build, once the others are loaded."""
    connection.begin()
    load(connection, tables)
    load_build(connection, counted())
    connection.commit()
    create_views(connection)


def _renew(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, TableRows],
    changed: Collection[str],
    counted: Callable[[], pl.DataFrame],
) -> None:
    """What differs into a copy of an earlier build's file, of which the sources `changed` changed. Raises NotRenewable."""
    if not is_made_alike(connection):
        raise NotRenewable("made by other statements")
    remember_sliced(connection)
    connection.begin()
    touched = renew(connection, tables, changed)
    load_build(connection, counted())
    renew_views(connection, Renewal(connection, touched, decided_together(tables)))
    connection.commit()


COUNTS = """
SELECT count(*) FILTER (state <> 'failed' AND kind = 'document') AS document_count,
       count(*) FILTER (state <> 'failed' AND kind = 'table') AS table_count,
       count(*) FILTER (state = 'failed') AS failed_count,
       (SELECT count(*) FROM reject) AS reject_count
FROM source_file
"""


def build_row(connection: duckdb.DuckDBPyConnection, build_id: str, started_at: datetime, is_synthetic: bool) -> pl.DataFrame:
    """The row of the table build: what the loaded tables hold, counted."""
    counted = connection.execute(COUNTS)
    counts = {name: count for (name, *_), count in zip(counted.description, counted.fetchall()[0], strict=True)}
    row = {"build_id": build_id, "started_at": started_at, "finished_at": _now(), "is_synthetic": is_synthetic}
    return BUILD.frame([{**row, **counts}])


def _write_pointer(store: Path, path: Path) -> Path:
    """A pointer that names the file first, before the builds that are kept: renaming it, in one step, publishes the file."""
    kept = [path, *published_files(store)][:KEPT_BUILDS]
    draft = store / f"{POINTER}.new"
    with draft.open("w", encoding="utf-8") as file:
        file.write("".join(f"{file_path.name}\n" for file_path in kept))
        file.flush()
        os.fsync(file.fileno())
    return draft


def _remove_unpublished(store: Path) -> None:
    """Remove warehouse files (and their write-ahead logs) that the pointer does not name."""
    published = set(published_files(store))
    for path in store.glob("warehouse-*.duckdb*"):
        if path.suffix == ".tmp":
            shutil.rmtree(path, ignore_errors=True)
        elif path not in published:
            _remove(path)


def _remove(path: Path) -> None:
    """Remove the file, its write-ahead log and what was sorted beside it; one that is held open where that forbids removal waits
    for the next build."""
    shutil.rmtree(path.with_name(path.name + ".tmp"), ignore_errors=True)
    for victim in (path, path.with_name(path.name + ".wal")):
        try:
            victim.unlink(missing_ok=True)
        except PermissionError:
            continue


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
