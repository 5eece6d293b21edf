-- 措施清单. Grain: one row a measure of a chosen issue.
-- Reads: measure, stg_issue_chosen (follows every filter).
create or replace view measure_register as
select m.issue_id,
       i.plan_id,
       i.township,
       i.plan_name,
       i.ordinal as issue_order,
       i.issue_no,
       i.title,
       i.theme,
       m.ordinal as measure_no,
       m.text as measure
from measure as m
join stg_issue_chosen as i using (issue_id)
