-- 更正的值. Grain: one row a value in a text that was put right, by the kind of value it is evidence of. Stored.
-- Reads: correction. said: what was put right and why, one correction a line.
create or replace table stg_corrected as
with named as (
    select case table_name
               when 'assignment' then 'unit'
               when 'issue' then case when column_name in ('due_on', 'deadline_code') then 'deadline' else 'title' end
               else table_name
           end as kind,
           source_id, span_start, span_end, issue_id, column_label, seen, put, correction_reason, correction_line
    from correction
    where span_start is not null
)
select source_id, span_start, span_end, kind, issue_id,
       string_agg(
           '已更正 ' || column_label || ': 读到“' || coalesce(seen, '') || '”, 应为“' || coalesce(put, '') || '” (' || correction_reason
           || ', 更正表第' || correction_line || '行)',
           chr(10) order by correction_line
       ) as said
from named
group by source_id, span_start, span_end, kind, issue_id
