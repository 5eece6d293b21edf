-- 指标各期. Grain: one row a value that indicator tables state of a series and a period, with the value of the period before: stated
-- by several of them it is one value, and the row is that of the first.
-- Reads: stg_indicator_stated (follows townships, documents, scopes and as_of), source_file, and the reader's periods (by the last day).
-- A series is one township, village, indicator and unit; the period before stands there whatever periods are chosen.
-- The year before: the value of the same month then; of two in one month that differ nothing is said.
-- Two values of one series and period that differ are both listed, is_doubtful, and nothing is computed from them.
-- before_* and year_before_*: the row of a table that says the value before (period_to: its last day).
create or replace view indicator_series as
with period as (
    select township, village, subject, unit, period_to, min(value) as value, min(value) <> max(value) as is_doubtful,
           min({source_id: source_id, sheet: sheet, row_number: row_number}) as place
    from stg_indicator_stated
    group by township, village, subject, unit, period_to
),
followed as (
    select township, village, subject, unit, period_to, is_doubtful,
           if(period_to is null, null, lag(period_to) over series) as period_before,
           if(period_to is null, null, lag(if(is_doubtful, null, value)) over series) as value_before,
           if(period_to is null, null, lag(if(is_doubtful, null, place)) over series) as place_before,
           if(period_to is null, null, min(period_to) over year_before) as period_year_before,
           if(period_to is null, null, min(place) over year_before) as place_year_before,
           if(period_to is null, null, min(if(is_doubtful, null, value)) over year_before) as least_year_before,
           if(period_to is null, null, max(if(is_doubtful, null, value)) over year_before) as most_year_before
    from period
    window series as (partition by township, village, subject, unit order by period_to nulls last),
           year_before as (
               partition by township, village, subject, unit order by date_trunc('month', period_to)
               range between interval 1 year preceding and interval 1 year preceding
           )
)
select s.township, s.village, s.subject, s.unit, s.kind, s.value, s.is_approx, s.period_from, s.period_to,
       f.period_before,
       if(f.is_doubtful, null, f.value_before) as value_before,
       round(if(f.is_doubtful, null, s.value - f.value_before), 6) as change_value,
       if(f.is_doubtful or f.least_year_before <> f.most_year_before, null, f.least_year_before) as value_year_before,
       round(if(f.is_doubtful or f.least_year_before <> f.most_year_before, null, s.value - f.least_year_before), 6) as change_year_value,
       f.is_doubtful,
       s.wording, t.file, s.source_id, s.sheet, s.row_number,
       if(f.value_before is null, null, f.place_before.source_id) as before_source_id,
       if(f.value_before is null, null, f.place_before.sheet) as before_sheet,
       if(f.value_before is null, null, f.place_before.row_number) as before_row_number,
       if(value_year_before is null, null, f.period_year_before) as period_year_before,
       if(value_year_before is null, null, f.place_year_before.source_id) as year_before_source_id,
       if(value_year_before is null, null, f.place_year_before.sheet) as year_before_sheet,
       if(value_year_before is null, null, f.place_year_before.row_number) as year_before_row_number
from stg_indicator_stated as s
join source_file as t using (source_id)
join followed as f
    on f.township = s.township and f.village is not distinct from s.village and f.subject = s.subject
   and f.unit is not distinct from s.unit and f.period_to is not distinct from s.period_to
where getvariable('periods') is null
   or list_has_any(getvariable('periods')::varchar[], [strftime(s.period_to, '%Y'), strftime(s.period_to, '%Y-%m')])
qualify row_number() over (
    partition by s.township, s.village, s.subject, s.unit, s.period_from, s.period_to, s.value
    order by s.source_id, s.sheet nulls first, s.row_number
) = 1
