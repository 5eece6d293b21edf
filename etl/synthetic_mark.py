"""Made-up input is marked by a file in its folder, and the build by a flag: every page and export then says 合成数据."""

from pathlib import Path

MARKER = "合成数据.txt"


def is_synthetic(*folders: Path) -> bool:
    """Whether a folder of the input, or the folder it stands in, holds the marker."""
    return any((place / MARKER).is_file() for folder in folders for place in (folder, folder.resolve().parent))
