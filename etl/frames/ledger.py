"""Rows of ledgers to status rows of the plans' issues; a row that speaks of no known issue is a reject that names what is wrong.

Month after month a ledger says the same of the same issues, so each way of naming one is looked for once and the rows are
joined to what was found.
"""

import polars as pl

from etl.frames.documents import Row
from etl.frames.matching import NoMatch, match_issue
from etl.frames.plan_facts import Plans
from etl.frames.sheets import reject_place
from etl.sheet.parsed import TableReject
from warehouse.tables import STATUS
from warehouse.tables_quality import REJECT

NAMED = ("township", "plan", "issue_no", "issue_title")
FOUND = {"plan_id": pl.String, "issue_id": pl.String, "expected": pl.String}
# What a ledger wrote of an issue, the plans it could be one of, and the issue that was found.
MATCHES = dict.fromkeys(("plans_key", *NAMED, "plan_id", "issue_id"), pl.String())


def matched(ledger: pl.DataFrame, plans: Plans, known: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The ledger rows with the plan_id and issue_id each speaks of, or in `expected` why of none; and all that was found.

    `known` is what earlier builds found (rows of MATCHES): it holds as long as the plans of the township are the same.
    """
    named = ledger.select(NAMED).unique().sort(NAMED)
    keys = {township: plans.key_of(township) for township in named["township"].unique()}
    key = pl.col("township").replace_strict(list(keys), list(keys.values()), return_dtype=pl.String).alias("plans_key")
    named = named.with_columns(key).join(known, on=["plans_key", *NAMED], how="left", nulls_equal=True, maintain_order="left")
    before = named.filter(pl.col("issue_id").is_not_null())
    asked = named.filter(pl.col("issue_id").is_null()).select("plans_key", *NAMED)
    found = [_found(row, plans) for row in asked.select(NAMED).iter_rows()]
    names = pl.concat([before, asked.hstack(pl.DataFrame(found, schema=FOUND, orient="row"))], how="diagonal")
    rows = ledger.join(names.drop("plans_key"), on=NAMED, how="left", nulls_equal=True, maintain_order="left")
    return rows, names.filter(pl.col("issue_id").is_not_null()).select(list(MATCHES))


def _found(row: tuple[str | None, ...], plans: Plans) -> tuple[str | None, str | None, str | None]:
    township, plan, number, title = row
    match = match_issue(township or "", plan, number, title, plans)
    if isinstance(match, NoMatch):
        return None, None, match.expected
    return match.plan_id, match.issue_id, None


def status_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of the table status, of the matched rows that report a state."""
    reported = rows.filter(pl.col("issue_id").is_not_null(), pl.col("status").is_not_null())
    origin = pl.lit("table").alias("origin")
    empty = [pl.lit(None, pl.Int64).alias(name) for name in ("span_start", "span_end")]
    return reported.with_columns(origin, *empty).select(STATUS.column_names)


def reject_rows(rows: pl.DataFrame, files: dict[str, str]) -> pl.DataFrame:
    """Rows of the table reject, of the rows that found no issue; `files` is source_id -> file."""
    rejects: list[Row] = []
    for row in rows.filter(pl.col("expected").is_not_null()).iter_rows(named=True):
        read = " ".join(row[name] for name in NAMED if row[name])
        rejects.append(
            {
                "source_id": row["source_id"],
                "file": files[row["source_id"]],
                "place": reject_place(row["sheet"], TableReject(row["row_number"], None, read, row["expected"], "row")),
                "read": read,
                "expected": row["expected"],
                "severity": "row",
                "sheet": row["sheet"],
                "row_number": row["row_number"],
            }
        )
    return REJECT.frame(rejects)


def with_issues(waiting: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows about a place of a ledger (audits, corrections), each with the plan and issue its row speaks of, if of one."""
    place = ["source_id", "sheet", "row_number"]
    issues = rows.select(*place, "plan_id", "issue_id").unique(place, keep="last")
    known = waiting.drop("plan_id", "issue_id").join(issues, on=place, how="left", nulls_equal=True, maintain_order="left")
    return known.select(waiting.columns)
