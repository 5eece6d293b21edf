"""Lines of the corrections that say which issue a row of a ledger is of: they go before what the row's words say."""

import re

import polars as pl

from etl.corrections.lines import WrongLine
from etl.frames.documents import Row
from etl.frames.ledger_rows import PLACE
from etl.frames.matching import likeness
from etl.frames.plan_facts import IssueFacts, Plans
from etl.sheet.cells import plain

OWN = "台账自有"  # what a correction calls an issue that only tables tell, and pages do (warehouse/labels.py)


class WrongMatch(Exception):
    """Lines of the corrections that assign a row of a ledger to an issue and do not apply as they stand."""

    def __init__(self, wrong: list[WrongLine]) -> None:
        self.wrong = wrong
        super().__init__("\n".join(message for _, message in wrong))


def assign(rows: pl.DataFrame, corrections: pl.DataFrame, plans: Plans) -> list[Row]:
    """The rows that lines of the corrections assign to an issue, or to be issues of their own, with their matches.

    `rows` are rows of ledgers with what their words found, `corrections` the corrections of ledgers. Raises WrongMatch.
    """
    asked = corrections.filter(pl.col("column_name") == "issue_id").select(*PLACE, "correction_line", "place", "seen", "put")
    found = rows.join(asked, on=PLACE, how="inner", nulls_equal=True).sort("correction_line")
    assigned: list[Row] = []
    wrong: list[WrongLine] = []
    for row in found.iter_rows(named=True):
        try:
            assigned.append(_assigned(row, plans))
        except _Wrong as error:
            wrong.append((row["correction_line"], f"更正表第{row['correction_line']}行 {error}"))
    if wrong:
        raise WrongMatch(wrong)
    return assigned


class _Wrong(Exception):
    pass


def _assigned(row: Row, plans: Plans) -> Row:
    township = str(row["township"] or "")
    issues = [
        (plan.plan_id, issue)
        for plan in [*plans.of_township(township), *plans.of_township(None)]
        for issue in plans.issues_of(plan)
    ]
    now = next((issue for _, issue in issues if issue.issue_id == row["issue_id"]), None)
    seen, put = str(row["seen"] or ""), str(row["put"] or "")
    if _bare(seen) not in (_words(now) if now else {_bare(OWN), ""}):
        said = f"{now.no} {now.title}" if now else OWN
        raise _Wrong(f"seen: 读到“{seen}”, 应为 {row['place']} 现在对上的问题的序号或标题 ({said})")
    place: Row = {name: row[name] for name in PLACE}
    if _bare(put) == _bare(OWN):
        note = f"按更正表第{row['correction_line']}行, 作为台账自有的问题"
        return {**place, "match_strength": 0, "match_note": note}
    meant = [each for each in issues if _bare(put) in _words(each[1])]
    if len(meant) != 1:
        known = "、".join(issue.no for _, issue in (meant or issues) if issue.no)[:60]
        expected = f"这个乡镇的方案里一个问题的序号或标题, 或“{OWN}” (有 {known or '没有方案'}; 几份方案有同样的序号时写标题)"
        raise _Wrong(f"put: 读到“{put}”, 应为 {expected}")
    plan_id, issue = meant[0]
    strength = round(likeness(issue.title, str(row["title"] or "")))
    return {**place, "plan_id": plan_id, "issue_id": issue.issue_id, "matched_by": "correction", "match_strength": strength}


def _words(issue: IssueFacts) -> set[str]:
    """What a line may call an issue: its id, number or title."""
    return {_bare(each) for each in (issue.issue_id, issue.no or "", issue.title)}


def _bare(text: str) -> str:
    return re.sub(r"[^\w]+", "", plain(text))
