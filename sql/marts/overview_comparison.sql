-- 总览的比较. Grain: one row. How far the counts of 总览 are from those of the reporting date before the latest.
-- Reads: overview, completion_total_by_date (follow every filter: the issues chosen now, followed back).
-- Changes in issues; points in percentage points. Without two reporting dates before_on and the changes are null.
create or replace view overview_comparison as
with before as (
    select reported_on, issue_count, reported_count, done_count, accepted_count, closed_count,
           reported_pct, completion_pct, verification_pct, closure_pct
    from completion_total_by_date
    order by reported_on desc
    limit 1 offset 1
)
select b.reported_on as before_on,
       o.issue_count - b.issue_count as issue_count_change,
       o.reported_count - b.reported_count as reported_count_change,
       o.done_count - b.done_count as done_count_change,
       o.accepted_count - b.accepted_count as accepted_count_change,
       o.closed_count - b.closed_count as closed_count_change,
       round(o.reported_pct - b.reported_pct, 2) as reported_points,
       round(o.completion_pct - b.completion_pct, 2) as completion_points,
       round(o.verification_pct - b.verification_pct, 2) as verification_points,
       round(o.closure_pct - b.closure_pct, 2) as closure_points
from overview as o
left join before as b on true
