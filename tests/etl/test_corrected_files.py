"""A corrected file of the same period beside the old one: only the later one is loaded, whatever order they stand in."""

from pathlib import Path

import pytest

from etl.build import build
from etl.cli import main
from etl.corrected_files import TableFile, replaced_files
from warehouse.queries import Warehouse

OLD = "乡镇,序号,问题,整改状态,填报日期\n青石乡,1,台账不全,见附件,2024-05-31\n青石乡,2,走访不实,推进中,2024-05-31\n"
NEW = OLD.replace("见附件", "已完成")
JUNE = NEW.replace("2024-05-31", "2024-06-30")


@pytest.mark.parametrize(
    ("names", "old"),
    [
        (("台账.xlsx", "台账（更正）.xlsx"), [0]),
        (("台账(1).xlsx", "台账.csv"), [1]),
        (("台账.xlsx", "台账-修订版2.xlsx", "台账-修订版.xlsx"), [0, 2]),
        (("清单(1).xlsx", "清单(2).xlsx", "清单(3).xlsx"), []),  # the parts of a list
        (("清单(1).xlsx", "清单(1)(更正).xlsx"), [0]),
        (("台账.xlsx", "台账整改.xlsx"), []),  # 整改 is no mark
        (("台账（更正）.xlsx", "台账（修订）.xlsx"), []),  # equally late: not guessed
        (("一/台账.xlsx", "二/台账（更正）.xlsx"), []),
    ],
)
def test_the_name_says_which_file_corrects_which(names: tuple[str, ...], old: list[int]) -> None:
    assert [one.old for one in replaced_files([TableFile(name, "same") for name in names])] == old
    assert replaced_files([TableFile(name, name) for name in names]) == []  # of other periods, townships or kinds
    assert replaced_files([TableFile(name, None) for name in names]) == []


@pytest.mark.parametrize(
    ("name", "rows", "is_replaced"),
    [
        ("台账(1).xlsx", ["一", "二", "三", "五"], True),  # a later copy: most rows are the same ones
        ("台账(1).xlsx", ["五", "六", "七", "八"], False),  # another file that happens to be called so
        ("台账（更正）.xlsx", ["五", "六", "七", "八"], True),  # the name says what it is
    ],
)
def test_a_number_in_brackets_alone_replaces_only_the_same_rows(name: str, rows: list[str], is_replaced: bool) -> None:
    files = [TableFile("台账.xlsx", "same", ["一", "二", "三", "四"]), TableFile(name, "same", rows)]
    replaced = replaced_files(files)
    assert [one.old for one in replaced] == ([0] if is_replaced else [])
    same = len(set(rows) & set(files[0].first_rows))
    assert all(f" (比较了前 4 行, {same} 行说的是同一件事), 只读入" in one.message for one in replaced)
    assert all(one.message.endswith(f"请给其中一份换个名字; 要用原来的, 请移走 {name}。") for one in replaced)


def test_the_corrected_file_is_loaded_and_the_old_one_stays_in_the_earlier_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plans, tables, store, corrections = tmp_path / "plans", tmp_path / "tables", tmp_path / "store", tmp_path / "corrections.csv"
    plans.mkdir()
    tables.mkdir()
    corrections.write_text("table,key,column,seen,put,reason\n", encoding="utf-8")
    (tables / "台账.csv").write_text(OLD, encoding="utf-8")
    before = build(plans, tables, store, None, corrections)
    assert before.row_counts["reject"] == 1
    (tables / "台账（更正）.csv").write_text(NEW, encoding="utf-8")
    (tables / "台账（6月更正）.csv").write_text(JUNE, encoding="utf-8")
    after = build(plans, tables, store, None, corrections)
    said = "台账.csv: 同一期已有更正后的 台账（更正）.csv (比较了前 2 行, 2 行说的是同一件事), 只读入更正后的"
    assert any(notice.startswith(said) for notice in after.notices)
    assert (after.row_counts["reject"], after.row_counts["status"], after.row_counts["progress"]) == (0, 4, 4)
    assert build(plans, tables, store, None, corrections).row_counts == after.row_counts  # kept parts say the same
    messages = {row["file"]: row["message"] for row in Warehouse.open(store).read("source_summary").iter_rows(named=True)}
    assert messages["台账（更正）.csv"] == "代替同一期的 台账.csv"
    assert "台账.csv" not in messages
    assert main(["check", "--corrections", str(corrections), *map(str, sorted(tables.iterdir()))]) == 0
    out = capsys.readouterr().out
    assert said in out
    assert "已被更正不再读入 1 个" in out


def test_a_file_called_like_a_copy_that_tells_of_other_issues_is_loaded_too(tmp_path: Path) -> None:
    plans, tables, corrections = tmp_path / "plans", tmp_path / "tables", tmp_path / "corrections.csv"
    plans.mkdir()
    tables.mkdir()
    corrections.write_text("table,key,column,seen,put,reason\n", encoding="utf-8")
    (tables / "台账.csv").write_text(NEW, encoding="utf-8")
    (tables / "台账(1).csv").write_text(NEW.replace("台账不全", "公示不实").replace("走访不实", "账目不清"), encoding="utf-8")
    assert build(plans, tables, tmp_path / "store", None, corrections).row_counts["progress"] == 4
    (tables / "台账(1).csv").write_text(OLD.replace("见附件", "推进中"), encoding="utf-8")
    assert build(plans, tables, tmp_path / "store", None, corrections).row_counts["progress"] == 2
