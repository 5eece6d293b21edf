"""What the two hand-made documents hold: their texts, and the rows an ETL would make of them, every span real."""

from datetime import date
from decimal import Decimal
from typing import Any

JIAZI = "a" * 64
UNPLACED = "b" * 64
JIAZI_PLAN = "a" * 12
UNPLACED_PLAN = "b" * 12

JIAZI_TEXT = """甲子乡整改方案👨‍👩‍👧𠮷e\u0301
甲委发〔2024〕1号 2024年5月20日
(一)责任落实方面
1.部署偏晚。有的会议走过场。
整改措施:一是每周调度。二是压实责任。
责任部门:乡乡村振兴站、乡党建办
整改时限:立行立改,长期坚持
(二)工作落实方面
2.分红拖延。我乡委托资金60.5万元,涉及30户90人,每年分红48400元,2022年、2023年没有分红。某县投入26.5万元闲置。每户补助不超过2万元。前述60.5万元仍在催收。
牵头单位:乡农业综合服务中心
整改时限:2024年12月31日前
3.问题厕所整改有待深入。发现问题厕所28个,已全部整改到位,其余问题正在整改中。占比24.79%。
配合单位:乡乡村振兴站
监督单位:乡纪委
整改时限:2024年10月底
全乡另有结余1.2万元。
"""
UNPLACED_TEXT = """关于低保工作的行动计划
1.动态管理低保对象。正在推进。2024年6月30日前完成。
"""


def at(text: str, words: str, after: str = "") -> dict[str, int]:
    """The span of the words in the text, the first place after the words `after`."""
    start = text.index(words, text.index(after))
    return {"span_start": start, "span_end": start + len(words)}


def _named(span: dict[str, int], name: str) -> dict[str, int]:
    return {f"{name}_start": span["span_start"], f"{name}_end": span["span_end"]}


def _issue(number: int, title: str, finding: str, deadline: str, **values: Any) -> dict[str, Any]:
    return {
        "issue_id": f"{JIAZI_PLAN}-{number:03}",
        "plan_id": JIAZI_PLAN,
        "source_id": JIAZI,
        "ordinal": number,
        "issue_no": str(number),
        "kind": "problem",
        "title": title,
        **at(JIAZI_TEXT, title),
        **_named(at(JIAZI_TEXT, finding), "finding"),
        **_named(at(JIAZI_TEXT, deadline), "deadline"),
        **values,
    }


def _amount(number: int, words: str, yuan: str, role: str, after: str = "2.分红", **values: Any) -> dict[str, Any]:
    return {
        "amount_id": f"{JIAZI_PLAN}-a{number}",
        "plan_id": JIAZI_PLAN,
        "issue_id": f"{JIAZI_PLAN}-002",
        "source_id": JIAZI,
        "amount_yuan": Decimal(yuan),
        "is_approx": False,
        "role": role,
        "scope": "own",
        "per": "total",
        "wording": words,
        "is_repeat": False,
        "is_part": False,
        **at(JIAZI_TEXT, words, after),
        **values,
    }


def _unit(issue: str, role: str, unit: str, department: str | None, after: str) -> dict[str, Any]:
    return {
        "issue_id": f"{JIAZI_PLAN}-{issue}",
        "source_id": JIAZI,
        "role": role,
        "unit": unit,
        "department": department,
        **at(JIAZI_TEXT, unit, after),
    }


def _audit(audit_id: str, **values: Any) -> dict[str, Any]:
    return {"audit_id": audit_id, "source_id": JIAZI, "plan_id": JIAZI_PLAN, **values}


DOCUMENT_ROWS: dict[str, list[dict[str, Any]]] = {
    "source_text": [{"source_id": JIAZI, "text": JIAZI_TEXT}, {"source_id": UNPLACED, "text": UNPLACED_TEXT}],
    "plan": [
        {
            "plan_id": JIAZI_PLAN,
            "source_id": JIAZI,
            "name": "甲子乡整改方案",
            "title": "甲子乡整改方案",
            "township": "甲子乡",
            "issued_on": date(2024, 5, 20),
            "kind": "rectification_plan",
            "char_count": 400,
            "unclaimed_char_count": 10,
        },
        {
            "plan_id": UNPLACED_PLAN,
            "source_id": UNPLACED,
            "name": "关于低保工作的行动计划",
            "kind": "action_plan",
            "char_count": 40,
            "unclaimed_char_count": 0,
        },
    ],
    "issue": [
        _issue(
            1,
            "部署偏晚",
            "部署偏晚。有的会议走过场。",
            "立行立改,长期坚持",
            path="(一)责任落实方面",
            category="责任落实",
            theme="责任作风",
            deadline_code="immediate_and_ongoing",
        ),
        _issue(
            2,
            "分红拖延",
            "分红拖延。我乡委托资金60.5万元,涉及30户90人,每年分红48400元,2022年、2023年没有分红。",
            "2024年12月31日前",
            path="(二)工作落实方面",
            category="工作落实",
            theme="产业",
            deadline_code="by_date",
            due_on=date(2024, 12, 31),
        ),
        _issue(
            3,
            "问题厕所整改有待深入",
            "问题厕所整改有待深入。",
            "2024年10月底",
            path="(二)工作落实方面",
            category="工作落实",
            theme="厕所改革",
            deadline_code="by_date",
            due_on=date(2024, 10, 31),
        ),
        {
            "issue_id": f"{UNPLACED_PLAN}-001",
            "plan_id": UNPLACED_PLAN,
            "source_id": UNPLACED,
            "ordinal": 1,
            "issue_no": "1",
            "theme": "社会保障",
            "kind": "task",
            "title": "动态管理低保对象",
            **at(UNPLACED_TEXT, "动态管理低保对象"),
            **_named(at(UNPLACED_TEXT, "动态管理低保对象。"), "finding"),
            **_named(at(UNPLACED_TEXT, "2024年6月30日前"), "deadline"),
            "deadline_code": "by_date",
            "due_on": date(2024, 6, 30),
        },
    ],
    "measure": [
        {
            "issue_id": f"{JIAZI_PLAN}-001",
            "source_id": JIAZI,
            "ordinal": ordinal,
            "text": words,
            **at(JIAZI_TEXT, words),
        }
        for ordinal, words in ((1, "一是每周调度。"), (2, "二是压实责任。"))
    ],
    "assignment": [
        _unit("001", "responsible", "乡乡村振兴站", "乡村振兴", "责任部门"),
        _unit("001", "responsible", "乡党建办", None, "责任部门"),
        _unit("002", "lead", "乡农业综合服务中心", "农业农村", "牵头单位"),
        _unit("003", "supporting", "乡乡村振兴站", "乡村振兴", "配合单位"),
        _unit("003", "supervising", "乡纪委", "纪检监察", "监督单位"),
    ],
    "status": [
        {
            "issue_id": f"{JIAZI_PLAN}-003",
            "source_id": JIAZI,
            "status": "in_progress",
            "status_on": date(2024, 5, 20),
            "origin": "document",
            "wording": "正在整改中",
            **at(JIAZI_TEXT, "正在整改中"),
        },
        {
            "issue_id": f"{UNPLACED_PLAN}-001",
            "source_id": UNPLACED,
            "status": "in_progress",
            "origin": "document",
            "wording": "正在推进",
            **at(UNPLACED_TEXT, "正在推进"),
        },
    ],
    "amount": [
        _amount(1, "60.5万元", "605000", "principal"),
        _amount(2, "48400元", "48400", "dividend", per="year"),
        _amount(3, "26.5万元", "265000", "invested", scope="case"),
        _amount(4, "2万元", "20000", "cap", scope="policy", per="household", after="每户补助"),
        _amount(5, "60.5万元", "605000", "principal", after="前述", is_repeat=True),
        _amount(6, "1.2万元", "12000", "other", after="全乡另有", issue_id=None, is_approx=True),
    ],
    "indicator": [
        {
            "indicator_id": f"{JIAZI_PLAN}-n1",
            "source_id": JIAZI,
            "origin": "document",
            "plan_id": JIAZI_PLAN,
            "issue_id": f"{JIAZI_PLAN}-003",
            "township": "甲子乡",
            "kind": "count",
            "subject": "问题厕所",
            "value": 28.0,
            "unit": "个",
            "scope": "own",
            "is_approx": False,
            "wording": "28个",
            **at(JIAZI_TEXT, "28个"),
        },
        {
            "indicator_id": f"{JIAZI_PLAN}-n2",
            "source_id": JIAZI,
            "origin": "document",
            "plan_id": JIAZI_PLAN,
            "issue_id": f"{JIAZI_PLAN}-003",
            "township": "甲子乡",
            "kind": "ratio",
            "subject": "占比",
            "value": 24.79,
            "unit": "%",
            "scope": "case",
            "is_approx": False,
            "wording": "24.79%",
            **at(JIAZI_TEXT, "24.79%"),
        },
    ],
    "period": [
        {
            "plan_id": JIAZI_PLAN,
            "source_id": JIAZI,
            "period_from": date(2024, 5, 20),
            "period_to": date(2024, 5, 20),
            "granularity": "day",
            "wording": "2024年5月20日",
            **at(JIAZI_TEXT, "2024年5月20日"),
        },
        {
            "plan_id": JIAZI_PLAN,
            "issue_id": f"{JIAZI_PLAN}-003",
            "source_id": JIAZI,
            "period_from": date(2024, 10, 1),
            "period_to": date(2024, 10, 31),
            "granularity": "month",
            "wording": "2024年10月",
            **at(JIAZI_TEXT, "2024年10月"),
        },
    ],
    "audit": [
        _audit(
            f"{JIAZI_PLAN}-u1",
            issue_id=f"{JIAZI_PLAN}-003",
            rule="toilet_status_contradiction",
            is_ok=False,
            stated="已全部整改到位; 其余问题正在整改中",
            computed="全部整改到位则无其余",
            message="既说全部整改到位, 又说其余正在整改",
        ),
        _audit(
            f"{JIAZI_PLAN}-u2",
            rule="declared_issue_count",
            is_ok=True,
            stated="3个",
            computed="3个",
            message="自述问题数与所列相符",
        ),
    ],
    "audit_span": [
        {
            "audit_id": f"{JIAZI_PLAN}-u1",
            "source_id": JIAZI,
            "ordinal": ordinal,
            "wording": words,
            **at(JIAZI_TEXT, words),
        }
        for ordinal, words in ((1, "已全部整改到位"), (2, "其余问题正在整改中"))
    ],
    "unclaimed": [
        {
            "plan_id": JIAZI_PLAN,
            "source_id": JIAZI,
            "wording": "全乡另有结余",
            **at(JIAZI_TEXT, "全乡另有结余"),
        }
    ],
}
