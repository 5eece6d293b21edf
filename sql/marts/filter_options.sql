-- 筛选项. Grain: one row a filter and value, with the number of its issues.
-- Reads: stg_issue, stg_issue_status, toilet, fund, indicator. Follows as_of only (for status), no filter. A township
-- that only spreadsheets know is offered with 0 issues.
create or replace view filter_options as
with offered as (
    select unnest(
               list_concat(
                   [
                       {dimension: 'township', value: i.township, label: i.township},
                       {dimension: 'category', value: i.category, label: i.category},
                       {dimension: 'theme', value: i.theme, label: i.theme},
                       {dimension: 'status', value: s.status, label: s.status_label}
                   ],
                   list_transform(i.departments, lambda d: {dimension: 'department', value: d, label: d})
               )
           ) as choice,
           i.issue_id
    from stg_issue as i
    join stg_issue_status as s using (issue_id)
),
elsewhere as (
    select township from toilet
    union
    select township from fund
    union
    select coalesce(township, '未注明乡镇') from indicator
),
options as (
    select choice.dimension as dimension, choice.value as value, choice.label as label, issue_id
    from offered
    union all
    select 'township', township, township, null
    from elsewhere
)
select dimension, value, label, count(issue_id) as issue_count
from options
group by dimension, value, label
