"""The figures and doubts of 厕所整改: of one township as its sources say, of several as sums, each rate with its own base."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from pages.shared import frame, store
from pages.shared.cards import Card, beside
from reports.citations import CitedRow
from reports.sentences import MOST_NAMED

RULES = {
    "problem_of_funded_pct": ("问题占财政支持", "问题 ÷ 财政支持"),
    "problem_of_surveyed_pct": ("问题占摸排", "问题 ÷ 摸排"),
    "rectified_of_problem_pct": ("自报整改率", "自报已整改 ÷ 问题"),
}
OF_ONE = {
    "problem_of_funded_pct": ("problem_count", "funded_count"),
    "problem_of_surveyed_pct": ("problem_count", "surveyed_count"),
    "rectified_of_problem_pct": ("rectified_count", "problem_count"),
}
OF_ALL = {
    "problem_of_funded_pct": ("problem_in_funded_count", "funded_base_count"),
    "problem_of_surveyed_pct": ("problem_in_surveyed_count", "surveyed_base_count"),
    "rectified_of_problem_pct": ("rectified_in_problem_count", "problem_base_count"),
}


def of_one(row: CitedRow, whole: CitedRow | None) -> list[Card]:
    """The cards of a row of toilet_funnel; `whole` is toilet_summary of all townships, where the reader has chosen some."""
    cards = [
        Card("摸排", row.count("surveyed_count"), f"{row.values['township']}摸排的厕所", beside(whole, "surveyed_count")),
        Card("财政支持", row.count("funded_count"), "其中有财政支持的", beside(whole, "funded_count")),
        Card("问题", row.count("problem_count"), "问题厕所", beside(whole, "problem_count")),
        *(_rate(row, name, OF_ONE, whole) for name in OF_ONE),
    ]
    if row.values["is_doubtful"]:
        done, problems = row.count("rectified_count"), row.count("problem_count")
        cards[-1] = Card("自报整改率", "数据存疑", f"自报 {done} ÷ {problems}, 见存疑说明", is_warning=True)
    return cards


def of_all(row: CitedRow, whole: CitedRow | None) -> list[Card]:
    """The cards of toilet_summary of several townships."""
    count, values = row.count, row.values

    def stage(label: str, name: str, note: str) -> Card:
        stated = f"{name}_township_count"
        of = f"{count('township_count')} 个乡镇" + (
            f"中 {count(stated)} 个写了" if values[stated] < values["township_count"] else "之和"
        )
        return Card(label, count(f"{name}_count"), f"{note}, {of}", beside(whole, f"{name}_count"))

    return [
        stage("摸排", "surveyed", "摸排的厕所"),
        stage("财政支持", "funded", "其中有财政支持的"),
        stage("问题", "problem", "问题厕所"),
        *(_rate(row, name, OF_ALL, whole) for name in OF_ALL),
        Card("数据存疑", count("doubtful_count"), "个乡镇, 不算整改率", is_warning=bool(values["doubtful_count"])),
    ]


def doubts_of_one(row: Mapping[str, Any]) -> None:
    """What is doubtful of one township, in the words of its sources, and the way to them; else the note of its table."""
    if not row["is_doubtful"]:
        if row["note"]:
            frame.section("表中的备注", row["note"])
        return
    failed = store.read_equal("audit_register", "issue_id", row["issue_id"] or "").filter(~pl.col("is_ok"))
    quoted = [f"原话: {words}" for words in failed["wordings"].to_list() if words]
    noted = f"表中备注: {row['note']}" if row["note"] else ""
    frame.doubt(f"{row['township']}: 厕所整改数据存疑", [*(row["doubts"] or "").splitlines(), *quoted, noted])
    if row["issue_id"]:
        st.page_link(
            "pages/evidence.py", label="看原文中的这几句话", icon=":material/article:", query_params={"问题": row["issue_id"]}
        )


def doubts_of_all(doubtful: pl.DataFrame) -> None:
    """What is doubtful of several townships: the first of these rows of toilet_funnel, and how many more there are."""
    if doubtful.is_empty():
        return
    lines = [
        f"{township}: {'; '.join(doubts.splitlines())}"
        for township, doubts in doubtful.head(MOST_NAMED).select("township", "doubts").iter_rows()
    ]
    more = doubtful.height - MOST_NAMED
    frame.doubt("厕所整改数据存疑的乡镇", [*lines, f"另有 {more} 个乡镇, 见下表。" if more > 0 else ""])


def _rate(row: CitedRow, name: str, made_of: dict[str, tuple[str, str]], whole: CitedRow | None) -> Card:
    label, rule = RULES[name]
    part, base = made_of[name]
    compared = f"全部乡镇 {whole.percent(name)}" if whole and whole.values[name] is not None else ""
    return Card(label, row.percent(name), f"{row.count(part)} ÷ {row.count(base)} ({rule})", compared)
