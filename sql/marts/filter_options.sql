-- 筛选项. Grain: one row a filter and value, with the number of its issues.
-- Reads: stg_issue, stg_issue_current, stg_issue_department, source_file, amount, toilet, fund, indicator, stg_due_bucket, code_label.
-- Follows as_of only, no filter. Fixed lists (status, due, role, scope) are offered whole, so that a link keeps its meaning at any day
-- and build; a township that only spreadsheets know is offered with 0 issues, and so is a department that only 配合 or 监督. A document
-- is called by its file too where another has its name.
-- ordinal: the place of what has an order of its own; periods: the latest year first, then its months.
create or replace view filter_options as
with offered as (
    select unnest(
               list_concat(
                   [
                       {dimension: 'township', value: township},
                       {dimension: 'category', value: category},
                       {dimension: 'theme', value: theme},
                       {dimension: 'status', value: status},
                       {dimension: 'due', value: due_code},
                       {dimension: 'document', value: source_id},
                       {dimension: 'period', value: strftime(due_on, '%Y')},
                       {dimension: 'period', value: strftime(due_on, '%Y-%m')}
                   ],
                   list_transform(departments, lambda d: {dimension: 'department', value: d})
               )
           ) as choice
    from stg_issue_current
),
standing as (
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
),
counted as (
    select choice.dimension as dimension, choice.value as value, count(*) as issue_count
    from offered
    group by choice.dimension, choice.value
    union all
    select 'role', role, count(distinct issue_id)
    from standing
    group by role
    union all
    select 'department', department, 0
    from stg_issue_department
    group by department
    union all
    select 'scope', scope, count(distinct issue_id)
    from amount
    group by scope
    union all
    select 'township', township, 0
    from elsewhere
    union all
    select 'period', unnest([strftime(period_to, '%Y'), strftime(period_to, '%Y-%m')]), 0
    from dated
),
fixed as (
    select if(dimension = 'unit_role', 'role', dimension) as dimension, code as value, label, ordinal
    from code_label
    where dimension in ('status', 'unit_role', 'scope')
    union all
    select 'due', due_code, due_bucket, bucket_order
    from stg_due_bucket
),
named as (
    select i.source_id as value,
           min(i.plan_name) || if(count(*) over (partition by min(i.plan_name)) > 1, ' (' || min(f.file) || ')', '') as label,
           list_sort(list(distinct i.township)) as townships
    from stg_issue as i
    join source_file as f using (source_id)
    group by i.source_id
),
options as (
    select dimension, value, sum(issue_count)::bigint as issue_count
    from counted
    where value is not null
    group by dimension, value
)
select coalesce(o.dimension, f.dimension) as dimension,
       coalesce(o.value, f.value) as value,
       case
           when f.label is not null then f.label
           when o.dimension = 'document' then n.label
           when o.dimension = 'period' and length(o.value) = 4 then o.value || '年'
           when o.dimension = 'period' then left(o.value, 4) || '年' || right(o.value, 2)::integer || '月'
           else o.value
       end as label,
       coalesce(o.issue_count, 0) as issue_count,
       case
           when o.dimension = 'period'
           then 13 * (9999 - left(o.value, 4)::bigint) + if(length(o.value) = 4, 0, 13 - right(o.value, 2)::bigint)
           else f.ordinal
       end as ordinal,
       n.townships
from options as o
full join fixed as f using (dimension, value)
left join named as n on o.dimension = 'document' and n.value = o.value
