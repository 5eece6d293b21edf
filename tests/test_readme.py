"""Every command of the READMEs exists and does what it says; the package lists and their documentation agree."""

import re
import shlex
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.serving import free_port, started

pytestmark = pytest.mark.xdist_group("readme")  # the commands are run in the order of a reader, in one folder

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
# Commands that serve, test or delete are not run as they stand: `make run` has its own test, `make test` runs this one.
NOT_RUN = {"make run", "make test"}
COPIED = (
    *("app.py", "api", "shell", "pages", "reports", "warehouse", "etl", "sql", "data", "docs", "scripts"),
    *("Makefile", "requirements.txt", ".streamlit"),
)
FENCED = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINKED = re.compile(r"\]\(([^)#]+)\)")


def fenced_commands(name: str) -> list[str]:
    """The lines of a README's shell blocks."""
    return [line for block in FENCED.findall((ROOT / name).read_text("utf-8")) for line in block.splitlines()]


def targets() -> set[str]:
    """The targets that `make help` lists."""
    listing = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  make (\S+)", listing, re.MULTILINE))


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in another folder, with the environment of this one: commands that write do it there."""
    folder = tmp_path_factory.mktemp("readme") / "clone"
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One README command, run as a reader would."""
    words = shlex.split(command)
    return subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_come_first(name: str) -> None:
    assert fenced_commands(name)[:2] == ["make run", "make test"]


@pytest.mark.parametrize("name", READMES)
def test_make_targets_exist(name: str) -> None:
    code = re.findall(r"`[^`]*`|^make .*$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    mentioned = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(code)))
    assert mentioned
    assert mentioned <= targets()


def test_commands_work_one_after_the_other(clone: Path) -> None:
    for command in dict.fromkeys(c for name in READMES for c in fenced_commands(name) if c not in NOT_RUN):
        done = run(command, clone)
        # 1: something of the input was not understood, and is named.
        assert done.returncode in ({0, 1} if " etl " in f" {command} " else {0}), command + done.stdout + done.stderr
        assert done.stdout.strip() or done.stderr.strip() or "build" in command, command


@pytest.mark.parametrize("name", READMES)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    found = [link for link in LINKED.findall((ROOT / name).read_text("utf-8")) if "://" not in link]
    assert found
    assert [link for link in found if not (ROOT / link).exists()] == []


def test_make_run_serves_ends_and_starts_again_without_building(clone: Path) -> None:
    shutil.rmtree(clone / "store", ignore_errors=True)
    builds = []
    for _ in range(2):
        began = time.monotonic()
        with started(["make", "run", f"PORT={free_port()}"], clone) as served:
            with urllib.request.urlopen(served.url, timeout=10) as answer:
                assert answer.status == 200
            builds.append((clone / "store" / "current").read_text("utf-8"))
        took_s = time.monotonic() - began
    assert builds[0] == builds[1]
    assert took_s < 30


def test_make_run_takes_the_next_port_when_its_port_is_taken(clone: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started(["make", "run", f"PORT={port}"], clone) as served:
            assert served.url != f"http://127.0.0.1:{port}"
            assert any("已被占用" in line and "is taken" in line for line in served.lines)


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_package_named_is_pinned_and_explained(name: str) -> None:
    lines = (ROOT / f"{name}.in").read_text("utf-8").splitlines()
    direct = {re.split(r"[=<>~ ]", line)[0].lower() for line in lines if line and line[0] not in "#-"}
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / f"{name}.txt").read_text("utf-8"), re.MULTILINE))
    explained = set(re.findall(r"^\| ([\w-]+) \|", (ROOT / "docs/dependencies.md").read_text("utf-8"), re.MULTILINE))
    assert direct
    assert direct <= pinned
    assert direct <= explained


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pins_name_no_index(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert all("==" in line for line in text.splitlines() if line and not line.startswith(("#", " ")))
