"""整改进度: the rates, each with its base, and the status by township, category, department or theme."""

import streamlit as st

from pages.shared import cards, charts, downloads, frame, store, tables
from pages.shared.cards import Totals
from reports import figures, sentences, time_figures
from warehouse import marts

GROUPS = {
    "按乡镇": ("completion_by_township", "township"),
    "按类别": ("completion_by_category", "category"),
    "按部门": ("completion_by_department", "department"),
    "按主题": ("completion_by_theme", "theme"),
}
OVER_TIME = "走势"
RATES = {"自报完成率": "completion_pct", "验收率": "verification_pct", "销号率": "closure_pct", "报告率": "reported_pct"}

frame.heading("整改进度")
totals = Totals.read()
total = totals.counts
if not total.values["issue_count"]:
    frame.nothing_found()

cards.row(
    [
        totals.rate_card("completion", "done_count", "reported_count", "自报完成及以上 ÷ 有进展报告"),
        totals.rate_card("verification", "accepted_count", "reported_count", "已验收和已销号 ÷ 有进展报告"),
        totals.rate_card("closure", "closed_count", "reported_count", "已销号 ÷ 有进展报告"),
        totals.rate_card("reported", "reported_count", "issue_count", "有进展报告 ÷ 问题总数"),
        totals.card("mostly_done_count", note="不算完成"),
        totals.card("returned_count", note="验收或销号后又退回、反弹", is_warning=True),
        totals.card("overdue_count", "overdue_pct", note="过了最后一天而没有报告完成", is_warning=True),
    ],
    sentences.state(total) + sentences.since(totals.comparison) + "“基本完成”不算完成；来源没有自报完成的，一律不显示为完成。",
)

*by_group, by_date = st.tabs([*GROUPS, OVER_TIME], on_change="rerun", key="分组", bind="query-params")
for tab, (view, group) in zip(by_group, GROUPS.values(), strict=True):
    if not tab.open:
        continue
    with tab:
        rows, mart = store.read(view), marts.BY_NAME[view]
        note = (
            "按牵头或责任单位计: 一个问题由几个部门负责, 在每个部门各计一次; 只配合或监督的不计。"
            if group == "department"
            else ""
        )
        frame.section(mart.label, f"条上数字为问题数。{note}", f"表中{tables.counts_said(with_rates=True)}")
        charts.show(figures.status_bars(rows, group), f"progress_{group}", f"{mart.label}: 按状态堆叠的条形图")
        charts.left_out(figures.MOST_BARS, rows.height, f"个问题最多的{mart.labels[group]}", "下表")
        downloads.offer(mart, rows, figures.status_columns(group), f"progress_{group}_chart", of="图表")
        columns = [
            group,
            *("issue_count", "reported_count", "unreported_count", "done_count", "accepted_count", "closed_count"),
            *("reported_pct", "completion_pct", "verification_pct", "closure_pct", "undated_count", "overdue_count"),
            "doubtful_count",
        ]
        tables.show(mart, rows, columns, f"progress_{group}_table")
        downloads.offer(mart, rows, columns, f"progress_{group}_table")
if by_date.open:
    with by_date:
        rows, over_all = store.read("completion_by_date"), store.read("completion_total_by_date")
        frame.section(
            marts.COMPLETION_BY_DATE.label,
            "现在所选的问题在每个填报日期的状态; 一个点为一次填报。方案印发之前不计其问题。没有写日期的状态, 任何一天都算。",
        )
        if over_all.height < 2:
            said = (
                f"截至 {store.as_of()} 只有一个填报日期 ({over_all['reported_on'][0]})"
                if over_all.height
                else "来源都没有写填报日期"
            )
            st.info(f"{said}, 还画不出走势。下一个月的台账读入后, 这里会有一条线。")
        else:
            label = (
                st.segmented_control("比率", list(RATES), default="自报完成率", key="比率", bind="query-params") or "自报完成率"
            )
            figure = time_figures.completion_lines(rows, over_all, RATES[label], label)
            charts.show(figure, "progress_over_time", f"各乡镇历次填报的{label}折线图")
            if rows["township"].n_unique() > time_figures.MOST_LINES:
                st.caption(f"图上只画前 {time_figures.MOST_LINES} 个乡镇和所选范围合计; 全部在下表, 也可在左侧选乡镇。")
        if not rows.is_empty():
            columns = [
                *("township", "reported_on", "issue_count", "reported_count", "done_count", "accepted_count", "closed_count"),
                *("returned_count", *RATES.values()),
            ]
            tables.show(marts.COMPLETION_BY_DATE, rows, columns, "progress_over_time_table")
            downloads.offer(marts.COMPLETION_BY_DATE, rows, columns, "progress_over_time_table")

tables.chosen_issues()
