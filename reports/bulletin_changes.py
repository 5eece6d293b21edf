"""The chapter 本期变化 of the bulletin: what happened to the issues between the last two reporting dates."""

from typing import TYPE_CHECKING

from reports import sentences, time_figures
from reports.official import date_in_words

if TYPE_CHECKING:
    from reports.bulletin_parts import Writer

MARTS = ("report_date", "change_summary", "change_by_township", "issue_change")
MOST_TOWNSHIPS = 15  # of the chart


def write(writer: "Writer") -> None:
    """The chapter; where there are not two reporting dates yet, the sentence that says so."""
    scope = writer.scope
    writer.paper.heading("本期变化")
    if scope.period is None:
        days = scope.marts["report_date"]["reported_on"].to_list()
        only = f"{date_in_words(days[0])}是首次填报" if days else "来源都没有写填报日期"
        writer.say(f"{only}，没有可比的上期。")
        return
    since, until = scope.period
    kinds = [writer.cited("change_summary", row, "change_label") for row in scope.marts["change_summary"].iter_rows(named=True)]
    writer.say(sentences.changes(kinds, f"从{date_in_words(since)}到{date_in_words(until)}两个填报日期之间"))
    if scope.marts["issue_change"].is_empty():
        return
    by_township = scope.marts["change_by_township"]
    first = by_township["township"].unique(maintain_order=True).head(MOST_TOWNSHIPS).to_list()
    writer.chart(
        time_figures.change_bars(by_township.filter(by_township["township"].is_in(first))),
        "各乡镇的问题按变化堆叠的条形图",
        "各乡镇的变化（单位：个）" + writer.first(by_township.select("township").unique(), MOST_TOWNSHIPS),
    )
    columns = ["change_label", "township", "title", "detail"]
    writer.rows_table("变化的问题", "issue_change", columns, [12, 14, 38, 46], may_break=True)
