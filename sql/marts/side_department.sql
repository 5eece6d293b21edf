-- 对照: 各部门. Grain: one row a side (plan or township) and department with any role in one of its chosen issues.
-- Reads: stg_side (follows every filter), stg_issue_department. A unit the vocabulary does not know stands for itself.
create or replace view side_department as
select s.side_kind, s.side, s.side_label, d.department,
       count(*) as issue_count,
       count(*) filter (where d.is_lead or d.is_responsible) as accountable_count
from stg_side as s
join stg_issue_department as d using (issue_id)
where d.is_lead or d.is_responsible or d.is_supporting or d.is_supervising
group by s.side_kind, s.side, s.side_label, d.department
