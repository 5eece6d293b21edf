-- 更正明细. Grain: one row a value that a line of the corrections put right.
-- Reads: correction, source_file, stg_plan, stg_table_row, stg_place, issue. Follows townships and documents only.
create or replace view correction_register as
select c.correction_line,
       coalesce(n.township, r.township, '未注明乡镇') as township,
       f.file,
       coalesce('第' || p.page || '页 ', '') || c.place as place,
       c.table_label,
       c.column_label,
       c.seen,
       c.put,
       c.correction_reason,
       c.issue_id,
       i.title as issue_title,
       c.plan_id,
       c.source_id,
       c.span_start,
       c.span_end
from correction as c
join source_file as f on f.source_id = c.source_id
left join stg_plan as n on n.plan_id = c.plan_id
left join stg_table_row as r
    on r.source_id = c.source_id and r.row_number = c.row_number and r.sheet is not distinct from c.sheet
left join stg_place as p on p.source_id = c.source_id and p.span_start = c.span_start
left join issue as i on i.issue_id = c.issue_id
where (getvariable('townships') is null
       or list_contains(getvariable('townships')::varchar[], coalesce(n.township, r.township, '未注明乡镇')))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], c.source_id))
