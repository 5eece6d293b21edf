-- 总览. Grain: one row, zeros when nothing is chosen.
-- Reads: stg_completion (follows every filter). Counts; rates 0-100.
-- township_count: places the documents state; 未注明乡镇 is not a place.
create or replace view overview as
select coalesce(c.township_count, 0) as township_count,
       coalesce(c.plan_count, 0) as plan_count,
       coalesce(c.issue_count, 0) as issue_count,
       coalesce(c.reported_count, 0) as reported_count,
       coalesce(c.unreported_count, 0) as unreported_count,
       coalesce(c.not_started_count, 0) as not_started_count,
       coalesce(c.in_progress_count, 0) as in_progress_count,
       coalesce(c.mostly_done_count, 0) as mostly_done_count,
       coalesce(c.completed_count, 0) as completed_count,
       coalesce(c.verified_count, 0) as verified_count,
       coalesce(c.closed_count, 0) as closed_count,
       coalesce(c.returned_count, 0) as returned_count,
       coalesce(c.done_count, 0) as done_count,
       coalesce(c.accepted_count, 0) as accepted_count,
       c.reported_pct,
       c.completion_pct,
       c.verification_pct,
       c.closure_pct,
       coalesce(c.undated_count, 0) as undated_count,
       coalesce(c.overdue_count, 0) as overdue_count,
       coalesce(c.doubtful_count, 0) as doubtful_count,
       c.undated_pct,
       c.overdue_pct,
       c.doubtful_pct
from (values (1)) as one(row_no)
left join stg_completion('all') as c on true
