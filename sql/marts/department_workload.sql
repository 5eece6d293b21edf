-- 各部门任务量. Grain: one row a department with any role in a chosen issue.
-- Reads: stg_issue_department, stg_issue_chosen (follows every filter). A unit the vocabulary does not know stands for itself. With
-- departments chosen these are the issues they are accountable for, and everybody with a role in them.
create or replace view department_workload as
select d.department,
       bool_or(d.is_known) as is_known,
       count(*) as issue_count,
       count(*) filter (where d.is_lead or d.is_responsible) as accountable_count,
       count(*) filter (where d.is_lead) as lead_count,
       count(*) filter (where d.is_responsible) as responsible_count,
       count(*) filter (where d.is_supporting) as supporting_count,
       count(*) filter (where d.is_supervising) as supervising_count,
       count(*) filter (where (d.is_lead or d.is_responsible) and i.is_overdue) as overdue_count,
       count(distinct i.township) filter (where i.is_township_stated) as township_count
from stg_issue_department as d
join stg_issue_chosen as i using (issue_id)
where d.is_lead or d.is_responsible or d.is_supporting or d.is_supervising
group by d.department
