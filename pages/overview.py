"""总览: what there is, how it goes, what needs attention."""

import streamlit as st

from pages.shared import attention, cards, charts, downloads, frame, store, tables
from pages.shared.cards import Totals
from reports import figures, sentences
from warehouse.marts import ATTENTION, COMPLETION_BY_TOWNSHIP, TOWNSHIP_THEME

frame.heading("总览")
totals = Totals.read()
total, count = totals.counts, totals.counts.count
if not total.values["issue_count"]:
    frame.nothing_found()

cards.row(
    [
        totals.card("issue_count", note=f"{count('township_count')} 个乡镇, {count('plan_count')} 份方案的问题和任务"),
        totals.card("reported_count", "reported_pct", note=f"未报告 {count('unreported_count')}"),
        totals.card("done_count", "completion_pct", "有进展报告", "自报完成、已验收、已销号"),
        totals.card("closed_count", "closure_pct", "有进展报告"),
        totals.card("overdue_count", "overdue_pct", note="过了最后一天而没有报告完成", is_warning=True),
        totals.card("undated_count", "undated_pct", note="不判断是否逾期"),
        totals.card("doubtful_count", "doubtful_pct", note="核验存疑涉及的问题", is_warning=True),
    ],
    sentences.listed(total) + sentences.state(total) + sentences.late(total) + sentences.since(totals.comparison),
)

by_township, by_theme, rows = store.read("completion_by_township"), store.read("township_theme"), store.read("attention")
left, right = st.columns([1.15, 1], gap="large")
with left:
    frame.section("各乡镇整改状态", "每条为一个乡镇的全部问题; 斜纹为“未报告”: 来源没有写状态。")
    charts.show(figures.status_bars(by_township, "township"), "overview_status", "各乡镇的问题按整改状态堆叠的条形图")
    charts.left_out(figures.MOST_BARS, by_township.height, "个问题最多的乡镇", "下载的数据里, 也可在左侧选乡镇")
    downloads.offer(COMPLETION_BY_TOWNSHIP, by_township, figures.status_columns("township"), "overview_status", of="图表")
    frame.section("需要关注", "已逾期、退回反弹、数据存疑、10天内到期的问题, 最急的在前。", "点标题打开原文。")
    if rows.is_empty():
        st.info("所选范围内没有需要关注的问题。")
    else:
        attention.show(rows)
        downloads.offer(ATTENTION, rows, ["reason", "township", "issue_no", "title", "detail"], "overview_attention")
with right:
    frame.section("乡镇 × 主题", "格中数字为问题数; 空格表示没有。")
    themes = store.read("completion_by_theme")["theme"].to_list()
    townships = by_township["township"].to_list()[: figures.MOST_COLUMNS]
    heatmap = figures.heatmap(by_theme, ("township", townships), ("theme", themes))
    charts.show(heatmap, "heat_overview_themes", "各乡镇各主题的问题数热力图")
    charts.left_out(figures.MOST_COLUMNS, by_township.height, "个问题最多的乡镇", "下载的数据里, 也可在左侧选乡镇")
    downloads.offer(TOWNSHIP_THEME, by_theme, ["township", "theme", "issue_count"], "overview_themes", of="图表")

tables.chosen_issues()
