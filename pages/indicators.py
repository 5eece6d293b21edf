"""指标: what indicator tables say of one indicator, by township over the periods."""

import polars as pl
import streamlit as st

from pages.shared import cards, charts, downloads, frame, numbers, store, tables
from pages.shared.cards import Card
from reports import figures, indicator_figures, sentences, wording
from warehouse.marts import INDICATOR_CHANGE, INDICATOR_SERIES, INDICATOR_SUBJECT

MOVED = {  # of the latest period, what a reader can look at alone
    "最近一期": pl.lit(value=True),
    **{
        f"{than}{how}": moved
        for than, column in (("比上期", pl.col("change_value")), ("比去年同期", pl.col("change_year_value")))
        for how, moved in (("增", column > 0), ("减", column < 0), ("持平", column == 0))
    },
}

frame.heading("指标")
subjects = store.read("indicator_subject")
if subjects.is_empty():
    st.info("所选乡镇没有读入指标表。文档里写的数在“原文”页, 与表格都写了的在“数据质量”页的账实相符。")
    st.stop()

labels = dict(zip(subjects["subject_label"].to_list(), subjects.iter_rows(named=True), strict=True))
shown = st.selectbox("指标和单位", list(labels), key="指标", bind="query-params")
subject = labels[shown]
unit = subject["unit"] or ""
rows = store.read_equal("indicator_series", "subject", subject["subject"]).filter(
    pl.col("unit").eq_missing(pl.lit(subject["unit"], dtype=pl.String))
)
told = numbers.row(INDICATOR_SUBJECT, subject, "subject_label")
latest = store.read_equal("indicator_change", "subject_label", shown)
moved = numbers.row(INDICATOR_CHANGE, latest.row(0, named=True), "subject_label") if latest.height else None


def moves(label: str, prefix: str, note: str) -> Card:
    """How many values of the latest period rose and fell."""
    names = [f"{prefix}{name}_count" for name in ("risen", "fallen", "same")]
    if moved is None or not any(moved.values[name] for name in names):
        return Card(label, wording.NONE, "没有可以比的")
    risen, fallen, same = map(moved.count, names)
    return Card(label, f"增 {risen} 减 {fallen}", f"持平 {same}", note)


cards.row(
    [
        Card("乡镇", told.count("township_count"), "写了这个指标的"),
        Card("期数", told.count("period_count"), "没有写日期的不计"),
        Card("数值", told.count("value_count"), "表里一个数一行"),
        Card("最近一期", told.day("latest_on") if subject["latest_on"] else wording.NONE, "期末"),
        moves("比上期", "", f"上期 {moved.day('before_on')}" if moved and moved.values["before_on"] else ""),
        moves("比去年同期", "year_", "上一年的同一个月"),
        Card("数据存疑", told.count("doubtful_count"), "同一期写了不同的值", is_warning=bool(subject["doubtful_count"])),
    ],
    sentences.indicator(told),
)
frame.section(subject["subject_label"])
if subject["period_count"] > 1:
    figure, alt = indicator_figures.lines(rows, unit), f"{shown}各期数值折线图"
    drawn, most = rows.select("township", "village").n_unique(), indicator_figures.MOST_LINES
else:
    figure, alt = indicator_figures.bars(rows, unit), f"{shown}各乡镇数值条形图"
    drawn, most = rows.height, figures.MOST_BARS
charts.show(figure, "indicators_chart", alt)
placed = ["township", "village", "period_to", "value", "unit", "is_doubtful"]
charts.left_out(most, drawn, "个排在前面的", "下表, 也可在左侧选乡镇")
downloads.offer(INDICATOR_SERIES, rows, ["subject", *placed], "indicators_chart", of="图表", searched=shown)
columns = [
    *("township", "village", "period_to", "value", "unit", "period_before", "value_before", "change_value"),
    *("value_year_before", "change_year_value"),
    *("is_approx", "is_doubtful", "wording", "file", "row_number"),
]
columns = [name for name in columns if name != "village" or rows["village"].null_count() < rows.height]
only = st.segmented_control("增减", list(MOVED), key="增减", bind="query-params", label_visibility="collapsed")
if only:
    rows = rows.filter(pl.col("period_to") == subject["latest_on"], MOVED[only])
tables.show(INDICATOR_SERIES, rows, columns, "indicators_table")
downloads.offer(INDICATOR_SERIES, rows, ["subject", *columns], "indicators_table", searched=shown)

frame.section(INDICATOR_SUBJECT.label, "指标表写了的全部指标; 单位不同的不放在一起比。")
columns = ["subject", "unit", "township_count", "period_count", "value_count", "latest_on", "doubtful_count"]
tables.show(INDICATOR_SUBJECT, subjects, columns, "indicators_subjects")
downloads.offer(INDICATOR_SUBJECT, subjects, columns, "indicators_subjects")
