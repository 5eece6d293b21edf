"""Text in a wrong encoding is told from Chinese, and no Chinese from it."""

from pathlib import Path

import pytest

from etl.read.encoding import decoded
from etl.read.garbled import is_garbled
from etl.read.html import read_html
from etl.read.text import read_text
from etl.sheet.parse import parse_tables

ROOT = Path(__file__).parents[3]
OLD_FORMS = "東川鄉農村廁所整改方案。一、存在的問題。截至六月三十日,本鄉共有問題廁所十二座,責任單位為鄉農業服務中心。\n"
PLAIN = "东川乡农村厕所整改方案。一、存在的问题。截至六月三十日,本乡共有问题厕所十二座,责任单位为乡农业服务中心。\n"


@pytest.mark.parametrize(
    ("words", "written", "read"),
    [(OLD_FORMS, "big5", "gb18030"), (PLAIN, "utf-8", "gb18030"), (PLAIN, "gb18030", "big5")],
)
def test_a_wrong_encoding_gives_rare_characters(words: str, written: str, read: str) -> None:
    assert is_garbled(words.encode(written, "ignore").decode(read, "replace"))
    assert not is_garbled(words)


def test_a_document_of_it_says_what_to_do() -> None:
    for source in (
        read_text("甲.txt", OLD_FORMS.encode("big5")),
        read_html("甲.html", f"<html><body><p>{OLD_FORMS}</p></body></html>".encode("big5")),
    ):
        (unread,) = source.unread
        assert (unread.place, unread.read[:6]) == ("全文", "像是乱码: ")
        assert "另存为 UTF-8" in unread.expected


def test_a_table_of_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "甲.csv").write_bytes(
        ("鄉鎮,村,廁所數,問題數\n" + "東川鄉,楊柳村,十二座問題廁所,責任單位為鄉農業服務中心\n" * 3).encode("big5")
    )
    (table,) = parse_tables(tmp_path / "甲.csv")
    (reject,) = table.rejects
    assert reject.read.startswith("像是乱码: ")
    assert "另存为 UTF-8" in reject.expected


def test_a_few_rare_names_are_no_wrong_encoding() -> None:
    assert not is_garbled("岙垟嵊缙")


def test_no_plan_report_or_table_is_taken_for_it(shared: Path) -> None:
    folders = (ROOT / "data", ROOT / "tests" / "golden", shared / "seeds", shared / "plans", shared / "tables" / "files")
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".csv", ".html")]
    texts = {path.name: decoded(path.name, path.read_bytes())[0] for path in files}
    assert len(texts) > 100
    assert [name for name, text in texts.items() if is_garbled(text)] == []
