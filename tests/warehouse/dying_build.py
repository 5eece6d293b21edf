"""A build that kills itself: `python -m tests.warehouse.dying_build STORE FUNCTION` dies where publish would call FUNCTION."""

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from tests.warehouse import hand_made
from warehouse import publish


def die(*_: object, **__: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit


if __name__ == "__main__":
    store, function = sys.argv[1:]
    if function == "replace":
        Path.replace = die  # type: ignore[method-assign]
    elif function != "none":
        setattr(publish, function, die)
    publish.publish(hand_made.frames(), Path(store))
