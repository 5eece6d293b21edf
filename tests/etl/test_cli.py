"""The command line as a clerk types it: exit codes, messages, and no traceback whatever is asked."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from etl.cli import main
from etl.sheet.content import _words
from etl.sheet.cues import _cues, _cues_of
from etl.sheet.kinds import _bare_words, _parts, column_of, heading_words
from etl.sheet.parse import parse_tables
from warehouse import load

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "data" / "plans" / "huangsang_2024.txt"
FUNDS = ROOT / "data" / "tables" / "funds.csv"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the plan of 黄桑乡 and the bundled tables of toilets and funds."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "plans").mkdir()
    (folder / "tables").mkdir()
    shutil.copy(PLAN, folder / "plans")
    for name in ("toilets.csv", "funds.csv"):
        shutil.copy(ROOT / "data" / "tables" / name, folder / "tables")
    command = ["build", "--plans", str(folder / "plans"), "--tables", str(folder / "tables"), "--store", str(folder / "store")]
    assert main(command) == 0
    return folder / "store"


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


def test_build_tells_each_file_and_what_was_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "tables").mkdir()
    shutil.copy(PLAN, tmp_path / "plans")
    (tmp_path / "tables" / "坏.csv").write_text("乡镇,村,摸排数,问题数\n黄桑乡,甲村,八,1\n", encoding="utf-8")
    code, out, _ = said(
        capsys, "build", "--plans", tmp_path / "plans", "--tables", tmp_path / "tables", "--store", tmp_path / "store"
    )
    assert code == 1
    assert "读入 2/2 坏.csv: 1 行" in out
    assert "坏.csv 第2行 摸排数: 读到“八”, 应为 数字" in out
    assert "已发布批次" in out
    assert "文档 1 份, 问题 16 个, 表格文件 1 个" in out


def test_a_terminal_gets_a_progress_bar_instead_of_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    (tmp_path / "plans").mkdir()
    shutil.copy(PLAN, tmp_path / "plans")
    code, out, err = said(capsys, "build", "--plans", tmp_path / "plans", "--tables", FUNDS.parent, "--store", tmp_path / "store")
    assert code in (0, 1)
    assert "读入 1/" not in out
    assert "5/5" in err


def test_build_of_nothing_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capsys, "build", "--plans", tmp_path / "甲", "--tables", tmp_path / "乙", "--store", tmp_path / "store")
    assert code == 2
    assert f"{tmp_path / '甲'}: 读到“没有这个文件夹”, 应为 放方案的文件夹" in err
    assert "没有发布新批次" in err


def test_a_store_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "store").write_text("一个文件", encoding="utf-8")
    code, _, err = said(capsys, "build", "--plans", PLAN.parent, "--tables", FUNDS.parent, "--store", tmp_path / "store")
    assert code == 2
    assert f"{tmp_path / 'store'}: 无法读写" in err


def test_parse_prints_one_json_object_a_document_and_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "parse", PLAN, FUNDS)
    plan, funds = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert {"source", "plan", "issues", "amounts", "counts", "ratios", "periods", "audits", "unclaimed"} == set(plan)
    assert len(plan["issues"]) == 16
    assert (funds["kind"], funds["source"]["sheet"], funds["rows"][0]["planned_yuan"]) == ("funds", None, 888000)
    code, out, _ = said(capsys, "parse", PLAN, FUNDS, "--out", tmp_path / "out.jsonl")
    assert (code, out) == (0, "")
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_parse_of_what_is_not_there_or_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "parse", tmp_path / "没有.txt", tmp_path)
    assert (code, out) == (2, "")
    assert "没有.txt: 读到“没有这个文件”, 应为 已有的文件" in err
    assert "读到“文件夹”, 应为 文件" in err
    assert said(capsys, "parse", tmp_path / "没有.txt", FUNDS)[0] == 1


def test_check_tells_a_clerk_what_a_document_holds(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "check", PLAN)
    assert code == 0
    assert out.startswith("huangsang_2024.txt: 文档, 整改方案, txt utf-8, 83 行, 5,769 字\n")
    for words in (
        "  文号      黄委发〔2024〕6号\n",
        "  乡镇      黄桑乡",
        "  成文日期  2024-05-20\n",
        "  问题      16 个; 原文自述: 没有\n    第13行  1 工作部署推进有待加强\n",
        "    … 另有 6 处 (加 --all 全部列出)\n",
        "推进中 1 (第63行)",
        "    第49行  “71040元” 71,040 元, 本乡镇, 分红, 每年\n",
        "            所算: 全部完成则没有其余\n            位置: 第63行第146字“28个,目前已全部整改到位”、第63行第176字",
        "段没有规则认领的原文",
    ):
        assert words in out
    assert out.splitlines()[-1] == "共 1 个文件: 能读入 1 个, 不能读入 0 个; 没有读懂 0 处; 核验存疑 1 处。"
    _, whole, _ = said(capsys, "check", PLAN, "--all")
    assert "另有" not in whole
    assert [line for line in out.splitlines() if "另有" not in line and line not in whole.splitlines()] == []


def test_check_tells_rows_rejects_and_totals_of_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "资金.csv"
    table.write_text("乡镇,项目,计划(万元),到位(万元)\n甲乡,茶厂,10,五\n甲乡,车间,2,1\n合计,,13,1\n", encoding="utf-8")
    code, out, _ = said(capsys, "check", table)
    assert code == 1
    assert "资金.csv: 表格, 资金项目, csv utf-8" in out
    assert "  数据      2 行, 第2—3行\n" in out
    assert "  没有读懂  1 处\n" in out
    assert "  各列之和  计划(万元) 120,000.00; 到位(万元) 10,000.00 (金额以元计)\n" in out
    assert "第2行 到位(万元): 读到“五”, 应为 数字" in out
    assert "第4行 合计的计划(万元)写 13, 各行相加为 12, 不相符" in out


def test_check_of_a_folder_tells_of_its_files_as_a_build_names_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, table = tmp_path / "表格", "乡镇,项目,计划(万元)\n甲乡,茶厂,10\n"
    (folder / "五月").mkdir(parents=True)
    (folder / "资金.csv").write_text(table, encoding="utf-8")
    (folder / "五月" / "资金.csv").write_text(table.replace("茶厂", "车间"), encoding="utf-8")
    (folder / "~$资金.xlsx").write_bytes(b"")
    code, out, _ = said(capsys, "check", folder, folder / "资金.csv")
    assert code == 0
    assert [line.split(":")[0] for line in out.splitlines() if ": 表格" in line] == ["五月/资金.csv", "资金.csv"]
    assert f"{folder}: 隐藏文件和办公软件的临时文件不读: ~$资金.xlsx\n共 2 个文件: 能读入 2 个" in out
    (tmp_path / "空").mkdir()
    code, out, _ = said(capsys, "check", tmp_path / "空")
    assert code == 2
    assert f"{tmp_path / '空'}: 读到“空文件夹”, 应为 有文件的文件夹" in out


def test_check_of_an_unknown_kind_of_file_says_what_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    code, out, _ = said(capsys, "check", tmp_path / "照片.jpg")
    assert code == 2
    assert "照片.jpg: 不能读入。读到“扩展名 .jpg”" in out
    assert "能读的文件: " in out
    assert ".xlsx" in out


def test_export_as_csv_excel_and_parquet(store: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "toilet_funnel", "--store", str(store), "--township", "黄桑乡"]) == 0
    printed = capfdbinary.readouterr().out
    assert printed.startswith(b"\xef\xbb\xbf")
    heading, row = csv.reader(io.StringIO(printed.decode("utf-8-sig"), newline=""))
    assert dict(zip(heading, row, strict=True))["摸排"] == "2897"
    for suffix in ("csv", "xlsx", "parquet"):
        assert main(["export", "toilet_funnel", "--store", str(store), "--out", str(tmp_path / f"厕所.{suffix}")]) == 0
    assert "厕所.csv: 厕所整改漏斗 1 行, 全部乡镇, 截至 ".encode() in capfdbinary.readouterr().err
    assert (tmp_path / "厕所.csv").read_bytes() == printed
    assert fastexcel.read_excel(tmp_path / "厕所.xlsx").load_sheet("厕所整改漏斗").to_polars()["财政支持"].to_list() == [758]
    assert pl.read_parquet(tmp_path / "厕所.parquet")["problem_count"].to_list() == [28]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["issue_regster"], "没有视图“issue_regster”。 是不是 issue_register?"),
        (["overview", "--township", "某某街道"], "没有乡镇“某某街道”, 现有: 黄桑乡"),
        (["overview", "--township", "黄桑"], "没有乡镇“黄桑”, 是不是“黄桑乡”? 现有: 黄桑乡"),
        (["overview", "--format", "xlsx"], "xlsx 不能打印, 请用 --out 写到文件。"),
        (["overview", "--out", "总览.doc"], "不认识的扩展名 .doc"),
    ],
)
def test_an_export_that_cannot_be_done_says_why(
    store: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    code, out, err = said(capsys, "export", *arguments, "--store", store)
    assert (code, out) == (2, "")
    assert message in err


def test_a_template_is_written_and_says_where_it_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "template", "toilets", "--out", tmp_path / "厕所.xlsx")
    assert (code, out.endswith("空白填报表, 工作表 分村统计、一厕一档; 填好后放进表格文件夹即可读入。\n")) == (0, True)
    code, out, _ = said(capsys, "check", tmp_path / "厕所.xlsx")
    assert "没有读懂 0 处" in out


def test_the_issues_are_filled_into_a_countys_layout(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout, filled = tmp_path / "格式.xlsx", tmp_path / "台账.xlsx"
    said(capsys, "template", "progress", "--out", layout)
    asked = ("export", "--as-ledger", layout, "--store", store)
    code, _, err = said(capsys, *asked, "--township", "黄桑乡", "--out", filled)
    assert (code, "台账 16 行, 黄桑乡" in err) == (0, True)
    titles = [row.values["issue_title"] for table in parse_tables(filled) for row in table.rows]
    assert (len(titles), "问题厕所整改有待深入" in titles) == (16, True)
    assert said(capsys, *asked)[0] == 2  # nowhere to write it
    assert said(capsys, *asked[:2], FUNDS, *asked[3:], "--out", filled)[0] == 2
    code, _, err = said(capsys, "export", "--store", store)
    assert (code, "issue_register" in err) == (2, True)


def test_export_into_a_missing_folder_names_the_file(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capsys, "export", "overview", "--store", store, "--out", tmp_path / "没有" / "总览.csv")
    assert code == 2
    assert f"{tmp_path / '没有' / '总览.csv'}: 无法读写" in err


def test_no_warehouse_yet_says_which_command_makes_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for store in (tmp_path / "没有", tmp_path):
        code, _, err = said(capsys, "export", "overview", "--store", store)
        assert code == 2
        assert "还没有数据仓库。 请先运行 python -m etl build。" in err


def test_a_damaged_warehouse_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "warehouse-20240520-000000-0000.duckdb").write_bytes(b"damaged" * 100)
    (tmp_path / "current").write_text("warehouse-20240520-000000-0000.duckdb\n", encoding="utf-8")
    code, _, err = said(capsys, "export", "overview", "--store", tmp_path)
    assert code == 2
    assert "数据仓库出错" in err


def test_a_build_without_enough_memory_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(load, "MEMORY_LIMIT", "2MB")
    code, _, err = said(
        capsys, "build", "--plans", ROOT / "data" / "plans", "--tables", ROOT / "data" / "tables", "--store", tmp_path
    )
    assert code == 2
    assert "内存不够" in err
    assert "没有发布新批次" in err


def test_a_vocabulary_that_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "data" / "vocabulary", tmp_path / "vocabulary")
    with (tmp_path / "vocabulary" / "headings.csv").open("a", encoding="utf-8") as file:
        file.write("funds,planned_yuan,受益户数,\n")
    monkeypatch.setattr("etl.vocabulary.FOLDER", tmp_path / "vocabulary")
    for cached in (heading_words, _bare_words, _parts, column_of, _cues, _cues_of, _words):
        cached.cache_clear()
    code, _, err = said(capsys, "check", FUNDS)
    for cached in (heading_words, _bare_words, _parts, column_of, _cues, _cues_of, _words):
        cached.cache_clear()
    assert code == 2
    assert "词表 headings.csv 第" in err
    assert err.endswith("词表有错, 没有发布新批次, 原有批次照常使用: 请改正上面点名的地方后再运行。\n")
    assert "读到“受益户数”, 应为 只属于一列 (已属于 household_count)" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "缺少 命令"),
        (["parse"], "缺少 文件"),
        (["bild"], "读到“bild”, 应为"),
        (["export", "overview", "--format", "doc"], "--format: 读到“doc”, 应为"),
        (["build", "--stor"], "--store 后面应有一个值"),
        (["build", "--plans", ""], "--plans: 读到 '', 应为 文件夹的路径"),
        (["build", "--quick"], "不认识的参数 --quick"),
    ],
)
def test_wrong_arguments_are_answered_in_chinese(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.startswith("用法: python -m etl")


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--help"])
    assert leaving.value.code == 0
    out = capsys.readouterr().out
    assert "退出码" in out
    assert "show this help" not in out


def test_a_locale_without_chinese_stops_nothing() -> None:
    environment = {**os.environ, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "etl", "check", str(FUNDS)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert "资金项目" in run.stdout.decode("utf-8")


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    command = f"{sys.executable} -m etl parse data/plans/huangsang_2024.txt data/plans/huangsang_2024.txt | head -c 10"
    run = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    assert "Exception" not in run.stderr


LEDGER = "乡镇,序号,问题,整改状态\n黄桑乡,99,没有这个问题,推进中\n"


def test_check_matches_a_ledger_with_the_plans_given_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "台账.csv").write_text(LEDGER, encoding="utf-8")
    code, out, _ = said(capsys, "check", tmp_path / "台账.csv", PLAN)
    assert code == 0
    assert "作为台账自有问题读入" in out
    assert "第2行 黄桑乡 没有这个问题: 应为 黄桑乡 方案里已有的序号 (序号不存在: 现有 1、2、" in out
    code, out, _ = said(capsys, "check", tmp_path / "台账.csv")
    assert code == 0
    assert "把方案文件和台账一起交给 check" in out


def test_check_says_of_equal_files_what_a_build_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plans, tables, store = tmp_path / "plans", tmp_path / "tables", tmp_path / "store"
    plans.mkdir()
    tables.mkdir()
    shutil.copy(PLAN, plans / "甲.txt")
    shutil.copy(PLAN, plans / "乙.txt")
    (plans / "丙.txt").write_text(PLAN.read_text(encoding="utf-8"), encoding="gb18030")
    code, out, _ = said(capsys, "check", plans / "丙.txt", plans / "乙.txt", plans / "甲.txt")
    _, built, _ = said(capsys, "build", "--plans", plans, "--tables", tables, "--store", store)
    same = ["乙.txt: 与 丙.txt 内容相同, 只读入一次。", "甲.txt: 与 丙.txt 内容相同, 只读入一次。"]
    assert code == 0
    assert [line for line in out.splitlines() if "内容" in line and not line.startswith("共")] == same
    assert all(line in built for line in same)
    assert "共 3 个文件: 能读入 1 个, 不能读入 0 个, 内容相同不再读入 2 个; 没有读懂 0 处" in out


def test_check_and_build_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("plans", "tables"):
        (tmp_path / folder).mkdir()
    shutil.copy(PLAN, tmp_path / "plans")
    (tmp_path / "tables" / "台账.csv").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "tables" / "资金.csv").write_text("乡镇,项目名称,支出(元),户数\n甲乡,茶厂,-5,-3\n甲乡,车间,,\n", encoding="utf-8")
    (tmp_path / "tables" / "空.csv").write_text("乡镇,村,摸排数,问题数\n", encoding="utf-8")
    tables = sorted((tmp_path / "tables").iterdir())
    _, checked, _ = said(capsys, "check", PLAN, *tables)
    folders = ["--plans", tmp_path / "plans", "--tables", tmp_path / "tables", "--store", tmp_path / "store"]
    _, built, _ = said(capsys, "build", *folders)
    problems = [line.strip().split(" ", 1)[1] for line in built.splitlines() if line.startswith("  ")]
    assert len(problems) == 4
    assert [problem for problem in problems if problem not in checked] == []
    assert "能读入 3 个, 不能读入 1 个; 没有读懂 4 处" in checked
    assert "未识别 4 处" in built
    assert "台账中 1 行没有对上方案里的问题" in built


@pytest.mark.parametrize("seconds", [0.15, 0.6, 1.2, 2.0])
def test_ctrl_c_at_any_moment_leaves_a_sentence_and_no_traceback(tmp_path: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "etl", "build", "--store", str(tmp_path / "store")]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    time.sleep(seconds)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert "Traceback" not in err
    assert (run.returncode, err) in ((2, "已中断, 原有批次照常可用。\n"), (0, ""))


def test_check_names_corrections_that_do_not_apply_as_the_build_would(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "c.csv"
    header = "table,key,column,seen,put,reason\n"
    path.write_text(
        f"{header}指标,huangsang_2024.txt 第63行,数值,28个,27,来电核实\n金额,别的.txt 第1行,金额(元),1,2,x\n", "utf-8"
    )
    code, out, _ = said(capsys, "check", PLAN, "--corrections", path)
    assert code == 0  # a line of a file that is not asked about is no fault here
    assert "  更正      1 处\n    第63行  指标 数值: 读到“28个”, 更正为“27” (更正表第2行: 来电核实)\n" in out
    path.write_text(f"{header}指标,huangsang_2024.txt 第63行,数值,29个,27,来电核实\n", "utf-8")
    code, out, err = said(capsys, "check", PLAN, "--corrections", path)
    assert code == 2
    assert "更正表 c.csv 第2行 seen: 读到“29个”" in err
    assert "共 1 个文件" in out
