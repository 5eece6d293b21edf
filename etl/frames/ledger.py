"""Rows of ledgers over time: which issue each speaks of, by what, and how surely.

A row is of the issue of a plan (etl/frames/matching.py), unless a line of the corrections says of which; else it is of an issue
an earlier table told or founds one (etl/frames/own_issues.py): no work is lost because its plan was not dropped in. A row that
fits two issues alike, or that says no more than a number nobody knows, is a reject.

Month after month a ledger says the same of the same issues, so each way of naming one is looked for once and the rows are
joined to what was found.
"""

from dataclasses import dataclass

import polars as pl

from etl.frames.assigned_rows import assign
from etl.frames.documents import Row
from etl.frames.ledger_rows import MATCH, NAMED, PLACE
from etl.frames.matching import NoMatch, match_issue
from etl.frames.own_issues import OwnIssues
from etl.frames.plan_facts import Plans
from etl.frames.sheets import reject_place
from etl.sheet.parsed import TableReject
from warehouse.tables import STATUS
from warehouse.tables_quality import REJECT
from warehouse.tables_sheets import PROGRESS

Schema = dict[str, type[pl.DataType]]
FOUND: Schema = {"plan_id": pl.String, "issue_id": pl.String, "by": pl.String, "likeness": pl.Float64}
MISSED: Schema = {"expected": pl.String, "is_ambiguous": pl.Boolean}
# What a ledger wrote of an issue, the plans it could be one of, and the issue that was found.
MATCHES: Schema = {**dict.fromkeys(("plans_key", *NAMED), pl.String), **FOUND}
MATCHED: Schema = {
    "source_id": pl.String,
    "sheet": pl.String,
    "row_number": pl.Int64,
    "plan_id": pl.String,
    "issue_id": pl.String,
    "matched_by": pl.String,
    "match_strength": pl.Int64,
    "match_note": pl.String,
}


@dataclass(frozen=True, slots=True)
class LedgerMatches:
    """The issue of every row of every ledger.

    `rows`: place, names, plan_id and MATCH (issue_id null: a reject, match_note says what was expected); `own` the places of the
    rows that found an issue of their own, with its issue_id and ordinal; `known` what was found, for the next build.
    """

    rows: pl.DataFrame
    own: pl.DataFrame
    known: pl.DataFrame


def matched(ledger: pl.DataFrame, corrections: pl.DataFrame, plans: Plans, known: pl.DataFrame) -> LedgerMatches:
    """Match the rows of ledgers: PLACE, NAMED, reported_on and the file's name, in any order.

    `corrections` are the waiting corrections of ledgers, `known` is what earlier builds found (rows of MATCHES): it holds as long
    as the plans of the township are the same. Raises WrongMatch for a correction that does not apply.
    """
    names = _named_issues(ledger, plans, known)
    rows = ledger.join(names.drop("plans_key"), on=NAMED, how="left", nulls_equal=True, maintain_order="left")
    strength = pl.col("likeness").round().cast(pl.Int64).alias("match_strength")
    rows = rows.with_columns(strength, pl.col("by").alias("matched_by"), pl.col("expected").alias("match_note"))
    assigned = assign(rows, corrections, plans)
    rows = _replaced(rows, pl.DataFrame(assigned, schema=MATCHED).with_columns(pl.lit(False).alias("is_ambiguous")))
    kept, own = _kept_as_own(rows)
    rows = _replaced(rows, kept)
    found = names.filter(pl.col("issue_id").is_not_null()).select(list(MATCHES))
    return LedgerMatches(rows.select(*PLACE, *NAMED, "plan_id", *MATCH), own, found)


def _named_issues(ledger: pl.DataFrame, plans: Plans, known: pl.DataFrame) -> pl.DataFrame:
    """Every way an issue is named, once, with what it finds among the plans: rows of MATCHES with the columns MISSED."""
    named = ledger.select(NAMED).unique().sort(NAMED)
    keys = {township: plans.key_of(township) for township in named["township"].unique()}
    key = pl.col("township").replace_strict(list(keys), list(keys.values()), return_dtype=pl.String).alias("plans_key")
    named = named.with_columns(key).join(known, on=["plans_key", *NAMED], how="left", nulls_equal=True, maintain_order="left")
    before = named.filter(pl.col("issue_id").is_not_null())
    asked = named.filter(pl.col("issue_id").is_null()).select("plans_key", *NAMED)
    found = [_found(row, plans) for row in asked.select(NAMED).iter_rows()]
    return pl.concat([before, asked.hstack(pl.DataFrame(found, schema={**FOUND, **MISSED}, orient="row"))], how="diagonal")


def _found(row: tuple[str | None, ...], plans: Plans) -> tuple[str | float | None, ...]:
    township, plan, number, title = row
    match = match_issue(township or "", plan, number, title, plans)
    if isinstance(match, NoMatch):
        return None, None, None, 0.0, match.expected, match.is_ambiguous
    return match.plan_id, match.issue_id, match.by, match.likeness, None, False


def _replaced(rows: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """The rows with the columns of some of them replaced, found by their place."""
    names = [name for name in changed.columns if name not in PLACE]
    known = rows.join(
        changed.with_columns(pl.lit(True).alias("is_changed")),
        on=PLACE,
        how="left",
        suffix="_changed",
        nulls_equal=True,
        maintain_order="left",
    )
    chosen = (pl.when("is_changed").then(pl.col(f"{name}_changed")).otherwise(pl.col(name)).alias(name) for name in names)
    return known.with_columns(chosen).select(rows.columns)


def _kept_as_own(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that are of no plan's issue as rows of MATCHED, and the places of those that found an issue.

    They are taken in the order of their reporting dates, so that the first one that tells an issue founds it.
    """
    is_own = pl.col("issue_id").is_null() & ~pl.col("is_ambiguous").fill_null(False)
    is_named = (pl.col("title").fill_null("") != "") & (pl.col("township").fill_null("") != "")
    order = ("reported_on", "file", "source_id", "sheet", "row_number")
    waiting = rows.filter(is_own & is_named).sort(order, nulls_last=False)
    issues = OwnIssues()
    kept = [issues.keep(row) for row in waiting.select(*PLACE, *NAMED).iter_rows(named=True)]
    own = pl.DataFrame(
        issues.founded, schema={**{name: MATCHED[name] for name in (*PLACE, "issue_id")}, "ordinal": pl.Int64}, orient="row"
    )
    return pl.DataFrame(kept, schema={name: MATCHED[name] for name in (*PLACE, "issue_id", "matched_by", "match_strength")}), own


def progress_rows(ledger: pl.LazyFrame, matches: LedgerMatches) -> pl.LazyFrame:
    """Rows of the table progress: the rows of LEDGER that are of an issue, with it."""
    found = matches.rows.lazy().filter(pl.col("issue_id").is_not_null()).select(*PLACE, *MATCH)
    return ledger.join(found, on=PLACE, nulls_equal=True, how="inner", maintain_order="left").select(PROGRESS.column_names)


def status_rows(ledger: pl.LazyFrame, matches: LedgerMatches) -> pl.LazyFrame:
    """Rows of the table status: of the rows of an issue that report a state."""
    found = matches.rows.lazy().filter(pl.col("issue_id").is_not_null()).select(*PLACE, "issue_id")
    reported = ledger.filter(pl.col("status").is_not_null()).join(
        found, on=PLACE, nulls_equal=True, how="inner", maintain_order="left"
    )
    said = [pl.lit("table").alias("origin"), pl.col("reported_on").alias("status_on")]
    empty = [pl.lit(None, pl.Int64).alias(name) for name in ("span_start", "span_end")]
    return reported.with_columns(*said, *empty).select(STATUS.column_names)


def reject_rows(matches: LedgerMatches, files: dict[str, str]) -> pl.DataFrame:
    """Rows of the table reject, of the rows that found no issue; `files` is source_id -> file."""
    rejects: list[Row] = []
    for row in matches.rows.filter(pl.col("issue_id").is_null()).iter_rows(named=True):
        read = " ".join(row[name] for name in NAMED if row[name])
        rejects.append(
            {
                "source_id": row["source_id"],
                "file": files[row["source_id"]],
                "place": reject_place(row["sheet"], TableReject(row["row_number"], None, read, row["match_note"], "row")),
                "read": read,
                "expected": row["match_note"],
                "severity": "row",
                "sheet": row["sheet"],
                "row_number": row["row_number"],
            }
        )
    return REJECT.frame(rejects)


def with_issues(waiting: pl.DataFrame, matches: LedgerMatches) -> pl.DataFrame:
    """Rows about a place of a ledger (audits, corrections), each with the plan and issue its row speaks of, if of one."""
    issues = matches.rows.select(*PLACE, "plan_id", "issue_id").unique(PLACE, keep="last")
    known = waiting.drop("plan_id", "issue_id").join(issues, on=PLACE, how="left", nulls_equal=True, maintain_order="left")
    return known.select(waiting.columns)


def kept_as_own(progress: pl.DataFrame) -> pl.DataFrame:
    """The rows that are of no plan's issue: kept as issues that only tables tell; of the table progress or of LedgerMatches."""
    return progress.filter(pl.col("issue_id").is_not_null(), pl.col("match_note").is_not_null())
