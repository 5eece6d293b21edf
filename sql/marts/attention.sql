-- 需要关注. Grain: one row a chosen issue and reason.
-- Reads: stg_issue_chosen (follows every filter). urgency 1 is the most urgent.
create or replace view attention as
with reasons as (
    select issue_id, 1 as urgency, '已逾期' as reason,
           '到期日 ' || due_on || ', 已过 ' || -days_to_due || ' 天, '
               || case when is_reported then '状态: ' || status_label else '没有进展报告' end as detail
    from stg_issue_chosen
    where is_overdue
    union all
    select issue_id, 2, '退回反弹', concat_ws(', ', '“' || status_wording || '”', status_on)
    from stg_issue_chosen
    where status = 'returned'
    union all
    select issue_id, 3, '数据存疑', doubts
    from stg_issue_chosen
    where is_doubtful
    union all
    select issue_id, 4, '10天内到期', '到期日 ' || due_on || ', 还有 ' || days_to_due || ' 天'
    from stg_issue_chosen
    where due_bucket = '10天内'
)
select i.issue_id, i.township, i.plan_name, i.issue_no, i.title, r.reason, r.detail, r.urgency::bigint as urgency
from reasons as r
join stg_issue_chosen as i using (issue_id)
