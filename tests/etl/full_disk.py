"""Builds on a disk that fills up or cannot be written: `python -m tests.etl.full_disk PLANS TABLES STORE`, in a mount namespace.

Puts a small file system of its own over STORE, builds, and then builds a changed input again and again with a little more room
each time, until there is enough. Prints one JSON object a build: room in KiB (-1: all there is, -2: read only), exit code, what
was said, what the store serves then.
"""

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from etl.cli import main
from etl.corrections.lines import COLUMNS
from warehouse.queries import Warehouse

SIZE_MIB = 160
ROOMS_KIB = (0, 8, 64, 400, 3_000, 9_000, 14_000, 20_000)


def mount(*options: str) -> None:
    """One call of mount."""
    subprocess.run(["mount", *options], check=True)


def built(plans: str, tables: str, store: Path, room_kib: int) -> None:
    """Build, and print what came of it."""
    corrections = store.parent / "corrections.csv"
    corrections.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    errors = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(errors):
        code = main(["build", "--plans", plans, "--tables", tables, "--corrections", str(corrections), "--store", str(store)])
    warehouse = Warehouse.open(store)
    served = {"build": warehouse.build_id, "issues": warehouse.read("overview")["issue_count"].item()}
    left = sorted(path.name for path in store.iterdir())
    sys.stdout.write(json.dumps({"room": room_kib, "code": code, "said": errors.getvalue(), "left": left, **served}) + "\n")


def scenario(plans: str, tables: str, store: Path) -> None:
    """A whole build, one with each room, one on a disk that is read only, one with all the room there is."""
    mount("-t", "tmpfs", "-o", f"size={SIZE_MIB}m", "tmpfs", str(store))
    built(plans, tables, store, -1)
    plan = next(Path(plans).glob("*.txt"))
    filler = store / "filler"
    for number, room_kib in enumerate(ROOMS_KIB):
        plan.write_text(plan.read_text(encoding="utf-8") + f"(三)第{number}次补充。核对。\n责任单位:乡党政办\n", encoding="utf-8")
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(store).free - room_kib * 1024)
        built(plans, tables, store, room_kib)
        filler.unlink()
    mount("-o", "remount,ro", str(store))
    built(plans, tables, store, -2)
    mount("-o", "remount,rw", str(store))
    built(plans, tables, store, -1)


if __name__ == "__main__":
    scenario(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
