"""A parsed plan made by hand, every span real: two issues, one amount, one count, one ratio, one period, one audit."""

import hashlib
from datetime import date
from decimal import Decimal

from etl.parsed import (
    Amount,
    Audit,
    Count,
    Deadline,
    Issue,
    ParsedPlan,
    Period,
    PlanFields,
    Ratio,
    Source,
    Span,
    Status,
    Title,
    Unit,
)

TEXT = (
    "甲子乡整改方案\n"
    "1. 分红没有兑付。2023年投入88.8万元,惠及117户,占24.79%。\n"
    "整改措施:一是清算;二是公示。责任单位:财政所、某某站。\n"
    "整改时限:2024年6月底。正在整改。\n"
    "2. 厕所问题摸排不细致。\n"
    "无人认领的话。\n"
)


def span(words: str, after: int = 0) -> Span:
    """The place of these words in the text."""
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def place(words: str) -> tuple[int, int]:
    """As `span`, as a pair."""
    found = span(words)
    return found.start, found.end


def hand_made_plan(township: str | None = "甲子乡", file: str = "甲子.txt") -> ParsedPlan:
    """The plan; another file name is another file."""
    text = TEXT
    first = Span(text.index("1. "), text.index("2. "))
    source = Source(file, hashlib.sha256((text + file).encode()).hexdigest(), "txt", "utf-8", len(text.encode()), text)
    fields = PlanFields(
        title="甲子乡整改方案",
        doc_number="甲委发〔2024〕6号",
        township=township,
        issued_on=date(2024, 5, 20),
        kind="rectification_plan",
        declared={"issues": 2, "stages": 4},
    )
    issues = [
        Issue(
            no="1",
            path=["一、问题"],
            category="政策落实",
            theme="资产管理",
            kind="problem",
            title=Title(*place("分红没有兑付"), text="分红没有兑付"),
            finding=Span(span("分红没有兑付").start, span("占24.79%").end),
            blocks=[first],
            status=Status(*place("正在整改"), code="in_progress"),
            deadline=Deadline(*place("2024年6月底"), code="by_date", due_on=date(2024, 6, 30)),
            units=[
                Unit(*place("财政所"), role="responsible", name="财政所"),
                Unit(*place("某某站"), role="responsible", name="某某站"),
            ],
            measures=[span("一是清算"), span("二是公示")],
        ),
        Issue(
            no="2",
            path=["一、问题"],
            category=None,
            theme="厕所改革",
            kind="problem",
            title=Title(*place("厕所问题摸排不细致"), text="厕所问题摸排不细致"),
            finding=span("厕所问题摸排不细致"),
            blocks=[Span(text.index("2. "), text.index("无人"))],
        ),
    ]
    return ParsedPlan(
        source,
        fields,
        issues,
        amounts=[Amount(*place("88.8万元"), Decimal(888000), False, "principal", "own", "total", "1")],
        counts=[Count(*place("117户"), 117, "户", "受益户", "own", False, "1")],
        ratios=[Ratio(*place("24.79%"), 24.79, "占比", "case", False, "1")],
        periods=[Period(*place("2023年"), date(2023, 1, 1), date(2023, 12, 31), "year", "1")],
        audits=[Audit("declared_issues", False, "3", "2", (span("甲子乡整改方案"), span("2. 厕")), "自述 3 个, 读到 2 个", "2")],
        unclaimed=[span("无人认领的话。")],
    )
