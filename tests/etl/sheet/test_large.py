"""A large table read block by block gives what it gives when it is read as a whole, quickly or with care."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.corrected_files import COMPARED_ROWS
from etl.files import read_file
from etl.frames.large_tables import write_large
from etl.frames.parts import PART_TABLES, Part, part_of
from etl.sheet import blocks, large
from etl.sheet.grid import UnreadableTable
from etl.sheet.large import NotPlain, open_large

INDICATORS = ["乡镇", "村", "指标", "数值", "单位", "统计日期", "备注", "来源"]
REGISTER = [
    "序号",
    "乡镇",
    "村",
    "厕所编号",
    "是否财政支持",
    "是否问题厕所",
    "问题类型",
    "整改状态",
    "整改完成时间",
    "统计日期",
    "户主",
]
TOWNSHIPS = st.sampled_from(["甲乡", "乙镇", "甲乡 ", "丙街道"])
VILLAGES = st.sampled_from(["一村", "二村", "", "—", "三村"])
ODD = st.sampled_from(
    [
        *(
            "",
            "—",
            "/",
            "x",
            "合计",
            "甲乡小计",
            "备注:如上",
            "一、责任落实方面",
            "乡镇",
            "指标",
            '"引,号"',
            "是",
            "未整改",
            "已完成",
        ),
        *("八", "１２", " 7 ", "2,897", "-3", "1e5", "3.5万元", "88.8%", "13800000000", "0012345678901", "9999999999"),
        *("2024年5月", "2024-13-01"),
    ]
)
DAYS = st.sampled_from(["2024-01-31", "2024年2月", "20240331", "2024.4.30"])
PLAIN_INDICATOR = st.tuples(
    TOWNSHIPS,
    VILLAGES,
    st.sampled_from(["户数", "合格率", "余额"]),
    st.sampled_from(["3", "0.25", "-7.125", "123456789.5", "1380000000.0", "0", "00012"]),
    st.sampled_from(["户", "%", "万元", ""]),
    DAYS,
    st.sampled_from(["", "无", "电话13812345678"]),
    st.just("系统"),
).map(list)
PLAIN_TOILET = st.tuples(
    st.sampled_from(["1", "22", ""]),
    TOWNSHIPS,
    VILLAGES,
    st.sampled_from(["H0001", "H0002", "000123"]),
    st.sampled_from(["是", "否", "√", ""]),
    st.sampled_from(["是", "否", "—"]),
    st.sampled_from(["", "无水", "渗漏"]),
    st.sampled_from(["", "已完成", "正在整改", "已销号"]),
    st.sampled_from(["", "2024-03-01"]),
    DAYS,
    st.just("某某"),
).map(list)


def spoiled(plain: st.SearchStrategy[list[str]], heading: list[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rows that are mostly plain, with odd cells, repeated headings, empty and short lines among them."""

    def with_odd(row: list[str], place: int, cell: str) -> list[str]:
        return [*row[: place % len(row)], cell, *row[place % len(row) + 1 :]]

    odd = st.builds(with_odd, plain, st.integers(0, 20), ODD)
    other = st.sampled_from([heading, [], [""] * len(heading), ["甲乡"], heading[:3]])
    rows = st.one_of(plain, plain, plain, plain, plain, plain, odd, odd, other)
    return st.lists(rows, min_size=1, max_size=20)


def written(path: Path, heading: list[str], rows: list[list[str]], encoding: str, end: str) -> Path:
    lines = [",".join(row) for row in [["某县统计表"], heading, *rows]]
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


def whole(path: Path) -> Part:
    file = read_file(path, "table")
    return part_of([], file.tables)


def in_blocks(path: Path, folder: Path, size: int, is_quick: bool) -> Part:
    for old in folder.glob("*.parquet"):
        old.unlink()
    texts = blocks.blocks
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "blocks", lambda path, encoding: texts(path, encoding, size))
        table = open_large(path, read_file(path, "table").sha256, is_quick)
    assert table is not None
    facts = write_large(table, path.name, folder)
    found = {name: folder / f"{name}.parquet" for name in PART_TABLES}
    read = {name: pl.read_parquet(file) if file.exists() else PART_TABLES[name].frame([]) for name, file in found.items()}
    return {**read, "parsed_file": facts}


def assert_equal(one: Part, other: Part) -> None:
    for name, table in PART_TABLES.items():
        first, second = (part[name].select(table.column_names) for part in (one, other))
        if name in ("sheet_heading", "sheet_row"):  # the rows as written are kept of tables read whole only
            continue
        if name == "parsed_file":
            first, second = (each.drop("first_rows") for each in (first, second))
        else:
            order = [column for column in table.column_names if not column.endswith("_id")]
            first, second = (each.sort(order) if name == "audit" else each for each in (first, second))
        if name == "audit":  # numbered over the blocks
            first, second = (each.drop("audit_id") for each in (first, second))
        assert first.rows() == second.rows(), name


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        (INDICATORS, [["甲乡", f"{number}村", f"户数{number}", "3", "户", "2024-01-31", "", ""] for number in range(90)]),
        (REGISTER, [["", "甲乡", "一村", f"C{number:05}", "是", "否", "", "", "", "2024-01-31", ""] for number in range(90)]),
    ],
)
def test_the_first_rows_are_known_of_a_table_in_blocks_too(tmp_path: Path, heading: list[str], rows: list[list[str]]) -> None:
    path = written(tmp_path / "表.csv", heading, rows, "utf-8", "\n")
    first_rows = whole(path)["parsed_file"]["first_rows"].to_list()
    assert len(first_rows[0]) == COMPARED_ROWS
    assert in_blocks(path, tmp_path, blocks.FIRST_BLOCK, is_quick=True)["parsed_file"]["first_rows"].to_list() == first_rows


@pytest.mark.parametrize("is_quick", [True, False])
def test_a_township_of_two_counties_is_told_though_each_block_has_one(tmp_path: Path, is_quick: bool) -> None:
    counties = ["甲山县", *[""] * 39, *["乙水县"] * 40, "甲山县"]
    rows = [[county, "柳河镇", f"户数{number}", str(number), "户"] for number, county in enumerate(counties)]
    path = written(tmp_path / "表.csv", ["县", "乡镇", "指标", "数值", "单位"], rows, "utf-8", "\n")
    found = in_blocks(path, tmp_path, 300, is_quick)
    assert_equal(found, whole(path))
    (told,) = found["audit"].filter(rule="township_homonym")["stated"].to_list()
    assert told == "甲山县 (第3、4、5、6、7等 41 行)、乙水县 (第43、44、45、46、47等 40 行)"


@pytest.mark.parametrize("heading_rows", ["indicators", "register"])
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]), end=st.sampled_from(["\n", "\r\n"]))
def test_blocks_and_whole_say_the_same(tmp_path: Path, heading_rows: str, data: st.DataObject, encoding: str, end: str) -> None:
    heading, plain = (INDICATORS, PLAIN_INDICATOR) if heading_rows == "indicators" else (REGISTER, PLAIN_TOILET)
    path = written(tmp_path / "表.csv", heading, data.draw(spoiled(plain, heading)), encoding, end)
    size = data.draw(st.integers(100, 900))
    try:
        quick, careful = (in_blocks(path, tmp_path, size, is_quick) for is_quick in (True, False))
    except (NotPlain, UnreadableTable):
        return  # read as a whole instead
    assert_equal(quick, careful)
    assert_equal(quick, whole(path))
