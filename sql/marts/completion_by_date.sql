-- 各填报日期整改完成情况. Grain: one row a township and day on which it reported, up to the as-of date.
-- Reads: stg_status_count (follows every filter: the issues chosen now, followed back). Counts of issues; rates 0-100.
create or replace view completion_by_date as
select township, reported_on,
       issue_count, reported_count, unreported_count, not_started_count, in_progress_count, mostly_done_count,
       completed_count, verified_count, closed_count, returned_count, done_count, accepted_count,
       reported_pct, completion_pct, verification_pct, closure_pct
from stg_status_count
where not is_total
