-- 部门的问题. Grain: one row a chosen issue and department with a role in it.
-- Reads: stg_issue_department, stg_issue_chosen (follows every filter), code_label.
create or replace view department_issue as
with labels as (
    select max(label) filter (where code = 'lead') as lead_label,
           max(label) filter (where code = 'responsible') as responsible_label,
           max(label) filter (where code = 'supporting') as supporting_label,
           max(label) filter (where code = 'supervising') as supervising_label
    from code_label
    where dimension = 'unit_role'
)
select d.department,
       i.issue_id,
       concat_ws('、', if(d.is_lead, l.lead_label, null), if(d.is_responsible, l.responsible_label, null),
                 if(d.is_supporting, l.supporting_label, null), if(d.is_supervising, l.supervising_label, null)) as roles,
       case when d.is_lead then 1 when d.is_responsible then 2 when d.is_supporting then 3 else 4 end::bigint as role_order,
       i.township, i.plan_name, i.issue_no, i.title, i.theme, i.status_label, i.due_bucket, i.due_on,
       i.lead_units, i.responsible_units, i.supporting_units, i.supervising_units
from stg_issue_department as d
join stg_issue_chosen as i using (issue_id)
cross join labels as l
where d.is_lead or d.is_responsible or d.is_supporting or d.is_supervising
