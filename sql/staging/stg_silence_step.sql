-- 多少天没有报告. Grain: one row a number of days that 时限与预警 offers. Stored. Reads: nothing.
create or replace table stg_silence_step as
select unnest([30, 60, 90, 180, 365])::bigint as step_days
