"""Work shared out to processes, one task at a time: a task that ends its process, or never ends, is lost alone."""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, resource_tracker
from os import cpu_count
from typing import TypeVar

OUT_OF_TIME = getattr(signal, "SIGPROF", 0)  # ends a process whose timer of the processor has run down
Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A task that gave nothing; `reason` is in Chinese, for the reader of the message."""

    reason: str


def shared_out(
    work: Callable[[Task], Result], tasks: Iterable[Task], longest_s: float, clock_s: float
) -> Iterator[Result | GivenUp]:
    """What `work` makes of each task, in the order of the tasks, by as many processes as there are cores.

    What `work` raises is raised here. A task is given up, and its process ended, after `longest_s` of the processor, however busy
    the machine is with others, or after `clock_s` by the clock, where it waits for what never comes. Windows has no timer of the
    processor: there the clock decides alone.
    """
    from pebble import ProcessExpired, ProcessPool  # a build with little to do never comes here

    # Spawned, not forked: the threads of libraries loaded here would not live on in a fork.
    pool = ProcessPool(cpu_count() or 1, initializer=_leave_interrupts, context=get_context("spawn"))
    try:
        with _interrupts_held_back():
            results = pool.map(partial(_within, work, longest_s), tasks, timeout=clock_s).result()
        while True:
            try:
                yield next(results)
            except StopIteration:
                return
            except TimeoutError:
                yield GivenUp(f"{clock_s:g} 秒内读不完的内容")
            except ProcessExpired as error:
                if error.exitcode == -OUT_OF_TIME:
                    yield GivenUp(f"处理器算了 {longest_s:g} 秒还读不完的内容")
                    continue
                yield GivenUp("读它的进程被系统终止 (内存不足, 或内容损坏)")
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _within(work: Callable[[Task], Result], longest_s: float, task: Task) -> Result:
    """Work on a task; the system ends the process, whatever it is at, when the processor has worked on it too long."""
    if not hasattr(signal, "setitimer"):
        return work(task)
    signal.setitimer(signal.ITIMER_PROF, longest_s)
    try:
        return work(task)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


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
