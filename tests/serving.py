"""Start the dashboard as `make run` does, wait for the address it prints, and end it as Ctrl-C does."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
READY_WITHIN_S = 90
ENDED_WITHIN_S = 20
ADDRESS = re.compile(r"ready: (http://127\.0\.0\.1:\d+)$")


@dataclass
class Served:
    """A running dashboard: its address and what it has printed so far."""

    url: str
    lines: list[str]


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(store: Path) -> Iterator[Served]:
    """The dashboard over a store, until the block ends."""
    with started([sys.executable, "-m", "scripts.serve", "--port", str(free_port()), "--store", str(store)]) as served:
        yield served


@contextmanager
def started(command: list[str], folder: Path = ROOT) -> Iterator[Served]:
    """A command that serves the dashboard, from the address it prints until Ctrl-C, which has to end it."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    lines: list[str] = []
    ready = threading.Event()

    def read() -> None:
        assert process.stdout
        for line in process.stdout:
            lines.append(line.rstrip())
            if ADDRESS.search(line):
                ready.set()
        ready.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        ready.wait(READY_WITHIN_S)
        found = [match[1] for match in map(ADDRESS.search, lines) if match]
        assert found, "no address was printed:\n" + "\n".join(lines)
        yield Served(found[0], lines)
    finally:
        # A terminal sends Ctrl-C to the whole foreground group: the session made above.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(ENDED_WITHIN_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        reader.join(5)
