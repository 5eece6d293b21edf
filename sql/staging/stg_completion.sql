-- Completion of the chosen issues along each dimension: the one place where issues are counted and rates computed.
-- Grain: one row a dimension (all, township, category, theme, department, lead_department) and value, or (township_date, all_date) a value and
-- reporting date: each a branch of its own, so that who asks for one does not pay for the others. An issue of several
-- departments counts once in each; with departments and no roles chosen, only those are listed
-- (with roles the chosen ones may 配合 only, and it is others who are accountable).
-- Reads: stg_issue_chosen, stg_status_count. Rates 0-100, of the issues with a reported state; reported_pct and the shares
-- undated_pct, overdue_pct, doubtful_pct of all.
create or replace view stg_completion as
with chosen as not materialized (
    select category, theme, departments, lead_departments,
           plan_id, township, is_township_stated, status, is_reported, is_done, is_accepted, due_on, is_overdue, is_doubtful
    from stg_issue_chosen
),
placed as (
    select 'all' as dimension, '' as value,
           plan_id, township, is_township_stated, status, is_reported, is_done, is_accepted, due_on, is_overdue, is_doubtful
    from chosen
    union all
    select 'township', township,
           plan_id, township, is_township_stated, status, is_reported, is_done, is_accepted, due_on, is_overdue, is_doubtful
    from chosen
    union all
    select 'category', category,
           plan_id, township, is_township_stated, status, is_reported, is_done, is_accepted, due_on, is_overdue, is_doubtful
    from chosen
    union all
    select 'theme', theme,
           plan_id, township, is_township_stated, status, is_reported, is_done, is_accepted, due_on, is_overdue, is_doubtful
    from chosen
    union all
    select 'department', unnest(departments),
           plan_id, township, is_township_stated, status, is_reported, is_done, is_accepted, due_on, is_overdue, is_doubtful
    from chosen
    union all
    select 'lead_department', unnest(lead_departments),
           plan_id, township, is_township_stated, status, is_reported, is_done, is_accepted, due_on, is_overdue, is_doubtful
    from chosen
),
counted as (
    select dimension,
           value,
           null::date as reported_on,
           count(distinct township) filter (where is_township_stated) as township_count,
           count(distinct plan_id) as plan_count,
           count(*) as issue_count,
           count(*) filter (where is_reported) as reported_count,
           count(*) filter (where status = 'unreported') as unreported_count,
           count(*) filter (where status = 'not_started') as not_started_count,
           count(*) filter (where status = 'in_progress') as in_progress_count,
           count(*) filter (where status = 'mostly_done') as mostly_done_count,
           count(*) filter (where status = 'completed') as completed_count,
           count(*) filter (where status = 'verified') as verified_count,
           count(*) filter (where status = 'closed') as closed_count,
           count(*) filter (where status = 'returned') as returned_count,
           count(*) filter (where is_done) as done_count,
           count(*) filter (where is_accepted) as accepted_count,
           count(*) filter (where due_on is null) as undated_count,
           count(*) filter (where is_overdue) as overdue_count,
           count(*) filter (where is_doubtful) as doubtful_count
    from placed
    where dimension not in ('department', 'lead_department')
       or getvariable('departments') is null
       or getvariable('roles') is not null
       or list_contains(getvariable('departments')::varchar[], value)
    group by dimension, value
    union all
    select 'township_date', township, reported_on, null, null, issue_count, reported_count, unreported_count, not_started_count,
           in_progress_count, mostly_done_count, completed_count, verified_count, closed_count, returned_count, done_count,
           accepted_count, null, null, null
    from stg_status_count
    where not is_total
    union all
    select 'all_date', township, reported_on, null, null, issue_count, reported_count, unreported_count, not_started_count,
           in_progress_count, mostly_done_count, completed_count, verified_count, closed_count, returned_count, done_count,
           accepted_count, null, null, null
    from stg_status_count
    where is_total
)
select dimension, value, reported_on, township_count, plan_count,
       issue_count, reported_count, unreported_count, not_started_count, in_progress_count, mostly_done_count,
       completed_count, verified_count, closed_count, returned_count, done_count, accepted_count,
       round(100.0 * reported_count / nullif(issue_count, 0), 2)::double as reported_pct,
       round(100.0 * done_count / nullif(reported_count, 0), 2)::double as completion_pct,
       round(100.0 * accepted_count / nullif(reported_count, 0), 2)::double as verification_pct,
       round(100.0 * closed_count / nullif(reported_count, 0), 2)::double as closure_pct,
       round(100.0 * undated_count / nullif(issue_count, 0), 2)::double as undated_pct,
       round(100.0 * overdue_count / nullif(issue_count, 0), 2)::double as overdue_pct,
       round(100.0 * doubtful_count / nullif(issue_count, 0), 2)::double as doubtful_pct,
       undated_count, overdue_count, doubtful_count
from counted
