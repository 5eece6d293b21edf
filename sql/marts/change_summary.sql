-- 本期变化合计. Grain: one row a kind of change, zero where none occurs.
-- Reads: stg_change_kind, issue_change, stg_issue_chosen (follow every filter). Counts of issues; issue_pct 0-100 of the chosen issues
-- (none for those that are no longer there).
create or replace view change_summary as
select k.change, k.change_label, k.change_order,
       count(c.change) as issue_count,
       count(distinct c.township) as township_count,
       if(k.change = 'removed', null,
          share_pct(count(c.change), (select count(*) from stg_issue_chosen))) as issue_pct
from stg_change_kind as k
left join issue_change as c using (change)
group by k.change, k.change_label, k.change_order
