-- 到期月历. Grain: one row a month in which a chosen issue is due. due_bucket: the most urgent one of its issues.
-- Reads: stg_issue_chosen (follows every filter). open: not reported done; an unreported issue is open here and counted apart too.
create or replace view due_calendar as
select year(due_on) as year_no,
       month(due_on) as month_no,
       strftime(due_on, '%Y-%m') as due_month,
       count(*) as issue_count,
       count(*) filter (where not is_done) as open_count,
       count(*) filter (where is_overdue) as overdue_count,
       count(*) filter (where not is_reported) as unreported_count,
       arg_min(due_bucket, bucket_order) as due_bucket,
       min(bucket_order) as bucket_order
from stg_issue_chosen
where due_on is not null
group by year(due_on), month(due_on), strftime(due_on, '%Y-%m')
