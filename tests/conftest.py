"""What several rooms' tests share: the folder beside the repository, and one real warehouse built from data/."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import launched
from tests.warehouse import hand_made
from warehouse.queries import Warehouse

ROOT = Path(__file__).parent.parent

# A busy machine must not fail a property: time is looked at by test_linear_time and the benches alone.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public documents and labels beside the repository; a test that needs it is skipped where it is not."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process: Playwright cannot be started twice."""
    with sync_playwright() as playwright, launched(playwright) as chromium:
        yield chromium


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store holding one build of data/, made by the command line as a clerk would make it; each process has a copy."""
    own = tmp_path_factory.mktemp("warehouse") / "store"
    # The folder of one run: processes that run tests beside each other have folders of their own in it.
    run = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else own.parent
    built = run / "built_store"
    with FileLock(run / "built_store.lock"):
        if not built.exists():
            command = ["build", "--plans", "data/plans", "--tables", "data/tables", "--store", str(built)]
            etl = [sys.executable, "-m", "etl", *command]
            build = subprocess.run(etl, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
            assert build.returncode in {0, 1}, build.stdout + build.stderr
    shutil.copytree(built, own)
    return own


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the hand-made warehouse, published once: the tests only read it."""
    folder = tmp_path_factory.mktemp("store")
    hand_made.published(folder)
    return folder


@pytest.fixture
def warehouse(store: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The hand-made warehouse, where the pages look for it."""
    monkeypatch.setenv("RECTIFICATION_STORE", str(store))
    return Warehouse.open(store)
