"""Parsing that does not survive one file: in a module of its own, so that the processes that begin anew find it."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from etl.input_files import InputFile
from etl.parsing import ParsedBatch, parse_batch

VICTIM = "3.csv"


def killed(files: Sequence[InputFile], folder: Path) -> ParsedBatch:
    if any(file.name == VICTIM for file in files):
        os.kill(os.getpid(), signal.SIGKILL)
    return parse_batch(files, folder)


def hanging(files: Sequence[InputFile], folder: Path) -> ParsedBatch:
    if any(file.name == VICTIM for file in files):
        time.sleep(60)
    return parse_batch(files, folder)


def spinning(files: Sequence[InputFile], folder: Path) -> ParsedBatch:
    while any(file.name == VICTIM for file in files):
        pass
    return parse_batch(files, folder)
