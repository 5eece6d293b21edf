-- 来源文件. Grain: one row an input file of this build.
-- Reads: source_file, plan, stg_plan, stg_document, reject, code_label. Follows townships and documents only; spreadsheets and failed
-- files are of no one township and listed whichever is chosen. unclaimed_pct 0-100, of the characters that are not blank.
create or replace view source_summary as
with rejected as (
    select source_id, count(*) as reject_count
    from reject
    group by source_id
)
select f.file,
       coalesce(kind.label, f.kind) as kind_label,
       f.format,
       f.encoding,
       coalesce(state.label, f.state) as state_label,
       f.row_count,
       coalesce(r.reject_count, 0) as reject_count,
       p.char_count,
       p.unclaimed_char_count,
       d.unclaimed_pct,
       f.message,
       f.source_id
from source_file as f
left join plan as p on p.source_id = f.source_id
left join stg_plan as n on n.plan_id = p.plan_id
left join stg_document as d on d.source_id = f.source_id
left join rejected as r on r.source_id = f.source_id
left join code_label as kind on kind.dimension = 'source_kind' and kind.code = f.kind
left join code_label as state on state.dimension = 'source_state' and state.code = f.state
where (getvariable('townships') is null
       or n.township is null
       or list_contains(getvariable('townships')::varchar[], n.township))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], f.source_id))
