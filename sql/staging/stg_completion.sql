-- Completion of the chosen issues along each dimension: the one place where issues are counted and rates computed.
-- Grain: one row a dimension (all, township, category, theme, department) and value. An issue of several departments counts
-- once in each; with departments chosen, only those are listed.
-- Reads: stg_issue_chosen, stg_issue_department. Rates 0-100, of the issues with a reported state; reported_pct of all.
create or replace view stg_completion as
with placed as (
    select 'all' as dimension, '' as value, issue_id from stg_issue_chosen
    union all
    select 'township', township, issue_id from stg_issue_chosen
    union all
    select 'category', category, issue_id from stg_issue_chosen
    union all
    select 'theme', theme, issue_id from stg_issue_chosen
    union all
    select 'department', department, issue_id
    from stg_issue_department
    where getvariable('departments') is null or list_contains(getvariable('departments')::varchar[], department)
),
counted as (
    select p.dimension,
           p.value,
           count(*) as issue_count,
           count(*) filter (where i.is_reported) as reported_count,
           count(*) filter (where i.status = 'unreported') as unreported_count,
           count(*) filter (where i.status = 'not_started') as not_started_count,
           count(*) filter (where i.status = 'in_progress') as in_progress_count,
           count(*) filter (where i.status = 'mostly_done') as mostly_done_count,
           count(*) filter (where i.status = 'completed') as completed_count,
           count(*) filter (where i.status = 'verified') as verified_count,
           count(*) filter (where i.status = 'closed') as closed_count,
           count(*) filter (where i.status = 'returned') as returned_count,
           count(*) filter (where i.is_done) as done_count,
           count(*) filter (where i.is_accepted) as accepted_count,
           count(*) filter (where i.due_on is null) as undated_count,
           count(*) filter (where i.is_overdue) as overdue_count,
           count(*) filter (where i.is_doubtful) as doubtful_count
    from placed as p
    join stg_issue_chosen as i using (issue_id)
    group by p.dimension, p.value
)
select dimension, value,
       issue_count, reported_count, unreported_count, not_started_count, in_progress_count, mostly_done_count,
       completed_count, verified_count, closed_count, returned_count, done_count, accepted_count,
       round(100.0 * reported_count / nullif(issue_count, 0), 2)::double as reported_pct,
       round(100.0 * done_count / nullif(reported_count, 0), 2)::double as completion_pct,
       round(100.0 * accepted_count / nullif(reported_count, 0), 2)::double as verification_pct,
       round(100.0 * closed_count / nullif(reported_count, 0), 2)::double as closure_pct,
       undated_count, overdue_count, doubtful_count
from counted
