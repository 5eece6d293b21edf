-- 对照概况. Grain: one row a side (plan or township) with a chosen issue.
-- Reads: stg_side (follows every filter), assignment. measures_per_issue: measures for each issue; dated_pct 0-100 of all its issues.
create or replace view side_summary as
with units as (
    select s.side_kind, s.side, count(distinct a.unit) as unit_count
    from stg_side as s
    join assignment as a using (issue_id)
    group by s.side_kind, s.side
),
counted as (
    select side_kind,
           side,
           side_label,
           count(distinct plan_id) as plan_count,
           count(*) as issue_count,
           count(distinct theme) as theme_count,
           sum(measure_count)::bigint as measure_count,
           count(*) filter (where measure_count = 0) as measureless_count,
           count(*) filter (where list_contains(departments, '未注明责任单位')) as unassigned_count,
           count(due_on) as dated_count,
           dated_share_pct(due_on) as dated_pct,
           count(*) filter (where is_reported) as reported_count,
           count(*) filter (where is_doubtful) as doubtful_count
    from stg_side
    group by side_kind, side, side_label
)
select c.side_kind, c.side, c.side_label, c.plan_count, c.issue_count, c.theme_count, c.measure_count,
       round(c.measure_count / c.issue_count, 2)::double as measures_per_issue,
       c.measureless_count,
       coalesce(u.unit_count, 0) as unit_count,
       c.unassigned_count,
       c.dated_count,
       c.dated_pct,
       c.reported_count,
       c.doubtful_count
from counted as c
left join units as u on u.side_kind = c.side_kind and u.side = c.side
