-- 厕所数 at the as-of date. Grain: one row a village, and one for a township's own total (village null): the latest on or before as_of.
-- Reads: toilet, source_file, stg_table_doubt, and the reader's townships, villages and as_of. Counts of toilets. With villages chosen
-- the townships' own totals are left out: what is counted then is these villages.
create or replace view stg_toilet_latest as
select t.township, t.village, t.village is not null as is_village, t.as_of, t.note, f.file, t.source_id, t.sheet, t.row_number, d.doubts,
       coalesce(t.is_of_register, false) as is_of_register,
       t.surveyed_count, t.funded_count, t.problem_count, t.rectified_count
from toilet as t
join source_file as f using (source_id)
left join stg_table_doubt as d
    on d.source_id = t.source_id and d.sheet is not distinct from t.sheet and d.township = t.township
where (t.as_of is null or t.as_of <= coalesce(getvariable('as_of')::date, current_date))
  and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], t.township))
  and (getvariable('villages') is null or list_contains(getvariable('villages')::varchar[], t.village))
qualify row_number() over (
    partition by t.township, t.village
    order by t.as_of desc nulls last, t.source_id, t.sheet, t.row_number desc
) = 1
