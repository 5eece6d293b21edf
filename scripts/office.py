"""Find the programs that read old Word documents (.doc), or install them for the tests.

`python -m scripts.office` looks for LibreOffice, catdoc and antiword (etl/read/doc.py says what each gives) and, where apt-get
may be used, installs Debian's packages. What cannot be installed is named; the tests that need it are skipped.
"""

import sys

from etl.read.doc import OFFICE_COMMANDS, installed
from scripts.browser import install

# Debian's package -> the commands it brings; without a screen, LibreOffice's writer is 50 packages instead of 150.
PROGRAMS = {"libreoffice-writer-nogui": OFFICE_COMMANDS, "catdoc": ("catdoc",), "antiword": ("antiword",)}
MISSING = """\
没有装上: {parts}。缺少的程序读 .doc 的测试将跳过; 看板照常可用, 没有任何一个时 .doc 文件读不了。
Not installed: {parts}. Tests that read .doc with them are skipped; the dashboard works, .doc files need one of them.
    Debian/Ubuntu: apt-get install libreoffice-writer-nogui catdoc antiword
"""


def missing() -> list[str]:
    """The packages whose program is not there."""
    return [package for package, commands in PROGRAMS.items() if installed(commands) is None]


def main() -> int:
    """0: a missing reader of one old format stops nothing, it is said."""
    wanted = missing()
    if wanted:
        install(wanted)
    left = missing()
    if left:
        sys.stderr.write(MISSING.format(parts=", ".join(left)))
    else:
        sys.stdout.write(f"读 .doc 的程序 / Readers of .doc: {', '.join(PROGRAMS)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
