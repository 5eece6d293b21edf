"""`python -m etl`: the command line."""

import sys
from io import TextIOWrapper

from etl.cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # whatever the locale: a rare character must not stop a build
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main())
