"""Every number of the figures, of the paragraph and of the first line leads to exactly what it counts; numbers of tables too."""

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.menu import TITLES
from reports import drills
from tests.pages.conftest import markup, open_page, troubles
from tests.warehouse import hand_made
from tests.warehouse.hand_made_months import month_frames
from warehouse import choices
from warehouse.marts import BY_NAME, MARTS
from warehouse.queries import Choice, Warehouse
from warehouse.schema import Column, Table

LINK = re.compile(r'<a class="number" href="([^"]+)" title="([^"]*)">(.*?)</a>')
# Digits that are names, not counts: due buckets, dates, a number of days in a label, the sum of a formula and its years.
NAMES = re.compile(r"10天内|20天内|20天以上|\d+天以上无报告|\d{4}-\d{2}-\d{2}|推算 · .*?(?=</div>)")
PARTS = {"天数", "没有日期"}  # told beside a list, and not what it counts
SCOPES = {
    "everything": {"截至": "2024-10-31"},
    "a township": {"乡镇": "甲子乡", "截至": "2024-10-31"},
    "a status": {"状态": "推进中", "截至": "2024-09-30"},
}


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("months")
    hand_made.published(store, month_frames())
    return store


@pytest.fixture(autouse=True)
def shown_warehouse(months: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("RECTIFICATION_STORE", str(months))
    return Warehouse.open(months)


def figures_of(app: AppTest) -> str:
    """The figures, the paragraph and the first line of a page."""
    drawn = markup(app)
    cards = re.findall(r'<div class="cards">.*', drawn)
    return "\n".join([*re.findall(r'<p class="scope">.*?</p>', drawn), *cards, *re.findall(r'<table class="facing">.*', drawn)])


def address_of(href: str) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(html.unescape(href))
    return parts.path if parts.path != "./" else "overview", parse_qs(parts.query)


def row_counts(app: AppTest) -> set[int]:
    """The rows of each list of the page; that of all chosen issues stands beside every list."""
    return {table.value.shape[0] for table in app.dataframe if table.key != "chosen_issues"}


@pytest.mark.parametrize("scope", SCOPES.values(), ids=list(SCOPES))
@pytest.mark.parametrize("page", TITLES)
def test_no_number_is_without_its_link(page: str, scope: dict[str, str]) -> None:
    app = open_page(page, **scope)
    assert troubles(app) == []
    rest = NAMES.sub("", LINK.sub("", re.sub(r'<div class="label">.*?</div>', "", figures_of(app))))
    text = re.sub(r"<[^>]*>", " ", re.sub(r'<p class="paragraph">.*?数据存疑：.*?</p>', "", rest))
    assert re.findall(r"\S*\d\S*", text) == []


def counts_linked(warehouse: Warehouse, scope: dict[str, str], page: str) -> dict[str, set[int]]:
    """Address -> the counts that lead there from a page; rates lead to their base and are left out."""
    found: dict[str, set[int]] = {}
    for href, title, text in LINK.findall(figures_of(open_page(page, **scope))):
        if re.fullmatch(r"[\d,]+", text) and title not in PARTS:
            found.setdefault(href, set()).add(int(text.replace(",", "")))
    return found


@pytest.mark.parametrize("scope", SCOPES.values(), ids=list(SCOPES))
@pytest.mark.parametrize("page", ["overview", "progress", "register", "departments", "deadlines", "changes", "quality"])
def test_a_count_leads_to_as_many_rows(page: str, scope: dict[str, str], shown_warehouse: Warehouse) -> None:
    tried = 0
    for href, counts in counts_linked(shown_warehouse, scope, page).items():
        target, address = address_of(href)
        listed = target == "register" or (target == "deadlines") or "结果" in address
        if not listed:
            continue
        app = open_page(target, **{name: values if len(values) > 1 else values[0] for name, values in address.items()})
        assert troubles(app) == [], href
        # What counts townships, or those of the issues that nobody reported on, leads to the same list.
        assert (max(counts) in row_counts(app)) or (max(counts) == 0 and not row_counts(app)), (href, counts, row_counts(app))
        tried += 1
    assert tried or page == "changes"


def test_a_number_of_a_table_opens_its_issues(shown_warehouse: Warehouse) -> None:
    rows = shown_warehouse.read("completion_by_township", Choice(as_of=date(2024, 10, 31)))
    app = open_page("progress", 截至="2024-10-31")
    assert app.dataframe[0].value["township"].tolist() == rows["township"].to_list()
    place = rows["township"].to_list().index("甲子乡")
    for column, parameter in (("done_count", "自报完成及以上"), ("issue_count", None), ("overdue_count", "已逾期")):
        target = drills.target("completion_by_township", column, rows.row(place, named=True))
        assert target == drills.Target("register", {"乡镇": "甲子乡", **({"只看": parameter} if parameter else {})})
        options = shown_warehouse.read("filter_options")
        asked = choices.read_address(target.asked, options).choice
        chosen = Choice(**{**asked.__dict__, "as_of": date(2024, 10, 31)})
        listed = shown_warehouse.search_issues("", chosen, drills.COUNTED.get(parameter or ""))
        assert listed.height == rows[column][place]


@pytest.mark.parametrize("mart", [mart.name for mart in MARTS])
def test_every_target_is_a_page_that_understands_it(mart: str, shown_warehouse: Warehouse) -> None:
    options = shown_warehouse.read("filter_options")
    names = {*choices.DIMENSIONS.values(), choices.AS_OF}
    for row in shown_warehouse.read(mart).head(3).iter_rows(named=True):
        for column in BY_NAME[mart].columns:
            target = drills.target(mart, column.name, row)
            if target is None:
                continue
            assert target.page in TITLES
            filters = {name: values for name, values in target.asked.items() if name in names}
            assert choices.read_address(filters, options).unknown == ()
            if drills.ONLY in target.parameters:
                assert target.asked[drills.ONLY][0] in drills.COUNTED


RATES = [
    (mart, column) for mart in MARTS if mart.name in drills.KEYS for column in mart.columns if column.name in drills.NUMERATORS
]


@pytest.mark.parametrize(("mart", "rate"), RATES, ids=lambda each: each.name)
def test_a_rate_opens_the_issues_of_its_numerator(mart: Table, rate: Column, shown_warehouse: Warehouse) -> None:
    day, options = date(2024, 10, 31), shown_warehouse.read("filter_options")
    rows = shown_warehouse.read(mart.name, Choice(as_of=day)).filter(pl.col(rate.name).is_not_null())
    assert rows.height
    for row in rows.iter_rows(named=True):
        target = drills.target(mart.name, rate.name, row)
        assert target is not None
        only = target.asked[drills.ONLY][0]
        assert rate.description.startswith(f"{only} ÷ ")  # the words of the table say what is opened
        asked = choices.read_address(target.asked, options).choice
        chosen = replace(asked, as_of=asked.as_of or day)
        listed = shown_warehouse.search_issues("", chosen, drills.COUNTED[only]).height
        base = "reported_count" if rate.description.endswith("有进展报告") else "issue_count"
        assert row[rate.name] == round(100 * listed / row[base], 2)


def test_a_rate_says_what_it_opens_and_an_empty_list_what_it_is_without() -> None:
    address = {"截至": "2024-10-31"}
    titles = {title for _, title, text in LINK.findall(markup(open_page("progress", **address))) if "%" in text}
    assert "自报完成率(%): 列出“自报完成及以上”的问题" in titles
    assert all("列出“" in title for title in titles)
    app = open_page("register", 只看="几个牵头部门", 乡镇="甲子乡", **address)
    assert "所选范围内没有“几个牵头部门”的问题。请在“只看”里换一项" in app.info[0].value
    assert app.selectbox(key="只看").value == "几个牵头部门"


def test_a_click_sets_the_filters_and_goes_there() -> None:
    app = open_page("progress", 截至="2024-10-31")
    app.session_state["followed"] = drills.Target("register", {"只看": "已逾期"})
    app.run()
    assert "<h1>问题台账</h1>" in markup(app)
    assert app.dataframe[0].value["due_bucket"].unique().tolist() == ["已逾期"]


@pytest.mark.parametrize("span", [{"从": "2024-05-20", "到": "2024-08-31"}, {"比较": "按批次"}], ids=["two days", "two builds"])
def test_a_number_of_changes_leads_to_the_list_of_its_own_span(span: dict[str, str], months: Path) -> None:
    hand_made.published(months, month_frames())  # a build to compare with
    app = open_page("changes", 截至="2024-10-31", **span)
    found = re.findall(r'<div class="value">(.*?)</div>', markup(app))
    counted = {match[1]: int(match[3]) for value in found if (match := LINK.search(value)) and match[3] != "0"}
    assert counted or "比较" in span  # the two builds are the same
    for href, count in counted.items():
        target, address = address_of(href)
        listed = open_page(target, **{name: values[0] for name, values in address.items()})
        assert troubles(listed) == []
        assert row_counts(listed) == {count}
    asked = [address_of(link[0])[1] for link in LINK.findall(figures_of(app)) if "变化=" in html.unescape(link[0])]
    assert asked
    assert all(address[name] == [value] for address in asked for name, value in span.items())  # no span before the first report


def test_what_a_department_counts_is_listed_in_its_role(shown_warehouse: Warehouse) -> None:
    day, options = date(2024, 10, 31), shown_warehouse.read("filter_options")
    tried = set()
    for row in shown_warehouse.read("department_completion", Choice(as_of=day)).iter_rows(named=True):
        target = drills.target("department_completion", "issue_count", row)
        assert target is not None
        asked = choices.read_address(target.asked, options)
        assert asked.unknown == ()
        assert shown_warehouse.read("issue_register", replace(asked.choice, as_of=day)).height == row["issue_count"]
        assert drills.target("department_completion", "issue_count", row, is_by_role=True) is None
        tried.add(row["basis"])
    assert tried == {"lead", "accountable"}


def test_a_mart_is_read_again_only_for_a_filter_it_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    open_page("overview", 截至="2024-10-30")
    read: list[str] = []
    reading = Warehouse.read

    def noted(self: Warehouse, view_name: str, choice: Choice = Choice()) -> pl.DataFrame:  # noqa: B008
        read.append(view_name)
        return reading(self, view_name, choice)

    monkeypatch.setattr(Warehouse, "read", noted)
    open_page("overview", 截至="2024-10-30", 主题="产业")
    assert "overview" in read
    assert "doubt_summary" not in read
