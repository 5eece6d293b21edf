from pathlib import Path

import pytest

from etl.read import doc
from scripts import office


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH; the folder that is its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_what_is_missing_is_asked_for_and_named_and_stops_nothing(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(office, "install", asked.append)
    assert office.main() == 0
    assert asked == [["libreoffice-writer-nogui", "catdoc", "antiword"]]
    assert "apt-get install libreoffice-writer-nogui" in capsys.readouterr().err


def test_what_is_there_is_not_asked_for(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("soffice", "catdoc", "antiword"):
        (bare_machine / name).write_text("#!/bin/sh\n", "utf-8")
        (bare_machine / name).chmod(0o755)
    monkeypatch.setattr(office, "install", lambda packages: pytest.fail(f"installed {packages}"))
    assert office.main() == 0
    assert doc.installed(("nothing", "catdoc")) == str(bare_machine / "catdoc")
