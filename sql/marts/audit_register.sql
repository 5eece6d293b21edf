-- 核验明细. Grain: one row an audit.
-- Reads: stg_audit, stg_place. Follows townships and documents only: an audit may concern a whole document.
-- place: its first words, or its row.
create or replace view audit_register as
select a.audit_id,
       a.township,
       a.file,
       coalesce(p.place, coalesce('工作表“' || a.sheet || '”', '') || '第' || a.row_number || '行') as place,
       a.issue_id,
       a.issue_title,
       a.rule,
       a.rule_label,
       a.is_ok,
       a.is_corrected,
       a.result_label,
       a.stated,
       a.computed,
       a.message,
       a.wordings,
       a.plan_id,
       a.source_id,
       a.sheet,
       a.row_number,
       a.span_start,
       a.span_end
from stg_audit as a
left join stg_place as p on p.source_id = a.source_id and p.span_start = a.span_start
where (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], a.township))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], a.source_id))
