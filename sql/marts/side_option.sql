-- 可以对照的方案和乡镇. Grain: one row a side (plan or township) with a chosen issue.
-- Reads: stg_side (follows every filter).
create or replace view side_option as
select side_kind, side, side_label, count(*) as issue_count
from stg_side
group by side_kind, side, side_label
