-- 各村厕所整改. Grain: one row a village, its latest figures on or before the as-of date.
-- Reads: stg_toilet_latest (follows townships, villages and as_of), toilet. Counts of toilets; rate 0-100, of the problem toilets.
-- found_on: the first report of the run of reports with open problems that still goes on; days_open from it to the as-of date. A
-- village is cleared (清零) when it had problems and none is open; without both counts nothing is said.
create or replace view toilet_by_village as
with reported as (
    select township, village, as_of, problem_count, problem_count - rectified_count as open_count
    from toilet
    where village is not null
      and (as_of is null or as_of <= coalesce(getvariable('as_of')::date, current_date))
),
last_clear as (
    select township, village, max(as_of) as as_of
    from reported
    where open_count = 0
    group by township, village
),
found as (
    select r.township, r.village, min(r.as_of) as found_on
    from reported as r
    left join last_clear as c using (township, village)
    where r.problem_count > 0 and (c.as_of is null or r.as_of > c.as_of)
    group by r.township, r.village
)
select l.township, l.village, l.as_of,
       l.surveyed_count, l.funded_count, l.problem_count, l.rectified_count,
       l.problem_count - l.rectified_count as open_count,
       share_pct(l.rectified_count, l.problem_count) as rectified_pct,
       case
           when l.problem_count = 0 then '没有问题'
           when l.problem_count is null or l.rectified_count is null then '没有填全'
           when l.rectified_count >= l.problem_count then '已清零'
           else '未清零'
       end as clearance,
       if(l.problem_count > l.rectified_count, f.found_on, null) as found_on,
       if(l.problem_count > l.rectified_count, coalesce(getvariable('as_of')::date, current_date) - f.found_on, null) as days_open,
       l.doubts is not null as is_doubtful,
       l.doubts, l.file, l.source_id, l.sheet, l.row_number,
       if(l.is_of_register, l.village, null) as register_village
from stg_toilet_latest as l
left join found as f using (township, village)
where l.is_village
