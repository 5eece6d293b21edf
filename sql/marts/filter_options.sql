-- 筛选项. Grain: one row a filter and value, with the number of its issues.
-- Reads: stg_issue_current, stg_issue_department, toilet, fund, indicator. Follows as_of only (for status), no filter. A township
-- that only spreadsheets know is offered with 0 issues.
create or replace view filter_options as
with options as (
    select 'township' as dimension, township as value, township as label, issue_id from stg_issue_current
    union all
    select distinct 'township', township, township, null from toilet
    union all
    select distinct 'township', township, township, null from fund
    union all
    select distinct 'township', coalesce(township, '未注明乡镇'), coalesce(township, '未注明乡镇'), null from indicator
    union all
    select 'category', category, category, issue_id from stg_issue_current
    union all
    select 'theme', theme, theme, issue_id from stg_issue_current
    union all
    select 'department', department, department, issue_id from stg_issue_department
    union all
    select 'status', status, status_label, issue_id from stg_issue_current
)
select dimension, value, label, count(issue_id) as issue_count
from options
group by dimension, value, label
