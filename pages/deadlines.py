"""时限与预警: what is due when, what is late, what has no last day, and what nobody has reported on for long."""

import streamlit as st

from pages.shared import cards, charts, downloads, frame, numbers, store, tables
from pages.shared.cards import Card
from reports import deadline_figures, figures, sentences, wording
from warehouse.asked import Asked
from warehouse.marts import DEADLINE_REGISTER, DUE_BUCKETS, DUE_CALENDAR, DUE_SUMMARY, SILENCE_REGISTER, SILENCE_SUMMARY

SILENT, BY_MONTH = "多日无报告", "按月"

frame.heading("时限与预警")
buckets = {row["due_code"]: row for row in store.read("due_summary").iter_rows(named=True)}
if not any(row["issue_count"] for row in buckets.values()):
    frame.nothing_found()
steps = {row["step_days"]: row for row in store.read("silence_summary").iter_rows(named=True)}
first_step = next(iter(steps.values()))
told = {code: numbers.row(DUE_SUMMARY, row, "due_code") for code, row in buckets.items()}
everywhere = numbers.all_everywhere(DUE_SUMMARY, "due_code")
silence = numbers.row(SILENCE_SUMMARY, first_step, "step_days")
silence_everywhere = numbers.all_everywhere(SILENCE_SUMMARY, "step_days")

cards.row(
    [
        *(
            Card(
                row.values["due_bucket"],
                row.count("issue_count"),
                sentences.bucket(row),
                sentences.compared(("问题总数", row, "issue_pct"), whole=everywhere.get(code)),
                is_warning=code == "overdue" and bool(row.values["issue_count"]),
            )
            for code, row in told.items()
        ),
        Card(
            f"{first_step['step_days']}天以上无报告",
            silence.count("silent_count"),
            f"其中从未报告 {silence.count('never_count')}",
            sentences.compared(("未完成", silence, "silent_pct"), whole=silence_everywhere.get(first_step["step_days"])),
        ),
    ],
    sentences.deadlines(told, silence),
)

calendar, by_township = store.read("due_calendar"), store.read("due_buckets")
frame.section(
    DUE_CALENDAR.label,
    "格中数字为这个月到期、没有报告完成的问题数; 颜色为其中最急的一组; 蓝框为截至日所在的月。只有写明最后一天的问题才在月历上。",
)
if calendar.is_empty():
    st.info("所选范围内没有写明最后一天的问题。")
else:
    figure = deadline_figures.due_calendar(calendar, store.as_of())
    charts.show(figure, "deadlines_calendar", "各年各月到期而没有报告完成的问题数月历")
    shown = ["due_month", "issue_count", "open_count", "overdue_count", "unreported_count", "due_bucket"]
    downloads.offer(DUE_CALENDAR, calendar, shown, "deadlines_calendar", of="图表")
frame.section(DUE_BUCKETS.label, "各乡镇的问题按到期分组。没有最后一天的为“无明确时限”, 不分快慢。")
charts.show(deadline_figures.due_bars(by_township), "deadlines_townships", "各乡镇的问题按到期分组堆叠的条形图")
charts.left_out(figures.MOST_BARS, by_township["township"].n_unique(), "个逾期最多的乡镇", "下载的数据里, 也可在左侧选乡镇")
downloads.offer(DUE_BUCKETS, by_township, ["township", "due_bucket", "issue_count"], "deadlines_townships", of="图表")

tables.chosen_issues()

*by_bucket, by_month, silent = st.tabs(
    [*(row["due_bucket"] for row in buckets.values()), BY_MONTH, SILENT], on_change="rerun", key="时限", bind="query-params"
)
COLUMNS = [
    *("township", "issue_no", "title", "due_on", "overdue_days", "days_to_due", "status_label", "status_on"),
    *("departments_wording", "deadline_wording", "deadline_label", "theme", "plan_name"),
]
UNDATED = [
    "township",
    "issue_no",
    "title",
    "deadline_label",
    "deadline_wording",
    "status_label",
    "departments_wording",
    "plan_name",
]
for tab, (code, bucket) in zip(by_bucket, buckets.items(), strict=True):
    if not tab.open:
        continue
    with tab:
        frame.section(f"{bucket['due_bucket']}: {wording.count(bucket['issue_count'])} 个问题", press=tables.OPENS)
        if not bucket["issue_count"]:
            st.info("所选范围内没有这样的问题。")
            continue
        issues = store.listing("deadline_register", Asked(equal=("due_code", (code,))))
        columns = UNDATED if code == "undated" else COLUMNS
        columns = [name for name in columns if name != ("days_to_due" if code == "overdue" else "overdue_days")]
        tables.show_opening(DEADLINE_REGISTER, issues, columns, f"deadlines_{code}")
        downloads.offer(DEADLINE_REGISTER, issues, columns, f"deadlines_{code}", searched=bucket["due_bucket"])
if by_month.open:
    with by_month:
        months = calendar["due_month"].to_list()
        if not months:
            st.info("所选范围内没有写明最后一天的问题。")
        else:
            month = st.selectbox("到期月份", months[::-1], key="到期月份", bind="query-params", filter_mode=None)
            issues = store.listing("deadline_register", Asked(equal=("due_month", (month,))))
            frame.section(f"{month} 到期: {wording.count(issues.height)} 个问题", press=tables.OPENS)
            columns = ["due_bucket", *COLUMNS]
            tables.show_opening(DEADLINE_REGISTER, issues, columns, f"deadlines_{month}")
            downloads.offer(DEADLINE_REGISTER, issues, columns, "deadlines_month", searched=month)
if silent.open:
    with silent:
        days = st.segmented_control("至少多少天", list(steps), default=first_step["step_days"], key="天数", bind="query-params")
        step = steps[days or first_step["step_days"]]
        frame.section(
            f"{step['step_days']}天以上没有报告: {wording.count(step['silent_count'])} 个问题",
            "没有报告完成的问题: 从最近一次报告算起; 从未报告的从方案印发或首次登记算起。"
            f"另有 {wording.count(step['undated_count'])} 个没有日期, 算不出天数。",
            tables.OPENS,
        )
        issues = store.listing("silence_register", Asked(least=("silent_days", step["step_days"])))
        if not issues.height:
            st.info("所选范围内没有这样的问题。")
        else:
            columns = [
                *("silent_days", "township", "issue_no", "title", "status_label", "silent_since", "silent_label"),
                *("due_bucket", "due_on", "departments_wording", "plan_name"),
            ]
            tables.show_opening(SILENCE_REGISTER, issues, columns, f"deadlines_silent_{step['step_days']}")
            downloads.offer(SILENCE_REGISTER, issues, columns, "deadlines_silent", searched=f"{step['step_days']}天以上无报告")
