-- 有哪些指标. Grain: one row an indicator and unit that an indicator table states.
-- Reads: stg_indicator_stated (follows townships, documents, scopes and as_of), stg_indicator_doubt, and the reader's periods (by the
-- last day). doubtful_count: as in indicator_series; only where tables contradict one another at all are values compared.
create or replace view indicator_subject as
with stated as not materialized (
    select township, village, subject, unit, value, period_to
    from stg_indicator_stated
    where getvariable('periods') is null
       or list_has_any(getvariable('periods')::varchar[], [strftime(period_to, '%Y'), strftime(period_to, '%Y-%m')])
),
contradicted as (
    select s.subject, s.unit, count(*) as value_count
    from stated as s
    join stg_indicator_doubt as d
        on d.township = s.township and d.village is not distinct from s.village and d.subject = s.subject
       and d.unit is not distinct from s.unit and d.period_to is not distinct from s.period_to
    group by s.township, s.village, s.subject, s.unit, s.period_to
    having min(s.value) <> max(s.value)
),
doubtful as (
    select subject, unit, sum(value_count)::bigint as doubtful_count
    from contradicted
    group by subject, unit
),
counted as (
    select subject, unit,
           count(*) as value_count,
           count(distinct township) as township_count,
           count(distinct period_to) as period_count,
           max(period_to) as latest_on
    from stated
    group by subject, unit
)
select c.subject,
       c.unit,
       c.subject || if(c.unit is null, '', ' (' || c.unit || ')') as subject_label,
       c.value_count, c.township_count, c.period_count, c.latest_on,
       coalesce(d.doubtful_count, 0) as doubtful_count
from counted as c
left join doubtful as d on d.subject = c.subject and d.unit is not distinct from c.unit
