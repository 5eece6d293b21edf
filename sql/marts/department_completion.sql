-- 部门整改完成率. Grain: one row a basis (lead: 牵头, accountable: 牵头 or 责任) and department with such an issue.
-- Reads: stg_completion (follows every filter), stg_rank_rule. Rates 0-100. rank_no only from the least base on; issues nobody is
-- accountable for belong to no department.
create or replace view department_completion as
with stood as (
    select 'lead' as basis, value, issue_count, reported_count, done_count, closed_count, overdue_count, reported_pct, completion_pct
    from stg_completion('lead_department')
    union all
    select 'accountable', value, issue_count, reported_count, done_count, closed_count, overdue_count, reported_pct, completion_pct
    from stg_completion('department')
),
counted as (
    select c.basis,
           c.value as department,
           c.issue_count, c.reported_count, c.done_count, c.closed_count, c.overdue_count, c.reported_pct, c.completion_pct,
           c.reported_count >= r.least_reported_count as is_ranked,
           r.least_reported_count
    from stood as c
    cross join stg_rank_rule as r
    where c.value <> '未注明责任单位'
)
select basis,
       department,
       case when is_ranked then rank() over (partition by basis, is_ranked order by completion_pct desc) end as rank_no,
       completion_pct, done_count, reported_count, issue_count, reported_pct, closed_count, overdue_count,
       case when is_ranked then '' else '有进展报告不足 ' || least_reported_count || ' 个, 不排名' end as rank_note
from counted
