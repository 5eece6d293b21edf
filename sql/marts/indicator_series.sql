-- 指标各期. Grain: one row a value that an indicator table states, with the value of the period before.
-- Reads: indicator_register (what tables say: follows townships and as_of). A series is one township, village, indicator and unit.
-- Two values of one series and period that differ are both listed, is_doubtful, and nothing is computed from them.
create or replace view indicator_series as
with stated as (
    select distinct township, village, subject, unit, kind, value, is_approx, period_from, period_to, wording, file, source_id, sheet, row_number
    from indicator_register
    where row_number is not null
),
period as (
    select township, village, subject, unit, period_to,
           min(value) as value,
           min(value) <> max(value) as is_doubtful
    from stated
    group by township, village, subject, unit, period_to
),
followed as (
    select township, village, subject, unit, period_to, value, is_doubtful,
           lag(period_to) over series as period_before,
           lag(if(is_doubtful, null, value)) over series as value_before
    from period
    where period_to is not null
    window series as (partition by township, village, subject, unit order by period_to)
)
select s.township, s.village, s.subject, s.unit, s.kind, s.value, s.is_approx, s.period_from, s.period_to,
       f.period_before,
       if(p.is_doubtful, null, f.value_before) as value_before,
       round(if(p.is_doubtful, null, s.value - f.value_before), 6) as change_value,
       p.is_doubtful,
       s.wording, s.file, s.source_id, s.sheet, s.row_number
from stated as s
join period as p
    on p.township = s.township and p.village is not distinct from s.village and p.subject = s.subject
   and p.unit is not distinct from s.unit and p.period_to is not distinct from s.period_to
left join followed as f
    on f.township = s.township and f.village is not distinct from s.village and f.subject = s.subject
   and f.unit is not distinct from s.unit and f.period_to = s.period_to
