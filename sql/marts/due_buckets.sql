-- 时限分布. Grain: one row a township and due bucket that has a chosen issue.
-- Reads: stg_issue_chosen (follows every filter). Counts of issues. Buckets are cut in stg_issue_current.
create or replace view due_buckets as
select township,
       due_bucket,
       list_position(['已逾期', '10天内', '20天内', '20天以上', '已完成', '无明确时限'], due_bucket)::bigint as bucket_order,
       count(*) as issue_count,
       count(*) filter (where not is_reported) as unreported_count
from stg_issue_chosen
group by township, due_bucket
