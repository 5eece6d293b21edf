-- 责任部门概况. Grain: one row. Counts of chosen issues by how clearly they say who is accountable; shares 0-100 of all of them.
-- Reads: stg_issue_chosen (follows every filter), stg_issue_department, assignment.
create or replace view department_summary as
with chosen as (
    select issue_id, departments, lead_departments
    from stg_issue_chosen
),
named as (
    select count(distinct d.department) as department_count
    from stg_issue_department as d
    join chosen using (issue_id)
    where d.is_known
),
unknown as (
    select count(distinct a.unit) as unknown_unit_count
    from assignment as a
    join chosen using (issue_id)
    where a.department is null
)
select count(c.issue_id) as issue_count,
       count(*) filter (where len(c.lead_departments) = 1) as one_lead_count,
       count(*) filter (where len(c.lead_departments) > 1) as many_leads_count,
       count(*) filter (where len(c.lead_departments) = 0 and not list_contains(c.departments, '未注明责任单位')) as no_lead_count,
       count(*) filter (where list_contains(c.departments, '未注明责任单位')) as unassigned_count,
       share_pct(one_lead_count, issue_count) as one_lead_pct,
       share_pct(many_leads_count, issue_count) as many_leads_pct,
       share_pct(no_lead_count, issue_count) as no_lead_pct,
       share_pct(unassigned_count, issue_count) as unassigned_pct,
       max(n.department_count) as department_count,
       max(u.unknown_unit_count) as unknown_unit_count
from named as n
cross join unknown as u
left join chosen as c on true
