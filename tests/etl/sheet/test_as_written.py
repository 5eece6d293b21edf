"""Rows kept as the file has them: what is read and nothing of a person, each cell under what its column holds."""

from pathlib import Path

from etl.frames.parts import part_of
from etl.sheet.kinds import KINDS
from etl.sheet.parse import parse_tables
from tests.etl.sheet.reading import parsed
from warehouse.sheet_columns import COLUMN_WORDS


def written(tmp_path: Path, text: str) -> tuple[list[str], list[str], list[tuple[int, int, list[str]]]]:
    table = parsed(tmp_path, text)
    assert table.as_written
    rows = [(row.row, row.read_row, row.cells) for row in table.as_written.rows]
    return table.as_written.headings, table.as_written.columns, rows


def test_cells_of_persons_and_of_unknown_columns_are_never_kept(tmp_path: Path) -> None:
    headings, columns, rows = written(
        tmp_path,
        "示例县资金台账,,,,,\n乡镇,项目名称,计划(万元),户主姓名,怪列名,备注\n"
        "青石乡,大棚,88.8,王某某,不知是什么,电话 13800138000\n合计,,88.8,,,\n",
    )
    assert headings == ["乡镇", "项目名称", "计划(万元)", "户主姓名", "怪列名", "备注"]
    assert columns == ["乡镇", "项目", "计划", "", "", "备注"]
    assert rows == [
        (3, 3, ["青石乡", "大棚", "88.8", "", "", "电话 〔个人信息〕"]),
        (4, 4, ["合计", "", "88.8", "", "", ""]),
    ]


def test_a_row_that_goes_on_with_the_one_above_says_so(tmp_path: Path) -> None:
    _, columns, rows = written(
        tmp_path,
        "乡镇,序号,问题,整改措施,整改状态\n青石乡,1,路面破损,一是补坑,正在整改\n,,,二是养护,\n,2,水管漏水,更换水管,已完成\n",
    )
    assert columns == ["乡镇", "序号", "问题", "整改措施", "整改状态"]
    assert [(row, read_row, cells[3]) for row, read_row, cells in rows] == [
        (2, 2, "一是补坑"),
        (3, 2, "二是养护"),
        (4, 4, "更换水管"),
    ]


def test_a_column_that_is_a_month_or_an_indicator_is_called_by_it(tmp_path: Path) -> None:
    _, columns, _ = written(tmp_path, "2024年指标\n乡镇,指标,单位,1月,2月\n青石乡,培训人数,人,3,3\n")
    assert columns == ["乡镇", "指标", "单位", "2024-01-31", "2024-02-29"]
    _, columns, _ = written(tmp_path, "乡镇,脱贫户数(户),参保率(%)\n青石乡,30,99\n松岭镇,40,98\n")
    assert columns == ["乡镇", "脱贫户数", "参保率"]


def test_every_column_that_is_read_has_its_word() -> None:
    assert {column for kind in KINDS.values() for column in kind.columns} <= set(COLUMN_WORDS)


def test_rows_go_to_the_warehouse_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "厕所.csv"
    path.write_text('乡镇,村,摸排厕所数,问题厕所数\n青石乡,上寨村,"2,897",12\n', encoding="utf-8")
    part = part_of([], parse_tables(path))
    assert part["sheet_heading"].select("heading_row", "columns").rows() == [(1, ["乡镇", "村", "摸排厕所数", "问题厕所数"])]
    assert part["sheet_row"].select("sheet", "row_number", "cells").rows() == [(None, 2, ["青石乡", "上寨村", "2,897", "12"])]
