-- 时限概况. Grain: one row a due bucket, 0 where no chosen issue is in it. Counts of issues and of their townships;
-- issue_pct: 0-100, of all chosen issues.
-- Reads: stg_due_bucket, stg_issue_chosen (follows every filter).
create or replace view due_summary as
select b.due_code,
       b.due_bucket,
       b.bucket_order,
       count(i.issue_id) as issue_count,
       share_pct(count(i.issue_id), sum(count(i.issue_id)) over ()) as issue_pct,
       count(i.issue_id) filter (where not i.is_reported) as unreported_count,
       count(distinct i.township) filter (where i.is_township_stated) as township_count
from stg_due_bucket as b
left join stg_issue_chosen as i using (due_code)
group by b.due_code, b.due_bucket, b.bucket_order
