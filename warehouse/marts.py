"""The views that pages read: each declared once (in marts_issues, marts_figures, marts_sources), its SQL in sql/marts/<name>.sql.

Every mart follows the reader's choice through DuckDB session variables, set on the cursor of one query (warehouse/queries.py):
`townships`, `categories`, `themes`, `departments`, `statuses` (VARCHAR[]; unset = all) and `as_of` (DATE; unset = today).
One staging view, sql/staging/stg_issue_chosen.sql, applies them to issues. Places not stated read 未注明乡镇, categories
未注明类别.
"""

from warehouse.marts_figures import (
    AMOUNT_BY_ROLE,
    AMOUNT_REGISTER,
    FUND_REGISTER,
    INDICATOR_REGISTER,
    TOILET_FUNNEL,
)
from warehouse.marts_issues import (
    ATTENTION,
    COMPLETION_BY_CATEGORY,
    COMPLETION_BY_DEPARTMENT,
    COMPLETION_BY_THEME,
    COMPLETION_BY_TOWNSHIP,
    DUE_BUCKETS,
    FILTER_OPTIONS,
    ISSUE_REGISTER,
    OVERVIEW,
    TOWNSHIP_THEME,
)
from warehouse.marts_sources import (
    AUDIT_BY_DOCUMENT,
    AUDIT_PLACE,
    AUDIT_REGISTER,
    BUILD_SUMMARY,
    CORRECTION_REGISTER,
    EVIDENCE,
    REJECT_REGISTER,
    SOURCE_SUMMARY,
    UNCLAIMED_REGISTER,
)
from warehouse.schema import Table

MARTS: tuple[Table, ...] = (
    OVERVIEW,
    COMPLETION_BY_TOWNSHIP,
    COMPLETION_BY_CATEGORY,
    COMPLETION_BY_THEME,
    COMPLETION_BY_DEPARTMENT,
    TOWNSHIP_THEME,
    ISSUE_REGISTER,
    ATTENTION,
    TOILET_FUNNEL,
    FUND_REGISTER,
    AMOUNT_BY_ROLE,
    AMOUNT_REGISTER,
    DUE_BUCKETS,
    AUDIT_BY_DOCUMENT,
    AUDIT_REGISTER,
    SOURCE_SUMMARY,
    REJECT_REGISTER,
    BUILD_SUMMARY,
    INDICATOR_REGISTER,
    EVIDENCE,
    AUDIT_PLACE,
    UNCLAIMED_REGISTER,
    CORRECTION_REGISTER,
    FILTER_OPTIONS,
)
BY_NAME: dict[str, Table] = {mart.name: mart for mart in MARTS}

__all__ = [
    "AMOUNT_BY_ROLE",
    "AMOUNT_REGISTER",
    "ATTENTION",
    "AUDIT_BY_DOCUMENT",
    "AUDIT_PLACE",
    "AUDIT_REGISTER",
    "BUILD_SUMMARY",
    "BY_NAME",
    "COMPLETION_BY_CATEGORY",
    "COMPLETION_BY_DEPARTMENT",
    "COMPLETION_BY_THEME",
    "COMPLETION_BY_TOWNSHIP",
    "CORRECTION_REGISTER",
    "DUE_BUCKETS",
    "EVIDENCE",
    "FILTER_OPTIONS",
    "FUND_REGISTER",
    "INDICATOR_REGISTER",
    "ISSUE_REGISTER",
    "MARTS",
    "OVERVIEW",
    "REJECT_REGISTER",
    "SOURCE_SUMMARY",
    "TOILET_FUNNEL",
    "TOWNSHIP_THEME",
    "UNCLAIMED_REGISTER",
]
