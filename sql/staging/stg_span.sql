-- 原文的每个位置, with the words stored for it. Grain: one row a place in a text that a row of a table points to.
-- Reads: every table with spans (issue, measure, assignment, status, amount, indicator, period, audit_span, unclaimed), correction. wording null: the words are not stored (finding, deadline). A title or unit put right
-- is given as the source has it (correction.seen). Rows of spreadsheets have neither span_start nor span_end.
create or replace view stg_span as
select 'issue.title' as place, i.issue_id as row_id, i.source_id, coalesce(c.seen, i.title) as wording, i.span_start, i.span_end
from issue as i
left join correction as c on c.issue_id = i.issue_id and c.table_name = 'issue' and c.column_name = 'title'
union all
select 'issue.finding', issue_id, source_id, null, finding_start, finding_end from issue
union all
select 'issue.deadline', issue_id, source_id, null, deadline_start, deadline_end from issue
union all
select 'measure', issue_id || ' ' || ordinal, source_id, text, span_start, span_end from measure
union all
select 'assignment', a.issue_id || ' ' || a.unit, a.source_id, coalesce(c.seen, a.unit), a.span_start, a.span_end
from assignment as a
left join correction as c
    on c.issue_id = a.issue_id and c.span_start = a.span_start and c.table_name = 'assignment' and c.column_name = 'unit'
union all
select 'status', issue_id, source_id, wording, span_start, span_end from status
union all
select 'amount', amount_id, source_id, wording, span_start, span_end from amount
union all
select 'indicator', indicator_id, source_id, wording, span_start, span_end from indicator
union all
select 'period', plan_id, source_id, wording, span_start, span_end from period
union all
select 'audit_span', audit_id, source_id, wording, span_start, span_end from audit_span
union all
select 'unclaimed', plan_id, source_id, wording, span_start, span_end from unclaimed
