"""The same content gives the same issues, whatever the file it comes in."""

import codecs
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from etl.parsed import ParsedPlan, Source
from etl.plan.parse import parse_plan
from etl.read.text import read_bytes
from tests.etl.plan.wordings import is_wording
from tests.etl.read.writers import docx_bytes, docx_table_bytes, html_text, printed

ROOT = Path(__file__).parents[3]
PLANS = sorted((ROOT / "data" / "plans").glob("*.txt"))
LAYOUTS = sorted((ROOT / "tests" / "golden" / "layouts").glob("*.txt"))
LEDGER = ROOT / "tests" / "golden" / "layouts" / "ledger.txt"
# What offices print: paragraphs with an indent and no gap between them; what browsers print: gaps and no indent.
OFFICIAL = (
    "@page { size: A4; margin: 37mm 26mm 35mm 28mm }"
    "p { margin: 0; text-indent: 2em; font-size: 16pt; line-height: 28pt; text-align: justify }"
)
PLAIN = "@page { size: A4; margin: 20mm } p { font-size: 12pt }"
documents = pytest.mark.parametrize("path", [*PLANS, *LAYOUTS], ids=lambda path: path.stem)


def bare(words: str) -> str:
    """Words without blanks, which formats keep or lose."""
    return "".join(words.split())


def essence(parsed: ParsedPlan) -> dict[str, Any]:
    text = parsed.source.text
    return {
        "issues": [
            {
                "title": bare(issue.title.text),
                "kind": issue.kind,
                "category": issue.category and bare(issue.category),
                "theme": issue.theme,
                "status": issue.status and issue.status.code,
                "deadline": issue.deadline and (issue.deadline.code, issue.deadline.due_on),
                "units": [(unit.role, bare(unit.name)) for unit in issue.units],
                "measures": [bare(text[span.start : span.end]) for span in issue.measures],
            }
            for issue in parsed.issues
        ],
        "amounts": [(amount.yuan, amount.role, amount.scope, amount.per) for amount in parsed.amounts],
        "township": parsed.plan.township,
        "doc_number": parsed.plan.doc_number and bare(parsed.plan.doc_number),
    }


def check(path: Path, source: Source) -> None:
    expected = essence(parse_plan(read_bytes(path.name, path.read_bytes(), "txt")))
    parsed = parse_plan(source)
    found = essence(parsed)
    assert expected["issues"]
    assert found == expected
    check_spans(parsed)


def check_spans(parsed: ParsedPlan) -> None:
    text = parsed.source.text
    for issue in parsed.issues:
        assert is_wording(text[issue.title.start : issue.title.end], issue.title.text)
        assert all(is_wording(text[unit.start : unit.end], unit.name) for unit in issue.units)
        assert all(text[span.start : span.end].strip() for span in (issue.finding, *issue.blocks, *issue.measures))
    values = (*parsed.amounts, *parsed.counts, *parsed.ratios, *parsed.periods, *parsed.unclaimed)
    assert all(text[span.start : span.end].strip() for span in values)


@documents
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_text(path: Path, encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    source = read_bytes("方案.txt", mark + path.read_text("utf-8").encode(encoding), "txt")
    assert source.encoding == encoding
    check(path, source)


@documents
@pytest.mark.parametrize("numbered", [False, True])
def test_docx(path: Path, numbered: bool) -> None:
    lines = path.read_text("utf-8").splitlines()
    source = read_bytes("方案.docx", docx_bytes(lines, numbered=numbered), "docx")
    assert bare(source.text) == bare("\n".join(lines))
    check(path, source)


@documents
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_html(path: Path, encoding: str) -> None:
    markup = html_text(path.read_text("utf-8").splitlines()).replace('charset="utf-8"', f'charset="{encoding}"')
    source = read_bytes("方案.html", markup.encode(encoding), "html")
    assert source.encoding == encoding
    check(path, source)


# A blank at a printed line's end cannot be seen: labels parted by nothing else are not printed in narrow lines.
NOT_PRINTED = {"labels_on_one_line"}
PRINTED = [
    pytest.param(path, OFFICIAL, id=f"official-{path.stem}") for path in [*PLANS, *LAYOUTS] if path.stem not in NOT_PRINTED
]
PRINTED += [pytest.param(path, PLAIN, id=f"plain-{path.stem}") for path in [*PLANS, LEDGER]]


@pytest.mark.parametrize(("path", "style"), PRINTED)
def test_pdf(path: Path, style: str, browser: Browser) -> None:
    markup = html_text(path.read_text("utf-8").splitlines(), style=style, furniture=False)
    source = read_bytes("方案.pdf", printed(browser, markup), "pdf")
    assert source.pages[0] == 0
    check(path, source)


def test_a_ledger_as_a_table_of_word() -> None:
    check(LEDGER, read_bytes("台账.docx", docx_table_bytes(LEDGER.read_text("utf-8").splitlines()), "docx"))


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_public_documents(form: str, shared: Path, browser: Browser) -> None:
    paths = sorted((shared / "seeds").glob("*.txt"))
    assert paths
    for path in paths:
        lines = path.read_text("utf-8-sig").splitlines()
        if form == "docx":
            content = docx_bytes(lines, numbered=True)
        elif form == "html":
            content = html_text(lines).encode()
        else:
            content = printed(browser, html_text(lines, style=OFFICIAL, furniture=False))
        check(path, read_bytes(f"方案.{form}", content, form))
