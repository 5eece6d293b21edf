"""Vocabularies: what a clerk may write, and what a mistake is called."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from etl.vocabulary import CODES, FILES, FOLDER, WrongVocabulary, alternation, read_vocabulary, words_by_code


def write(folder: Path, text: str) -> Path:
    (folder / "words.csv").write_text(text, encoding="utf-8")
    return folder


def test_rows_words_comments_and_lines(tmp_path: Path) -> None:
    folder = write(tmp_path, "\ufeffcode,words,comment\n# 说明\n\na,甲| 乙 ,备注\nb,丙,\n")
    rows = read_vocabulary("words.csv", ("code", "words"), folder=folder)
    assert [(row["code"], row.words("words"), row.line) for row in rows] == [("a", ("甲", "乙"), 4), ("b", ("丙",), 5)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kode,words\na,甲\n", "第1行: 读到表头“kode,words”"),
        ("code,words\na\n", "第2行: 读到 1 格, 应为 2 格"),
        ("code,words\na,\n", "第2行 words: 读到 空"),
        ("code,words\na,甲\nb,乙|甲\n", "第3行 words: 读到“甲”, 应为 只出现一次 (第2行已有)"),
        ("code,words\nc,甲\n", "第2行 code: 读到“c”, 应为 a、b 之一"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WrongVocabulary) as raised:
        read_vocabulary(
            "words.csv", ("code", "words"), unique=("words",), allowed={"code": ("a", "b")}, folder=write(tmp_path, text)
        )
    assert "词表 words.csv" in str(raised.value)
    assert message in str(raised.value)


def test_a_wrong_pattern_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongVocabulary, match=r"第2行 words: 读到“甲[(]”, 应为 正则表达式"):
        read_vocabulary("words.csv", ("code", "words"), patterns=("words",), folder=write(tmp_path, "code,words\na,甲(\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_the_encodings_of_corrections(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "words.csv").write_bytes("code,words\na,整改|措施\n".encode(encoding))
    assert [row.words("words") for row in read_vocabulary("words.csv", ("code", "words"), folder=tmp_path)] == [("整改", "措施")]


@pytest.mark.parametrize(("name", "column"), [("themes.csv", "theme"), ("departments.csv", "department")])
def test_a_theme_or_department_of_two_rows_is_named(tmp_path: Path, name: str, column: str) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(FOLDER, folder)
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        records = list(csv.DictReader(file))
    words = "pattern" if column == "department" else "telling"
    twice = dict.fromkeys(records[0], "") | {column: records[0][column], words: "甲乙丙"}
    with (folder / name).open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(records[0])).writerow(twice)
    assert f"{column}: 读到“{records[0][column]}”, 应为 只出现一次 (第2行已有)" in message_of(folder)


@pytest.mark.parametrize("text", ['code,words\na,"甲"乙\n', 'code,words\na,"甲\n', "code,words\na,(\n"])
def test_what_is_said_of_a_mistake_is_chinese(tmp_path: Path, text: str) -> None:
    with pytest.raises(WrongVocabulary) as raised:
        read_vocabulary("words.csv", ("code", "words"), patterns=("words",), folder=write(tmp_path, text))
    assert not re.search(r"[A-Za-z]{3}", str(raised.value).replace("words.csv", "").replace("words", "").replace("CSV", ""))


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(WrongVocabulary, match="没有这个文件"):
        read_vocabulary("none.csv", ("code",), folder=tmp_path)
    (tmp_path / "words.csv").write_bytes(b"\x81\xff\xff")
    with pytest.raises(WrongVocabulary, match="既不是 UTF-8"):
        read_vocabulary("words.csv", ("code",), folder=tmp_path)


def test_the_longest_word_that_fits_is_matched() -> None:
    words = ["整改", "整改措施", "整治", "a.b", "整改"]
    pattern = re.compile(alternation(words))
    assert pattern.findall("整改措施整改措整治整a.bacb") == ["整改措施", "整改", "整治", "a.b"]
    assert re.fullmatch(f"(?:{alternation(words)})措", "整改措"), "a shorter word fits where what follows asks for it"


def test_no_word_matches_nothing() -> None:
    assert alternation([]) == ""


@pytest.mark.parametrize("name", ["labels.csv", "deadlines.csv", "statuses.csv"])
def test_each_word_has_one_code(name: str) -> None:
    assert set(words_by_code(name, "code").values()) <= set(CODES[name][1])


def test_every_file_is_explained_to_the_clerk() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(FOLDER.glob("*.csv")) if path.name not in readme] == []


def test_every_file_is_declared() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.csv")) == sorted(FILES)


READ_ALL = """
import sys
from pathlib import Path

import etl.vocabulary as vocabulary

vocabulary.FOLDER = Path(sys.argv[1])
try:
    from etl.files import read_file
    from etl.vocabulary_check import check_vocabularies

    check_vocabularies()
    read_file(Path(sys.argv[2]))
except vocabulary.WrongVocabulary as error:
    sys.stdout.buffer.write(str(error).encode())
"""


def message_of(folder: Path) -> str:
    """What a program that starts anew says of the vocabularies in a folder while it reads a plan."""
    plan = FOLDER.parent / "plans" / "huangsang_2024.txt"
    command = [sys.executable, "-c", READ_ALL, str(folder), str(plan)]
    found = subprocess.run(command, capture_output=True, check=True, cwd=FOLDER.parents[1])
    return found.stdout.decode()


def test_the_vocabularies_are_right(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "copy")
    assert message_of(tmp_path / "copy") == ""


CODE_COLUMNS = {"kind", "code", "column", "role", "strength", "field", "level", "holds", "part"}
OPEN_NAMES = {"themes.csv": "theme", "departments.csv": "department"}  # what the file itself names: no list can hold them


@pytest.mark.parametrize("name", FILES)
def test_a_typo_in_any_vocabulary_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(FOLDER, folder)
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        records = list(csv.reader(file))
    header, line = records[0], len(records)
    codes = [
        column for column in header if column in ("kind", "code", "column", "role", "strength", "field", "level", "holds", "part")
    ]
    for column in codes or ["comment"]:
        broken = [list(record) for record in records]
        if codes:
            broken[-1][header.index(column)] += "x"
        else:  # an open name is checked by its words: one twice, or a pattern that is none
            assert name in OPEN_NAMES
            broken[-1] = [f"{cell}(" if head == "pattern" else cell for head, cell in zip(header, broken[-1], strict=True)]
            if name == "themes.csv":
                broken[-1][header.index("telling")] += "|" + broken[1][header.index("telling")]
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(broken)
        assert f"词表 {name} 第{line}行" in message_of(folder), column
