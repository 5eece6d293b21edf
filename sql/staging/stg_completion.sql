-- Completion of the chosen issues along a dimension: the one place where issues are counted as they stand at the as-of date.
-- Grain: one row a value of the dimension: all (one row, the only one with township_count and plan_count), township, category, theme,
-- department, lead_department. An issue of several departments counts once in each; with departments and no roles chosen, only those
-- are listed (with roles the chosen ones may 配合 only, and it is others who are accountable).
-- Reads: stg_issue_chosen, completion_rates, share_pct. Rates and shares 0-100; undated_pct, overdue_pct, doubtful_pct are of all issues.
-- A macro, because a query is planned anew each time: of a view of all dimensions that takes as long as the counting.
create or replace macro stg_completion(dimension) as table
with placed as (
    select unnest(
               case dimension
                   when 'all' then ['']
                   when 'township' then [township]
                   when 'category' then [category]
                   when 'theme' then [theme]
                   when 'department' then departments
                   when 'lead_department' then lead_departments
               end
           ) as value,
           plan_id, township, is_township_stated, status, is_reported, is_done, is_accepted, due_on, is_overdue, is_doubtful
    from stg_issue_chosen
),
counted as (
    select value,
           count(distinct if(dimension = 'all' and is_township_stated, township, null)) as township_count,
           count(distinct if(dimension = 'all', plan_id, null)) as plan_count,
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
    group by value
)
select value, township_count, plan_count,
       issue_count, reported_count, unreported_count, not_started_count, in_progress_count, mostly_done_count,
       completed_count, verified_count, closed_count, returned_count, done_count, accepted_count,
       completion_rates(issue_count, reported_count, done_count, accepted_count, closed_count) as rates,
       (rates).reported_pct as reported_pct,
       (rates).completion_pct as completion_pct,
       (rates).verification_pct as verification_pct,
       (rates).closure_pct as closure_pct,
       share_pct(undated_count, issue_count) as undated_pct,
       share_pct(overdue_count, issue_count) as overdue_pct,
       share_pct(doubtful_count, issue_count) as doubtful_pct,
       undated_count, overdue_count, doubtful_count
from counted
