"""Whether a build is running in a store, and since when: what readers are told, and what keeps a second one from beginning.

store/build.lock   held while a build runs; the system lets go of it when the process dies
store/building     the time it began (UTC), written once the lock is held; a killed build leaves it behind
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

LOCK, BEGUN = "build.lock", "building"
WAIT_S = 0.5  # a page that looks whether a build was killed holds the lock for a moment


class AlreadyBuilding(Exception):
    """Another build holds the store."""


@contextmanager
def building(store: Path) -> Iterator[None]:
    """Hold the store, so that no other build begins; publish within it holds it once more. Raises AlreadyBuilding."""
    store.mkdir(parents=True, exist_ok=True)
    lock = FileLock(store / LOCK, timeout=WAIT_S, is_singleton=True)  # one object a path, so that it can be held twice
    try:
        lock.acquire()
    except Timeout as error:
        raise AlreadyBuilding(f"{store}: 另一个构建正在运行, 请等它结束后再试。") from error
    is_outermost = lock.lock_counter == 1
    try:
        if is_outermost:
            with suppress(OSError):  # what readers are told is worth no build: the disk may be full
                (store / BEGUN).write_text(datetime.now(UTC).replace(tzinfo=None).isoformat(), encoding="utf-8")
        yield
    finally:
        if is_outermost:
            with suppress(OSError):
                (store / BEGUN).unlink(missing_ok=True)
        lock.release()


def building_since(store: Path) -> datetime | None:
    """When the build that runs now began (UTC, without zone); None where none runs.

    Costs one look for a file where none runs. The lock is tried only where that file is there: a build that was killed left it.
    """
    try:
        began = datetime.fromisoformat((store / BEGUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    # Held by a build; or the reader may not write there, and the file alone speaks.
    with suppress(Timeout, OSError), FileLock(store / LOCK, timeout=0):
        return None
    return began
