-- 各类问题厕所. Grain: one row a type of problem, of the registers (一厕一档) of all chosen townships.
-- Reads: stg_toilet_item (follows townships, villages, problem_types and as_of). Counts of toilets; rate 0-100. A toilet with several
-- types counts once in each; one whose type is not stated: 未注明类型. overdue_count: open, its last day before the as-of date.
create or replace view toilet_by_problem_type as
with typed as (
    select township, as_of, is_rectified, due_on, found_on,
           unnest(problem_types) as problem_type
    from stg_toilet_item
    where is_problem
)
select problem_type,
       count(distinct township) as township_count,
       max(as_of) as as_of,
       count(*) as problem_count,
       count(*) filter (where is_rectified) as rectified_count,
       count(*) filter (where not is_rectified) as open_count,
       count(*) filter (where not is_rectified and due_on < coalesce(getvariable('as_of')::date, current_date)) as overdue_count,
       share_pct(count(*) filter (where is_rectified), count(*)) as rectified_pct,
       max(coalesce(getvariable('as_of')::date, current_date) - found_on) filter (where not is_rectified) as longest_open_days
from typed
where getvariable('problem_types') is null or list_contains(getvariable('problem_types')::varchar[], problem_type)
group by problem_type
