-- 写明最后一天的占比: of issues, given as an aggregate over their last days. Grain: one group of issues; null where there is none. 0-100.
create or replace macro dated_share_pct(due_on) as round(100.0 * count(due_on) / nullif(count(*), 0), 2)::double
