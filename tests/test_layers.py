"""Who may import whom, and what may not stand anywhere in the project (docs/architecture.md)."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse import marts

ROOT = Path(__file__).parent.parent
APP = ("app.py", "api", "shell", "pages", "reports", "warehouse", "etl")
CODE = (*APP, "scripts", "bench", "synthetic", "tests")
TEXT = (*CODE, "sql", "data", "docs", ".ci", ".streamlit", "Makefile", "README.md", "README.zh-CN.md", "CHANGELOG.md")
TEXT_SUFFIXES = {".py", ".sql", ".md", ".toml", ".csv", ".txt", ".sh", ".json", ".css", ".js", ".in", ""}
LINES_AT_MOST = 400
NAMED_OTHERWISE = {"docx": "python-docx"}  # module -> the package it comes in
OUTSIDE = ("tests", "bench", "scripts", "synthetic")  # what makes, measures and tests the product, no part of it
# room -> what its modules may not import
CLOSED_TO = {
    "etl": {"pages", "api", "app", "streamlit", "duckdb", "plotly", "docx", *OUTSIDE},
    "warehouse": {"etl", "pages", "api", "reports", "app", "streamlit", "plotly", "docx", *OUTSIDE},
    "reports": {"etl", "pages", "api", "app", "streamlit", "duckdb", *OUTSIDE},
    "api": {"etl", "pages", "reports", "app", "streamlit", "duckdb", "plotly", *OUTSIDE},
    "shell": {"etl", "pages", "api", "reports", "warehouse", "app", "duckdb", "plotly", *OUTSIDE},
    "pages": {"etl", "api", "shell", "app", "duckdb", "docx", *OUTSIDE},
    "app.py": {"etl", "api", "shell", "duckdb", *OUTSIDE},
}
MACHINE_PATH = re.compile(r"(?<![\w.$/])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/")
OUTSIDE_URL = re.compile(r"(?:https?:)?//(?!127\.0\.0\.1|localhost|\{)[\w-]+(?:\.[\w-]+)+")


def files(places: tuple[str, ...], suffixes: set[str]) -> Iterator[Path]:
    """The files with one of these suffixes in these places of the repository."""
    for place in places:
        path = ROOT / place
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and file.suffix in suffixes and "__pycache__" not in file.parts)


def imported(source: str) -> set[str]:
    """The top packages that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("room", CLOSED_TO)
def test_room_imports_only_what_it_may(room: str) -> None:
    modules = list(files((room,), {".py"}))
    assert modules
    offenders = {named(path): sorted(imported(path.read_text("utf-8")) & CLOSED_TO[room]) for path in modules}
    assert {path: names for path, names in offenders.items() if names} == {}


def test_imports_are_seen_wherever_they_stand() -> None:
    source = "import os\ndef late():\n    from duckdb.typing import VARCHAR\n    import streamlit.web as web, polars\n"
    assert imported(source) == {"os", "duckdb", "streamlit", "polars"}


def test_every_package_imported_is_a_requirement_named() -> None:
    named_packages = {re.split(r"[=<>~]", line)[0] for line in (ROOT / "requirements.in").read_text("utf-8").splitlines()}
    named_packages |= {module for module, package in NAMED_OTHERWISE.items() if package in named_packages}
    own = {"app", *APP}
    for path in files(APP, {".py"}):
        foreign = imported(path.read_text("utf-8")) - own - set(sys.stdlib_module_names)
        assert foreign <= named_packages, named(path)


def test_each_mart_has_its_file_and_each_file_its_mart() -> None:
    assert {path.stem for path in files(("sql/marts",), {".sql"})} == set(marts.BY_NAME)


@pytest.mark.parametrize("folder", ["staging", "marts"])
def test_a_view_or_macro_is_named_as_its_file_and_says_its_grain(folder: str) -> None:
    created = re.compile(r"create\s+(?:or\s+replace\s+)?(?:view|table|macro)\s+(\w+)", re.IGNORECASE)
    for path in files((f"sql/{folder}",), {".sql"}):
        text = path.read_text("utf-8")
        assert created.findall(text) == [path.stem], named(path)
        header = text[: re.search(r"^\s*create", text, re.IGNORECASE | re.MULTILINE).start()]  # type: ignore[union-attr]
        assert header.startswith("--"), named(path)
        assert "grain" in header.lower(), named(path)


def test_marts_list_their_columns() -> None:
    starred = re.compile(r"select\s+(?:distinct\s+)?\*|group\s+by\s+(?:\d|all)", re.IGNORECASE)
    offenders = [named(path) for path in files(("sql/marts",), {".sql"}) if starred.search(path.read_text("utf-8"))]
    assert offenders == []


def test_no_file_is_longer_than_a_sitting() -> None:
    lengths = {named(path): len(path.read_text("utf-8").splitlines()) for path in files((*CODE, "sql"), {".py", ".sql"})}
    assert {path: length for path, length in lengths.items() if length > LINES_AT_MOST} == {}


def test_no_path_of_one_machine_stands_in_the_project() -> None:
    offenders = [named(path) for path in files(TEXT, TEXT_SUFFIXES) if MACHINE_PATH.search(path.read_text("utf-8"))]
    assert offenders == []


def test_no_address_of_another_host_stands_in_the_app() -> None:
    places = (*APP, "sql", ".streamlit")
    offenders = [named(path) for path in files(places, TEXT_SUFFIXES) if OUTSIDE_URL.search(path.read_text("utf-8"))]
    assert offenders == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("open('/" + "root/x')", True),
        ("cd /" + "home/someone/x", True),
        ("data/" + "work/plans", False),
        ("../" + "shared/plans", False),
    ],
)
def test_machine_paths_are_recognised(text: str, is_found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("https:" + "//cdn.example.com/a.js", True),
        ("src='//" + "cdn.example.com/a.js'", True),
        ("http://127.0.0.1:8501", False),
        ("rate = a // b.c", False),
    ],
)
def test_outside_addresses_are_recognised(text: str, is_found: bool) -> None:
    assert bool(OUTSIDE_URL.search(text)) == is_found


def test_a_build_of_a_changed_plan_loads_no_library_that_only_some_files_or_commands_need(tmp_path: Path) -> None:
    """Each costs every build of one changed file a tenth of a second."""
    libraries = ("docx", "kaleido", "numpy", "openpyxl", "plotly", "pyarrow", "pypdfium2", "xlrd", "xlsxwriter")
    plans, tables = tmp_path / "plans", tmp_path / "tables"
    shutil.copytree(ROOT / "data" / "plans", plans)
    tables.mkdir()
    build = ["build", "--plans", str(plans), "--tables", str(tables), "--store", str(tmp_path / "store")]
    code = f"import sys\nfrom etl.cli import main\nmain({build})\nprint([name for name in {libraries} if name in sys.modules])"
    for _ in range(2):
        said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        assert said.stdout.splitlines()[-1] == "[]", said.stderr
        changed = min(plans.glob("*.txt"))
        changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "新解析 1 个" in said.stdout
