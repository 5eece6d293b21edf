-- 指标最近一期的增减. Grain: one row an indicator and unit that tables state with a date.
-- Reads: indicator_series (follows townships, documents, scopes, periods and as_of). Counts of the values of its latest period that are
-- more, less or the same than in the period before, and than in the same month of the year before; those without one count in none.
create or replace view indicator_change as
with latest as (
    select subject, unit, max(period_to) as latest_on
    from indicator_series
    group by subject, unit
)
select s.subject,
       s.unit,
       s.subject || if(s.unit is null, '', ' (' || s.unit || ')') as subject_label,
       l.latest_on,
       max(s.period_before) as before_on,
       count(*) as latest_count,
       count(*) filter (where s.change_value > 0) as risen_count,
       count(*) filter (where s.change_value < 0) as fallen_count,
       count(*) filter (where s.change_value = 0) as same_count,
       count(*) filter (where s.change_year_value > 0) as year_risen_count,
       count(*) filter (where s.change_year_value < 0) as year_fallen_count,
       count(*) filter (where s.change_year_value = 0) as year_same_count
from indicator_series as s
join latest as l on l.subject = s.subject and l.unit is not distinct from s.unit and l.latest_on = s.period_to
group by s.subject, s.unit, l.latest_on
