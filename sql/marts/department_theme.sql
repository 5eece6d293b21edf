-- 部门 × 主题. Grain: one row a department accountable (牵头 or 责任) and theme that have a chosen issue.
-- Reads: stg_issue_chosen (follows every filter). Counts of issues; an issue of several departments counts once in each; with
-- departments and no roles chosen only those are listed, as in stg_completion.
create or replace view department_theme as
with placed as (
    select unnest(departments) as department, lead_departments, theme, is_overdue
    from stg_issue_chosen
)
select department,
       theme,
       count(*) as issue_count,
       count(*) filter (where list_contains(lead_departments, department)) as lead_count,
       count(*) filter (where is_overdue) as overdue_count
from placed
where getvariable('departments') is null
   or getvariable('roles') is not null
   or list_contains(getvariable('departments')::varchar[], department)
group by department, theme
