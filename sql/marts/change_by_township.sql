-- 各乡镇本期变化. Grain: one row a township and kind of change that occurs.
-- Reads: issue_change (follows every filter). Counts of issues.
create or replace view change_by_township as
select township, change, change_label, change_order, count(*) as issue_count
from issue_change
group by township, change, change_label, change_order
