"""Corrections at a build: put right in the warehouse, or nothing is published."""

import re
import shutil
from pathlib import Path

import pytest

from etl.build import build
from etl.cli import main
from etl.corrections import WrongCorrections
from etl.corrections.documents import COLUMNS
from warehouse.publish import published_files
from warehouse.queries import Choice, Warehouse
from warehouse.tables import BY_NAME

ROOT = Path(__file__).parents[3]
HEADER = "table,key,column,seen,put,reason\n"
PLAN = """甲乡整改方案
一、存在问题
1. 厕所管护不到位。抽查农户120户,其中未走访60户,占比40%。责任单位:乡村振性办。
2. 帮扶不到位。投入88.8万元。
"""
LEDGER = "乡镇,序号,问题,整改状态\n甲多乡,1,厕所管护不到位,推进中\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """One plan, one ledger whose township is misspelt, and a place for the store."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "tables").mkdir()
    (tmp_path / "plans" / "甲.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "tables" / "台账.csv").write_text(LEDGER, encoding="utf-8")
    return tmp_path / "plans", tmp_path / "tables", tmp_path / "store"


def corrections(folders: tuple[Path, Path, Path], *lines: str) -> Path:
    path = folders[2].with_name("corrections.csv")
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_corrected_values_are_right_everywhere(folders: tuple[Path, Path, Path]) -> None:
    notices = build(*folders).notices  # the ledger's row finds no issue of a plan
    assert notices == ["台账中 1 行没有对上方案里的问题, 作为台账自有的问题读入; 见数据质量页的“台账对应”。"]
    path = corrections(
        folders,
        "整改台账,台账.csv 第2行,乡镇,甲多乡,甲乡,多写一字",
        "指标,甲.txt 第3行,数值,40%,50%,算错",
        "责任单位,甲.txt 第3行,单位,乡村振性办,乡村振兴办,错字",
        "金额,甲.txt 第4行,金额(元),88.8万元,888万元,来电核实",
    )
    report = build(*folders, corrections=path)
    assert (report.exit_code, report.problems, report.row_counts["correction"]) == (0, [], 4)
    warehouse = Warehouse.open(folders[2])
    issues = warehouse.read("issue_register").filter(issue_no="1")
    assert issues.select("status_label", "responsible_units", "departments", "is_doubtful").rows() == [
        ("推进中", "乡村振兴办", ["乡村振兴"], False)
    ]
    assert warehouse.read("amount_register").select("amount_yuan", "wording").rows() == [(8880000, "88.8万元")]
    (audit,) = warehouse.read("audit_register").filter(rule="share_of_base").iter_rows(named=True)
    assert (audit["is_ok"], audit["result_label"]) == (True, "已更正")
    listed = warehouse.read("correction_register", Choice(townships=("甲乡",)))
    columns = ["correction_line", "township", "file", "place", "column_label", "seen", "put", "issue_title"]
    assert listed.select(columns).rows() == [
        (2, "甲乡", "台账.csv", "第2行", "乡镇", "甲多乡", "甲乡", "厕所管护不到位"),
        (3, "甲乡", "甲.txt", "第3行", "数值", "40%", "50%", "厕所管护不到位"),
        (4, "甲乡", "甲.txt", "第3行", "单位", "乡村振性办", "乡村振兴办", "厕所管护不到位"),
        (5, "甲乡", "甲.txt", "第4行", "金额(元)", "88.8万元", "888万元", "帮扶不到位"),
    ]
    assert warehouse.read("build_summary")["correction_count"].to_list() == [4]
    said = warehouse.evidence(issues["issue_id"].item()).filter(wording="乡村振性办")
    assert said.select("kind", "reading", "correction", "line", "character_no").rows() == [
        ("unit", "责任单位: 乡村振兴", "已更正 单位: 读到“乡村振性办”, 应为“乡村振兴办” (错字, 更正表第4行)", 3, 41)
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("金额,甲方.txt 第3行,金额(元),1,2,x", "key: 读到“甲方.txt 第3行”, 应为 输入文件夹里的一个文件, 最接近的是“甲.txt”"),
        ("金额,坏.txt 第3行,金额(元),1,2,x", "key: 读到“坏.txt 第3行”, 应为 能读入的文件 (这个文件没有读入)"),
        ("金额,甲2.txt 第4行,金额(元),88.8万元,2,x", "key: 读到“甲2.txt 第4行”, 应为 内容相同的 甲.txt (这个文件不再读入)"),
        ("金额,双.txt 第4行,金额(元),88.8万元,2,x", "key: 读到“双.txt 第4行”, 应为 只指一个文件的名字, 写上文件夹 ("),
        ("金额,甲.txt 第4行,金额(元),99万元,2,x", "seen: 读到“99万元”, 应为 甲.txt 第4行 现在的金额(元)"),
    ],
)
def test_a_line_that_does_not_apply_publishes_nothing(folders: tuple[Path, Path, Path], line: str, message: str) -> None:
    build(*folders)
    before = published_files(folders[2])
    (folders[0] / "坏.txt").write_bytes(b"")
    (folders[0] / "甲2.txt").write_text(PLAN, encoding="gb18030")
    for folder in ("一", "二"):
        (folders[0] / folder).mkdir()
        (folders[0] / folder / "双.txt").write_text(PLAN.replace("甲乡", f"{folder}乡"), encoding="utf-8")
    path = corrections(folders, line, "方案,甲.txt,乡镇,乙乡,丙乡,x")
    with pytest.raises(WrongCorrections) as failure:
        build(*folders, corrections=path)
    assert any(message in each for each in failure.value.messages)
    assert published_files(folders[2]) == before


def test_all_wrong_lines_are_named_and_the_exit_code_is_2(
    folders: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = corrections(
        folders,
        "整改台账,台账.csv 第2行,乡镇,乙乡,甲乡,x",
        "金额,甲.txt 第4行,金额(元),99万元,2,x",
        "金额,没有.txt 第4行,金额(元),99万元,2,x",
        "金额,甲.txt 第4行,金额(元),99万元,2,",
    )
    arguments = ["--plans", folders[0], "--tables", folders[1], "--store", folders[2], "--corrections", path]
    assert main(["build", *map(str, arguments)]) == 2
    err = capsys.readouterr().err
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "更正表 corrections.csv 第2行 seen",
        "更正表 corrections.csv 第3行 seen",
        "更正表 corrections.csv 第4行 key",
        "更正表 corrections.csv 第5行 reason",
        "更正表里有 4 处对不上, 没有发布新批次, 原有批次照常使用",
    ]


def test_the_example_of_the_readme_is_one_the_program_takes(folders: tuple[Path, Path, Path]) -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    example = text.split("```csv\n")[1].split("```")[0]
    path = folders[2].with_name("corrections.csv")
    path.write_text(example, encoding="utf-8")
    (folders[0] / "甲乡方案.txt").write_text(
        "甲乡整改方案\n一、存在问题\n1. 分红拖延。委托资金88.8万元。\n2. 厕所管护不到位。整改时限:2024年6月30日前。\n",
        encoding="utf-8",
    )
    shutil.copy(folders[1] / "台账.csv", folders[1] / "五月台账.csv")
    (folders[1] / "台账.csv").unlink()
    assert build(*folders, corrections=path).row_counts["correction"] == example.count("\n") - 1


def test_the_readme_lists_every_table_and_column_that_can_be_corrected() -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| (\S+) \| ((?:[^\s|]+ ?)+) \|$", text.split("文档里能更正的")[1], re.MULTILINE))
    declared = {
        BY_NAME[table].label: {column.label for column in BY_NAME[table].columns if column.name in columns}
        for table, columns in COLUMNS.items()
    }
    assert {table: set(columns.split()) for table, columns in listed.items() if table in declared} == declared
