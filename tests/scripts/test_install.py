import shutil
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "install.sh"


def command(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)


def install(venv: Path, path: Path) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("sh") or "sh"
    words = [shell, str(SCRIPT), str(venv), "pins.txt"]
    return subprocess.run(words, env={"PATH": str(path)}, capture_output=True, text=True, check=False)


def test_a_machine_without_a_new_enough_python_is_told_what_to_install(tmp_path: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        command(tmp_path / "bin" / name, "exit 1")
    done = install(tmp_path / "venv", tmp_path / "bin")
    assert done.returncode == 1
    assert "没有找到 Python 3.11" in done.stderr
    assert "No Python 3.11 or newer" in done.stderr


def test_a_newer_python_is_found_beside_an_old_one(tmp_path: Path) -> None:
    command(tmp_path / "bin" / "python3", "exit 1")
    command(tmp_path / "bin" / "python3.13", f'echo "$@" >> {tmp_path}/asked')
    done = install(tmp_path / "venv", tmp_path / "bin")
    assert done.returncode != 0  # this python makes no environment, so pip cannot be run in it
    assert f"-m venv --clear {tmp_path}/venv" in (tmp_path / "asked").read_text("utf-8")


def test_uv_installs_when_it_is_there(tmp_path: Path) -> None:
    command(tmp_path / "venv" / "bin" / "python", f'echo "python $@" >> {tmp_path}/asked')
    command(tmp_path / "bin" / "uv", f'echo "uv $@" >> {tmp_path}/asked')
    assert install(tmp_path / "venv", tmp_path / "bin").returncode == 0
    asked = (tmp_path / "asked").read_text("utf-8")
    assert f"uv pip install --python {tmp_path}/venv/bin/python -r pins.txt" in asked
    assert "-m pip install" not in asked


def test_pip_installs_where_uv_reaches_no_index(tmp_path: Path) -> None:
    command(tmp_path / "venv" / "bin" / "python", f'echo "python $@" >> {tmp_path}/asked')
    command(tmp_path / "bin" / "uv", "exit 2")
    assert install(tmp_path / "venv", tmp_path / "bin").returncode == 0
    assert "python -m pip install --disable-pip-version-check --no-input -r pins.txt" in (tmp_path / "asked").read_text("utf-8")
