"""The sentences that say a mart's numbers in plain Chinese, declared once: pages and the bulletin say the same words.

Every number gets into a sentence through a row of reports/citations.py, so that it is known which cell of which mart it is (and
on a page, where it leads). Nothing is computed here, and nothing is said that the marts do not say.
"""

from collections.abc import Mapping

import polars as pl

from reports.citations import Citations, CitedRow
from warehouse.labels import STATUS
from warehouse.marts import ATTENTION, COMPLETION_BY_TOWNSHIP, FUND_REGISTER

MOST_NAMED = 12
TOILET_STAGES = {
    "surveyed_count": "摸排",
    "funded_count": "有财政支持",
    "problem_count": "有问题",
    "rectified_count": "自报已整改",
}


def listed(total: CitedRow) -> str:
    """写明的乡镇有4个，方案5份，共列问题（任务）92个。"""
    count = total.count
    return f"写明的乡镇有{count('township_count')}个，方案{count('plan_count')}份，共列问题（任务）{count('issue_count')}个。"


def state(total: CitedRow) -> str:
    """What is reported of all issues: states, rates with their base, and apart from them what is not reported or doubtful."""
    count, percent, values = total.count, total.percent, total.values
    if values["reported_count"]:
        reported = [code for code in STATUS if code != "unreported" and values[f"{code}_count"]]
        states = "、".join(f"{STATUS[code]}{count(f'{code}_count')}个" for code in reported)
        words = (
            f"{count('issue_count')}个问题中，有进展报告的{count('reported_count')}个，其中{states}。"
            f"自报完成率{percent('completion_pct')}，验收率{percent('verification_pct')}，销号率{percent('closure_pct')}，"
            f"均以有进展报告的{count('reported_count')}个为基数。"
        )
    else:
        words = f"{count('issue_count')}个问题的来源都没有写进展，因此不计算完成率、验收率和销号率。"
    if values["unreported_count"]:
        words += f"另有{count('unreported_count')}个问题来源没有写状态，记为“未报告”，既不算未完成，也不算完成。"
    if values["doubtful_count"]:
        words += f"有{count('doubtful_count')}个问题来源的说法或数字前后不一，标为“数据存疑”，请核对原文。"
    return words


def late(total: CitedRow) -> str:
    """How many are late and how many have no last day."""
    return (
        f"只有写明最后一天的问题才判断是否逾期。已逾期{total.count('overdue_count')}个，"
        f"没有明确最后期限的{total.count('undated_count')}个，不判断快慢。"
    )


def made_of(row: CitedRow, rate: str, numerator: str, base: str, rule: str) -> str:
    """What a rate is made of: 15 ÷ 16 (有进展报告 ÷ 问题总数); without a base that there is none."""
    said = f"{row.count(numerator)} ÷ {row.count(base)}"
    return f"{said}, 没有基数, 不计算 ({rule})" if row.values[rate] is None else f"{said} ({rule})"


def compared(
    share: tuple[str | None, CitedRow, str] | None = None,
    *,
    whole: CitedRow | None = None,
    since: tuple[CitedRow, str] | None = None,
    unit: str = "",
) -> str:
    """What a figure is compared with, of these what there is.

    `share`: (of what, row, column in %; of nothing: the figure is that share itself), `whole`: the row of all townships with the
    same column, `since`: (row of overview_comparison, column of the change, in `unit`).
    """
    said = []
    if share and share[0] and share[1].values[share[2]] is not None:
        said.append(f"占{share[0]} {share[1].percent(share[2])}")
    if share and whole and whole.values[share[2]] is not None:
        said.append(f"全部乡镇 {whole.percent(share[2])}")
    if since and since[0].values["before_on"] is not None and since[0].values[since[1]] is not None:
        said.append(f"比上期填报 ({since[0].day('before_on')}) {since[0].signed(since[1])}{unit}")
    return "; ".join(said)


def since(comparison: CitedRow) -> str:
    """What changed since the reporting date before the latest; "" where there are not two."""
    if comparison.values["before_on"] is None:
        return ""
    change = comparison.change
    return (
        f"与上期填报（{comparison.day('before_on')}）相比，有进展报告的{change('reported_count_change')}，"
        f"自报完成及以上{change('done_count_change')}，已销号{change('closed_count_change')}。"
    )


def which_townships(book: Citations, townships: pl.DataFrame) -> str:
    """Which townships have overdue or doubtful issues, in the mart's order, named while they are few."""
    words = ""
    for column, what in (("overdue_count", "有已逾期问题"), ("doubtful_count", "有数据存疑问题")):
        rows = townships.filter(pl.col(column) > 0)
        if 0 < rows.height <= MOST_NAMED:
            named = [
                f"{row['township']}{book.row(COMPLETION_BY_TOWNSHIP, row, 'township').count(column)}个"
                for row in rows.iter_rows(named=True)
            ]
            words += f"{what}的：{'、'.join(named)}。"
    return words


def attention(book: Citations, rows: pl.DataFrame) -> str:
    """How many issues ask for attention, by reason."""
    if rows.is_empty():
        return "没有已逾期、退回反弹、数据存疑或10天内到期的问题。"
    counts = []
    for reason in rows["reason"].unique(maintain_order=True):
        those = rows.filter(pl.col("reason") == reason)
        counts.append(f"{reason}{book.row_count(ATTENTION, those, f'原因为“{reason}”的行数', ('reason', reason))}条")
    return f"按原因列出（一个问题可以有几个原因）：{'，'.join(counts)}。"


def departments(summary: CitedRow) -> str:
    """How clearly the sources say who is accountable."""
    count = summary.count
    words = (
        f"{count('issue_count')}个问题（任务）中，写明一个牵头部门的{count('one_lead_count')}个，"
        f"只写责任单位、没有写谁牵头的{count('no_lead_count')}个，没有写责任的{count('unassigned_count')}个。"
    )
    if summary.values["many_leads_count"]:
        words += f"{count('many_leads_count')}个写了两个以上牵头部门，请核对由谁负总责。"
    if summary.values["unknown_unit_count"]:
        words += f"{count('unknown_unit_count')}个单位名称词表没有，照原文列出，不归入任何部门。"
    return words


def bucket(row: CitedRow) -> str:
    """What stands under the figure of a due bucket, a row of due_summary."""
    if not row.values["issue_count"]:
        return "没有"
    said = f"{row.count('township_count')} 个乡镇"
    return f"{said}; 未报告 {row.count('unreported_count')}" if row.values["unreported_count"] else said


def deadlines(buckets: Mapping[str, CitedRow], silent: CitedRow) -> str:
    """The rows of due_summary by their code, and one of silence_summary."""
    overdue, soon, undated = buckets["overdue"], buckets["within_10_days"], buckets["undated"]
    words = (
        f"已逾期{overdue.count('issue_count')}个，10天内到期{soon.count('issue_count')}个；"
        f"{undated.count('issue_count')}个没有明确的最后期限，不判断是否逾期。"
    )
    if overdue.values["unreported_count"]:
        words += f"已逾期的当中{overdue.count('unreported_count')}个来源没有写状态，是否完成不知道。"
    words += (
        f"没有报告完成的{silent.count('open_count')}个问题中，{silent.count('step_days')}天以上没有报告的"
        f"{silent.count('silent_count')}个"
    )
    return words + (f"，另有{silent.count('undated_count')}个没有日期，算不出天数。" if silent.values["undated_count"] else "。")


def toilets(row: CitedRow) -> str:
    """The toilets of one township: each stage, the share of problem toilets with both bases, and what is doubtful."""
    values = row.values
    words = f"{values['township']}{_toilet_stages(row)}"
    # Where the text contradicts itself, the rate of what was put right would read as 100 %.
    if values["is_doubtful"]:
        doubts = "；".join(line.rstrip("。；;. ") for line in (values["doubts"] or "").splitlines())
        return words + f"。数据存疑：{doubts}。"
    if values["rectified_of_problem_pct"] is not None:
        words += f"。自报整改率{row.percent('rectified_of_problem_pct')}（自报已整改 ÷ 问题）"
    return words + "。"


def toilets_of_all(row: CitedRow, doubtful: list[str]) -> str:
    """toilet_summary of several townships: each stage, the rates, and which are doubtful, by name while they are few."""
    values = row.values
    words = f"{row.count('township_count')}个乡镇合计：{_toilet_stages(row)}"
    if values["rectified_of_problem_pct"] is not None:
        words += f"。自报整改率{row.percent('rectified_of_problem_pct')}（自报已整改 ÷ 问题）"
    if values["doubtful_count"]:
        named = f"（{'、'.join(doubtful)}）" if len(doubtful) <= MOST_NAMED else ""
        words += f"。数据存疑的{row.count('doubtful_count')}个乡镇{named}不算在整改率里"
    return words + "。"


def _toilet_stages(row: CitedRow) -> str:
    """Each stage that is stated, and what of the others the problem toilets are."""
    steps = [f"{label}{row.count(name)}座" for name, label in TOILET_STAGES.items() if row.values[name] is not None]
    bases = (("problem_of_funded_pct", "有财政支持的"), ("problem_of_surveyed_pct", "摸排的"))
    rates = [f"占{base}{row.percent(name)}" for name, base in bases if row.values[name] is not None]
    return "，".join(steps) + (f"。问题厕所{'，'.join(rates)}" if rates else "")


def funds(book: Citations, counted: pl.DataFrame) -> str:
    """How many own funds are counted; `counted` are exactly those."""
    count = book.row_count(FUND_REGISTER, counted, "计入合计的资金笔数", ("is_counted", "true"))
    return f"来源写明的本乡镇资金（总额，一笔一行）共{count}笔。别处的例子和政策标准、每户每年等标准、推算的金额不在内。"


def fund_sums(book: Citations, counted: pl.DataFrame, sums: list[CitedRow]) -> str:
    """The own funds of several townships: how many, and the rows of fund_summary, each use apart; `counted` as in funds."""
    count = book.row_count(FUND_REGISTER, counted, "计入合计的资金笔数", ("is_counted", "true"))
    said = [
        f"{row.values['summed_as']}{row.yuan('total_yuan')}（{row.count('township_count')}个乡镇）"
        for row in sums
        if not row.values["is_derived"]
    ]
    return (
        f"来源写明的各乡镇自有资金（总额，一笔一行）共{count}笔，按用途分开合计：{'，'.join(said) or '没有'}；用途不同的不相加。"
        "别处的例子和政策标准、每户每年等标准、推算的金额不在内。"
    )


def changes(kinds: list[CitedRow], span: str, *, is_explained: bool = True) -> str:
    """The rows of change_summary, those that occur; `span` says between what: 从2024-04-20到2024-05-20."""
    said = [f"{row.values['change_label']}{row.count('issue_count')}个" for row in kinds if row.values["issue_count"]]
    words = f"{span}，" + ("、".join(said) if said else "没有变化") + "。"
    return words + ("一个问题可以有几种变化，各计一次。" if said and is_explained else "")


def sides(both: list[str], left: list[str], right: list[str]) -> str:
    """Which themes two sides share, and which one has alone, by name."""
    parts = (("两边都涉及的主题", both), ("只有左边涉及的", left), ("只有右边涉及的", right))
    return "；".join(f"{what}：{'、'.join(themes) or '没有'}" for what, themes in parts) + "。"


def indicator(subject: CitedRow) -> str:
    """A row of indicator_subject."""
    count, values = subject.count, subject.values
    words = f"指标表里{count('township_count')}个乡镇、{count('period_count')}期、{count('value_count')}个数。"
    if values["latest_on"]:
        words += f"最近一期{subject.day('latest_on')}。"
    if values["period_count"] == 0:
        words += "表里没有写日期。"
    if values["doubtful_count"]:
        words += f"{count('doubtful_count')}个数同一期写了不同的值，标为“数据存疑”，不算增减；图上为空心点。"
    return words


def document(row: CitedRow) -> str:
    """A row of document_figures."""
    count, values = row.count, row.values
    if not values["issue_count"]:
        words = "这份文档没有读出问题（任务）。"
    else:
        words = (
            f"这份文档列问题（任务）{count('issue_count')}个，写整改措施{count('measure_count')}条，"
            f"平均每个问题{row.number('measures_per_issue')}条；写单位{count('unit_count')}处、时限{count('deadline_count')}处、"
            f"金额{count('amount_count')}处。写明最后一天的问题占{row.percent('dated_pct')}。"
        )
    if values["unclaimed_count"]:
        words += f"没有规则读懂的原文{count('unclaimed_count')}段，占全文{row.percent('unclaimed_pct')}。"
    if values["doubt_count"]:
        words += f"核验{count('audit_count')}次，存疑{count('doubt_count')}处，请核对原文。"
    return words


def register(total: CitedRow, shown: str, narrowed: str) -> str:
    """What 问题台账 lists of all that is chosen; `narrowed` says in words what is looked for there, "" for nothing."""
    if narrowed:
        return (
            f"所选范围的{total.count('issue_count')}个问题（任务）中，{narrowed}的{shown}个，列在下表。"
            "上面其余的数是所选范围的全部问题，不随“搜索”和“只看”变化。"
        )
    return listed(total) + f"其中已逾期{total.count('overdue_count')}个，有进展报告的{total.count('reported_count')}个。"


def build(row: CitedRow) -> str:
    """What a build read: files, and what was not understood."""
    count = row.count
    return (
        f"该批次读入文档{count('document_count')}份、表格{count('table_count')}个，"
        f"未读入的文件{count('failed_count')}个，没有读懂的内容{count('reject_count')}处。"
    )


def audits(row: CitedRow) -> str:
    """A row of doubt_summary."""
    count = row.count
    if not row.values["doubt_count"]:
        return f"所选范围内核验{count('audit_count')}次，没有存疑。"
    return (
        f"所选范围内核验{count('audit_count')}次，存疑{count('doubt_count')}处，"
        f"在{count('source_count')}个来源里，涉及{count('issue_count')}个问题。"
    )
