-- 问题 × 部门. Grain: one row an issue and department, with the roles it has there. Stored by source.
-- Reads: issue, assignment. A unit the vocabulary does not know stands for itself; an issue without a unit: 未注明责任单位.
create or replace table stg_issue_department as
select i.issue_id,
       coalesce(a.department, a.unit, '未注明责任单位') as department,
       bool_or(a.department is not null) as is_known,
       coalesce(bool_or(a.role = 'lead'), false) as is_lead,
       coalesce(bool_or(a.role = 'responsible'), false) as is_responsible,
       coalesce(bool_or(a.role = 'supporting'), false) as is_supporting,
       coalesce(bool_or(a.role = 'supervising'), false) as is_supervising
from issue as i
left join assignment as a using (issue_id)
group by i.issue_id, coalesce(a.department, a.unit, '未注明责任单位')
order by i.issue_id, department
