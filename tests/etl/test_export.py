"""`python -m etl bulletin` writes what was asked for, or says in Chinese why not."""

import io
from pathlib import Path

import fastexcel
import pytest
from docx import Document

from etl.cli import main
from tests.warehouse import hand_made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    hand_made.published(folder)
    return folder


def test_the_bulletin_of_a_township_at_a_date(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "通报.docx"
    asked = ["--township", "甲子乡", "--as-of", "2024-05-20", "--issuer", "甲子乡人民政府", "--no-charts"]
    assert main(["bulletin", *asked, "--store", str(store), "--out", str(out)]) == 0
    texts = [paragraph.text for paragraph in Document(io.BytesIO(out.read_bytes())).paragraphs]
    assert texts[:2] == ["甲子乡问题整改情况通报", "（截至2024年5月20日）"]
    assert "甲子乡人民政府" in texts
    assert "通报.docx: 整改情况通报, 甲子乡, 截至 2024-05-20, 批次 " in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["问题清单", "销号表"])
def test_a_list_as_word_and_excel(store: Path, tmp_path: Path, kind: str) -> None:
    for suffix in ("docx", "xlsx"):
        assert main(["bulletin", "--kind", kind, "--store", str(store), "--out", str(tmp_path / f"表.{suffix}")]) == 0
    assert Document(str(tmp_path / "表.docx")).paragraphs[0].text == kind
    assert fastexcel.read_excel(tmp_path / "表.xlsx").sheet_names == ["说明", kind]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "通报.pdf"], "通报.pdf: 读到扩展名“.pdf”, 整改情况通报应为 .docx"),
        (["--out", "表.csv", "--kind", "销号表"], "销号表应为 .docx 或 .xlsx"),
        (["--out", "a.docx", "--township", "甲子"], "没有乡镇“甲子”, 是不是“甲子乡”?"),
    ],
)
def test_what_cannot_be_written_is_said(
    store: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["bulletin", *arguments, "--store", str(store)]) == 2
    assert message in capsys.readouterr().err


def test_a_date_that_is_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bulletin", "--as-of", "五月", "--out", "a.docx"])
    assert ended.value.code == 2
    assert "--as-of: 读到 '五月', 应为 2024-05-20 这样的日期" in capsys.readouterr().err
