"""Damaged and hostile files: a document or a named error, never another exception, never a hang, always the same."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.parsed import Source
from etl.read import text
from etl.read.errors import UnreadableDocument
from etl.read.html import read_html
from etl.read.pdf import read_pdf
from tests.etl.read.test_docx import with_part
from tests.etl.read.writers import docx_bytes, html_text
from tests.fuzz_files import damaged

ROOT = Path(__file__).parents[3]
LINES = (ROOT / "tests" / "golden" / "layouts" / "blocks.txt").read_text("utf-8").splitlines()
LEDGER = (ROOT / "tests" / "golden" / "layouts" / "ledger.txt").read_text("utf-8").splitlines()
PDF = (ROOT / "tests" / "golden" / "files" / "ledger.pdf").read_bytes()
PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels")
LIMIT_S = 10
EXAMPLES = 150


@cache
def original(named: str) -> bytes:
    return {"docx": docx_bytes(LINES, numbered=True), "html": html_text(LEDGER).encode(), "pdf": PDF}[named]


def outcome(content: bytes, named: str) -> Source | str:
    """What reading gives: the document, or the message of a named error."""
    began = time.monotonic()
    try:
        source = text.read_bytes("方案", content, named)
    except UnreadableDocument as error:
        assert error.read
        assert error.expected
        return str(error)
    finally:
        assert time.monotonic() - began < LIMIT_S
    assert source.text.strip()
    source.text.encode("utf-8")
    assert list(source.pages) == sorted(source.pages)
    return source


@pytest.mark.parametrize("named", ["docx", "html", "pdf"])
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_damaged_bytes(named: str, seed: int) -> None:
    content = damaged(original(named), random.Random(seed))
    assert outcome(content, named) == outcome(content, named)


@pytest.mark.parametrize("part", PARTS)
@settings(max_examples=EXAMPLES // 3, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_damaged_parts_of_a_word_document(part: str, seed: int) -> None:
    content = with_part(part, lambda data: damaged(data, random.Random(seed)))
    assert outcome(content, "docx") == outcome(content, "docx")


@pytest.mark.parametrize("named", ["docx", "html", "pdf"])
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(content=st.binary(max_size=300))
def test_any_bytes(named: str, content: bytes) -> None:
    outcome({"docx": b"PK\x03\x04", "html": b"<html>", "pdf": b"%PDF-1.7"}[named] + content, named)


@pytest.mark.parametrize(
    "build",
    [
        lambda count: (
            "<table>" + "<tr>" + "<td rowspan=64 colspan=64>整改</td>" * 20 * (count // 1000) + "</tr></table>"
        ).encode(),
        lambda count: ("<p>" + "<a href=x>整改</a>(<b>一</b>)" * count + "</p>").encode(),
        lambda count: ("<ul>" + "<li><div>整改<br>\n </div>" * count).encode(),
        lambda count: b"<!--" * count * 10 + b"<html>" + "整改".encode(),
        lambda count: ("整\n" * count * 5).encode(),
        lambda count: b"<!-- a -->" * count + b"<html>" + "整改".encode(),
        lambda count: ("<html>" + "<footer>1</footer>整改" * count).encode(),
        lambda count: ("<html>" + "<div class=nav>1</div>整改" * count).encode(),
        lambda count: b"<p " + b" ".join(b"a%d=1" % n for n in range(count)) + ">整改".encode(),
        lambda count: ("<ol>" + "<li>整改" * count).encode(),
        lambda count: b"<meta " * count * 9 + "整改".encode(),
    ],
    ids=[
        "spans",
        "links",
        "lists",
        "comments",
        "breaks",
        "whole comments",
        "dropped",
        "furniture",
        "attributes",
        "numbers",
        "open tags",
    ],
)
def test_twice_the_page_takes_about_twice_the_time(build: Callable[[int], bytes]) -> None:
    def seconds(content: bytes) -> float:
        began = time.process_time()
        with suppress(UnreadableDocument):
            read_html("a.html", content)
        return time.process_time() - began

    small, large = (min(seconds(build(count)) for _ in range(3)) for count in (4000, 16000))
    assert large < 10 * small + 0.3


def test_a_script_is_no_tag_of_many_attributes() -> None:
    script = "<script>if (a<b " + "c = d / 2; " * 2000 + ")</script>"
    assert read_html("a.html", f"<html>{script}<p>整改</p>".encode()).text == "整改"


def test_a_large_word_document_is_read_in_time() -> None:
    content = docx_bytes([f"{n}.整改措施:逐户核对台账,明确专人负责。" for n in range(3000)])
    source = outcome(content, "docx")
    assert isinstance(source, Source)
    assert source.text.count("\n") == 2999


def test_a_pdf_read_from_its_middle_on_is_named() -> None:
    with pytest.raises(UnreadableDocument):
        read_pdf("方案.pdf", PDF[len(PDF) // 2 :])
