"""厕所整改: from all toilets surveyed to those rectified, both problem rates with their bases, and what the text contradicts."""

import polars as pl
import streamlit as st

from pages.shared import cards, charts, downloads, filters, frame, numbers, store, tables, toilet_cards
from reports import figures, sentences, table_figures, toilet_figures, wording
from reports.drills import CHECKED, DOUBTFUL
from warehouse.asked import Asked
from warehouse.marts import (
    TOILET_BY_PROBLEM_TYPE,
    TOILET_BY_VILLAGE,
    TOILET_CLEARANCE,
    TOILET_FUNNEL,
    TOILET_REGISTER,
    TOILET_SUMMARY,
)

REGISTERED = {  # what of the register a reader can look at alone
    "财政支持": Asked(flag="is_funded"),
    "问题": Asked(flag="is_problem"),
    "自报已整改": Asked(equal=("rectified_label", ("自报已整改",))),
    "未整改": Asked(equal=("rectified_label", ("未整改",))),
    "已逾期": Asked(flag="is_overdue"),
}
STAGES = {"surveyed_count": "摸排", "funded_count": "财政支持", "problem_count": "问题", "rectified_count": "自报已整改"}

frame.heading("厕所整改", narrow=filters.narrow_toilets)
funnels = store.read("toilet_funnel")
if funnels.is_empty():
    frame.nothing_found()

is_one, doubtful = funnels.height == 1, funnels.filter(pl.col("is_doubtful"))
mart, counted = (TOILET_FUNNEL, funnels) if is_one else (TOILET_SUMMARY, store.read("toilet_summary"))
row = counted.row(0, named=True)
name = row["township"] if is_one else f"{wording.count(row['township_count'])} 个乡镇"
whole = None if store.choice().villages else numbers.everywhere(TOILET_SUMMARY)
if is_one:
    told = numbers.row(TOILET_FUNNEL, row, "township")
    cards.row(toilet_cards.of_one(told, whole), sentences.toilets(told))
    toilet_cards.doubts_of_one(row)
else:
    told = numbers.row(TOILET_SUMMARY, row)
    cards.row(toilet_cards.of_all(told, whole), sentences.toilets_of_all(told, doubtful["township"].to_list()))
    toilet_cards.doubts_of_all(doubtful)

stages = [(label, row[column]) for column, label in STAGES.items() if row[column] is not None]
if row["is_nested"]:
    frame.section(
        f"{name}: 从摸排到整改",
        "各级数量逐级不增, 画成漏斗。来源没有写明问题厕所出自哪一级的, 两个问题率各看自己的基数。"
        + ("" if doubtful.is_empty() else "橙色一级数据存疑。"),
    )
    figure = toilet_figures.toilet_funnel(stages, not doubtful.is_empty())
    charts.show(figure, "toilets_funnel", "厕所从摸排到自报已整改的漏斗图")
else:
    why = "各级并不逐级包含 (或有缺数)" if is_one else "有的乡镇各级不逐级包含, 或有缺数"
    frame.section(f"{name}: 各级厕所数", f"{why}, 因此不画成漏斗。")
    charts.show(toilet_figures.toilet_bars(stages), "toilets_bars", "各级厕所数的条形图")
said_of = ["township", "as_of", *STAGES, "is_doubtful"] if is_one else ["township_count", *STAGES, "doubtful_count"]
downloads.offer(mart, counted, said_of, "toilets_chart", of="图表")

# The rate of rectified toilets is left out here: where the text contradicts itself it would read as 100 %.
columns = [
    "township",
    "as_of",
    *STAGES,
    "problem_of_funded_pct",
    "problem_of_surveyed_pct",
    "is_doubtful",
    "doubts",
    "note",
    "file",
]
frame.section("各乡镇厕所数", press=tables.OPENS)
if not is_one and not doubtful.is_empty():
    only = st.segmented_control(CHECKED, [DOUBTFUL], key=CHECKED, bind="query-params", label_visibility="collapsed")
    funnels = doubtful if only else funnels
tables.show_opening(TOILET_FUNNEL, funnels, columns, "toilets_table")
downloads.offer(TOILET_FUNNEL, funnels, columns, "toilets_table")

clearance = store.read("toilet_clearance")
rule = "问题厕所都已自报整改为清零; 数据存疑的不说清零, 不画在图上。天数从首次发现的那次统计算到截至日。"
frame.section(TOILET_CLEARANCE.label, rule)
if not is_one:
    figure = table_figures.open_toilets_of_townships(clearance)
    charts.show(figure, "toilets_townships", "各乡镇自报已整改和未整改的问题厕所条形图, 数据存疑的乡镇不画")
    charts.left_out(
        figures.MOST_BARS, clearance.filter(~pl.col("is_doubtful"))["open_count"].count(), "个未整改最多的乡镇", "下表"
    )
columns = [
    *("township", "clearance", "problem_count", "rectified_count", "open_count", "village_count", "problem_village_count"),
    *("cleared_village_count", "cleared_village_pct", "unknown_village_count", "longest_open_days", "as_of"),
]
tables.show(TOILET_CLEARANCE, clearance, columns, "toilets_clearance")
downloads.offer(TOILET_CLEARANCE, clearance, columns, "toilets_clearance")

# Villages of all townships may be very many: the first of them are drawn.
ordered = Asked(order_by="open_count", is_descending=True)
villages = store.read("toilet_by_village") if is_one else store.listing("toilet_by_village", ordered)
frame.section(f"{name}: {TOILET_BY_VILLAGE.label}", "未整改最多的在前。")
if not villages.height:
    st.info("所选乡镇的表格里没有分村数。")
else:
    first = villages if isinstance(villages, pl.DataFrame) else villages.first
    charts.show(table_figures.open_toilets(first), "toilets_villages", "各村自报已整改和未整改的问题厕所条形图")
    known = first["open_count"].count()
    charts.left_out(figures.MOST_BARS, known if known < first.height else villages.height, "个未整改最多的村", "下表")
    columns = [
        *([] if is_one else ["township"]),
        *("village", "clearance", "problem_count", "rectified_count", "open_count", "rectified_pct", "found_on", "days_open"),
        *("surveyed_count", "funded_count", "as_of", "is_doubtful", "doubts", "file", "row_number"),
    ]
    tables.show(TOILET_BY_VILLAGE, villages, columns, "toilets_villages_table")
    downloads.offer(TOILET_BY_VILLAGE, villages, list(dict.fromkeys(["township", *columns])), "toilets_villages_table")

types = store.read("toilet_by_problem_type")
frame.section(f"{name}: {TOILET_BY_PROBLEM_TYPE.label}", "取自一厕一档; 一座厕所有几种问题的各计一次。")
if types.is_empty():
    whose = "所选的村没有" if store.choice().villages else "没有读入所选乡镇的"
    st.info(f"{whose}一厕一档 (一座厕所一行的登记表), 不知道问题类型。")
else:
    charts.show(table_figures.problem_types(types), "toilets_types", "各类问题厕所自报已整改和未整改的条形图")
    charts.left_out(figures.MOST_BARS, types.height, "种最多的问题", "下表")
    columns = [
        *("problem_type", "township_count", "problem_count", "rectified_count", "open_count", "rectified_pct"),
        *("overdue_count", "longest_open_days"),
    ]
    tables.show(TOILET_BY_PROBLEM_TYPE, types, columns, "toilets_types_table")
    downloads.offer(TOILET_BY_PROBLEM_TYPE, types, columns, "toilets_types_table")

if store.choice().villages or store.choice().problem_types:
    only = st.segmented_control("其中", list(REGISTERED), key="其中", bind="query-params", label_visibility="collapsed")
    listed = store.listing("toilet_register", REGISTERED[only] if only else Asked())
    frame.section(f"{name}: 所选的厕所 {wording.count(listed.height)} 座", "一厕一档中所选的村、所选的问题类型的厕所。")
    columns = [
        *([] if is_one else ["township"]),
        *("village", "toilet_no", "problem_types", "rectified_label", "is_overdue", "due_on", "rectified_on", "found_on"),
        *("days_open", "as_of", "is_funded", "file", "row_number"),
    ]
    tables.show(TOILET_REGISTER, listed, columns, "toilets_register")
    downloads.offer(TOILET_REGISTER, listed, list(dict.fromkeys(["township", *columns])), "toilets_register")
