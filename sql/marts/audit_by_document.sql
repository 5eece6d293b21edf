-- 各来源核验. Grain: one row a source with at least one audit.
-- Reads: stg_audit. Follows townships and documents only. A source whose audits concern several townships is of no one: 未注明乡镇.
create or replace view audit_by_document as
select case when count(distinct township) = 1 then min(township) else '未注明乡镇' end as township,
       file,
       max(plan_name) as plan_name,
       count(*) as audit_count,
       count(*) filter (where is_ok) as ok_count,
       count(*) filter (where not is_ok) as doubt_count,
       source_id
from stg_audit
where (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], source_id))
group by file, source_id
