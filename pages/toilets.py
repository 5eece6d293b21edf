"""厕所整改: from all toilets surveyed to those rectified, both problem rates with their bases, and what the text contradicts."""

import polars as pl
import streamlit as st

from pages.shared import cards, charts, downloads, filters, frame, numbers, offered, store, tables
from pages.shared.cards import Card
from reports import figures, sentences, table_figures, toilet_figures, wording
from warehouse.marts import TOILET_BY_PROBLEM_TYPE, TOILET_BY_VILLAGE, TOILET_CLEARANCE, TOILET_FUNNEL, TOILET_REGISTER

REGISTERED = {  # what of the register a reader can look at alone
    "财政支持": pl.col("is_funded"),
    "问题": pl.col("is_problem"),
    "自报已整改": pl.col("rectified_label") == "自报已整改",
    "未整改": pl.col("rectified_label") == "未整改",
    "已逾期": pl.col("is_overdue"),
}
STAGES = {"surveyed_count": "摸排", "funded_count": "财政支持", "problem_count": "问题", "rectified_count": "自报已整改"}

frame.heading("厕所整改", narrow=filters.narrow_toilets)
funnels = store.read("toilet_funnel")
if funnels.is_empty():
    frame.nothing_found()

names = funnels["township"].to_list()
name = names[0] if len(names) == 1 else offered.selectbox("乡镇", dict(zip(names, names, strict=True)), "厕所乡镇", "乡镇")
shown = funnels.filter(township=name)
row = shown.row(0, named=True)
doubtful, told = row["is_doubtful"], numbers.row(TOILET_FUNNEL, row, "township")
done, problems, funded, surveyed = map(told.count, ("rectified_count", "problem_count", "funded_count", "surveyed_count"))

cards.row(
    [
        Card("摸排", surveyed, f"{name}摸排的厕所"),
        Card("财政支持", funded, "其中有财政支持的"),
        Card("问题", problems, "问题厕所"),
        Card("问题占财政支持", told.percent("problem_of_funded_pct"), f"{problems} ÷ {funded} (问题 ÷ 财政支持)"),
        Card("问题占摸排", told.percent("problem_of_surveyed_pct"), f"{problems} ÷ {surveyed} (问题 ÷ 摸排)"),
        Card("自报整改率", "数据存疑", f"自报 {done} ÷ {problems}, 见存疑说明", is_warning=True)
        if doubtful
        else Card("自报整改率", told.percent("rectified_of_problem_pct"), f"{done} ÷ {problems} (自报已整改 ÷ 问题)"),
    ],
    sentences.toilets(told),
)

if doubtful:
    failed = store.read_equal("audit_register", "issue_id", row["issue_id"] or "").filter(~pl.col("is_ok"))
    quoted = [f"原话: {words}" for words in failed["wordings"].to_list() if words]
    frame.doubt(
        f"{name}: 厕所整改数据存疑",
        [*(row["doubts"] or "").splitlines(), *quoted, f"表中备注: {row['note']}" if row["note"] else ""],
    )
    if row["issue_id"]:
        st.page_link(
            "pages/evidence.py", label="看原文中的这几句话", icon=":material/article:", query_params={"问题": row["issue_id"]}
        )

elif row["note"]:
    frame.section("表中的备注", row["note"])

stages = [(label, row[column]) for column, label in STAGES.items() if row[column] is not None]
if row["is_nested"]:
    frame.section(
        f"{name}: 从摸排到整改",
        "各级数量逐级不增, 画成漏斗。来源没有写明问题厕所出自哪一级的, 两个问题率各看自己的基数。"
        + ("橙色一级数据存疑。" if doubtful else ""),
    )
    charts.show(toilet_figures.toilet_funnel(stages, doubtful), "toilets_funnel", "厕所从摸排到自报已整改的漏斗图")
else:
    frame.section(f"{name}: 各级厕所数", "各级并不逐级包含 (或有缺数), 因此不画成漏斗。")
    charts.show(toilet_figures.toilet_bars(stages), "toilets_bars", "各级厕所数的条形图")
downloads.offer(TOILET_FUNNEL, shown, ["township", "as_of", *STAGES, "is_doubtful"], "toilets_chart", of="图表")

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
frame.section("各乡镇厕所数", tables.OPENS)
tables.show_opening(TOILET_FUNNEL, funnels, columns, "toilets_table")
downloads.offer(TOILET_FUNNEL, funnels, columns, "toilets_table")

clearance = store.read("toilet_clearance")
frame.section(TOILET_CLEARANCE.label, "问题厕所都已自报整改为清零; 数据存疑的不说清零。天数从首次发现的那次统计算到截至日。")
columns = [
    *("township", "clearance", "problem_count", "rectified_count", "open_count", "village_count", "problem_village_count"),
    *("cleared_village_count", "cleared_village_pct", "unknown_village_count", "longest_open_days", "as_of"),
]
tables.show(TOILET_CLEARANCE, clearance, columns, "toilets_clearance")
downloads.offer(TOILET_CLEARANCE, clearance, columns, "toilets_clearance")

villages = store.read_equal("toilet_by_village", "township", name)
frame.section(f"{name}: {TOILET_BY_VILLAGE.label}", "未整改最多的在前。")
if villages.is_empty():
    st.info("表格里没有这个乡镇的分村数。")
else:
    charts.show(table_figures.open_toilets(villages), "toilets_villages", "各村自报已整改和未整改的问题厕所条形图")
    known = villages["open_count"].count()
    charts.left_out(figures.MOST_BARS, known, "个未整改最多的村", "下表")
    columns = [
        *("village", "clearance", "problem_count", "rectified_count", "open_count", "rectified_pct", "found_on", "days_open"),
        *("surveyed_count", "funded_count", "as_of", "is_doubtful", "doubts", "file", "row_number"),
    ]
    tables.show(TOILET_BY_VILLAGE, villages, columns, "toilets_villages_table")
    downloads.offer(TOILET_BY_VILLAGE, villages, ["township", *columns], "toilets_villages_table")

types = store.read_equal("toilet_by_problem_type", "township", name)
frame.section(f"{name}: {TOILET_BY_PROBLEM_TYPE.label}", "取自一厕一档; 一座厕所有几种问题的各计一次。")
if types.is_empty():
    of_village = "所选的村没有" if store.choice().villages else "没有读入这个乡镇的"
    st.info(f"{of_village}一厕一档 (一座厕所一行的登记表), 不知道问题类型。")
else:
    charts.show(table_figures.problem_types(types), "toilets_types", "各类问题厕所自报已整改和未整改的条形图")
    columns = [
        "problem_type",
        "problem_count",
        "rectified_count",
        "open_count",
        "rectified_pct",
        "overdue_count",
        "longest_open_days",
    ]
    tables.show(TOILET_BY_PROBLEM_TYPE, types, columns, "toilets_types_table")
    downloads.offer(TOILET_BY_PROBLEM_TYPE, types, ["township", *columns], "toilets_types_table")

if store.choice().villages or store.choice().problem_types:
    listed = store.read_equal("toilet_register", "township", name)
    only = st.segmented_control("其中", list(REGISTERED), key="其中", bind="query-params", label_visibility="collapsed")
    listed = listed.filter(REGISTERED[only]) if only else listed
    frame.section(f"{name}: 所选的厕所 {wording.count(listed.height)} 座", "一厕一档中所选的村、所选的问题类型的厕所。")
    columns = [
        *("village", "toilet_no", "problem_types", "rectified_label", "is_overdue", "due_on", "rectified_on", "found_on"),
        *("days_open", "as_of", "is_funded", "file", "row_number"),
    ]
    tables.show(TOILET_REGISTER, listed, columns, "toilets_register")
    downloads.offer(TOILET_REGISTER, listed, ["township", *columns], "toilets_register")
