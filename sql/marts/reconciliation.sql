-- 账实核对. Grain: one row a fact that two sources state.
-- Reads: stg_fact_pair, code_label. Follows townships only: it is a matter of the sources.
create or replace view reconciliation as
select r.township, r.kind,
       coalesce(l.label, r.kind) as kind_label,
       r.subject,
       r.is_equal,
       if(r.is_equal, '相符', '不符') as result_label,
       r.stated, r.stated_place, r.other, r.other_place, r.issue_id, r.source_id, r.other_source_id
from stg_fact_pair as r
left join code_label as l on l.dimension = 'fact_kind' and l.code = r.kind
where getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], r.township)
