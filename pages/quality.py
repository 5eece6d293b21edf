"""数据质量: what was checked, what was not understood, and what each source and the build brought."""

import streamlit as st

from pages.shared import cards, charts, downloads, frame, store, tables
from pages.shared.cards import Card
from reports import figures, wording
from warehouse.marts import (
    AUDIT_BY_DOCUMENT,
    AUDIT_REGISTER,
    BUILD_SUMMARY,
    CORRECTION_REGISTER,
    REJECT_REGISTER,
    SOURCE_SUMMARY,
    UNCLAIMED_REGISTER,
)

OPENS_AUDIT, OPENS_DOCUMENT = {"核验": "audit_id"}, {"文档": "source_id"}

frame.heading("数据质量", by_township_only="本页")
build = store.read_unfiltered("build_summary").row(0, named=True)
cards.row(
    [
        Card("文档", wording.count(build["document_count"]), f"读出 {wording.count(build['issue_count'])} 个问题(任务)"),
        Card("表格", wording.count(build["table_count"]), "读入的表格文件"),
        Card("未读入的文件", wording.count(build["failed_count"]), "整个文件没有读入", is_warning=bool(build["failed_count"])),
        Card("未识别", wording.count(build["reject_count"]), "没有读懂的行或单元格", is_warning=bool(build["reject_count"])),
        Card("核验", wording.count(build["audit_count"]), "来源自己的数字和说法"),
        Card("存疑", wording.count(build["doubt_count"]), "所述与所算不符", is_warning=bool(build["doubt_count"])),
        Card("更正", wording.count(build["correction_count"]), "来源写错而已改正的"),
    ],
    "上面的数说的是本批次的全部输入, 不随筛选变化; 下面的图表随乡镇筛选变化。",
)

checked, sources, rejected, left, corrected, built = st.tabs(
    ["核验", "来源文件", "未识别", "未认领", "更正", "批次"], on_change="rerun", key="质量", bind="query-params"
)
if checked.open:
    with checked:
        audited, audits = store.read("audit_by_document"), store.read("audit_register")
        frame.section("各来源核验", "核验: 来源怎么说, 按来源自己的数算出来是多少, 是否相符。")
        if audited.is_empty():
            st.info("所选范围内没有做过核验的来源。")
        else:
            charts.show(figures.audit_bars(audited), "quality_audits", "各来源相符与存疑的核验数条形图")
            downloads.offer(AUDIT_BY_DOCUMENT, audited, ["file", "ok_count", "doubt_count"], "quality_audits", of="图表")
        if not audits.is_empty():
            frame.section("核验明细", f"存疑的在前。{tables.OPENS}")
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

for tab, mart, note, opens, columns in (
    (
        sources,
        SOURCE_SUMMARY,
        f"未认领: 原文中没有规则认领的字。{tables.OPENS}",
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
        f"文档中没有规则认领的每一段: 可能是没有读懂的内容。{tables.OPENS}",
        OPENS_DOCUMENT,
        ["file", "township", "page", "line", "char_count", "wording"],
    ),
    (
        corrected,
        CORRECTION_REGISTER,
        f"来源写错, 由更正表 data/corrections.csv 改正的值; 写法见 data/README.md。{tables.OPENS}",
        {"问题": "issue_id", **OPENS_DOCUMENT},
        [
            *("correction_line", "file", "place", "table_label", "column_label", "seen", "put", "reason"),
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
        rows = store.read(mart.name)
        frame.section(mart.label, note)
        if rows.is_empty():
            st.info("这里没有记录。")
        else:
            if opens:
                tables.show_opening(mart, rows, columns, f"quality_{mart.name}", opens=opens)
            else:
                tables.show(mart, rows, columns, f"quality_{mart.name}")
            downloads.offer(mart, rows, columns, f"quality_{mart.name}")
