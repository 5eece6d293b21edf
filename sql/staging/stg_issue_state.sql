-- 问题 as it stood on each of its days: status and deadline side by side, and whether it was known. Grain: one row an issue and the
-- days from valid_from (null: ever) to before valid_to (null: for good) on which both hold. Stored by source.
-- Reads: stg_issue, stg_status_history, stg_deadline_history. A state before the issue was known begins when it is known.
create or replace table stg_issue_state as
select i.issue_id,
       i.township,
       s.status, s.status_label, s.status_wording, s.status_on, s.status_origin,
       s.is_reported, s.is_done, s.is_accepted, s.is_closed,
       d.due_on, d.deadline_label, d.deadline_wording,
       greatest(s.valid_from, d.valid_from, i.known_from) as valid_from,
       least(s.valid_to, d.valid_to) as valid_to
from stg_issue as i
join stg_status_history as s using (issue_id)
join stg_deadline_history as d using (issue_id)
where (s.valid_to is null or d.valid_from is null or d.valid_from < s.valid_to)
  and (d.valid_to is null or s.valid_from is null or s.valid_from < d.valid_to)
  and (i.known_from is null or s.valid_to is null or i.known_from < s.valid_to)
  and (i.known_from is null or d.valid_to is null or i.known_from < d.valid_to)
order by i.issue_id, valid_from nulls first
