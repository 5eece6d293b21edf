-- 对照的一方 of each chosen issue. Grain: one row a chosen issue and side it belongs to: its plan (side_kind plan) and its township.
-- Reads: stg_issue_chosen (follows every filter), stg_plan. side_label is what the reader picks by: a plan's name, with its file where
-- another plan has the same name. What has no township belongs to no township's side.
create or replace view stg_side as
with named as (
    select plan_id,
           plan_name || if(count(*) over (partition by plan_name) > 1, ' (' || file || ')', '') as side_label
    from stg_plan
)
select 'plan' as side_kind,
       i.plan_id as side,
       n.side_label,
       i.issue_id, i.plan_id, i.theme, i.measure_count, i.departments, i.due_on, i.is_reported, i.is_doubtful
from stg_issue_chosen as i
join named as n using (plan_id)
union all
select 'township', township, township, issue_id, plan_id, theme, measure_count, departments, due_on, is_reported, is_doubtful
from stg_issue_chosen
where is_township_stated
