-- 来自文档的每一行都有原文位置, 来自表格的每一行都有行号
-- Returns: table and row without its place. Reads: every table whose rows come from either.
with placed as (
    select 'issue' as place, issue_id as row_id, source_id, span_start, row_number from issue
    union all
    select 'measure', issue_id || ' ' || ordinal, source_id, span_start, row_number from measure
    union all
    select 'progress', issue_id, source_id, null, row_number from progress
    union all
    select 'assignment', issue_id || ' ' || unit, source_id, span_start, row_number from assignment
    union all
    select 'status', issue_id, source_id, span_start, row_number from status
    union all
    select 'amount', amount_id, source_id, span_start, null from amount
    union all
    select 'indicator', indicator_id, source_id, span_start, row_number from indicator
    union all
    select 'period', plan_id, source_id, span_start, null from period
    union all
    select 'audit_span', audit_id, source_id, span_start, null from audit_span
    union all
    select 'unclaimed', plan_id, source_id, span_start, null from unclaimed
    union all
    select 'toilet', township, source_id, null, row_number from toilet
    union all
    select 'toilet_item', township, source_id, null, row_number from toilet_item
    union all
    select 'fund', project, source_id, null, row_number from fund
)
select p.place, p.row_id, p.source_id
from placed as p
left join source_text as t using (source_id)
where (t.source_id is not null and p.span_start is null)
   or (t.source_id is null and p.row_number is null)
