"""What a leader sees when things go wrong, and when a new build comes."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import Visit
from tests.serving import ROOT, serve

pytestmark = pytest.mark.xdist_group("browser")

HOSTILE = """甲子乡<img src=x onerror="document.title='taken'">整改方案
2024年5月20日
(一)责任落实方面
1.<b>部署</b>偏晚 <script>document.title='taken'</script> [外链](javascript:document.title='taken') $x^2$ :red[红]。
整改措施:一是每周调度<img src=x onerror="document.title='taken'">。二是压实责任。
责任单位:乡党建办
整改时限:2024年6月底
"""


def build(store: Path, plans: Path, tables: Path = ROOT / "data/tables") -> None:
    command = [sys.executable, "-m", "etl", "build", "--plans", str(plans), "--tables", str(tables), "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in {0, 1}, done.stdout + done.stderr


def opened(browser: Browser, url: str) -> Visit:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 1000})
    return Visit(context.new_page(), url)


def test_without_a_warehouse_the_page_says_which_command_makes_one(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path / "empty") as served:
        visit = opened(browser, served.url)
        for path in ("", "register"):
            visit.open(path)
            expect(visit.page.get_by_test_id("stMain")).to_contain_text("make run")
            expect(visit.page.get_by_test_id("stMain")).to_contain_text("python -m etl build")
        assert visit.complaints == []
        visit.page.context.close()


def test_a_broken_warehouse_is_told_in_chinese_and_a_new_build_mends_it(browser: Browser, tmp_path: Path) -> None:
    plans, store = tmp_path / "plans", tmp_path / "store"
    plans.mkdir()
    shutil.copy(ROOT / "data/plans/huangsang_2024.txt", plans)
    build(store, plans)
    for file in store.glob("warehouse-*.duckdb"):
        file.write_bytes(b"no warehouse")
    with serve(store) as served:
        visit = opened(browser, served.url)
        for path in ("", "register"):
            visit.open(path)
            expect(visit.page.get_by_role("heading", level=1)).to_have_text("问题整改看板")
            expect(visit.page.get_by_test_id("stAlert")).to_contain_text("页面无法显示: 读取数据仓库时出错")
            expect(visit.page.get_by_test_id("stMain")).not_to_contain_text("Error")
        build(store, plans)
        visit.open("")
        expect(visit.page.get_by_role("heading", level=1)).to_have_text("总览")
        assert visit.complaints == []
        visit.page.context.close()


@pytest.mark.parametrize("asked", ["问题", "核验", "文档"])
def test_an_unknown_address_of_a_text_is_named_and_ignored(visit: Callable[..., Visit], asked: str) -> None:
    wide = visit()
    wide.open(f"evidence?{asked}=no-such-id")
    expect(wide.page.get_by_test_id("stAlert")).to_contain_text(f"地址里的{asked}不在当前数据中, 已忽略")
    expect(wide.page.locator(".document")).to_be_visible()


@pytest.mark.parametrize("path", ["", "progress", "departments", "register", "deadlines"])
def test_a_choice_that_no_issue_meets_is_told(visit: Callable[..., Visit], path: str) -> None:
    wide = visit()
    wide.open(f"{path}?乡镇=霞若乡&主题=厕所改革")
    expect(wide.page.get_by_role("heading", level=1)).to_be_visible()
    expect(wide.page.get_by_test_id("stAlert")).to_contain_text("没有符合筛选条件的数据")


def test_a_new_build_is_shown_at_the_next_click(browser: Browser, tmp_path: Path) -> None:
    plans, store = tmp_path / "plans", tmp_path / "store"
    plans.mkdir()
    shutil.copy(ROOT / "data/plans/huangsang_2024.txt", plans)
    build(store, plans)
    with serve(store) as served:
        visit = opened(browser, served.url)
        visit.open()
        expect(visit.page.locator(".card").first).to_contain_text("1 份方案")
        shutil.copy(ROOT / "data/plans/xiaruo_2021.txt", plans)
        build(store, plans)
        visit.page.get_by_test_id("stSidebarNavLink").filter(has_text="整改进度").click()
        expect(visit.page.get_by_role("heading", level=1)).to_have_text("整改进度")
        visit.page.get_by_test_id("stSidebarNavLink").filter(has_text="总览").click()
        expect(visit.page.locator(".card").first).to_contain_text("2 份方案")
        assert visit.complaints == []
        visit.page.context.close()


def test_words_of_a_document_are_shown_and_never_run(browser: Browser, tmp_path: Path) -> None:
    plans, tables, store = tmp_path / "plans", tmp_path / "tables", tmp_path / "store"
    plans.mkdir()
    tables.mkdir()
    (plans / "hostile.txt").write_text(HOSTILE, "utf-8")
    build(store, plans, tables)
    with serve(store) as served:
        wide = opened(browser, served.url)
        wide.open()
        for path in wide.links().values():
            wide.open(path)
            main = wide.page.get_by_test_id("stMain")
            assert wide.page.title() != "taken"
            for foreign in ("img[src='x']", "script", "a[href^='javascript']", "b", ".katex"):
                assert main.locator(foreign).count() == 0, f"{path}: {foreign}"
        wide.open("evidence")
        expect(wide.page.get_by_test_id("stMain")).to_contain_text("<script>")
        assert wide.complaints == []
        wide.page.context.close()
