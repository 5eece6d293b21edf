"""A build that the system ends once it has used so much of the processor, run by a process that has loaded the program."""

import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

from etl.build import build


def build_and_die(folder: Path, after_s: float, told: Connection | None = None) -> None:
    """Build the folder's input; dead without a word after so many seconds of processor. Tells how many it took, if it lived."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process, whatever it is at
    signal.setitimer(signal.ITIMER_PROF, after_s)
    began = time.process_time()
    build(folder / "plans", folder / "tables", folder / "store")
    if told:
        told.send(time.process_time() - began)
