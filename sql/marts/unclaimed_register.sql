-- 未认领原文. Grain: one row a stretch of a document that no rule claimed.
-- Reads: unclaimed, stg_plan, stg_place. Follows townships and documents only. char_count: characters that are not blank.
create or replace view unclaimed_register as
select n.file,
       n.township,
       p.line,
       p.page,
       length(regexp_replace(u.wording, '\s', '', 'g')) as char_count,
       u.wording,
       u.plan_id,
       u.source_id,
       u.span_start,
       u.span_end
from unclaimed as u
join stg_plan as n using (plan_id)
join stg_place as p on p.source_id = u.source_id and p.span_start = u.span_start
where (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], n.township))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], u.source_id))
