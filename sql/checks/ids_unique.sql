-- 每个标识只有一行
-- Returns: table, id and how often it stands there. A content that was given twice is read once.
with id as (
    select 'source_file' as place, source_id as row_id from source_file
    union all
    select 'source_text', source_id from source_text
    union all
    select 'plan', plan_id from plan
    union all
    select 'plan.source_id', source_id from plan
    union all
    select 'issue', issue_id from issue
    union all
    select 'measure', issue_id || ' ' || ordinal from measure
    union all
    select 'amount', amount_id from amount
    union all
    select 'indicator', indicator_id from indicator
    union all
    select 'audit', audit_id from audit
    union all
    select 'audit_span', audit_id || ' ' || ordinal from audit_span
)
select place, row_id, count(*) as row_count
from id
group by place, row_id
having count(*) > 1
