"""`python -m etl`: the command line."""

import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType

INTERRUPTED = "已中断, 原有批次照常可用。\n"


def _leave(_number: int, _frame: FrameType | None) -> None:
    os.write(2, INTERRUPTED.encode())
    os._exit(2)


def _run() -> int:
    for stream in (sys.stdout, sys.stderr):  # whatever the locale: a rare character must not stop a build
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    signal.signal(signal.SIGINT, _leave)  # while libraries load there is nothing to clean up, and their own answer is a traceback
    from etl.vocabulary import STOPPED, WrongVocabulary

    try:
        from etl.cli import main
    except WrongVocabulary as error:  # of a vocabulary that is read while the program loads
        sys.stderr.write(f"{error}\n{STOPPED}\n")
        return 2
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return main()
    except KeyboardInterrupt:
        sys.stderr.write(INTERRUPTED)
        return 2
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the work is done or taken back: leaving is not interrupted


if __name__ == "__main__":
    sys.exit(_run())
