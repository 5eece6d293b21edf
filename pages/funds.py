"""资金: the township's own funds, and apart from them the cases and standards that documents quote."""

import polars as pl
import streamlit as st

from pages.shared import cards, charts, downloads, frame, numbers, store, tables
from reports import figures, fund_figures, sentences, table_figures
from reports.drills import SUMMED_AS
from warehouse.asked import Asked
from warehouse.labels import SCOPE
from warehouse.marts import AMOUNT_REGISTER, FUND_BY_SOURCE, FUND_PROGRESS, FUND_REGISTER, FUND_SUMMARY

MOST_CARDS = 7
ELSEWHERE = tuple(scope for scope in SCOPE if scope != "own")

frame.heading("资金", parts={"表格里的资金项目": "fund_progress"})
funds, amounts = store.read("fund_register"), store.listing("amount_register")
if funds.is_empty() and not amounts.height:
    frame.nothing_found()

own, paid, quoted = st.tabs(["自有资金", "支付进度", "引用的案例和标准"], on_change="rerun", key="资金范围", bind="query-params")
if own.open:
    with own:
        counted = funds.filter(pl.col("is_counted"))
        if funds.is_empty():
            st.info("所选范围内没有写明本乡镇自己的资金。")
        elif funds["township"].n_unique() > 1:
            sums, whole = store.read("fund_summary"), numbers.all_everywhere(FUND_SUMMARY, "summed_as")
            told = [numbers.row(FUND_SUMMARY, row, "summed_as") for row in sums.iter_rows(named=True)]
            cards.row(
                [cards.fund_sum(row, whole.get(row.values["summed_as"])) for row in told[:MOST_CARDS]],
                sentences.fund_sums(numbers.book(), counted, told),
            )
        else:
            # Rates a document states (每户 6 万元) are in the table below, not among the funds.
            headline = funds.filter((pl.col("origin") != "document") | pl.col("is_counted")).head(MOST_CARDS)
            cards.row(
                [cards.fund(numbers.row(FUND_REGISTER, row, "township", "item")) for row in headline.iter_rows(named=True)],
                sentences.funds(numbers.book(), counted),
            )
        doubtful = funds.filter(pl.col("is_doubtful")).select("township", "doubts").unique(maintain_order=True)
        if not doubtful.is_empty():
            frame.doubt("资金表数据存疑", [f"{township}: {doubts}" for township, doubts in doubtful.iter_rows()])
        if not counted.is_empty():
            frame.section(
                "自有资金按用途", "只画总额, 一笔一段, 条末是合计; 每户、每年等标准、重复陈述、其中项和推算的金额不在内。"
            )
            totals = store.read("fund_by_role")
            charts.show(fund_figures.funds_by_role(totals, counted), "funds_role", "自有资金按乡镇和用途的条形图, 条末是合计")
            charts.left_out(figures.MOST_BARS, totals.height, "条金额最大的", "下表")
            shown = ["township", "role_label", "item", "amount_yuan"]
            downloads.offer(FUND_REGISTER, counted, shown, "funds_role", of="图表")
        if not funds.is_empty():
            frame.section(
                "自有资金明细",
                "推算的金额来源没有写出, 由其他数按算式得出; 其中项已在同一句的总数之内: 都不计入合计。",
                tables.OPENS,
            )
            options = funds["summed_as"].drop_nulls().unique().sort().to_list()
            only = st.segmented_control(SUMMED_AS, options, key=SUMMED_AS, bind="query-params", label_visibility="collapsed")
            if only:
                funds = funds.filter(summed_as=only)
            columns = [
                *("township", "item", "role_label", "amount_yuan", "per_label", "household_count", "person_count"),
                *("is_derived", "formula", "is_part", "is_counted", "is_doubtful", "doubts", "wording", "file"),
            ]
            tables.show_opening(FUND_REGISTER, funds, columns, "funds_table")
            downloads.offer(FUND_REGISTER, funds, columns, "funds_table")
if paid.open:
    with paid:
        projects, sources = store.read("fund_progress"), store.read("fund_by_source")
        if projects.is_empty():
            st.info("所选乡镇没有读入资金项目表。")
        else:
            rules = "; ".join(
                f"{pace}: {rule}" for pace, rule in store.read("pace_rule").select("pace_label", "pace_rule").rows()
            )
            said = "支付率 = 支出 ÷ 计划; 时间进度 = 开工至统计日的天数 ÷ 开工至完工的天数。最慢的在前。"
            frame.section(FUND_PROGRESS.label, f"{said}{rules}。")
            figure = table_figures.project_payments(projects)
            charts.show(figure, "funds_projects", "各项目计划、到位、支出金额的条形图, 支出按快慢着色")
            charts.left_out(table_figures.MOST_PROJECTS, projects.height, "个最慢的项目", "下表")
            columns = [
                *("township", "project", "pace_label", "planned_yuan", "arrived_yuan", "paid_yuan", "arrived_pct", "paid_pct"),
                *("schedule_pct", "started_on", "finished_on", "dividend_due_yuan", "dividend_paid_yuan", "unpaid_yuan"),
                *("unpaid_years", "formula", "as_of", "pace_rule", "is_doubtful", "doubts", "file", "row_number"),
            ]
            tables.show(FUND_PROGRESS, projects, columns, "funds_projects_table")
            downloads.offer(FUND_PROGRESS, projects, columns, "funds_projects_table")
            said = "表格只写一个项目总的到位和支出: 只有一级来源的项目才知道是哪一级的, 几级共有的不分摊。"
            frame.section(FUND_BY_SOURCE.label, said)
            charts.show(table_figures.funds_by_source(sources), "funds_sources", "各乡镇计划资金按来源堆叠的条形图")
            charts.left_out(figures.MOST_BARS, sources["township"].n_unique(), "个计划资金最多的乡镇", "下表")
            columns = [
                *("township", "source_label", "planned_yuan", "project_count", "alone_count", "alone_planned_yuan"),
                *("alone_arrived_yuan", "alone_paid_yuan"),
            ]
            tables.show(FUND_BY_SOURCE, sources, columns, "funds_sources_table")
            downloads.offer(FUND_BY_SOURCE, sources, columns, "funds_sources_table")
if quoted.open:
    with quoted:
        elsewhere = store.listing("amount_register", Asked(equal=("scope", ELSEWHERE)))
        frame.section("引用的案例和标准", "别处的例子和政策标准 (补助标准、限额等), 从不与本乡镇资金相加。", tables.OPENS)
        if not elsewhere.height:
            st.info("所选范围内没有引用案例或标准。")
        else:
            columns = [
                "township",
                "scope_label",
                "role_label",
                "amount_yuan",
                "per_label",
                "wording",
                "sentence",
                "issue_no",
                "plan_name",
            ]
            tables.show_opening(AMOUNT_REGISTER, elsewhere, columns, "funds_quoted")
            downloads.offer(AMOUNT_REGISTER, elsewhere, columns, "funds_quoted")
