"""The parts of the bulletin: which sentences, tables and charts there are, and when a part is left out.

Sentences write numbers only through reports/citations.py; tables and charts show rows of a mart under the mart's own headings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports import bulletin_changes, deadline_figures, figures, sentences, wording
from reports.cells import shown
from reports.citations import PAGES, Citations, CitedRow
from reports.described import Figure
from reports.office_table import Align, TableText
from reports.official import OfficialPaper, date_in_words
from reports.pictures import NoPictures
from reports.scope import Scope
from warehouse import choices
from warehouse.marts import BY_NAME
from warehouse.schema import Table

MARTS = (
    *("overview", "completion_by_township", "completion_by_department", "completion_by_theme", "township_theme"),
    *("due_buckets", "attention", "toilet_funnel", "fund_register"),
    *bulletin_changes.MARTS,
)
MOST_ROWS = 30  # of a table in the text; the rest is said and stands in the lists and on the page
MOST_BARS = 15  # of a chart on one page
MOST_TOWNSHIPS_ACROSS = 10  # of the heat map
MOST_TOWNSHIPS_TOLD = 12  # of whose toilets a sentence speaks
COMPLETION_COLUMNS = [
    *("issue_count", "reported_count", "unreported_count", "done_count", "closed_count"),
    *("completion_pct", "overdue_count", "undated_count", "doubtful_count"),
]
DUE_COLUMNS = ["township", "due_bucket", "issue_count"]
TOTALS = [
    ("issue_count", "全部问题和任务"),
    ("reported_count", "来源写了任一状态的"),
    ("unreported_count", "来源没有写状态的，单独计数"),
    ("reported_pct", "有进展报告 ÷ 问题总数"),
    ("done_count", "自报完成、已验收和已销号"),
    ("completion_pct", "自报完成及以上 ÷ 有进展报告"),
    ("accepted_count", "已验收和已销号"),
    ("verification_pct", "验收及以上 ÷ 有进展报告"),
    ("closed_count", "已销号"),
    ("closure_pct", "已销号 ÷ 有进展报告"),
    ("overdue_count", "过了写明的最后一天而没有报告完成的，含未报告的"),
    ("undated_count", "没有写明最后一天的，不判断是否逾期"),
    ("doubtful_count", "来源的说法或数字前后不一的"),
]


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn as a picture, with the sentence that says what it shows."""

    figure: Figure
    alt: str


class Writer:
    """Writes the parts in their order; `draw` gives a chart's picture or raises NoPictures."""

    def __init__(self, paper: OfficialPaper, book: Citations, scope: Scope, draw: Callable[[Chart], bytes]) -> None:
        self.paper, self._book, self.scope, self._draw = paper, book, scope, draw
        self._table_count = self._picture_count = 0
        self._why_no_pictures = ""

    def whole(self) -> None:
        """All parts that the scope has something for."""
        total = self.cited("overview", self.scope.marts["overview"].row(0, named=True))
        self._opening(total)
        if total.values["issue_count"]:
            self._state(total)
            bulletin_changes.write(self)
            self._by_group()
            self._deadlines(total)
            self._attention()
        self._toilets()
        self._funds()
        self._remarks()

    def cited(self, mart: str, values: dict[str, Any], *told_by: str) -> CitedRow:
        """A row of a mart whose numbers can stand in a sentence, told from the others by these columns."""
        return self._book.row(BY_NAME[mart], values, *told_by)

    def say(self, words: str) -> None:
        """A paragraph, with the numbers of the citations it uses."""
        self.paper.text(words, self._book.mark())

    def _opening(self, total: CitedRow) -> None:
        scope = self.scope
        filters = "；".join(scope.filters[1:-1])
        narrowed = f"（筛选：{filters}）" if filters else ""
        place = choices.place_in_words(scope.choice)
        if not total.values["issue_count"]:
            self.say(f"截至{date_in_words(scope.as_of)}，{place}{narrowed}没有符合条件的问题。")
            return
        self.say(
            f"根据{place}的整改方案、整改情况报告和工作台账{narrowed}，截至{date_in_words(scope.as_of)}，"
            f"{sentences.listed(total)}现将整改情况通报如下。"
        )

    def _state(self, total: CitedRow) -> None:
        values = total.values
        self.paper.heading("总体情况")
        self.say(sentences.state(total))
        mart = BY_NAME["overview"]
        rows = [[mart.labels[column], shown(mart, column, values[column]), rule] for column, rule in TOTALS]
        self._table("总体指标", "overview", TableText(["指标", "数", "口径"], rows, [30, 16, 70], ["left", "right", "left"]))

    def _by_group(self) -> None:
        self.paper.heading("分项情况")
        townships = self.scope.marts["completion_by_township"]
        self.paper.subheading("各乡镇")
        words = "各乡镇的问题数和整改状态如下。没有写状态的问题单独列为“未报告”，不进入自报完成率的分母。"
        self.say(words + sentences.which_townships(self._book, townships))
        self.chart(
            figures.status_bars(townships.head(MOST_BARS), "township"),
            "各乡镇的问题按整改状态堆叠的条形图",
            "各乡镇整改状态（单位：个）" + self.first(townships, MOST_BARS),
        )
        self._group_table("completion_by_township", "township")
        themes, cells = self.scope.marts["completion_by_theme"], self.scope.marts["township_theme"]
        self.paper.subheading("各部门")
        self.say("按牵头或责任单位计。一个问题由几个部门负责的，在每个部门各计一次；只配合或监督的不计。")
        self._group_table("completion_by_department", "department")
        self.paper.subheading("各主题")
        names = townships["township"].to_list()
        if 1 < len(names) <= MOST_TOWNSHIPS_ACROSS:
            self.chart(
                figures.heatmap(cells, ("township", names), ("theme", themes["theme"].to_list())),
                "各乡镇各主题的问题数热力图",
                "各乡镇各主题的问题数（单位：个，空格表示没有）",
            )
        self._group_table("completion_by_theme", "theme")

    def _deadlines(self, total: CitedRow) -> None:
        self.paper.heading("时限与预警")
        rows = self.scope.marts["due_buckets"]
        self.say(sentences.late(total))
        first = rows["township"].unique(maintain_order=True).head(MOST_BARS)
        self.chart(
            deadline_figures.due_bars(rows.filter(pl.col("township").is_in(first.to_list()))),
            "各乡镇的问题按到期分组堆叠的条形图",
            "各乡镇问题的时限分布（单位：个）" + self.first(rows.select("township").unique(), MOST_BARS),
        )
        self._due_table(rows)

    def _due_table(self, rows: pl.DataFrame) -> None:
        """A line a township, a column a due bucket: the cells are the mart's issue_count."""
        buckets = rows.sort("bucket_order")["due_bucket"].unique(maintain_order=True).to_list()
        townships = rows["township"].unique(maintain_order=True).to_list()
        mart, cells = BY_NAME["due_buckets"], {(row[0], row[1]): row[2] for row in rows.select(DUE_COLUMNS).iter_rows()}
        lines = [[name, *(shown(mart, "issue_count", cells.get((name, bucket))) for bucket in buckets)] for name in townships]
        aligns: list[Align] = ["left"]
        aligns += ["right"] * len(buckets)
        text = TableText([mart.labels["township"], *buckets], lines[:MOST_ROWS], [2, *([1] * len(buckets))], aligns)
        more = self.first(rows.select("township").unique(), MOST_ROWS)
        self._table(f"时限分布（单位：个）{more}", "due_buckets", text)

    def _attention(self) -> None:
        self.paper.heading("需要关注的问题")
        rows = self.scope.marts["attention"]
        self.say(sentences.attention(self._book, rows))
        if rows.is_empty():
            return
        columns = ["reason", "township", "title", "detail"]
        self.rows_table("需要关注的问题", "attention", columns, [12, 14, 38, 46], may_break=True)

    def _toilets(self) -> None:
        rows = self.scope.marts["toilet_funnel"]
        if rows.is_empty():
            return
        self.paper.heading("厕所整改")
        for row in rows.head(MOST_TOWNSHIPS_TOLD).iter_rows(named=True):
            self.say(sentences.toilets(self.cited("toilet_funnel", row, "township")))
        columns = [
            *("township", "as_of", "surveyed_count", "funded_count", "problem_count", "rectified_count"),
            *("problem_of_funded_pct", "problem_of_surveyed_pct", "is_doubtful"),
        ]
        self.rows_table("各乡镇厕所数（单位：座）", "toilet_funnel", columns, [16, 20, 12, 12, 12, 12, 14, 14, 10])

    def _funds(self) -> None:
        rows = self.scope.marts["fund_register"].filter(pl.col("is_counted"))
        if rows.is_empty():
            return
        self.paper.heading("资金")
        self.say(sentences.funds(self._book, rows))
        columns = ["township", "item", "role_label", "amount_yuan", "is_doubtful"]
        self.rows_table("本乡镇资金", "fund_register", columns, [16, 50, 14, 22, 10], rows=rows)

    def _remarks(self) -> None:
        self.paper.heading("数据说明")
        build = self.cited("build_summary", self.scope.marts["build_summary"].row(0, named=True))
        self.say(
            f"本通报由问题整改看板按数据批次{self.scope.build_id}生成，{sentences.build(build)}"
            f"范围：{'；'.join(self.scope.filters)}。"
        )
        words = "没有人报告完成的不算完成，“基本完成”不算完成。文件没有写明乡镇的列为“未注明乡镇”。"
        if build.values["is_synthetic"]:
            words += "本批次为合成的演示数据。"
        if self._why_no_pictures:
            words += f"本通报只附表，不附图：{self._why_no_pictures}。"
        self.say(words + "每个数字的出处见附件。")

    def _group_table(self, mart: str, group: str) -> None:
        self.rows_table(BY_NAME[mart].label, mart, [group, *COMPLETION_COLUMNS], [22, 11, 11, 11, 13, 11, 14, 11, 12, 11])

    def rows_table(
        self,
        caption: str,
        mart: str,
        columns: list[str],
        shares: list[float],
        *,
        rows: pl.DataFrame | None = None,
        may_break: bool = False,
    ) -> None:
        """The first rows of a mart as a table, with its source."""
        rows = self.scope.marts[mart] if rows is None else rows
        table = BY_NAME[mart]
        lines = [
            [shown(table, name, value) for name, value in zip(columns, row, strict=True)]
            for row in rows.select(columns).head(MOST_ROWS).iter_rows()
        ]
        aligns: list[Align] = ["right" if _is_number(table, name) else "left" for name in columns]
        text = TableText([table.labels[name] for name in columns], lines, shares, aligns, rows_may_break=may_break)
        self._table(caption + self.first(rows, MOST_ROWS), mart, text)

    def first(self, rows: pl.DataFrame, most: int) -> str:
        """How much of the rows is shown, where it is not all of them."""
        return f"（共{wording.count(rows.height)}行，列前{most}行）" if rows.height > most else ""

    def _table(self, caption: str, mart: str, text: TableText) -> None:
        self._table_count += 1
        self.paper.caption(f"表{self._table_count}　{caption}")
        self.paper.table(text)
        self.paper.note(self._source(mart))

    def chart(self, figure: Figure, alt: str, caption: str) -> None:
        """A chart with the sentence that says what it shows and its caption; left out where none can be drawn."""
        if self._why_no_pictures:
            return
        try:
            picture = self._draw(Chart(figure, alt))
        except NoPictures as reason:
            self._why_no_pictures = str(reason)
            return
        self._picture_count += 1
        self.paper.picture(picture, alt)
        self.paper.caption(f"图{self._picture_count}　{caption}", over=False)

    def _source(self, mart: str) -> str:
        return f"来源：{BY_NAME[mart].label}，在看板“{PAGES[mart][0]}”页打开。"


def _is_number(table: Table, name: str) -> bool:
    return next(column.kind for column in table.columns if column.name == name) in {"integer", "number", "yuan"}
