-- 多日无报告合计. Grain: one row a number of days offered: how many chosen issues, not reported done, have no report since at least then.
-- silent_pct: 0-100, of all that are not reported done.
-- Reads: stg_silence_step, silence_register (follows every filter).
create or replace view silence_summary as
select s.step_days,
       count(r.issue_id) filter (where r.silent_days >= s.step_days) as silent_count,
       count(r.issue_id) filter (where r.silent_days >= s.step_days and not r.is_reported) as never_count,
       count(r.issue_id) filter (where r.silent_days is null) as undated_count,
       count(r.issue_id) as open_count,
       share_pct(silent_count, open_count) as silent_pct
from stg_silence_step as s
left join silence_register as r on true
group by s.step_days
