-- 上期的问题: what the as-of state is compared with. Grain: one row an issue known then.
-- Reads: stg_issue_state and stg_issue at the reader's date `since`; not set: nothing was before. When two builds are compared, a
-- temporary table of this name holds what the earlier build says at the same as-of date (warehouse/queries.py).
create or replace view stg_issue_before as
select s.issue_id, s.township, i.plan_name, i.ordinal, i.issue_no, i.title, s.status, s.status_label, s.is_done, s.is_accepted, s.due_on,
       coalesce(s.due_on < getvariable('since')::date and not s.is_done, false) as is_overdue
from stg_issue_state as s
join stg_issue as i using (issue_id)
where (s.valid_from is null or s.valid_from <= getvariable('since')::date)
  and (s.valid_to is null or s.valid_to > getvariable('since')::date)
  and getvariable('since') is not null
