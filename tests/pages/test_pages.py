"""Every page over the hand-made warehouse: it draws, it follows the filters, and its rows are the mart's."""

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.shared.attention import MOST_LINES
from pages.shared.menu import TITLES
from tests.pages.conftest import figure, markup, open_page, said, troubles
from tests.warehouse import hand_made, hand_made_documents
from tests.warehouse.hand_made_tables import FUNDS
from warehouse.queries import Choice, Warehouse

JIAZI = Choice(townships=("甲子乡",))
# page -> (mart, columns shown) of its first table
FIRST_TABLE = {
    "progress": ("completion_by_township", ["township", "issue_count", "reported_count", "unreported_count"]),
    "toilets": ("toilet_funnel", ["township", "surveyed_count", "funded_count", "problem_count", "rectified_count"]),
    "funds": ("fund_register", ["township", "item", "amount_yuan", "is_derived", "formula"]),
    "register": ("issue_register", ["township", "issue_no", "title", "status_label", "due_bucket"]),
    "departments": ("department_workload", ["department", "issue_count", "lead_count", "supervising_count"]),
    "quality": ("audit_register", ["result_label", "stated", "computed", "message"]),
}


@pytest.mark.parametrize("page", TITLES)
def test_draws_under_its_chinese_title(page: str, warehouse: Warehouse) -> None:
    app = open_page(page)
    assert troubles(app) == []
    assert f"<h1>{TITLES[page]}</h1>" in markup(app)
    assert f"批次 {warehouse.build_id}" in markup(app)


@pytest.mark.parametrize("page", TITLES)
def test_charts_bring_what_streamlit_would_change_after_the_first_drawing(page: str, warehouse: Warehouse) -> None:
    app = open_page(page)
    for number, chart in enumerate(app.get("plotly_chart")):
        layout = figure(app, number)["layout"]
        assert chart.proto.theme == ""
        assert "template" not in layout
        assert layout["datarevision"]
        assert layout["font"]["family"] == st.get_option("theme.font")
        if chart.proto.selection_mode:
            assert (layout["clickmode"], layout["hovermode"], layout["dragmode"]) == ("event+select", "closest", "pan")


@pytest.mark.parametrize("page", FIRST_TABLE)
def test_table_holds_the_rows_of_its_mart(page: str, warehouse: Warehouse) -> None:
    view, columns = FIRST_TABLE[page]
    assert shown(open_page(page), columns) == warehouse.read(view).select(columns).rows()


@pytest.mark.parametrize("page", FIRST_TABLE)
def test_table_follows_the_township_filter(page: str, warehouse: Warehouse) -> None:
    view, columns = FIRST_TABLE[page]
    app = open_page(page)
    app.sidebar.multiselect(key="乡镇").select("甲子乡").run()
    assert troubles(app) == []
    assert shown(app, columns) == warehouse.read(view, JIAZI).select(columns).rows()
    assert "<span>甲子乡</span>" in markup(app)


@pytest.mark.parametrize(("name", "value", "choice"), [
    ("类别", "工作落实", Choice(categories=("工作落实",))),
    ("主题", "产业", Choice(themes=("产业",))),
    ("部门", "乡村振兴", Choice(departments=("乡村振兴",))),
    ("状态", "in_progress", Choice(statuses=("in_progress",))),
])  # fmt: skip
def test_every_filter_reaches_the_register(name: str, value: str, choice: Choice, warehouse: Warehouse) -> None:
    app = open_page("register")
    app.session_state["更多筛选"] = True  # the fold is open: what is rarely chosen is drawn only then
    app.run()
    app.sidebar.multiselect(key=name).select(value).run()
    rows = shown(app, ["issue_no", "title"])
    assert rows == warehouse.read("issue_register", choice).select("issue_no", "title").rows()
    assert 0 < len(rows) < warehouse.read("issue_register").height


@pytest.mark.parametrize("page", ["overview", "progress", "departments", "deadlines", "register", "evidence"])
def test_a_combination_without_rows_says_so(page: str, warehouse: Warehouse) -> None:
    app = open_page(page, 乡镇="甲子乡", 主题="社会保障")
    assert [info.value for info in app.info] == ["没有符合筛选条件的数据。请在左侧放宽筛选条件。"]
    assert not app.dataframe
    assert not app.exception


@pytest.mark.parametrize("page", ["toilets", "funds"])
def test_pages_of_tables_say_when_a_township_has_none(page: str, warehouse: Warehouse) -> None:
    app = open_page(page, 乡镇="未注明乡镇")
    assert "没有" in app.info[0].value
    assert not app.get("plotly_chart")
    assert not app.exception


@pytest.mark.parametrize("page", TITLES)
def test_without_a_warehouse_the_commands_are_named(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path / "none"))
    app = open_page(page)
    assert "还没有数据仓库" in app.warning[0].value
    assert "make run" in app.code[0].value
    assert "python -m etl build" in app.code[0].value
    assert not app.exception


def test_a_broken_warehouse_is_told_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    (tmp_path / "warehouse-20240101-000000-0000.duckdb").write_bytes(b"not a warehouse" * 1000)
    (tmp_path / "current").write_text("warehouse-20240101-000000-0000.duckdb\n", encoding="utf-8")
    app = open_page()
    assert "读取数据仓库时出错" in app.error[0].value
    assert not app.exception
    assert "Traceback" not in app.error[0].value + app.code[0].value


def test_a_new_build_is_shown_at_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    first = hand_made.published(tmp_path).build_id
    app = open_page()
    assert f"批次 {first}" in markup(app)
    second = hand_made.published(tmp_path).build_id
    assert first != second
    assert f"批次 {second}" in markup(app.run())


def test_overview_prints_the_numbers_of_its_mart(warehouse: Warehouse) -> None:
    row = warehouse.read("overview").row(0, named=True)
    drawn = said(open_page())
    for label, column in (
        ("问题总数", "issue_count"), ("有进展报告", "reported_count"), ("自报完成及以上", "done_count"),
        ("已销号", "closed_count"), ("无明确时限", "undated_count"), ("数据存疑", "doubtful_count"),
    ):  # fmt: skip
        assert f'<div class="label">{label}</div><div class="value">{row[column]}</div>' in drawn


def test_progress_prints_each_rate_with_its_base(warehouse: Warehouse) -> None:
    row = warehouse.read("overview").row(0, named=True)
    drawn = said(open_page("progress"))
    assert f"{row['done_count']} ÷ {row['reported_count']} (自报完成及以上 ÷ 有进展报告)" in drawn
    assert f"{row['accepted_count']} ÷ {row['reported_count']} (已验收和已销号 ÷ 有进展报告)" in drawn
    assert f"{row['closed_count']} ÷ {row['reported_count']} (已销号 ÷ 有进展报告)" in drawn
    assert f"{row['reported_count']} ÷ {row['issue_count']} (有进展报告 ÷ 问题总数)" in drawn


def test_status_bars_are_the_counts_of_the_mart(warehouse: Warehouse) -> None:
    rows = warehouse.read("completion_by_township")
    bars = {trace["name"]: trace for trace in figure(open_page("progress"))["data"]}
    assert bars["未报告"]["y"] == rows["township"].to_list()
    assert bars["未报告"]["x"] == rows["unreported_count"].to_list()
    assert bars["自报完成"]["x"] == rows["completed_count"].to_list()
    assert "已销号" not in bars  # a status that does not occur takes no room


def test_what_needs_attention_is_told_by_reason_and_each_title_opens_its_text(warehouse: Warehouse) -> None:
    drawn = markup(open_page("overview", 乡镇="甲子乡", 截至="2024-10-25"))
    rows = warehouse.read("attention", replace(JIAZI, as_of=date(2024, 10, 25)))
    lines = re.findall(r'<li><strong>(.*?)</strong><div><a href="(.*?)">(.*?)</a>', drawn)
    assert [(reason, title) for reason, _, title in lines] == rows.select("reason", "title").rows()[:MOST_LINES]
    opened = open_page(
        "evidence", **{name: values[0] for name, values in parse_qs(urlsplit(html.unescape(lines[0][1])).query).items()}
    )
    assert troubles(opened) == []
    assert rows["title"][0] in markup(opened) or rows["title"][0] in str(opened.selectbox(key="原文问题").options)
    for reason, count in rows.group_by("reason").len().rows():
        assert f"{reason}{count}条" in re.sub(r"<a [^>]*>|</a>", "", drawn)


def test_the_first_line_counts_audits_and_the_card_counts_issues(warehouse: Warehouse) -> None:
    drawn = said(open_page("overview"))
    audits, issues = warehouse.read("doubt_summary")["doubt_count"][0], warehouse.read("overview")["doubtful_count"][0]
    assert f"核验存疑 {audits} 处" in drawn
    assert f'<div class="label">数据存疑</div><div class="value">{issues}</div>' in drawn
    assert "核验存疑涉及的问题" in drawn


def test_the_first_line_says_which_filters_do_not_part_the_doubts(warehouse: Warehouse) -> None:
    """A doubt may be of a whole document: it has no theme, so a reader of one theme is told that the number is of all."""
    everywhere, of_township = (warehouse.read("doubt_summary", chosen)["doubt_count"][0] for chosen in (Choice(), JIAZI))
    assert everywhere > of_township > 0
    assert "不分" not in said(open_page("overview", 乡镇="甲子乡"))
    narrowed = said(open_page("overview", 乡镇="甲子乡", 主题="产业", 状态="未报告", 截至="2024-10-01"))
    assert f'<span class="doubts">核验存疑 {of_township} 处</span> (不分主题、状态、截至日)' in narrowed
    assert f"{everywhere} 处</span> (不分主题)" in said(open_page("overview", 主题="产业"))
    without = open_page("overview", 乡镇="乙丑镇", 主题="产业")
    assert warehouse.read("doubt_summary", replace(JIAZI, townships=("乙丑镇",)))["doubt_count"][0] == 0
    assert "<span>核验没有存疑 (不分主题)</span>" in said(without)


def test_cases_and_standards_stand_in_their_own_tab(warehouse: Warehouse) -> None:
    app = open_page("funds")
    assert "26.5万元" not in str(app.dataframe[0].value)
    app.session_state["资金范围"] = "引用的案例和标准"
    app.run()
    assert app.dataframe[0].value["scope_label"].to_list() == ["别处例子", "政策标准"]


def test_search_looks_in_title_finding_and_measures(warehouse: Warehouse) -> None:
    app = open_page("register")
    for words, numbers in (("分红拖延", ["2"]), ("走过场", ["1"]), ("每周调度", ["1"]), ("不存在的词", [])):
        app.text_input(key="搜索").set_value(words).run()
        found = app.dataframe[0].value["issue_no"].to_list() if app.dataframe else []
        assert found == numbers, words


def test_a_chosen_row_opens_its_text(warehouse: Warehouse) -> None:
    app = open_page("register")
    issues = warehouse.read("issue_register")
    # AppTest has no click on a table: the choice is set where the browser would set it.
    app.session_state["register_table"] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    app.run()
    assert "<h1>原文</h1>" in markup(app)
    assert app.query_params["问题"] in (issues["issue_id"][2], [issues["issue_id"][2]])
    assert issues["plan_name"][2] in markup(app)


def test_evidence_lists_every_value_of_the_issue(warehouse: Warehouse) -> None:
    issue_id = warehouse.read("issue_register")["issue_id"][1]
    columns = ["kind_label", "wording", "reading"]
    app = open_page("evidence", 问题=issue_id)
    assert shown(app, columns) == warehouse.evidence(issue_id).select(columns).rows()


def test_an_unknown_issue_in_the_address_is_named(warehouse: Warehouse) -> None:
    app = open_page("evidence", 问题="<b>nothing</b>")
    assert "地址里的问题不在当前数据中" in app.warning[0].value
    assert app.code[0].value == "<b>nothing</b>"
    assert "<b>nothing</b>" not in markup(app)


def test_a_doubt_opens_its_marked_places(warehouse: Warehouse) -> None:
    doubts = warehouse.read("audit_register").filter(is_ok=False)
    app = open_page("quality")
    app.session_state["quality_audit_table"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    audit_id = doubts["audit_id"][0]
    assert app.query_params["核验"] in (audit_id, [audit_id])
    drawn = markup(app)
    assert "<h1>原文</h1>" in drawn
    assert f"<p>{html.escape(doubts['message'][0])}</p>" in drawn
    for row in warehouse.audit_places(audit_id).iter_rows(named=True):
        assert f'<a href="#place-{row["ordinal"]}">第{row["ordinal"]}处 第{row["line"]}行 <q>' in drawn
        assert f'<a id="place-{row["ordinal"]}"></a><mark class="k-doubt"' in drawn
        assert f'<span class="word">存疑第{row["ordinal"]}处</span>{row["wording"]}</mark>' in drawn


def test_an_audit_without_an_issue_opens_its_document(warehouse: Warehouse) -> None:
    app = open_page("evidence", 核验=f"{hand_made_documents.JIAZI_PLAN}-u2")
    assert troubles(app) == []
    assert "<dd>jiazi_2024.txt</dd>" in markup(app)
    assert "甲子乡整改方案" in markup(app)
    assert [info.value for info in app.info] == ["没有可以列出的内容。"]


def test_an_audit_of_a_table_says_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audit = {"audit_id": "t1", "source_id": FUNDS, "rule": "total", "is_ok": False, "stated": "30", "computed": "28"}
    hand_made.published(
        tmp_path, hand_made.with_rows(hand_made.frames(), "audit", {**audit, "message": "不相符", "row_number": 3})
    )
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    app = open_page("evidence", 核验="t1")
    assert "<dd>funds.csv 第3行</dd>" in markup(app)
    assert "funds.csv 第3行</p>" in markup(app)
    assert '<td data-heading="B 项目">扶贫车间</td>' in markup(app)
    assert troubles(app) == []


def test_a_document_shows_what_nobody_claimed(warehouse: Warehouse) -> None:
    app = open_page("evidence", 文档=hand_made_documents.JIAZI)
    drawn = markup(app)
    assert "未认领 1 段, 10 字, 占全文 2.5%" in drawn
    assert '<a id="unclaimed-1"></a><mark class="k-unclaimed"' in drawn
    assert '<span class="word">未认领</span>全乡另有结余</mark>' in drawn
    assert shown(app, ["wording", "char_count"]) == [("全乡另有结余", 6)]
    assert "全文都有规则认领。" in markup(open_page("evidence", 文档=hand_made_documents.UNPLACED))


@pytest.mark.parametrize(("tab", "mart"), [("未认领", "unclaimed_register"), ("来源文件", "source_summary")])
def test_a_row_of_a_document_opens_it(tab: str, mart: str, warehouse: Warehouse) -> None:
    app = open_page("quality", 质量=tab)
    rows = warehouse.read(mart)
    assert app.dataframe[0].value["file"].to_list() == rows["file"].to_list()
    number = rows["file"].to_list().index("jiazi_2024.txt")
    app.session_state[f"quality_{mart}"] = {"selection": {"rows": [number], "columns": [], "cells": []}}
    app.run()
    assert "<dd>jiazi_2024.txt</dd>" in markup(app)


def test_corrections_are_shown_beside_their_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    issue_id = f"{hand_made_documents.JIAZI_PLAN}-003"
    row = {
        "correction_line": 4,
        "source_id": hand_made_documents.JIAZI,
        "plan_id": hand_made_documents.JIAZI_PLAN,
        "issue_id": issue_id,
        "table_name": "indicator",
        "table_label": "指标",
        "column_name": "value",
        "column_label": "数值",
        "place": "第12行",
        "seen": "28个",
        "put": "27",
        "correction_reason": "<b>来电</b>",
        **hand_made_documents.at(hand_made_documents.JIAZI_TEXT, "28个"),
    }
    hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "correction", row))
    words = "指标 数值: 读到“28个”, 更正为“27” (jiazi_2024.txt 第12行; &lt;b&gt;来电&lt;/b&gt;; 更正表第4行)"
    for address in ({"问题": issue_id}, {"文档": hand_made_documents.JIAZI}):
        drawn = said(open_page("evidence", **address))
        assert f'<div class="corrected"><strong>已更正</strong><p>{words}</p></div>' in drawn
        assert "已更正</span>28个</mark>" in drawn
    app = open_page("quality", 质量="更正")
    assert shown(app, ["correction_line", "file", "seen", "put", "correction_reason"]) == [
        (4, "jiazi_2024.txt", "28个", "27", "<b>来电</b>")
    ]
    assert '<div class="label">更正</div><div class="value">1</div>' in said(app)


@pytest.mark.parametrize("name", ["核验", "文档"])
def test_what_the_address_names_and_is_not_there_is_said(name: str, warehouse: Warehouse) -> None:
    app = open_page("evidence", **{name: "nothing"})
    assert f"地址里的{name}不在当前数据中" in app.warning[0].value
    assert app.code[0].value == "nothing"


def test_text_of_a_document_is_shown_literally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    hostile = "<script>alert(1)</script> **粗** ![x](http://example.com/x.png) <img src=x onerror=alert(1)>"
    rows = hand_made.frames()
    is_first = pl.col("source_id") == hand_made_documents.JIAZI
    rows["source_text"] = rows["source_text"].with_columns(
        pl.when(is_first).then(pl.col("text") + hostile).otherwise(pl.col("text")).alias("text")
    )
    warehouse = hand_made.published(tmp_path, rows)
    issues = warehouse.read("issue_register").filter(is_first)
    app = open_page("evidence", 问题=issues["issue_id"][0])
    assert html.escape(hostile) in markup(app)
    assert "<script" not in markup(app)
    assert "<img" not in markup(app)
    assert not any(hostile in element.value for element in app.markdown)


def shown(app: AppTest, columns: list[str]) -> list[tuple[object, ...]]:
    """Rows of the page's first table; pandas' empty values as None, 是 and 否 as the flags they stand for."""
    table = app.dataframe[0].value[columns]
    read = {"是": True, "否": False}
    return [
        tuple(None if value != value else read.get(value, value) for value in row)
        for row in table.itertuples(index=False, name=None)
    ]


def test_a_failed_audit_of_a_fund_table_is_told_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = "合计的投入写 30, 各行相加为 28, 不相符"
    audit = {"audit_id": "t1", "source_id": FUNDS, "rule": "total", "is_ok": False, "stated": "30", "computed": "28"}
    row = {**audit, "message": message, "row_number": 3}
    hand_made.published(tmp_path, hand_made.with_rows(hand_made.frames(), "audit", row))
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    assert f"<p>乙丑镇: {message}</p>" in markup(open_page("funds"))


def test_the_heading_says_what_filters_and_date_do_not_reach(warehouse: Warehouse) -> None:
    plain = markup(open_page("funds"))
    assert "不随" not in plain
    assert "这一天之后" not in plain
    narrowed = markup(open_page("funds", 主题="产业", 截至="2024-09-15"))
    assert '<p class="unreached">表格里的资金项目不随主题筛选。</p>' in narrowed
    assert "这一天之后印发的方案、填报的台账和表格都不计" in narrowed
    assert "不随" not in markup(open_page("register", 主题="产业", 到期="无明确时限"))
    toilets = markup(open_page("toilets", 主题="产业", 状态="未报告", 乡镇="甲子乡"))
    assert '<p class="unreached">本页不随主题、状态筛选。</p>' in toilets
