-- 筛选项. Grain: one row a filter and value, with the number of its issues.
-- Reads: stg_issue, stg_issue_current, stg_standing_option, source_file, stg_due_bucket, code_label.
-- Follows as_of only, no filter. Fixed lists (status, due, role, scope) are offered whole, so that a link keeps its meaning at any day
-- and build; a township that only spreadsheets know is offered with 0 issues, and so is a department that only 配合 or 监督. A document
-- is called by its file too where another has its name.
-- ordinal: the place of what has an order of its own; periods: the latest year first, then its months.
create or replace view filter_options as
with current_issue as (
    select township, category, theme, status, due_code, source_id, departments, due_on
    from stg_issue_current
),
grouped as (
    select case
               when grouping(township) = 0 then 'township'
               when grouping(category) = 0 then 'category'
               when grouping(theme) = 0 then 'theme'
               when grouping(status) = 0 then 'status'
               when grouping(due_code) = 0 then 'due'
               when grouping(source_id) = 0 then 'document'
               else 'period'
           end as dimension,
           coalesce(township, category, theme, status, due_code, source_id, due_on::varchar) as value,
           count(*) as issue_count
    from current_issue
    group by grouping sets ((township), (category), (theme), (status), (due_code), (source_id), (due_on))
),
counted as (
    select dimension,
           unnest(if(dimension = 'period', [left(value, 4), left(value, 7)], [value])) as value,
           issue_count
    from grouped
    union all
    select 'department', department, count(*)
    from (select unnest(departments) as department from current_issue) as accountable
    group by department
    union all
    select dimension, value, issue_count
    from stg_standing_option
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
