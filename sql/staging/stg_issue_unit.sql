-- 问题的单位, side by side. Grain: one row an issue. Stored by source.
-- Reads: issue, assignment, stg_issue_department. A unit named twice for one role (document and table) is listed once.
-- departments are those accountable for the issue: 牵头 or 责任. Who only 配合 or 监督 is named in its own column and does not
-- make the issue one of that department; an issue with nobody accountable has 未注明责任单位. lead_departments: the 牵头 ones, or none.
-- departments_by_role: who stands in each role, for the filter of roles.
create or replace table stg_issue_unit as
with named as (
    select issue_id,
           role,
           unit,
           row_number() over (partition by issue_id, role order by min(coalesce(span_start, 1000000000)), unit) as place
    from assignment
    group by issue_id, role, unit
),
joined as (
    select issue_id,
           string_agg(unit, '、' order by place) filter (where role = 'lead') as lead_units,
           string_agg(unit, '、' order by place) filter (where role = 'responsible') as responsible_units,
           string_agg(unit, '、' order by place) filter (where role = 'supporting') as supporting_units,
           string_agg(unit, '、' order by place) filter (where role = 'supervising') as supervising_units
    from named
    group by issue_id
),
departments as (
    select issue_id,
           coalesce(list(department order by department) filter (where is_lead or is_responsible), ['未注明责任单位']) as departments,
           coalesce(list(department order by department) filter (where is_lead), []) as lead_departments,
           {
               lead: lead_departments,
               responsible: coalesce(list(department order by department) filter (where is_responsible), []),
               supporting: coalesce(list(department order by department) filter (where is_supporting), []),
               supervising: coalesce(list(department order by department) filter (where is_supervising), [])
           } as departments_by_role
    from stg_issue_department
    group by issue_id
)
select d.issue_id,
       j.lead_units,
       j.responsible_units,
       j.supporting_units,
       j.supervising_units,
       d.departments,
       d.lead_departments,
       d.departments_by_role
from departments as d
left join joined as j using (issue_id)
order by d.issue_id
