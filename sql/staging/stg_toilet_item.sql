-- 一厕一档 at the as-of date. Grain: one row a toilet of a village's latest register on or before as_of.
-- Reads: toilet_item, and the reader's townships and as_of. found_on: the first register in which this toilet (by its number) has a
-- problem; without a number or a date it is not known.
create or replace view stg_toilet_item as
with known as (
    select source_id, sheet, row_number, township, village, toilet_no, as_of, is_problem, problem_types, is_rectified, due_on,
           min(as_of) filter (where is_problem) over (partition by township, village, toilet_no) as first_found_on
    from toilet_item
    where (as_of is null or as_of <= coalesce(getvariable('as_of')::date, current_date))
      and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
)
select source_id, sheet, row_number, township, village, toilet_no, as_of, is_problem, problem_types, is_rectified, due_on,
       if(toilet_no is null, as_of, first_found_on) as found_on
from known
qualify rank() over (partition by township, village order by as_of desc nulls last) = 1
