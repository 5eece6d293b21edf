"""Names of persons: known from their own column, left out of the words of the table."""

from pathlib import Path

import pytest

from etl.sheet.large import open_large
from tests.etl.sheet.reading import parsed, values

TOILETS = (
    "乡镇,村,厕所编号,问题类型,户主,住址,备注\n"
    "青石乡,东沟村,1,漏水,欧阳甲乙,东沟村,户主欧阳甲乙称门未装\n"
    "青石乡,西岭村,2,无门,王丙丁 李戊,西岭村二组,李戊家与欧阳甲乙家共用\n"
    "青石乡,南坡村,3,漏水,张新,南坡村,新张贴的告知书\n"
)
LEDGER = "乡镇,序号,问题,户主,整改状态,整改进展\n青石乡,1,慕容己庚家厕所漏水,慕容己庚,已完成,已修好, 慕容己庚签收\n"


def test_names_of_the_column_are_left_out_of_remarks(tmp_path: Path) -> None:
    table = parsed(tmp_path, TOILETS)
    assert [row.values["note"] for row in table.rows] == [
        "户主〔个人信息〕称门未装",
        "〔个人信息〕家与〔个人信息〕家共用",
        "新张贴的告知书",  # a name of two characters is known in its own row only, and 张新 is not 新张
    ]
    assert [row.values["village"] for row in table.rows] == ["东沟村", "西岭村", "南坡村"]  # an address is no name


def test_no_name_is_in_anything_that_is_kept(tmp_path: Path) -> None:
    for text in (TOILETS, LEDGER):
        kept = repr(parsed(tmp_path, text))
        assert [name for name in ("欧阳甲乙", "李戊", "王丙丁", "慕容己庚") if name in kept] == []
        assert "〔个人信息〕" in kept


@pytest.mark.parametrize("column", ["开户行", "住址"])
def test_banks_and_addresses_are_no_names(tmp_path: Path, column: str) -> None:
    text = f"乡镇,村,厕所编号,问题类型,{column},备注\n青石乡,东沟村,1,漏水,东沟支行,到东沟支行领取\n"
    assert parsed(tmp_path, text).rows[0].values["note"] == "到东沟支行领取"


def test_names_are_left_out_of_a_table_read_in_blocks(tmp_path: Path) -> None:
    rows = "".join(f"青石乡,东沟村,{number},漏水,慕容己庚,慕容己庚家漏水\n" for number in range(400))
    path = tmp_path / "表.csv"
    path.write_text("乡镇,村,厕所编号,问题类型,户主,备注\n" + rows, encoding="utf-8")
    table = open_large(path, "hash", is_quick=True)
    assert table is not None
    assert "慕容己庚" not in repr(list(table.parts))


def test_rows_of_persons_among_indicators_are_left_out(tmp_path: Path) -> None:
    table = parsed(tmp_path, "青石镇指标,,\n指标,河西村,河东村\n脱贫户数,168,96\n村支书姓名,王某某,李某某\n务工人数,310,205\n")
    assert {name for (name,) in values(table, "indicator")} == {"脱贫户数", "务工人数"}
    assert table.rejects == []
    assert "个人信息的行不装入: 村支书姓名" in table.notes
    assert "王某某" not in str(table)


def test_items_of_persons_across_villages_are_not_kept(tmp_path: Path) -> None:
    text = "青石镇户厕问题统计,,\n项目,河西村,河东村\n摸排户厕数,168,96\n厕主姓名,王某某,李某某\n问题厕所数,8,6\n"
    table = parsed(tmp_path, text)
    assert values(table, "village", "problem_count") == [("河西村", 8), ("河东村", 6)]
    assert "王某某" not in str(table)
    assert table.notes[0] == "个人信息的列不装入: 厕主姓名"
