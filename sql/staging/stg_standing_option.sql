-- 筛选项 that stand at every day. Grain: one row a filter and value. Stored: a nation's indicators need not be read for the sidebar.
-- Reads: stg_issue_department, amount, toilet, fund, indicator. issue_count: 0 where only spreadsheets, or other roles, know the value.
create or replace table stg_standing_option as
with standing as (
    select unnest([if(is_lead, 'lead', null), if(is_responsible, 'responsible', null), if(is_supporting, 'supporting', null),
                   if(is_supervising, 'supervising', null)]) as role,
           issue_id
    from stg_issue_department
),
elsewhere as (
    select township from toilet
    union
    select township from fund
    union
    select coalesce(township, '未注明乡镇') from indicator
),
dated as (
    select distinct period_to
    from indicator
    where period_to is not null and row_number is not null
)
select 'role' as dimension, role as value, count(distinct issue_id) as issue_count
from standing
where role is not null
group by role
union all
select 'department', department, 0
from stg_issue_department
where department is not null
group by department
union all
select 'scope', scope, count(distinct issue_id)
from amount
group by scope
union all
select 'township', township, 0
from elsewhere
where township is not null
union
select 'period', unnest([strftime(period_to, '%Y'), strftime(period_to, '%Y-%m')]), 0
from dated
