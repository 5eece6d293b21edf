"""方案对照: two plans or two townships beside one another, and the measures of both that read alike."""

from html import escape

import streamlit as st

from pages.shared import charts, downloads, frame, paper, sides, store, tables
from reports import sentences, wording
from warehouse.likeness import FEWEST_CHARACTERS, LIKENESS_FLOOR, TooManyMeasures
from warehouse.marts import ISSUE_REGISTER, SIDE_DEPARTMENT, SIDE_SUMMARY, SIDE_THEME, SIMILAR_MEASURE

SUMMARY = [
    *("issue_count", "theme_count", "measure_count", "measures_per_issue", "measureless_count", "unit_count"),
    *("unassigned_count", "dated_count", "dated_pct", "reported_count", "doubtful_count"),
]

frame.heading("方案对照")
picked = sides.chosen()
if picked is None:
    st.info("所选范围内不足两份方案或两个乡镇, 没有可以对照的。请在左侧放宽筛选条件。")
    st.stop()
kind, left, right = picked
summary = store.read_equal("side_summary", "side", left, right)
summary = summary.filter(side_kind=kind).sort(summary.filter(side_kind=kind)["side"] != left)
themes = store.read_equal("side_theme", "side", left, right).filter(side_kind=kind)
departments = store.read_equal("side_department", "side", left, right).filter(side_kind=kind)

sides.facing(SIDE_SUMMARY, summary, SUMMARY)
downloads.offer(SIDE_SUMMARY, summary, ["side_label", *SUMMARY], "compare_summary")
st.html(f'<p class="paragraph">{escape(sentences.sides(*sides.only_in(themes, "theme", left)))}</p>')

by_theme, alike, by_department, issues = st.tabs(
    ["主题", "相似的措施", "单位", "问题"], on_change="rerun", key="对照内容", bind="query-params"
)
if by_theme.open:
    with by_theme:
        frame.section("涉及的主题", "条上数字为问题数。两边都有的在前; 0 为没有。")
        charts.show(sides.facing_bars(themes, "theme", left), "compare_themes", "两边各主题的问题数条形图")
        shown = ["side_label", "theme", "issue_count", "measure_count", "dated_count"]
        downloads.offer(SIDE_THEME, themes, shown, "compare_themes", of="图表")
if alike.open:
    with alike:
        frame.section(
            "相似的措施 (供阅读参考)",
            f"左边每条措施与右边最像的一条, 相似度 {LIKENESS_FLOOR} 以上 (满分 100) 才列出: 只比文字的异同和先后, "
            "不计标点、数字和字母; "
            f"少于 {FEWEST_CHARACTERS} 个字的不比。文字相近不说明谁照搬谁, 也不说明措施好坏, 请读原文。",
        )
        try:
            pairs = store.similar_measures(kind, left, right)
        except TooManyMeasures as error:
            st.info(f"{error}, 太多, 不作逐条比对。请在左侧按主题或部门缩小范围。")
        else:
            if pairs.is_empty():
                st.info(f"没有相似度达到 {LIKENESS_FLOOR} 的措施。")
            else:
                if not paper.is_asked():
                    st.caption("点选一行打开左边的原文; 点选“右边”的格子打开右边的原文。")
                columns = [
                    *("likeness", "measure", "other_measure", "issue_no", "title", "other_no", "other_title"),
                ]
                others = dict.fromkeys(("other_measure", "other_no", "other_title"), "other_issue_id")
                tables.show_opening(SIMILAR_MEASURE, pairs, columns, "compare_similar", line_count=3, cells_open=others)
                downloads.offer(SIMILAR_MEASURE, pairs, columns, "compare_similar")
if by_department.open:
    with by_department:
        if departments.is_empty():
            st.info("两边都没有写单位。")
        else:
            frame.section("写明的单位", "按部门归并, 词表没有的照原文; 条上数字为有任何角色的问题数。两边都有的在前; 0 为没有。")
            figure = sides.facing_bars(departments, "department", left)
            charts.show(figure, "compare_departments", "两边各部门的问题数条形图")
            charts.left_out(sides.MOST_GROUPS, departments["department"].n_unique(), "个排在前面的部门", "下载的数据里")
            shown = ["side_label", "department", "issue_count", "accountable_count"]
            downloads.offer(SIDE_DEPARTMENT, departments, shown, "compare_departments", of="图表")
if issues.open:
    with issues:
        columns = ["theme", "issue_no", "title", "measure_count", "due_on", "lead_units", "responsible_units", "status_label"]
        for place, side in zip((sides.LEFT, sides.RIGHT), summary.iter_rows(named=True), strict=True):
            rows = store.read_equal("issue_register", "plan_id" if kind == "plan" else "township", side["side"])
            frame.section(f"{place}: {side['side_label']}, {wording.count(rows.height)} 个问题", press=tables.OPENS)
            tables.show_opening(ISSUE_REGISTER, rows.sort("theme", maintain_order=True), columns, f"compare_issues_{place}")
            downloads.offer(ISSUE_REGISTER, rows, columns, f"compare_issues_{place}", searched=side["side_label"])
