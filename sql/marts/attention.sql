-- 需要关注. Grain: one row a chosen issue and reason.
-- Reads: stg_issue_chosen (follows every filter). urgency 1 is the most urgent.
create or replace view attention as
with reasoned as (
    select issue_id, township, plan_name, ordinal, issue_no, title, due_on,
           unnest([
               case when is_overdue then {
                   urgency: 1::bigint, reason: due_bucket,
                   detail: '到期日 ' || due_on || ', 已过 ' || -days_to_due || ' 天, '
                           || if(is_reported, '状态: ' || status_label, '没有进展报告')
               } end,
               case when status = 'returned' then {
                   urgency: 2::bigint, reason: '退回反弹', detail: concat_ws(', ', '“' || status_wording || '”', status_on)
               } end,
               case when is_doubtful then {urgency: 3::bigint, reason: '数据存疑', detail: doubts} end,
               case when due_code = 'within_10_days' then {
                   urgency: 4::bigint, reason: due_bucket || '到期',
                   detail: '到期日 ' || due_on || ', 还有 ' || days_to_due || ' 天'
               } end
           ]) as cause
    from stg_issue_chosen
)
select issue_id, township, plan_name, ordinal, issue_no, title,
       cause.reason as reason,
       cause.detail as detail,
       due_on,
       cause.urgency as urgency
from reasoned
where cause.reason is not null
