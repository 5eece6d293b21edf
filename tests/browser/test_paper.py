"""打印: every page as A4 paper, read back from the PDF that Chromium prints."""

import re
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect

from pages.shared.paper import MOST_CHARACTERS
from tests.browser.harness import PAGES, Visit

pytestmark = pytest.mark.xdist_group("browser")

A4_PT, TOLERANCE_PT = (595, 842), 2
LYING = {"问题台账"}
WHITE = 245  # of 255
COUNT_PRINTS = "window.prints = 0; window.print = () => { window.prints += 1; };"


def printed(visit: Visit, path: str) -> pdfium.PdfDocument:
    """The page of this address, drawn for paper, as the PDF that is printed."""
    visit.open(f"{path}{'&' if '?' in path else '?'}打印=是")
    expect(visit.page.get_by_role("button", name="返回")).to_be_visible()
    visit.page.wait_for_timeout(500)
    return pdfium.PdfDocument(visit.page.pdf(prefer_css_page_size=True))


def texts(paper: pdfium.PdfDocument) -> list[str]:
    """The words of each page of the paper, without blanks."""
    return ["".join(page.get_textpage().get_text_range().split()) for page in paper]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed_on_a4_without_what_is_pressed(visit: Callable[..., Visit], name: str) -> None:
    paper = printed(visit(), PAGES[name])
    for page in paper:
        assert page.get_size() == pytest.approx(A4_PT[::-1] if name in LYING else A4_PT, abs=TOLERANCE_PT)
    said = texts(paper)
    assert said[0].removeprefix("—1—").startswith(name)
    assert all(f"—{number}—" in page for number, page in enumerate(said, start=1))
    assert [word for word in ("清除全部筛选", "下载表格数据", "下载图表数据", "返回", "按“打印”") if word in "".join(said)] == []
    if name != "原文":
        assert "截至20" in said[0]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_filters_table_and_a_whole_chart_are_on_the_paper(visit: Callable[..., Visit], color_scheme: str) -> None:
    wide = visit(color_scheme=color_scheme)
    paper = printed(wide, "progress?乡镇=霞若乡&截至=2024-05-20")
    first = texts(paper)[0]
    for words in ("霞若乡", "截至2024-05-20", "各乡镇整改完成情况", "推进中", "问题数(个)", "有进展报告", "报告率(%)"):
        assert words in first
    picture = paper[0].render(scale=1).to_pil().convert("L")
    assert min(picture.getpixel(place) for place in ((3, 3), (300, 800), (picture.width - 3, picture.height - 3))) >= WHITE
    box = wide.charts().first.bounding_box()
    assert box
    assert box["width"] <= 186 / 25.4 * 96 + 1  # within the margins: nothing of it is cut off


def test_a_long_table_says_what_is_not_printed(visit: Callable[..., Visit]) -> None:
    wide = visit()
    said = "".join(texts(printed(wide, "register")))
    assert "列不印" in said
    assert "全部在“带走”的Excel里" in said
    rows = wide.page.locator(".on-paper tbody tr")
    assert rows.count() == int(wide.page.locator(".section h2").inner_text().split(" ")[0])


def test_the_register_carries_measures_and_last_days_and_no_cell_of_it_is_cut(visit: Callable[..., Visit]) -> None:
    wide = visit()
    said = texts(printed(wide, "register?乡镇=辛街乡"))
    assert all("整改措施" in page and "到期日" in page for page in said)
    titles = wide.page.locator(".on-paper th").all_inner_texts()
    rows = [line.locator("td").all_inner_texts() for line in wide.page.locator(".on-paper tbody tr").all()]
    assert any(row[titles.index("到期日")].startswith("20") for row in rows)
    assert max(len(row[titles.index("整改措施")]) for row in rows) > MOST_CHARACTERS
    assert not any(cell.endswith("…") for row in rows for cell in row)


def test_a_file_is_named_on_paper_without_a_break_within_its_words(visit: Callable[..., Visit]) -> None:
    wide = visit()
    lines = "\n".join(page.get_textpage().get_text_range() for page in printed(wide, "quality")).split()
    names = {line for line in lines if line.endswith(".txt")}
    assert names
    assert all(re.fullmatch(r"([a-z]+_)*(\d{4}|[a-z]+)\.txt", name) for name in names)
    widths = "Array.from(document.querySelectorAll('.on-paper')).map(each => [each.scrollWidth, each.clientWidth])"
    assert all(needed <= given + 1 for needed, given in wide.page.evaluate(widths))


def test_what_is_not_set_is_not_on_the_paper_and_what_is_set_is(visit: Callable[..., Visit]) -> None:
    wide = visit()
    said = texts(printed(wide, "register"))[0]
    assert [word for word in ("搜索", "只看", "排序") if word in said] == []
    printed(wide, "register?只看=未报告")
    boxes = [box.inner_text().strip() for box in wide.page.get_by_test_id("stSelectbox").all() if box.is_visible()]
    assert boxes == ["只看"]
    assert wide.page.get_by_role("combobox", name="只看").input_value() == "未报告"
    assert "相符" not in texts(printed(wide, "quality"))[0].split("核验明细")[1][:20]
    buttons = wide.page.get_by_test_id("stButtonGroup").get_by_role("radio")
    assert not buttons.first.is_visible()
    printed(wide, "quality?结果=存疑")
    assert [button.inner_text() for button in buttons.all() if button.is_visible()] == ["存疑"]


@pytest.mark.parametrize("asking", ["button", "keys"])
def test_asking_for_paper_opens_the_dialog_once_and_leads_back(visit: Callable[..., Visit], asking: str) -> None:
    wide = visit()
    wide.open("progress?乡镇=霞若乡")
    wide.page.evaluate(COUNT_PRINTS)
    if asking == "button":
        wide.page.get_by_role("button", name="打印").click()
    else:
        wide.page.keyboard.press("Control+p")
    expect(wide.page.get_by_role("button", name="返回")).to_be_visible()
    wide.page.wait_for_function("window.prints === 1")
    wide.page.get_by_role("button", name="返回").click()
    expect(wide.page.get_by_test_id("stSidebar")).to_be_visible()
    wide.settle()
    assert wide.page.evaluate("window.prints") == 1
    assert "%E6%89%93%E5%8D%B0" not in wide.page.url
    assert wide.page.locator(".page-head .scope").inner_text().startswith("霞若乡")
