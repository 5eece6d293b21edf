"""A file is read as what its bytes are, whatever its name ends in; what is no document is refused by its own name."""

import io
import quopri
import zipfile
from pathlib import Path

import pytest

from etl.read.doc import OFFICE_COMMANDS, installed
from etl.read.errors import DamagedFile, NoDocument, NotText
from etl.read.real_format import OLE_MAGIC
from etl.read.text import FORMATS, read_bytes, read_document
from tests.etl.read.writers import docx_bytes, html_text

LINES = ["一、存在问题", "(一)台账不清。", "整改措施:逐户核对,完善制度,2024年5月底前完成。"]
PAGE = html_text(LINES, furniture=False).encode()
PDF = (Path(__file__).parents[2] / "golden" / "files" / "ledger.pdf").read_bytes()


def rich_text() -> bytes:
    written = "\\par ".join("".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in line) for line in LINES)
    return f"{{\\rtf1\\ansi\\uc1 {written}}}".encode()


def web_archive(page: bytes, charset: str = "utf-8") -> bytes:
    head = 'From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html"; boundary="B"\n\n'
    part = f'--B\nContent-Type: text/html; charset="{charset}"\nContent-Transfer-Encoding: quoted-printable\n\n'
    return (head + part).encode() + quopri.encodestring(page) + b"\n--B--\n"


def word_2003() -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    space = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    start = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    return f"{start}<w:wordDocument {space}><w:body>{paragraphs}</w:body></w:wordDocument>".encode()


def zip_of(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"x")
    return buffer.getvalue()


def stream(name: str) -> bytes:
    return OLE_MAGIC + bytes(600) + name.encode("utf-16-le")


TEXT = "\n".join(LINES)
READ = {
    "text": (TEXT.encode(), "txt"),
    "gb18030": (TEXT.encode("gb18030"), "txt"),
    "utf-16 without mark": (TEXT.encode("utf-16-le"), "txt"),
    "word": (docx_bytes(LINES), "docx"),
    "page": (PAGE, "html"),
    "page of gb2312": (PAGE.decode().replace("utf-8", "gb2312").encode("gb18030"), "html"),
    "web archive": (web_archive(PAGE), "html"),
}


@pytest.mark.parametrize("named", sorted(set(FORMATS.values())))
@pytest.mark.parametrize(("content", "real"), READ.values(), ids=READ)
def test_read_as_what_it_is(content: bytes, real: str, named: str) -> None:
    source = read_bytes("方案", content, named)
    assert (source.text, source.format, source.byte_count) == (TEXT, real, len(content))


@pytest.mark.parametrize("named", sorted(set(FORMATS.values())))
def test_a_pdf_behind_other_bytes(named: str) -> None:
    assert read_bytes("方案", b"\n" * 20 + PDF, named).format == "pdf"


@pytest.mark.skipif(installed(OFFICE_COMMANDS) is None, reason="LibreOffice: `make office` installs it")
@pytest.mark.parametrize("content", [rich_text(), word_2003()], ids=["rich text", "xml of Word 2003"])
def test_what_office_reads(content: bytes) -> None:
    assert read_bytes("方案.doc", content, "doc").text == TEXT


@pytest.mark.parametrize("name", ["方案.WPS", "方案.rtf", "方案.mht", "方案.shtml"])
def test_further_endings_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(PAGE)
    assert read_document(path).text == TEXT


@pytest.mark.parametrize("named", sorted(set(FORMATS.values())))
@pytest.mark.parametrize(
    ("content", "what", "advice"),
    [
        (zip_of("xl/workbook.xml"), "电子表格", "表格的文件夹"),
        (zip_of("ppt/presentation.xml"), "演示文稿", "另存为"),
        (zip_of("OFD.xml"), "版式文件", "另存为"),
        (zip_of("META-INF/manifest.xml"), "OpenDocument", "另存为"),
        (zip_of("方案.txt"), "压缩包", "解压"),
        (stream("Workbook"), "电子表格", "表格的文件夹"),
        (stream("PowerPoint Document"), "演示文稿", "另存为"),
        (b"\x89PNG\r\n\x1a\n", "图片", "OCR"),
        (b"\xff\xd8\xff\xe0", "图片", "OCR"),
        (b"Rar!\x1a\x07\x00", "压缩包", "解压"),
    ],
)
def test_what_is_no_document_is_named(content: bytes, what: str, advice: str, named: str) -> None:
    with pytest.raises(NoDocument, match=f"方案: 读到 .*{what}.*, 应为 .*{advice}"):
        read_bytes("方案", content, named)


def test_a_web_archive_without_a_page_is_named() -> None:
    with pytest.raises(DamagedFile, match="没有网页部分"):
        read_bytes("方案.mht", b"MIME-Version: 1.0\nContent-Type: text/plain\nX: html\n\nabc", "html")


def test_a_web_archive_says_its_charset_beside_the_page() -> None:
    page = PAGE.replace(b'<meta charset="utf-8">', b"").decode().encode("gb18030")
    assert read_bytes("方案.doc", web_archive(page, "gb2312"), "doc").text == TEXT


@pytest.mark.parametrize("named", ["pdf", "docx", "doc", "html"])
def test_other_bytes_are_refused(named: str) -> None:
    with pytest.raises((DamagedFile, NotText)):
        read_bytes("方案", bytes(range(256)) * 9, named)
