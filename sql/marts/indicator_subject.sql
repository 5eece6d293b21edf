-- 有哪些指标. Grain: one row an indicator and unit that an indicator table states.
-- Reads: indicator_series (follows townships and as_of).
create or replace view indicator_subject as
select subject,
       unit,
       subject || if(unit is null, '', ' (' || unit || ')') as subject_label,
       count(*) as value_count,
       count(distinct township) as township_count,
       count(distinct period_to) as period_count,
       max(period_to) as latest_on,
       count(*) filter (where is_doubtful) as doubtful_count
from indicator_series
group by subject, unit
