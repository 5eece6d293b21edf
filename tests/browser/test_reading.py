"""What a leader does: chooses, reads a number off a chart, follows a row to its sentence, takes a table home."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.harness import Visit

pytestmark = pytest.mark.xdist_group("browser")

TOWNSHIP = "黄桑乡"


def table(visit: Visit) -> Locator:
    """The first table of the page: the cells that its canvas offers to a screen reader."""
    return visit.page.locator('[data-testid="stDataFrame"] table[role="grid"]').first


def column(grid: Locator, heading: str) -> list[str]:
    """The cells of a table's column that are in sight."""
    expect(grid.locator("tbody td").first).to_be_attached()
    headings = grid.locator("th").all_text_contents()
    position = headings.index(heading) + 1
    return grid.locator(f'td[aria-colindex="{position}"]').all_text_contents()


def row_count(grid: Locator) -> int:
    """All rows of a table, in sight or not, without its headings."""
    return int(grid.get_attribute("aria-rowcount") or "0") - 1


def mark_labels(chart: Locator) -> list[str]:
    """The words on a chart's marks, in drawing order."""
    return chart.locator(".trace .point text").all_text_contents()


def test_a_filter_changes_the_rows_and_stays_from_page_to_page(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("register")
    grid = table(wide)
    everything = row_count(grid)
    wide.choose("乡镇", TOWNSHIP)
    expect(grid.locator('td[aria-colindex="1"]').first).to_have_text(TOWNSHIP)
    assert 0 < row_count(grid) < everything
    assert set(column(grid, "乡镇")) == {TOWNSHIP}
    assert "%E4%B9%A1%E9%95%87=" in wide.page.url

    wide.page.get_by_test_id("stSidebarNavLink").filter(has_text="整改进度").click()
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("整改进度")
    wide.settle()
    assert column(table(wide), "乡镇") == [TOWNSHIP]

    same = visit()
    same.page.goto(wide.page.url)
    same.settle()
    assert column(table(same), "乡镇") == [TOWNSHIP]


def test_a_choice_without_rows_says_so(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("register")
    wide.page.get_by_role("textbox", name="搜索").fill("没有这样的问题")
    wide.page.keyboard.press("Enter")
    expect(wide.page.get_by_test_id("stAlert")).to_contain_text("没有找到这些词")
    wide.settle()


def test_the_toilets_are_read_off_the_funnel(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open(f"toilets?乡镇={TOWNSHIP}")
    chart = wide.charts()
    expect(chart).to_have_count(1)
    assert mark_labels(chart) == ["2,897 个", "758 个", "28 个", "28 个"]
    cards = wide.page.locator(".card").all_inner_texts()
    assert any("3.69%" in card and "28 ÷ 758" in card for card in cards)
    assert any("0.97%" in card and "28 ÷ 2,897" in card for card in cards)
    assert any("数据存疑" in card for card in cards)


def test_a_number_under_the_pointer_is_the_number_of_the_table(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("progress?乡镇=霞若乡")
    chart = wide.charts().first
    labels = [label for label in mark_labels(chart) if label]
    assert labels == ["1", "15"]  # one says nothing of its state, fifteen are under way, none is done
    mark = chart.locator(".trace").nth(1).locator(".point path").first.bounding_box()
    assert mark
    wide.page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    expect(chart.locator(".hoverlayer")).to_contain_text("推进中: 15 个")
    grid = table(wide)
    assert (column(grid, "问题总数"), column(grid, "未报告")) == (["16"], ["1"])


def test_a_chosen_row_opens_its_text_with_its_words_marked(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open(f"register?乡镇={TOWNSHIP}")
    title = column(table(wide), "问题")[0]
    box = wide.page.get_by_test_id("stDataFrame").bounding_box()
    assert box
    wide.page.mouse.click(box["x"] + 18, box["y"] + 55)  # the choosing box of the first row
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("原文")
    wide.settle()
    marked = wide.page.get_by_test_id("stMain").locator("mark").all_inner_texts()
    assert marked
    assert any(title[:8] in words.replace("\n", "") for words in marked)


@pytest.mark.parametrize(("path", "button"), [("register", "下载表格数据 (CSV)"), ("progress", "下载图表数据 (CSV)")])
def test_a_download_holds_what_is_shown(visit: Callable[..., Visit], tmp_path: Path, path: str, button: str) -> None:
    wide = visit(accept_downloads=True)
    wide.open(f"{path}?乡镇={TOWNSHIP}")
    grid = table(wide)
    file = wide.download(wide.page.get_by_role("button", name=button).first, tmp_path)
    assert TOWNSHIP in file.name
    assert "截至20" in file.name
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as text:
        headings, *rows = csv.reader(text)
    assert all("一" <= heading[0] <= "鿿" for heading in headings)
    assert len(rows) == row_count(grid)
    for heading in ("乡镇", "问题", "状态"):
        if heading in headings:
            shown = column(grid, heading)
            assert [row[headings.index(heading)] for row in rows][: len(shown)] == shown


@pytest.mark.parametrize(("path", "mark"), [("register?乡镇=瓦房镇", "mark.k-title"), ("quality?结果=存疑", "mark.k-doubt")])
def test_the_words_one_came_for_are_seen_on_a_phone_without_scrolling(visit: Callable[..., Visit], path: str, mark: str) -> None:
    phone = visit(390, 844, is_mobile=True, has_touch=True)
    phone.open(path)
    grid = phone.page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    phone.page.mouse.click(box["x"] + 18, box["y"] + 55)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("原文")
    phone.settle()
    place = phone.page.locator(mark).first.bounding_box()
    assert place
    assert 0 < place["y"] < 844 - place["height"]
    expect(phone.page.locator(".cards")).not_to_be_in_viewport()


def test_a_doubt_leads_to_its_two_marked_places(visit: Callable[..., Visit]) -> None:
    wide = visit()
    wide.open("quality?乡镇=辛街乡")
    grid = table(wide)
    number = column(grid, "核验规则").index("引用题目与原题")
    box = wide.page.get_by_test_id("stDataFrame").bounding_box()
    assert box
    wide.page.mouse.click(box["x"] + 18, box["y"] + 55 + 35 * number)
    expect(wide.page.get_by_role("heading", level=1)).to_have_text("原文")
    wide.settle()
    expect(wide.page.locator("mark.k-doubt")).to_have_count(2)
    jumps = wide.page.get_by_role("navigation", name="核验的位置").get_by_role("link")
    expect(jumps).to_have_count(2)
    expect(jumps.nth(1)).to_contain_text("第2处 第142行")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_list_jumps_to_what_nobody_claimed(visit: Callable[..., Visit], width: int) -> None:
    seen = visit(width, 1600)
    seen.open("quality?质量=来源文件")
    grid = table(seen)
    number = column(grid, "文件").index("zhangjiakou_zhen_2017.txt")
    box = seen.page.get_by_test_id("stDataFrame").bounding_box()
    assert box
    seen.page.mouse.click(box["x"] + 18, box["y"] + 55 + 35 * number)
    expect(seen.page.get_by_role("heading", level=1)).to_have_text("原文")
    seen.settle()
    jumps = seen.page.get_by_role("navigation", name="未认领的原文").get_by_role("link")
    marks = seen.page.locator("mark.k-unclaimed")
    seen.page.set_viewport_size({"width": width, "height": 500})  # so that the text is out of sight
    assert jumps.count() >= 2
    last = marks.filter(has_text=jumps.last.locator("q").inner_text().strip("…“”")[:4]).last
    jumps.last.click()
    expect(last).to_be_in_viewport()
    expect(last.locator(".word")).to_have_text("未认领")
