-- 排名的最小基数. Grain: one row. Stored. Reads: nothing.
-- A rate of fewer reported issues says little: 1 of 1 is 100 %. Such a department stands in the list with its n and without a rank.
create or replace table stg_rank_rule as
select 5::bigint as least_reported_count
