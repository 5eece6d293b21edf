-- 未识别明细. Grain: one row a piece of input that was not understood.
-- Reads: reject, stg_plan, code_label. Follows townships and documents only; rejects of spreadsheets and failed
-- files are listed whichever township is chosen.
create or replace view reject_register as
select r.file,
       r.place,
       r.read,
       r.expected,
       coalesce(l.label, r.severity) as severity_label,
       r.source_id
from reject as r
left join stg_plan as p using (source_id)
left join code_label as l on l.dimension = 'severity' and l.code = r.severity
where (getvariable('townships') is null
       or p.township is null
       or list_contains(getvariable('townships')::varchar[], p.township))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], r.source_id))
