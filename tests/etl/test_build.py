"""Builds of folders made here: every way an input can be broken, and the bundled input twice."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

import etl.files
from etl.build import BuildReport, NothingToLoad, build
from etl.departments import _patterns, department_of
from etl.files import read_file
from etl.sheet.content import _words
from etl.sheet.cues import _cues, _cues_of
from etl.sheet.kinds import _bare_words, _parts, column_of, heading_words
from etl.sheet.parsed import ParsedTable
from etl.vocabulary import WrongVocabulary, words_by_code
from warehouse import marts
from warehouse.publish import published_files
from warehouse.queries import Warehouse
from warehouse.underway import LOCK, AlreadyBuilding

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "data" / "plans" / "huangsang_2024.txt"
TOILETS = "乡镇,村,摸排厕所数,问题厕所数\n黄桑乡,甲村,5,1\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Plans with one good plan, tables with one good table, and a place for the store."""
    plans, tables = tmp_path / "plans", tmp_path / "tables"
    plans.mkdir()
    tables.mkdir()
    shutil.copy(PLAN, plans)
    (tables / "好.csv").write_text(TOILETS, encoding="utf-8")
    return plans, tables, tmp_path / "store"


def built(folders: tuple[Path, Path, Path]) -> BuildReport:
    return build(*folders)


def states(store: Path) -> dict[str, str]:
    summary = Warehouse.open(store).read("source_summary")
    return dict(summary.select("file", "state_label").rows())


def test_good_files_load_whole(folders: tuple[Path, Path, Path]) -> None:
    report = built(folders)
    assert (report.exit_code, report.problems, report.document_count, report.table_count) == (0, [], 1, 1)
    assert states(folders[2]) == {"huangsang_2024.txt": "全部读入", "好.csv": "全部读入"}


def test_a_plan_with_no_issue_is_named(folders: tuple[Path, Path, Path]) -> None:
    (folders[0] / "通知.txt").write_text("今天下午三点开会。\n", encoding="utf-8")
    report = built(folders)
    assert report.problems == ["通知.txt 全文: 读到“没有找到一个问题或任务”, 应为 至少一个编号的问题或任务"]
    assert states(folders[2])["通知.txt"] == "部分未识别"


def test_the_same_content_is_loaded_once_and_said_so(folders: tuple[Path, Path, Path]) -> None:
    shutil.copy(PLAN, folders[0] / "黄桑副本.txt")
    report = built(folders)
    assert (report.exit_code, report.document_count) == (0, 1)
    assert report.notices == ["黄桑副本.txt: 与 huangsang_2024.txt 内容相同, 只读入一次。"]
    summary = Warehouse.open(folders[2]).read("source_summary")
    assert summary.filter(file="huangsang_2024.txt")["message"].to_list() == ["内容相同: 黄桑副本.txt"]


def test_a_missing_folder_is_named_and_replaces_no_good_build(folders: tuple[Path, Path, Path]) -> None:
    built(folders)
    before = published_files(folders[2])
    with pytest.raises(NothingToLoad) as failure:
        build(folders[0] / "没有", folders[1] / "好.csv", folders[2])
    assert str(failure.value).splitlines() == [
        f"{folders[0] / '没有'}: 读到“没有这个文件夹”, 应为 放方案的文件夹",
        f"{folders[1] / '好.csv'}: 读到“一个文件”, 应为 放表格的文件夹",
        "没有发布新批次。",
    ]
    assert published_files(folders[2]) == before


def test_an_empty_folder_is_allowed_and_said_so(folders: tuple[Path, Path, Path]) -> None:
    (folders[0] / "huangsang_2024.txt").unlink()
    report = built(folders)
    assert (report.exit_code, report.table_count) == (1, 1)
    assert report.problems == [f"{folders[0]}: 读到“空文件夹”, 应为 有方案的文件夹; 新批次里没有方案"]


def test_what_cannot_be_read_in_one_folder_is_read_in_the_other(folders: tuple[Path, Path, Path]) -> None:
    shutil.copy(folders[1] / "好.csv", folders[0] / "放错了.csv")
    report = built(folders)
    assert (report.exit_code, report.problems, report.table_count) == (0, [], 1)
    assert report.notices == ["放错了.csv: 与 好.csv 内容相同, 只读入一次。"]
    assert states(folders[2]) == {"huangsang_2024.txt": "全部读入", "好.csv": "全部读入"}
    assert Warehouse.open(folders[2]).read("toilet_funnel")["surveyed_count"].to_list() == [5]


def test_the_same_text_in_another_encoding_is_loaded_once(folders: tuple[Path, Path, Path]) -> None:
    text = PLAN.read_text(encoding="utf-8")
    (folders[0] / "国标.txt").write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    (folders[1] / "好2.csv").write_text(TOILETS, encoding="utf-16")
    report = built(folders)
    assert (report.document_count, report.table_count, report.exit_code) == (1, 1, 0)
    assert report.notices == [
        "国标.txt: 与 huangsang_2024.txt 内容相同, 只读入一次。",
        "好2.csv: 与 好.csv 内容相同, 只读入一次。",
    ]


def test_two_files_of_one_plan_are_both_loaded_and_doubted(folders: tuple[Path, Path, Path]) -> None:
    (folders[0] / "修订.txt").write_text(PLAN.read_text(encoding="utf-8") + "\n另有补充。\n", encoding="utf-8")
    report = built(folders)
    (problem,) = report.problems
    assert (report.exit_code, report.document_count) == (1, 2)
    assert problem.startswith("修订.txt 与 huangsang_2024.txt 像是同一方案的两份文件 (文号 黄委发〔2024〕6号), 内容不同: ")
    audits = Warehouse.open(folders[2]).read("audit_register").filter(rule="duplicate_plan")
    assert audits.select("file", "rule_label", "is_ok", "message").rows() == [("修订.txt", "同一方案的两份文件", False, problem)]


def test_townships_of_one_name_in_two_counties_are_told(folders: tuple[Path, Path, Path]) -> None:
    for name, county in (("一.txt", "甲山县"), ("二.txt", "乙水县"), ("三.txt", "乙水县")):
        head = f"{county}柳河镇2024年整改方案\n柳政发〔2024〕{ord(name[0]) % 50}号\n"
        text = f"{head}一、存在问题\n1.{name[0]}处沟渠淤塞。\n整改措施:清淤。\n{county}柳河镇人民政府\n"
        (folders[0] / name).write_text(text, encoding="utf-8")
    problems = [each for each in built(folders).problems if "同名" in each]
    assert len(problems) == 1
    assert problems[0].startswith("柳河镇 有同名的: 一.txt 写 甲山县, 三.txt 写 乙水县; ")
    audits = Warehouse.open(folders[2]).read("audit_register").filter(rule="township_homonym")
    assert audits.select("file", "rule_label", "is_ok").rows() == [("三.txt", "同名乡镇分属几个县", False)]


def test_townships_of_one_name_in_tables_of_two_counties_are_told(folders: tuple[Path, Path, Path]) -> None:
    rows = (
        "序号,乡镇,问题,整改措施,责任单位,整改状态\n1,城关镇,{what},清淤,水利站,推进中\n2,{other},路灯不亮,维修,村建办,推进中\n"
    )
    for name, county, other in (("一.csv", "甲山县", "东村镇"), ("二.csv", "乙水县", "西村镇"), ("三.csv", "乙水县", "西村镇")):
        text = f"{county}2024年整改台账\n" + rows.format(what=f"{name[0]}处沟渠淤塞", other=other)
        (folders[1] / name).write_text(text, encoding="utf-8")
    problems = [each for each in built(folders).problems if "同名" in each]
    assert len(problems) == 1
    assert problems[0].startswith("城关镇 有同名的: 一.csv 写 甲山县, 三.csv 写 乙水县; ")
    audits = Warehouse.open(folders[2]).read("audit_register").filter(rule="township_homonym")
    assert audits.select("file", "is_ok").rows() == [("三.csv", False)]


def test_a_second_build_is_refused_before_any_file_is_read(folders: tuple[Path, Path, Path]) -> None:
    read: list[str] = []
    folders[2].mkdir()
    with FileLock(folders[2] / LOCK), pytest.raises(AlreadyBuilding, match="另一个构建正在运行"):
        build(*folders, on_file=lambda name, *_: read.append(name))
    assert read == []


def test_nothing_readable_publishes_nothing(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "tables").mkdir()
    (tmp_path / "plans" / "空.txt").write_bytes(b"")
    with pytest.raises(NothingToLoad, match="没有一个文件可以读入") as failure:
        build(tmp_path / "plans", tmp_path / "tables", tmp_path / "store")
    assert "空.txt 整个文件: 读到“空文件”" in str(failure.value)
    assert published_files(tmp_path / "store") == []


def test_hidden_and_lock_files_are_no_input(folders: tuple[Path, Path, Path]) -> None:
    (folders[1] / "~$好.xlsx").write_bytes(b"lock")
    (folders[1] / ".DS_Store").write_bytes(b"\x00")
    report = built(folders)
    assert report.exit_code == 0
    assert report.notices == [f"{folders[1]}: 隐藏文件和办公软件的临时文件不读: .DS_Store、~$好.xlsx"]


def test_files_of_subfolders_are_read(folders: tuple[Path, Path, Path]) -> None:
    (folders[1] / "五月").mkdir()
    (folders[1] / "五月" / "新.csv").write_text(TOILETS.replace("甲村", "乙村"), encoding="utf-8")
    (folders[1] / "五月" / "坏.csv").write_bytes(b"")
    report = built(folders)
    assert report.table_count == 2
    assert report.problems == ["五月/坏.csv 整个文件: 读到“空文件”, 应为 有表头和数据的表格"]


def test_a_fault_of_the_parser_keeps_no_other_file_out(folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("etl.files.parse_tables", broken)
    report = built(folders)
    (problem,) = report.problems
    assert problem.startswith("好.csv 整个文件: 读到“解析出错 ZeroDivisionError: a fault”")


def test_numbers_beyond_all_measure_are_rejects(folders: tuple[Path, Path, Path]) -> None:
    (folders[0] / "大.txt").write_text(
        "甲乡整改方案\n一、存在问题\n1. 资金不到位。2023年投入99999999999999999999亿元,惠及9999999999999999999999户。\n2. 厕。\n",
        encoding="utf-8",
    )
    (folders[1] / "大.csv").write_text(
        "乡镇,项目名称,计划投入(元),受益户数\n甲乡,茶厂,9999999999999999999999,1E400\n", encoding="utf-8"
    )
    report = built(folders)
    assert report.problems == [
        "大.txt 第3行: 读到“99999999999999999999亿元”, 应为 小于一千万亿元的金额",
        "大.txt 第3行: 读到“9999999999999999999999户”, 应为 小于一千万亿的数字",
        "大.csv 第2行 计划投入(元): 读到“9999999999999999999999”, 应为 小于一千万亿的数字",
        "大.csv 第2行 受益户数: 读到“1E400”, 应为 小于一千万亿的数字",
    ]


def test_a_value_the_warehouse_cannot_hold_fails_its_file_alone(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = etl.files.parse_tables

    def misfit(path: Path) -> list[ParsedTable]:
        tables = parse(path)
        tables[0].rows[0].values["surveyed_count"] = 10**30
        return tables

    monkeypatch.setattr("etl.files.parse_tables", misfit)
    report = built(folders)
    (problem,) = report.problems
    assert problem.startswith("好.csv 整个文件: 读到“装不进数据仓库的值 (toilet: ")
    assert states(folders[2]) == {"huangsang_2024.txt": "全部读入", "好.csv": "未读入"}


def test_a_file_the_system_does_not_give_is_named(folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    given = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "好.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return given(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    report = built(folders)
    assert report.problems == [
        "好.csv 整个文件: 读到“没有权限”, 应为 可以读写的文件 (可能正被别的程序打开, 请关闭后再试, 或请管理员给权限)"
    ]
    assert states(folders[2]) == {"huangsang_2024.txt": "全部读入", "好.csv": "未读入"}


def test_an_unreadable_path_never_raises(tmp_path: Path) -> None:
    assert read_file(tmp_path).failure is not None
    missing = read_file(tmp_path / "没有.csv").failure
    assert missing is not None
    assert missing.read == "没有这个文件"


def test_the_bundled_input_twice_gives_the_same_rows(tmp_path: Path) -> None:
    stores = [tmp_path / "one", tmp_path / "two"]
    reports = [build(ROOT / "data" / "plans", ROOT / "data" / "tables", store) for store in stores]
    assert [(report.exit_code, report.problems) for report in reports] == [(0, []), (0, [])]
    one, two = (Warehouse.open(store) for store in stores)
    for mart in marts.MARTS:
        if mart.name == "build_summary":
            continue
        first, second = (sorted(map(repr, each.read(mart.name).rows())) for each in (one, two))
        assert first == second, mart.name
    worded = one.read("issue_register").filter(status_origin="document").height
    ledger_rows = one.read("source_summary").filter(file="progress.csv")["row_count"].item()
    assert reports[0].row_counts["status"] == worded + ledger_rows  # every row of the ledger found its issue
    assert one.read("overview")["done_count"].to_list() == [0]  # and nothing is done that nobody reported done
    (funnel,) = one.read("toilet_funnel").iter_rows(named=True)
    assert [funnel[f"{name}_count"] for name in ("surveyed", "funded", "problem", "rectified")] == [2897, 758, 28, 28]


def test_a_negative_number_is_a_reject_where_it_cannot_be_and_a_value_where_it_can(folders: tuple[Path, Path, Path]) -> None:
    (folders[1] / "资金.csv").write_text(
        "乡镇,项目名称,计划投入(元),累计支出(元),受益户数\n甲乡,茶厂,800,-500,-3\n甲乡,车间,-1,,\n", encoding="utf-8"
    )
    (folders[1] / "指标.csv").write_text("乡镇,指标,数值,单位\n甲乡,人口净增,-3,人\n甲乡,增速,-1.5%,%\n", encoding="utf-8")
    assert built(folders).problems == [
        "资金.csv 第2行 累计支出(元): 读到“-500”, 应为 不为负的金额 (冲销、退回的钱请从原来的金额中减去)",
        "资金.csv 第2行 受益户数: 读到“-3”, 应为 不为负的整数",
        "资金.csv 第3行 计划投入(元): 读到“-1”, 应为 不为负的金额 (冲销、退回的钱请从原来的金额中减去)",
    ]
    warehouse = Warehouse.open(folders[2])
    funds = warehouse.read("fund_register").filter(township="甲乡")
    assert funds.select("item", "amount_yuan").rows() == [("茶厂", 800), ("车间", None)]
    told = warehouse.read("indicator_register").filter(origin_label="表格")
    assert sorted(told.select("subject", "value").rows()) == [("人口净增", -3.0), ("增速", -1.5)]


def test_indicators_are_published_without_any_plan(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "指标.csv").write_text("乡镇,指标,数值,单位\n甲乡,参保率,96.8,%\n", encoding="utf-8")
    build(tmp_path / "plans", tmp_path / "tables", tmp_path / "store")
    assert Warehouse.open(tmp_path / "store").read("indicator_register").height == 1


def test_a_period_that_ends_before_it_begins_is_a_reject(folders: tuple[Path, Path, Path]) -> None:
    (folders[1] / "指标.csv").write_text("乡镇,指标,数值,统计日期\n甲乡,户数,3,2024年5月至2024年3月\n", encoding="utf-8")
    assert built(folders).problems == ["指标.csv 第2行 统计日期: 读到“2024年5月至2024年3月”, 应为 不早于起始日期的截止日期"]


@pytest.mark.parametrize(
    ("folder", "name", "expected"),
    [
        (0, "方案.ofd", " 文件 (暂不支持 .ofd, 请用原来的程序打开, 另存为 .txt)"),
        (1, "台账.et", ".xlsx 文件 (暂不支持 .et, 请用原来的程序打开, 另存为 .xlsx)"),
        (0, "表.csv", " 文件 (.csv 请放到表格的文件夹)"),
        (1, "方案.txt", " 文件 (.txt 请放到方案的文件夹)"),
    ],
)
def test_a_format_that_is_not_read_says_what_to_do(
    folders: tuple[Path, Path, Path], folder: int, name: str, expected: str
) -> None:
    (folders[folder] / name).write_bytes(b"x")
    (problem,) = built(folders).problems
    assert problem.endswith(expected)


def test_files_that_failed_whole_are_named_first(folders: tuple[Path, Path, Path]) -> None:
    (folders[0] / "通知.txt").write_text("今天下午三点开会。\n", encoding="utf-8")
    (folders[1] / "空.csv").write_bytes(b"")
    assert [problem.split()[0] for problem in built(folders).problems] == ["空.csv", "通知.txt"]


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("statuses.csv", "gaoding,搞定,", "词表 statuses.csv 第9行 code: 读到“gaoding”, 应为 not_started、"),
        ("flags.csv", "maybe,也许,", "词表 flags.csv 第4行 code: 读到“maybe”, 应为 true、false 之一"),
        ("departments.csv", "新部门,(,", "应为 正则表达式"),
        ("headings.csv", "funds,plnned,新列,", "column: 读到“plnned”, 应为 "),
    ],
)
def test_a_wrong_line_of_a_vocabulary_stops_the_build_though_nothing_uses_it(
    folders: tuple[Path, Path, Path], vocabulary: Path, name: str, line: str, message: str
) -> None:
    with (vocabulary / name).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(WrongVocabulary) as failure:
        built(folders)
    assert message in str(failure.value)
    assert not folders[2].exists()


def test_a_missing_vocabulary_is_named(folders: tuple[Path, Path, Path], vocabulary: Path) -> None:
    (vocabulary / "themes.csv").unlink()
    with pytest.raises(WrongVocabulary, match=r"词表 themes\.csv: 读到 没有这个文件"):
        built(folders)


@pytest.fixture
def vocabulary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the vocabularies, to spoil; what was read of them before is forgotten, and afterwards again."""
    folder = tmp_path / "vocabulary"
    shutil.copytree(ROOT / "data" / "vocabulary", folder)
    monkeypatch.setattr("etl.vocabulary.FOLDER", folder)
    headings = (heading_words, _bare_words, _parts, column_of, _cues, _cues_of, _words)
    cached = (words_by_code, *headings, department_of, _patterns)
    for function in cached:
        function.cache_clear()
    yield folder
    for function in cached:
        function.cache_clear()
