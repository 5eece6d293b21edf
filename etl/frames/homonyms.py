"""Townships of one name in several counties: pages and ledgers know a township by its name alone: they are taken as one.

That is told, with what to do about it; nothing is guessed. What a table says within itself (县 | 乡镇) is told by
etl/sheet/namesakes.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from etl.corrected_files import reported_by, townships_of
from etl.frames.documents import ID_LENGTH, Row
from etl.frames.plan_facts import PlanFacts, county_of_folder
from etl.sheet.parsed import ParsedTable

RULE = "township_homonym"


@dataclass(frozen=True, slots=True)
class Named:
    """A township that a file names, and its county as file or folder say it; `plan_id` of a document, None of a table."""

    source_id: str
    file: str
    township: str | None
    county: str | None
    plan_id: str | None = None


def named_by_plans(plans: Iterable[PlanFacts]) -> list[Named]:
    """The townships that plans are of."""
    return [Named(plan.source_id, plan.file, plan.township, plan.county, plan.plan_id) for plan in plans]


def named_by_tables(tables: Iterable[ParsedTable]) -> list[Named]:
    """The townships of the rows of tables that were just parsed."""
    return [
        Named(table.source.sha256, table.source.file, township, table.county or county_of_folder(table.source.file))
        for table in tables
        for township in townships_of(reported_by([table]))
    ]


def named_by_files(files: pl.DataFrame) -> list[Named]:
    """The townships of the rows of table files: rows of PARSED_FILE."""
    rows = files.filter(pl.col("townships").list.len() > 0).select("source_id", "file", "county", "townships").iter_rows()
    return [
        Named(source_id, file, township, county or county_of_folder(file))
        for source_id, file, county, townships in rows
        for township in townships
    ]


def homonyms(named: Sequence[Named]) -> list[tuple[Named, Named]]:
    """(a township, the first of another county with the same name); one pair a township and further county."""
    first_of: defaultdict[str, dict[str, Named]] = defaultdict(dict)
    found = []
    for each in named:
        if not each.township or not each.county:
            continue
        counties = first_of[each.township]
        if counties and each.county not in counties:
            found.append((each, next(iter(counties.values()))))
        counties.setdefault(each.county, each)
    return found


def homonym_message(named: Named, first: Named) -> str:
    """What a clerk is told of two townships of one name."""
    return (
        f"{named.township} 有同名的: {first.file} 写 {first.county}, {named.file} 写 {named.county}; "
        f"各页、筛选和台账对应只看乡镇名称, 会合在一起: "
        f"请在更正表里把其中一个写成 {named.county}{named.township} (方案的乡镇, 和表格的乡镇一列)"
    )


def homonym_audits(named: Sequence[Named]) -> list[Row]:
    """A failed audit of each file that brings another county's township of the same name; a file may bring several."""
    count: defaultdict[str, int] = defaultdict(int)
    audits: list[Row] = []
    for each, first in homonyms(named):
        count[each.source_id] += 1
        audits.append(
            {
                "audit_id": f"{each.plan_id or each.source_id[:ID_LENGTH]}-h{count[each.source_id]:03d}",
                "source_id": each.source_id,
                "plan_id": each.plan_id,
                "rule": RULE,
                "is_ok": False,
                "stated": f"{each.file}: {each.county}{each.township}",
                "computed": f"{first.file}: {first.county}{first.township}",
                "message": homonym_message(each, first),
            }
        )
    return audits
