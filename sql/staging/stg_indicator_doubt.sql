-- 指标表同一期的不同数值. Grain: one row a township, village, indicator, unit and last day of which tables state several values. Stored:
-- a nation has millions of values and few of these.
-- Reads: indicator. Hashes first: to group millions of values by one number takes half the time, and few are looked at again.
create or replace table stg_indicator_doubt as
with told as not materialized (
    select township, village, subject, unit, period_to, value,
           hash(township, village, subject, unit, period_to) as told_of
    from indicator
    where origin = 'table'
),
differing as (
    select told_of
    from told
    group by told_of
    having min(value) <> max(value)
)
select coalesce(township, '未注明乡镇') as township, village, subject, unit, period_to
from told
where told_of in (select told_of from differing)
group by township, village, subject, unit, period_to
having min(value) <> max(value)
