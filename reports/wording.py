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
