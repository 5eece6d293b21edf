"""Work shared out to processes, one task at a time: a task that ends its process, or never ends, is lost alone."""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from os import cpu_count
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A task that gave nothing; `reason` is in Chinese, for the reader of the message."""

    reason: str


def shared_out(work: Callable[[Task], Result], tasks: Iterable[Task], longest_s: float) -> Iterator[Result | GivenUp]:
    """What `work` makes of each task, in the order of the tasks, by as many processes as there are cores.

    What `work` raises is raised here. `longest_s`: seconds after which a task is given up and its process ended.
    """
    # Spawned, not forked: the threads of libraries loaded here would not live on in a fork.
    pool = ProcessPool(cpu_count() or 1, initializer=_leave_interrupts, context=get_context("spawn"))
    try:
        with _interrupts_held_back():
            results = pool.map(work, tasks, timeout=longest_s).result()
        while True:
            try:
                yield next(results)
            except StopIteration:
                return
            except TimeoutError:
                yield GivenUp(f"{longest_s:g} 秒内读不完的内容")
            except ProcessExpired:
                yield GivenUp("读它的进程被系统终止 (内存不足, 或内容损坏)")
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """The threads begun here, and the processes they begin, never see Ctrl-C, not even while those load the program."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # started later, it would let interrupts through again
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that started this one: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
