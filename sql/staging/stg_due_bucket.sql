-- 时限分组, with the words pages show: written here and nowhere else in SQL. Grain: one row a bucket, most urgent first. Stored.
-- Reads: nothing. Which issue is in which bucket: stg_issue_current.
create or replace table stg_due_bucket as
select due_code, due_bucket, bucket_order::bigint as bucket_order
from (
    values ('overdue', '已逾期', 1), ('within_10_days', '10天内', 2), ('within_20_days', '20天内', 3), ('later', '20天以上', 4),
           ('done', '已完成', 5), ('undated', '无明确时限', 6)
) as bucket(due_code, due_bucket, bucket_order)
