"""本期变化: what happened to the issues between two reporting dates, or since an earlier build."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
import streamlit as st

from pages.shared import cards, charts, downloads, frame, numbers, store, tables
from pages.shared.cards import Card
from pages.shared.store import Before
from reports import figures, sentences, time_figures, wording
from reports.citations import CitedRow
from warehouse.marts import CHANGE_BY_TOWNSHIP, CHANGE_SUMMARY, ISSUE_CHANGE
from warehouse.queries import EarlierBuildUnreadable

WARNINGS = ("returned", "fell_back", "overdue")
MOST_CARDS = 7
DATES, BUILDS = "按填报日期", "按批次"
BEFORE_ALL = "首次填报之前"
FIRST_LISTED = "首次列入"  # what is new in a first report: nothing is there that it could be new to
COLUMNS = [
    *("change_label", "township", "issue_no", "title", "detail", "before_label", "after_label", "due_before", "due_on"),
    "plan_name",
]


@dataclass(frozen=True)
class Span:
    """What is compared, in words and as the address has it: a number leads to the list of its own span."""

    before: Before
    said: str
    asked: dict[str, str]
    is_first: bool = False  # up to the first report, which has no report before it

    def read(self, view_name: str, *, is_everywhere: bool = False) -> pl.DataFrame:
        """The rows of a mart of changes; raises EarlierBuildUnreadable."""
        rows = store.read_changes(view_name, self.before, is_everywhere=is_everywhere)
        if not self.is_first:
            return rows
        label = pl.when(pl.col("change") == "new").then(pl.lit(FIRST_LISTED)).otherwise(pl.col("change_label"))
        return rows.with_columns(label.alias("change_label"))


def summary_of(span: Span, *, is_everywhere: bool = False) -> dict[str, CitedRow]:
    """The rows of change_summary of a span, by their change: under the reader's choice, or of all townships."""
    numbers.keep("changes", span.asked)
    rows = span.read("change_summary", is_everywhere=is_everywhere).iter_rows(named=True)
    told = numbers.row_everywhere if is_everywhere else numbers.row
    return {row["change"]: told(CHANGE_SUMMARY, row, "change") for row in rows}


def compared(change: str, span: Span, earlier: Span | None) -> str:
    """What a count of changes is compared with: all issues, the span before, all townships."""
    said = []
    row = summary_of(span)[change]
    if row.values["issue_count"] and row.values["issue_pct"] is not None:
        said.append(f"占问题总数 {row.percent('issue_pct')}")
    if earlier:
        said.append(f"上一段 {summary_of(earlier)[change].count('issue_count')}")
        numbers.keep("changes", span.asked)
    if store.choice().townships:
        said.append(f"全部乡镇 {summary_of(span, is_everywhere=True)[change].count('issue_count')}")
    return "; ".join(said)


def compare(span: Span, key: str, earlier: Span | None = None) -> None:
    """Draw what changed: the count of each change beside that of the `earlier` span, who changed, and every issue."""
    try:
        kinds = list(summary_of(span).values())
        by_township, changes = (span.read(view) for view in ("change_by_township", "issue_change"))
    except EarlierBuildUnreadable as error:
        st.info(str(error))
        return
    told = sentences.changes(kinds, span.said)
    if earlier:
        told += sentences.changes(list(summary_of(earlier).values()), f"上一段{earlier.said}", is_explained=False)
        numbers.keep("changes", span.asked)
    # Those that occur first, in the order they are declared; 撤下 is worth a card only when it occurs, and of a first report any.
    kinds_told = [kind for kind in kinds if kind.values["issue_count"]] if span.is_first else kinds
    shown = sorted(kinds_told, key=lambda kind: not kind.values["issue_count"])[:MOST_CARDS]
    cards.row(
        [
            Card(
                kind.values["change_label"],
                kind.count("issue_count"),
                f"{kind.count('township_count')} 个乡镇" if kind.values["issue_count"] else "没有",
                compared(kind.values["change"], span, earlier),
                is_warning=kind.values["change"] in WARNINGS and bool(kind.values["issue_count"]),
            )
            for kind in sorted(shown, key=lambda kind: kind.values["change_order"])
        ],
        told,
    )
    st.caption(
        "推进: 状态向前但没有完成; 状态倒退: 状态退回到更早的一步而没有写退回; "
        "延期: 台账的到期日比原来晚; 逾期: 这一期里过了到期日而没有报告完成。"
    )
    if changes.is_empty():
        st.info("所选范围内, 这两个时点之间没有变化。")
        return
    frame.section("各乡镇的变化", "条上数字为问题数。")
    figure = time_figures.change_bars(by_township)
    charts.show(figure, f"changes_{key}", "各乡镇的问题按变化堆叠的条形图")
    charts.left_out(figures.MOST_BARS, by_township["township"].n_unique(), "个变化最多的乡镇", "下载的数据里")
    downloads.offer(CHANGE_BY_TOWNSHIP, by_township, ["township", "change_label", "issue_count"], f"changes_{key}", of="图表")
    frame.section("变化的问题", press=tables.OPENS)
    occurring = [kind.values["change_label"] for kind in kinds if kind.values["issue_count"]]
    only = st.segmented_control("变化", occurring, key="变化", bind="query-params", label_visibility="collapsed")
    if only:
        changes = changes.filter(change_label=only)
    tables.show_opening(ISSUE_CHANGE, changes, COLUMNS, f"changes_{key}_table")
    downloads.offer(ISSUE_CHANGE, changes, COLUMNS, f"changes_{key}_table")


def between(days: dict[str, date], since: str, until: str) -> Span:
    """The span between two reporting dates, or up to the first of them, by their names in the address."""
    before = Before(since=days[since], until=days[until])
    asked = {"比较": DATES, "从": since, "到": until}
    if since == BEFORE_ALL:
        return Span(before, f"{until}是首次填报，没有可比的上期", asked, is_first=True)
    return Span(before, f"从{since}到{until}", asked)


frame.heading("本期变化")
by_date, by_build = st.tabs([DATES, BUILDS], on_change="rerun", key="比较", bind="query-params")
if by_date.open:
    with by_date:
        days = store.read("report_date")["reported_on"].to_list()
        if not days:
            st.info("来源都没有写填报日期, 没有可以比较的两期。读入写明填报日期的台账后, 这里会列出两期之间的变化。")
        else:
            # Before the first report nothing was reported yet: what the first one brought is a change too.
            starts = {day.isoformat(): day for day in days} | {BEFORE_ALL: days[-1] - timedelta(days=1)}
            left, right = st.columns(2)
            until = right.selectbox("到", [day.isoformat() for day in days], key="到", bind="query-params", filter_mode=None)
            earlier = [name for name, day in starts.items() if day < starts[until]]
            since = left.selectbox("从", earlier, key="从", bind="query-params", filter_mode=None)
            if len(days) == 1:
                st.caption(
                    f"截至 {store.as_of()} 只有一个填报日期 ({until}): 首次列入的不算新增。下一期的台账读入后, 这里比较两期。"
                )
            before_that = next((name for name, day in starts.items() if day < starts[since] and name != BEFORE_ALL), None)
            compare(between(starts, since, until), "date", between(starts, before_that, since) if before_that else None)
if by_build.open:
    with by_build:
        builds = store.earlier_builds()
        if not builds:
            st.info("只有一个批次, 还没有可以比较的上一批次。每次建库留下一个批次, 最近的几个都在。")
        else:
            chosen = st.selectbox(
                "与哪个批次比较", builds, format_func=wording.build, key="上一批次", bind="query-params", filter_mode=None
            )
            st.caption(f"两个批次都看截至 {store.as_of()} 的状态: 变化来自新读入或改过的文件。")
            build = wording.build(chosen)
            compare(Span(Before(build_id=chosen), f"与批次{build}相比", {"比较": BUILDS, "上一批次": build}), "build")
