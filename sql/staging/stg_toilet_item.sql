-- 一厕一档 at the as-of date. Grain: one row a toilet of a village's latest register on or before as_of.
-- Reads: toilet_item, and the reader's townships, villages, problem_types (未注明类型: a problem of which no type is stated) and as_of.
-- found_on: the first register in which this toilet (by its number) has a problem; without a number or a date it is not known.
create or replace view stg_toilet_item as
with known as (
    select source_id, sheet, row_number, township, village, toilet_no, as_of, is_funded, is_problem, is_rectified, due_on, rectified_on,
           if(is_problem and len(problem_types) = 0, ['未注明类型'], problem_types) as problem_types,
           min(as_of) filter (where is_problem) over (partition by township, village, toilet_no) as first_found_on
    from toilet_item
    where (as_of is null or as_of <= coalesce(getvariable('as_of')::date, current_date))
      and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
      and (getvariable('villages') is null or list_contains(getvariable('villages')::varchar[], village))
),
latest as (
    select source_id, sheet, row_number, township, village, toilet_no, as_of, is_funded, is_problem, problem_types, is_rectified, due_on,
           rectified_on,
           if(toilet_no is null, as_of, first_found_on) as found_on
    from known
    qualify rank() over (partition by township, village order by as_of desc nulls last) = 1
)
select source_id, sheet, row_number, township, village, toilet_no, as_of, is_funded, is_problem, problem_types, is_rectified, due_on,
       rectified_on, found_on
from latest
where getvariable('problem_types') is null or list_has_any(getvariable('problem_types')::varchar[], problem_types)
