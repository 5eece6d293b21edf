-- 指标表同一期的不同数值. Grain: one row a township, village, indicator, unit and last day of which tables state several values. Stored:
-- a nation has millions of values and few of these.
-- Reads: indicator.
create or replace table stg_indicator_doubt as
select coalesce(township, '未注明乡镇') as township, village, subject, unit, period_to
from indicator
where origin = 'table'
group by township, village, subject, unit, period_to
having min(value) <> max(value)
