"""Every way a file can be broken: it fails alone, and its message says file, place, what was read and what was expected."""

import shutil
from pathlib import Path

import pytest

from etl.build import BuildReport, build
from tests.etl.test_build import PLAN, TOILETS, states
from warehouse.queries import Warehouse

BROKEN_DOCUMENTS = [
    ("空.txt", b"", "空文件", "文档"),
    ("图片.txt", b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03" * 9, "图片 (PNG)", "文字文档"),
    ("照片.jpg", b"\xff\xd8\xff", "扩展名 .jpg", ".txt"),
]
BROKEN_TABLES = [
    ("空.csv", "", "空.csv 整个文件: 读到“空文件”, 应为 有表头和数据的表格"),
    ("假.xlsx", "PK\x03\x04不是工作簿", "假.xlsx 整个文件: 读到“打不开的工作簿"),
    ("无表头.csv", "甲,乙\n1,2\n", "无表头.csv 全文: 读到“甲 乙”, 应为 整改台账、厕所、资金项目、指标 之一的表头"),
    (
        "新列.csv",
        "乡镇,村,摸排数,行政村编制\n黄桑乡,乙村,1,1\n",
        "新列.csv 第1行 行政村编制: 读到“行政村编制”, 应为 已知的列名, 最接近的是“行政村",
    ),
    ("坏值.csv", "乡镇,村,摸排数,问题数\n黄桑乡,乙村,八,1\n", "坏值.csv 第2行 摸排数: 读到“八”, 应为 数字"),
    ("缺村.csv", "乡镇,村,摸排数,问题数\n黄桑乡,丙村,1,1\n黄桑乡,,1,1\n", "缺村.csv 第3行: 读到“黄桑乡 1 1”, 应为 写明村的一行"),
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, Path]:
    """One build of everything broken beside a good plan and a good table: its report and the store."""
    folder = tmp_path_factory.mktemp("broken")
    for name in ("plans", "tables"):
        (folder / name).mkdir()
    shutil.copy(PLAN, folder / "plans")
    (folder / "tables" / "好.csv").write_text(TOILETS, encoding="utf-8")
    for name, content, *_ in BROKEN_DOCUMENTS:
        (folder / "plans" / name).write_bytes(content)
    for name, text, _ in BROKEN_TABLES:
        (folder / "tables" / name).write_text(text, encoding="utf-8")
    return build(folder / "plans", folder / "tables", folder / "store"), folder / "store"


def test_what_is_broken_fails_alone_and_is_named_once(broken: tuple[BuildReport, Path]) -> None:
    report, store = broken
    names = [name for name, *_ in (*BROKEN_DOCUMENTS, *BROKEN_TABLES)]
    assert report.exit_code == 1
    assert sorted(problem.split(" ")[0] for problem in report.problems) == sorted(names)
    assert sorted(Warehouse.open(store).read("reject_register")["file"].to_list()) == sorted(names)
    told = states(store)
    assert [name for name, state in told.items() if state == "全部读入"] == ["huangsang_2024.txt", "好.csv"]
    assert [told[name] for name, *_ in BROKEN_DOCUMENTS] == ["未读入"] * 3


@pytest.mark.parametrize(("name", "read", "expected"), [(name, *words) for name, _, *words in BROKEN_DOCUMENTS])
def test_a_broken_document_is_named(broken: tuple[BuildReport, Path], name: str, read: str, expected: str) -> None:
    (problem,) = [problem for problem in broken[0].problems if problem.startswith(f"{name} 整个文件: 读到“")]
    assert read in problem
    assert expected in problem.split("应为")[1]


@pytest.mark.parametrize("message", [message for *_, message in BROKEN_TABLES])
def test_a_broken_table_says_file_place_read_and_expected(broken: tuple[BuildReport, Path], message: str) -> None:
    assert [problem for problem in broken[0].problems if problem.startswith(message)]
