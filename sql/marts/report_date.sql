-- 填报日期. Grain: one row a day up to the as-of date on which a status was reported.
-- Reads: stg_report_date. Follows townships and as_of only. What 本期变化 offers for its two days.
create or replace view report_date as
select reported_on,
       count(*) as township_count,
       sum(status_count)::bigint as status_count
from stg_report_date
where (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
  and reported_on <= coalesce(getvariable('as_of')::date, current_date)
group by reported_on
