-- 本期变化合计. Grain: one row a kind of change, zero where none occurs.
-- Reads: stg_change_kind, issue_change (follows every filter). Counts of issues.
create or replace view change_summary as
select k.change, k.change_label, k.change_order,
       count(c.change) as issue_count,
       count(distinct c.township) as township_count
from stg_change_kind as k
left join issue_change as c using (change)
group by k.change, k.change_label, k.change_order
