import os
import shutil
from pathlib import Path

import pytest

from reports import browsers
from scripts import browser


def executable(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH, at home nothing fetched; the folder that is its PATH."""
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(browsers, "USUAL_PLACES", ())
    return tmp_path / "bin"


def test_the_browser_named_is_the_one_used(bare_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(bare_machine / "chromium")
    monkeypatch.setenv("CHROME", executable(tmp_path / "my" / "chrome"))
    assert browser.find_browser() == str(tmp_path / "my" / "chrome")


def test_a_browser_named_wrongly_is_said_and_nothing_is_installed(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    executable(bare_machine / "chromium")
    asked: list[list[str]] = []
    monkeypatch.setattr(browser, "install", asked.append)
    monkeypatch.setattr(browser, "has_chinese_font", lambda: True)
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    assert browser.main() == 1
    assert "/nowhere/chrome" in capsys.readouterr().err
    assert asked == []


def test_edge_will_do(bare_machine: Path) -> None:
    edge = executable(bare_machine / "microsoft-edge")
    assert browser.find_browser() == edge


def test_a_fetched_browser_will_do(bare_machine: Path, tmp_path: Path) -> None:
    fetched = executable(tmp_path / "home/.cache/ms-playwright/chromium-1200/chrome-linux/chrome")
    assert browser.find_browser() == fetched


def test_what_is_missing_is_asked_for_and_named(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(browser, "install", asked.append)
    monkeypatch.setattr(browser.platform, "system", lambda: "Linux")
    assert browser.main() == 1
    assert asked == [["chromium", "fonts-noto-cjk", "fontconfig"]]
    message = capsys.readouterr().err
    assert "浏览器" in message
    assert "中文字体" in message
    assert "apt-get install chromium" in message


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there is no root here")
def test_without_root_and_sudo_nothing_is_run(bare_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(bare_machine / "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(browser.subprocess, "run", lambda *words, **_: pytest.fail(f"ran {words}"))
    assert shutil.which("sudo") is None
    browser.install(["chromium"])
