"""The corrections file: what its lines say, and every way a line can be wrong."""

from pathlib import Path

import pytest

from etl.corrections import Correction, WrongCorrections, read_corrections

HEADER = "table,key,column,seen,put,reason\n"


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "corrections.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_lines_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = HEADER + '# 五月\n\n金额,甲 方案.txt 第12行第30字,金额(元),88.8万元,888万元,"原件写的, 抄错"\n'
    (line,) = read_corrections(written(tmp_path, text, encoding))
    assert line == Correction(
        "corrections.csv", 4, "金额", "金额(元)", "88.8万元", "888万元", "原件写的, 抄错", "甲 方案.txt", None, 12, 30
    )


@pytest.mark.parametrize(
    ("key", "file", "sheet", "row", "character"),
    [
        ("甲.txt", "甲.txt", None, None, None),
        ("甲.txt 第12行", "甲.txt", None, 12, None),
        ("五月/甲.pdf 第3页 第12行第4字", "五月/甲.pdf", None, 12, 4),
        ("表.xlsx 工作表“五 月”第7行", "表.xlsx", "五 月", 7, None),
        ('表.xlsx 工作表"五月" 第7行', "表.xlsx", "五月", 7, None),
        ("第3行.txt 第4行", "第3行.txt", None, 4, None),
    ],
)
def test_a_key_is_the_place_as_messages_write_it(
    tmp_path: Path, key: str, file: str, sheet: str | None, row: int | None, character: int | None
) -> None:
    quoted = key.replace('"', '""')
    (line,) = read_corrections(written(tmp_path, f'{HEADER}表,"{quoted}",列,甲,乙,理由\n'))
    assert (line.file, line.sheet, line.row, line.character) == (file, sheet, row, character)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "更正表 corrections.csv 第1行: 读到表头“”, 应为“table,key,column,seen,put,reason”"),
        ("表,位置\n", "更正表 corrections.csv 第1行: 读到表头“表,位置”, 应为“table,key,column,seen,put,reason”"),
        (HEADER + "金额,甲.txt 第1行,金额,1,2\n", "更正表 corrections.csv 第2行: 读到 5 格, 应为 6 格 (格里有逗号时"),
        (HEADER + "金额,甲.txt 第1行,金额,1,2,\n", "更正表 corrections.csv 第2行 reason: 读到 空, 应为 有内容"),
        (HEADER + ",甲.txt 第1行,金额,1,2,x\n", "更正表 corrections.csv 第2行 table: 读到 空, 应为 有内容"),
        (HEADER + '金额,"甲"乙,金额,1,2,x\n', "更正表 corrections.csv 第2行: 读到 "),
    ],
)
def test_what_is_no_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WrongCorrections) as failure:
        read_corrections(written(tmp_path, text))
    assert str(failure.value).startswith(message)


def test_every_wrong_line_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(WrongCorrections) as failure:
        read_corrections(written(tmp_path, HEADER + "金额,甲.txt 第1行,金额,1,2,\n金额,甲.txt\n"))
    assert len(failure.value.messages) == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongCorrections, match=r"没有\.csv: 读到“没有这个文件或文件夹”"):
        read_corrections(tmp_path / "没有.csv")


def test_bytes_of_no_encoding_are_named(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes(b"\x81\xff\xff")
    with pytest.raises(WrongCorrections, match=r"更正表 c\.csv: 读到 既不是 UTF-8"):
        read_corrections(tmp_path / "c.csv")
