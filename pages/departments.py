"""责任部门: who has which role in how many issues, who is accountable for which theme, and how it goes."""

import streamlit as st

from pages.shared import cards, charts, downloads, frame, numbers, store, tables
from pages.shared.cards import Card
from reports import department_figures, figures, sentences
from warehouse.marts import (
    DEPARTMENT_COMPLETION,
    DEPARTMENT_SUMMARY,
    DEPARTMENT_THEME,
    DEPARTMENT_WORKLOAD,
    UNKNOWN_UNIT,
)

BASES = {"牵头": "lead", "牵头或责任": "accountable"}

frame.heading("责任部门")
summary, whole = numbers.only_row(DEPARTMENT_SUMMARY), numbers.everywhere(DEPARTMENT_SUMMARY)
if not summary.values["issue_count"]:
    frame.nothing_found()


def card(name: str, note: str, *, is_warning: bool = False) -> Card:
    """How many issues name their departments in this way, and their share of all, of this and of all townships."""
    said = sentences.compared(("问题总数", summary, name.replace("_count", "_pct")), whole=whole)
    is_warning = is_warning and bool(summary.values[name])
    return Card(summary.mart.labels[name], summary.count(name), note, said, is_warning=is_warning)


cards.row(
    [
        Card("部门", summary.count("department_count"), "按词表归并, 任何角色", cards.beside(whole, "department_count")),
        card("one_lead_count", "写明由一个部门牵头的问题"),
        card("many_leads_count", "写了两个以上牵头部门", is_warning=True),
        card("no_lead_count", "只写了责任单位"),
        card("unassigned_count", "没有牵头也没有责任单位", is_warning=True),
        Card("词表没有的单位", summary.count("unknown_unit_count"), "照原文写法", cards.beside(whole, "unknown_unit_count")),
    ],
    sentences.departments(summary),
)

load, heat, completion, unknown = st.tabs(
    ["任务量", "部门 × 主题", "完成率", "词表没有的单位"], on_change="rerun", key="责任", bind="query-params"
)
workload = store.read("department_workload")
if load.open:
    with load:
        if workload.is_empty():
            st.info("所选范围内的问题都没有写单位。")
        else:
            frame.section(
                DEPARTMENT_WORKLOAD.label,
                "牵头、责任为负责, 配合、监督另计。条上数字为问题数; 一个部门在一个问题里有两种角色的, 各计一次。",
            )
            figure = department_figures.workload_bars(workload)
            charts.show(figure, "departments_workload", "各部门牵头、责任、配合、监督的问题数堆叠条形图")
            shown = ["department", "lead_count", "responsible_count", "supporting_count", "supervising_count"]
            downloads.offer(DEPARTMENT_WORKLOAD, workload, shown, "departments_workload", of="图表")
            charts.left_out(figures.MOST_BARS, workload.height, "个负责问题最多的部门", "下表")
            frame.section("各部门的任务", press=tables.counts_said())
            columns = [
                *("department", "issue_count", "lead_count", "responsible_count", "supporting_count", "supervising_count"),
                *("accountable_count", "overdue_count", "township_count", "is_known"),
            ]
            tables.show(DEPARTMENT_WORKLOAD, workload, columns, "departments_table")
            downloads.offer(DEPARTMENT_WORKLOAD, workload, columns, "departments_table")
if heat.open:
    with heat:
        cells, counted = store.read("department_theme"), store.read("completion_by_department")
        frame.section(
            DEPARTMENT_THEME.label,
            "格中数字为该部门牵头或负责的问题数; 空格表示没有。一个问题由几个部门负责, 在每个部门各计一次。",
            "点选一格, 全页按它筛选; 窄屏上可左右滑动。",
        )
        themes = store.read("completion_by_theme")["theme"].to_list()
        departments = counted["department"].to_list()
        figure = figures.heatmap(cells, ("theme", themes), ("department", departments[: figures.MOST_BARS]))
        charts.show(figure, "heat_wide_departments", "各部门各主题的问题数热力图")
        charts.left_out(figures.MOST_BARS, len(departments), "个负责问题最多的部门", "下载的数据里")
        columns = ["department", "theme", "issue_count", "lead_count", "overdue_count"]
        downloads.offer(DEPARTMENT_THEME, cells, columns, "heat_departments", of="图表")
if completion.open:
    with completion:
        basis = st.segmented_control("口径", list(BASES), default="牵头", key="口径", bind="query-params") or "牵头"
        rows = store.read_equal("department_completion", "basis", BASES[basis])
        frame.section(
            f"{basis}部门的自报完成率",
            "自报完成及以上 ÷ 有进展报告 (n)。来源没有写状态的问题不在分母里; 基数太小的不排名, 只列在表中。",
        )
        if rows.is_empty():
            st.info(f"所选范围内没有写明{basis}部门的问题。")
        else:
            if rows["rank_no"].null_count() == rows.height:
                st.info(f"没有一个部门可以排名: 各部门都是{rows['rank_note'][0].removesuffix(', 不排名')}。")
            else:
                figure = department_figures.completion_bars(rows)
                charts.show(figure, "departments_completion", f"{basis}部门的自报完成率条形图, 由高到低")
                shown = ["department", "completion_pct", "done_count", "reported_count"]
                ranked = rows.drop_nulls("rank_no")
                downloads.offer(DEPARTMENT_COMPLETION, ranked, shown, "departments_completion", of="图表", searched=basis)
            columns = [
                *("rank_no", "department", "completion_pct", "done_count", "reported_count", "issue_count", "reported_pct"),
                *("closed_count", "overdue_count", "rank_note"),
            ]
            tables.show(DEPARTMENT_COMPLETION, rows, columns, "departments_completion_table")
            downloads.offer(DEPARTMENT_COMPLETION, rows, columns, "departments_completion_table", searched=basis)
if unknown.open:
    with unknown:
        units = store.read("unknown_unit")
        frame.section(
            UNKNOWN_UNIT.label,
            "照原文写法列出, 不归入任何部门; 在部门词表 data/vocabulary/departments.csv 里加一行即可归并。",
            tables.OPENS,
        )
        if units.is_empty():
            st.info("所选范围内的单位都归并到了部门。")
        else:
            columns = ["unit", "issue_count", "township_count", "roles", "township", "title"]
            tables.show_opening(UNKNOWN_UNIT, units, columns, "departments_unknown")
            downloads.offer(UNKNOWN_UNIT, units, columns, "departments_unknown")

tables.chosen_issues()
