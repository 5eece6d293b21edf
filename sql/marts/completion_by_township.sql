-- 各乡镇整改完成情况. Grain: one row a township with at least one chosen issue.
-- Reads: stg_completion (follows every filter). Counts of issues; rates 0-100.
create or replace view completion_by_township as
select value as township,
       issue_count, reported_count, unreported_count, not_started_count, in_progress_count, mostly_done_count,
       completed_count, verified_count, closed_count, returned_count, done_count, accepted_count,
       reported_pct, completion_pct, verification_pct, closure_pct, undated_count, overdue_count, doubtful_count
from stg_completion('township')
