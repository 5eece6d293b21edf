"""Text files: encodings, and what is no document."""

import codecs
from pathlib import Path

import pytest

from etl.read.text import EmptyFile, NotText, UnknownFormat, UnreadableDocument, UnreadableFile, read_document, read_text

WORDS = "一、存在问题\r\n(一)厕所整改不彻底。\n"
TEXT = "一、存在问题\n (一)厕所整改不彻底。\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (WORDS.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + WORDS.encode("utf-8"), "utf-8-sig"),
        (WORDS.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16-be"),
        (WORDS.encode("utf-16-le"), "utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_encodings(content: bytes, encoding: str) -> None:
    source = read_text("a.txt", content)
    assert (source.text, source.encoding, source.byte_count, source.format) == (TEXT, encoding, len(content), "txt")
    assert len(source.sha256) == 64


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("甲。\r\n乙。\r\n", "甲。\n 乙。\n "),
        ("甲。\r乙。", "甲。\n乙。"),
        ("甲。 \u3000\n  乙。", "甲。\n \u3000  乙。"),
        ("甲。\n\u00a0\n \n乙。", "甲。\n\n\n\u00a0 乙。"),
        ("甲\t\t\n乙\t1\t\n", "甲\t\t\n乙\t1\t\n"),  # the last cells of the rows are empty
    ],
)
def test_a_line_ends_with_its_last_word_and_every_word_stands_where_it_stood(written: str, text: str) -> None:
    read = read_text("a.txt", written.encode()).text
    assert read == text
    assert all(read[place] == sign for place, sign in enumerate(written) if not sign.isspace())


@pytest.mark.parametrize("words", ["整改", "整改措施。", "厕所改造不到位", "AB", "a,b\n1"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_short_text_is_not_taken_for_another_encoding(words: str, encoding: str) -> None:
    assert read_text("a.txt", words.encode(encoding)).text == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_cut_inside_a_letter_is_read_and_the_place_is_said(encoding: str) -> None:
    source = read_text("a.txt", (WORDS * 3).rstrip().encode(encoding)[:-1])
    assert source.text.removesuffix("\ufffd") in TEXT * 3
    assert [(part.place, part.read) for part in source.unread] == [("第6行", "坏的字节 (\ufffd)")]


def test_a_broken_byte_does_not_make_other_letters_of_the_text() -> None:
    source = read_text("a.txt", (WORDS * 20).encode().replace("厕".encode(), b"\xe5\x8e", 2))
    assert source.encoding == "utf-8"
    assert source.text.count("厕所整改") == 18
    assert source.unread[0].place == "第2行等 2 处"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", EmptyFile),
        (b" \n\t", EmptyFile),
        (codecs.BOM_UTF8, EmptyFile),
        (b"PK\x03\x04\x14\x00\x00\x00", NotText),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff", NotText),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", NotText),
    ],
)
def test_what_is_no_text_is_named(content: bytes, fault: type[UnreadableDocument]) -> None:
    with pytest.raises(fault) as raised:
        read_text("方案.txt", content)
    assert str(raised.value).startswith("方案.txt: 读到 ")
    assert "应为" in str(raised.value)


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_bytes(WORDS.encode("gb18030"))
    assert read_document(path).file == "方案.txt"


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"扩展名 \.exe"):
        read_document(tmp_path / "a.exe")


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有这个文件"):
        read_document(tmp_path / "none.txt")
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    with pytest.raises(UnreadableFile):
        read_document(folder)
