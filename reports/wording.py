"""Figures as leaders write them, and the paragraph that says a mart's numbers in plain words. Nothing is computed here."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

NONE = "—"


def count(value: int | None) -> str:
    """2897 -> 2,897; nothing -> a dash."""
    return NONE if value is None else f"{value:,}"


def percent(value: float | None) -> str:
    """3.69 -> 3.69%; nothing (no base) -> a dash."""
    return NONE if value is None else f"{value:g}%"


def yuan(value: Decimal | None) -> str:
    """888000 -> 88.8 万元, 71040 -> 71,040 元: 万元 is display only, where two decimals of it say the amount exactly."""
    if value is None:
        return NONE
    in_ten_thousands = value.scaleb(-4)
    if value >= 10_000 and in_ten_thousands == in_ten_thousands.quantize(Decimal("0.01")):
        return f"{in_ten_thousands.normalize():,f} 万元"
    return f"{value.normalize():,f} 元"


def build(build_id: str) -> str:
    """20240601-080000-3f2a (UTC) -> 2024-06-01 16:00 (20240601-080000-3f2a): a build by its time in Beijing."""
    try:
        started = datetime.strptime(build_id[:15], "%Y%m%d-%H%M%S") + timedelta(hours=8)
    except ValueError:
        return build_id
    return f"{started:%Y-%m-%d %H:%M} ({build_id})"


def share(numerator: int | None, denominator: int | None, rate: float | None, rule: str) -> str:
    """A rate with what it is made of: "15 ÷ 16, 有进展报告 ÷ 问题总数"."""
    if rate is None:
        return f"{count(numerator)} ÷ {count(denominator)}, 没有基数, 不计算 ({rule})"
    return f"{count(numerator)} ÷ {count(denominator)} ({rule})"


def overview_paragraph(row: Mapping[str, Any]) -> str:
    """The overview mart's one row in plain words: every number in it is a number of the mart."""
    sentences = [
        f"所选范围内写明的乡镇有 {count(row['township_count'])} 个, 方案 {count(row['plan_count'])} 份, "
        f"共 {count(row['issue_count'])} 个问题(任务)。"
    ]
    if row["reported_count"]:
        sentences.append(
            f"其中 {count(row['reported_count'])} 个有进展报告: 推进中 {count(row['in_progress_count'])} 个, "
            f"基本完成 {count(row['mostly_done_count'])} 个, 自报完成及以上 {count(row['done_count'])} 个, "
            f"已销号 {count(row['closed_count'])} 个; 自报完成率 {percent(row['completion_pct'])}。"
        )
    else:
        sentences.append("来源都没有写进展, 因此不计算完成率。")
    if row["unreported_count"]:
        sentences.append(f"另有 {count(row['unreported_count'])} 个问题来源没有写状态, 记为“未报告”, 既不算未完成, 也不算完成。")
    sentences.append(
        f"{count(row['undated_count'])} 个没有明确的最后期限, 不判断是否逾期; "
        f"有期限的当中已逾期 {count(row['overdue_count'])} 个。"
    )
    if row["doubtful_count"]:
        sentences.append(f"{count(row['doubtful_count'])} 个问题的说法或数字前后不一, 标为“数据存疑”, 请核对原文。")
    return "".join(sentences)


def fund_card(row: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a card for one row of fund_register: a derived amount says so and prints its formula."""
    notes = [row["role_label"], row["per_label"]]
    if row["household_count"] is not None:
        notes.append(f"{count(row['household_count'])} 户")
    if row["person_count"] is not None:
        notes.append(f"{count(row['person_count'])} 人")
    if row["is_derived"]:
        notes = ["推算", row["formula"] or "", "不计入合计"]
    return {
        "label": f"{row['township']} · {row['item']}",
        "value": yuan(row["amount_yuan"]),
        "note": " · ".join(note for note in notes if note),
        "is_warning": row["is_derived"],
    }


def department_paragraph(row: Mapping[str, Any]) -> str:
    """The department_summary mart's one row in plain words."""
    sentences = [
        f"{count(row['issue_count'])} 个问题(任务)中, 写明一个牵头部门的 {count(row['one_lead_count'])} 个, "
        f"只写责任单位、没有写谁牵头的 {count(row['no_lead_count'])} 个, 没有写责任的 {count(row['unassigned_count'])} 个。"
    ]
    if row["many_leads_count"]:
        sentences.append(f"{count(row['many_leads_count'])} 个写了两个以上牵头部门, 请核对由谁负总责。")
    if row["unknown_unit_count"]:
        sentences.append(f"{count(row['unknown_unit_count'])} 个单位名称词表没有, 照原文列出, 不归入任何部门。")
    return "".join(sentences)


def bucket_note(row: Mapping[str, Any]) -> str:
    """What stands under the figure of a due bucket."""
    if not row["issue_count"]:
        return "没有"
    said = f"{count(row['township_count'])} 个乡镇"
    return f"{said}; 未报告 {count(row['unreported_count'])}" if row["unreported_count"] else said


def deadline_paragraph(buckets: Mapping[str, Mapping[str, Any]], silent: Mapping[str, Any]) -> str:
    """The rows of due_summary by their code, and one of silence_summary, in plain words."""
    overdue, soon, undated = buckets["overdue"], buckets["within_10_days"], buckets["undated"]
    sentences = [
        f"已逾期 {count(overdue['issue_count'])} 个, 10天内到期 {count(soon['issue_count'])} 个; "
        f"{count(undated['issue_count'])} 个没有明确的最后期限, 不判断是否逾期。"
    ]
    if overdue["unreported_count"]:
        sentences.append(f"已逾期的当中 {count(overdue['unreported_count'])} 个来源没有写状态, 是否完成不知道。")
    sentences.append(
        f"没有报告完成的 {count(silent['open_count'])} 个问题中, {silent['step_days']} 天以上没有报告的 "
        f"{count(silent['silent_count'])} 个"
    )
    sentences.append(f", 另有 {count(silent['undated_count'])} 个没有日期, 算不出天数。" if silent["undated_count"] else "。")
    return "".join(sentences)


def sides_paragraph(both: list[str], left: list[str], right: list[str]) -> str:
    """Which themes two sides share, and which one has alone."""

    def named(themes: list[str]) -> str:
        return f"{len(themes)} 个 ({'、'.join(themes)})" if themes else "0 个"

    return f"两边都涉及的主题 {named(both)}; 只有左边涉及的 {named(left)}; 只有右边涉及的 {named(right)}。"


def indicator_sentence(row: Mapping[str, Any]) -> str:
    """A row of indicator_subject in plain words."""
    said = f"指标表里 {count(row['township_count'])} 个乡镇、{count(row['period_count'])} 期、{count(row['value_count'])} 个数。"
    if row["latest_on"]:
        said += f"最近一期 {row['latest_on']:%Y-%m-%d}。"
    if row["period_count"] == 0:
        said += "表里没有写日期。"
    if row["doubtful_count"]:
        said += f"{count(row['doubtful_count'])} 个数同一期写了不同的值, 标为“数据存疑”, 不算增减; 图上为空心点。"
    return said
