-- 厕所数 of the townships at the as-of date. Grain: one row a township.
-- Reads: toilet, stg_source, and the reader's townships and as_of. Counts of toilets.
-- Of each village (and of the township's own total) the latest row on or before as_of counts. Villages are summed when they
-- are as recent as the total, else the total stands: both together would count a toilet twice.
create or replace view stg_toilet as
with latest as (
    select t.township, t.village is not null as is_village, t.as_of, t.note, f.file, t.row_number,
           t.surveyed_count, t.funded_count, t.problem_count, t.rectified_count
    from toilet as t
    join stg_source as f using (source_id)
    where (t.as_of is null or t.as_of <= coalesce(getvariable('as_of')::date, current_date))
      and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], t.township))
    qualify row_number() over (
        partition by t.township, t.village
        order by t.as_of desc nulls last, t.source_id, t.sheet, t.row_number desc
    ) = 1
),
summed as (
    select township,
           is_village,
           max(as_of) as as_of,
           sum(surveyed_count)::bigint as surveyed_count,
           sum(funded_count)::bigint as funded_count,
           sum(problem_count)::bigint as problem_count,
           sum(rectified_count)::bigint as rectified_count,
           string_agg(distinct note, chr(10) order by note) as note,
           string_agg(distinct file, '、' order by file) as file,
           case when count(*) = 1 then max(row_number) end as row_number
    from latest
    group by township, is_village
)
select township, as_of, surveyed_count, funded_count, problem_count, rectified_count, note, file, row_number
from summed
qualify row_number() over (partition by township order by as_of desc nulls last, is_village desc) = 1
