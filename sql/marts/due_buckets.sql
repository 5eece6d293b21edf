-- 时限分布. Grain: one row a township and due bucket that has a chosen issue.
-- Reads: stg_issue_chosen (follows every filter). Counts of issues. Buckets: stg_due_bucket, cut in stg_issue_current.
create or replace view due_buckets as
select township,
       due_bucket,
       bucket_order,
       count(*) as issue_count,
       count(*) filter (where not is_reported) as unreported_count
from stg_issue_chosen
group by township, due_bucket, bucket_order
