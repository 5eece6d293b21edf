-- 写明最后一天的占比: of issues, given as an aggregate over their last days. Grain: one group of issues; null where there is none.
-- Reads: share_pct. 0-100.
create or replace macro dated_share_pct(due_on) as share_pct(count(due_on), count(*))
