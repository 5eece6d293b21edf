"""Old Word documents: each program that reads them, and what is said where none does.

tests/golden/files/word97.doc is tests/golden/layouts/blocks.txt as LibreOffice writes it in the format of Word 97.
"""

import subprocess
import time
from pathlib import Path

import pytest

from etl.read import doc
from etl.read.doc import LIGHT_COMMANDS, OFFICE_COMMANDS, installed, read_doc
from etl.read.errors import DamagedFile, EmptyFile, LockedFile, NoReaderInstalled, UnreadableDocument
from etl.read.real_format import OLE_MAGIC
from etl.read.text import read_bytes
from tests.etl.read.test_same_issues import PLANS, bare, check
from tests.etl.read.writers import docx_bytes, docx_table_bytes

ROOT = Path(__file__).parents[3]
BLOCKS = ROOT / "tests" / "golden" / "layouts" / "blocks.txt"
WORD97 = (ROOT / "tests" / "golden" / "files" / "word97.doc").read_bytes()
with_office = pytest.mark.skipif(installed(OFFICE_COMMANDS) is None, reason="LibreOffice: `make office` installs it")


def only(monkeypatch: pytest.MonkeyPatch, *paths: str | None) -> None:
    """Lets the reader find only these programs."""
    found = {Path(path).stem: path for path in paths if path}
    monkeypatch.setattr(doc, "installed", lambda commands: next((found[name] for name in commands if name in found), None))


def converted(content: bytes, folder: Path) -> bytes:
    """A .docx as LibreOffice writes it in the format of Word 97."""
    (folder / "a.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = installed(OFFICE_COMMANDS)
    assert office
    command = [office, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=90, check=True)
    return (folder / "a.doc").read_bytes()


@with_office
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_office_reads_numbers_that_word_generates(path: Path, tmp_path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    source = read_bytes("方案.doc", converted(docx_bytes(lines, numbered=True), tmp_path), "doc")
    assert (source.format, source.unread) == ("doc", ())
    assert bare(source.text) == bare("\n".join(lines))
    check(path, source)


@with_office
def test_office_reads_tables(tmp_path: Path) -> None:
    ledger = ROOT / "tests" / "golden" / "layouts" / "ledger.txt"
    check(ledger, read_bytes("台账.doc", converted(docx_table_bytes(ledger.read_text("utf-8").splitlines()), tmp_path), "doc"))


@pytest.mark.parametrize("name", LIGHT_COMMANDS)
def test_without_office_a_light_program_reads_the_words_and_says_what_it_cannot(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = installed((name,))
    if path is None:
        pytest.skip(f"{name}: `make office` installs it")
    only(monkeypatch, path)
    source = read_doc("方案.doc", WORD97)
    check(BLOCKS, source)
    assert [part.place for part in source.unread] == ["全文"]
    assert name in source.unread[0].read
    assert "编号" in source.unread[0].read


def test_without_any_program_the_advice_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch)
    with pytest.raises(NoReaderInstalled, match=r"方案\.doc: .*libreoffice-writer-nogui.*另存为 \.docx"):
        read_doc("方案.doc", WORD97)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (bytes(range(200)), DamagedFile),
        (OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"), LockedFile),
        (b"  ", EmptyFile),
    ],
)
def test_what_is_no_word_document_is_named(content: bytes, fault: type[UnreadableDocument]) -> None:
    with pytest.raises(fault, match=r"方案\.doc: 读到 "):
        read_bytes("方案.doc", content, "doc")


def script(folder: Path, name: str, lines: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, script(tmp_path, "soffice", f"sleep 60 & echo $! > {tmp_path}/child; wait"))
    monkeypatch.setattr(doc, "OFFICE_LIMIT_S", 1)
    began = time.monotonic()
    with pytest.raises(DamagedFile, match="1 秒内读不完"):
        read_doc("方案.doc", WORD97)
    assert time.monotonic() - began < 20
    child = (tmp_path / "child").read_text().strip()
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split(")")[-1].split()[0] == "Z"


def test_where_office_gives_nothing_a_light_program_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, script(tmp_path, "soffice", "exit 1"), script(tmp_path, "catdoc", "echo 一、存在问题"))
    assert read_doc("方案.doc", WORD97).text == "一、存在问题"
    only(monkeypatch, script(tmp_path, "soffice", "exit 1"))
    with pytest.raises(DamagedFile, match="LibreOffice 打不开"):
        read_doc("方案.doc", WORD97)
