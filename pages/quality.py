"""数据质量: what was checked, what was not understood, and what each source and the build brought."""

import streamlit as st

from pages.shared import cards, charts, downloads, frame, numbers, store, tables
from pages.shared.cards import Card
from reports import figures, sentences, wording
from warehouse.marts import (
    AUDIT_BY_DOCUMENT,
    AUDIT_REGISTER,
    BUILD_SUMMARY,
    CORRECTION_REGISTER,
    DOUBT_SUMMARY,
    LEDGER_MATCH,
    RECONCILIATION,
    RECONCILIATION_SUMMARY,
    REJECT_REGISTER,
    SOURCE_SUMMARY,
    UNCLAIMED_REGISTER,
)

OPENS_AUDIT, OPENS_DOCUMENT = {"核验": "audit_id"}, {"文档": "source_id"}

frame.heading("数据质量")
build = numbers.row(BUILD_SUMMARY, store.read_unfiltered("build_summary").row(0, named=True))
doubts = numbers.only_row(DOUBT_SUMMARY)


def card(label: str, name: str, note: str, *, is_warning: bool = False) -> Card:
    """A count of the build."""
    return Card(label, build.count(name), note, is_warning=is_warning and bool(build.values[name]))


cards.row(
    [
        card("文档", "document_count", f"读出 {build.count('issue_count')} 个问题(任务)"),
        card("表格", "table_count", "读入的表格文件"),
        card("未读入的文件", "failed_count", "整个文件没有读入", is_warning=True),
        card("未识别", "reject_count", "没有读懂的行或单元格", is_warning=True),
        Card("核验", build.count("audit_count"), "来源之内和来源之间", f"所选范围 {doubts.count('audit_count')}"),
        Card(
            "存疑",
            build.count("doubt_count"),
            "所述与所算不符",
            f"所选范围 {doubts.count('doubt_count')}",
            is_warning=bool(build.values["doubt_count"]),
        ),
        card("更正", "correction_count", "来源写错而已改正的"),
    ],
    f"{sentences.build(build)}上面的数说的是本批次的全部输入，不随筛选变化；下面的图表随筛选变化。{sentences.audits(doubts)}",
)

checked, agreed, matched, sources, rejected, left, corrected, built = st.tabs(
    ["核验", "账实相符", "台账对应", "来源文件", "未识别", "未认领", "更正", "批次"],
    on_change="rerun",
    key="质量",
    bind="query-params",
)
if checked.open:
    with checked:
        audited, audits = store.read("audit_by_document"), store.read("audit_register")
        frame.section("各来源核验", "核验: 来源怎么说, 按来源自己的数算出来是多少, 是否相符。")
        if audited.is_empty():
            st.info("所选范围内没有做过核验的来源。")
        else:
            charts.show(figures.audit_bars(audited), "quality_audits", "各来源相符与存疑的核验数条形图")
            charts.left_out(figures.MOST_BARS, audited.height, "个存疑最多的来源", "下载的数据里")
            downloads.offer(
                AUDIT_BY_DOCUMENT,
                audited,
                ["township", "plan_name", "file", "ok_count", "doubt_count"],
                "quality_audits",
                of="图表",
            )
        if not audits.is_empty():
            frame.section("核验明细", "存疑的在前。", tables.OPENS)
            results = audits["result_label"].unique(maintain_order=True).to_list()
            only = st.segmented_control("结果", results, key="结果", bind="query-params", label_visibility="collapsed")
            if only:
                audits = audits.filter(result_label=only)
            columns = [
                "result_label",
                "rule_label",
                "stated",
                "computed",
                "message",
                "wordings",
                "township",
                "issue_title",
                "file",
                "place",
            ]
            tables.show_opening(AUDIT_REGISTER, audits, columns, "quality_audit_table", opens=OPENS_AUDIT)
            downloads.offer(AUDIT_REGISTER, audits, columns, "quality_audit_table")

if agreed.open:
    with agreed:
        summary, facts = store.read("reconciliation_summary"), store.read("reconciliation")
        whole = summary.row(0, named=True)
        frame.section(
            RECONCILIATION_SUMMARY.label,
            f"同一个事实有两处来源写了的 {wording.count(whole['fact_count'])} 个, "
            f"两处一样的 {wording.count(whole['agree_count'])} 个, "
            f"相符率 {wording.percent(whole['agree_pct'])}。只有一处来源的事实不在内: 它们没有对过。",
        )
        columns = ["kind_label", "fact_count", "agree_count", "differ_count", "agree_pct"]
        tables.show(RECONCILIATION_SUMMARY, summary, columns, "quality_facts")
        downloads.offer(RECONCILIATION_SUMMARY, summary, columns, "quality_facts")
        if not facts.is_empty():
            frame.section(RECONCILIATION.label, "不符的在前。", f"有“问题”的行: {tables.OPENS}")
            columns = ["result_label", "kind_label", "township", "subject", "stated", "stated_place", "other", "other_place"]
            tables.show_opening(RECONCILIATION, facts, columns, "quality_facts_table")
            downloads.offer(RECONCILIATION, facts, columns, "quality_facts_table")
if matched.open:
    with matched:
        matches = store.listing("ledger_match")
        frame.section(
            LEDGER_MATCH.label,
            "台账的每一行对上了哪个问题: 先看乡镇、方案和序号, 再看标题有多像 (满分 100); "
            "都对不上的作为台账自有的问题, 排在最前。",
            tables.OPENS,
        )
        if not matches.height:
            st.info("没有读入整改台账。")
        else:
            columns = [
                *("match_label", "match_strength", "file", "place", "township", "issue_no", "title"),
                *("matched_no", "matched_title", "matched_plan", "match_note", "plan_wording", "reported_on"),
            ]
            tables.show_opening(LEDGER_MATCH, matches, columns, "quality_matches")
            downloads.offer(LEDGER_MATCH, matches, columns, "quality_matches")

for tab, mart, note, opens, columns in (
    (
        sources,
        SOURCE_SUMMARY,
        "未认领: 原文中没有规则认领的字。",
        OPENS_DOCUMENT,
        [
            *("file", "kind_label", "format", "encoding", "state_label", "row_count", "reject_count", "char_count"),
            *("unclaimed_char_count", "unclaimed_pct", "message"),
        ],
    ),
    (
        rejected,
        REJECT_REGISTER,
        "没有读懂的输入: 在哪里, 读到什么, 应当是什么。",
        None,
        ["file", "place", "read", "expected", "severity_label"],
    ),
    (
        left,
        UNCLAIMED_REGISTER,
        "文档中没有规则认领的每一段: 可能是没有读懂的内容。",
        OPENS_DOCUMENT,
        ["file", "township", "page", "line", "char_count", "wording"],
    ),
    (
        corrected,
        CORRECTION_REGISTER,
        "来源写错, 由更正表 data/corrections.csv 改正的值; 写法见 data/README.md。",
        {"问题": "issue_id", **OPENS_DOCUMENT},
        [
            *("correction_line", "file", "place", "table_label", "column_label", "seen", "put", "correction_reason"),
            *("township", "issue_title"),
        ],
    ),
    (
        built,
        BUILD_SUMMARY,
        "本批次装入了什么; 时间为北京时间。",
        None,
        [
            *("build_id", "finished_at", "document_count", "table_count", "failed_count", "reject_count"),
            *("issue_count", "audit_count", "doubt_count", "correction_count", "is_synthetic"),
        ],
    ),
):
    if not tab.open:
        continue
    with tab:
        rows = store.listing(mart.name)
        frame.section(mart.label, note, tables.OPENS if opens else "")
        if not rows.height:
            st.info("这里没有记录。")
        else:
            if opens:
                tables.show_opening(mart, rows, columns, f"quality_{mart.name}", opens=opens)
            else:
                tables.show(mart, rows, columns, f"quality_{mart.name}")
            downloads.offer(mart, rows, columns, f"quality_{mart.name}")
