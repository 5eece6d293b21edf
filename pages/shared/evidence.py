"""The parts of the page 原文: what it is asked to show (an issue, an audit or a whole document), its facts, its marked text."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.shared import cards, frame, numbers, sheet_rows, store
from pages.shared.cards import Card
from pages.shared.marked_text import Mark, body, legend, places
from reports import sentences, wording
from reports.drills import CELLS, CELLS_END, MARKED, ROW, SHEET
from warehouse.labels import EVIDENCE_KIND
from warehouse.marts import DOCUMENT_FIGURES

ISSUE, AUDIT, SOURCE = "问题", "核验", "文档"  # in the address: ?问题=<issue id>, ?核验=<audit id>, ?文档=<source id>
PICKER = "原文问题"
MOST_TITLE_CHARS, MOST_PICKED = 40, 300
FEWEST_DOCUMENTS = 3  # that have a median worth comparing with
MOST_ROWS = 50  # of a spreadsheet
MOST_DIGITS = 9  # of the number of a row
LEDGER_CELLS = ("整改状态", "整改进展", "是否销号", "完成时间", "整改时限")  # what an issue's state and last day are read from


def about() -> str:
    """What the address asks for, in words."""
    asked = {AUDIT: "一次核验", SOURCE: "一份来源文件"}
    return next((words for name, words in asked.items() if st.query_params.get(name)), "一个问题")


def kind_asked_for() -> str:
    """The kind of value (a code of EVIDENCE_KIND) that the address wants marked in a whole document; "" for none."""
    asked = st.query_params.get(MARKED)
    return next((kind for kind, label in EVIDENCE_KIND.items() if label == asked), "")


def figures(rows: pl.DataFrame) -> None:
    """The figures of the document, each beside the median of all documents where there are enough; nothing for a spreadsheet."""
    if rows.is_empty():
        return
    frame.section("这份文档")
    row = numbers.row(DOCUMENT_FIGURES, rows.row(0, named=True), "source_id")
    count, number, percent, values = row.count, row.number, row.percent, row.values
    is_compared = values["document_count"] >= FEWEST_DOCUMENTS

    def card(label: str, value: str, note: str, median: str, *, is_warning: bool = False) -> Card:
        return Card(label, value, note, f"各文档中位 {median}" if is_compared else "", is_warning=is_warning)

    measures, units = number("median_measures_per_issue"), number("median_units_per_issue")
    cards.row(
        [
            card("问题（任务）", count("issue_count"), "这份文档所列的", number("median_issue_count")),
            card("整改措施", count("measure_count"), f"每个问题 {number('measures_per_issue')} 条", f"{measures} 条"),
            card("单位", count("unit_count"), f"处, 每个问题 {number('units_per_issue')} 处", f"{units} 处"),
            card(
                "整改时限", count("deadline_count"), f"处, 写明最后一天的占 {percent('dated_pct')}", percent("median_dated_pct")
            ),
            card("金额", count("amount_count"), "处, 含案例和标准", f"{number('median_amount_count')} 处"),
            card(
                "未认领占比", percent("unclaimed_pct"), f"{count('unclaimed_count')} 段没有读懂", percent("median_unclaimed_pct")
            ),
            card(
                "数据存疑",
                count("doubt_count"),
                f"核验 {count('audit_count')} 次",
                f"{number('median_doubt_count')} 处",
                is_warning=bool(values["doubt_count"]),
            ),
        ],
        sentences.document(row),
    )


def chosen_audit() -> dict[str, Any] | None:
    """The row of audit_register that the address names, if it names one."""
    return _asked_for(AUDIT, store.audit)


def chosen_source() -> dict[str, Any] | None:
    """The row of source_summary that the address names, if it names one."""
    return _asked_for(SOURCE, store.source)


def chosen_issue() -> dict[str, Any] | None:
    """The row of issue_register that the address names, or the first under the choice; None when there is none.

    A picker lists the first issues under the choice, and the one from the address whatever is chosen.
    """
    issues = store.listing("issue_register")
    listed = {row["issue_id"]: row for row in issues.first.head(MOST_PICKED).iter_rows(named=True)}
    asked = st.query_params.get(ISSUE)
    if asked and asked not in listed:
        found = _asked_for(ISSUE, store.issue)
        listed = {asked: found, **listed} if found else listed
    if not listed:
        return None
    ids = list(listed)
    # The address leads (a link, a chosen row); a pick changes the address.
    shown = asked if asked in listed else ids[0]
    st.session_state[PICKER] = shown
    st.selectbox("问题", ids, key=PICKER, format_func=lambda issue_id: _name(listed[issue_id]), on_change=_follow_pick)
    if issues.height > MOST_PICKED:
        count = wording.count(issues.height)
        st.caption(f"列前 {MOST_PICKED} 个, 共 {count} 个; 其余在左侧选乡镇, 或在“问题台账”页搜索后点选一行。")
    return listed[shown]


def issue_facts(issue: dict[str, Any]) -> None:
    """What the register says of the issue, line by line; what was put right, and what is doubtful."""
    _facts(
        {
            "乡镇": issue["township"],
            "方案": issue["plan_name"],
            "所属标题": issue["path"],
            "类别 / 主题": f"{issue['category']} / {issue['theme']}",
            "整改状态": issue["status_label"] + (f" (原话: {issue['status_wording']})" if issue["status_wording"] else ""),
            "整改时限": _deadline(issue),
            "牵头单位": issue["lead_units"],
            "责任单位": issue["responsible_units"],
            "配合单位": issue["supporting_units"],
            "监督单位": issue["supervising_units"],
        }
    )
    _corrections(store.issue_corrections(issue["issue_id"]))
    if issue["doubts"]:
        frame.doubt("数据存疑", issue["doubts"].split("\n"))


def audit_result(audit: dict[str, Any]) -> None:
    """What the audit found, in a sentence."""
    if not audit["is_ok"]:
        frame.doubt("数据存疑", [audit["message"]])
    elif audit["is_corrected"]:
        frame.corrected([audit["message"]])


def audit_facts(audit: dict[str, Any], found: pl.DataFrame) -> None:
    """What was checked, and its places in the text, each a jump."""
    _facts(
        {
            "结果": audit["result_label"],
            "核验规则": audit["rule_label"],
            "来源": " ".join(filter(None, (audit["file"], audit["place"]))),
            "乡镇": audit["township"],
            "所述": audit["stated"],
            "所算": audit["computed"],
        }
    )
    if not found.is_empty():
        listed = [
            (f"第{row['ordinal']}处 {place_of(row)}", row["wording"], f"place-{row['ordinal']}")
            for row in found.iter_rows(named=True)
        ]
        st.html(places("核验的位置", listed))
    if audit["issue_id"]:
        label = f"看这个问题的全部值: {_short(audit['issue_title'])}"
        st.page_link("pages/evidence.py", label=label, query_params={ISSUE: audit["issue_id"]})
    st.page_link("pages/quality.py", label="回到数据质量")


def source_facts(source: dict[str, Any]) -> None:
    """What the build says of the file."""
    _facts(
        {
            "文件": source["file"],
            "读入结果": source["state_label"],
            "读入": f"{wording.count(source['row_count'])} {'个问题(任务)' if source['char_count'] else '行'}",
            "未识别": wording.count(source["reject_count"]),
            "说明": source["message"],
        }
    )
    _corrections(store.corrections(source["source_id"]))
    st.page_link("pages/quality.py", label="回到数据质量")


def value_marks(values: pl.DataFrame, source_id: str) -> list[Mark]:
    """The marks of an issue's values that stand in this document (those from a table have no place there)."""
    here = values.filter(
        (pl.col("source_id") == source_id) & pl.col("span_start").is_not_null() & pl.col("span_end").is_not_null()
    )
    return [
        Mark(row["span_start"], row["span_end"], row["kind"], row["reading"], correction=row["correction"] or "")
        for row in here.iter_rows(named=True)
    ]


def audit_marks(audit: dict[str, Any], found: pl.DataFrame) -> list[Mark]:
    """The marks of every place an audit concerns, numbered."""
    kind = "audit" if audit["is_ok"] else "doubt"
    return [
        Mark(
            row["span_start"],
            row["span_end"],
            kind,
            f"{audit['result_label']}: {audit['message']}",
            word=f"{audit['result_label']}第{row['ordinal']}处",
            anchor=f"place-{row['ordinal']}",
        )
        for row in found.iter_rows(named=True)
    ]


def correction_marks(source_id: str) -> list[Mark]:
    """The marks of what was put right in a document."""
    return [
        Mark(row["span_start"], row["span_end"], "corrected", "", correction=correction_words(row))
        for row in store.corrections(source_id).iter_rows(named=True)
        if row["span_start"] is not None
    ]


def marked_text(text: str, marks: list[Mark], source_id: str, note: str) -> None:
    """The document with these marks (`note` says of what) and with what no rule claimed, which is counted and listed below."""
    left = store.unclaimed(source_id)
    source = store.source(source_id).row(0, named=True)
    pieces = [
        Mark(row["span_start"], row["span_end"], "unclaimed", "没有规则认领这段原文", anchor=f"unclaimed-{number}")
        for number, row in enumerate(left.iter_rows(named=True), start=1)
    ]
    everything = [*marks, *pieces]
    said = "全文都有规则认领。"
    if pieces:
        share = wording.percent(source["unclaimed_pct"])
        said = (
            f"未认领 {len(pieces)} 段, {wording.count(source['unclaimed_char_count'])} 字, 占全文 {share}: 没有规则读懂的原文。"
        )
    listed = [
        (place_of(row), row["wording"], f"unclaimed-{number}") for number, row in enumerate(left.iter_rows(named=True), start=1)
    ]
    jumps = places("未认领的原文", listed) if pieces else ""
    st.html(
        legend(everything)
        + body(text, everything, store.source_pages(source_id))
        + f'<div class="left-over"><p>{escape(f"{note}没有标记的长段落收起, 点开可读。{said}")}</p>{jumps}</div>'
    )


def rows_asked_for(source: dict[str, Any]) -> None:
    """The rows of a spreadsheet that the address names, with the cells marked it names; without any its first."""
    asked = st.query_params.get(ROW, "")
    numbers = [int(number) for number in asked.split("、") if number.isdecimal() and len(number) <= MOST_DIGITS]
    found = store.table_rows(source["source_id"], st.query_params.get(SHEET), tuple(numbers), MOST_ROWS)
    if numbers and not found.is_empty():
        frame.section("表格里的这一行", "照表中的写法; 标出的格就是这个数的出处。")
        sheet_rows.show(found, st.query_params.get(CELLS, "").split(CELLS_END))
        return
    if asked and not (found := store.table_rows(source["source_id"], None, (), MOST_ROWS)).is_empty():
        st.warning("地址里的行不在当前数据中, 已忽略:")
        st.code(asked, language=None)
    if found.is_empty():
        st.info(_no_rows(f"第{asked}行" if numbers else ""))
        return
    frame.section("表格里的行", f"照表中的写法, 前 {MOST_ROWS} 行以内。没有读入的列只列列名, 不保存内容。")
    sheet_rows.show(found, ())


def audited_row(audit: dict[str, Any]) -> None:
    """The row of a spreadsheet that an audit is of."""
    if audit["row_number"] is None:
        return
    found = store.table_rows(audit["source_id"], audit["sheet"], (audit["row_number"],), MOST_ROWS)
    if found.is_empty():
        st.info(_no_rows(f"第{audit['row_number']}行"))
        return
    frame.section("表格里的这一行", "照表中的写法。")
    sheet_rows.show(found, ())


def ledger_rows(issue: dict[str, Any], *, is_only_source: bool) -> None:
    """The rows of ledgers that tell of an issue."""
    found = store.issue_table_rows(issue["issue_id"])
    if not found.is_empty():
        frame.section("台账里的这个问题", "每次填报的那一行, 照表中的写法, 最近的在前; 标出的格写着状态、进展和时限。")
        sheet_rows.show(found, LEDGER_CELLS)
    elif is_only_source:
        st.info(_no_rows(""))


def _no_rows(place: str) -> str:
    return f"来源是表格{', ' if place else ''}{place}, 没有存原样的行: 分块读的大表只存读出的值。请打开原来的文件查看。"


def place_of(row: dict[str, Any]) -> str:
    """第3页 第12行, the page where the document has pages."""
    page = f"第{row['page']}页 " if row["page"] else ""
    return f"{page}第{row['line']}行"


def correction_words(row: dict[str, Any]) -> str:
    """What was put right and why, and by which line of the corrections."""
    seen = f"读到“{row['seen']}”" if row["seen"] else "来源没有写"
    put = f"更正为“{row['put']}”" if row["put"] else "应当没有"
    why = f"{row['file']} {row['place']}; {row['correction_reason']}; 更正表第{row['correction_line']}行"
    return f"{row['table_label']} {row['column_label']}: {seen}, {put} ({why})"


def _asked_for(name: str, ask: Any) -> dict[str, Any] | None:
    """The row that the address names; one that is not in the data is said to be ignored."""
    asked = st.query_params.get(name)
    if not asked:
        return None
    found: pl.DataFrame = ask(asked)
    if not found.is_empty():
        return found.row(0, named=True)
    st.warning(f"地址里的{name}不在当前数据中, 已忽略:")
    st.code(asked, language=None)
    return None


def _facts(lines: dict[str, str | None]) -> None:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in lines.items() if value)
    st.html(f'<dl class="facts">{rows}</dl>')


def _corrections(rows: pl.DataFrame) -> None:
    if not rows.is_empty():
        frame.corrected([correction_words(row) for row in rows.iter_rows(named=True)])


def _deadline(issue: dict[str, Any]) -> str:
    """The words of the time limit, and what they were read as: a damaged date is put right, and that should be seen."""
    words = issue["deadline_wording"] or "没有写"
    return f"{words} (读作 {issue['due_on']:%Y-%m-%d}, {issue['due_bucket']})" if issue["due_on"] else words


def _follow_pick() -> None:
    st.query_params[ISSUE] = st.session_state[PICKER]


def _name(issue: dict[str, Any]) -> str:
    return " ".join(part for part in (issue["township"], issue["issue_no"], _short(issue["title"])) if part)


def _short(title: str) -> str:
    return title if len(title) <= MOST_TITLE_CHARS else f"{title[:MOST_TITLE_CHARS]}…"
