"""Only changed files are parsed again, and whatever was kept, the same files give the same rows."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from etl.build import BuildReport, build
from etl.corrections.lines import COLUMNS
from etl.parsed_files import DRAFT, FOLDER, ParsedFiles
from tests.etl.conftest import PLAN, TOILETS
from warehouse import marts
from warehouse import publish as publishing
from warehouse.export import parquet_bytes
from warehouse.load import connect
from warehouse.publish import published_files
from warehouse.queries import Warehouse
from warehouse.tables import BUILD

Folders = tuple[Path, Path, Path]


@pytest.fixture(autouse=True)
def begun_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """However much of these few files changes, a build begins with the one before, and never has to begin again from nothing; the
    names of those it was begun with."""
    monkeypatch.setattr("etl.build.MOST_MOVED", 10.0)
    begun: list[str] = []
    failed: list[Exception] = []
    built = publishing._build

    def told(source: Path, target: Path, **options: bool) -> Path:
        begun.append(Path(source).name)
        return copyfile(source, target, **options)

    def watched(*arguments: Any) -> str:
        try:
            return built(*arguments)
        except Exception as error:
            failed.append(error)
            raise

    monkeypatch.setattr("warehouse.publish.shutil.copyfile", told)
    monkeypatch.setattr(publishing, "_build", watched)
    yield begun
    assert failed == []


@pytest.fixture
def folders(small_folder: Path, tmp_path: Path) -> Folders:
    """A copy of the small folder, built."""
    shutil.copytree(small_folder, tmp_path, dirs_exist_ok=True)
    return tmp_path / "plans", tmp_path / "tables", tmp_path / "store"


def rebuilt(folders: Folders, corrections: Path | None = None) -> tuple[list[str], BuildReport]:
    """The names of the files a build parses, and its report."""
    parsed: list[str] = []
    report = build(*folders, on_file=lambda name, *_: parsed.append(name), corrections=corrections)
    return sorted(parsed), report


def exported(store: Path) -> dict[str, bytes]:
    """Every mart as a file."""
    warehouse = Warehouse.open(store)
    return {mart.name: parquet_bytes(warehouse.read(mart.name)) for mart in marts.MARTS if mart.name != "build_summary"}


def stored(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table that marts are views of, sorted: a mart orders them itself."""
    with connect(published_files(store)[0], read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name <> $1", [BUILD.name]).fetchall()
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for (name,) in tables}


@cache
def from_nothing(files: tuple[tuple[str, bytes], ...], corrections: bytes | None) -> dict[str, list[tuple[object, ...]]]:
    """What a build that has nothing kept stores of these files; of the same files it is asked for more than once."""
    with TemporaryDirectory() as folder:
        for name, content in files:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if corrections is not None:
            Path(folder, "corrections.csv").write_bytes(corrections)
        own = None if corrections is None else Path(folder, "corrections.csv")
        build(Path(folder, "plans"), Path(folder, "tables"), Path(folder, "store"), corrections=own)
        return stored(Path(folder, "store"))


def assert_as_from_nothing(folders: Folders, corrections: Path | None = None) -> None:
    """Every table is, row for row, what a build that has nothing kept gives."""
    paths = sorted(path for folder in folders[:2] for path in folder.rglob("*") if path.is_file())
    files = tuple((str(path.relative_to(folders[2].parent)), path.read_bytes()) for path in paths)
    assert stored(folders[2]) == from_nothing(files, corrections.read_bytes() if corrections else None)


def test_nothing_changed_parses_nothing_and_gives_the_same_bytes(folders: Folders) -> None:
    before = exported(folders[2])
    parsed, report = rebuilt(folders)
    assert (parsed, report.notices) == ([], ["5 个文件没有变化, 沿用上次解析的结果; 新解析 0 个。"])
    assert exported(folders[2]) == before
    fresh = (folders[0], folders[1], folders[2].with_name("fresh"))
    assert rebuilt(fresh)[0] == sorted(["甲.txt", "乙.txt", "台账.csv", "东.csv", "西.csv"])
    assert exported(fresh[2]) == before


def test_a_changed_a_new_and_a_removed_file(folders: Folders) -> None:
    (folders[0] / "甲.txt").write_text(PLAN.replace("88.8万元", "99万元"), encoding="utf-8")
    (folders[1] / "南.csv").write_text(TOILETS.format("南"), encoding="utf-8")
    (folders[1] / "东.csv").unlink()
    parsed, report = rebuilt(folders)
    assert parsed == ["南.csv", "甲.txt"]
    assert (report.document_count, report.table_count, report.row_counts["toilet"]) == (2, 3, 2)
    assert_as_from_nothing(folders)


def test_a_renamed_file_is_called_by_its_new_name(folders: Folders) -> None:
    (folders[1] / "东.csv").rename(folders[1] / "改名.csv")
    assert rebuilt(folders)[0] == ["改名.csv"]
    assert_as_from_nothing(folders)


def test_the_same_content_comes_and_goes(folders: Folders) -> None:
    copy = folders[0] / "一.txt"  # stands before the one it is a copy of
    copy.write_text(PLAN, encoding="gb18030")
    assert "内容相同, 只读入一次" in "".join(rebuilt(folders)[1].notices)
    assert_as_from_nothing(folders)
    copy.unlink()
    rebuilt(folders)
    assert_as_from_nothing(folders)


def test_equal_bytes_under_several_suffixes_and_in_both_folders_are_read_once(folders: Folders) -> None:
    plain = rebuilt(folders)[1].row_counts
    copyfile(folders[0] / "甲.txt", folders[0] / "甲.html")  # stands before the one it is a copy of
    copyfile(folders[1] / "东.csv", folders[1] / "东.tsv")
    copyfile(folders[1] / "台账.csv", folders[0] / "台账.csv")  # a table is not read as a document
    report = rebuilt(folders)[1]
    assert report.row_counts == plain
    assert {"东.tsv: 与 东.csv 内容相同, 只读入一次。", "甲.txt: 与 甲.html 内容相同, 只读入一次。"} <= set(report.notices)
    assert_as_from_nothing(folders)
    (folders[0] / "甲.html").unlink()
    (folders[1] / "东.csv").unlink()
    assert rebuilt(folders)[1].row_counts == plain
    assert_as_from_nothing(folders)


def test_corrections_reach_a_file_that_was_parsed_before(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    rebuilt(folders, path)
    path.write_text(",".join(COLUMNS) + "\n金额,甲.txt 第6行,金额(元),88.8万元,99万元,核对\n", encoding="utf-8")
    assert rebuilt(folders, path)[0] == ["甲.txt"]
    assert 990000 in Warehouse.open(folders[2]).read("amount_register")["amount_yuan"].to_list()
    assert_as_from_nothing(folders, path)
    path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    rebuilt(folders, path)
    assert_as_from_nothing(folders, path)


def test_a_plan_that_goes_takes_the_matches_of_its_ledger_rows_with_it(folders: Folders) -> None:
    (folders[0] / "乙.txt").unlink()
    parsed, report = rebuilt(folders)
    assert parsed == []
    assert "台账中 1 行没有对上方案里的问题" in report.notices[1]
    assert_as_from_nothing(folders)


def test_a_failed_file_is_tried_again(folders: Folders) -> None:
    (folders[0] / "空.txt").write_bytes(b"")
    rebuilt(folders)
    assert rebuilt(folders)[0] == ["空.txt"]


def test_other_code_parses_everything_again_and_forgets_the_rest(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.parsed_files.parsing_fingerprint", lambda: "other")
    assert len(rebuilt(folders)[0]) == 5
    assert [path.name for path in (folders[2] / FOLDER).iterdir()] == ["other"]


def test_what_a_killed_build_left_is_not_read_and_goes(folders: Folders) -> None:
    kept = ParsedFiles(folders[2])
    draft = kept.folder / f"0{DRAFT}"
    draft.mkdir()
    (draft / "issue.parquet").write_bytes(b"half")
    shutil.copytree(kept.batches[0].path, kept.folder / "twice")  # merged, but the old one was not yet removed
    assert rebuilt(folders)[0] == []
    assert not draft.exists()
    assert_as_from_nothing(folders)


def test_many_small_batches_become_one(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.parsed_files.MOST_SMALL", 2)
    for name in "南北中":
        (folders[1] / f"{name}.csv").write_text(TOILETS.format(name), encoding="utf-8")
        rebuilt(folders)
    assert len(ParsedFiles(folders[2]).batches) <= 3
    assert_as_from_nothing(folders)


def test_a_build_begins_with_the_last_one_unless_much_has_changed(
    folders: Folders, begun_with: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun_with.clear()  # of the folder that was copied
    (published,) = folders[2].glob("warehouse-*.duckdb")
    (folders[0] / "甲.txt").write_text(PLAN.replace("88.8万元", "99万元"), encoding="utf-8")
    rebuilt(folders)
    assert begun_with == [published.name]
    monkeypatch.setattr("etl.build.MOST_MOVED", 0.1)
    (folders[0] / "甲.txt").write_text(PLAN.replace("88.8万元", "98万元"), encoding="utf-8")
    rebuilt(folders)
    assert begun_with == [published.name]
    assert_as_from_nothing(folders)
